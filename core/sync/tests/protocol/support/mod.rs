//! A hub in memory and a phone in memory, with the ledger's real signatures.

pub mod hub;
pub mod phone;
pub mod server;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sharenum_domain::{MemberId, Role};
use sharenum_ledger::{Certificate, Channel, ChunkId, Claims, DeviceKey};
use sharenum_sync::{Local, Step, SyncError, SyncLimits, SyncSession, SyncSummary};

use hub::FakeHub;

/// Far more than any test needs: a session that goes on is a failure, not a hang.
const MAX_STEPS: usize = 300;

pub const URL: &str = "https://hub.example";

pub fn root() -> DeviceKey {
    DeviceKey::from_seed([1; 32])
}

pub fn papers(root: &DeviceKey, member: u8, role: Role, key: &DeviceKey) -> Certificate {
    let claims = Claims {
        region: root.public().region(),
        member: MemberId::from([member; 16]),
        roles: [role].into_iter().collect(),
        school: None,
        device_key: key.public(),
        issued: Timestamp::from_second(1_790_000_000).unwrap(),
        expires: Timestamp::from_second(1_792_592_000).unwrap(),
    };
    Certificate::issue(root, &claims).unwrap()
}

/// The machine carries chunks without looking into them, so any bytes will do.
pub fn chunk(text: &str, bytes: usize) -> (ChunkId, Vec<u8>) {
    let mut chunk = text.as_bytes().to_vec();
    chunk.resize(bytes.max(chunk.len()), b'.');
    (chunk_id(&chunk), chunk)
}

pub fn chunk_id(bytes: &[u8]) -> ChunkId {
    ChunkId::from(<[u8; 32]>::from(Sha256::digest(bytes)))
}

pub fn area() -> Channel {
    Channel::Area(0x0841_f8d7_ffff_ffff)
}

pub fn session(limits: SyncLimits) -> SyncSession {
    SyncSession::new(URL, limits, [9; 16])
}

/// Drives a session to its end, as the HTTP client does.
pub fn drive(
    session: &mut SyncSession,
    local: &mut dyn Local,
    hub: &mut FakeHub,
) -> Result<SyncSummary, SyncError> {
    for _ in 0..MAX_STEPS {
        match session.next(local)? {
            Step::Send(request) => session.reply(local, hub.answer(&request))?,
            Step::Done(summary) => return Ok(summary),
        }
    }
    panic!("the session does not end");
}

pub fn sync(local: &mut dyn Local, hub: &mut FakeHub) -> Result<SyncSummary, SyncError> {
    drive(&mut session(SyncLimits::default()), local, hub)
}
