//! Keeping the authority's tables as changes arrive, and the order of requests.

use std::mem;

use sharenum_domain::{
    Ask, Booking, Decision, DeviceId, DocumentId, Registration, RequestStatus, ResourceId,
    resolve_request,
};
use sharenum_ledger::{CatalogueEntry, Certificate, Chunk, ChunkId, Kind, Permitted};

use super::Subject;
use crate::hub::Door;
use crate::storage::{RequestKind, RequestRow, ResourceRow};
use crate::{HubError, documents};

/// Whether documents of this kind ask for something that one party at a time can have.
pub(crate) const fn is_request(kind: Kind) -> bool {
    matches!(kind, Kind::Registration | Kind::Booking)
}

/// Notes what an accepted chunk means for requests. A request itself is read once per
/// transaction, however many changes of it came in.
pub(crate) fn note(door: &mut Door<'_>, chunk: &Permitted) -> Result<(), HubError> {
    let document = chunk.document();
    match chunk.origin().kind {
        Kind::Registration | Kind::Booking => {
            door.requests.insert(document);
        }
        Kind::Workshop => {
            door.undecided.insert(Subject::Workshop(document));
        }
        Kind::Decision if chunk.origin().creator == door.hub.member() => {
            door.restored.insert(document);
        }
        Kind::Catalogue => note_resource(door, &document)?,
        _ => {}
    }
    Ok(())
}

/// Requests that a revoked device made after its last believed change are looked at again.
pub(crate) fn note_revocation(door: &mut Door<'_>, device: &DeviceId) -> Result<(), HubError> {
    for logged in door.tables.chunks_by(device)? {
        let chunk = Chunk::decode(&logged.bytes)?;
        if is_request(chunk.header().kind) && chunk.is_first() {
            door.requests.insert(chunk.document());
        }
    }
    Ok(())
}

fn note_resource(door: &mut Door<'_>, document: &DocumentId) -> Result<(), HubError> {
    let entry = documents::load::<CatalogueEntry>(door.tables, document)?;
    let Some(CatalogueEntry::Resource(resource)) = entry else { return Ok(()) };
    door.tables.put_resource(&ResourceRow {
        id: resource.id.clone(),
        document: *document,
        home: resource.home,
        hosts: resource.hosts.into_iter().collect(),
    })?;
    door.undecided.insert(Subject::Resource(resource.id));
    Ok(())
}

/// Brings the rows of changed requests up to date.
pub(super) fn read_again(door: &mut Door<'_>) -> Result<(), HubError> {
    for request in mem::take(&mut door.requests) {
        read_request(door, &request)?;
    }
    for decision in mem::take(&mut door.restored) {
        restore(door, &decision)?;
    }
    Ok(())
}

fn read_request(door: &mut Door<'_>, request: &DocumentId) -> Result<(), HubError> {
    let Some(origin) = door.tables.document(request)?.map(|row| row.origin) else { return Ok(()) };
    let asked = match origin.kind {
        Kind::Registration => asked_seat(door, request, origin.parent)?,
        _ => asked_day(door, request)?,
    };
    let Some(asked) = asked else { return Ok(()) };
    let void = is_void(door, request)?;
    let row = match door.tables.request(request)? {
        // A decision is about what was asked for: who wants another day, or another bus, gives
        // this one back, and asks anew.
        Some(known) if known.decision.is_some() => {
            let moved = known.day != asked.day || known.subject != asked.subject;
            RequestRow { cancelled: asked.cancelled || moved || void, ..known }
        }
        _ => RequestRow { cancelled: asked.cancelled || void, ..asked },
    };
    door.tables.put_request(&row)?;
    door.undecided.extend(subject_of(&row));
    Ok(())
}

fn asked_seat(
    door: &Door<'_>,
    request: &DocumentId,
    workshop: Option<DocumentId>,
) -> Result<Option<RequestRow>, HubError> {
    let Some(workshop) = workshop else { return Ok(None) };
    let read = documents::load::<Registration>(door.tables, request)?;
    Ok(read.map(|registration| RequestRow {
        document: *request,
        kind: RequestKind::Seat,
        subject: workshop.as_bytes().to_vec(),
        day: None,
        cancelled: resolve_request(&registration.status) == RequestStatus::Cancelled,
        decision: None,
        decided: None,
    }))
}

