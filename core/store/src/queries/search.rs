//! Full-text search over tickets, guides and workshops.

use rusqlite::{Connection, params};
use sharenum_domain::DocumentId;
use sharenum_ledger::Kind;

use super::column;
use super::establishments::{MOST_WORDS, beginning, fold};
use super::{Answer, Page, PageCursor, PageRequest};

/// Nobody leafs through more; a list by relevance is cut here.
const MOST: i64 = 500;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub document: DocumentId,
    /// Its kind; `None` for one of a newer app.
    pub kind: Option<Kind>,
    /// Its title.
    pub title: String,
    /// The part of the text that fits, with `…` where it was cut.
    pub excerpt: String,
}

/// What a person typed, as a query of FTS5: every word, the last one as a beginning. `None` when
/// there is no word in it.
///
/// Words are quoted, so that nothing a person types is read as an operator.
fn expression(typed: &str) -> Option<String> {
    let folded = fold(beginning(typed));
    let words: Vec<String> =
        folded.split_whitespace().take(MOST_WORDS).map(|word| format!("\"{word}\"")).collect();
    if words.is_empty() { None } else { Some(format!("{}*", words.join(" "))) }
}

/// Documents that hold every word of `typed`, best first; accents and case make no difference.
///
/// # Errors
/// When the file cannot be read.
pub fn search(conn: &Connection, typed: &str, request: &PageRequest) -> Answer<Page<Hit>> {
    let Some(expression) = expression(typed) else {
        return Ok(Page { items: Vec::new(), next: None, total: 0 });
    };
    let hits = column::all(
        conn,
        "SELECT d.id, d.kind, s.title, s.excerpt FROM
            (SELECT rowid, title, snippet(search, 3, '', '', '…', 16) AS excerpt, rank
               FROM search WHERE search MATCH ?1 ORDER BY rank, rowid LIMIT ?2) s
           JOIN document d ON d.seq = s.rowid ORDER BY s.rank, s.rowid",
        params![expression, MOST],
        |row| {
            let (document, kind) = (row.document()?, Kind::from_u8(row.value()?));
            Ok(Hit { document, kind, title: row.value()?, excerpt: row.value()? })
        },
    )?;
    let numbered: Vec<(i64, Hit)> = (0..).zip(hits).collect();
    let page = Page::slice(numbered, request, |(n, _)| PageCursor::new(*n, &[]));
    Ok(page.map(|(_, hit)| hit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_person_types_is_an_operator() {
        for (typed, query) in [
            ("imprimante 3D", Some("\"imprimante\" \"3d\"*")),
            ("Étang OR NOT (x", Some("\"etang\" \"or\" \"not\" \"x\"*")),
            ("\"", None),
            ("a\" OR title:*", Some("\"a\" \"or\" \"title\"*")),
            ("  ", None),
        ] {
            assert_eq!(expression(typed).as_deref(), query, "{typed}");
        }
    }
}
