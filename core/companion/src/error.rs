//! What an intent or a query can fail with, in words for the person who asked.

use sharenum_domain::{
    Field, InvalidInput, InvalidSlot, Phrase, TicketStatus, TrainingStepMissing, phrases,
};
use sharenum_ledger::Refusal;
use sharenum_store::StoreError;
use sharenum_sync::{InvalidBus, InvalidLink, LocalError, SyncError};

use crate::{BadBus, BadInvitation, Missing, NotAllowed, ProfileMissing, VaultError};

phrases! {
    @as pub(crate) (own_key, own_phrase, phrases)
    /// Why the engine did not do what was asked; nothing is half done. `Display` says in English
    /// what the person can do, [`phrase`](Self::phrase) says it for a shell to put into words,
    /// [`remedy`](Self::remedy) for a shell to act on, and [`code`](Self::code) is stable and for
    /// support; none holds personal data.
    #[derive(Debug)]
    #[non_exhaustive]
    pub enum EngineError including {
        /// The invitation cannot be used.
        Invitation(BadInvitation),
        /// No hub is found by a code or an announcement.
        Bus(BadBus),
        /// The profile comes before any request or offer.
        ProfileIncomplete(ProfileMissing),
        /// The institutional trainings come first.
        TrainingFirst(TrainingStepMissing),
        /// A field cannot be taken as it is.
        Input(InvalidInput),
        /// It is not on this phone.
        NotFound(Missing),
        /// This person may not do it, or not now.
        NotAllowed(NotAllowed),
        /// The region's rules do not allow it.
        Refused(Refusal),
        /// The file on this phone.
        Storage(StoreError),
        /// The way to the hub.
        Sync(SyncError),
    } {
        /// This phone has no certificate yet.
        NotJoined = "not-joined",
            "this phone has not joined a region yet; join with an invitation first";
        /// This phone has a certificate already.
        AlreadyJoined = "already-joined",
            "this phone has already joined a region; sign out before you use another invitation";
        /// The establishment has no coordinates, so no radius can be drawn around it.
        NoCoordinates = "no-coordinates",
            "your establishment has no coordinates in the directory; choose where it stands in your town first";
        /// More was typed into a form than a draft may hold.
        DraftTooLong = "draft-too-long",
            "this text is too long to be kept, shorten it; 64 KB in all are possible";
        /// One help session at a time is timed on a phone.
        TimerRuns = "timer-runs",
            "a help session is being timed already; log it or discard it first";
        /// Nothing to stop.
        NoTimer = "no-timer", "no help session is being timed; start the timer first";
        /// Nobody has said where the region's hub is.
        NoRegionAddress = "no-region-address",
            "this phone does not know where its region's hub is; enter its address first";
        /// The platform's vault does not answer: it may be locked until the phone is unlocked.
        Vault(error: VaultError) = "vault",
            "{error}; unlock the phone and try again later, nothing is lost";
        /// The ticket cannot go from one status to the other.
        Transition {
            /// Where it stands.
            from: TicketStatus,
            /// What was asked.
            to: TicketStatus,
        } = "transition" [from, to],
            "a ticket that is {from} cannot become {to}; open a new one if the need is still there";
        /// What the person looked at is no longer what stands there.
        ChangedSince = "changed-since",
            "this was changed since you looked at it; read it again before you sign";
        /// The engine was closed.
        Closed = "closed", "the app has closed this account; open it again";
        /// The operating system gave no random numbers.
        NoRandomness = "no-randomness",
            "this phone gives no random numbers; restart it and try again";
    }
}

impl std::error::Error for EngineError {}

impl EngineError {
    /// A stable word, for support and for shells that tell errors apart.
    #[must_use]
    pub fn code(&self) -> &str {
        match self.told() {
            Self::Invitation(_) => "invitation",
            Self::Bus(_) => "bus",
            Self::ProfileIncomplete(_) => "profile-incomplete",
            Self::TrainingFirst(_) => "training-first",
            Self::Input(_) => "input",
            Self::NotFound(_) => "not-found",
            Self::NotAllowed(_) => "not-allowed",
            Self::Refused(refusal) => refusal.code(),
            Self::Storage(error) => error.code(),
            Self::Sync(error) => error.code(),
            other => other.own_key(),
        }
    }

    /// The stable key of the sentence.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.told().own_key()
    }

    /// The sentence as a key and its arguments, for a shell to say in the reader's language.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        self.told().own_phrase()
    }

    /// The field to correct, when what was filled in is the reason.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self.remedy() {
            crate::Remedy::CorrectInput { field } => Some(field),
            _ => None,
        }
    }

    /// What is told: the phone's own failure where a sync carried it.
    pub(crate) fn told(&self) -> &Self {
        match self {
            Self::Sync(SyncError::Local(local)) => {
                local.cause().downcast_ref::<Self>().map_or(self, Self::told)
            }
            _ => self,
        }
    }
}

impl From<StoreError> for EngineError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotJoined => Self::NotJoined,
            StoreError::Closed => Self::Closed,
            StoreError::UnknownDocument(_) => Self::NotFound(Missing::Document),
            StoreError::Refused(refusal) => Self::Refused(refusal),
            other => Self::Storage(other),
        }
    }
}

impl From<SyncError> for EngineError {
    fn from(error: SyncError) -> Self {
        // Closed in the middle of a sync: the file did not fail.
        if let SyncError::Local(local) = &error
            && matches!(local.cause().downcast_ref(), Some(Self::Closed))
        {
            return Self::Closed;
        }
        Self::Sync(error)
    }
}

impl From<VaultError> for EngineError {
    fn from(error: VaultError) -> Self {
        Self::Vault(error)
    }
}

macro_rules! from {
    ($($reason:ty => $variant:ident),+) => {$(
        impl From<$reason> for EngineError {
            fn from(reason: $reason) -> Self {
                Self::$variant(reason.into())
            }
        }
    )+};
}
from! {
    BadInvitation => Invitation,
    InvalidLink => Invitation,
    BadBus => Bus,
    InvalidBus => Bus,
    ProfileMissing => ProfileIncomplete,
    TrainingStepMissing => TrainingFirst,
    InvalidInput => Input,
    NotAllowed => NotAllowed,
    Missing => NotFound
}

impl From<InvalidLink> for BadInvitation {
    fn from(error: InvalidLink) -> Self {
        Self::Link(error)
    }
}

impl From<InvalidBus> for BadBus {
    fn from(error: InvalidBus) -> Self {
        Self::Sign(error)
    }
}

impl From<InvalidSlot> for EngineError {
    fn from(error: InvalidSlot) -> Self {
        Self::Input(InvalidInput::new(Field::Slot, error))
    }
}

/// The sync's storage failed: what the engine says of it crosses the state machine whole.
impl From<EngineError> for LocalError {
    fn from(error: EngineError) -> Self {
        Self::new(error)
    }
}

/// What the engine answers with.
pub type Result<T> = std::result::Result<T, EngineError>;
