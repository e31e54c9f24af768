//! Invitations: a code, the same as a link, and the link as a QR code for a terminal.

mod code;
mod qr;

pub use code::{Code, InvalidCode};
pub use qr::qr_code;

use sharenum_domain::{MemberId, Role, SchoolCode};

/// What an administrator asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationOrder {
    /// The roles it gives.
    pub roles: Vec<Role>,
    /// The establishment it gives.
    pub school: Option<SchoolCode>,
    /// An existing member who gets another device.
    pub member: Option<MemberId>,
    /// For how many days it admits.
    pub days: u16,
}
