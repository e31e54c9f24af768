//! An invitation's link as a picture in a terminal.

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

/// The text as a QR code of half-block characters; `None` when it is too long for one.
#[must_use]
pub fn qr_code(text: &str) -> Option<String> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    // Light modules are drawn, so that it reads on a dark terminal, the usual one.
    Some(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_of_the_usual_length_fits_a_picture() {
        let picture = qr_code(&"sharenum://join?".repeat(8)).unwrap();
        assert!(picture.lines().count() > 15);
        assert_eq!(qr_code(&"x".repeat(10_000)), None);
    }
}
