use sharenum_domain::DocumentId;
use sharenum_ledger::{CertificateId, Channel};

use super::SqliteTables;
use super::column::{all, array, blob, execute, optional, signed, tag, unsigned};
use crate::storage::{ChannelEntry, ChannelHead, Channels, Checksum, EntryKind, StorageError};

impl SqliteTables<'_> {
    fn channel_row(&self, channel: &Channel) -> Result<Option<(i64, ChannelHead)>, StorageError> {
        optional(
            self.connection,
            "SELECT id, n, checksum FROM channel WHERE name = ?1",
            [channel.to_bytes()],
            |row| {
                let head = ChannelHead { n: unsigned(row, 1)?, checksum: array(row, 2)? };
                Ok((row.get(0)?, head))
            },
        )
    }

    fn channel_number(&self, channel: &Channel) -> Result<i64, StorageError> {
        if let Some((number, _)) = self.channel_row(channel)? {
            return Ok(number);
        }
        execute(
            self.connection,
            "INSERT INTO channel (name, n, checksum) VALUES (?1, 0, ?2)",
            (channel.to_bytes(), [0u8; 8]),
        )?;
        Ok(self.connection.last_insert_rowid())
    }
}

impl Channels for SqliteTables<'_> {
    fn channel_head(&self, channel: &Channel) -> Result<ChannelHead, StorageError> {
        Ok(self.channel_row(channel)?.map(|(_, head)| head).unwrap_or_default())
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
        let Some((number, _)) = self.channel_row(channel)? else { return Ok(()) };
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
        let number = self.channel_number(channel)?;
        execute(
            self.connection,
            "INSERT INTO channel_entry (channel, n, kind, ref, checksum)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            (number, signed(head.n), kind.as_u8(), id, head.checksum),
        )?;
        execute(
            self.connection,
            "UPDATE channel SET n = ?2, checksum = ?3 WHERE id = ?1",
            (number, signed(head.n), head.checksum),
        )?;
        Ok(())
    }

    fn channels_of(&self, document: &DocumentId) -> Result<Vec<Channel>, StorageError> {
        all(
            self.connection,
            "SELECT c.name FROM channel_document d JOIN channel c ON c.id = d.channel
             WHERE d.document = ?1",
            [document.as_bytes()],
            |row| blob(row, 0, Channel::from_bytes),
        )
    }

    fn set_in_channel(
        &self,
        channel: &Channel,
        document: &DocumentId,
        present: bool,
    ) -> Result<(), StorageError> {
        let number = self.channel_number(channel)?;
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
        let number = self.channel_number(channel)?;
        let added = execute(
            self.connection,
            "INSERT OR IGNORE INTO channel_certificate (channel, certificate) VALUES (?1, ?2)",
            (number, certificate.as_bytes()),
        )?;
        Ok(added > 0)
    }
}
