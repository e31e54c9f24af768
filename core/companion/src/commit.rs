//! One intent, one transaction: what it writes is folded, what follows from it is written, alerts
//! are computed, and all of it is on disk before anybody hears of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use sharenum_domain::{DocumentId, MemberId};
use sharenum_ledger::{Channel, DeviceKey, Document};
use sharenum_store::queries::Connection;
use sharenum_store::queries::alerts::{AlertState, forget, keep, retitle, set_aside};
use sharenum_store::{Touched, WriteTx, fail_point};

use crate::alerts::AlertPreferences;
use crate::engine::{Inner, Me};
use crate::views::Context;
use crate::{EngineError, Event, Result, alerts, reactions};

/// What follows from what follows ends after so many rounds; each of today's reactions needs one.
const ROUNDS: usize = 8;

/// A transaction in which this member writes.
pub(crate) struct Writing<'t, 'w> {
    pub tx: &'t mut WriteTx<'w>,
    pub key: &'t DeviceKey,
    pub me: &'t Me,
    pub now: Timestamp,
    /// Whom tickets and workshops reach is to be asked anew, whatever was touched.
    pub look_around: bool,
    /// A draft or the timer was used up, which is told like any other change of them.
    pub drafts_differ: bool,
    /// Something was set that only this phone keeps.
    pub settings_differ: bool,
}

impl<'w> Writing<'_, 'w> {
    pub fn conn(&self) -> &'w Connection {
        self.tx.conn()
    }

    /// The reader's side of this transaction, as it stands after the last fold.
    pub fn context(&self) -> Result<Context<'_>> {
        Ok(Context::new(self.tx.conn(), self.me, self.now)?)
    }

    /// Starts a document that this member alone writes.
    pub fn create<T: Document>(
        &mut self,
        thing: &T,
        parent: Option<DocumentId>,
        routes: Vec<Channel>,
    ) -> Result<DocumentId> {
        Ok(self.tx.create(self.key, thing, Vec::new(), parent, routes)?)
    }

    /// Starts a document that several write.
    pub fn create_shared<T: Document>(
        &mut self,
        thing: &T,
        writers: Vec<MemberId>,
        parent: DocumentId,
        routes: Vec<Channel>,
    ) -> Result<DocumentId> {
        Ok(self.tx.create(self.key, thing, writers, Some(parent), routes)?)
    }

    /// Changes a document and answers its id, which is a new one only when the region had refused
    /// its first change.
    pub fn edit<T: Document>(
        &mut self,
        document: &DocumentId,
        routes: Option<Vec<Channel>>,
        change: impl FnOnce(T) -> Result<T>,
    ) -> Result<DocumentId> {
        Ok(self.tx.edit(self.key, document, routes, change)?.document)
    }
}

/// Whether new alerts ring or are only listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loudness {
    /// They ring.
    Ring,
    /// They are listed: the person is looking, or all of it is old.
    List,
}

impl Inner {
    /// Runs an intent of the member.
    pub fn write<R>(&self, intent: impl FnOnce(&mut Writing<'_, '_>) -> Result<R>) -> Result<R> {
        // Whoever changes their profile is looking at the app: what it brings is in the list.
        fail_point!("phone.edit.before");
        let answer = self.commit(Loudness::List, |writing| {
            let answer = intent(writing)?;
            fail_point!("phone.edit.inside");
            Ok(answer)
        })?;
        fail_point!("phone.edit.after");
        Ok(answer)
    }

    /// Runs `work` in one transaction, with all that follows from it.
    pub fn commit<R>(
        &self,
        loudness: Loudness,
        work: impl FnOnce(&mut Writing<'_, '_>) -> Result<R>,
    ) -> Result<R> {
        let me = self.me()?;
        let now = self.clock.now();
        let mut rung = None;
        let (mut drafts, mut settings) = (false, false);
        let (answer, touched) = self.store.write::<_, EngineError>(|tx| {
            let mut writing = Writing {
                tx,
                key: &self.key,
                me: &me,
                now,
                look_around: false,
                drafts_differ: false,
                settings_differ: false,
            };
            let answer = work(&mut writing)?;
            let touched = settle(&mut writing)?;
            rung = announce(&writing, &touched, loudness)?;
            (drafts, settings) = (writing.drafts_differ, writing.settings_differ);
            Ok(answer)
        })?;
        self.announce(&touched, rung);
        if drafts {
            self.tell(&Event::Drafts);
        }
        if settings {
            self.tell(&Event::Settings);
        }
        Ok(answer)
    }

    /// Tells the subscribers what a commit did.
    fn announce(&self, touched: &[Touched], rung: Option<Vec<i64>>) {
        if !touched.is_empty() {
            let kinds: BTreeSet<_> = touched.iter().map(|touched| touched.kind).collect();
            let documents = touched.iter().map(|touched| touched.document).collect();
            self.tell(&Event::Changed { kinds, documents });
        }
        if let Some(rung) = rung {
            self.tell(&Event::Alerts { rung });
        }
    }
}

/// Folds, lets the reactions write, and folds again until nothing new is touched.
fn settle(writing: &mut Writing<'_, '_>) -> Result<Vec<Touched>> {
    let mut seen: BTreeMap<DocumentId, Touched> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let touched = writing.tx.fold()?;
        let news: Vec<Touched> =
            touched.into_iter().filter(|now| seen.get(&now.document) != Some(now)).collect();
        if news.is_empty() {
            break;
        }
        reactions::follow(writing, &news)?;
        seen.extend(news.into_iter().map(|touched| (touched.document, touched)));
    }
    Ok(seen.into_values().collect())
}

/// Keeps the alerts that the touched documents give rise to; answers the ids of new ones that
/// ring, or `None` when the list is as before.
fn announce(
    writing: &Writing<'_, '_>,
    touched: &[Touched],
    loudness: Loudness,
) -> Result<Option<Vec<i64>>> {
    if touched.is_empty() && !writing.look_around {
        return Ok(None);
    }
    let state = match loudness {
        Loudness::Ring => AlertState::Rung,
        Loudness::List => AlertState::Listed,
    };
    let context = writing.context()?;
    let news = alerts::of_touched(&context, touched, writing.look_around)?;
    let heard = AlertPreferences::load(writing.conn())?.narrowing();
    let (mut rung, mut changed) = (Vec::new(), false);
    for (document, kind) in &news.over {
        changed |= set_aside(writing.conn(), document, kind)?;
    }
    for (document, kind) in &news.forgotten {
        changed |= forget(writing.conn(), document, kind)?;
    }
    for alert in &news.found {
        // What the member does not want to hear of is there, silently, should they change their
        // mind.
        let heard = heard.lets_through(alert);
        let state = if heard { state } else { AlertState::Listed };
        let Some(id) = keep(writing.conn(), alert, state, writing.now)? else { continue };
        changed |= heard;
        if state == AlertState::Rung {
            rung.push(id);
        }
    }
    for (subject, title) in &news.titles {
        changed |= retitle(writing.conn(), subject, title)?;
    }
    Ok(changed.then_some(rung))
}
