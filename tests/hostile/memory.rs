//! What hostile bytes cost in memory, counted by the allocator: bounds that do not depend on how fast
//! the machine is. A program of its own, since it counts what everybody allocates.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "../scenarios/common/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the scenarios use the rest of it")]
mod common;

use std::sync::{Mutex, MutexGuard, PoisonError};

use automerge::legacy::{Key, Op, OpType};
use automerge::{Change, ExpandedChange};
use peak_alloc::PeakAlloc;
use sharenum_domain::directory;
use sharenum_ledger::{ChangeFacts, Chunk, Fields, Replica};
use sharenum_properties::region::{any_document, devices};
use sharenum_properties::script::with_checksum;
use sharenum_sync::wire::{
    self, ExchangeReply, ExchangeRequest, MAX_REPLY_BYTES, MAX_REQUEST_BYTES,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use common::*;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MB: usize = 1024 * 1024;

/// One measurement at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The most that was allocated at once while this ran, beyond what was before.
fn peak(work: impl FnOnce()) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    work();
    MEMORY.peak_usage().saturating_sub(before)
}

fn first_change() -> Vec<u8> {
    let fields = Fields::new().with("title", "a");
    let bytes = devices()[0].author(1).create(1, any_document(), &fields).unwrap();
    Chunk::decode(&bytes).unwrap().payload().to_vec()
}

#[test]
fn a_change_that_claims_a_billion_operations_costs_what_it_weighs() {
    let _alone = alone();
    let actor: [u8; 16] = Change::try_from(first_change().as_slice())
        .unwrap()
        .actor_id()
        .to_bytes()
        .try_into()
        .unwrap();
    let run = [0x80, 0x80, 0x80, 0x80, 4];
    let columns: [(u8, Vec<u8>); 4] = [
        (0x15, [run.as_slice(), &[1, b'k']].concat()),
        (0x34, run.to_vec()),
        (0x42, [run.as_slice(), &[1]].concat()),
        (0x70, [run.as_slice(), &[0]].concat()),
    ];
    let mut body = [[0, 16].as_slice(), &actor, &[1, 1, 0, 0, 0, 4]].concat();
    columns.iter().for_each(|(which, bytes)| body.extend([*which, bytes.len() as u8]));
    columns.iter().for_each(|(_, bytes)| body.extend(bytes));
    let bomb = with_checksum([[0; 8].as_slice(), &[1, body.len() as u8], &body].concat());
    let peak = peak(|| assert!(ChangeFacts::read(&bomb, &actor, true).is_err()));
    assert!(peak < MB, "{peak} bytes");
}

#[test]
fn a_document_flooded_by_one_device_unfolds_to_a_share() {
    let _alone = alone();
    let first = first_change();
    let base: ExpandedChange = Change::try_from(first.as_slice()).unwrap().decode();
    let hash = Change::try_from(first.as_slice()).unwrap().hash();
    let bomb = |n: usize| {
        let op = Op {
            action: OpType::Put(true.into()),
            key: Key::Map(format!("{n}").into()),
            ..base.operations[0].clone()
        };
        let change = ExpandedChange {
            operations: vec![op; 2_000],
            start_op: 2.try_into().unwrap(),
            seq: 2,
            deps: vec![hash],
            hash: None,
            ..base.clone()
        };
        Change::from(change).raw_bytes().to_vec()
    };
    // As much as a hub takes of one device: half a megabyte on the wire, two million operations.
    let log: Vec<_> = (0..1_000).map(bomb).chain([first]).collect();
    let bytes: usize = log.iter().map(Vec::len).sum();
    assert!(bytes < MB, "{bytes}");
    let peak = peak(|| {
        let replica = Replica::from_log(log.iter().map(Vec::as_slice));
        assert!(replica.beyond_their_share().len() > 900);
    });
    assert!(peak < 48 * MB, "{peak} bytes");
}

#[test]
fn lists_that_nest_without_an_end_cost_a_few_times_their_bytes() {
    let _alone = alone();
    for head in [0x81_u8, 0x9f, 0xbf, 0xd8] {
        let reply = vec![head; MAX_REPLY_BYTES];
        let cost = peak(|| assert!(wire::decode::<ExchangeReply>(&reply).is_err()));
        assert!(cost < 2 * MB, "{head:x}: {cost} bytes");
        // As the value of a key that this version does not know.
        let mut request = vec![head; MAX_REQUEST_BYTES];
        request[..2].copy_from_slice(&[0xa1, 0x18]);
        let cost = peak(|| assert!(wire::decode::<ExchangeRequest>(&request).is_err()));
        assert!(cost < 24 * MB, "{head:x}: {cost} bytes");
        let cost = peak(|| assert!(Chunk::decode(&request[..90_000]).is_err()));
        assert!(cost < MB, "{head:x}: {cost} bytes");
    }
}

#[test]
fn an_answer_that_nests_without_an_end_costs_a_phone_a_few_times_its_bytes() {
    let _alone = alone();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (phone, url, _imposter) = runtime.block_on(async {
        let clock = TestClock::new();
        let region = Region::start(&clock).await;
        let phone = region.teacher(1, MACON, novice("scratch")).await;
        let body = vec![0x9f; MAX_REPLY_BYTES];
        let imposter = Imposter::saying(Answer::new("200 OK", wire::REPLY_TYPE, &body)).await;
        (phone, imposter.url.clone(), imposter)
    });
    let cost = peak(|| {
        let error = runtime.block_on(phone.try_sync(&url)).unwrap_err();
        assert!(["cut-short", "bad-reply"].contains(&error.code()), "{error}");
    });
    assert!(cost < 40 * MB, "{cost} bytes");
}

#[test]
fn a_directory_of_nothing_but_bad_rows_costs_no_more_than_a_large_one() {
    let _alone = alone();
    let header = "numero_uai;appellation_officielle;libelle_commune;latitude;longitude;\
                  etat_etablissement_libe;code_academie\n";
    let file = format!("{header}{}", "x\n".repeat(2_000_000));
    let cost = peak(|| assert!(directory::read(file.as_bytes()).is_err()));
    assert!(cost < 64 * MB, "{cost} bytes");
}

#[test]
fn strangers_who_send_large_bodies_are_heard_and_not_kept() {
    let _alone = alone();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (region, address) = runtime.block_on(async {
        let region = Region::start(&TestClock::new()).await;
        let address = region.front().leads_to().unwrap();
        (region, address)
    });
    let head = format!(
        "POST /v1/exchange HTTP/1.1\r\nhost: hub\r\ncontent-type: {}\r\ncontent-length: {}\r\n\r\n",
        wire::REQUEST_TYPE,
        MAX_REQUEST_BYTES
    );
    let body = vec![0x55; MAX_REQUEST_BYTES];
    let cost = peak(|| {
        runtime.block_on(async {
            let mut open = Vec::new();
            for _ in 0..64 {
                let mut stream = TcpStream::connect(address).await.unwrap();
                stream.write_all(head.as_bytes()).await.unwrap();
                stream.write_all(&body[1..]).await.unwrap();
                open.push(stream);
            }
            // Each has one byte to say, and is answered when it has said it.
            for mut stream in open {
                stream.write_all(&body[..1]).await.unwrap();
                let mut answer = [0; 64];
                let read = soon(stream.read(&mut answer)).await.unwrap();
                assert!(answer[..read].starts_with(b"HTTP/1.1 401"));
            }
        });
    });
    assert!(cost < 24 * MB, "{cost} bytes for 64 MB");
    drop(region);
}
