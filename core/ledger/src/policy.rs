//! The policy table: per kind of document, who may create it, who may write it, where it
//! may be routed, how large it may be, and why.
//!
//! This is the only place that says so. A hub and a phone read the same table, and nothing
//! in it needs a document in memory.

use sharenum_domain::Role;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $word:literal;)+) => {
        /// What a document is. The number is signed and never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])* $name = $number,)+
        }

        impl Kind {
            /// Every kind, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The number that is signed.
            #[must_use]
            pub const fn as_u8(self) -> u8 {
                self as u8
            }

            /// The kind with this number, when this version knows it.
            #[must_use]
            pub const fn from_u8(number: u8) -> Option<Self> {
                match number { $($number => Some(Self::$name),)+ _ => None }
            }

            /// A word for logs and tables.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

kinds! {
    /// A member's tools and establishment.
    Profile = 1, "profile";
    /// A member's name and mail, for those they work with.
    Card = 2, "card";
    /// A request or an offer of help.
    Ticket = 3, "ticket";
    /// An answer to a ticket.
    Proposal = 4, "proposal";
    /// A line in the thread of a proposal.
    Message = 5, "message";
    /// What two members prepare together.
    Plan = 6, "plan";
    /// An event that neighbours may join.
    Workshop = 7, "workshop";
    /// A seat asked for in a workshop.
    Registration = 8, "registration";
    /// A day asked for on an exclusive resource.
    Booking = 9, "booking";
    /// A hub's answer to a registration or a booking.
    Decision = 10, "decision";
    /// Who was there.
    CheckIn = 11, "check-in";
    /// What a mini-tech did.
    HelpSession = 12, "help-session";
    /// A teacher's signature under a help session.
    CoSignature = 13, "co-signature";
    /// A tool, a training, a guide or a resource.
    Catalogue = 14, "catalogue";
    /// A page of the directory of establishments.
    DirectoryPage = 15, "directory-page";
    /// The end of a device.
    Revocation = 16, "revocation";
}

/// Who may write a document after its first chunk; always those it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writers {
    /// Its creator alone, from any of their devices.
    Creator,
    /// The two who talk in the parent proposal: its author and the ticket's.
    PartiesOfParent,
}

/// What a document may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parent {
    /// Nothing: it stands alone.
    None,
    /// A document of one of these kinds.
    OneOf(&'static [Kind]),
}

/// What ties the author to the parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// Nothing.
    Anyone,
    /// Anybody but the parent's creator.
    NotItsCreator,
    /// One of the two who talk in the parent proposal.
    PartyOfProposal,
    /// The parent's creator, or somebody with this role.
    CreatorOrRole(Role),
    /// Somebody of the establishment whose device made the parent, but not that device's member.
    SameSchool,
}

/// A channel, or a family of channels, that a kind may go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// `region`.
    Region,
    /// Any `area:`.
    Areas,
    /// `school:` of the author's certificate.
    OwnSchool,
    /// `member:` of the author.
    Author,
    /// `member:` of the creators of the parent and of the parent's parent.
    Ancestors,
    /// Any `member:`.
    Members,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// The kind it is about.
    pub kind: Kind,
    /// Roles that may create it; one is enough.
    pub creators: &'static [Role],
    /// Who may write it.
    pub writers: Writers,
    /// What it answers.
    pub parent: Parent,
    /// What ties its creator to the parent.
    pub tie: Tie,
    /// Where it may go; every route of a chunk must fit one.
    pub routes: &'static [Route],
    /// Bytes of one change as automerge reads it, at most.
    pub max_bytes: usize,
    /// Changes of one device in one document, at most; a hub takes no more. Far above what people
    /// write, and low enough that a phone can fold the document.
    pub max_changes: usize,
    /// Why it is so.
    pub why: &'static str,
}

const PEOPLE: &[Role] = &[
    Role::Member,
    Role::TechLeader,
    Role::Adviser,
    Role::Technician,
    Role::BusHost,
    Role::Coordinator,
    Role::Guest,
];
const HELPERS: &[Role] =
    &[Role::Brigade, Role::Member, Role::TechLeader, Role::Adviser, Role::Technician];
const HUB: &[Role] = &[Role::RegionHub];

const fn own(kind: Kind, routes: &'static [Route], max_bytes: usize, why: &'static str) -> Policy {
    Policy {
        kind,
        creators: Role::STAFF,
        writers: Writers::Creator,
        parent: Parent::None,
        tie: Tie::Anyone,
        routes,
        max_bytes,
        max_changes: 1_000,
        why,
    }
}

