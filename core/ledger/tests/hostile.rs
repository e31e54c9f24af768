//! Automerge changes that are signed by a member in good standing, and hostile all the same.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use automerge::legacy::{Key, ObjectId, Op, OpId, OpType};
use automerge::{ActorId, Change, ExpandedChange, ObjType, ScalarValue};
use common::Region;
use sharenum_domain::Role;
use sharenum_ledger::{ChangeFacts, Channel, Field, Fields, Kind, Refusal, Replica, Scalar};

/// The first change of a document with a title and an empty map.
fn first(region: &Region) -> (common::Device, sharenum_ledger::Permitted) {
    let device = region.device(10, &[Role::Member], None);
    let fields = Fields::new().with("title", "a").with_map("tools", []);
    let routes = vec![Channel::Member(device.member())];
    let bytes = device.create_raw(Kind::Ticket, vec![device.member()], None, routes, &fields);
    let permitted = region.admit(&bytes).unwrap();
    (device, permitted)
}

fn second(device: &common::Device, first: &sharenum_ledger::Permitted) -> ExpandedChange {
    let target = Fields::new().with("title", "b");
    let bytes = device.change(first.origin(), &[first.payload()], &target).unwrap();
    let chunk = sharenum_ledger::Chunk::decode(&bytes).unwrap();
    Change::try_from(chunk.payload()).unwrap().decode()
}

fn payload(change: ExpandedChange) -> Vec<u8> {
    Change::from(change).raw_bytes().to_vec()
}

fn elsewhere() -> OpId {
    OpId::new(1, &ActorId::from([9_u8; 16].as_slice()))
}

/// Tampered changes that must never change the document, with what they try.
fn tampered(base: &ExpandedChange) -> Vec<(&'static str, ExpandedChange)> {
    let with = |change: &dyn Fn(&mut ExpandedChange)| {
        let mut copy = base.clone();
        copy.hash = None;
        change(&mut copy);
        copy
    };
    let op = |f: &dyn Fn(&mut Op)| with(&|change| f(&mut change.operations[0]));
    vec![
        ("a sequence number that skips", with(&|c| c.seq = 3)),
        ("a sequence number that repeats", with(&|c| c.seq = 1)),
        ("a start beyond what came before", with(&|c| c.start_op = 77.try_into().unwrap())),
        (
            "a start at the end of time",
            with(&|c| c.start_op = u64::from(u32::MAX).try_into().unwrap()),
        ),
        ("no dependency", with(&|c| c.deps.clear())),
        ("another's actor", with(&|c| c.actor_id = ActorId::from([9_u8; 16].as_slice()))),
        ("a message", with(&|c| c.message = Some("hello".into()))),
        ("a time", with(&|c| c.time = 12)),
        ("extra bytes", with(&|c| c.extra_bytes = vec![1])),
        ("no operation", with(&|c| c.operations.clear())),
        ("an object that does not exist", op(&|op| op.obj = ObjectId::Id(elsewhere()))),
        (
            "an object that is a text",
            op(&|op| op.obj = ObjectId::Id(op.pred.get(0).unwrap().clone())),
        ),
        ("a predecessor that does not exist", op(&|op| op.pred = vec![elsewhere()].into())),
        ("a list", op(&|op| op.action = OpType::Make(ObjType::List))),
        ("a rival map", op(&|op| op.action = OpType::Make(ObjType::Map))),
        ("a counter", op(&|op| op.action = OpType::Increment(1))),
        ("a float", op(&|op| op.action = OpType::Put(ScalarValue::F64(0.5)))),
        ("an empty key", op(&|op| op.key = Key::Map("".into()))),
        ("a key that is too long", op(&|op| op.key = Key::Map("k".repeat(200).into()))),
        (
            "a deletion of nothing",
            op(&|op| {
                op.action = OpType::Delete;
                op.pred = vec![].into();
            }),
        ),
    ]
}

#[test]
fn a_hostile_change_never_panics_and_never_shows() {
    let region = Region::new(1);
    let (device, first) = first(&region);
    let before = Replica::from_log([first.payload()]).fields();
    let base = second(&device, &first);
    let mut shown = Replica::from_log([first.payload(), payload(base.clone()).as_slice()]);
    assert_eq!(shown.fields().text("title"), Some("b"), "the untouched change is a good one");
    for (what, change) in tampered(&base) {
        let bytes = payload(change);
        shown = Replica::from_log([first.payload(), bytes.as_slice()]);
        let refused = refuse(&region, &first, &bytes);
        assert!(refused.is_some() || shown.fields() == before, "{what} shows");
    }
}

