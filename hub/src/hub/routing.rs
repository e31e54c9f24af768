//! From routes to the logs of the channels.
//!
//! The routes of a document are those of its newest chunk that names any, where "newest" is the
//! greatest (`max_op`, chunk id): the same answer in whatever order the chunks arrived. A member
//! who was named once keeps the document, and so does who answered it: a proposal or a seat is worth
//! nothing without the ticket or the workshop as it stands, wherever its author moves to and
//! however far that ticket reaches from now on.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use sharenum_domain::DocumentId;
use sharenum_ledger::{CertificateId, Channel, Kind, Permitted};

use crate::HubError;
use crate::storage::{ChannelHead, Checksum, DocumentRow, EntryKind, Tables};

/// Entries that the moves of one document may cost: a document enters a channel with all its
/// changes, so one that goes to and fro between areas would fill the log by itself.
const MOST_MOVED: usize = 20_000;

/// Whether the document may still go where this chunk sends it. Who wrote it may make a new one.
pub(super) fn may_go(tables: &dyn Tables, chunk: &Permitted) -> Result<bool, HubError> {
    if chunk.chunk().is_first() || chunk.routes().is_none() {
        return Ok(true);
    }
    let document = chunk.document();
    let routes = newest(tables, chunk)?.routes;
    let present: BTreeSet<_> = tables.channels_of(&document)?.into_iter().collect();
    let wanted = wanted(&routes, &present, chunk);
    let entries = wanted.difference(&present).count() * tables.count_of(&document)?;
    Ok(tables.moved(&document)? + entries <= MOST_MOVED)
}

/// Where a document is to be: where it is sent, and with whoever takes part in it already.
fn wanted(routes: &[Channel], present: &BTreeSet<Channel>, chunk: &Permitted) -> BTreeSet<Channel> {
    let mut wanted: BTreeSet<_> = routes.iter().cloned().collect();
    let participants = present.iter().chain(chunk.routes().unwrap_or_default());
    wanted.extend(participants.filter(|c| matches!(c, Channel::Member(_))).cloned());
    wanted.insert(Channel::Everything);
    wanted
}

/// Enters an appended chunk into the channels of its document.
pub(super) fn route(tables: &dyn Tables, chunk: &Permitted) -> Result<(), HubError> {
    let document = chunk.document();
    let row = newest(tables, chunk)?;
    if row.routes_by.1 == chunk.id() {
        tables.put_document(&row)?;
    }
    let present: BTreeSet<_> = tables.channels_of(&document)?.into_iter().collect();
    let wanted = wanted(&row.routes, &present, chunk);

    let certificate = chunk.chunk().header().certificate;
    for channel in &wanted {
        if present.contains(channel) {
            put(tables, channel, &certificate, chunk.id().as_bytes())?;
        } else {
            put_all(tables, channel, &document)?;
            tables.add_moved(&document, tables.count_of(&document)?.saturating_sub(1))?;
        }
    }
    for channel in present.difference(&wanted) {
        enter(tables, channel, EntryKind::Remove, document.as_bytes())?;
        tables.set_in_channel(channel, &document, false)?;
    }
    take_part(tables, chunk)
}

/// Who answers a document takes part in it from now on.
fn take_part(tables: &dyn Tables, chunk: &Permitted) -> Result<(), HubError> {
    let origin = chunk.origin();
    let answers = matches!(origin.kind, Kind::Proposal | Kind::Registration | Kind::CheckIn);
    let Some(parent) = origin.parent.filter(|_| answers && chunk.chunk().is_first()) else {
        return Ok(());
    };
    let member = Channel::Member(origin.creator);
    if tables.channels_of(&parent)?.contains(&member) {
        return Ok(());
    }
    put_all(tables, &member, &parent)
}

/// A document that was not in a channel so far.
fn put_all(tables: &dyn Tables, channel: &Channel, document: &DocumentId) -> Result<(), HubError> {
    for logged in tables.chunks_of(document)? {
        put(tables, channel, &logged.certificate, logged.id.as_bytes())?;
    }
    Ok(tables.set_in_channel(channel, document, true)?)
}

/// The document with the routes that count once this chunk is in.
fn newest(tables: &dyn Tables, chunk: &Permitted) -> Result<DocumentRow, HubError> {
    let by = (chunk.change().max_op, chunk.id());
    let routes = chunk.routes().unwrap_or_default().to_vec();
    Ok(match tables.document(&chunk.document())? {
        None => DocumentRow { origin: chunk.origin().clone(), routes, routes_by: by },
        Some(known) if chunk.routes().is_some() && by > known.routes_by => {
            DocumentRow { routes, routes_by: by, ..known }
        }
        Some(known) => known,
    })
}

/// A chunk, and once per channel the certificate that it cites, before it.
fn put(
    tables: &dyn Tables,
    channel: &Channel,
    certificate: &CertificateId,
    chunk: &[u8],
) -> Result<(), HubError> {
    if tables.note_certificate(channel, certificate)? {
        enter(tables, channel, EntryKind::Certificate, certificate.as_bytes())?;
    }
    enter(tables, channel, EntryKind::Chunk, chunk)
}

fn enter(
    tables: &dyn Tables,
    channel: &Channel,
    kind: EntryKind,
    id: &[u8],
) -> Result<(), HubError> {
    let head = tables.channel_head(channel)?;
    let next = ChannelHead { n: head.n + 1, checksum: chain(head.checksum, kind, id) };
    tables.push_entry(channel, next, kind, id)?;
    Ok(())
}

fn chain(before: Checksum, kind: EntryKind, id: &[u8]) -> Checksum {
    let hash: [u8; 32] = Sha256::new()
        .chain_update(before)
        .chain_update([kind.as_u8()])
        .chain_update(id)
        .finalize()
        .into();
    let mut checksum = Checksum::default();
    checksum.copy_from_slice(&hash[..8]);
    checksum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_depends_on_everything_before_it() {
        let one = chain([0; 8], EntryKind::Chunk, &[1; 32]);
        let other = chain([0; 8], EntryKind::Remove, &[1; 32]);
        assert_ne!(one, other);
        assert_ne!(
            chain(one, EntryKind::Chunk, &[2; 32]),
            chain(other, EntryKind::Chunk, &[2; 32])
        );
    }
}
