//! Words that may grow: an app keeps a word of a newer app and shows it as unknown,
//! instead of losing the record that holds it.

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$doc])*
        ///
        /// Grows with the product: what a newer app wrote stays in `Unknown`, word for word.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$word_doc])* $variant,)+
            /// A word of a newer app, kept as it was written.
            Unknown(String),
        }

        impl $name {
            /// Every word this version knows, in order.
            pub const KNOWN: &[Self] = &[$(Self::$variant),+];

            /// The word as it is stored and sent.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Unknown(word) => word,
                }
            }

            /// True for a word that this version knows.
            pub const fn is_known(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)+
                    _ => Self::Unknown(word.to_owned()),
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                Self::from(word.as_str())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )+};
}
pub(crate) use words;

use crate::PhraseKey;

words! {
    /// How well a member handles a tool.
    Level {
        /// Has never used it alone.
        Novice = "novice",
        /// Uses it, with a question now and then.
        Intermediate = "intermediate",
        /// Can help others.
        Experienced = "experienced",
    }

    /// Whether a ticket asks for help or gives it.
    Direction {
        /// Looks for help.
        Request = "request",
        /// Offers help.
        Offer = "offer",
    }

    /// Where a ticket stands.
    TicketStatus {
        /// Waits for proposals.
        Open = "open",
        /// Its author talks with somebody.
        InDiscussion = "in_discussion",
        /// A date is set.
        Scheduled = "scheduled",
        /// The help was given.
        Done = "done",
        /// Taken back by its author.
        Cancelled = "cancelled",
    }

    /// Where a proposal stands.
    ProposalStatus {
        /// The help is offered.
        Offered = "offered",
        /// Taken back by its author.
        Withdrawn = "withdrawn",
    }

    /// Where a workshop stands.
    WorkshopStatus {
        /// Its bus day is not confirmed yet, so nobody is alerted.
        WaitingForBus = "waiting_for_bus",
        /// Everyone in reach may register.
        Published = "published",
        /// Does not take place.
        Cancelled = "cancelled",
        /// Has taken place.
        Done = "done",
    }

    /// What the author of a seat or booking request wants.
    RequestStatus {
        /// The seat or the day is asked for.
        Asked = "asked",
        /// No longer wanted.
        Cancelled = "cancelled",
    }

    /// What the home hub of a resource decided.
    Outcome {
        /// The seat or the day is theirs.
        Confirmed = "confirmed",
        /// In the waiting list.
        Waiting = "waiting",
        /// Not possible; alternatives come with it.
        Refused = "refused",
        /// Given back by its holder.
        Released = "released",
    }

    /// What kind of school an establishment is.
    EstablishmentKind {
        /// Before six years of age (école maternelle, préscolaire).
        NurserySchool = "nursery_school",
        /// From about six to eleven (école élémentaire).
        ElementarySchool = "elementary_school",
        /// Nursery and elementary in one (école primaire).
        PrimarySchool = "primary_school",
        /// From about eleven to fifteen (collège).
        LowerSecondary = "lower_secondary",
        /// From about fifteen to eighteen (lycée, of any track).
        UpperSecondary = "upper_secondary",
        /// Lower and upper in one (école secondaire of Québec).
        Secondary = "secondary",
        /// From primary to secondary in one.
        AllLevels = "all_levels",
        /// Adults (éducation des adultes).
        AdultEducation = "adult_education",
        /// Trades (formation professionnelle, maison familiale rurale).
        Vocational = "vocational",
        /// Medical and social care, administration, guidance.
        Other = "other",
    }
}

impl TicketStatus {
    /// The key of its name in the reader's language, and that name in English.
    const fn named(&self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("ticket-status.open", "open"),
            Self::InDiscussion => ("ticket-status.in-discussion", "in discussion"),
            Self::Scheduled => ("ticket-status.scheduled", "scheduled"),
            Self::Done => ("ticket-status.done", "done"),
            Self::Cancelled => ("ticket-status.cancelled", "cancelled"),
            Self::Unknown(_) => ("ticket-status.unknown", "in a state that this app does not know"),
        }
    }

    /// The key of its name in the reader's language.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        self.named().0
    }

    /// The keys of all names.
    #[must_use]
    pub fn phrases() -> Vec<PhraseKey> {
        let unknown = Self::Unknown(String::new());
        let all = Self::KNOWN.iter().chain([&unknown]);
        all.map(Self::named).map(|(key, english)| PhraseKey::new(key, english)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::*;

    fn round_trips<W>(known: &[W])
    where
        W: for<'a> From<&'a str> + Clone + PartialEq + fmt::Debug + fmt::Display,
    {
        for word in known {
            assert_eq!(W::from(word.to_string().as_str()), *word);
        }
    }

    #[test]
    fn every_known_word_is_read_back() {
        round_trips(Level::KNOWN);
        round_trips(Direction::KNOWN);
        round_trips(TicketStatus::KNOWN);
        round_trips(ProposalStatus::KNOWN);
        round_trips(WorkshopStatus::KNOWN);
        round_trips(RequestStatus::KNOWN);
        round_trips(Outcome::KNOWN);
        round_trips(EstablishmentKind::KNOWN);
    }

    #[test]
    fn a_word_of_a_newer_app_is_kept_as_it_was() {
        let status = TicketStatus::from("on_hold");
        assert_eq!(status, TicketStatus::Unknown("on_hold".to_owned()));
        assert_eq!(status.as_str(), "on_hold");
        assert!(!status.is_known());
    }

    #[test]
    fn words_on_the_wire_are_pinned() {
        assert_eq!(TicketStatus::InDiscussion.as_str(), "in_discussion");
        assert_eq!(WorkshopStatus::WaitingForBus.as_str(), "waiting_for_bus");
        assert_eq!(EstablishmentKind::LowerSecondary.as_str(), "lower_secondary");
    }
}
