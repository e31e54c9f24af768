//! Why a hub decided on a seat or a day as it did.

crate::phrases! {
    /// Why a seat or a day was given, or not: what a decision carries as one stable word.
    ///
    /// Grows with the product: the word of a newer hub stays in `Unknown`.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum DecisionReason {
        /// A seat was free.
        SeatFree = "decision.seat-free", "there was a seat";
        /// All seats are taken.
        WorkshopFull = "decision.workshop-full", "all seats are taken";
        /// The organiser called the workshop off.
        WorkshopCancelled = "decision.workshop-cancelled", "the workshop does not take place";
        /// The workshop has taken place.
        WorkshopOver = "decision.workshop-over", "the workshop is over";
        /// The day was free.
        DayFree = "decision.day-free", "the day was free";
        /// Somebody else has the day.
        DayTaken = "decision.day-taken", "somebody else has this day";
        /// The request came after the day.
        DayPast = "decision.day-past", "the day is past";
        /// Another request of the same person stands.
        AlreadyAsked = "decision.already-asked", "another request of yours stands already";
        /// Its author took the request back.
        Cancelled = "decision.cancelled", "the request was taken back";
        /// No more is known.
        Decided = "decision.decided", "it was decided so";
        /// A word of a newer hub, kept as it was written.
        Unknown(word: String) = "decision.unknown" [word], "{word}";
    }
}

impl DecisionReason {
    /// Every reason that this version knows.
    pub const KNOWN: &[Self] = &[
        Self::SeatFree,
        Self::WorkshopFull,
        Self::WorkshopCancelled,
        Self::WorkshopOver,
        Self::DayFree,
        Self::DayTaken,
        Self::DayPast,
        Self::AlreadyAsked,
        Self::Cancelled,
        Self::Decided,
    ];

    /// The word as it is stored and sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Unknown(word) => word,
            known => known.key().trim_start_matches("decision."),
        }
    }
}

impl From<&str> for DecisionReason {
    fn from(word: &str) -> Self {
        let known = Self::KNOWN.iter().find(|known| known.as_str() == word);
        known.cloned().unwrap_or_else(|| Self::Unknown(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_word_is_read_back_and_every_other_kept() {
        for reason in DecisionReason::KNOWN {
            assert_eq!(DecisionReason::from(reason.as_str()), *reason);
        }
        assert_eq!(DecisionReason::KNOWN.len() + 1, DecisionReason::phrases().len());
        assert_eq!(DecisionReason::from("rain"), DecisionReason::Unknown("rain".to_owned()));
        assert_eq!(DecisionReason::from("rain").as_str(), "rain");
    }

    #[test]
    fn words_in_decisions_are_pinned() {
        assert_eq!(DecisionReason::DayTaken.as_str(), "day-taken");
        assert_eq!(DecisionReason::WorkshopFull.as_str(), "workshop-full");
    }
}
