//! Reading rows: columns are read one after the other, in the order of the SELECT, which is
//! cheaper than looking each up by its name.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::{FromSql, Type};
use rusqlite::{Connection, Params, Row, params};
use sharenum_domain::{DocumentId, MemberId, Phrase, Position, SchoolCode, Slug};
use sharenum_ledger::Refusal;

use super::{Answer, Page, PageCursor, PageRequest};

/// How far what this phone wrote has travelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Delivery {
    /// Only here; nothing is lost, it goes out with the next sync.
    OnThisPhone,
    /// A bus holds it and carries it to the region.
    WithBus,
    /// The region has it.
    Received,
}

/// Why the region refused a change of this phone's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubRefusal {
    /// Stable code of the reason.
    pub code: String,
    /// The reason in the words of the hub, and what to do.
    pub detail: String,
}

impl HubRefusal {
    /// The sentence as a key, for a shell to say.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        Refusal::phrase_of(&self.code, &self.detail)
    }
}

/// What all rows of screens have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The document.
    pub document: DocumentId,
    /// The member who created it.
    pub author: MemberId,
    /// What its author's clock said (UTC).
    pub created: Timestamp,
    /// When this phone last received a change of it (UTC).
    pub updated: Timestamp,
    /// How far it has travelled.
    pub delivery: Delivery,
    /// Why the region refused this phone's last change; the content can be edited and sent again.
    pub refused: Option<HubRefusal>,
}

impl Head {
    /// Where its row stands in a list by time of creation.
    pub(super) fn place(&self) -> PageCursor {
        PageCursor::new(self.created.as_millisecond(), self.document.as_bytes())
    }
}

/// The columns of [`Head`] for the table `t`, to be read with [`Columns::head`].
pub(super) const HEAD: &str = "t.document, t.author, t.created, t.updated, \
    (SELECT d.refused FROM document d WHERE d.id = t.document), \
    (SELECT q.code FROM quarantine q WHERE q.own = 1 AND q.document = t.document \
     ORDER BY q.seq DESC LIMIT 1), \
    (SELECT min(o.state) FROM chunk c JOIN outbox o ON o.chunk = c.seq \
     WHERE c.document = t.document)";

/// A row that is read column by column.
pub(super) struct Columns<'r, 's> {
    row: &'r Row<'s>,
    at: usize,
}

impl<'r, 's> Columns<'r, 's> {
    pub(super) const fn of(row: &'r Row<'s>) -> Self {
        Self { row, at: 0 }
    }

    pub(super) fn value<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        let at = self.at;
        self.at += 1;
        self.row.get(at)
    }

    /// A column that is text in the file and something stricter here.
    fn parsed<T>(
        &mut self,
        parse: impl FnOnce(&str) -> Option<T>,
        what: &'static str,
    ) -> rusqlite::Result<T> {
        let at = self.at;
        let text: String = self.value()?;
        parse(&text).ok_or_else(|| unreadable(at, Type::Text, what))
    }

    pub(super) fn head(&mut self) -> rusqlite::Result<Head> {
        let (document, author) = (self.document()?, self.member()?);
        let (created, updated) = (self.time()?, self.time()?);
        let (reason, code): (Option<String>, Option<String>) = (self.value()?, self.value()?);
        let refused = reason.map(|detail| HubRefusal { code: code.unwrap_or_default(), detail });
        let state: Option<i64> = self.value()?;
        let delivery = match state {
            // A refused change has left the outbox without having been received.
            None if refused.is_none() => Delivery::Received,
            Some(1) => Delivery::WithBus,
            _ => Delivery::OnThisPhone,
        };
        Ok(Head { document, author, created, updated, delivery, refused })
    }

    pub(super) fn document(&mut self) -> rusqlite::Result<DocumentId> {
        self.value::<[u8; 32]>().map(DocumentId::from)
    }

    pub(super) fn optional_document(&mut self) -> rusqlite::Result<Option<DocumentId>> {
        Ok(self.value::<Option<[u8; 32]>>()?.map(DocumentId::from))
    }

    pub(super) fn member(&mut self) -> rusqlite::Result<MemberId> {
        self.value::<[u8; 16]>().map(MemberId::from)
    }

    pub(super) fn time(&mut self) -> rusqlite::Result<Timestamp> {
        let at = self.at;
        let ms: i64 = self.value()?;
        Timestamp::from_millisecond(ms).map_err(|_| unreadable(at, Type::Integer, "an instant"))
    }

    pub(super) fn word<T: for<'w> From<&'w str>>(&mut self) -> rusqlite::Result<T> {
        Ok(T::from(self.value::<String>()?.as_str()))
    }

    /// Words that stand in one column with a space between them.
    pub(super) fn words<T: for<'w> From<&'w str>>(&mut self) -> rusqlite::Result<Vec<T>> {
        let text: Option<String> = self.value()?;
        Ok(text.unwrap_or_default().split_whitespace().map(T::from).collect())
    }

    pub(super) fn slug(&mut self) -> rusqlite::Result<Slug> {
        self.parsed(|text| Slug::new(text).ok(), "a slug")
    }

    pub(super) fn optional_slug(&mut self) -> rusqlite::Result<Option<Slug>> {
        let text: Option<String> = self.value()?;
        Ok(text.and_then(|text| Slug::new(&text).ok()))
    }

    /// Slugs that `group_concat` joined with a space.
    pub(super) fn slugs<C: FromIterator<Slug>>(&mut self) -> rusqlite::Result<C> {
        let text: Option<String> = self.value()?;
        Ok(text
            .unwrap_or_default()
            .split_whitespace()
            .filter_map(|slug| Slug::new(slug).ok())
            .collect())
    }

    /// Document ids in hex that `group_concat` joined with a space.
    pub(super) fn documents<C: FromIterator<DocumentId>>(&mut self) -> rusqlite::Result<C> {
        let text: Option<String> = self.value()?;
        let text = text.unwrap_or_default().to_ascii_lowercase();
        Ok(text.split_whitespace().filter_map(|id| id.parse().ok()).collect())
    }

    pub(super) fn school(&mut self) -> rusqlite::Result<SchoolCode> {
        self.parsed(|text| text.parse().ok(), "a school code")
    }

    pub(super) fn optional_school(&mut self) -> rusqlite::Result<Option<SchoolCode>> {
        let text: Option<String> = self.value()?;
        Ok(text.and_then(|text| text.parse().ok()))
    }

    pub(super) fn position(&mut self) -> rusqlite::Result<Position> {
        let at = self.at;
        let (lat, lon): (f64, f64) = (self.value()?, self.value()?);
        Position::new(lat, lon).map_err(|_| unreadable(at, Type::Real, "a position"))
    }

    pub(super) fn day(&mut self) -> rusqlite::Result<Date> {
        self.parsed(|text| text.parse().ok(), "a day")
    }

    pub(super) fn read<T: std::str::FromStr>(&mut self, what: &'static str) -> rusqlite::Result<T> {
        self.parsed(|text| text.parse().ok(), what)
    }
}

