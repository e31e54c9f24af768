//! Signed changes, documents, and who may change what; no I/O.
//!
//! Everything a person does becomes a [`Chunk`]: one automerge change, signed by a
//! device, naming the certificate that says whose device it is. [`admit`] decides from the
//! bytes and from what is already known whether a chunk may enter; [`Replica`] turns the
//! admitted changes of one document back into the things of `sharenum-domain`.
//!
//! Nothing here reads a clock, a file or a socket, so every phone and every hub reaches
//! the same verdict on the same bytes.

mod actor;
pub mod admission;
pub mod author;
mod batch;
pub mod certificate;
mod change;
pub mod channel;
pub mod chunk;
mod columns;
mod cose;
pub mod documents;
pub mod envelope;
mod fields;
mod guard;
mod history;
pub mod key;
pub mod policy;
pub mod receipt;
pub mod refusal;
pub mod replica;
mod room;

pub use admission::{Admission, Known, Origin, Permitted, WaitsFor, admit, admit_chunk};
pub use author::{Author, NewDocument};
pub use certificate::{Certificate, CertificateId, Claims};
pub use channel::Channel;
pub use chunk::{Chunk, ChunkId, Cited, Genesis, Header, MAX_CHUNK_BYTES};
pub use documents::{CatalogueEntry, DirectoryPage, Document, Revocation, Unreadable, routes};
pub use guard::ChangeFacts;
pub use key::{DeviceKey, PublicKey};
pub use policy::{Kind, Policy, policy};
pub use receipt::{HubRole, Receipt};
pub use refusal::Refusal;
pub use replica::{Field, Fields, Replica, Scalar};
