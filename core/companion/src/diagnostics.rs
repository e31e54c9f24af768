//! What a person may send to support without a second thought: numbers, dates and the app's own
//! words, and nothing that anybody wrote, is called, or can be found by.

use std::env::consts;
use std::path::PathBuf;

use jiff::Timestamp;
use sharenum_ledger::{HubRole, Kind, Refusal};
use sharenum_store::queries::figures::{Figures, HubFigures, figures};
use sharenum_store::{StoreError, files_aside, outbox_counts};

use crate::Result;
use crate::engine::CompanionEngine;

/// More hubs than a phone meets; the last met ones are said.
const HUBS: usize = 8;

/// One line for support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable word, in kebab-case with dots.
    pub key: String,
    /// A number, an instant (UTC, RFC 3339), `yes`, `no`, or a word of the app.
    pub value: String,
}

impl CompanionEngine {
    /// What support needs to know of this phone, a few dozen lines in a fixed order, without
    /// personal data: no name, no mail, no text, no school, no address and no id. Works before
    /// joining, too.
    ///
    /// # Errors
    /// Those of the file.
    pub fn diagnostics(&self) -> Result<Vec<Diagnostic>> {
        let (figures, (on_this_phone, with_bus)) = self
            .inner
            .store
            .read::<_, StoreError>(|conn| Ok((figures(conn)?, outbox_counts(conn)?)))?;
        let mut lines = Lines::default();
        lines.say("app.version", env!("CARGO_PKG_VERSION"));
        lines.say("app.system", format!("{} {}", consts::OS, consts::ARCH));
        lines.say("app.clock", self.inner.clock.now());
        lines.say("file.format", figures.format);
        lines.say("file.bytes", figures.bytes);
        lines.say("file.set-aside", files_aside(&self.inner.path).len());
        let me = self.inner.me().ok();
        lines.say("joined", if me.is_some() { "yes" } else { "no" });
        if let Some(me) = me {
            lines.say("certificate.expires", me.certificate.claims().expires);
        }
        lines.say("outbox.on-this-phone", on_this_phone);
        lines.say("outbox.with-bus", with_bus);
        lines.hubs(&figures.hubs);
        lines.content(&figures);
        Ok(lines.0)
    }

    /// Where files of this account were set aside, the oldest first: for a person who looks for
    /// what was on this phone. A path may say who they are, so it is no part of the diagnostics.
    #[must_use]
    pub fn files_set_aside(&self) -> Vec<PathBuf> {
        files_aside(&self.inner.path)
    }
}

#[derive(Default)]
struct Lines(Vec<Diagnostic>);

impl Lines {
    fn say(&mut self, key: impl Into<String>, value: impl ToString) {
        self.0.push(Diagnostic { key: key.into(), value: value.to_string() });
    }

    fn hubs(&mut self, hubs: &[HubFigures]) {
        self.say("hubs", hubs.len());
        for (number, hub) in hubs.iter().take(HUBS).enumerate() {
            let role = if hub.role == HubRole::Bus { "bus" } else { "region" };
            let last = hub.last_contact.as_ref().map_or("never".to_owned(), Timestamp::to_string);
            let epoch = hub
                .epoch
                .map_or("none".to_owned(), |epoch| format!("{:016x}", u64::from_be_bytes(epoch)));
            self.say(format!("hub.{number}.role"), role);
            self.say(format!("hub.{number}.last-contact"), last);
            self.say(format!("hub.{number}.epoch"), epoch);
        }
    }

    fn content(&mut self, figures: &Figures) {
        let known = Kind::ALL.iter().map(|kind| {
            let counted = figures.documents.iter().find(|(number, _)| *number == kind.as_u8());
            (kind.as_str(), counted.map_or(0, |(_, n)| *n))
        });
        known
            .filter(|(_, n)| *n > 0)
            .for_each(|(kind, n)| self.say(format!("documents.{kind}"), n));
        self.say("documents.unreadable", figures.unreadable);
        self.say("changes", figures.changes);
        // A code comes from a hub: only the app's own words are repeated.
        let mut others = 0;
        for (code, n) in &figures.quarantined {
            match Refusal::from_code(code) {
                Some(refusal) => self.say(format!("quarantined.{}", refusal.code()), n),
                None => others += n,
            }
        }
        self.say("quarantined.other", others);
        self.say("waiting", figures.waiting);
        self.say("establishments", figures.establishments);
        self.say("places", figures.places);
        self.say("alerts.unread", figures.unread);
        self.say("drafts", figures.drafts);
    }
}
