//! What every row of a document shares, and the way it is written.

use std::cell::RefCell;

use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
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
    /// The rows of an earlier state are there; what is the same in this one stays as it is, since
    /// each page that changes is encrypted and written anew.
    pub again: bool,
    /// Rows of collections, kept back until they can be compared.
    pub entries: RefCell<Vec<Entry>>,
}

/// A row of a collection.
pub(crate) struct Entry {
    table: String,
    columns: Vec<String>,
    values: Vec<Value>,
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
        let values = [&shared, values].concat();
        if self.again && self.update(table, "document", &document, &values)? {
            return Ok(());
        }
        self.insert_into(table, &values)
    }

    /// Brings a row that is there to these values; `false` when there is none.
    fn update(
        &self,
        table: &str,
        key: &str,
        id: &dyn ToSql,
        values: &[(&str, &dyn ToSql)],
    ) -> Result<bool, StoreError> {
        let columns: Vec<_> = values.iter().map(|(column, _)| *column).collect();
        let sql = format!("SELECT {} FROM {table} WHERE {key} = ?1", columns.join(", "));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        let Some(found) = rows.next()? else { return Ok(false) };
        let mut changed = Vec::new();
        for (place, (column, value)) in values.iter().enumerate() {
            if found.get_ref(place)? != ValueRef::from(&owned(*value)?) {
                changed.push((*column, *value));
            }
        }
        drop(rows);
        if changed.is_empty() {
            return Ok(true);
        }
        let places = (2..).zip(&changed).map(|(place, (column, _))| format!("{column} = ?{place}"));
        let places: Vec<_> = places.collect();
        let sql = format!("UPDATE {table} SET {} WHERE {key} = ?1", places.join(", "));
        let values = std::iter::once(id).chain(changed.iter().map(|(_, value)| *value));
        let values: Vec<_> = values.collect();
        self.conn.prepare_cached(&sql)?.execute(values.as_slice())?;
        Ok(true)
    }

    /// Writes the rows of these collections that were kept back, where they differ.
    pub fn write_entries(&self, tables: &[&str]) -> Result<(), StoreError> {
        let entries = self.entries.take();
        for table in tables {
            let wanted: Vec<_> = entries.iter().filter(|entry| entry.table == *table).collect();
            if self.holds(table, &wanted)? {
                continue;
            }
            let sql = format!("DELETE FROM {table} WHERE document = ?1");
            self.conn.prepare_cached(&sql)?.execute([self.document.as_bytes().as_slice()])?;
            for Entry { columns, values, .. } in wanted {
                let values = columns.iter().zip(values);
                let values: Vec<(&str, &dyn ToSql)> =
                    values.map(|(column, value)| (column.as_str(), value as _)).collect();
                self.insert_into(table, &values)?;
            }
        }
        Ok(())
    }

    /// Whether a collection has exactly these rows, in this order of its key.
    fn holds(&self, table: &str, wanted: &[&Entry]) -> Result<bool, StoreError> {
        let columns =
            wanted.first().map_or("document".to_owned(), |entry| entry.columns.join(", "));
        let sql = format!("SELECT {columns} FROM {table} WHERE document = ?1");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([self.document.as_bytes().as_slice()])?;
        let mut wanted = wanted.iter();
        while let Some(found) = rows.next()? {
            let Some(entry) = wanted.next() else { return Ok(false) };
            for (place, value) in entry.values.iter().enumerate() {
                if found.get_ref(place)? != ValueRef::from(value) {
                    return Ok(false);
                }
            }
        }
        Ok(wanted.next().is_none())
    }

    /// Inserts a row of a collection: document, and then `values`.
    pub fn insert_entry(
        &self,
        table: &str,
        values: &[(&str, &dyn ToSql)],
    ) -> Result<(), StoreError> {
        let document = self.document.as_bytes().as_slice();
        let shared: [(&str, &dyn ToSql); 1] = [("document", &document)];
        let values = [&shared, values].concat();
        if !self.again {
            return self.insert_into(table, &values);
        }
        self.entries.borrow_mut().push(Entry {
            table: table.to_owned(),
            columns: values.iter().map(|(column, _)| (*column).to_owned()).collect(),
            values: values.iter().map(|(_, value)| owned(*value)).collect::<Result<_, _>>()?,
        });
        Ok(())
    }

    /// Inserts a row with exactly these columns. Table and columns are literals of this crate.
    fn insert_into(&self, table: &str, values: &[(&str, &dyn ToSql)]) -> Result<(), StoreError> {
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
        let respelled = respelled(&format!("{title} {body}"));
        let values: [(&str, &dyn ToSql); 6] = [
            ("rowid", &self.seq),
            ("kind", &kind),
            ("document", &document),
            ("title", &title),
            ("body", &body),
            ("respelled", &respelled),
        ];
        if self.again && self.update("search", "rowid", &self.seq, &values[1..])? {
            return Ok(());
        }
        self.insert_into("search", &values)
    }

    /// The id of the parent, which the policy demands for this kind.
    pub fn parent(&self) -> Result<[u8; 32], StoreError> {
        let parent = self.parent.ok_or_else(|| StoreError::damaged("an answer to nothing"))?;
        Ok(*parent.as_bytes())
    }
}

/// A parameter as a value of its own.
fn owned(value: &dyn ToSql) -> Result<Value, StoreError> {
    match value.to_sql()? {
        ToSqlOutput::Borrowed(value) => {
            value.try_into().map_err(|_| StoreError::damaged("a text that is none"))
        }
        ToSqlOutput::Owned(value) => Ok(value),
        _ => Err(StoreError::damaged("a value of an unknown kind")),
    }
}

/// Words that were written at once, in the order of the alphabet.
pub(crate) fn all_words<T: ToString>(words: &[T]) -> String {
    let mut words: Vec<_> = words.iter().map(ToString::to_string).collect();
    words.sort();
    words.dedup();
    words.join(" ")
}
