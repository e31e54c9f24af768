//! The log: admitted chunks as they were signed, and what their first ones fixed.

use rusqlite::{Connection, OptionalExtension, params};
use sharenum_domain::{DocumentId, MemberId};
use sharenum_ledger::{Channel, Chunk, ChunkId, Kind, Origin, Permitted, Replica};

use crate::identity::Identity;
use crate::number::to_sql;
use crate::{StoreError, WriteTx};

/// What the first chunk of a document fixed; `None` when it is not on this phone.
///
/// # Errors
/// Those of the file.
pub fn origin(conn: &Connection, document: &DocumentId) -> Result<Option<Origin>, StoreError> {
    let sql = "SELECT origin FROM document WHERE id = ?1";
    let id = document.as_bytes().as_slice();
    let bytes: Option<Vec<u8>> =
        conn.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    bytes
        .map(|bytes| Origin::from_bytes(&bytes).ok_or_else(|| StoreError::damaged("an origin")))
        .transpose()
}

/// Where the document goes: the channels named by its newest chunk that names any. Newest is the
/// greatest (max_op, chunk id), so the order of arrival makes no difference.
///
/// # Errors
/// Those of the file.
pub fn routes(conn: &Connection, document: &DocumentId) -> Result<Vec<Channel>, StoreError> {
    let sql = "SELECT bytes FROM chunk WHERE document = ?1 AND names_routes = 1
               ORDER BY max_op DESC, id DESC LIMIT 1";
    let id = document.as_bytes().as_slice();
    let bytes: Option<Vec<u8>> =
        conn.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    let chunk = bytes.map(|bytes| decode(&bytes)).transpose()?;
    Ok(chunk.and_then(|chunk| chunk.header().routes.clone()).unwrap_or_default())
}

/// The document that its chunks in the log make. No screen needs it; see the tables.
///
/// # Errors
/// Those of the file.
pub fn replica(conn: &Connection, document: &DocumentId) -> Result<Replica, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT bytes FROM chunk WHERE document = ?1 ORDER BY max_op")?;
    let rows = statement.query_map([document.as_bytes().as_slice()], |row| row.get(0))?;
    let bytes = rows.collect::<Result<Vec<Vec<u8>>, _>>()?;
    let chunks = bytes.iter().map(|bytes| decode(bytes)).collect::<Result<Vec<_>, _>>()?;
    Ok(Replica::from_log(chunks.iter().map(Chunk::payload)))
}

/// Chunks in the log were decoded once before; one that no longer can be was altered.
fn decode(bytes: &[u8]) -> Result<Chunk, StoreError> {
    Chunk::decode(bytes).map_err(|_| StoreError::damaged("a chunk in the log"))
}

impl WriteTx<'_> {
    /// Appends an admitted chunk, and starts its document when it is the first.
    pub(crate) fn append(
        &mut self,
        permitted: &Permitted,
        identity: &Identity,
        to_outbox: bool,
    ) -> Result<(), StoreError> {
        let document = permitted.document();
        let author = permitted.author();
        let header = permitted.chunk().header();
        let device = author.device_key.device();
        let sql = "INSERT INTO chunk (id, document, kind, author, device, device_seq, certificate,
                       change, max_op, names_routes, own, received_at, bytes)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
        self.conn().prepare_cached(sql)?.execute(params![
            permitted.id().as_bytes().as_slice(),
            document.as_bytes().as_slice(),
            header.kind.as_u8(),
            author.member.as_bytes().as_slice(),
            device.as_bytes().as_slice(),
            to_sql(header.seq),
            header.certificate.as_bytes().as_slice(),
            permitted.change().hash.as_slice(),
            to_sql(permitted.change().max_op),
            header.routes.is_some(),
            device == identity.device,
            self.now.as_millisecond(),
            permitted.chunk().bytes(),
        ])?;
        if to_outbox {
            let sql = "INSERT INTO outbox (chunk, state) VALUES (?1, 0)";
            self.conn().prepare_cached(sql)?.execute([self.conn().last_insert_rowid()])?;
        }
        if permitted.chunk().is_first() {
            self.start_document(permitted.origin())?;
        } else {
            let sql = "UPDATE document SET updated = max(updated, ?2) WHERE id = ?1";
            let params = params![document.as_bytes().as_slice(), self.now.as_millisecond()];
            self.conn().prepare_cached(sql)?.execute(params)?;
        }
        self.replicas.remove(&document);
        self.touch(document, header.kind, author.member == identity.member);
        Ok(())
    }

    fn start_document(&self, origin: &Origin) -> Result<(), StoreError> {
        let sql = "INSERT INTO document (id, kind, creator, school, parent, origin, state_hash,
                       arrived, updated)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, x'', ?7, ?7)";
        self.conn().prepare_cached(sql)?.execute(params![
            origin.document.as_bytes().as_slice(),
            origin.kind.as_u8(),
            origin.creator.as_bytes().as_slice(),
            origin.school.as_ref().map(ToString::to_string),
            origin.parent.as_ref().map(|parent| parent.as_bytes().as_slice()),
            origin.to_bytes(),
            self.now.as_millisecond(),
        ])?;
        let sql = "INSERT OR IGNORE INTO document_writer (document, member) VALUES (?1, ?2)";
        let mut statement = self.conn().prepare_cached(sql)?;
        for writer in &origin.writers {
            let (id, member) = (origin.document.as_bytes(), writer.as_bytes());
            statement.execute(params![id.as_slice(), member.as_slice()])?;
        }
        Ok(())
    }

    /// Deletes one chunk of the log.
    pub(crate) fn drop_chunk(&mut self, id: &ChunkId) -> Result<(), StoreError> {
        let sql = "DELETE FROM chunk WHERE id = ?1";
        self.conn().prepare_cached(sql)?.execute([id.as_bytes().as_slice()])?;
        Ok(())
    }

    /// Forgets what started a document; its rows go with the next fold. Chunks stay.
    pub(crate) fn end_document(
        &mut self,
        document: &DocumentId,
        kind: Kind,
        creator: &MemberId,
    ) -> Result<(), StoreError> {
        let own = self.identity()?.member == *creator;
        // The fold needs the number of the document to find its search entry.
        self.clear_rows(document, kind)?;
        for sql in [
            "DELETE FROM document WHERE id = ?1",
            "DELETE FROM document_writer WHERE document = ?1",
        ] {
            self.conn().prepare_cached(sql)?.execute([document.as_bytes().as_slice()])?;
        }
        self.replicas.remove(document);
        self.touch(*document, kind, own);
        Ok(())
    }
}
