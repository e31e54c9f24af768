//! A device that signs documents and nothing else: what others send.

use std::sync::Arc;

use sharenum_domain::{DocumentId, MemberId, Ticket};
use sharenum_hub::Hub;
use sharenum_ledger::{
    Admission, Author, Certificate, CertificateId, Channel, DeviceKey, Document, Known,
    NewDocument, Origin, PublicKey, Replica, admit, routes,
};

use crate::content::ticket;
use crate::region::{Link, Region};

/// Somebody who writes.
pub struct Pen {
    /// The key.
    pub key: DeviceKey,
    /// Its papers.
    pub certificate: Certificate,
    root: PublicKey,
    seq: u64,
}

/// A ticket that was signed.
pub struct Written {
    /// What its first chunk fixed.
    pub origin: Origin,
    /// Its content.
    pub ticket: Ticket,
    replica: Replica,
}

impl Pen {
    /// Joins a region.
    #[must_use]
    pub fn join(region: &Region, seed: u8) -> Self {
        let key = DeviceKey::from_seed([seed; 32]);
        let joined = region.join(&key);
        Self { key, certificate: joined.certificate, root: joined.root, seq: 0 }
    }

    /// Its member.
    #[must_use]
    pub fn member(&self) -> MemberId {
        self.certificate.claims().member
    }

    /// The root key of its region.
    #[must_use]
    pub const fn root(&self) -> &PublicKey {
        &self.root
    }

    /// Opens a session with the hub.
    #[must_use]
    pub fn link(&self, hub: &Arc<Hub>) -> Link {
        Link::open(hub, &self.key, &self.certificate)
    }

    fn author(&self) -> Author<'_> {
        Author { key: &self.key, certificate: self.certificate.id(), incarnation: 1 }
    }

    /// Signs ticket `number`, to the areas that it reaches.
    pub fn ticket(&mut self, number: usize) -> (Written, Vec<u8>) {
        let ticket = ticket(number);
        let routes = routes::for_ticket(&ticket.centre, ticket.radius, self.member());
        self.create(ticket, routes)
    }

    /// Signs a ticket to other channels.
    pub fn create(&mut self, ticket: Ticket, routes: Vec<Channel>) -> (Written, Vec<u8>) {
        self.seq += 1;
        let writers = vec![self.member()];
        let new = NewDocument { kind: Ticket::KIND, writers, parent: None, routes };
        let bytes = self.author().create(self.seq, new, &ticket.to_fields()).unwrap();
        let Admission::Permitted(permitted) = admit(&bytes, self) else { panic!("not permitted") };
        let replica = Replica::from_log([permitted.payload()]);
        (Written { origin: permitted.origin().clone(), ticket, replica }, bytes)
    }

    /// Signs a change of one field.
    pub fn change(&mut self, written: &mut Written, title: &str) -> Vec<u8> {
        self.seq += 1;
        title.clone_into(&mut written.ticket.title);
        let author = Author { key: &self.key, certificate: self.certificate.id(), incarnation: 1 };
        author
            .change(
                self.seq,
                &written.origin,
                &mut written.replica,
                None,
                &written.ticket.to_fields(),
            )
            .unwrap()
            .expect("a new title")
    }

    /// `documents` tickets of `changes` changes each, one after the other.
    pub fn tickets(&mut self, documents: usize, changes: usize) -> Vec<Vec<u8>> {
        let mut chunks = Vec::with_capacity(documents * changes);
        for number in 0..documents {
            let (mut written, first) = self.ticket(number);
            chunks.push(first);
            for change in 1..changes {
                chunks.push(self.change(&mut written, &format!("Titre {change} du n{number}")));
            }
        }
        chunks
    }
}

/// A pen knows its own papers; nothing that it writes answers another's.
impl Known for Pen {
    fn root(&self) -> &PublicKey {
        &self.root
    }
    fn certificate(&self, id: &CertificateId) -> Option<Certificate> {
        (*id == self.certificate.id()).then(|| self.certificate.clone())
    }
    fn origin(&self, _: &DocumentId) -> Option<Origin> {
        None
    }
    fn last_accepted_seq(&self, _: &sharenum_domain::DeviceId) -> Option<u64> {
        None
    }
}
