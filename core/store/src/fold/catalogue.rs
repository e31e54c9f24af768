//! Rows of the catalogue and of directory pages.

use rusqlite::Connection;
use sharenum_domain::{Establishment, Place};
use sharenum_ledger::{CatalogueEntry, DirectoryPage};

use super::row::Row;
use crate::StoreError;
use crate::queries::establishments::PLACES_GENERATION;

pub(super) fn entry(row: &Row<'_>, entry: &CatalogueEntry) -> Result<(), StoreError> {
    match entry {
        CatalogueEntry::Tool(tool) => row.insert(
            "tool",
            None,
            &[("id", &tool.id.as_str()), ("name_fr", &tool.name.fr), ("name_en", &tool.name.en)],
        ),
        CatalogueEntry::Training(training) => {
            row.insert(
                "training",
                None,
                &[
                    ("id", &training.id.as_str()),
                    ("academy", &training.academy),
                    ("title", &training.title),
                    ("url", &training.url),
                    ("summary", &training.summary),
                ],
            )?;
            training
                .tools
                .iter()
                .try_for_each(|tool| row.insert_entry("training_tool", &[("tool", &tool.as_str())]))
        }
        CatalogueEntry::Guide(guide) => {
            row.insert(
                "guide",
                None,
                &[("id", &guide.id.as_str()), ("title", &guide.title), ("body", &guide.body)],
            )?;
            for tool in &guide.tools {
                row.insert_entry("guide_tool", &[("tool", &tool.as_str())])?;
            }
            row.search_entry("guide", &guide.title, &[&guide.body])
        }
        CatalogueEntry::Resource(resource) => {
            row.insert(
                "resource",
                None,
                &[
                    ("id", &resource.id.as_str()),
                    ("name", &resource.name),
                    ("kind", &resource.kind.as_str()),
                    ("home", resource.home.as_bytes()),
                ],
            )?;
            resource.hosts.iter().try_for_each(|host| {
                row.insert_entry("resource_host", &[("member", host.as_bytes())])
            })
        }
    }
}

/// Says that the places in memory are no longer those of the file.
pub(super) fn places_changed(conn: &Connection) -> Result<(), StoreError> {
    let sql = "INSERT INTO meta (key, value) VALUES (?1, 1)
               ON CONFLICT (key) DO UPDATE SET value = value + 1";
    conn.prepare_cached(sql)?.execute([PLACES_GENERATION])?;
    Ok(())
}

pub(super) fn page(row: &Row<'_>, page: &DirectoryPage) -> Result<(), StoreError> {
    places_changed(row.conn)?;
    let mut seen = std::collections::BTreeSet::new();
    for establishment in &page.establishments {
        // A page that names a school twice means the first.
        if seen.insert(establishment.code.to_string()) {
            write_establishment(row, establishment)?;
        }
    }
    Ok(())
}

fn write_establishment(row: &Row<'_>, establishment: &Establishment) -> Result<(), StoreError> {
    let code = establishment.code.to_string();
    row.insert_entry(
        "directory_row",
        &[
            ("code", &code),
            ("name", &establishment.name),
            ("kind", &establishment.kind.as_str()),
            ("commune", &establishment.commune),
            ("academy", &establishment.academy.code),
            ("academy_name", &establishment.academy.name),
        ],
    )?;
    establishment.places.iter().try_for_each(|place| write_place(row, &code, place))
}

fn write_place(row: &Row<'_>, code: &str, place: &Place) -> Result<(), StoreError> {
    let (lat, lon) = (place.position.lat(), place.position.lon());
    row.insert_entry(
        "place",
        &[("code", &code), ("lat", &lat), ("lon", &lon), ("label", &place.label)],
    )
}