/// What admission says of these bytes as a further change of the document.
fn refuse(region: &Region, first: &sharenum_ledger::Permitted, payload: &[u8]) -> Option<Refusal> {
    let device = region.device(10, &[Role::Member], None);
    let bytes = common::sign_raw(&device, first, payload);
    region.admit(&bytes).err()
}

#[test]
fn compressed_changes_are_refused_before_they_inflate() {
    let region = Region::new(1);
    let (device, first) = first(&region);
    let target = Fields::new().with("title", "z".repeat(8_000));
    let bytes = device.change(first.origin(), &[first.payload()], &target).unwrap();
    let chunk = sharenum_ledger::Chunk::decode(&bytes).unwrap();
    let mut change = Change::try_from(chunk.payload()).unwrap();
    let compressed = change.bytes().to_vec();
    assert!(compressed.len() < 200, "automerge compresses it");
    assert_eq!(refuse(&region, &first, &compressed), Some(Refusal::BadStructure));
}

#[test]
fn two_changes_in_one_place_of_a_sequence_leave_one_and_the_same_on_every_replica() {
    let region = Region::new(1);
    let (device, first) = first(&region);
    let fork = |title: &str| {
        let target = Fields::new().with("title", title);
        let bytes = device.change(first.origin(), &[first.payload()], &target).unwrap();
        region.admit(&bytes).unwrap().payload().to_vec()
    };
    let (a, b) = (fork("left"), fork("right"));
    let one = Replica::from_log([first.payload(), &a, &b]);
    let two = Replica::from_log([b.as_slice(), &a, first.payload()]);
    assert_eq!(one.fields(), two.fields());
    assert_eq!(one.set_aside().len(), 1);
    assert_eq!(one.set_aside(), two.set_aside());
}

#[test]
fn a_change_before_its_dependencies_waits_and_is_not_lost() {
    let region = Region::new(1);
    let (device, first) = first(&region);
    let step = |log: &[&[u8]], title: &str| {
        let target = Fields::new().with("title", title);
        let bytes = device.change(first.origin(), log, &target).unwrap();
        region.admit(&bytes).unwrap()
    };
    let b = step(&[first.payload()], "b");
    let c = step(&[first.payload(), b.payload()], "c");
    let gap = Replica::from_log([first.payload(), c.payload()]);
    assert_eq!(gap.fields().text("title"), Some("a"));
    assert_eq!(gap.missing(), [b.change().hash]);
    let whole = Replica::from_log([c.payload(), b.payload(), first.payload()]);
    assert_eq!(whole.fields().text("title"), Some("c"));
    assert!(whole.missing().is_empty() && whole.set_aside().is_empty());
}

#[test]
fn a_field_that_this_version_does_not_know_survives_an_edit() {
    let region = Region::new(1);
    let device = region.device(10, &[Role::Member], None);
    let fields = Fields::new().with("title", "a").with("from_the_future", 7_i64);
    let routes = vec![Channel::Member(device.member())];
    let bytes = device.create_raw(Kind::Ticket, vec![device.member()], None, routes, &fields);
    let first = region.admit(&bytes).unwrap();
    let target = Fields::new().with("title", "b");
    let edit = device.change(first.origin(), &[first.payload()], &target).unwrap();
    let edit = region.admit(&edit).unwrap();
    let now = Replica::from_log([first.payload(), edit.payload()]).fields();
    assert_eq!(now.value("from_the_future"), Some(&Scalar::Int(7)));
    assert!(now.iter().any(|(key, field)| key == "title" && *field == Field::Value("b".into())));
}

/// An unsigned number in automerge's encoding.
fn leb(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let group = u8::try_from(number & 0x7f).unwrap();
        number >>= 7;
        if number == 0 {
            bytes.push(group);
            return bytes;
        }
        bytes.push(group | 0x80);
    }
}

/// A run of one value, as long as it claims to be.
fn run(length: u64, value: &[u8]) -> Vec<u8> {
    // A positive signed number: the highest bit of the last group stays clear.
    let mut bytes = leb(length);
    if bytes.last().is_some_and(|last| last & 0x40 != 0) {
        *bytes.last_mut().unwrap() |= 0x80;
        bytes.push(0);
    }
    bytes.extend(value);
    bytes
}

