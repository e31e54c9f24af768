//! Writing chunks: the only place that signs a change.

use sharenum_domain::{DocumentId, MemberId};

use crate::actor::actor_of;
use crate::fields::Edit;
use crate::{
    CertificateId, Channel, Chunk, DeviceKey, Fields, Genesis, Header, Kind, Origin, Refusal,
    Replica, Scalar,
};

/// Counts the changes that only changed where a document goes.
const ROUTED: &str = "_routed";

/// A device that writes.
#[derive(Clone, Copy, Debug)]
pub struct Author<'k> {
    /// The key of the device.
    pub key: &'k DeviceKey,
    /// The certificate of that key.
    pub certificate: CertificateId,
    /// The incarnation of the file it writes into.
    pub incarnation: u32,
}

/// What a new document is, beside its content.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// Its kind.
    pub kind: Kind,
    /// Who may write it; sorted here.
    pub writers: Vec<MemberId>,
    /// What it answers.
    pub parent: Option<DocumentId>,
    /// Where it goes; sorted here.
    pub routes: Vec<Channel>,
}

impl Author<'_> {
    /// Signs the first chunk of a document. `seq` is the device's next sequence number.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`] when the content is larger than the kind may be.
    pub fn create(&self, seq: u64, new: NewDocument, fields: &Fields) -> Result<Vec<u8>, Refusal> {
        let payload = Replica::begin(&self.actor(), fields)?;
        let NewDocument { kind, mut writers, parent, routes } = new;
        writers.sort_unstable();
        writers.dedup();
        let genesis = Some(Genesis { writers, parent });
        Chunk::sign(self.key, &self.header(seq, kind, None, Some(routes), genesis), &payload)
    }

    /// Signs a change that brings the document to `target`; `None` when it is there already and
    /// `routes` is `None`, which means that they stay. The replica is left in the new state.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`], or [`Refusal::BadStructure`] when `target` names a map that the
    /// document was not created with.
    pub fn change(
        &self,
        seq: u64,
        document: &Origin,
        replica: &mut Replica,
        routes: Option<Vec<Channel>>,
        target: &Fields,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        let fields = replica.fields();
        let mut edits = fields.diff(target);
        if edits.is_empty() {
            if routes.is_none() {
                return Ok(None);
            }
            // A change without an operation has no place in the order of changes, so a change of
            // routes alone counts itself.
            let value = Scalar::Int(fields.int(ROUTED).unwrap_or(0) + 1);
            edits.push(Edit { map: None, key: ROUTED.to_owned(), value });
        }
        let payload = replica.edit(&self.actor(), &edits)?;
        let header = self.header(seq, document.kind, Some(document.document), routes, None);
        Chunk::sign(self.key, &header, &payload).map(Some)
    }

    fn actor(&self) -> [u8; 16] {
        actor_of(&self.key.public(), self.incarnation)
    }

    fn header(
        &self,
        seq: u64,
        kind: Kind,
        document: Option<DocumentId>,
        routes: Option<Vec<Channel>>,
        genesis: Option<Genesis>,
    ) -> Header {
        let routes = routes.map(|mut routes| {
            routes.sort_unstable();
            routes.dedup();
            routes
        });
        let Self { certificate, incarnation, .. } = *self;
        Header { document, kind, incarnation, seq, certificate, routes, genesis }
    }
}
