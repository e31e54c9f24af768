//! What an intent or a query can fail with, in words for the person who asked.

use sharenum_domain::{InvalidInput, InvalidSlot, TicketStatus, TrainingStepMissing};
use sharenum_ledger::Refusal;
use sharenum_store::StoreError;
use sharenum_sync::{InvalidLink, LocalError, SyncError};
use thiserror::Error;

use crate::VaultError;

/// Why the engine did not do what was asked; nothing is half done. `Display` says what the person
/// can do, [`code`](Self::code) is stable and for support; neither holds personal data.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EngineError {
    /// This phone has no certificate yet.
    #[error("this phone has not joined a region yet; join with an invitation first")]
    NotJoined,
    /// This phone has a certificate already.
    #[error("this phone has already joined a region; sign out before you use another invitation")]
    AlreadyJoined,
    /// The invitation cannot be used.
    #[error("this invitation cannot be used: {reason}")]
    Invitation {
        /// What is wrong with it and what to do.
        reason: &'static str,
    },
    /// The profile comes before any request or offer.
    #[error("complete your profile first: {missing}")]
    ProfileIncomplete {
        /// What is missing, as an instruction.
        missing: &'static str,
    },
    /// The establishment has no coordinates, so no radius can be drawn around it.
    #[error(
        "your establishment has no coordinates in the directory; choose where it stands in your town first"
    )]
    NoCoordinates,
    /// The institutional trainings come first.
    #[error(transparent)]
    TrainingFirst(#[from] TrainingStepMissing),
    /// A field cannot be taken as it is.
    #[error(transparent)]
    Input(#[from] InvalidInput),
    /// More was typed into a form than a draft may hold.
    #[error("this text is too long to be kept, shorten it; 64 KB in all are possible")]
    DraftTooLong,
    /// One help session at a time is timed on a phone.
    #[error("a help session is being timed already; log it or discard it first")]
    TimerRuns,
    /// Nothing to stop.
    #[error("no help session is being timed; start the timer first")]
    NoTimer,
    /// It is not on this phone.
    #[error("this {what} is not on this phone; sync and look again")]
    NotFound {
        /// What was looked for, in the words of the product.
        what: &'static str,
    },
    /// This person may not do it, or not now.
    #[error("this is not possible now: {why}")]
    NotAllowed {
        /// Why, and what is possible instead.
        why: &'static str,
    },
    /// The ticket cannot go from one status to the other.
    #[error(
        "a ticket that is {from} cannot become {to}; open a new one if the need is still there"
    )]
    Transition {
        /// Where it stands.
        from: TicketStatus,
        /// What was asked.
        to: TicketStatus,
    },
    /// What the person looked at is no longer what stands there.
    #[error("this was changed since you looked at it; read it again before you sign")]
    ChangedSince,
    /// The region's rules do not allow it.
    #[error(transparent)]
    Refused(Refusal),
    /// The file on this phone.
    #[error(transparent)]
    Storage(StoreError),
    /// Nobody has said where the region's hub is.
    #[error("this phone does not know where its region's hub is; enter its address first")]
    NoRegionAddress,
    /// The way to the hub.
    #[error(transparent)]
    Sync(SyncError),
    /// The platform's vault does not answer: it may be locked until the phone is unlocked.
    #[error("{0}; unlock the phone and try again later, nothing is lost")]
    Vault(#[from] VaultError),
    /// The engine was closed.
    #[error("the app has closed this account; open it again")]
    Closed,
    /// The operating system gave no random numbers.
    #[error("this phone gives no random numbers; restart it and try again")]
    NoRandomness,
}

impl EngineError {
    /// A stable word, for support and for shells that tell errors apart.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::NotJoined => "not-joined",
            Self::AlreadyJoined => "already-joined",
            Self::Invitation { .. } => "invitation",
            Self::ProfileIncomplete { .. } => "profile-incomplete",
            Self::NoCoordinates => "no-coordinates",
            Self::TrainingFirst(_) => "training-first",
            Self::Input(_) => "input",
            Self::DraftTooLong => "draft-too-long",
            Self::TimerRuns => "timer-runs",
            Self::NoTimer => "no-timer",
            Self::NotFound { .. } => "not-found",
            Self::NotAllowed { .. } => "not-allowed",
            Self::Transition { .. } => "transition",
            Self::ChangedSince => "changed-since",
            Self::Refused(refusal) => refusal.code(),
            Self::Storage(_) => "storage",
            Self::NoRegionAddress => "no-region-address",
            Self::Sync(error) => error.code(),
            Self::Vault(_) => "vault",
            Self::Closed => "closed",
            Self::NoRandomness => "no-randomness",
        }
    }
}

impl From<StoreError> for EngineError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotJoined => Self::NotJoined,
            StoreError::Closed => Self::Closed,
            StoreError::UnknownDocument(_) => Self::NotFound { what: "document" },
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

impl From<InvalidLink> for EngineError {
    fn from(error: InvalidLink) -> Self {
        Self::Invitation { reason: error.reason }
    }
}

impl From<InvalidSlot> for EngineError {
    fn from(error: InvalidSlot) -> Self {
        Self::Input(InvalidInput::new("slot", error.to_string()))
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
