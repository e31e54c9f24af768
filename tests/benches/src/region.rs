//! A region's hub in a folder of its own, asked without a socket.

use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;
use sharenum_domain::{Establishment, MemberId, Role};
use sharenum_hub::invitation::InvitationOrder;
use sharenum_hub::{Hub, HubOptions};
use sharenum_ledger::{Certificate, DeviceKey, HubRole, envelope};
use sharenum_sync::wire::{self, ExchangeReply, ExchangeRequest, Message, Verdict};
use sharenum_sync::{HttpReply, JoinExchange, Joined};
use tempfile::TempDir;

use crate::content::{SCHOOL, catalogue, directory, school_number};

/// Chunks in one push: what the protocol allows at most.
const CHUNKS: usize = 1_000;
/// Bytes of chunks in one push.
const BYTES: usize = 850_000;

/// A hub with a directory and a catalogue.
pub struct Region {
    /// The hub.
    pub hub: Arc<Hub>,
    folder: TempDir,
}

impl Region {
    /// Opens a new one.
    #[must_use]
    pub fn start() -> Self {
        Self::with_directory(directory())
    }

    /// Opens a new one with these schools.
    #[must_use]
    pub fn with_directory(schools: Vec<Establishment>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = HubOptions { time_zone: TimeZone::UTC, ..HubOptions::default() };
        let hub = Hub::open(folder.path(), HubRole::Region, options).unwrap();
        hub.publish_directory(schools).unwrap();
        hub.publish_catalogue(&catalogue()).unwrap();
        Self { hub: Arc::new(hub), folder }
    }

    /// Its data folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// An invitation for a teacher of the school.
    #[must_use]
    pub fn invite(&self) -> String {
        let order = InvitationOrder {
            roles: vec![Role::Member],
            school: Some(school_number(SCHOOL)),
            member: None,
            days: 14,
        };
        self.hub.invite(&order).unwrap().code.to_string()
    }

    /// The papers of a new device.
    #[must_use]
    pub fn join(&self, key: &DeviceKey) -> Joined {
        let exchange = JoinExchange::new(&self.invite(), key, Some(self.hub.region()));
        let request = exchange.request();
        exchange.accept(&answer(&self.hub, request.path, None, &request.body)).unwrap()
    }
}

/// A hub's answer as a phone gets it.
#[must_use]
pub fn answer(hub: &Hub, path: &str, bearer: Option<&str>, body: &[u8]) -> HttpReply {
    let reply = hub.handle(path, bearer, body);
    HttpReply {
        status: reply.status,
        content_type: reply.content_type.to_owned(),
        body: reply.body,
    }
}

/// A way to send a request to a hub: path, session, body; the answer's body comes back.
pub type Ask<'a> = dyn FnMut(&str, Option<&str>, &[u8]) -> Vec<u8> + 'a;

/// Opens a session and answers with the `Authorization` header.
pub fn open_session(
    hub: MemberId,
    key: &DeviceKey,
    papers: &Certificate,
    ask: &mut Ask<'_>,
) -> String {
    let request = wire::ChallengeRequest { nonce: [1; 16] };
    let reply = ask(wire::path::CHALLENGE, None, &wire::encode(&request));
    let challenge: wire::ChallengeReply = opened(&reply);
    let request = wire::SessionRequest {
        certificate: papers.bytes().to_vec(),
        proof: key.sign(&wire::session_proof(&hub, &challenge.challenge)),
        challenge: challenge.challenge,
    };
    let reply = ask(wire::path::SESSION, None, &wire::encode(&request));
    let session: wire::SessionReply = opened(&reply);
    wire::bearer(&session.token)
}

/// What a signed reply says.
fn opened<A: Message>(reply: &[u8]) -> A {
    let (_, body) = envelope::peek(reply).expect("a signed reply");
    wire::decode(&body).unwrap()
}

/// An open session of a device.
pub struct Link {
    hub: Arc<Hub>,
    bearer: String,
    nonce: u64,
}

impl Link {
    /// Opens a session.
    #[must_use]
    pub fn open(hub: &Arc<Hub>, key: &DeviceKey, papers: &Certificate) -> Self {
        let bearer = open_session(hub.member(), key, papers, &mut |path, bearer, body| {
            hub.handle(path, bearer, body).body
        });
        Self { hub: Arc::clone(hub), bearer, nonce: 0 }
    }

    /// The requests that carry these chunks.
    #[must_use]
    pub fn requests(&mut self, chunks: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let mut requests = Vec::new();
        let mut rest = chunks;
        while !rest.is_empty() {
            let mut bytes = 0;
            let fitting = rest.iter().take(CHUNKS).take_while(|chunk| {
                bytes += chunk.len();
                bytes <= BYTES
            });
            let (now, later) = rest.split_at(fitting.count().max(1));
            rest = later;
            self.nonce += 1;
            requests.push(wire::encode(&ExchangeRequest {
                chunks: now.to_vec(),
                nonce: self.nonce.to_le_bytes(),
                ..ExchangeRequest::default()
            }));
        }
        requests
    }

    /// Sends a request and answers how many chunks the hub accepted.
    #[must_use]
    pub fn send(&self, request: &[u8]) -> usize {
        let reply = self.hub.handle(wire::path::EXCHANGE, Some(&self.bearer), request);
        let reply: ExchangeReply = opened(&reply.body);
        reply.verdicts.iter().filter(|verdict| **verdict == Verdict::Accepted).count()
    }

    /// Pushes chunks that the hub has not.
    pub fn push(&mut self, chunks: &[Vec<u8>]) {
        let accepted: usize = self.requests(chunks).iter().map(|request| self.send(request)).sum();
        assert_eq!(accepted, chunks.len(), "the hub takes everything");
    }
}
