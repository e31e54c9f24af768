//! An invitation read from a picture.

use sharenum_companion as engine;

use crate::SharenumError;

/// A picture in shades of grey, as cameras give it: the Y plane of YUV, or luminance.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LumaImage {
    /// Pixels in a row.
    pub width: u32,
    /// Rows. At most 16,777,216 pixels in all: sample larger pictures down.
    pub height: u32,
    /// Bytes from the start of a row to that of the next: the row stride of the plane, at least
    /// `width`.
    pub stride: u32,
    /// One byte for each pixel, 0 is black; rows from the top. The last may end at its last pixel.
    pub pixels: Vec<u8>,
}

impl<'p> From<&'p LumaImage> for engine::LumaImage<'p> {
    fn from(picture: &'p LumaImage) -> Self {
        let LumaImage { width, height, stride, pixels } = picture;
        Self { width: *width, height: *height, stride: *stride, bytes: pixels }
    }
}

/// An invitation that was found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ScannedInvitation {
    /// The link, for `join`.
    pub link: String,
    /// The address of the hub that it names, to be shown before anything is asked of it.
    pub hub: String,
}

impl From<engine::ScannedInvitation> for ScannedInvitation {
    fn from(found: engine::ScannedInvitation) -> Self {
        let engine::ScannedInvitation { link, hub } = found;
        Self { link, hub }
    }
}

/// Finds the invitation in a picture with a QR code, turned as it may be. Takes a moment: call it from
/// a background thread. Asks nothing of any hub, and tells nothing of what else it read.
///
/// Errors: `CorrectInput` of the invitation; the text says whether no code can be read, it is no
/// invitation, or there are several.
#[uniffi::export]
pub fn read_invitation(picture: LumaImage) -> Result<ScannedInvitation, SharenumError> {
    Ok(engine::read_invitation(&(&picture).into())?.into())
}
