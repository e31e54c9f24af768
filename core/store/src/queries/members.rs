//! Who is who: profiles, cards, roles.

use std::collections::BTreeSet;

use rusqlite::Connection;
use sharenum_domain::{Card, DeviceId, DocumentId, MemberId, Proficiency, Profile, ToolId};

use super::Answer;
use super::column;

/// A member's profile and its document. A member with two phones may own two: the smallest
/// document id counts, on each phone alike.
///
/// # Errors
/// When the file cannot be read.
pub fn profile(conn: &Connection, member: &MemberId) -> Answer<Option<(DocumentId, Profile)>> {
    let found = column::first(
        conn,
        "SELECT document, school FROM profile WHERE author = ?1 ORDER BY document LIMIT 1",
        [member.as_bytes()],
        |row| Ok((row.document()?, row.optional_school()?)),
    )?;
    let Some((document, school)) = found else { return Ok(None) };
    let tools = column::all(
        conn,
        "SELECT tool, level, by_hand, in_class FROM profile_tool WHERE document = ?1",
        [document.as_bytes()],
        |row| {
            let tool: ToolId = row.slug()?;
            let (level, by_hand, in_class) = (row.word()?, row.value()?, row.value()?);
            Ok((tool, Proficiency { level, by_hand, in_class }))
        },
    )?;
    let profile = Profile { member: *member, school, tools: tools.into_iter().collect() };
    Ok(Some((document, profile)))
}

/// A member's card and its document, when they shared it with this phone's member.
///
/// # Errors
/// When the file cannot be read.
pub fn card(conn: &Connection, member: &MemberId) -> Answer<Option<(DocumentId, Card)>> {
    column::first(
        conn,
        "SELECT document, name, mail, school FROM card WHERE author = ?1
          ORDER BY document LIMIT 1",
        [member.as_bytes()],
        |row| {
            let document = row.document()?;
            let card =
                Card { name: row.value()?, mail: row.value()?, school: row.optional_school()? };
            Ok((document, card))
        },
    )
}

/// With whom a member works: the other party of each proposal that was accepted and stands, the
/// organisers of the workshops they asked a seat in, and the hosts who welcome them there. What was
/// cancelled binds nobody.
///
/// # Errors
/// When the file cannot be read.
pub fn partners(conn: &Connection, member: &MemberId) -> Answer<Vec<MemberId>> {
    column::all(
        conn,
        "SELECT p.author FROM ticket t
           JOIN ticket_accepted a ON a.document = t.document
           JOIN proposal p ON p.document = a.proposal AND p.ticket = t.document
          WHERE t.author = ?1 AND p.status = 'offered' AND t.status <> 'cancelled'
         UNION SELECT t.author FROM proposal p
           JOIN ticket_accepted a ON a.proposal = p.document
           JOIN ticket t ON t.document = a.document AND t.document = p.ticket
          WHERE p.author = ?1 AND p.status = 'offered' AND t.status <> 'cancelled'
         UNION SELECT w.author FROM registration r JOIN workshop w ON w.document = r.workshop
          WHERE r.author = ?1 AND r.status <> 'cancelled'
         UNION SELECT h.member FROM registration r
           JOIN workshop w ON w.document = r.workshop
           JOIN resource s ON s.id = w.resource
           JOIN resource_host h ON h.document = s.document
          WHERE r.author = ?1 AND r.status <> 'cancelled'
         UNION SELECT h.member FROM booking b
           JOIN resource s ON s.id = b.resource
           JOIN resource_host h ON h.document = s.document
          WHERE b.author = ?1 AND b.status <> 'cancelled'",
        [member.as_bytes()],
        |row| row.member(),
    )
}

/// Who works with whom, seen from one member: their [`partners`], and those who have them as one.
///
/// # Errors
/// When the file cannot be read.
pub fn in_touch_with(conn: &Connection, member: &MemberId) -> Answer<BTreeSet<MemberId>> {
    let mut found: BTreeSet<_> = partners(conn, member)?.into_iter().collect();
    // What two agreed on binds both alike; a seat and a day bind whoever asked to those who host.
    found.extend(column::all(
        conn,
        "SELECT r.author FROM workshop w JOIN registration r ON r.workshop = w.document
          WHERE w.author = ?1 AND r.status <> 'cancelled'
         UNION SELECT r.author FROM resource_host h
           JOIN resource s ON s.document = h.document
           JOIN workshop w ON w.resource = s.id
           JOIN registration r ON r.workshop = w.document
          WHERE h.member = ?1 AND r.status <> 'cancelled'
         UNION SELECT b.author FROM resource_host h
           JOIN resource s ON s.document = h.document
           JOIN booking b ON b.resource = s.id
          WHERE h.member = ?1 AND b.status <> 'cancelled'",
        [member.as_bytes()],
        |row| row.member(),
    )?);
    Ok(found)
}

/// All card documents of a member: one for themselves, one for each they gave it to.
///
/// # Errors
/// When the file cannot be read.
pub fn cards(conn: &Connection, member: &MemberId) -> Answer<Vec<DocumentId>> {
    column::all(
        conn,
        "SELECT document FROM card WHERE author = ?1 ORDER BY document",
        [member.as_bytes()],
        |row| row.document(),
    )
}

/// Whether the region revoked a device, as far as this phone has heard.
///
/// # Errors
/// When the file cannot be read.
pub fn is_revoked(conn: &Connection, device: &DeviceId) -> Answer<bool> {
    let sql = "SELECT 1 FROM revocation WHERE device = ?1";
    Ok(column::first(conn, sql, [device.as_bytes()], |row| row.value::<i64>())?.is_some())
}