/// A first change with a checksum that fits, made of these columns.
fn change_of(actor: &[u8], columns: &[(u64, Vec<u8>)]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut body = [leb(0), leb(actor.len() as u64), actor.to_vec()].concat();
    body.extend([1, 1, 0, 0, 0]);
    body.extend(leb(columns.len() as u64));
    for (specification, data) in columns {
        body.extend([leb(*specification), leb(data.len() as u64)].concat());
    }
    columns.iter().for_each(|(_, data)| body.extend(data));
    let hashed = [vec![1], leb(body.len() as u64), body].concat();
    let checksum = Sha256::digest(&hashed)[..4].to_vec();
    [vec![0x85, 0x6f, 0x4a, 0x83], checksum, hashed].concat()
}

#[test]
fn a_run_that_claims_a_billion_rows_is_refused_before_it_is_unpacked() {
    let region = Region::new(1);
    let (_, first) = first(&region);
    let actor = Change::try_from(first.payload()).unwrap().actor_id().to_bytes().to_vec();
    let columns = |ops: u64, preds: u64| {
        vec![
            (0x15, run(ops, &[1, b'k'])),
            (0x34, leb(ops)),
            (0x42, run(ops, &[1])),
            (0x56, run(ops, &[0])),
            (0x70, run(ops, &leb(preds))),
            (0x71, run((ops * preds).max(1), &[0])),
            (0x73, run((ops * preds).max(1), &[0])),
        ]
    };
    let small = change_of(&actor, &columns(100, 0));
    assert_eq!(Change::try_from(small.as_slice()).unwrap().len(), 100, "a bomb, only smaller");
    for (ops, preds) in [(1 << 40, 0), (3_000, 0), (1, 1 << 40), (2_000, 2_000)] {
        let bomb = change_of(&actor, &columns(ops, preds));
        assert!(bomb.len() < 200);
        assert_eq!(refuse(&region, &first, &bomb), Some(Refusal::BadStructure), "{ops}×{preds}");
    }
    let unknown = change_of(&actor, &[(0x42, run(1, &[1])), (0xa5, run(1 << 40, &[1, b'm']))]);
    assert_eq!(refuse(&region, &first, &unknown), Some(Refusal::BadStructure));
}

#[test]
fn a_root_in_disguise_is_refused() {
    // Automerge reads an object whose number is 0 as the root when it unpacks a change, and as an
    // object of its own, kept out of order, when it applies one.
    let region = Region::new(1);
    let (_, first) = first(&region);
    let actor = Change::try_from(first.payload()).unwrap().actor_id().to_bytes().to_vec();
    let put = |object: &[(u64, Vec<u8>)]| {
        let rest = [
            (0x15, run(1, &[1, b'k'])),
            (0x34, leb(1)),
            (0x42, run(1, &[1])),
            // A boolean, which has no bytes of its own.
            (0x56, run(1, &[2])),
            (0x70, run(1, &[0])),
        ];
        let bytes = change_of(&actor, &[object, &rest].concat());
        let read = Change::try_from(bytes.as_slice()).unwrap().decode();
        assert_eq!(read.operations[0].obj, automerge::legacy::ObjectId::Root);
        ChangeFacts::read(&bytes, actor.as_slice().try_into().unwrap(), true).err()
    };
    let (nothing, zero) = (vec![0, 1], run(1, &[0]));
    assert_eq!(put(&[]), None);
    assert_eq!(put(&[(0x01, nothing.clone()), (0x02, nothing.clone())]), None);
    for actor in [zero.clone(), nothing] {
        assert_eq!(put(&[(0x01, actor), (0x02, zero.clone())]), Some(Refusal::BadStructure));
    }
}

