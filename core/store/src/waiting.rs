//! The waiting room: chunks whose certificate, document or parent has not arrived yet.
//!
//! They come first when channels are read in another order than they were written in: a booking
//! before the resource that it is for, say. What waits cannot be judged, so the room is bounded,
//! and fairly: whoever takes most of it loses his oldest first. Somebody who floods it drives out
//! himself and not what others sent.

use rusqlite::params;
use sha2::{Digest, Sha256};
use sharenum_ledger::{Chunk, WaitsFor};

use crate::door::Source;
use crate::{StoreError, WriteTx};

/// At most so many chunks wait: a first reading of a bus host's channel brings some thousands.
pub const MAX_WAITING: u64 = 10_000;
/// And at most so many bytes of them.
pub const MAX_WAITING_BYTES: u64 = 16 * 1024 * 1024;

/// What one device has in the room.
struct Guest {
    device: Vec<u8>,
    chunks: u64,
    bytes: u64,
}

impl WriteTx<'_> {
    /// Keeps a chunk until what it needs arrives. The room is tidied before the commit.
    pub(crate) fn wait(&mut self, chunk: &Chunk, need: WaitsFor) -> Result<(), StoreError> {
        // Only a certificate says whose it is, and that the signature is true: whatever waits for
        // one may come from anybody, and stands for a single guest.
        let device = match need {
            WaitsFor::Certificate(_) => Vec::new(),
            WaitsFor::Document(_) => self
                .certificates
                .borrow()
                .get(&chunk.header().certificate)
                .map(|certificate| certificate.device().as_bytes().to_vec())
                .unwrap_or_default(),
        };
        let sql = "INSERT OR IGNORE INTO waiting
                       (id, document, waits_for, device, received_at, bytes)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let added = self.conn().prepare_cached(sql)?.execute(params![
            Sha256::digest(chunk.bytes()).as_slice(),
            chunk.document().as_bytes().as_slice(),
            need.to_bytes(),
            device,
            self.now.as_millisecond(),
            chunk.bytes(),
        ])?;
        self.crowded |= added > 0;
        Ok(())
    }

    /// Judges again what waited for `need`, then what waited for those, until nothing moves. A
    /// loop and not a recursion: a thread may be any number of answers deep.
    pub(crate) fn release(&mut self, need: WaitsFor) -> Result<(), StoreError> {
        let mut needs = vec![need];
        while let Some(need) = needs.pop() {
            let sql = "DELETE FROM waiting WHERE waits_for = ?1 RETURNING bytes";
            let mut statement = self.conn().prepare_cached(sql)?;
            let rows = statement.query_map([need.to_bytes()], |row| row.get(0))?;
            let waiting = rows.collect::<Result<Vec<Vec<u8>>, _>>()?;
            for bytes in waiting {
                let read = Chunk::decode(&bytes);
                let (_, first) = self.admit_one(&bytes, read, &Source::Elsewhere)?;
                needs.extend(first.map(WaitsFor::Document));
            }
        }
        Ok(())
    }

    /// Brings the room within its bounds. Called once per transaction in which something began to
    /// wait: counting costs a walk through the room.
    pub(crate) fn tidy_waiting(&mut self) -> Result<(), StoreError> {
        if !std::mem::take(&mut self.crowded) {
            return Ok(());
        }
        let mut guests = self.guests()?;
        let mut chunks: u64 = guests.iter().map(|guest| guest.chunks).sum();
        let mut bytes: u64 = guests.iter().map(|guest| guest.bytes).sum();
        while chunks > MAX_WAITING || bytes > MAX_WAITING_BYTES {
            let most = guests.iter_mut().max_by_key(|guest| guest.bytes.max(guest.chunks * 1_024));
            let Some(guest) = most.filter(|guest| guest.chunks > 0) else { break };
            // A tenth at a time, so that a flood does not cost a search per chunk.
            let limit = (guest.chunks / 10).max(1);
            let sql = "DELETE FROM waiting WHERE id IN (SELECT id FROM waiting WHERE device = ?1
                           ORDER BY received_at, id LIMIT ?2) RETURNING length(bytes)";
            let mut statement = self.conn().prepare_cached(sql)?;
            let gone = statement
                .query_map(params![guest.device, crate::number::to_sql(limit)], |row| {
                    row.get::<_, i64>(0).map(crate::number::from_sql)
                })?
                .collect::<Result<Vec<u64>, _>>()?;
            let freed = (gone.len() as u64, gone.iter().sum::<u64>());
            (guest.chunks, guest.bytes) = (guest.chunks - freed.0, guest.bytes - freed.1);
            (chunks, bytes) = (chunks - freed.0, bytes - freed.1);
        }
        Ok(())
    }

    fn guests(&self) -> Result<Vec<Guest>, StoreError> {
        let sql = "SELECT device, count(*), sum(length(bytes)) FROM waiting GROUP BY device";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(Guest {
                device: row.get(0)?,
                chunks: crate::number::from_sql(row.get(1)?),
                bytes: crate::number::from_sql(row.get(2)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
