//! Alerts, as a list shows them, and what this phone does not want to hear of.

use std::num::NonZeroU16;
use std::time::SystemTime;

use sharenum_companion as engine;
use sharenum_domain as domain;

use crate::common::{all, count, pages};
use crate::directory::radius;
use crate::time::instant;
use crate::{
    Action, AlertKind, CivilTime, DocumentId, PageRequest, Phrase, ReminderKind, SharenumApp,
    SharenumError,
};

/// How an alert reaches its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum AlertState {
    /// In the list, without a sound: what a first sync brought.
    Listed,
    /// To be announced.
    Rung,
    /// Seen by the member.
    Read,
    /// Something newer: in the list, without a sound.
    Unknown,
}

/// An alert.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct AlertItem {
    /// Its notification id; a later revision keeps it.
    pub id: i64,
    /// Why it came.
    pub kind: AlertKind,
    /// The document it is about.
    pub document: DocumentId,
    /// The ticket, workshop or booking to open.
    pub subject: Option<DocumentId>,
    /// What it is called, in the words of its author.
    pub title: String,
    /// What it says.
    pub text: Phrase,
    /// How far it is from the member's establishment, in km.
    pub km: Option<f64>,
    /// Listed, to be rung, or read.
    pub state: AlertState,
    /// When its newest revision came.
    pub updated: SystemTime,
    /// What this person may do with it now.
    pub actions: Vec<Action>,
}

impl From<engine::AlertView> for AlertItem {
    fn from(view: engine::AlertView) -> Self {
        Self {
            id: view.id,
            kind: view.kind.into(),
            document: view.document.into(),
            subject: view.subject.map(Into::into),
            title: view.title,
            text: view.phrase.into(),
            km: view.km,
            state: match view.state {
                engine::AlertState::Listed => AlertState::Listed,
                engine::AlertState::Rung => AlertState::Rung,
                engine::AlertState::Read => AlertState::Read,
            },
            updated: instant(view.updated),
            actions: all(view.actions),
        }
    }
}

/// Hours in which nothing sounds, on the clocks of wherever the phone is; past midnight when the
/// first is the later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct QuietHours {
    /// When they begin.
    pub begin: CivilTime,
    /// When they end.
    pub end: CivilTime,
}

/// Preferences of this phone, never synced. The radius says who is reached; these only narrow it.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct AlertPreferences {
    /// Kinds that this phone neither lists nor rings.
    pub muted: Vec<AlertKind>,
    /// No ticket and no workshop from farther away than this, 1 to 100 km.
    pub nearer_than_km: Option<u16>,
    /// Reminders that do not come on this phone.
    pub muted_reminders: Vec<ReminderKind>,
    /// Hours in which nothing sounds.
    pub quiet: Option<QuietHours>,
    /// When what happens nearby is told at once; answers to one's own things do not wait for it.
    pub digest: Option<CivilTime>,
    /// How many alerts may sound on one day, 1 or more; the others are gathered into one.
    pub most_per_day: Option<u16>,
}

impl From<engine::AlertPreferences> for AlertPreferences {
    fn from(preferences: engine::AlertPreferences) -> Self {
        let quiet = preferences.quiet.on();
        Self {
            quiet: quiet
                .map(|quiet| QuietHours { begin: quiet.from().into(), end: quiet.to().into() }),
            digest: preferences.digest.on().map(|at| (*at).into()),
            most_per_day: preferences.most_per_day.on().map(|most| most.get()),
            muted: all(preferences.muted),
            nearer_than_km: preferences.nearer_than.map(domain::RadiusKm::get),
            muted_reminders: all(preferences.muted_reminders),
        }
    }
}

impl TryFrom<AlertPreferences> for engine::AlertPreferences {
    type Error = SharenumError;

    fn try_from(preferences: AlertPreferences) -> Result<Self, SharenumError> {
        let quiet = preferences
            .quiet
            .map(|quiet| domain::QuietHours::new(quiet.begin.0, quiet.end.0))
            .transpose()
            .map_err(engine::EngineError::from)?;
        let most = preferences.most_per_day.map(NonZeroU16::new);
        let most = most.map(|most| most.ok_or_else(|| SharenumError::not_a_name("most_per_day")));
        Ok(Self {
            muted: preferences.muted.into_iter().map(Into::into).collect(),
            nearer_than: preferences.nearer_than_km.map(radius).transpose()?,
            muted_reminders: preferences.muted_reminders.into_iter().map(Into::into).collect(),
            quiet: quiet.map_or(engine::Setting::Off, engine::Setting::On),
            digest: preferences.digest.map_or(engine::Setting::Off, |at| engine::Setting::On(at.0)),
            most_per_day: most.transpose()?.map_or(engine::Setting::Off, engine::Setting::On),
        })
    }
}

pages! {
    /// A page of alerts.
    AlertPage of AlertItem;
}

#[uniffi::export]
impl SharenumApp {
    /// Alerts that the preferences let through, newest first.
    pub fn alerts(&self, page: PageRequest) -> Result<AlertPage, SharenumError> {
        Ok(self.engine()?.alerts(&page.into())?.into())
    }

    /// How many alerts nobody read yet.
    pub fn unread_alerts(&self) -> Result<u64, SharenumError> {
        Ok(count(self.engine()?.unread_alerts()?))
    }

    /// Marks one alert as read, by its id.
    pub fn mark_alert_read(&self, id: i64) -> Result<(), SharenumError> {
        Ok(self.engine()?.mark_alert_read(id)?)
    }

    /// Marks all alerts as read.
    pub fn mark_all_alerts_read(&self) -> Result<(), SharenumError> {
        Ok(self.engine()?.mark_all_alerts_read()?)
    }

    /// What this phone does not alert of, and when.
    pub fn alert_preferences(&self) -> Result<AlertPreferences, SharenumError> {
        Ok(self.engine()?.alert_preferences()?.into())
    }

    /// Narrows what this phone alerts of; what was left out before and is let through now comes
    /// into the list.
    pub fn set_alert_preferences(
        &self,
        preferences: AlertPreferences,
    ) -> Result<(), SharenumError> {
        let preferences = preferences.try_into()?;
        Ok(self.engine()?.set_alert_preferences(&preferences)?)
    }
}