fn asked_day(door: &Door<'_>, request: &DocumentId) -> Result<Option<RequestRow>, HubError> {
    let read = documents::load::<Booking>(door.tables, request)?;
    Ok(read.map(|booking| RequestRow {
        document: *request,
        kind: RequestKind::Day,
        subject: booking.resource.as_str().as_bytes().to_vec(),
        day: Some(booking.day),
        cancelled: resolve_request(&booking.status) == RequestStatus::Cancelled,
        decision: None,
        decided: None,
    }))
}

/// Whether a revoked device made the request after its last believed change.
fn is_void(door: &Door<'_>, request: &DocumentId) -> Result<bool, HubError> {
    let Some(first) = door.tables.chunk_bytes(&first_chunk(request))? else { return Ok(false) };
    let header = Chunk::decode(&first)?.header().clone();
    let Some(bytes) = door.tables.certificate(&header.certificate)? else { return Ok(false) };
    let device = Certificate::decode_verified(&bytes, door.hub.root_key())?.device();
    Ok(door.tables.revoked_after(&device)?.is_some_and(|last| header.seq > last))
}

fn subject_of(row: &RequestRow) -> Option<Subject> {
    match row.kind {
        RequestKind::Seat => {
            let workshop: [u8; 32] = row.subject.as_slice().try_into().ok()?;
            Some(Subject::Workshop(workshop.into()))
        }
        RequestKind::Day => {
            let slug = std::str::from_utf8(&row.subject).ok()?;
            ResourceId::new(slug).ok().map(Subject::Resource)
        }
    }
}

/// A decision of this hub that its file no longer had: what was said stands.
fn restore(door: &mut Door<'_>, document: &DocumentId) -> Result<(), HubError> {
    let origin = door.tables.document(document)?.map(|row| row.origin);
    let Some(request) = origin.and_then(|origin| origin.parent) else { return Ok(()) };
    let Some(row) = door.tables.request(&request)? else { return Ok(()) };
    let Some(said) = documents::load::<Decision>(door.tables, document)? else { return Ok(()) };
    let meanwhile = row.decision.filter(|known| known != document);
    if let Some(other) = &meanwhile {
        let Some(newer) = documents::load::<Decision>(door.tables, other)? else { return Ok(()) };
        if newer.decided < said.decided {
            return Ok(());
        }
        // It was decided again before the first word came back; phones may have read either.
        door.edit(other, None, &said)?;
    }
    let decided = Some((said.outcome, said.position));
    let row = RequestRow { decision: Some(*document), decided, day: said.day.or(row.day), ..row };
    door.tables.put_request(&row)?;
    read_request(door, &request)
}

/// A document's id is its first chunk's.
fn first_chunk(document: &DocumentId) -> ChunkId {
    ChunkId::from(*document.as_bytes())
}

/// The requests as the rules read them. Their order is that of the first signed receipt: its
/// time, then the hub that signed and the place in that hub's log.
pub(super) fn asks(door: &Door<'_>, rows: &[RequestRow]) -> Result<Vec<Ask>, HubError> {
    let mut received = Vec::with_capacity(rows.len());
    for row in rows {
        let first = door.tables.first_custody(&first_chunk(&row.document))?;
        let key = first.map_or((door.now, door.hub.member(), u64::MAX), |custody| {
            (custody.at, custody.hub, custody.seq)
        });
        received.push((key, row));
    }
    received.sort_by_key(|(key, row)| (*key, row.document));
    Ok((0..)
        .zip(received)
        .map(|(order, (_, row))| Ask {
            request: row.document,
            order,
            cancelled: row.cancelled,
            decided: row.decided.as_ref().map(|(outcome, _)| outcome.clone()),
        })
        .collect())
}
