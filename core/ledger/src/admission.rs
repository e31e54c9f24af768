//! Admission: `Chunk` → authentic → [`Permitted`].
//!
//! It needs no document, only what first chunks said: so every replica reaches the same
//! verdict, in any order of arrival.

use minicbor::{Decoder, Encoder};
use sharenum_domain::{DeviceId, DocumentId, MemberId, SchoolCode};

use crate::actor::actor_of;
use crate::guard::{self, ChangeFacts};
use crate::policy::{Parent, Policy, Route, Tie, Writers};
use crate::{
    Certificate, CertificateId, Channel, Chunk, ChunkId, Claims, Kind, PublicKey, Refusal, policy,
};

/// What the first chunk of a document fixed, and who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The document.
    pub document: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// The member whose device made the first chunk.
    pub creator: MemberId,
    /// The establishment on that device's certificate.
    pub school: Option<SchoolCode>,
    /// Who may write, ascending.
    pub writers: Vec<MemberId>,
    /// The document it answers.
    pub parent: Option<DocumentId>,
}

impl Origin {
    /// Encodes it for a table, as a CBOR array.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let e = &mut Encoder::new(&mut bytes);
        // Writing to a vector cannot fail: the error type is `Infallible`.
        let _ = (|| {
            e.array(6)?.bytes(self.document.as_bytes())?.u8(self.kind.as_u8())?;
            e.bytes(self.creator.as_bytes())?;
            e.str(&self.school.as_ref().map(ToString::to_string).unwrap_or_default())?;
            e.array(self.writers.len() as u64)?;
            for writer in &self.writers {
                e.bytes(writer.as_bytes())?;
            }
            e.bytes(self.parent.as_ref().map_or(&[], |parent| parent.as_bytes().as_slice()))?.ok()
        })();
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote; `None` for anything else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let d = &mut Decoder::new(bytes);
        d.array().ok()?.filter(|fields| *fields == 6)?;
        let document = array::<32>(d)?.into();
        let kind = Kind::from_u8(d.u8().ok()?)?;
        let creator = array::<16>(d)?.into();
        let school = match d.str().ok()? {
            "" => None,
            code => Some(code.parse().ok()?),
        };
        let writers =
            (0..d.array().ok()??).map(|_| array::<16>(d).map(Into::into)).collect::<Option<_>>()?;
        let parent = match d.bytes().ok()? {
            [] => None,
            id => Some(<[u8; 32]>::try_from(id).ok()?.into()),
        };
        Some(Self { document, kind, creator, school, writers, parent })
    }
}

fn array<const N: usize>(d: &mut Decoder<'_>) -> Option<[u8; N]> {
    d.bytes().ok()?.try_into().ok()
}

/// What a replica already knows; its storage answers.
pub trait Known {
    /// The root key of the region.
    fn root(&self) -> &PublicKey;
    /// A certificate that was verified when it came in.
    fn certificate(&self, id: &CertificateId) -> Option<Certificate>;
    /// What the admitted first chunk of a document said.
    fn origin(&self, document: &DocumentId) -> Option<Origin>;
    /// For a revoked device, the sequence number of the last chunk that still counts.
    fn last_accepted_seq(&self, device: &DeviceId) -> Option<u64>;
}

/// What must arrive before a chunk can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WaitsFor {
    /// The certificate it cites.
    Certificate(CertificateId),
    /// The first chunk of its document, of its parent, or of its parent's parent.
    Document(DocumentId),
}

impl WaitsFor {
    /// A key for a table: a tag byte and the id.
    #[must_use]
    pub fn to_bytes(self) -> Vec<u8> {
        match self {
            Self::Certificate(id) => [&[0], id.as_bytes().as_slice()].concat(),
            Self::Document(id) => [&[1], id.as_bytes().as_slice()].concat(),
        }
    }
}

