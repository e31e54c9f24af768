use sharenum_domain::DocumentId;
use sharenum_ledger::{CertificateId, Channel};

use super::SqliteTables;
use super::column::{all, array, blob, execute, optional, signed, tag, unsigned};
use super::seen::End;
use crate::storage::{ChannelEntry, ChannelHead, Channels, Checksum, EntryKind, StorageError};

impl SqliteTables<'_> {
    fn end(&self, channel: &Channel) -> Result<Option<End>, StorageError> {
        if let Some(end) = self.seen.ends.borrow().get(channel) {
            return Ok(Some(*end));
        }
        let found = optional(
            self.connection,
            "SELECT id, n, checksum FROM channel WHERE name = ?1",
            [channel.to_bytes()],
            |row| {
                let head = ChannelHead { n: unsigned(row, 1)?, checksum: array(row, 2)? };
                Ok(End { number: row.get(0)?, head, moved: false })
            },
        )?;
        if let Some(end) = found {
            self.seen.ends.borrow_mut().insert(channel.clone(), end);
        }
        Ok(found)
    }

    /// The end of a channel's log; an empty log is begun.
    fn end_or_begin(&self, channel: &Channel) -> Result<End, StorageError> {
        if let Some(end) = self.end(channel)? {
            return Ok(end);
        }
        let head = ChannelHead::default();
        execute(
            self.connection,
            "INSERT INTO channel (name, n, checksum) VALUES (?1, 0, ?2)",
            (channel.to_bytes(), head.checksum),
        )?;
        let end = End { number: self.connection.last_insert_rowid(), head, moved: false };
        self.seen.ends.borrow_mut().insert(channel.clone(), end);
        Ok(end)
    }

    /// Writes where the logs of channels end now, once for all entries of the transaction.
    pub(super) fn write_channel_ends(&self) -> Result<(), StorageError> {
        for end in self.seen.ends.borrow_mut().values_mut().filter(|end| end.moved) {
            execute(
                self.connection,
                "UPDATE channel SET n = ?2, checksum = ?3 WHERE id = ?1",
                (end.number, signed(end.head.n), end.head.checksum),
            )?;
            end.moved = false;
        }
        Ok(())
    }
}

impl Channels for SqliteTables<'_> {
    fn channel_head(&self, channel: &Channel) -> Result<ChannelHead, StorageError> {
        Ok(self.end(channel)?.map(|end| end.head).unwrap_or_default())
    }

    fn checksum_at(&self, channel: &Channel, n: u64) -> Result<Option<Checksum>, StorageError> {
        if n == 0 {
            return Ok(Some(Checksum::default()));
        }
        optional(
            self.connection,
            "SELECT e.checksum FROM channel_entry e JOIN channel c ON c.id = e.channel
             WHERE c.name = ?1 AND e.n = ?2",
            (channel.to_bytes(), signed(n)),
            |row| array(row, 0),
        )
    }

    fn entries_after(
        &self,
        channel: &Channel,
        n: u64,
        take: &mut dyn FnMut(ChannelEntry) -> bool,
    ) -> Result<(), StorageError> {
        let Some(End { number, .. }) = self.end(channel)? else { return Ok(()) };
        let mut statement = self.connection.prepare_cached(
            "SELECT e.n, e.kind, e.ref, e.checksum, coalesce(k.bytes, t.bytes, x''),
                    EXISTS (SELECT 1 FROM channel_document d
                            WHERE d.document = k.document AND d.channel = e.channel)
             FROM channel_entry e
             LEFT JOIN chunk k ON e.kind = 2 AND k.id = e.ref
             LEFT JOIN certificate t ON e.kind = 1 AND t.id = e.ref
             WHERE e.channel = ?1 AND e.n > ?2 ORDER BY e.n",
        )?;
        let mut rows = statement.query((number, signed(n)))?;
        while let Some(row) = rows.next()? {
            let entry = ChannelEntry {
                n: unsigned(row, 0)?,
                kind: tag(row, 1, EntryKind::from_u8)?,
                id: row.get(2)?,
                checksum: array(row, 3)?,
                bytes: row.get(4)?,
                routed: row.get(5)?,
            };
            if !take(entry) {
                break;
            }
        }
        Ok(())
    }

    fn push_entry(
        &self,
        channel: &Channel,
        head: ChannelHead,
        kind: EntryKind,
        id: &[u8],
    ) -> Result<(), StorageError> {
        let End { number, .. } = self.end_or_begin(channel)?;
        execute(
            self.connection,
            "INSERT INTO channel_entry (channel, n, kind, ref, checksum)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            (number, signed(head.n), kind.as_u8(), id, head.checksum),
        )?;
        let end = End { number, head, moved: true };
        self.seen.ends.borrow_mut().insert(channel.clone(), end);
        Ok(())
    }

    fn channels_of(&self, document: &DocumentId) -> Result<Vec<Channel>, StorageError> {
        if let Some(channels) = self.seen.channels.borrow().get(document) {
            return Ok(channels.clone());
        }
        let channels = all(
            self.connection,
            "SELECT c.name FROM channel_document d JOIN channel c ON c.id = d.channel
             WHERE d.document = ?1",
            [document.as_bytes()],
            |row| blob(row, 0, Channel::from_bytes),
        )?;
        self.seen.channels.borrow_mut().insert(*document, channels.clone());
        Ok(channels)
    }

    fn set_in_channel(
        &self,
        channel: &Channel,
        document: &DocumentId,
        present: bool,
    ) -> Result<(), StorageError> {
        let End { number, .. } = self.end_or_begin(channel)?;
        self.seen.channels.borrow_mut().remove(document);
        let sql = if present {
            "INSERT OR IGNORE INTO channel_document (document, channel) VALUES (?1, ?2)"
        } else {
            "DELETE FROM channel_document WHERE document = ?1 AND channel = ?2"
        };
        execute(self.connection, sql, (document.as_bytes(), number))?;
        Ok(())
    }

    fn note_certificate(
        &self,
        channel: &Channel,
        certificate: &CertificateId,
    ) -> Result<bool, StorageError> {
        let End { number, .. } = self.end_or_begin(channel)?;
        if !self.seen.certificates.borrow_mut().insert((number, *certificate)) {
            return Ok(false);
        }
        let added = execute(
            self.connection,
            "INSERT OR IGNORE INTO channel_certificate (channel, certificate) VALUES (?1, ?2)",
            (number, certificate.as_bytes()),
        )?;
        Ok(added > 0)
    }
}
