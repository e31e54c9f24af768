//! Refused chunks, kept with the reason. Those of others are bounded; own ones stay until their
//! author decides.

use jiff::Timestamp;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use sharenum_domain::{DocumentId, visible};
use sharenum_ledger::{Channel, Chunk, ChunkId, Kind};

use crate::door::{Admitted, Source};
use crate::number::to_sql;
use crate::{StoreError, WriteTx};

/// At most so many refused chunks of others are kept, oldest go first.
pub const MAX_FOREIGN: u32 = 500;
/// And at most so many bytes of them.
pub const MAX_FOREIGN_BYTES: u64 = 4 * 1024 * 1024;

/// A refused chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// Its id, where the bytes are a chunk at all.
    pub chunk: Option<ChunkId>,
    /// Its document, where the bytes say one.
    pub document: Option<DocumentId>,
    /// Whether this phone wrote it.
    pub own: bool,
    /// Stable code of the reason.
    pub code: String,
    /// What its author can do.
    pub reason: String,
    /// When it was refused here (UTC, ms).
    pub at: Timestamp,
}

/// Everything in quarantine, newest first.
///
/// # Errors
/// Those of the file.
pub fn quarantined(conn: &Connection) -> Result<Vec<Quarantined>, StoreError> {
    let sql = "SELECT chunk, document, own, code, reason, received_at FROM quarantine
               ORDER BY seq DESC";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(Quarantined {
            chunk: row.get::<_, Option<[u8; 32]>>(0)?.map(ChunkId::from),
            document: row.get::<_, Option<[u8; 32]>>(1)?.map(DocumentId::from),
            own: row.get(2)?,
            code: row.get(3)?,
            reason: row.get(4)?,
            at: Timestamp::from_millisecond(row.get(5)?).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl WriteTx<'_> {
    /// Puts aside what others sent and the door refused.
    pub(crate) fn quarantine_foreign(
        &self,
        bytes: &[u8],
        source: &Source,
        code: &str,
        reason: &str,
    ) -> Result<(), StoreError> {
        let channel = match source {
            Source::Channel(channel) => Some(channel.to_bytes()),
            Source::Own | Source::Elsewhere => None,
        };
        self.insert(bytes, false, channel, code, reason)?;
        // The newest is kept even where it alone is over the limit, so that it can be shown.
        let sql = "DELETE FROM quarantine WHERE seq IN (
                       SELECT seq FROM (
                           SELECT seq, row_number() OVER newest AS number,
                               sum(length(bytes)) OVER newest AS size
                           FROM quarantine WHERE own = 0 WINDOW newest AS (ORDER BY seq DESC)
                       ) WHERE number > 1 AND (number > ?1 OR size > ?2))";
        self.conn()
            .prepare_cached(sql)?
            .execute(params![MAX_FOREIGN, to_sql(MAX_FOREIGN_BYTES)])?;
        Ok(())
    }

    fn insert(
        &self,
        bytes: &[u8],
        own: bool,
        channel: Option<Vec<u8>>,
        code: &str,
        reason: &str,
    ) -> Result<(), StoreError> {
        let chunk = Chunk::decode(bytes).ok();
        let sql = "INSERT INTO quarantine
                       (id, chunk, own, document, channel, code, reason, received_at, bytes)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                   ON CONFLICT (id) DO UPDATE SET code = excluded.code, reason = excluded.reason";
        self.conn().prepare_cached(sql)?.execute(params![
            Sha256::digest(bytes).as_slice(),
            chunk.as_ref().map(|chunk| *chunk.id().as_bytes()),
            own,
            chunk.as_ref().map(|chunk| *chunk.document().as_bytes()),
            channel,
            code,
            reason,
            self.now.as_millisecond(),
            bytes,
        ])?;
        Ok(())
    }

    /// Forgets the refusal of bytes that were admitted in the end.
    pub(crate) fn release_quarantined(&self, bytes: &[u8]) -> Result<(), StoreError> {
        let sql = "DELETE FROM quarantine WHERE id = ?1 AND own = 0";
        self.conn().prepare_cached(sql)?.execute([Sha256::digest(bytes).as_slice()])?;
        Ok(())
    }

    /// Notes that the region refused a chunk of this phone. The change stays in the document,
    /// which is flagged with the reason and held back until its author edits, resubmits or
    /// discards it. A chunk that is not ours, or not here any more, is `false`.
    ///
    /// # Errors
    /// Those of the file.
    pub fn refuse_own(
        &mut self,
        chunk: &ChunkId,
        code: &str,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT seq, document, kind, bytes FROM chunk WHERE id = ?1 AND own = 1";
        let mut statement = self.conn().prepare_cached(sql)?;
        let mut rows = statement.query([chunk.as_bytes().as_slice()])?;
        let Some(row) = rows.next()? else { return Ok(false) };
        // These are the hub's words, and they are shown.
        let (code, reason) = (&visible(code), &visible(reason));
        let seq: i64 = row.get(0)?;
        let document = DocumentId::from(row.get::<_, [u8; 32]>(1)?);
        let kind = crate::fold::kind(row.get(2)?)?;
        self.insert(&row.get::<_, Vec<u8>>(3)?, true, None, code, reason)?;
        self.conn().prepare_cached("DELETE FROM outbox WHERE chunk = ?1")?.execute([seq])?;
        let sql = "UPDATE document SET refused = ?2 WHERE id = ?1";
        let params = params![document.as_bytes().as_slice(), reason];
        self.conn().prepare_cached(sql)?.execute(params)?;
        self.notice(document, kind);
        Ok(true)
    }

    /// Judges again the foreign chunks that were refused for one of these reasons.
    pub(crate) fn readmit(&mut self, codes: &[&str]) -> Result<(), StoreError> {
        let sql = "DELETE FROM quarantine WHERE own = 0 AND code = ?1 RETURNING channel, bytes";
        for code in codes {
            let mut statement = self.conn().prepare_cached(sql)?;
            let rows = statement.query_map([code], |row| {
                Ok((row.get::<_, Option<Vec<u8>>>(0)?, row.get::<_, Vec<u8>>(1)?))
            })?;
            for (channel, bytes) in rows.collect::<Result<Vec<_>, _>>()? {
                let channel = channel.and_then(|bytes| Channel::from_bytes(&bytes));
                let source = channel.map_or(Source::Elsewhere, Source::Channel);
                let _: Admitted = self.admit(&bytes, &source)?;
            }
        }
        Ok(())
    }

    /// After an update of the app: what an older version could not read may be clear now.
    pub(crate) fn adopt_version(&mut self) -> Result<(), StoreError> {
        const VERSION: &str = env!("CARGO_PKG_VERSION");
        let sql = "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'version' AND value = ?1)";
        if self.conn().query_row(sql, [VERSION], |row| row.get(0))? {
            return Ok(());
        }
        self.put_meta("version", VERSION)?;
        if self.identity.is_none() {
            return Ok(());
        }
        self.readmit(&["newer-version", "unknown-kind"])?;
        let sql = "SELECT id, kind FROM document WHERE unreadable IS NOT NULL";
        let mut statement = self.conn().prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, [u8; 32]>(0)?, row.get(1)?)))?;
        let unreadable = rows.collect::<Result<Vec<(_, u8)>, _>>()?;
        for (document, number) in unreadable {
            let kind: Kind = crate::fold::kind(number)?;
            self.touch(DocumentId::from(document), kind, false);
        }
        Ok(())
    }
}
