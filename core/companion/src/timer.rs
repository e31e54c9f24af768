//! The help session that is being timed, in the file: a killed app stops no clock.

use std::time::Duration;

use jiff::Timestamp;
use sharenum_domain::{HelpSession, ToolId};
use sharenum_store::StoreError;
use sharenum_store::queries::timer::{self, TimerRow};

use crate::drafts::MAX_DRAFT_BYTES;
use crate::engine::CompanionEngine;
use crate::{EngineError, Event, Result};

/// What is known of a help session when it begins; the rest is filled in when it is logged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimerStart {
    /// The mini-tech's pseudonym, or nothing yet.
    pub helper: String,
    /// The class, or nothing yet.
    pub class: String,
    /// With what, once it was chosen.
    pub tool: Option<ToolId>,
}

/// A help session that is being timed, or was and is not logged yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerView {
    /// When it began (UTC), for [`HelpTime::Began`](crate::HelpTime::Began).
    pub started: Timestamp,
    /// Since then, while it runs; what it came to, once it was stopped. Never negative.
    pub elapsed: Duration,
    /// What it came to, for [`HelpTime::Began`](crate::HelpTime::Began); `None` while it runs.
    pub minutes: Option<u32>,
    /// As it was given at the start.
    pub helper: String,
    /// As it was given at the start.
    pub class: String,
    /// As it was given at the start.
    pub tool: Option<ToolId>,
}

impl TimerView {
    fn new(row: TimerRow, now: Timestamp) -> Self {
        let elapsed = match row.minutes {
            Some(minutes) => Duration::from_secs(u64::from(minutes) * 60),
            None => since(row.started, now),
        };
        Self {
            started: row.started,
            elapsed,
            minutes: row.minutes,
            helper: row.helper,
            class: row.class,
            tool: row.tool,
        }
    }
}

impl CompanionEngine {
    /// Starts to time a help session. It runs on while the app is killed or the phone off.
    ///
    /// # Errors
    /// [`EngineError::TimerRuns`] until the one before was logged or discarded, and
    /// [`EngineError::DraftTooLong`].
    pub fn start_timer(&self, start: TimerStart) -> Result<TimerView> {
        if start.helper.len() + start.class.len() > MAX_DRAFT_BYTES {
            return Err(EngineError::DraftTooLong);
        }
        let now = self.inner.clock.now();
        let row = TimerRow {
            started: now,
            minutes: None,
            helper: start.helper,
            class: start.class,
            tool: start.tool,
        };
        self.inner.store.write(|tx| {
            if timer::find(tx.conn())?.is_some() {
                return Err(EngineError::TimerRuns);
            }
            Ok(timer::save(tx.conn(), &row)?)
        })?;
        self.inner.tell(&Event::Drafts);
        Ok(TimerView::new(row, now))
    }

    /// The help session that is being timed, or was stopped and is not logged yet. Where the clock
    /// of the phone was set back to before its start, it begins anew now.
    ///
    /// # Errors
    /// Those of the file.
    pub fn timer(&self) -> Result<Option<TimerView>> {
        let now = self.inner.clock.now();
        let Some(row) = self.inner.store.read::<_, StoreError>(timer::find)? else {
            return Ok(None);
        };
        if row.minutes.is_some() || row.started <= now {
            return Ok(Some(TimerView::new(row, now)));
        }
        // Else it would stand still until the clock is where it was, for a day perhaps.
        let (row, _) = self.inner.store.write(|tx| {
            let row = timer::find(tx.conn())?.map(|row| not_ahead(row, now));
            if let Some(row) = &row {
                timer::save(tx.conn(), row)?;
            }
            Ok::<_, StoreError>(row)
        })?;
        Ok(row.map(|row| TimerView::new(row, now)))
    }

    /// Stops it and answers its minutes: begun ones count, one at least, a day at most. They stay
    /// with the timer until a session is logged, so that a kill in between costs nothing; called
    /// again, it answers the same.
    ///
    /// # Errors
    /// [`EngineError::NoTimer`].
    pub fn stop_timer(&self) -> Result<u32> {
        self.stop_if_timed()?.map(|(_, minutes)| minutes).ok_or(EngineError::NoTimer)
    }

    /// Stops the timer, if there is one, and answers when it began and its minutes.
    pub(crate) fn stop_if_timed(&self) -> Result<Option<(Timestamp, u32)>> {
        let now = self.inner.clock.now();
        let ((measured, stopped), _) = self.inner.store.write::<_, StoreError>(|tx| {
            let Some(row) = timer::find(tx.conn())? else {
                return Ok((None, false));
            };
            if let Some(minutes) = row.minutes {
                return Ok((Some((row.started, minutes)), false));
            }
            let row = not_ahead(row, now);
            let begun = since(row.started, now).as_secs().div_ceil(60);
            let minutes = u32::try_from(begun).unwrap_or(u32::MAX);
            let minutes = minutes.clamp(1, HelpSession::MAX_MINUTES);
            let started = row.started;
            timer::save(tx.conn(), &TimerRow { minutes: Some(minutes), ..row })?;
            Ok((Some((started, minutes)), true))
        })?;
        if stopped {
            self.inner.tell(&Event::Drafts);
        }
        Ok(measured)
    }

    /// Gives the timer up, running or stopped; none is no error.
    ///
    /// # Errors
    /// Those of the file.
    pub fn discard_timer(&self) -> Result<()> {
        let (gone, _) = self.inner.store.write::<_, StoreError>(|tx| timer::discard(tx.conn()))?;
        if gone {
            self.inner.tell(&Event::Drafts);
        }
        Ok(())
    }
}

fn since(started: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(now.duration_since(started)).unwrap_or_default()
}

fn not_ahead(row: TimerRow, now: Timestamp) -> TimerRow {
    TimerRow { started: row.started.min(now), ..row }
}