/// The verdict on a chunk.
#[derive(Debug)]
pub enum Admission {
    /// It may enter.
    Permitted(Box<Permitted>),
    /// It cannot be judged yet; keep it.
    Waits(Box<Chunk>, WaitsFor),
    /// It may not enter, ever.
    Refused(Refusal),
}

/// A chunk whose signature, certificate, policy and structure were all checked.
#[derive(Clone, Debug)]
pub struct Permitted {
    chunk: Chunk,
    origin: Origin,
    author: Claims,
    change: ChangeFacts,
}

impl Permitted {
    /// The chunk.
    #[must_use]
    pub const fn chunk(&self) -> &Chunk {
        &self.chunk
    }
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> ChunkId {
        self.chunk.id()
    }
    /// Its document.
    #[must_use]
    pub const fn document(&self) -> DocumentId {
        self.origin.document
    }
    /// What the document's first chunk fixed.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }
    /// Who wrote it.
    #[must_use]
    pub const fn author(&self) -> &Claims {
        &self.author
    }
    /// What its change says of itself.
    #[must_use]
    pub const fn change(&self) -> &ChangeFacts {
        &self.change
    }
    /// Where the document goes from this chunk on, if it says so.
    #[must_use]
    pub fn routes(&self) -> Option<&[Channel]> {
        self.chunk.header().routes.as_deref()
    }
    /// One automerge change.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        self.chunk.payload()
    }
}

/// Judges a chunk. The cheapest checks come first, so that rubbish costs little.
#[must_use]
pub fn admit(bytes: &[u8], known: &dyn Known) -> Admission {
    match Chunk::decode(bytes) {
        Ok(chunk) => admit_chunk(chunk, known),
        Err(refusal) => Admission::Refused(refusal),
    }
}

/// As [`admit`], for a chunk that was read already.
#[must_use]
pub fn admit_chunk(chunk: Chunk, known: &dyn Known) -> Admission {
    let Some(certificate) = known.certificate(&chunk.header().certificate) else {
        let waits_for = WaitsFor::Certificate(chunk.header().certificate);
        return Admission::Waits(Box::new(chunk), waits_for);
    };
    match permit(&chunk, &certificate, known) {
        Ok((origin, change)) => Admission::Permitted(Box::new(Permitted {
            chunk,
            origin,
            author: certificate.claims().clone(),
            change,
        })),
        Err(Stop::Waits(document)) => {
            Admission::Waits(Box::new(chunk), WaitsFor::Document(document))
        }
        Err(Stop::Refused(refusal)) => Admission::Refused(refusal),
    }
}

