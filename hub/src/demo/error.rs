//! Why a demo stopped.

use std::fmt;

use thiserror::Error;

use crate::HubError;

/// Why a demo stopped before its end, or ended with something that differs.
#[derive(Debug, Error)]
pub enum DemoError {
    /// The options ask for something that is not there.
    #[error("{0}")]
    Usage(String),
    /// A folder, a process or a file could not be made ready.
    #[error("the demo could not be played: {0}")]
    Setup(String),
    /// A hub did not do its part.
    #[error(transparent)]
    Hub(#[from] HubError),
    /// A phone did not do its part.
    #[error("step {step}, {who}: {reason}")]
    Phone {
        /// The step of the story.
        step: String,
        /// Whose phone.
        who: String,
        /// What it said.
        reason: String,
    },
    /// The files do not say what the independent answer says.
    #[error("{}", differing(.0))]
    Differs(Vec<Difference>),
}

/// A number of the files that is not the expected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The step of the story.
    pub step: String,
    /// What was compared.
    pub what: String,
    /// What the files say.
    pub found: String,
    /// What the independent answer says.
    pub expected: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { step, what, found, expected } = self;
        write!(f, "{what} ({step}): the files say {found}, expected was {expected}")
    }
}

fn differing(differences: &[Difference]) -> String {
    let list: Vec<String> = differences.iter().map(|one| format!("\n  {one}")).collect();
    format!("{} of what was compared differs:{}", differences.len(), list.concat())
}

impl DemoError {
    /// Whether the files of phones and hubs tell more about it.
    pub(super) const fn is_in_the_files(&self) -> bool {
        matches!(self, Self::Phone { .. } | Self::Differs(_) | Self::Setup(_))
    }

    /// The exit code: 1 when something differs, else as [`HubError::exit_code`] has it.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Differs(_) | Self::Phone { .. } => 1,
            Self::Usage(_) => 2,
            Self::Setup(_) => 69,
            Self::Hub(error) => error.exit_code(),
        }
    }
}

/// Says what could not be made ready.
pub(super) fn setup<E: fmt::Display>(what: &'static str) -> impl FnOnce(E) -> DemoError {
    move |error| DemoError::Setup(format!("{what}: {error}"))
}
