use rusqlite::Row;
use sharenum_domain::{DeviceId, DocumentId};
use sharenum_ledger::{ChunkId, Kind, Origin};

use super::SqliteTables;
use super::column::{
    all, array, blob, execute, optional, pack_channels, signed, unpack_channels, unsigned,
};
use crate::storage::{DocumentRow, Log, LoggedChunk, NewChunk, StorageError};

impl Log for SqliteTables<'_> {
    fn append(&self, chunk: &NewChunk<'_>) -> Result<u64, StorageError> {
        execute(
            self.connection,
            "INSERT INTO chunk (id, document, kind, certificate, max_op, at, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                chunk.id.as_bytes(),
                chunk.document.as_bytes(),
                chunk.kind.as_u8(),
                chunk.certificate.as_bytes(),
                signed(chunk.max_op),
                chunk.at,
                chunk.bytes,
            ),
        )?;
        Ok(self.connection.last_insert_rowid().unsigned_abs())
    }

    fn seq_of(&self, chunk: &ChunkId) -> Result<Option<u64>, StorageError> {
        optional(
            self.connection,
            "SELECT seq FROM chunk WHERE id = ?1",
            [chunk.as_bytes()],
            |row| unsigned(row, 0),
        )
    }

    fn chunk_bytes(&self, chunk: &ChunkId) -> Result<Option<Vec<u8>>, StorageError> {
        optional(
            self.connection,
            "SELECT bytes FROM chunk WHERE id = ?1",
            [chunk.as_bytes()],
            |row| row.get(0),
        )
    }

    fn chunks_of(&self, document: &DocumentId) -> Result<Vec<LoggedChunk>, StorageError> {
        all(
            self.connection,
            "SELECT seq, id, certificate, bytes FROM chunk WHERE document = ?1 ORDER BY seq",
            [document.as_bytes()],
            read_logged,
        )
    }

    fn count_of(&self, document: &DocumentId) -> Result<usize, StorageError> {
        let count = optional(
            self.connection,
            "SELECT count(*) FROM chunk WHERE document = ?1",
            [document.as_bytes()],
            |row| unsigned(row, 0),
        )?;
        Ok(usize::try_from(count.unwrap_or_default()).unwrap_or(usize::MAX))
    }

    fn count_by(&self, document: &DocumentId, device: &DeviceId) -> Result<usize, StorageError> {
        let count = optional(
            self.connection,
            "SELECT count(*) FROM chunk k JOIN certificate c ON c.id = k.certificate
             WHERE k.document = ?1 AND c.device = ?2",
            (document.as_bytes(), device.as_bytes()),
            |row| unsigned(row, 0),
        )?;
        Ok(usize::try_from(count.unwrap_or_default()).unwrap_or(usize::MAX))
    }

    fn moved(&self, document: &DocumentId) -> Result<usize, StorageError> {
        let moved = optional(
            self.connection,
            "SELECT moved FROM document WHERE id = ?1",
            [document.as_bytes()],
            |row| unsigned(row, 0),
        )?;
        Ok(usize::try_from(moved.unwrap_or_default()).unwrap_or(usize::MAX))
    }

    fn add_moved(&self, document: &DocumentId, entries: usize) -> Result<(), StorageError> {
        execute(
            self.connection,
            "UPDATE document SET moved = moved + ?2 WHERE id = ?1",
            (document.as_bytes(), signed(entries as u64)),
        )?;
        Ok(())
    }

    fn chunks_by(&self, device: &DeviceId) -> Result<Vec<LoggedChunk>, StorageError> {
        all(
            self.connection,
            "SELECT k.seq, k.id, k.certificate, k.bytes
             FROM certificate c JOIN chunk k ON k.certificate = c.id
             WHERE c.device = ?1 ORDER BY k.seq",
            [device.as_bytes()],
            read_logged,
        )
    }

    fn document(&self, document: &DocumentId) -> Result<Option<DocumentRow>, StorageError> {
        if let Some(row) = self.seen.documents.borrow().get(document) {
            return Ok(Some(row.clone()));
        }
        let found = optional(
            self.connection,
            "SELECT origin, routes, routes_op, routes_chunk FROM document WHERE id = ?1",
            [document.as_bytes()],
            read_document,
        )?;
        if let Some(row) = &found {
            self.seen.documents.borrow_mut().insert(*document, row.clone());
        }
        Ok(found)
    }

    fn put_document(&self, row: &DocumentRow) -> Result<(), StorageError> {
        execute(
            self.connection,
            "INSERT INTO document (id, kind, origin, routes, routes_op, routes_chunk)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET
                 routes = excluded.routes,
                 routes_op = excluded.routes_op,
                 routes_chunk = excluded.routes_chunk",
            (
                row.origin.document.as_bytes(),
                row.origin.kind.as_u8(),
                row.origin.to_bytes(),
                pack_channels(&row.routes),
                signed(row.routes_by.0),
                row.routes_by.1.as_bytes(),
            ),
        )?;
        self.seen.documents.borrow_mut().insert(row.origin.document, row.clone());
        Ok(())
    }

    fn documents_of(&self, kind: Kind) -> Result<Vec<DocumentId>, StorageError> {
        all(
            self.connection,
            "SELECT id FROM document WHERE kind = ?1 ORDER BY rowid",
            [kind.as_u8()],
            |row| Ok(array::<32>(row, 0)?.into()),
        )
    }
}

fn read_logged(row: &Row<'_>) -> rusqlite::Result<LoggedChunk> {
    Ok(LoggedChunk {
        seq: unsigned(row, 0)?,
        id: array::<32>(row, 1)?.into(),
        certificate: array::<16>(row, 2)?.into(),
        bytes: row.get(3)?,
    })
}

fn read_document(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow {
        origin: blob(row, 0, Origin::from_bytes)?,
        routes: blob(row, 1, unpack_channels)?,
        routes_by: (unsigned(row, 2)?, array::<32>(row, 3)?.into()),
    })
}