enum Stop {
    Waits(DocumentId),
    Refused(Refusal),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

fn require(condition: bool, refusal: Refusal) -> Result<(), Refusal> {
    if condition { Ok(()) } else { Err(refusal) }
}

fn permit(
    chunk: &Chunk,
    certificate: &Certificate,
    known: &dyn Known,
) -> Result<(Origin, ChangeFacts), Stop> {
    let author = certificate.claims();
    let header = chunk.header();
    chunk.verify(certificate)?;
    if let Some(last) = known.last_accepted_seq(&certificate.device()) {
        require(header.seq <= last, Refusal::Revoked)?;
    }
    let actor = actor_of(&author.device_key, header.incarnation);
    let change = guard::check(chunk.payload(), &actor, chunk.is_first())?;
    let rule = policy(header.kind);
    let origin = match &header.genesis {
        None => known_origin(known, &chunk.document())?,
        Some(genesis) => Origin {
            document: chunk.document(),
            kind: header.kind,
            creator: author.member,
            school: author.school,
            writers: genesis.writers.clone(),
            parent: genesis.parent,
        },
    };
    require(origin.kind == header.kind, Refusal::KindChanged)?;
    require(origin.writers.binary_search(&author.member).is_ok(), Refusal::NotAWriter)?;
    let ancestors = Ancestors::of(&origin, rule, known)?;
    if chunk.is_first() {
        check_creation(&origin, author, rule, &ancestors)?;
    }
    match &header.routes {
        Some(routes) => check_routes(routes, author, rule, &ancestors)?,
        None => require(!chunk.is_first(), Refusal::BadRoutes)?,
    }
    Ok((origin, change))
}

fn known_origin(known: &dyn Known, document: &DocumentId) -> Result<Origin, Stop> {
    known.origin(document).ok_or(Stop::Waits(*document))
}

/// The parent, and for what hangs on a proposal, the ticket above it.
struct Ancestors {
    parent: Option<Origin>,
    grandparent: Option<Origin>,
}

impl Ancestors {
    fn of(origin: &Origin, rule: &Policy, known: &dyn Known) -> Result<Self, Stop> {
        let kinds = match (rule.parent, origin.parent) {
            (Parent::None, None) => return Ok(Self { parent: None, grandparent: None }),
            (Parent::OneOf(kinds), Some(_)) => kinds,
            (Parent::None, Some(_)) | (Parent::OneOf(_), None) => {
                return Err(Refusal::BadParent.into());
            }
        };
        let parent = origin.parent.as_ref().map(|id| known_origin(known, id)).transpose()?;
        require(parent.as_ref().is_some_and(|p| kinds.contains(&p.kind)), Refusal::BadParent)?;
        let above = match (&parent, rule.tie) {
            (Some(parent), Tie::PartyOfProposal) => parent.parent,
            _ => None,
        };
        let grandparent = above.as_ref().map(|id| known_origin(known, id)).transpose()?;
        Ok(Self { parent, grandparent })
    }

    /// Their creators: for what hangs on a proposal, the two who talk.
    fn creators(&self) -> impl Iterator<Item = MemberId> {
        self.parent.iter().chain(&self.grandparent).map(|origin| origin.creator)
    }
}

fn check_creation(
    origin: &Origin,
    author: &Claims,
    rule: &Policy,
    ancestors: &Ancestors,
) -> Result<(), Refusal> {
    require(rule.creators.iter().any(|role| author.roles.contains(*role)), Refusal::RoleMayNot)?;
    let writers = match rule.writers {
        Writers::Creator => vec![author.member],
        Writers::PartiesOfParent => {
            let mut parties: Vec<_> = ancestors.creators().collect();
            parties.sort_unstable();
            parties.dedup();
            parties
        }
    };
    require(origin.writers == writers, Refusal::BadWriters)?;
    let parent = ancestors.parent.as_ref();
    let tied = match rule.tie {
        Tie::Anyone => true,
        Tie::NotItsCreator => parent.is_some_and(|p| p.creator != author.member),
        Tie::PartyOfProposal => ancestors.creators().any(|party| party == author.member),
        Tie::CreatorOrRole(role) => {
            author.roles.contains(role) || parent.is_some_and(|p| p.creator == author.member)
        }
        Tie::SameSchool => parent.is_some_and(|p| {
            p.school.is_some() && p.school == author.school && p.creator != author.member
        }),
    };
    require(tied, Refusal::BadParent)
}

fn check_routes(
    routes: &[Channel],
    author: &Claims,
    rule: &Policy,
    ancestors: &Ancestors,
) -> Result<(), Refusal> {
    let fits = |channel: &Channel| {
        rule.routes.iter().any(|route| match (route, channel) {
            (Route::Region, Channel::Region)
            | (Route::Areas, Channel::Area(_))
            | (Route::Members, Channel::Member(_)) => true,
            (Route::OwnSchool, Channel::School(school)) => author.school.as_ref() == Some(school),
            (Route::Author, Channel::Member(member)) => *member == author.member,
            (Route::Ancestors, Channel::Member(member)) => {
                ancestors.creators().any(|creator| creator == *member)
            }
            _ => false,
        })
    };
    require(!routes.is_empty() && routes.iter().all(fits), Refusal::BadRoutes)
}
