//! From what went wrong to what the person can do about it.

use sharenum_domain::{Field, InputProblem, TrainingStepMissing};
use sharenum_ledger::Refusal;
use sharenum_store::StoreError;
use sharenum_sync::wire::ProblemCode;
use sharenum_sync::{AddressProblem, SyncError};

use crate::{BadInvitation, EngineError, NotAllowed};

/// What a person can do about an error: few enough for a shell to treat each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// Join with an invitation, for the first time or again; what was written stays.
    Join,
    /// Complete the profile, or choose where the establishment stands.
    CompleteProfile,
    /// Fill in a field otherwise.
    CorrectInput {
        /// Which.
        field: Field,
    },
    /// Sync where possible, look at what stands there now, and decide again.
    LookAgain,
    /// Nothing, here: the sentence says what is possible instead.
    NotPossible,
    /// Make room on the phone.
    FreeSpace,
    /// Install the newest version.
    UpdateApp,
    /// Set the file of this account aside and join again: what the region received comes back.
    SetAsideAndRejoin,
    /// Look after the network: connect, or accept its page.
    CheckNetwork,
    /// The same again, later or after a restart.
    TryAgainLater,
    /// Tell the support, with the code.
    Report,
}

impl EngineError {
    /// What the person can do about it.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        match self.told() {
            Self::NotJoined => Remedy::Join,
            Self::NoRegionAddress => correct(Field::Address),
            // What was typed stays in the form, and what is timed on its page.
            Self::DraftTooLong | Self::TimerRuns => Remedy::NotPossible,
            Self::ProfileIncomplete(_) | Self::NoCoordinates => Remedy::CompleteProfile,
            Self::NotFound(_) | Self::ChangedSince | Self::NoTimer => Remedy::LookAgain,
            // Here, a way out is to open another ticket, or to leave the region.
            Self::AlreadyJoined | Self::Transition { .. } => Remedy::NotPossible,
            Self::NoRandomness | Self::Vault(_) | Self::Closed => Remedy::TryAgainLater,
            Self::Invitation(BadInvitation::CodeAlone) | Self::Bus(_) => correct(Field::Address),
            Self::Invitation(_) => correct(Field::Invitation),
            Self::TrainingFirst(missing) => correct(match missing {
                TrainingStepMissing::NotShown { .. } => Field::Training,
                TrainingStepMissing::NoReason => Field::Reason,
            }),
            Self::Input(input) => match input.problem {
                InputProblem::NewerDirection => Remedy::UpdateApp,
                _ => correct(input.field),
            },
            Self::NotAllowed(why) => of_rule(*why),
            Self::Refused(refusal) => of_refusal(*refusal),
            Self::Storage(error) => of_storage(error),
            Self::Sync(error) => of_sync(error),
        }
    }
}

fn correct(field: Field) -> Remedy {
    Remedy::CorrectInput { field }
}

fn of_rule(why: NotAllowed) -> Remedy {
    match why {
        NotAllowed::RegionUnknown => Remedy::LookAgain,
        NotAllowed::DayPast => correct(Field::Day),
        NotAllowed::RadiusOfAnswered | NotAllowed::RadiusOfPublished => correct(Field::Radius),
        _ => Remedy::NotPossible,
    }
}

fn of_refusal(refusal: Refusal) -> Remedy {
    match refusal {
        Refusal::NewerVersion
        | Refusal::UnknownKind
        | Refusal::NotCanonical
        | Refusal::BadEncoding => Remedy::UpdateApp,
        Refusal::BadCertificate => Remedy::Join,
        Refusal::TooLarge
        | Refusal::TooManyChanges
        | Refusal::OtherRegion
        | Refusal::Revoked
        | Refusal::RoleMayNot
        | Refusal::NotAWriter
        | Refusal::KindChanged => Remedy::NotPossible,
        // This app wrote what its own rules forbid, or somebody forged it.
        _ => Remedy::Report,
    }
}

fn of_storage(error: &StoreError) -> Remedy {
    match error {
        StoreError::NotJoined => Remedy::Join,
        StoreError::UnknownDocument(_) => Remedy::LookAgain,
        StoreError::Refused(refusal) => of_refusal(*refusal),
        StoreError::WrongKey
        | StoreError::NotOurFile
        | StoreError::Missing
        | StoreError::Damaged(_)
        | StoreError::OtherIdentity => Remedy::SetAsideAndRejoin,
        StoreError::Newer { .. } | StoreError::Unreadable { .. } => Remedy::UpdateApp,
        StoreError::DiskFull => Remedy::FreeSpace,
        StoreError::Closed | StoreError::Locked | StoreError::Io(_) | StoreError::Sqlite(_) => {
            Remedy::TryAgainLater
        }
        // The app's own folder: nobody changes its permissions by hand.
        _ => Remedy::Report,
    }
}

fn of_sync(error: &SyncError) -> Remedy {
    match error {
        // A network that puts itself in between shows a certificate that nobody here trusts.
        SyncError::Unreachable { .. }
        | SyncError::Untrusted { .. }
        | SyncError::CaptivePortal
        | SyncError::CutShort => Remedy::CheckNetwork,
        SyncError::ExpiredCertificate => Remedy::Join,
        SyncError::OtherRegion | SyncError::Revoked => Remedy::NotPossible,
        SyncError::Refused { code, .. } => match ProblemCode::from_code(code) {
            Some(ProblemCode::InvitationRefused) => correct(Field::Invitation),
            Some(ProblemCode::NotServedHere) => Remedy::NotPossible,
            Some(ProblemCode::Busy | ProblemCode::StorageFull | ProblemCode::UnknownSession) => {
                Remedy::TryAgainLater
            }
            _ => Remedy::Report,
        },
        SyncError::Address(problem) => match problem {
            AddressProblem::Proxy => Remedy::CheckNetwork,
            AddressProblem::Pin | AddressProblem::Network { .. } => Remedy::Report,
            _ => correct(Field::Address),
        },
        SyncError::Local(_) => Remedy::TryAgainLater,
        // A hub that is not to be trusted or breaks the protocol: whoever runs it must know.
        _ => Remedy::Report,
    }
}