#[test]
fn a_device_that_is_reborn_with_every_change_does_not_fill_the_memory() {
    let region = Region::new(1);
    let (device, first) = first(&region);
    let mut log = vec![first.payload().to_vec()];
    for incarnation in 100..200 {
        let author = sharenum_ledger::Author { incarnation, ..device.author() };
        let mut replica = Replica::from_log([first.payload()]);
        let target = Fields::new().with("title", format!("{incarnation}"));
        let seq = device.next_seq();
        let bytes = author.change(seq, first.origin(), &mut replica, None, &target).unwrap();
        log.push(region.admit(&bytes.unwrap()).unwrap().payload().to_vec());
    }
    let one = Replica::from_log(log.iter().map(Vec::as_slice));
    let two = Replica::from_log(log.iter().rev().map(Vec::as_slice));
    assert_eq!((one.fields(), one.heads()), (two.fields(), two.heads()));
    assert_eq!((one.heads().len(), one.set_aside().len()), (15, 85));
    // The device can still write on top of all of it.
    let mut replica = one;
    let target = Fields::new().with("title", "settled");
    let seq = device.next_seq();
    let bytes = device.author().change(seq, first.origin(), &mut replica, None, &target).unwrap();
    assert!(region.admit(&bytes.unwrap()).is_ok());
    // As another incarnation it cannot, and is told so before anything is written.
    let author = sharenum_ledger::Author { incarnation: 999, ..device.author() };
    let seq = device.next_seq();
    let target = Fields::new().with("title", "once more");
    let refusal = author.change(seq, first.origin(), &mut replica, None, &target).unwrap_err();
    assert_eq!(refusal, Refusal::TooManyChanges);
}

/// Changes of one device in one place, each of which says two thousand times the same.
fn flood(honest: &[u8], how_many: i64) -> Vec<Vec<u8>> {
    let base = Change::try_from(honest).unwrap().decode();
    let bomb = |n: i64| {
        let mut change = ExpandedChange { hash: None, ..base.clone() };
        let (action, key) = (OpType::Put(true.into()), Key::Map(format!("{n}").into()));
        let op = Op { pred: vec![].into(), action, key, ..change.operations[0].clone() };
        change.operations = vec![op; 2_000];
        payload(change)
    };
    (0..how_many).map(bomb).collect()
}

#[test]
fn a_device_that_floods_a_document_uses_up_its_own_share_and_leaves_the_others_theirs() {
    let region = Region::new(1);
    let (flooder, other) =
        (region.device(10, &[Role::Member], None), region.device(11, &[Role::Member], None));
    let fields = Fields::new().with("title", "a").with("need", "a").with_map("tools", []);
    let routes = vec![Channel::Member(flooder.member())];
    let writers = vec![flooder.member(), other.member()];
    let first = flooder.create_raw(Kind::Ticket, writers.clone(), None, routes, &fields);
    let first = sharenum_ledger::Chunk::decode(&first).unwrap();
    let origin = sharenum_ledger::Origin {
        document: first.document(),
        kind: Kind::Ticket,
        creator: flooder.member(),
        school: None,
        writers,
        parent: None,
    };
    let change = |device: &common::Device, key: &str| {
        let bytes = device.change(&origin, &[first.payload()], &Fields::new().with(key, "b"));
        sharenum_ledger::Chunk::decode(&bytes.unwrap()).unwrap().payload().to_vec()
    };
    let words = change(&other, "need");
    let mut log = flood(&change(&flooder, "title"), 120);
    assert!(log.iter().all(|bomb| bomb.len() < 600), "a few bytes each");
    log.extend([first.payload().to_vec(), words]);

    let whole = Replica::from_log(log.iter().map(Vec::as_slice));
    assert_eq!(whole.fields().text("need"), Some("b"), "the other's words stand");
    let beyond = whole.beyond_their_share();
    assert!((80..100).contains(&beyond.len()), "{} of 120", beyond.len());

    // A phone that dropped what is beyond, in whatever portions it came, has the same document.
    for portion in [7, 50] {
        let mut kept: Vec<Vec<u8>> = Vec::new();
        for some in log.chunks(portion) {
            kept.extend_from_slice(some);
            let replica = Replica::from_log(kept.iter().map(Vec::as_slice));
            let drop = replica.beyond_their_share().to_vec();
            kept.retain(|bytes| {
                !drop.contains(&Change::try_from(bytes.as_slice()).unwrap().hash().0)
            });
        }
        assert_eq!(kept.len(), log.len() - beyond.len());
        let left = Replica::from_log(kept.iter().map(Vec::as_slice));
        assert_eq!(left.state_hash(), whole.state_hash());
        assert_eq!(left.fields(), whole.fields());
    }

    // The flooder is told that it has no share left; the other writes on.
    let mut replica = whole;
    let target = Fields::new().with("title", "more");
    let author = flooder.author();
    let refusal = author.change(9, &origin, &mut replica, None, &target).unwrap_err();
    assert_eq!(refusal, Refusal::TooManyChanges);
    let mut replica = Replica::from_log(log.iter().map(Vec::as_slice));
    assert!(other.author().change(9, &origin, &mut replica, None, &target).is_ok());
}