/// In the order of the kinds' numbers.
static TABLE: [Policy; 16] = [
    own(
        Kind::Profile,
        &[Route::Author],
        8 * 1024,
        "alerts are computed on the phone, so nobody else needs to know who is skilled in what",
    ),
    own(
        Kind::Card,
        &[Route::Members],
        2 * 1024,
        "a name goes only to those its owner works with, and only its owner says who",
    ),
    own(
        Kind::Ticket,
        &[Route::Areas, Route::Author],
        16 * 1024,
        "a need is public in the area, its author is `a teacher of` a school",
    ),
    Policy {
        parent: Parent::OneOf(&[Kind::Ticket]),
        tie: Tie::NotItsCreator,
        ..own(
            Kind::Proposal,
            &[Route::Author, Route::Ancestors],
            8 * 1024,
            "an offer of help concerns two people; helping oneself would inflate one's record",
        )
    },
    Policy {
        parent: Parent::OneOf(&[Kind::Proposal]),
        tie: Tie::PartyOfProposal,
        ..own(
            Kind::Message,
            &[Route::Author, Route::Ancestors],
            8 * 1024,
            "a thread is read and written by the two it connects",
        )
    },
    Policy {
        max_changes: 2_000,
        writers: Writers::PartiesOfParent,
        parent: Parent::OneOf(&[Kind::Proposal]),
        tie: Tie::PartyOfProposal,
        ..own(
            Kind::Plan,
            &[Route::Author, Route::Ancestors],
            16 * 1024,
            "both prepare it, offline and at once; concurrent edits merge",
        )
    },
    own(
        Kind::Workshop,
        &[Route::Areas, Route::Members],
        16 * 1024,
        "everybody near may come; the hosts of its resource must know",
    ),
    Policy {
        creators: PEOPLE,
        parent: Parent::OneOf(&[Kind::Workshop]),
        ..own(
            Kind::Registration,
            &[Route::Members],
            1024,
            "whoever organises must know who comes, nobody else",
        )
    },
    Policy {
        parent: Parent::OneOf(&[Kind::Catalogue]),
        ..own(
            Kind::Booking,
            &[Route::Members],
            2 * 1024,
            "a wish for a day concerns the resource's hosts and its hub",
        )
    },
    Policy {
        creators: HUB,
        parent: Parent::OneOf(&[Kind::Registration, Kind::Booking]),
        ..own(
            Kind::Decision,
            &[Route::Members],
            4 * 1024,
            "one authority per resource: no CRDT can promise one holder",
        )
    },
    Policy {
        max_changes: 4_000,
        parent: Parent::OneOf(&[Kind::Workshop]),
        tie: Tie::CreatorOrRole(Role::BusHost),
        ..own(
            Kind::CheckIn,
            &[Route::Members],
            32 * 1024,
            "presence is noted by whoever holds the door, and read by the organiser",
        )
    },
    Policy {
        creators: HELPERS,
        ..own(
            Kind::HelpSession,
            &[Route::OwnSchool],
            4 * 1024,
            "pupils' work stays in their school; a shared tablet logs for its brigade and nothing else",
        )
    },
    Policy {
        parent: Parent::OneOf(&[Kind::HelpSession]),
        tie: Tie::SameSchool,
        ..own(
            Kind::CoSignature,
            &[Route::OwnSchool],
            1024,
            "a session counts when another adult of the school signs exactly what was logged",
        )
    },
    Policy {
        creators: HUB,
        ..own(
            Kind::Catalogue,
            &[Route::Region],
            32 * 1024,
            "what a region offers is said once, for everybody",
        )
    },
    Policy {
        creators: HUB,
        ..own(
            Kind::DirectoryPage,
            &[Route::Region],
            72 * 1024,
            "phones find establishments offline, in pages that fit one transfer",
        )
    },
    Policy {
        creators: HUB,
        ..own(
            Kind::Revocation,
            &[Route::Region],
            1024,
            "everybody must stop believing a lost device at the same change",
        )
    },
];

/// The row for `kind`.
#[must_use]
pub fn policy(kind: Kind) -> &'static Policy {
    // Numbers start at 1 and the table is in their order; a test holds both together.
    &TABLE[usize::from(kind.as_u8()) - 1]
}

/// A document has no more writers than this.
pub const MAX_WRITERS: usize = 16;
/// A radius of 100 km touches fewer cells of resolution 4 than this (a test in `routes` counts).
pub const MAX_ROUTES: usize = 96;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_one_row_per_kind_and_says_why() {
        for kind in Kind::ALL {
            let row = policy(*kind);
            assert_eq!(row.kind, *kind);
            assert_eq!(Kind::from_u8(kind.as_u8()), Some(*kind));
            assert!(row.why.len() > 20 && !row.routes.is_empty() && !row.creators.is_empty());
            assert!(row.max_bytes <= crate::MAX_CHUNK_BYTES);
        }
        assert_eq!(TABLE.len(), Kind::ALL.len());
        assert_eq!((Kind::from_u8(0), Kind::from_u8(17)), (None, None));
    }

    #[test]
    fn a_brigade_tablet_can_only_log_help_sessions() {
        for kind in Kind::ALL {
            let allowed = policy(*kind).creators.contains(&Role::Brigade);
            assert_eq!(allowed, *kind == Kind::HelpSession, "{kind:?}");
        }
    }

    #[test]
    fn only_a_hub_speaks_for_the_region() {
        for kind in Kind::ALL {
            let row = policy(*kind);
            let authority = row.creators.contains(&Role::RegionHub);
            assert_eq!(authority, row.creators == HUB, "{kind:?}");
            assert!(!row.routes.contains(&Route::Region) || authority, "{kind:?}");
        }
    }
}
