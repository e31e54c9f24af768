//! What the region says: catalogue, directory, revocations.

use minicbor::{Decoder, Encoder};
use sharenum_domain::{
    Academy, DeviceId, Establishment, EstablishmentKind, Guide, LocalText, Place, Position,
    Resource, ResourceKind, Slug, Tool, Training,
};

use super::{Document, Reading, keys, number, parsed, set, slugs, text, unreadable, word};
use crate::{Fields, Kind, Scalar};

/// An entry of the region's catalogue.
#[derive(Clone, Debug, PartialEq)]
pub enum CatalogueEntry {
    /// A tool that members know.
    Tool(Tool),
    /// An institutional training for tools.
    Training(Training),
    /// A document at hand offline.
    Guide(Guide),
    /// Something that one party at a time can have.
    Resource(Resource),
}

impl Document for CatalogueEntry {
    const KIND: Kind = Kind::Catalogue;

    fn to_fields(&self) -> Fields {
        let fields = Fields::new();
        match self {
            Self::Tool(tool) => fields
                .with("type", "tool")
                .with("id", tool.id.to_string())
                .with("name_fr", tool.name.fr.as_str())
                .with("name_en", tool.name.en.as_str()),
            Self::Training(training) => fields
                .with("type", "training")
                .with("id", training.id.to_string())
                .with("academy", training.academy.as_str())
                .with("title", training.title.as_str())
                .with("url", training.url.as_str())
                .with("summary", training.summary.as_str())
                .with_map("tools", keys(&training.tools)),
            Self::Guide(guide) => fields
                .with("type", "guide")
                .with("id", guide.id.to_string())
                .with("title", guide.title.as_str())
                .with("body", guide.body.as_str())
                .with_map("tools", keys(&guide.tools)),
            Self::Resource(resource) => fields
                .with("type", "resource")
                .with("id", resource.id.to_string())
                .with("name", resource.name.as_str())
                .with("home", resource.home.to_string())
                .with("kind", resource.kind.as_str())
                .with_map("hosts", keys(&resource.hosts)),
        }
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        let id: Slug = parsed(fields, "id")?;
        match fields.text("type") {
            Some("tool") => {
                let name = LocalText { fr: text(fields, "name_fr")?, en: text(fields, "name_en")? };
                Ok(Self::Tool(Tool { id, name }))
            }
            Some("training") => Ok(Self::Training(Training {
                id,
                tools: slugs(fields, "tools"),
                academy: text(fields, "academy")?,
                title: text(fields, "title")?,
                url: text(fields, "url")?,
                summary: text(fields, "summary")?,
            })),
            Some("guide") => Ok(Self::Guide(Guide {
                id,
                tools: slugs(fields, "tools"),
                title: text(fields, "title")?,
                body: text(fields, "body")?,
            })),
            Some("resource") => Ok(Self::Resource(Resource {
                id,
                name: text(fields, "name")?,
                hosts: set(fields, "hosts"),
                home: parsed(fields, "home")?,
                kind: word::<ResourceKind>(fields, "kind")?,
            })),
            _ => Err(unreadable("type")),
        }
    }
}

/// A page of the region's directory of establishments.
#[derive(Clone, Debug, PartialEq)]
pub struct DirectoryPage {
    /// The establishments, as many as fit.
    pub establishments: Vec<Establishment>,
}

/// Bytes of rows in one page, at most: with its header, a page fits one transfer.
const MAX_PAGE_BYTES: usize = 64 * 1024;

impl DirectoryPage {
    /// Cuts a directory into pages that fit.
    #[must_use]
    pub fn paginate(establishments: Vec<Establishment>) -> Vec<Self> {
        let mut pages = Vec::new();
        let mut page = Vec::new();
        let mut size = 0;
        for establishment in establishments {
            let bytes = encode_rows(std::slice::from_ref(&establishment)).len();
            if size + bytes > MAX_PAGE_BYTES && !page.is_empty() {
                pages.push(Self { establishments: std::mem::take(&mut page) });
                size = 0;
            }
            size += bytes;
            page.push(establishment);
        }
        if !page.is_empty() {
            pages.push(Self { establishments: page });
        }
        pages
    }
}

impl Document for DirectoryPage {
    const KIND: Kind = Kind::DirectoryPage;

    fn to_fields(&self) -> Fields {
        // One value for many rows: a page is replaced as a whole, and costs one operation.
        Fields::new().with("rows", encode_rows(&self.establishments).as_slice())
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        let rows = fields.bytes("rows").ok_or(unreadable("rows"))?;
        let establishments = decode_rows(rows).ok_or(unreadable("rows"))?;
        Ok(Self { establishments })
    }
}

fn encode_rows(rows: &[Establishment]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let e = &mut Encoder::new(&mut bytes);
    // Writing to a vector cannot fail: the error type is `Infallible`.
    let _ = (|| {
        e.array(rows.len() as u64)?;
        for row in rows {
            e.array(7)?.str(&row.code.to_string())?.str(&row.name)?.str(row.kind.as_str())?;
            e.str(&row.commune)?.str(&row.academy.code)?.str(&row.academy.name)?;
            e.array(row.places.len() as u64)?;
            for place in &row.places {
                let (lat, lon) = place.position.micro();
                e.array(3)?.i64(lat)?.i64(lon)?.str(&place.label)?;
            }
        }
        e.ok()
    })();
    bytes
}

fn decode_rows(bytes: &[u8]) -> Option<Vec<Establishment>> {
    let d = &mut Decoder::new(bytes);
    // Collected one by one: a count that lies costs nothing.
    (0..d.array().ok()??).map(|_| decode_row(d)).collect()
}

fn decode_row(d: &mut Decoder<'_>) -> Option<Establishment> {
    let owned = |d: &mut Decoder<'_>| d.str().ok().map(str::to_owned);
    d.array().ok()?.filter(|fields| *fields == 7)?;
    Some(Establishment {
        code: d.str().ok()?.parse().ok()?,
        name: owned(d)?,
        kind: EstablishmentKind::from(d.str().ok()?),
        commune: owned(d)?,
        academy: Academy { code: owned(d)?, name: owned(d)? },
        places: (0..d.array().ok()??)
            .map(|_| {
                d.array().ok()?.filter(|fields| *fields == 3)?;
                let (lat, lon) = (d.i64().ok()?, d.i64().ok()?);
                Some(Place { position: Position::from_micro(lat, lon).ok()?, label: owned(d)? })
            })
            .collect::<Option<_>>()?,
    })
}

/// The end of a device: what it wrote after `last_seq` does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// The device.
    pub device: DeviceId,
    /// The sequence number of its last chunk that counts.
    pub last_seq: u64,
}

impl Document for Revocation {
    const KIND: Kind = Kind::Revocation;

    fn to_fields(&self) -> Fields {
        let last_seq = i64::try_from(self.last_seq).unwrap_or(i64::MAX);
        Fields::new()
            .with("device", self.device.to_string())
            .with("last_seq", Scalar::Int(last_seq))
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        Ok(Self { device: parsed(fields, "device")?, last_seq: number(fields, "last_seq")? })
    }
}
