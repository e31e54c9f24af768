//! What calls have returned: from then on it must be there, whatever happens.

use super::{Checked, PhoneFile, ensure};
use crate::story::STORY;

/// What was heard of the story's phone so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Promised {
    /// Steps that returned.
    pub steps: usize,
    /// Own changes that some hub gave a receipt for, and those that the region did.
    taken: usize,
    settled: usize,
    tickets: usize,
}

impl Promised {
    /// Reads what a phone says after a step: its number and `StoryPhone::says`. `written` is how
    /// many changes it has written by then, before the story and after each step.
    pub fn read(words: &str, written: &[usize]) -> Checked<Self> {
        let words: Result<Vec<usize>, _> = words.split(' ').map(str::parse).collect();
        let words = words.map_err(|_| "not what a phone says".to_owned())?;
        let &[step, here, with_bus, tickets] = words.as_slice() else {
            return Err(format!("not what a phone says: {words:?}"));
        };
        let taken = written[step + 1] - here;
        Ok(Self { steps: step + 1, taken, settled: taken - with_bus, tickets })
    }

    /// Whether all of it is there.
    pub fn kept_by(&self, phone: &PhoneFile, written: &[usize]) -> Checked<()> {
        let Self { steps, taken, settled, tickets } = *self;
        let here = phone.settled().count();
        let with_bus = phone.in_custody.len();
        ensure(here + with_bus >= taken && here >= settled, || {
            format!(
                "receipts for {taken}, {settled} of them the region's, were here, and now \
                 {with_bus} are and {here}"
            )
        })?;
        ensure(phone.tickets >= tickets, || {
            format!("{tickets} tickets were here, and now {} are", phone.tickets)
        })?;
        ensure(phone.own.len() >= written[steps], || {
            format!("{steps} steps returned, and {} own changes are here", phone.own.len())
        })
    }

    /// The step that was begun and did not return is there whole, or not at all; answers where the
    /// story goes on.
    pub fn where_to_go_on(&self, phone: &PhoneFile, written: &[usize]) -> Checked<usize> {
        let begun = self.steps;
        let Some(step) = STORY.get(begun) else { return Ok(begun) };
        let (before, after) = (written[begun], written[begun + 1]);
        let found = phone.own.len();
        let whole = found == before || found == after;
        // A sync writes what follows from what it brings, page by page, and is done again.
        let fits = if step.is_one_write() { whole } else { before <= found && found <= after };
        ensure(fits, || format!("step {begun} left {found} own changes, not {before} or {after}"))?;
        let done = step.is_one_write() && found == after && before < after;
        Ok(if done { begun + 1 } else { begun })
    }
}
