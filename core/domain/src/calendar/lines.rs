//! Content lines: escaped, folded, and never more of them than were meant.

use crate::text::{visible, visible_line};

/// Longest line in octets, its end not counted (RFC 5545, section 3.1).
const LONGEST: usize = 75;

/// The lines of a file.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line of which the value is no text: nothing that somebody typed.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.fold(name, value);
    }

    /// A line whose value is a text of several lines.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.fold(name, &escaped(&visible(text)));
    }

    /// A line whose value is a text of one line.
    pub(super) fn line_of_text(&mut self, name: &str, text: &str) {
        self.fold(name, &escaped(visible_line(text).trim()));
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// Breaks between characters, never within one; each further line begins with a space.
    fn fold(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if octets + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A TEXT value (RFC 5545, section 3.3.11). A carriage return alone ends a line for some readers, so
/// none is left.
fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> String {
        let mut lines = Lines::default();
        lines.text("DESCRIPTION", text);
        lines.into_text()
    }

    #[test]
    fn a_text_is_escaped_and_keeps_its_line_breaks() {
        assert_eq!(
            folded("a;b,c\\d\r\ne\rf\ng:\"h\"\u{7}"),
            "DESCRIPTION:a\\;b\\,c\\\\d\\ne\\nf\\ng:\"h\"\r\n"
        );
        let mut lines = Lines::default();
        lines.line_of_text("SUMMARY", " two\nlines\r\nor three\u{202e} ");
        assert_eq!(lines.into_text(), "SUMMARY:two lines  or three\r\n");
    }

    proptest! {
        #[test]
        fn no_text_makes_a_line_of_its_own_or_a_long_one(
            text in "[a-zé老🤖,;:\\\\ \n\r\t\u{85}\u{2028}]{0,400}",
        ) {
            let folded = folded(&text);
            let lines: Vec<&str> = folded.split("\r\n").collect();
            let (last, lines) = lines.split_last().unwrap();
            prop_assert_eq!(*last, "");
            prop_assert!(lines[0].starts_with("DESCRIPTION:"));
            for line in lines {
                prop_assert!(line.len() <= LONGEST, "{}", line.len());
                prop_assert!(!line.contains(['\r', '\n']), "{:?}", line);
            }
            prop_assert!(lines[1..].iter().all(|line| line.starts_with(' ')));
            // As many octets as fit: another character would have been too much.
            for pair in lines.windows(2) {
                let next = pair[1][1..].chars().next().unwrap();
                prop_assert!(pair[0].len() + next.len_utf8() > LONGEST);
            }
            let joined = folded.replace("\r\n ", "");
            prop_assert_eq!(joined, format!("DESCRIPTION:{}\r\n", escaped(&visible(&text))));
        }
    }
}
