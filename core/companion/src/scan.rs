//! An invitation, or the door of a bus, photographed by a shell: a QR code read here, so that no shell
//! needs a service for it and all of them take the same things for an invitation.
//!
//! A picture is as hostile as a message: its size is bounded, the work on it is counted
//! (`watched.rs`), and a panic of the reader is an answer like any other.

#[cfg(test)]
mod tests;
mod watched;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

use rqrr::PreparedImage;
use sharenum_sync::{BusLink, InvalidBus, InvalidLink};

use crate::{BadBus, BadInvitation, JoinLink, Result};
use watched::{Looks, Watched};

/// A picture in shades of grey, as cameras give it: the Y plane of YUV, or luminance.
#[derive(Clone, Copy, Debug)]
pub struct LumaImage<'b> {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Bytes from the start of a row to that of the next; at least `width`.
    pub stride: u32,
    /// One byte for each pixel, 0 is black; rows from the top. The last may end at its last pixel.
    pub bytes: &'b [u8],
}

/// An invitation that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScannedInvitation {
    /// The link, for [`join`](crate::CompanionEngine::join).
    pub link: String,
    /// The hub that it names, to be shown before anything is asked of it.
    pub hub: String,
}

impl LumaImage<'_> {
    /// Most pixels: those of a camera of 16 megapixels. A shell samples larger pictures down.
    pub const MOST_PIXELS: u64 = 1 << 24;

    /// Whether the buffer is what the numbers say.
    fn is_sound(&self) -> bool {
        let [width, height, stride] = [self.width, self.height, self.stride].map(u64::from);
        let (Some(rows), true) = (height.checked_sub(1), width > 0 && stride >= width) else {
            return false;
        };
        // Three factors of 32 bits do not fit; the first limit keeps the second product small.
        let fits = width.saturating_mul(height) <= Self::MOST_PIXELS && stride <= Self::MOST_PIXELS;
        let needed = rows.checked_mul(stride).and_then(|bytes| bytes.checked_add(width));
        fits && needed.is_some_and(|needed| needed <= self.bytes.len() as u64)
    }

    /// Each square of `factor` pixels as one, by its mean: less noise, less work.
    fn reduced(&self, factor: usize) -> (usize, usize, Vec<u8>) {
        let [width, height, stride] =
            [self.width, self.height, self.stride].map(|number| number as usize);
        let (columns, rows) = (width / factor, height / factor);
        let mut pixels = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let square = (row * factor..(row + 1) * factor).filter_map(|y| {
                    let start = y * stride + column * factor;
                    self.bytes.get(start..start + factor)
                });
                let sum: usize = square.flatten().map(|byte| usize::from(*byte)).sum();
                pixels.push(u8::try_from(sum / (factor * factor)).unwrap_or(u8::MAX));
            }
        }
        (columns, rows, pixels)
    }

    /// What is looked at, one after the other. A code that fills the picture is read best when little
    /// is left of the noise; a small one needs more pixels, or more than there are.
    fn tries(&self) -> impl Iterator<Item = (usize, usize, Vec<u8>)> {
        let longest = self.width.max(self.height) as usize;
        let mut factors = SIDES.map(|side| longest.div_ceil(side).max(1)).to_vec();
        factors.dedup();
        let small = longest <= SIDES[0];
        let larger = std::iter::once_with(|| self.enlarged()).filter(move |_| small);
        factors.into_iter().map(|factor| self.reduced(factor)).chain(larger)
    }

    /// Twice as large, with the shades between its pixels: the reader wants four pixels for each
    /// square of a code, and finds its edges better where they are not all in whole pixels.
    fn enlarged(&self) -> (usize, usize, Vec<u8>) {
        let (width, height, pixels) = self.reduced(1);
        let shade = |x: usize, y: usize| {
            let at = y.min(height - 1) * width + x.min(width - 1);
            pixels.get(at).map_or(0, |shade| u32::from(*shade))
        };
        let (columns, rows) = (2 * width, 2 * height);
        let between = |x: usize, y: usize| {
            let sum = shade(x / 2, y / 2)
                + shade(x.div_ceil(2), y / 2)
                + shade(x / 2, y.div_ceil(2))
                + shade(x.div_ceil(2), y.div_ceil(2));
            u8::try_from(sum / 4).unwrap_or(u8::MAX)
        };
        let all = (0..columns * rows).map(|index| between(index % columns, index / columns));
        (columns, rows, all.collect())
    }
}

