//! Pull: what is new in a channel since a cursor.

use sharenum_domain::{DocumentId, SchoolCode};
use sharenum_ledger::{Certificate, Channel, HubRole};
use sharenum_sync::wire::{Cursor, Entry, Feed, MAX_ENTRIES_PER_FEED, PAGE_BYTES};

use super::Hub;
use crate::HubError;
use crate::storage::{ChannelEntry, EntryKind, StorageError, Tables};

/// CBOR heads and tags of one entry, rounded up.
const ENTRY_OVERHEAD: usize = 8;

/// Whether a certificate opens a channel.
pub(super) fn may_follow(certificate: &Certificate, channel: &Channel) -> bool {
    let claims = certificate.claims();
    match channel {
        Channel::Region | Channel::Area(_) => true,
        Channel::School(code) => claims.school.as_ref().is_some_and(|own: &SchoolCode| own == code),
        Channel::Member(member) => claims.member == *member,
        Channel::Everything => HubRole::of(certificate).is_some(),
    }
}

/// Whether a channel is open to a certificate that nobody has renewed for long: what is public,
/// and the member's own.
pub(super) fn is_for_anybody(certificate: &Certificate, channel: &Channel) -> bool {
    match channel {
        Channel::Region | Channel::Area(_) => true,
        Channel::Member(member) => certificate.claims().member == *member,
        Channel::School(_) | Channel::Everything => false,
    }
}

impl Hub {
    /// The pages for these cursors, together about `max_bytes`. Channels with nothing new are left
    /// out; each of the others moves by one entry at least, whatever the entry's size, or a phone
    /// would take its silence for the end.
    pub(super) fn feeds(
        &self,
        tables: &dyn Tables,
        cursors: &[Cursor],
        max_bytes: u32,
    ) -> Result<Vec<Feed>, HubError> {
        let most = usize::try_from(max_bytes).unwrap_or(PAGE_BYTES).min(PAGE_BYTES);
        let mut page = Page { most, used: 0 };
        let mut feeds = Vec::new();
        for cursor in cursors {
            feeds.extend(self.feed(tables, cursor, &mut page)?);
        }
        Ok(feeds)
    }

    fn feed(
        &self,
        tables: &dyn Tables,
        cursor: &Cursor,
        page: &mut Page,
    ) -> Result<Option<Feed>, HubError> {
        let head = tables.channel_head(&cursor.channel)?;
        // Nothing read yet fits every log.
        let fits = cursor.seq == 0
            || (cursor.epoch == self.epoch
                && tables.checksum_at(&cursor.channel, cursor.seq)? == Some(cursor.checksum));
        if fits && cursor.seq == head.n {
            return Ok(None);
        }
        let mut next = Cursor::start(cursor.channel.clone(), self.epoch);
        if fits {
            next.seq = cursor.seq;
            next.checksum = cursor.checksum;
        }
        let mut entries = Vec::new();
        let mut bad = None;
        tables.entries_after(&cursor.channel, next.seq, &mut |entry| {
            if !page.has_room(&entry, entries.len()) {
                return false;
            }
            (next.seq, next.checksum) = (entry.n, entry.checksum);
            match served(entry) {
                Ok(entry) => entries.extend(entry),
                Err(error) => bad = Some(error),
            }
            bad.is_none()
        })?;
        match bad {
            Some(error) => Err(error.into()),
            None => Ok(Some(Feed {
                channel: cursor.channel.clone(),
                reset: !fits,
                entries,
                more: next.seq < head.n,
                next,
            })),
        }
    }
}

/// The bytes of one reply.
struct Page {
    most: usize,
    used: usize,
}

impl Page {
    fn has_room(&mut self, entry: &ChannelEntry, in_feed: usize) -> bool {
        let size = match entry.kind {
            EntryKind::Chunk if !entry.routed => return true,
            EntryKind::Remove => entry.id.len(),
            EntryKind::Certificate | EntryKind::Chunk => entry.bytes.len(),
        } + ENTRY_OVERHEAD;
        if in_feed > 0 && (self.used + size > self.most || in_feed >= MAX_ENTRIES_PER_FEED) {
            return false;
        }
        self.used += size;
        true
    }
}

/// An entry as it is sent; none for a chunk whose document has left the channel.
fn served(entry: ChannelEntry) -> Result<Option<Entry>, StorageError> {
    Ok(match entry.kind {
        EntryKind::Certificate => Some(Entry::Certificate(entry.bytes)),
        EntryKind::Chunk => entry.routed.then_some(Entry::Chunk(entry.bytes)),
        EntryKind::Remove => {
            let id: [u8; 32] = entry.id.try_into().map_err(|_| {
                StorageError::Damaged("a channel names a document of another length".to_owned())
            })?;
            Some(Entry::Remove(DocumentId::from(id)))
        }
    })
}
