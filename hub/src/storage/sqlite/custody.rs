use rusqlite::params;
use sharenum_domain::{DeviceId, MemberId};
use sharenum_ledger::{Channel, ChunkId, WaitsFor};

use super::SqliteTables;
use super::column::{all, array, execute, optional, signed, unsigned};
use crate::storage::{Custody, CustodyRow, LoggedChunk, Quarantined, ReadUpTo, StorageError};

/// Changes that may wait: only what names something this hub has not heard of waits at all.
const MOST_WAITING: i64 = 5_000;
/// Changes of one device that may wait, so that nobody fills the room for the others.
const MOST_WAITING_OF_A_DEVICE: i64 = 500;
/// Refused changes that are kept to look at.
const MOST_QUARANTINED: i64 = 500;

impl Custody for SqliteTables<'_> {
    fn note_custody(&self, row: &CustodyRow) -> Result<(), StorageError> {
        execute(
            self.connection,
            "INSERT INTO custody (chunk, hub, at, seq) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (chunk, hub) DO UPDATE SET at = excluded.at, seq = excluded.seq
             WHERE excluded.at < custody.at
                OR (excluded.at = custody.at AND custody.seq = 0)",
            (row.chunk.as_bytes(), row.hub.as_bytes(), row.at, signed(row.seq)),
        )?;
        Ok(())
    }

    fn first_custody(&self, chunk: &ChunkId) -> Result<Option<CustodyRow>, StorageError> {
        optional(
            self.connection,
            "SELECT hub, at, seq FROM custody WHERE chunk = ?1 ORDER BY at, hub LIMIT 1",
            [chunk.as_bytes()],
            |row| {
                Ok(CustodyRow {
                    chunk: *chunk,
                    hub: array::<16>(row, 0)?.into(),
                    at: row.get(1)?,
                    seq: unsigned(row, 2)?,
                })
            },
        )
    }

    fn wait(
        &self,
        chunk: &ChunkId,
        waits_for: &WaitsFor,
        device: &DeviceId,
        bytes: &[u8],
    ) -> Result<bool, StorageError> {
        let added = execute(
            self.connection,
            "INSERT INTO waiting (chunk, waits_for, device, bytes)
             SELECT ?1, ?2, ?3, ?4
             WHERE (SELECT count(*) FROM waiting) < ?5
               AND (SELECT count(*) FROM waiting WHERE device = ?3) < ?6
             ON CONFLICT (chunk) DO UPDATE SET waits_for = excluded.waits_for",
            params![
                chunk.as_bytes(),
                waits_for.to_bytes(),
                device.as_bytes(),
                bytes,
                MOST_WAITING,
                MOST_WAITING_OF_A_DEVICE
            ],
        )?;
        Ok(added > 0)
    }

    fn release(&self, waits_for: &WaitsFor) -> Result<Vec<(DeviceId, Vec<u8>)>, StorageError> {
        let key = waits_for.to_bytes();
        let released = all(
            self.connection,
            "SELECT device, bytes FROM waiting WHERE waits_for = ?1 ORDER BY rowid",
            [&key],
            |row| Ok((array::<16>(row, 0)?.into(), row.get(1)?)),
        )?;
        if !released.is_empty() {
            execute(self.connection, "DELETE FROM waiting WHERE waits_for = ?1", [&key])?;
        }
        Ok(released)
    }

    fn quarantine(&self, refused: &Quarantined) -> Result<(), StorageError> {
        execute(
            self.connection,
            "INSERT OR REPLACE INTO quarantine (chunk, device, code, at, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            (
                refused.chunk.as_ref().map(ChunkId::as_bytes),
                refused.device.as_bytes(),
                &refused.code,
                refused.at,
                &refused.bytes,
            ),
        )?;
        execute(
            self.connection,
            "DELETE FROM quarantine
             WHERE id <= (SELECT id FROM quarantine ORDER BY id DESC LIMIT 1 OFFSET ?1)",
            [MOST_QUARANTINED],
        )?;
        Ok(())
    }

    fn keep_receipt(&self, receipt: &[u8]) -> Result<(), StorageError> {
        execute(self.connection, "INSERT INTO receipt (bytes) VALUES (?1)", [receipt])?;
        Ok(())
    }

    fn receipts_to_carry(
        &self,
        after: i64,
        limit: usize,
    ) -> Result<Vec<(i64, Vec<u8>)>, StorageError> {
        all(
            self.connection,
            "SELECT id, bytes FROM receipt WHERE id > ?1 ORDER BY id LIMIT ?2",
            (after, signed(limit as u64)),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    fn receipt_carried(&self, row: i64) -> Result<(), StorageError> {
        execute(self.connection, "DELETE FROM receipt WHERE id = ?1", [row])?;
        Ok(())
    }

    fn set_uncarried(&self, seq: u64) -> Result<(), StorageError> {
        execute(
            self.connection,
            "INSERT OR IGNORE INTO uncarried (seq, refused) VALUES (?1, NULL)",
            [signed(seq)],
        )?;
        Ok(())
    }

    fn set_all_uncarried(&self) -> Result<(), StorageError> {
        execute(
            self.connection,
            "INSERT OR REPLACE INTO uncarried (seq, refused) SELECT seq, NULL FROM chunk",
            (),
        )?;
        Ok(())
    }

    fn set_carried(&self, chunk: &ChunkId) -> Result<(), StorageError> {
        execute(
            self.connection,
            "DELETE FROM uncarried WHERE seq = (SELECT seq FROM chunk WHERE id = ?1)",
            [chunk.as_bytes()],
        )?;
        Ok(())
    }

    fn set_refused_upstream(&self, chunk: &ChunkId, code: &str) -> Result<(), StorageError> {
        execute(
            self.connection,
            "UPDATE uncarried SET refused = ?2
             WHERE seq = (SELECT seq FROM chunk WHERE id = ?1)",
            (chunk.as_bytes(), code),
        )?;
        Ok(())
    }

    fn to_carry(&self, after: u64, limit: usize) -> Result<Vec<LoggedChunk>, StorageError> {
        all(
            self.connection,
            "SELECT k.seq, k.id, k.certificate, k.bytes
             FROM uncarried u JOIN chunk k ON k.seq = u.seq
             WHERE u.seq > ?1 AND u.refused IS NULL ORDER BY u.seq LIMIT ?2",
            (signed(after), signed(limit as u64)),
            |row| {
                Ok(LoggedChunk {
                    seq: unsigned(row, 0)?,
                    id: array::<32>(row, 1)?.into(),
                    certificate: array::<16>(row, 2)?.into(),
                    bytes: row.get(3)?,
                })
            },
        )
    }

    fn cursor(&self, hub: &MemberId, channel: &Channel) -> Result<Option<ReadUpTo>, StorageError> {
        optional(
            self.connection,
            "SELECT epoch, seq, checksum FROM cursor WHERE hub = ?1 AND channel = ?2",
            (hub.as_bytes(), channel.to_bytes()),
            |row| {
                Ok(ReadUpTo {
                    epoch: array(row, 0)?,
                    seq: unsigned(row, 1)?,
                    checksum: array(row, 2)?,
                })
            },
        )
    }

    fn set_cursor(
        &self,
        hub: &MemberId,
        channel: &Channel,
        read: ReadUpTo,
    ) -> Result<(), StorageError> {
        execute(
            self.connection,
            "INSERT OR REPLACE INTO cursor (hub, channel, epoch, seq, checksum)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            (hub.as_bytes(), channel.to_bytes(), read.epoch, signed(read.seq), read.checksum),
        )?;
        Ok(())
    }
}
