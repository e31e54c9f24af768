//! Full-text search over tickets, guides and workshops.

use rusqlite::{Connection, params};
use sharenum_domain::DocumentId;
use sharenum_ledger::Kind;

use super::column;
use super::establishments::{MOST_WORDS, beginning, fold};
use super::{Answer, Page, PageCursor, PageRequest};

/// Nobody leafs through more; a list of what was found is cut here.
const MOST: usize = 500;

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

/// Documents that hold every word of `typed`; accents and case make no difference. `total` counts
/// them all.
///
/// Best first, as long as no more than 500 fit. With more, what was typed says too little to tell
/// which is best, and ranking ten thousand of them would be felt at each letter: then the 500 that
/// came to this phone last are listed, the newest first.
///
/// # Errors
/// When the file cannot be read.
pub fn search(conn: &Connection, typed: &str, request: &PageRequest) -> Answer<Page<Hit>> {
    let Some(expression) = expression(typed) else {
        return Ok(Page { items: Vec::new(), next: None, total: 0 });
    };
    let sql = "SELECT count(*) FROM search WHERE search MATCH ?1";
    let total = column::count(conn, sql, [&expression])?;
    let listed = total.min(MOST);
    let from = request.after.as_ref().map_or(0, |after| after.key.saturating_add(1).max(0));
    let wanted = listed.saturating_sub(usize::try_from(from).unwrap_or(0)).min(request.limit());
    // Only one term, or each row would be ranked and excerpted before the first is taken.
    let order = if total <= MOST { "rank" } else { "rowid DESC" };
    let sql = format!(
        "SELECT search.document, (SELECT d.kind FROM document d WHERE d.seq = search.rowid),
                title, snippet(search, 3, '', '', '…', 16)
           FROM search WHERE search MATCH ?1 ORDER BY {order} LIMIT ?2 OFFSET ?3"
    );
    let items = column::all(
        conn,
        &sql,
        params![expression, i64::try_from(wanted).unwrap_or(i64::MAX), from],
        |row| {
            let (document, kind) = (row.document()?, Kind::from_u8(row.value()?));
            Ok(Hit { document, kind, title: row.value()?, excerpt: row.value()? })
        },
    )?;
    let end = from + i64::try_from(items.len()).unwrap_or(0);
    let more = !items.is_empty() && end < i64::try_from(listed).unwrap_or(0);
    Ok(Page { items, next: more.then(|| PageCursor::new(end - 1, &[])), total })
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
