//! A text of the tables, to compare two phones.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sharenum_domain::DocumentId;

use crate::StoreError;

/// Every table whose rows follow from the log, and whether `created` is the author's word there.
/// Where it is not, it is the arrival and differs between phones, as `updated` always does.
const TABLES: &[(&str, bool)] = &[
    ("profile", false),
    ("profile_tool", false),
    ("card", false),
    ("ticket", true),
    ("ticket_tool", false),
    ("ticket_training", false),
    ("ticket_accepted", false),
    ("proposal", true),
    ("message", true),
    ("plan", false),
    ("plan_date", false),
    ("plan_vote", false),
    ("workshop", false),
    ("workshop_tool", false),
    ("registration", true),
    ("booking", true),
    ("decision", true),
    ("check_in", false),
    ("check_in_entry", false),
    ("help_session", false),
    ("co_signature", false),
    ("tool", false),
    ("training", false),
    ("training_tool", false),
    ("guide", false),
    ("guide_tool", false),
    ("resource", false),
    ("resource_host", false),
    ("directory_row", false),
    ("place", false),
    ("revocation", false),
    ("search", false),
];

/// What the tables say, a block of lines per document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest(BTreeMap<DocumentId, BTreeSet<String>>);

impl Digest {
    /// The documents and their lines: to compare what two phones have in common.
    pub fn iter(&self) -> impl Iterator<Item = (&DocumentId, &BTreeSet<String>)> {
        self.0.iter()
    }

    /// The lines of one document; `None` when it has no row.
    #[must_use]
    pub fn get(&self, document: &DocumentId) -> Option<&BTreeSet<String>> {
        self.0.get(document)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (document, lines) in &self.0 {
            writeln!(f, "{document}")?;
            for line in lines {
                writeln!(f, "  {line}")?;
            }
        }
        Ok(())
    }
}

/// Reads all the tables that follow from the log: two phones that admitted the same chunks get
/// equal digests.
///
/// # Errors
/// Those of the file.
pub fn table_digest(conn: &Connection) -> Result<Digest, StoreError> {
    let mut digest = Digest::default();
    for (table, created_is_said) in TABLES {
        let columns = columns(conn, table, *created_is_said)?;
        let sql = format!("SELECT document, {} FROM {table}", columns.join(", "));
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut line = (*table).to_owned();
            for (place, column) in columns.iter().enumerate() {
                line.push_str(&format!(" {column}={}", show(row.get_ref(place + 1)?)));
            }
            let document = DocumentId::from(row.get::<_, [u8; 32]>(0)?);
            digest.0.entry(document).or_default().insert(line);
        }
    }
    Ok(digest)
}

fn columns(
    conn: &Connection,
    table: &str,
    created_is_said: bool,
) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([table], |row| row.get::<_, String>(0))?;
    let names = names.collect::<Result<Vec<_>, _>>()?;
    let local = |name: &str| {
        name == "document"
            || name == "updated"
            || name == "created" && !created_is_said
            // A slug in the catalogue, but a local number here.
            || name == "id" && table == "place"
            // By this phone's own rules of time zones.
            || name == "start_ms"
    };
    Ok(names.into_iter().filter(|name| !local(name)).collect())
}

fn show(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "-".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => format!("{:?}", String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}