/// The longer side of what is looked at, in pixels, one try after the other.
const SIDES: [usize; 2] = [800, 1600];

/// How often the reader may look at a pixel, for each that there is: eight times what it does with a
/// grainy photograph of a code.
const LOOKS_PER_PIXEL: u64 = 120;

/// Finds the invitation in a picture. Takes a moment: not for a thread that draws. Nothing is asked
/// of any hub.
///
/// # Errors
/// [`EngineError::Invitation`](crate::EngineError::Invitation): no code can be read, it is something
/// else than an invitation, there are several, or the picture is not what its numbers say.
pub fn read_invitation(picture: &LumaImage<'_>) -> Result<ScannedInvitation> {
    let is_other = |error: &InvalidLink| *error == InvalidLink::OtherLink;
    let (link, text) = read::<JoinLink>(picture, is_other).map_err(|nothing| match nothing {
        Nothing::Picture => BadInvitation::NoPicture,
        Nothing::Code => BadInvitation::NoQr,
        Nothing::Other(_) => BadInvitation::OtherQr,
        Nothing::Several => BadInvitation::SeveralQr,
        Nothing::Usable(broken) => BadInvitation::Link(broken),
    })?;
    Ok(ScannedInvitation { link: text.trim().to_owned(), hub: link.hub })
}

/// Finds the link on the door of a bus in a picture, as [`read_invitation`] finds an invitation.
pub(crate) fn read_bus(picture: &LumaImage<'_>) -> std::result::Result<BusLink, BadBus> {
    let is_other = |error: &InvalidBus| *error == InvalidBus::Other;
    let (link, _) = read::<BusLink>(picture, is_other).map_err(|nothing| match nothing {
        Nothing::Picture => BadBus::NoPicture,
        Nothing::Code => BadBus::NoQr,
        Nothing::Several => BadBus::SeveralQr,
        Nothing::Other(why) | Nothing::Usable(why) => BadBus::Sign(why),
    })?;
    Ok(link)
}

/// Why a picture does not show the one link that is looked for.
enum Nothing<E> {
    /// It is not what its numbers say.
    Picture,
    /// No code, or none that can be read.
    Code,
    /// Only codes that say something else.
    Other(E),
    /// Two links of the kind.
    Several,
    /// A link of the kind, that cannot be used.
    Usable(E),
}

/// The link of one kind that a picture shows, and its text.
fn read<L: FromStr + PartialEq>(
    picture: &LumaImage<'_>,
    is_other: impl Fn(&L::Err) -> bool,
) -> std::result::Result<(L, String), Nothing<L::Err>> {
    if !picture.is_sound() {
        return Err(Nothing::Picture);
    }
    let mut reason = Nothing::Code;
    for (width, height, pixels) in picture.tries() {
        match chosen(texts(width, height, pixels).0, &is_other) {
            Ok(found) => return Ok(found),
            Err(Nothing::Code) => {}
            Err(other) => reason = other,
        }
    }
    Err(reason)
}

/// The one link of the kind among the texts of all codes.
fn chosen<L: FromStr + PartialEq>(
    texts: Vec<String>,
    is_other: &impl Fn(&L::Err) -> bool,
) -> std::result::Result<(L, String), Nothing<L::Err>> {
    let mut reason = Nothing::Code;
    let mut found: Option<(L, String)> = None;
    for text in texts {
        match text.parse::<L>() {
            Ok(link) if found.as_ref().is_some_and(|(known, _)| *known != link) => {
                return Err(Nothing::Several);
            }
            Ok(link) => found = Some((link, text)),
            // A Wi-Fi, an address: nothing is wrong with it, it is only another kind.
            Err(error) if is_other(&error) => {
                if matches!(reason, Nothing::Code) {
                    reason = Nothing::Other(error);
                }
            }
            Err(broken) => reason = Nothing::Usable(broken),
        }
    }
    found.ok_or(reason)
}

/// What the codes in a picture say, and how many looks that took.
fn texts(width: usize, height: usize, pixels: Vec<u8>) -> (Vec<String>, u64) {
    let most = (width * height) as u64 * LOOKS_PER_PIXEL;
    let looks = Looks::at_most(most);
    let mut texts = Vec::new();
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut picture = PreparedImage::prepare(Watched::new(width, height, pixels, &looks));
        for grid in picture.detect_grids() {
            texts.extend(grid.decode().map(|(_, text)| text).ok());
        }
    }));
    // What was read before the reader gave up or ran out of looks was read.
    drop(read);
    (texts, looks.taken())
}