/// A column whose content no version of the app wrote.
pub(super) fn unreadable(at: usize, kind: Type, what: &'static str) -> rusqlite::Error {
    let text = format!("column {at} does not hold {what}");
    rusqlite::Error::FromSqlConversionFailure(at, kind, text.into())
}

/// All rows of a query.
pub(super) fn all<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    mut read: impl FnMut(&mut Columns<'_, '_>) -> rusqlite::Result<T>,
) -> Answer<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params, |row| read(&mut Columns::of(row)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first row of a query.
pub(super) fn first<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&mut Columns<'_, '_>) -> rusqlite::Result<T>,
) -> Answer<Option<T>> {
    Ok(all(conn, sql, params, read)?.into_iter().next())
}

/// A number that always exists, such as a count.
pub(super) fn count(conn: &Connection, sql: &str, params: impl Params) -> Answer<usize> {
    let mut statement = conn.prepare_cached(sql)?;
    let n: i64 = statement.query_row(params, |row| row.get(0))?;
    Ok(usize::try_from(n).unwrap_or(0))
}

/// One page of a query that ends in `… ORDER BY key, document LIMIT probe`.
pub(super) fn page<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    request: &PageRequest,
    total: usize,
    place: impl Fn(&T) -> PageCursor,
    read: impl FnMut(&mut Columns<'_, '_>) -> rusqlite::Result<T>,
) -> Answer<Page<T>> {
    let rows = all(conn, sql, params, read)?;
    Ok(Page::cut(rows, request, total, place))
}

/// A page of what one member created in `table`, newest first. `select` completes a SELECT that
/// starts with [`HEAD`]; `head` finds that part in what was read.
pub(super) fn by_author<T>(
    conn: &Connection,
    table: &str,
    select: fn(&str) -> String,
    author: &MemberId,
    request: &PageRequest,
    head: fn(&T) -> &Head,
    read: impl FnMut(&mut Columns<'_, '_>) -> rusqlite::Result<T>,
) -> Answer<Page<T>> {
    let sql = format!("SELECT count(*) FROM {table} WHERE author = ?1");
    let total = count(conn, &sql, [author.as_bytes()])?;
    let sql = select(
        "WHERE t.author = ?1 AND (t.created, t.document) < (?2, ?3)
         ORDER BY t.created DESC, t.document DESC LIMIT ?4",
    );
    let (key, id) = request.descending();
    let from = params![author.as_bytes(), key, id, request.probe()];
    page(conn, &sql, from, request, total, |row| head(row).place(), read)
}
