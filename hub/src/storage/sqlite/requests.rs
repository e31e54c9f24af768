use rusqlite::{Row, params};
use sharenum_domain::{DocumentId, MemberId, Outcome, ResourceId};

use super::SqliteTables;
use super::column::{all, array, blob, execute, optional, optional_array, tag, text};
use crate::storage::{RequestKind, RequestRow, Requests, ResourceRow, StorageError};

const fn kind_number(kind: RequestKind) -> u8 {
    match kind {
        RequestKind::Seat => 1,
        RequestKind::Day => 2,
    }
}

const fn kind_of(number: u8) -> Option<RequestKind> {
    match number {
        1 => Some(RequestKind::Seat),
        2 => Some(RequestKind::Day),
        _ => None,
    }
}

impl Requests for SqliteTables<'_> {
    fn put_request(&self, row: &RequestRow) -> Result<(), StorageError> {
        let (outcome, position) = match &row.decided {
            Some((outcome, position)) => (Some(outcome.to_string()), *position),
            None => (None, None),
        };
        execute(
            self.connection,
            "INSERT OR REPLACE INTO request
                 (document, kind, subject, day, cancelled, decision, outcome, position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                row.document.as_bytes(),
                kind_number(row.kind),
                row.subject,
                row.day.map(|day| day.to_string()),
                row.cancelled,
                row.decision.as_ref().map(DocumentId::as_bytes),
                outcome,
                position,
            ],
        )?;
        Ok(())
    }

    fn request(&self, document: &DocumentId) -> Result<Option<RequestRow>, StorageError> {
        optional(
            self.connection,
            "SELECT document, kind, subject, day, cancelled, decision, outcome, position
             FROM request WHERE document = ?1",
            [document.as_bytes()],
            read_request,
        )
    }

    fn requests_for(
        &self,
        kind: RequestKind,
        subject: &[u8],
    ) -> Result<Vec<RequestRow>, StorageError> {
        all(
            self.connection,
            "SELECT document, kind, subject, day, cancelled, decision, outcome, position
             FROM request WHERE kind = ?1 AND subject = ?2 ORDER BY document",
            (kind_number(kind), subject),
            read_request,
        )
    }

    fn put_resource(&self, row: &ResourceRow) -> Result<(), StorageError> {
        let hosts: Vec<u8> = row.hosts.iter().flat_map(|host| *host.as_bytes()).collect();
        execute(
            self.connection,
            "INSERT OR REPLACE INTO resource (id, document, home, hosts)
             VALUES (?1, ?2, ?3, ?4)",
            (row.id.as_str(), row.document.as_bytes(), row.home.as_bytes(), hosts),
        )?;
        Ok(())
    }

    fn resource(&self, id: &ResourceId) -> Result<Option<ResourceRow>, StorageError> {
        optional(
            self.connection,
            "SELECT id, document, home, hosts FROM resource WHERE id = ?1",
            [id.as_str()],
            |row| {
                Ok(ResourceRow {
                    id: text(row, 0, |slug| ResourceId::new(slug).ok())?,
                    document: array::<32>(row, 1)?.into(),
                    home: array::<16>(row, 2)?.into(),
                    hosts: blob(row, 3, unpack_members)?,
                })
            },
        )
    }
}

fn unpack_members(packed: &[u8]) -> Option<Vec<MemberId>> {
    let (members, rest) = packed.as_chunks::<16>();
    rest.is_empty().then(|| members.iter().copied().map(MemberId::from).collect())
}

fn read_request(row: &Row<'_>) -> rusqlite::Result<RequestRow> {
    let day: Option<String> = row.get(3)?;
    let outcome: Option<String> = row.get(6)?;
    let position: Option<u32> = row.get(7)?;
    Ok(RequestRow {
        document: array::<32>(row, 0)?.into(),
        kind: tag(row, 1, kind_of)?,
        subject: row.get(2)?,
        day: day.and_then(|day| day.parse().ok()),
        cancelled: row.get(4)?,
        decision: optional_array::<32>(row, 5)?.map(Into::into),
        decided: outcome.map(|outcome| (Outcome::from(outcome.as_str()), position)),
    })
}
