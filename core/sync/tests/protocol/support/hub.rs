//! A hub in memory that follows the protocol, until a test tampers with it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sharenum_domain::Role;
use sharenum_ledger::{Certificate, Channel, ChunkId, DeviceKey, HubRole, Receipt, envelope};
use sharenum_sync::wire::{
    self, ChallengeReply, ChallengeRequest, Checksum, Cursor, Entry, ExchangeReply,
    ExchangeRequest, Feed, JoinReply, JoinRequest, Message, Problem, ProblemCode, RenewReply,
    SessionReply, SessionRequest, Token, Verdict, path,
};
use sharenum_sync::{HttpReply, HttpRequest};

use super::{chunk_id, papers, root};

type Tamper<T> = Box<dyn FnMut(&mut T) + Send>;

pub struct FakeHub {
    pub key: DeviceKey,
    pub certificate: Certificate,
    pub role: HubRole,
    pub epoch: wire::Epoch,
    pub sessions: BTreeSet<Token>,
    pub channels: BTreeMap<Channel, Vec<Entry>>,
    pub chunks: BTreeMap<ChunkId, Vec<u8>>,
    /// Entries in one page of a channel.
    pub page: usize,
    /// Larger requests are refused.
    pub max_body: usize,
    /// Texts with which a chunk starts that is refused, or that waits.
    pub refuses: Option<&'static str>,
    pub waits: Option<&'static str>,
    pub custody: Vec<Vec<u8>>,
    /// Knows no session, not even the one it has just opened.
    pub forgetful: bool,
    /// Member and key that a renewed certificate is for, or why there is none.
    pub renewal: Result<(u8, u8), ProblemCode>,
    pub requests: Vec<(&'static str, ExchangeRequest, usize, usize)>,
    pub tamper_challenge: Option<Tamper<ChallengeReply>>,
    pub tamper_exchange: Option<Tamper<ExchangeReply>>,
    pub tamper_http: Option<Tamper<HttpReply>>,
    challenges: u8,
}

impl FakeHub {
    pub fn new(role: HubRole, member: u8) -> Self {
        let key = DeviceKey::from_seed([member; 32]);
        let named = if role == HubRole::Region { Role::RegionHub } else { Role::BusHub };
        Self {
            certificate: papers(&root(), member, named, &key),
            key,
            role,
            epoch: [member; 8],
            sessions: BTreeSet::new(),
            channels: BTreeMap::new(),
            chunks: BTreeMap::new(),
            page: 10,
            max_body: usize::MAX,
            refuses: None,
            waits: None,
            custody: Vec::new(),
            forgetful: false,
            renewal: Ok((7, 7)),
            requests: Vec::new(),
            tamper_challenge: None,
            tamper_exchange: None,
            tamper_http: None,
            challenges: 0,
        }
    }

    pub fn region() -> Self {
        Self::new(HubRole::Region, 200)
    }

    pub fn bus() -> Self {
        Self::new(HubRole::Bus, 201)
    }

    pub fn post(&mut self, channel: &Channel, text: &str) {
        let entry = Entry::Chunk(text.as_bytes().to_vec());
        self.channels.entry(channel.clone()).or_default().push(entry);
    }

    pub fn paths(&self) -> Vec<&'static str> {
        self.requests.iter().map(|(path, ..)| *path).collect()
    }

    pub fn answer(&mut self, request: &HttpRequest) -> HttpReply {
        let mut reply = match self.handle(request) {
            Ok(body) => HttpReply {
                status: 200,
                content_type: wire::REPLY_TYPE.to_owned(),
                body: envelope::sign(&self.key, &self.certificate.id(), &request.body, body)
                    .unwrap(),
            },
            Err(code) => problem(code),
        };
        let exchange = wire::decode(&request.body).unwrap_or_default();
        self.requests.push((request.path, exchange, request.body.len(), reply.body.len()));
        if let Some(tamper) = &mut self.tamper_http {
            tamper(&mut reply);
        }
        reply
    }

    fn handle(&mut self, request: &HttpRequest) -> Result<Vec<u8>, ProblemCode> {
        if request.body.len() > self.max_body {
            return Err(ProblemCode::TooLarge);
        }
        match request.path {
            path::CHALLENGE => {
                read::<ChallengeRequest>(request)?;
                self.challenges += 1;
                let mut reply = ChallengeReply {
                    certificate: self.certificate.bytes().to_vec(),
                    challenge: vec![self.challenges; 32],
                    role: self.role,
                    epoch: self.epoch,
                };
                if let Some(tamper) = &mut self.tamper_challenge {
                    tamper(&mut reply);
                }
                Ok(wire::encode(&reply))
            }
            path::SESSION => self.open(&read(request)?),
            path::JOIN => self.join(&read(request)?),
            path::RENEW => {
                self.known(request)?;
                let (member, key) = self.renewal?;
                let key = DeviceKey::from_seed([key; 32]);
                let certificate = papers(&root(), member, Role::TechLeader, &key).bytes().to_vec();
                Ok(wire::encode(&RenewReply { certificate }))
            }
            path::EXCHANGE => {
                self.known(request)?;
                let mut reply = self.exchange(&read(request)?);
                if let Some(tamper) = &mut self.tamper_exchange {
                    tamper(&mut reply);
                }
                Ok(wire::encode(&reply))
            }
            _ => Err(ProblemCode::BadRequest),
        }
    }

