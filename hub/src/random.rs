//! Randomness from the operating system.

use crate::HubError;

/// `N` random bytes.
///
/// # Errors
/// When the operating system has no randomness to give; nothing is made without it.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], HubError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| {
        HubError::Unavailable(format!("the system gives no random bytes ({error}); try again"))
    })?;
    Ok(bytes)
}
