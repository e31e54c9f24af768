//! Words that may grow. Each enum has an `Unknown` arm that carries what a newer app wrote, so that
//! a shell shows it as it is and loses nothing.

use sharenum_companion as engine;
use sharenum_domain as domain;

macro_rules! growing {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word:meta])* $variant:ident,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
        pub enum $name {
            $($(#[$word])* $variant,)+
            /// What a newer app wrote.
            Unknown {
                /// The word as it was written.
                word: String,
            },
        }

        impl From<domain::$name> for $name {
            fn from(word: domain::$name) -> Self {
                match word {
                    $(domain::$name::$variant => Self::$variant,)+
                    domain::$name::Unknown(word) => Self::Unknown { word },
                }
            }
        }

        impl From<$name> for domain::$name {
            fn from(word: $name) -> Self {
                match word {
                    $($name::$variant => Self::$variant,)+
                    $name::Unknown { word } => Self::from(word),
                }
            }
        }
    )+};
}

growing! {
    /// How well a member handles a tool.
    Level {
        /// Has never used it alone.
        Novice,
        /// Uses it, with a question now and then.
        Intermediate,
        /// Can help others.
        Experienced,
    }

    /// Whether a ticket asks for help or gives it.
    Direction {
        /// Looks for help.
        Request,
        /// Offers help.
        Offer,
    }

    /// Where a ticket stands.
    TicketStatus {
        /// Waits for proposals.
        Open,
        /// Its author talks with somebody.
        InDiscussion,
        /// A date is set.
        Scheduled,
        /// The help was given.
        Done,
        /// Taken back by its author.
        Cancelled,
    }

    /// Where a proposal stands.
    ProposalStatus {
        /// The help is offered.
        Offered,
        /// Taken back by its author.
        Withdrawn,
    }

    /// Where a workshop stands.
    WorkshopStatus {
        /// Its bus day is not confirmed yet, so nobody is alerted.
        WaitingForBus,
        /// Everyone in reach may register.
        Published,
        /// Does not take place.
        Cancelled,
        /// Has taken place.
        Done,
    }

    /// What kind of school an establishment is.
    EstablishmentKind {
        /// Before six years of age (école maternelle, préscolaire).
        NurserySchool,
        /// From about six to eleven (école élémentaire).
        ElementarySchool,
        /// Nursery and elementary in one (école primaire).
        PrimarySchool,
        /// From about eleven to fifteen (collège).
        LowerSecondary,
        /// From about fifteen to eighteen (lycée, of any track).
        UpperSecondary,
        /// Lower and upper in one (école secondaire of Québec).
        Secondary,
        /// From primary to secondary in one.
        AllLevels,
        /// Adults (éducation des adultes).
        AdultEducation,
        /// Trades (formation professionnelle, maison familiale rurale).
        Vocational,
        /// Medical and social care, administration, guidance.
        Other,
    }

    /// What can be booked.
    ResourceKind {
        /// A bus fitted with digital equipment.
        Bus,
        /// A room.
        Room,
        /// A piece of equipment.
        Equipment,
    }

    /// Which reminder of one's own seat, workshop or day.
    ReminderKind {
        /// The evening before.
        DayBefore,
        /// An hour before it begins.
        HourBefore,
    }

    /// What a notification stands together with on a lock screen.
    NotificationGroup {
        /// What happens around one's establishment, for everybody whom it reaches.
        Nearby,
        /// What somebody wrote or answered to this one person.
        Conversations,
        /// One's own seats, days and workshops.
        Agenda,
    }

    /// Why somebody is alerted.
    AlertKind {
        /// A ticket whose reach includes the reader.
        TicketNearby,
        /// A workshop whose reach includes the reader.
        WorkshopNearby,
        /// Somebody proposes help for one's ticket.
        ProposalReceived,
        /// A message in a thread one takes part in.
        MessageReceived,
        /// One's proposal was accepted.
        ProposalAccepted,
        /// One's booking was decided.
        BookingDecided,
        /// One's seat was decided, or promoted from the waiting list.
        SeatDecided,
        /// A workshop one registered for takes place at another time or in another place.
        WorkshopChanged,
        /// A workshop one registered for does not take place.
        WorkshopCancelled,
    }
}

/// What somebody is allowed to do in a region, as their certificate says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Role {
    /// A member of an establishment.
    Member,
    /// Takes part without an establishment.
    Guest,
    /// Recognised by peers, helps in the own school.
    TechLeader,
    /// Has assigned schools and days of presence in each.
    Adviser,
    /// First line of support.
    Technician,
    /// Drives the day on the bus.
    BusHost,
    /// Publishes tools, trainings and guides; vouches for members.
    Coordinator,
    /// A school's shared tablet, which logs help sessions for its mini-techs.
    Brigade,
    /// A hub's own role.
    Hub,
    /// A role of a newer region, which grants nothing here.
    Unknown {
        /// Its number in the certificate.
        number: u8,
    },
}

impl From<domain::Role> for Role {
    fn from(role: domain::Role) -> Self {
        match role {
            domain::Role::Member => Self::Member,
            domain::Role::Guest => Self::Guest,
            domain::Role::TechLeader => Self::TechLeader,
            domain::Role::Adviser => Self::Adviser,
            domain::Role::Technician => Self::Technician,
            domain::Role::BusHost => Self::BusHost,
            domain::Role::Coordinator => Self::Coordinator,
            domain::Role::Brigade => Self::Brigade,
            domain::Role::RegionHub | domain::Role::BusHub => Self::Hub,
        }
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// Something that this person may do now with what a view shows: a shell shows a button
        /// for each, and nothing else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
        pub enum Action {
            $($(#[$doc])* $name,)+
            /// Something that this shell has no button for yet.
            Unknown,
        }

        impl From<engine::Action> for Action {
            fn from(action: engine::Action) -> Self {
                match action {
                    $(engine::Action::$name => Self::$name,)+
                    _ => Self::Unknown,
                }
            }
        }
    };
}

actions! {
    /// Change the content.
    Edit,
    /// Send a refused change again as it is.
    SendAgain,
    /// Give a refused change up.
    Discard,
    /// Move a ticket to `InDiscussion` by hand.
    StartDiscussion,
    /// Move a ticket to `Scheduled` by hand: a date was agreed outside the app.
    MarkScheduled,
    /// The help was given, or the workshop took place.
    Close,
    /// Take a ticket or a workshop back.
    Cancel,
    /// Reach farther: nobody has answered yet.
    Widen,
    /// Propose help.
    Propose,
    /// Take a proposal back.
    Withdraw,
    /// Take up a proposal: both get the other's card.
    Accept,
    /// Write a message.
    Write,
    /// Begin the shared plan.
    StartPlan,
    /// Propose dates in the plan.
    AddDate,
    /// Say for each date whether it suits.
    Vote,
    /// Settle the date.
    ChooseDate,
    /// Publish a workshop from the plan.
    PublishWorkshop,
    /// Ask for a seat.
    AskSeat,
    /// Give a seat back, or leave the waiting list.
    CancelSeat,
    /// Ask for a day of the resource.
    AskDay,
    /// Give a day back.
    CancelDay,
    /// Mark who came.
    CheckIn,
    /// Note somebody who came without a registration.
    AddWalkIn,
    /// Sign a help session exactly as it stands.
    CoSign,
    /// Mark an alert as read.
    MarkRead,
}
