//! What every row of a document shares, and the way it is written.

use jiff::Timestamp;
use rusqlite::{Connection, ToSql};
use sharenum_domain::{DocumentId, MemberId};

use crate::StoreError;
use crate::queries::establishments::respelled;

/// The document whose rows are being written.
pub(crate) struct Row<'a> {
    pub conn: &'a Connection,
    pub document: DocumentId,
    /// Its number: the rowid of its search entry.
    pub seq: i64,
    pub author: MemberId,
    pub parent: Option<DocumentId>,
    /// When it came to this phone, and when its last change did (UTC, ms).
    pub arrived: i64,
    pub updated: i64,
    pub state_hash: [u8; 32],
}

impl Row<'_> {
    /// Inserts the one row of the document into the main table of its kind: document, author,
    /// created, updated, and then `values`.
    pub fn insert(
        &self,
        table: &str,
        created: Option<Timestamp>,
        values: &[(&str, &dyn ToSql)],
    ) -> Result<(), StoreError> {
        let created = created.map_or(self.arrived, Timestamp::as_millisecond);
        let document = self.document.as_bytes().as_slice();
        let author = self.author.as_bytes().as_slice();
        let shared: [(&str, &dyn ToSql); 4] = [
            ("document", &document),
            ("author", &author),
            ("created", &created),
            ("updated", &self.updated),
        ];
        self.insert_into(table, &[&shared, values].concat())
    }

    /// Inserts a row of a collection: document, and then `values`.
    pub fn insert_entry(
        &self,
        table: &str,
        values: &[(&str, &dyn ToSql)],
    ) -> Result<(), StoreError> {
        let document = self.document.as_bytes().as_slice();
        let shared: [(&str, &dyn ToSql); 1] = [("document", &document)];
        self.insert_into(table, &[&shared, values].concat())
    }

    /// Inserts a row with exactly these columns. Table and columns are literals of this crate.
    pub fn insert_into(
        &self,
        table: &str,
        values: &[(&str, &dyn ToSql)],
    ) -> Result<(), StoreError> {
        let columns: Vec<_> = values.iter().map(|(column, _)| *column).collect();
        let places: Vec<_> = (1..=values.len()).map(|place| format!("?{place}")).collect();
        let sql =
            format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", "));
        let values: Vec<_> = values.iter().map(|(_, value)| *value).collect();
        self.conn.prepare_cached(&sql)?.execute(values.as_slice())?;
        Ok(())
    }

    /// Makes the document findable. `rowid` ties the entry to the document's row.
    pub fn search_entry(&self, kind: &str, title: &str, body: &[&str]) -> Result<(), StoreError> {
        let written: Vec<_> = body.iter().filter(|text| !text.is_empty()).copied().collect();
        let body = written.join("\n");
        let document = self.document.as_bytes().as_slice();
        self.insert_into(
            "search",
            &[
                ("rowid", &self.seq),
                ("kind", &kind),
                ("document", &document),
                ("title", &title),
                ("body", &body),
                ("respelled", &respelled(&format!("{title} {body}"))),
            ],
        )
    }

    /// The id of the parent, which the policy demands for this kind.
    pub fn parent(&self) -> Result<[u8; 32], StoreError> {
        let parent = self.parent.ok_or_else(|| StoreError::damaged("an answer to nothing"))?;
        Ok(*parent.as_bytes())
    }
}

/// Words that were written at once, in the order of the alphabet.
pub(crate) fn all_words<T: ToString>(words: &[T]) -> String {
    let mut words: Vec<_> = words.iter().map(ToString::to_string).collect();
    words.sort();
    words.dedup();
    words.join(" ")
}
