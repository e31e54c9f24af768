//! Joining a region, and who one is there.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use sharenum_companion as engine;
use sharenum_domain as domain;

use crate::common::all;
use crate::sync::on_own_threads;
use crate::time::instant;
use crate::{
    Contact, DeviceId, Establishment, Level, MemberId, Phrase, Place, Role, SchoolCode,
    SharenumApp, SharenumError, ToolId,
};

/// Whether the phone belongs to a region yet.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Membership {
    /// It waits for an invitation.
    NotJoined,
    /// It has a certificate.
    Joined {
        /// The member.
        member: MemberId,
        /// This device.
        device: DeviceId,
        /// What the member may do.
        roles: Vec<Role>,
        /// The establishment on the certificate, which opens the school's channel.
        school: Option<SchoolCode>,
        /// Until when the region answers without a renewal; stored work never expires.
        expires: SystemTime,
    },
}

impl From<engine::State> for Membership {
    fn from(state: engine::State) -> Self {
        match state {
            engine::State::NotJoined => Self::NotJoined,
            engine::State::Joined { member, device, roles, school, expires } => Self::Joined {
                member: member.into(),
                device: device.into(),
                roles: all(roles.iter()),
                school: school.map(Into::into),
                expires: instant(expires),
            },
        }
    }
}

/// How to reach hubs.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct NetworkOptions {
    /// Certificates in DER that are trusted beside the public authorities: a hub's own authority, or
    /// a self-signed certificate that is not one. The platform's own store is not asked.
    #[uniffi(default = [])]
    pub pins: Vec<Vec<u8>>,
    /// `http://host:port` of a proxy, as the host system says; none is looked for elsewhere, and a
    /// hub on the local network is never reached through it.
    #[uniffi(default = None)]
    pub proxy: Option<String>,
    /// From the first packet to an open connection, at most; none for 10 s.
    #[uniffi(default = None)]
    pub connect_timeout: Option<Duration>,
    /// From the connection to the last byte of an answer, at most; none for 60 s.
    #[uniffi(default = None)]
    pub timeout: Option<Duration>,
}

impl From<NetworkOptions> for engine::HttpOptions {
    fn from(options: NetworkOptions) -> Self {
        let usual = Self::default();
        Self {
            pins: options.pins,
            proxy: options.proxy,
            connect_timeout: options.connect_timeout.unwrap_or(usual.connect_timeout),
            timeout: options.timeout.unwrap_or(usual.timeout),
            ..usual
        }
    }
}

/// How well a member knows one tool.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Proficiency {
    /// How well in general.
    pub level: Level,
    /// Has handled the tool (manipulatoire).
    pub by_hand: bool,
    /// Has used it with pupils (pédagogique).
    pub in_class: bool,
}

impl From<domain::Proficiency> for Proficiency {
    fn from(known: domain::Proficiency) -> Self {
        let domain::Proficiency { level, by_hand, in_class } = known;
        Self { level: level.into(), by_hand, in_class }
    }
}

impl From<Proficiency> for domain::Proficiency {
    fn from(known: Proficiency) -> Self {
        let Proficiency { level, by_hand, in_class } = known;
        Self { level: level.into(), by_hand, in_class }
    }
}

/// This member's own profile.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Profile {
    /// The declared establishment.
    pub school: Option<SchoolCode>,
    /// What the directory says of it.
    pub establishment: Option<Establishment>,
    /// Where its distances are measured from: its buildings, or the place chosen for it. Empty means
    /// that a place must be chosen.
    pub at: Vec<Place>,
    /// Tools with a level each.
    pub tools: HashMap<ToolId, Proficiency>,
    /// Name and mail, for those this member works with.
    pub card: Option<Contact>,
    /// What is missing before a ticket can be opened.
    pub missing: Option<Phrase>,
}

impl From<engine::ProfileView> for Profile {
    fn from(view: engine::ProfileView) -> Self {
        let tools = view.tools.into_iter();
        Self {
            school: view.school.map(Into::into),
            establishment: view.establishment.map(Into::into),
            at: all(view.at),
            tools: tools.map(|(tool, known)| (tool.into(), known.into())).collect(),
            card: view.card.map(Into::into),
            missing: view.missing.map(|missing| missing.phrase().into()),
        }
    }
}

#[uniffi::export]
impl SharenumApp {
    /// Whether the phone has joined, and as whom.
    pub fn membership(&self) -> Result<Membership, SharenumError> {
        Ok(self.engine()?.state().into())
    }

    /// Joins with what the person typed or scanned: a link says which hub to ask; with a bare code,
    /// `hub` must. A lost answer is no harm: the same invitation gives the same device its papers
    /// again.
    ///
    /// Errors: `NotPossible` and `CorrectInput` for what is no invitation, `CheckNetwork`.
    #[uniffi::method(default(hub = None))]
    pub async fn join(
        &self,
        code_or_link: String,
        hub: Option<String>,
    ) -> Result<(), SharenumError> {
        let engine = self.engine()?;
        on_own_threads(async move { Ok(engine.join(hub.as_deref(), &code_or_link).await?) }).await
    }

    /// How to reach hubs from now on. Not kept: say it after each opening.
    pub fn set_network(&self, options: NetworkOptions) -> Result<(), SharenumError> {
        self.engine()?.set_network(options.into());
        Ok(())
    }

    /// The address of the region's hub; none before joining.
    pub fn region_url(&self) -> Result<Option<String>, SharenumError> {
        Ok(self.engine()?.region_url()?)
    }

    /// Says where the region's hub is from now on, after it has moved. Nothing is asked of it yet.
    pub fn set_region_url(&self, url: String) -> Result<(), SharenumError> {
        Ok(self.engine()?.set_region_url(&url)?)
    }

    /// This member's own profile.
    pub fn profile(&self) -> Result<Profile, SharenumError> {
        Ok(self.engine()?.profile()?.into())
    }

    /// Sets establishment and tools, at most 60. Alerts of what is still open follow at once.
    pub fn set_profile(
        &self,
        school: Option<SchoolCode>,
        tools: HashMap<ToolId, Proficiency>,
    ) -> Result<(), SharenumError> {
        let tools = tools.into_iter().map(|(tool, known)| (tool.into(), known.into())).collect();
        Ok(self.engine()?.set_profile(school.map(Into::into), tools)?)
    }

    /// Sets name (at most 80 characters) and mail. Only those this member works with get them.
    pub fn set_card(&self, name: String, mail: String) -> Result<(), SharenumError> {
        Ok(self.engine()?.set_card(&name, &mail)?)
    }

    /// Says where the declared establishment stands when it has no coordinates; none forgets it.
    /// Kept on this phone only.
    pub fn set_place(&self, place: Option<Place>) -> Result<(), SharenumError> {
        let place = place.map(domain::Place::try_from).transpose()?;
        Ok(self.engine()?.set_place(place.as_ref())?)
    }
}
