//! The whole table that the words of a shell must fill.

use sharenum_domain::{CompassPoint, DecisionReason, Field, PhraseKey, TicketStatus, WhyShown};

use crate::{EngineError, alerts, notifications, views};

/// Every key that the engine may hand to a shell, by key, each once: the sentences of errors,
/// refusals, alerts and notifications, what is near, why something is shown or not alerted of or was decided
/// so, and the names that stand in them.
#[must_use]
pub fn phrases() -> Vec<PhraseKey> {
    let mut all = [
        EngineError::phrases(),
        alerts::phrases(),
        notifications::phrases(),
        WhyShown::phrases(),
        views::near_phrases(),
        CompassPoint::phrases(),
        DecisionReason::phrases(),
        Field::phrases(),
        TicketStatus::phrases(),
    ]
    .concat();
    // A refusal is reached by two ways.
    all.sort_unstable();
    all.dedup();
    all
}
