//! What every view needs to know about its reader, read once per call.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use sharenum_domain::{
    Card, Establishment, LocalText, MemberId, NotAlerted, Place, Position, Profile, SchoolCode,
    Ticket, ToolId, ticket_reaches,
};
use sharenum_store::StoreError;
use sharenum_store::queries::{Connection, catalogue, establishments, members, settings};

use crate::engine::Me;
use crate::{ProfileMissing, Result, keys};

use super::{Contact, ToolName};

/// The reader of a view: who, where, when.
pub(crate) struct Context<'c> {
    pub conn: &'c Connection,
    pub me: &'c Me,
    pub now: Timestamp,
    pub profile: Profile,
    pub establishment: Option<Establishment>,
    /// The buildings of the establishment, or the place that the member chose for it; `None`
    /// when there is no establishment.
    pub at: Option<Vec<Place>>,
    tools: OnceCell<BTreeMap<ToolId, LocalText>>,
    in_touch: OnceCell<BTreeSet<MemberId>>,
}

impl<'c> Context<'c> {
    pub fn new(
        conn: &'c Connection,
        me: &'c Me,
        now: Timestamp,
    ) -> std::result::Result<Self, StoreError> {
        let profile = members::profile(conn, &me.member)?.map(|(_, profile)| profile);
        let empty = || Profile { member: me.member, school: None, tools: BTreeMap::new() };
        let profile = profile.unwrap_or_else(empty);
        let establishment = match &profile.school {
            Some(school) => establishments::establishment(conn, school)?,
            None => None,
        };
        let at = match &establishment {
            Some(found) if !found.places.is_empty() => Some(found.places.clone()),
            Some(found) => Some(chosen_place(conn, &found.code)?.into_iter().collect()),
            None => None,
        };
        Ok(Self {
            conn,
            me,
            now,
            profile,
            establishment,
            at,
            tools: OnceCell::new(),
            in_touch: OnceCell::new(),
        })
    }

    /// How far a point is from the nearest building of the reader's establishment, in km.
    pub fn km(&self, from: &Position) -> Option<f64> {
        let places = self.at.iter().flatten();
        places.map(|place| from.distance_km(&place.position)).min_by(f64::total_cmp)
    }

    pub fn is_me(&self, member: &MemberId) -> bool {
        *member == self.me.member
    }

    /// The names of tools; a tool that the catalogue no longer has is shown by its id.
    pub fn tool_names<'t>(
        &self,
        tools: impl IntoIterator<Item = &'t ToolId>,
    ) -> Result<Vec<ToolName>> {
        let names = self.names()?;
        let named = tools.into_iter().map(|id| match names.get(id) {
            Some(name) => ToolName { id: id.clone(), name: name.clone() },
            None => ToolName {
                id: id.clone(),
                name: LocalText { fr: id.to_string(), en: id.to_string() },
            },
        });
        Ok(named.collect())
    }

    fn names(&self) -> Result<&BTreeMap<ToolId, LocalText>> {
        if let Some(names) = self.tools.get() {
            return Ok(names);
        }
        let tools = catalogue::tools(self.conn)?;
        let names = tools.into_iter().map(|tool| (tool.id, tool.name)).collect();
        Ok(self.tools.get_or_init(|| names))
    }

    /// The name and mail of somebody who shared their card with the reader, while one of them
    /// works with the other: a card that was given cannot be taken back, only hidden.
    pub fn contact(&self, member: &MemberId) -> Result<Option<Contact>> {
        Ok(self.card(member)?.map(|card| Contact { name: card.name, mail: card.mail }))
    }

    /// As [`contact`](Self::contact), with the establishment.
    pub fn card(&self, member: &MemberId) -> Result<Option<Card>> {
        let in_touch = self.in_touch()?.contains(member);
        let card = if in_touch { members::card(self.conn, member)? } else { None };
        Ok(card.map(|(_, card)| card))
    }

    /// Asked once for all rows of a list.
    fn in_touch(&self) -> Result<&BTreeSet<MemberId>> {
        if let Some(members) = self.in_touch.get() {
            return Ok(members);
        }
        let members = members::in_touch_with(self.conn, &self.me.member)?;
        Ok(self.in_touch.get_or_init(|| members))
    }

    /// The name of an establishment; its code when the directory does not hold it.
    pub fn school_name(&self, school: Option<&SchoolCode>) -> Result<String> {
        let Some(school) = school else { return Ok(String::new()) };
        let found = establishments::establishment(self.conn, school)?;
        Ok(found.map_or_else(|| school.to_string(), |found| found.name))
    }

    /// The establishment, when the profile is complete: it comes before any request or offer.
    pub fn complete_profile(&self) -> std::result::Result<&Establishment, ProfileMissing> {
        if self.profile.school.is_none() {
            return Err(ProfileMissing::School);
        }
        let establishment = self.establishment.as_ref().ok_or(ProfileMissing::Directory)?;
        if self.profile.tools.is_empty() {
            return Err(ProfileMissing::Tools);
        }
        Ok(establishment)
    }

    /// Whether this member's profile lets them answer a ticket.
    pub fn reach(
        &self,
        ticket: &Ticket,
        author: &MemberId,
    ) -> std::result::Result<f64, NotAlerted> {
        ticket_reaches(ticket, author, &self.profile, self.at.as_deref())
    }
}

/// Where the member said that this establishment stands; what they said of another one says
/// nothing of it.
fn chosen_place(
    conn: &Connection,
    school: &SchoolCode,
) -> std::result::Result<Option<Place>, StoreError> {
    Ok(settings::get(conn, keys::CHOSEN_PLACE)?.and_then(|text| {
        let mut parts = text.splitn(4, ' ');
        parts.next().filter(|code| *code == school.as_str())?;
        let (lat, lon) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let position = Position::from_micro(lat, lon).ok()?;
        Some(Place { position, label: parts.next()?.to_owned() })
    }))
}
