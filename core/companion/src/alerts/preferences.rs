//! What this phone's member does not want to hear of, and when. The radius says who is reached;
//! preferences only narrow it.

use std::collections::BTreeSet;
use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use jiff::civil::Time;
use sharenum_domain::{AlertKind, QuietHours, RadiusKm, ReminderKind};
use sharenum_store::StoreError;
use sharenum_store::queries::alerts::Narrowing;
use sharenum_store::queries::{Connection, settings};

use crate::keys;

/// Preferences of this phone, never synced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlertPreferences {
    /// Kinds that this phone neither lists nor rings.
    pub muted: BTreeSet<AlertKind>,
    /// No ticket and no workshop from farther away than this. What concerns the member in person,
    /// such as an answer to their proposal, has no distance.
    pub nearer_than: Option<RadiusKm>,
    /// Reminders that do not come on this phone.
    pub muted_reminders: BTreeSet<ReminderKind>,
    /// Hours in which nothing sounds, on the clocks of wherever the phone is.
    pub quiet: Setting<QuietHours>,
    /// When what happens nearby is told at once, on the clocks of wherever the phone is. Answers
    /// to one's own things do not wait for it.
    pub digest: Setting<Time>,
    /// How many alerts may sound on one day; the others are gathered into one without a sound.
    /// Neither the digest nor reminders are counted.
    pub most_per_day: Setting<NonZeroU16>,
}

/// Something that can be turned on, with how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Setting<T> {
    /// Not wanted.
    #[default]
    Off,
    /// Wanted so.
    On(T),
    /// What a newer app wrote, kept as it was; here it is as if off.
    Unknown(String),
}

impl<T> Setting<T> {
    /// How it is wanted, where it is.
    #[must_use]
    pub const fn on(&self) -> Option<&T> {
        match self {
            Self::On(how) => Some(how),
            Self::Off | Self::Unknown(_) => None,
        }
    }
}

impl<T: FromStr + fmt::Display> Setting<T> {
    fn load(conn: &Connection, key: &str) -> Result<Self, StoreError> {
        Ok(match settings::get(conn, key)? {
            None => Self::Off,
            Some(text) => text.parse().map_or(Self::Unknown(text), Self::On),
        })
    }

    /// What a newer app wrote is off here: saved as off again, it stays for that app.
    fn save(&self, conn: &Connection, key: &str) -> Result<(), StoreError> {
        let text = match self {
            Self::Off => match Self::load(conn, key)? {
                Self::Unknown(text) => Some(text),
                Self::Off | Self::On(_) => None,
            },
            Self::On(how) => Some(how.to_string()),
            Self::Unknown(text) => Some(text.clone()),
        };
        settings::set(conn, key, text.as_deref())
    }
}

fn read_radius(km: &str) -> Option<RadiusKm> {
    RadiusKm::new(km.parse().ok()?).ok()
}

impl AlertPreferences {
    pub(crate) fn load(conn: &Connection) -> Result<Self, StoreError> {
        let words = |key| Ok::<_, StoreError>(settings::get(conn, key)?.unwrap_or_default());
        let nearer = settings::get(conn, keys::NEARER_THAN)?;
        let reminders = words(keys::MUTED_REMINDERS)?;
        Ok(Self {
            muted: words(keys::MUTED_KINDS)?.split_whitespace().map(AlertKind::from).collect(),
            nearer_than: nearer.and_then(|km| read_radius(&km)),
            muted_reminders: reminders.split_whitespace().map(ReminderKind::from).collect(),
            quiet: Setting::load(conn, keys::QUIET_HOURS)?,
            digest: Setting::load(conn, keys::DIGEST)?,
            most_per_day: Setting::load(conn, keys::MOST_PER_DAY)?,
        })
    }

    pub(crate) fn save(&self, conn: &Connection) -> Result<(), StoreError> {
        let muted: Vec<&str> = self.muted.iter().map(AlertKind::as_str).collect();
        settings::set(conn, keys::MUTED_KINDS, Some(&muted.join(" ")))?;
        let nearer = match self.nearer_than {
            Some(radius) => Some(radius.get().to_string()),
            // A distance that this app cannot read is none here, and stays for the app that can.
            None => settings::get(conn, keys::NEARER_THAN)?.filter(|km| read_radius(km).is_none()),
        };
        settings::set(conn, keys::NEARER_THAN, nearer.as_deref())?;
        let muted: Vec<&str> = self.muted_reminders.iter().map(ReminderKind::as_str).collect();
        settings::set(conn, keys::MUTED_REMINDERS, Some(&muted.join(" ")))?;
        self.quiet.save(conn, keys::QUIET_HOURS)?;
        self.digest.save(conn, keys::DIGEST)?;
        self.most_per_day.save(conn, keys::MOST_PER_DAY)
    }

    /// Whether they let something through that happens at this distance.
    pub(crate) fn hear_of(&self, kind: &AlertKind, km: f64) -> bool {
        !self.muted.contains(kind) && self.nearer_than.is_none_or(|radius| radius.covers(km))
    }

    /// What of the alerts they leave.
    pub(crate) fn narrowing(&self) -> Narrowing {
        Narrowing::new(&self.muted, self.nearer_than)
    }
}