    fn known(&self, request: &HttpRequest) -> Result<(), ProblemCode> {
        let token =
            request.bearer.filter(|_| !self.forgetful).ok_or(ProblemCode::UnknownSession)?;
        self.sessions.get(&token).map(|_| ()).ok_or(ProblemCode::UnknownSession)
    }

    fn open(&mut self, request: &SessionRequest) -> Result<Vec<u8>, ProblemCode> {
        if request.challenge != vec![self.challenges; 32] {
            return Err(ProblemCode::UnknownSession);
        }
        let device = Certificate::decode_verified(&request.certificate, &root().public())
            .map_err(|_| ProblemCode::OtherRegion)?;
        let proof = wire::session_proof(&self.certificate.claims().member, &request.challenge);
        if !device.claims().device_key.verify(&proof, &request.proof) {
            return Err(ProblemCode::BadRequest);
        }
        let token = [self.challenges; 16];
        self.sessions.insert(token);
        Ok(wire::encode(&SessionReply { token, expires_in_s: 3_600 }))
    }

    fn join(&self, request: &JoinRequest) -> Result<Vec<u8>, ProblemCode> {
        if self.role == HubRole::Bus {
            return Err(ProblemCode::NotServedHere);
        }
        if request.code != "rose-tulip" {
            return Err(ProblemCode::InvitationRefused);
        }
        let key = DeviceKey::from_seed([7; 32]);
        let certificate = papers(&root(), 7, Role::Member, &key);
        Ok(wire::encode(&JoinReply {
            certificate: certificate.bytes().to_vec(),
            root_key: *root().public().as_bytes(),
            hub_certificate: self.certificate.bytes().to_vec(),
            member: certificate.claims().member,
        }))
    }

    fn exchange(&mut self, request: &ExchangeRequest) -> ExchangeReply {
        self.custody.extend(request.receipts.iter().cloned());
        let mut held = Vec::new();
        let mut verdicts = Vec::new();
        for chunk in &request.chunks {
            let starts = |with: Option<&str>| with.is_some_and(|w| chunk.starts_with(w.as_bytes()));
            let id = chunk_id(chunk);
            verdicts.push(if starts(self.refuses) {
                Verdict::Refused { code: "bad-routes".to_owned(), detail: "not there".to_owned() }
            } else if starts(self.waits) {
                Verdict::Waiting
            } else {
                held.push(id);
                match self.chunks.insert(id, chunk.clone()) {
                    Some(_) => Verdict::AlreadyThere,
                    None => Verdict::Accepted,
                }
            });
        }
        let receipt = (!held.is_empty()).then(|| {
            let receipt = Receipt {
                hub: self.certificate.claims().member,
                role: self.role,
                at: Timestamp::from_second(1_790_000_100).unwrap(),
                first_seq: 1,
                chunks: held,
            };
            receipt.sign(&self.key, &self.certificate.id()).unwrap()
        });
        let feeds = request.pull.iter().filter_map(|cursor| self.feed(cursor)).collect();
        ExchangeReply { epoch: self.epoch, verdicts, receipt, feeds }
    }

    fn feed(&self, from: &Cursor) -> Option<Feed> {
        let log = self.channels.get(&from.channel).map(Vec::as_slice).unwrap_or_default();
        let fits = usize::try_from(from.seq).is_ok_and(|seq| seq <= log.len())
            && (from.seq == 0 || from.epoch == self.epoch)
            && from.checksum == checksum(log, from.seq as usize);
        let start = if fits { from.seq as usize } else { 0 };
        if fits && start == log.len() {
            return None;
        }
        let end = log.len().min(start + self.page);
        Some(Feed {
            channel: from.channel.clone(),
            reset: !fits,
            entries: log[start..end].to_vec(),
            next: Cursor {
                channel: from.channel.clone(),
                epoch: self.epoch,
                seq: end as u64,
                checksum: checksum(log, end),
            },
            more: end < log.len(),
        })
    }
}

fn checksum(log: &[Entry], seq: usize) -> Checksum {
    log[..seq].iter().fold(wire::START_CHECKSUM, |before, entry| {
        let id = match entry {
            Entry::Certificate(bytes) | Entry::Chunk(bytes) => Sha256::digest(bytes).to_vec(),
            Entry::Remove(document) => document.as_bytes().to_vec(),
        };
        let digest = Sha256::digest([before.as_slice(), &id].concat());
        let mut after = [0; 8];
        after.copy_from_slice(&digest[..8]);
        after
    })
}

fn read<M: Message>(request: &HttpRequest) -> Result<M, ProblemCode> {
    wire::decode(&request.body).map_err(|_| ProblemCode::BadRequest)
}

pub fn problem(code: ProblemCode) -> HttpReply {
    HttpReply {
        status: code.status(),
        content_type: wire::PROBLEM_TYPE.to_owned(),
        body: Problem::new(code, "try again").to_json(),
    }
}
