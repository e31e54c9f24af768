//! Text and numbers as they stand in the page.

use std::time::Duration;

/// The text, or its beginning when it is longer than `chars`.
pub(super) fn shortened(text: &str, chars: usize) -> String {
    if text.chars().count() <= chars {
        return text.to_owned();
    }
    let kept: String = text.chars().take(chars.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The text, or so much of it that it fits `space` px at a font size.
pub(super) fn fitted(text: &str, space: f64, size: f64) -> String {
    let mut chars = text.chars().count();
    let mut fitting = text.to_owned();
    while chars > 1 && width(&fitting) * size > space {
        chars -= 1;
        fitting = shortened(text, chars);
    }
    fitting
}

/// How wide a text is, in px at a font size of 1 px: letters of a sans-serif face differ,
/// so this is what a wide one needs.
pub(super) fn width(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 'I' | '\'' | '.' | ',' | ' ' | '·' | '|' | '’' => 0.34,
            'f' | 't' | 'r' | '-' => 0.44,
            'm' | 'M' | 'W' | 'w' | '…' => 0.98,
            c if c.is_uppercase() => 0.76,
            _ => 0.65,
        })
        .sum()
}

/// Bytes in a unit that is easy to read.
pub(in crate::demo) fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{:.1} KB", count as f64 / 1e3),
        _ => format!("{:.2} MB", count as f64 / 1e6),
    }
}

/// A duration in a unit that is easy to read.
pub(in crate::demo) fn time(took: Duration) -> String {
    match took.as_millis() {
        millis @ 0..1_000 => format!("{millis} ms"),
        _ => format!("{:.1} s", took.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_character_and_says_so() {
        assert_eq!(shortened("Collège", 7), "Collège");
        assert_eq!(shortened("Collège de Mâcon", 9), "Collège…");
    }

    #[test]
    fn a_text_that_does_not_fit_is_cut_until_it_does() {
        assert_eq!(fitted("ticket", 100.0, 12.0), "ticket");
        let cut = fitted("workshop, booking, decision", 100.0, 12.0);
        assert!(cut.ends_with('…') && width(&cut) * 12.0 <= 100.0, "{cut}");
    }

    #[test]
    fn quantities_are_shown_in_units_that_fit() {
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(12_340), "12.3 KB");
        assert_eq!(bytes(2_345_000), "2.35 MB");
        assert_eq!(time(Duration::from_millis(840)), "840 ms");
        assert_eq!(time(Duration::from_millis(1_249)), "1.2 s");
    }
}
