//! What the region publishes: tools, trainings, guides, resources.
//!
//! Two documents may publish the same slug; the smallest document id is the one to show.

use rusqlite::Connection;
use sharenum_domain::{
    DocumentId, Guide, LocalText, Resource, ResourceId, ResourceKind, Tool, Training,
};

use super::Answer;
use super::column::{self, Columns};

/// All tools, by French name.
///
/// # Errors
/// When the file cannot be read.
pub fn tools(conn: &Connection) -> Answer<Vec<Tool>> {
    column::all(
        conn,
        "SELECT t.id, t.name_fr, t.name_en FROM tool t
          WHERE NOT EXISTS (SELECT 1 FROM tool o WHERE o.id = t.id AND o.document < t.document)
          ORDER BY t.name_fr, t.id",
        [],
        |row| Ok(Tool { id: row.slug()?, name: LocalText { fr: row.value()?, en: row.value()? } }),
    )
}

/// All trainings, by title.
///
/// # Errors
/// When the file cannot be read.
pub fn trainings(conn: &Connection) -> Answer<Vec<Training>> {
    column::all(
        conn,
        "SELECT t.id, t.academy, t.title, t.url, t.summary,
                (SELECT group_concat(x.tool, ' ') FROM training_tool x
                  WHERE x.document = t.document)
           FROM training t
          WHERE NOT EXISTS
                (SELECT 1 FROM training o WHERE o.id = t.id AND o.document < t.document)
          ORDER BY t.title, t.id",
        [],
        |row| {
            let (id, academy) = (row.slug()?, row.value()?);
            let (title, url, summary) = (row.value()?, row.value()?, row.value()?);
            Ok(Training { id, tools: row.slugs()?, academy, title, url, summary })
        },
    )
}

const GUIDE: &str = "SELECT t.document, t.id, t.title, t.body,
        (SELECT group_concat(x.tool, ' ') FROM guide_tool x WHERE x.document = t.document)
   FROM guide t";

fn read_guide(row: &mut Columns<'_, '_>) -> rusqlite::Result<(DocumentId, Guide)> {
    let document = row.document()?;
    let (id, title, body) = (row.slug()?, row.value()?, row.value()?);
    Ok((document, Guide { id, tools: row.slugs()?, title, body }))
}

/// All guides with the documents that publish them, by title.
///
/// # Errors
/// When the file cannot be read.
pub fn guides(conn: &Connection) -> Answer<Vec<(DocumentId, Guide)>> {
    let sql = format!(
        "{GUIDE}
          WHERE NOT EXISTS (SELECT 1 FROM guide o WHERE o.id = t.id AND o.document < t.document)
          ORDER BY t.title, t.id"
    );
    column::all(conn, &sql, [], read_guide)
}

/// The guide that a document publishes, as a search finds it.
///
/// # Errors
/// When the file cannot be read.
pub fn guide(conn: &Connection, id: &DocumentId) -> Answer<Option<(DocumentId, Guide)>> {
    column::first(conn, &format!("{GUIDE} WHERE t.document = ?1"), [id.as_bytes()], read_guide)
}

const RESOURCE: &str = "SELECT t.document, t.id, t.name, t.kind, t.home,
        (SELECT group_concat(lower(hex(x.member)), ' ') FROM resource_host x
          WHERE x.document = t.document)
   FROM resource t
  WHERE NOT EXISTS (SELECT 1 FROM resource o WHERE o.id = t.id AND o.document < t.document)";

fn read_resource(row: &mut Columns<'_, '_>) -> rusqlite::Result<(DocumentId, Resource)> {
    let document = row.document()?;
    let (id, name, kind) = (row.slug()?, row.value()?, row.word::<ResourceKind>()?);
    let home = row.member()?;
    let hosts: Option<String> = row.value()?;
    let hosts = hosts.unwrap_or_default();
    let hosts = hosts.split_whitespace().filter_map(|member| member.parse().ok()).collect();
    Ok((document, Resource { id, name, hosts, home, kind }))
}

/// All resources with the documents that publish them, by name.
///
/// # Errors
/// When the file cannot be read.
pub fn resources(conn: &Connection) -> Answer<Vec<(DocumentId, Resource)>> {
    column::all(conn, &format!("{RESOURCE} ORDER BY t.name, t.id"), [], read_resource)
}

/// One resource with the document that publishes it.
///
/// # Errors
/// When the file cannot be read.
pub fn resource(conn: &Connection, id: &ResourceId) -> Answer<Option<(DocumentId, Resource)>> {
    column::first(conn, &format!("{RESOURCE} AND t.id = ?1"), [id.as_str()], read_resource)
}
