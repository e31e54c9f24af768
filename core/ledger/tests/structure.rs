//! What one change may look like, at the door; and what fits its document, in the replica. Each of
//! the two holds alone: what one lets through by its own rule, the other need not catch.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use automerge::legacy::{Key, ObjectId, Op, OpId, OpType};
use automerge::{ActorId, Change, ChangeHash, ExpandedChange, ObjType, ScalarValue};
use common::{Device, Region, resign, sign_raw};
use sharenum_domain::Role;
use sharenum_ledger::{Author, Channel, Chunk, Fields, Kind, Permitted, Refusal, Replica, Scalar};

const BAD: Result<(), Refusal> = Err(Refusal::BadStructure);

/// A ticket with a title and a map, and a device that may change it.
fn begun(region: &Region) -> (Device, Permitted) {
    let device = region.device(10, &[Role::Member], None);
    let tools = [("thymio".to_owned(), Scalar::Bool(true))];
    let fields = Fields::new().with("title", "a").with_map("tools", tools);
    let routes = vec![Channel::Member(device.member())];
    let bytes = device.create_raw(Kind::Ticket, vec![device.member()], None, routes, &fields);
    let permitted = region.admit(&bytes).unwrap();
    (device, permitted)
}

fn read(payload: &[u8]) -> ExpandedChange {
    let mut change = Change::try_from(payload).unwrap().decode();
    change.hash = None;
    change
}

/// Another title on top of the first change.
fn next(device: &Device, first: &Permitted, title: &str) -> ExpandedChange {
    let target = Fields::new().with("title", title);
    let bytes = device.change(first.origin(), &[first.payload()], &target).unwrap();
    read(Chunk::decode(&bytes).unwrap().payload())
}

fn written(change: &ExpandedChange) -> Vec<u8> {
    Change::from(change.clone()).raw_bytes().to_vec()
}

fn actor(n: u8, length: usize) -> ActorId {
    ActorId::from(vec![n; length].as_slice())
}

fn put(change: &ExpandedChange, key: &str, value: ScalarValue) -> Op {
    let mut op = change.operations[0].clone();
    op.key = Key::Map(key.into());
    op.pred = vec![].into();
    op.action = OpType::Put(value);
    op
}

type Spoil<'a> = &'a dyn Fn(&mut ExpandedChange);

#[test]
fn a_later_change_has_one_shape() {
    let region = Region::new(1);
    let (device, first) = begun(&region);
    let base = next(&device, &first, "b");
    let own = base.actor_id.clone();
    let own_op = |counter: u64| OpId::new(counter, &own);
    let with_op = |change: &mut ExpandedChange, spoil: &dyn Fn(&mut Op)| {
        spoil(&mut change.operations[0]);
    };
    let value = |c: &mut ExpandedChange, value: ScalarValue| {
        with_op(c, &|op| op.action = OpType::Put(value.clone()))
    };
    let at = base.start_op.get();
    let hashes = |n: u16| {
        let hash = |n: u16| {
            let mut hash = [0; 32];
            hash[..2].copy_from_slice(&n.to_be_bytes());
            ChangeHash(hash)
        };
        (0..n).map(hash).collect::<Vec<_>>()
    };
    let many = |c: &mut ExpandedChange, n: usize| {
        c.operations = vec![put(c, "k", ScalarValue::Int(1)); n];
    };
    let preds = |c: &mut ExpandedChange, n: u64| {
        c.start_op = 1_000.try_into().unwrap();
        with_op(c, &|op| op.pred = (1..=n).map(own_op).collect::<Vec<_>>().into());
    };
    // Four for each operation, and more for the first.
    let preds_in_all = |c: &mut ExpandedChange, more: u64| {
        c.start_op = 1_000.try_into().unwrap();
        many(c, 2_000);
        let with = |n: u64| (1..=n).map(own_op).collect::<Vec<_>>();
        c.operations.iter_mut().for_each(|op| op.pred = with(4).into());
        with_op(c, &|op| op.pred = with(4 + more).into());
    };
    let start = |c: &mut ExpandedChange, at: u64| c.start_op = at.try_into().unwrap();
    let table: &[(&str, Spoil<'_>, Result<(), Refusal>)] = &[
        ("the untouched change", &|_| {}, Ok(())),
        ("a message", &|c| c.message = Some("hello".into()), BAD),
        ("a time", &|c| c.time = 12, BAD),
        ("extra bytes", &|c| c.extra_bytes = vec![1], BAD),
        ("another's actor", &|c| c.actor_id = actor(9, 16), Err(Refusal::ActorMismatch)),
        ("no dependency", &|c| c.deps.clear(), BAD),
        ("as many dependencies as there may be", &|c| c.deps = hashes(256), Ok(())),
        ("a dependency too many", &|c| c.deps = hashes(257), BAD),
        ("a dependency twice", &|c| c.deps = vec![c.deps[0]; 2], BAD),
        ("no operation", &|c| c.operations.clear(), BAD),
        ("as many operations as there may be", &|c| many(c, 2_000), Ok(())),
        ("an operation too many", &|c| many(c, 2_001), BAD),
        ("a start just before the end of time", &|c| start(c, (1 << 30) - 1), Ok(())),
        ("a start at the end of time", &|c| start(c, 1 << 30), BAD),
        ("a start after the end of time", &|c| start(c, (1 << 30) + 1), BAD),
        ("as many changes as operations", &|c| c.seq = at, Ok(())),
        ("more changes than operations", &|c| c.seq = at + 1, BAD),
        (
            "the longest key",
            &|c| with_op(c, &|op| op.key = Key::Map("k".repeat(160).into())),
            Ok(()),
        ),
        ("a key too long", &|c| with_op(c, &|op| op.key = Key::Map("k".repeat(161).into())), BAD),
        ("an empty key", &|c| with_op(c, &|op| op.key = Key::Map("".into())), BAD),
        ("an insertion", &|c| with_op(c, &|op| op.insert = true), BAD),
        (
            "what was there before",
            &|c| with_op(c, &|op| op.obj = ObjectId::Id(own_op(at - 1))),
            Ok(()),
        ),
        ("itself as its place", &|c| with_op(c, &|op| op.obj = ObjectId::Id(own_op(at))), BAD),
        ("a later place", &|c| with_op(c, &|op| op.obj = ObjectId::Id(own_op(at + 1))), BAD),
        (
            "the place of another",
            &|c| with_op(c, &|op| op.obj = ObjectId::Id(OpId::new(1, &actor(9, 16)))),
            Ok(()),
        ),
        (
            "an actor with a short name",
            &|c| with_op(c, &|op| op.pred = vec![OpId::new(1, &actor(9, 15))].into()),
            BAD,
        ),
        (
            "an actor with a long name",
            &|c| with_op(c, &|op| op.pred = vec![OpId::new(1, &actor(9, 17))].into()),
            BAD,
        ),
        ("itself replaced", &|c| with_op(c, &|op| op.pred = vec![own_op(at)].into()), BAD),
        ("a later one replaced", &|c| with_op(c, &|op| op.pred = vec![own_op(at + 1)].into()), BAD),
        ("as many replaced as there may be", &|c| preds(c, 256), Ok(())),
        ("one too many replaced", &|c| preds(c, 257), BAD),
        ("as many replaced in all as there may be", &|c| preds_in_all(c, 0), Ok(())),
        ("one too many replaced in all", &|c| preds_in_all(c, 1), BAD),
        ("a deletion", &|c| with_op(c, &|op| op.action = OpType::Delete), Ok(())),
        (
            "a deletion of nothing",
            &|c| with_op(c, &|op| (op.action, op.pred) = (OpType::Delete, vec![].into())),
            BAD,
        ),
        ("a map", &|c| with_op(c, &|op| op.action = OpType::Make(ObjType::Map)), BAD),
        ("a list", &|c| with_op(c, &|op| op.action = OpType::Make(ObjType::List)), BAD),
        ("an increment", &|c| with_op(c, &|op| op.action = OpType::Increment(1)), BAD),
        ("a truth", &|c| value(c, ScalarValue::Boolean(true)), Ok(())),
        ("a number", &|c| value(c, ScalarValue::Int(-7)), Ok(())),
        ("bytes", &|c| value(c, ScalarValue::Bytes(vec![1])), Ok(())),
        ("a fraction", &|c| value(c, ScalarValue::F64(0.5)), BAD),
        ("a number without a sign", &|c| value(c, ScalarValue::Uint(7)), BAD),
        ("a counter", &|c| value(c, ScalarValue::counter(7)), BAD),
        ("a moment", &|c| value(c, ScalarValue::Timestamp(7)), BAD),
        ("nothing", &|c| value(c, ScalarValue::Null), BAD),
    ];
    for (what, spoil, expected) in table {
        let mut change = base.clone();
        spoil(&mut change);
        let bytes = sign_raw(&device, &first, &written(&change));
        assert_eq!(region.admit(&bytes).map(drop), *expected, "{what}");
    }
}

#[test]
fn a_first_change_has_one_shape() {
    let region = Region::new(1);
    let device = region.device(10, &[Role::Member], None);
    let tools = [("thymio".to_owned(), Scalar::Bool(true))];
    let fields = Fields::new().with("title", "a").with_map("tools", tools);
    let routes = vec![Channel::Member(device.member())];
    let chunk = device.create_raw(Kind::Ticket, vec![device.member()], None, routes, &fields);
    let base = read(Chunk::decode(&chunk).unwrap().payload());
    let own = base.actor_id.clone();
    let is = |op: &Op, key: &str| op.key == Key::Map(key.into());
    let entry = base.operations.iter().position(|op| is(op, "thymio")).unwrap();
    let title = base.operations.iter().position(|op| is(op, "title")).unwrap();
    let table: &[(&str, Spoil<'_>, Result<(), Refusal>)] = &[
        ("the untouched change", &|_| {}, Ok(())),
        ("a dependency", &|c| c.deps = vec![ChangeHash([1; 32])], BAD),
        ("a later start", &|c| c.start_op = 2.try_into().unwrap(), BAD),
        ("a later number", &|c| (c.seq, c.start_op) = (2, 2.try_into().unwrap()), BAD),
        (
            "something replaced",
            &|c| c.operations[entry].pred = vec![OpId::new(1, &own)].into(),
            BAD,
        ),
        (
            "the place of another",
            &|c| c.operations[entry].obj = ObjectId::Id(OpId::new(1, &actor(9, 16))),
            BAD,
        ),
        ("a map in a map", &|c| c.operations[entry].action = OpType::Make(ObjType::Map), BAD),
        ("a text that grows", &|c| c.operations[title].action = OpType::Make(ObjType::Text), BAD),
    ];
    for (what, spoil, expected) in table {
        let mut change = base.clone();
        spoil(&mut change);
        let bytes = resign(&chunk, &device.key, &written(&change));
        assert_eq!(region.admit(&bytes).map(drop), *expected, "{what}");
    }
}

#[test]
fn bytes_that_are_no_change_are_refused_however_short() {
    let region = Region::new(1);
    let (device, first) = begun(&region);
    let good = written(&next(&device, &first, "b"));
    // What stands before the body (magic, checksum, type, length) does not travel: it is put back.
    let mut spoiled: Vec<Vec<u8>> = (0..good.len()).map(|end| good[..end].to_vec()).collect();
    spoiled.push([good.as_slice(), &[0]].concat());
    for payload in spoiled {
        let bytes = sign_raw(&device, &first, &payload);
        assert_eq!(region.admit(&bytes).map(drop), BAD, "{payload:02x?}");
    }
}

#[test]
fn what_does_not_fit_the_document_is_set_aside_by_the_replica_alone() {
    let region = Region::new(1);
    let (device, first) = begun(&region);
    let base = next(&device, &first, "b");
    let own = base.actor_id.clone();
    let title = base.operations[0].pred.get(0).unwrap().clone();
    let map = (1..=3).map(|n| OpId::new(n, &own)).find(|id| {
        let at = usize::try_from(id.counter()).unwrap() - 1;
        read(first.payload()).operations[at].key == Key::Map("tools".into())
    });
    let map = map.unwrap();
    let op = |c: &mut ExpandedChange, spoil: &dyn Fn(&mut Op)| spoil(&mut c.operations[0]);
    let nowhere = OpId::new(1, &actor(9, 16));
    let table: &[(&str, Spoil<'_>, bool)] = &[
        ("the untouched change", &|_| {}, true),
        ("a number that skips", &|c| c.seq = 3, false),
        ("a number that repeats", &|c| c.seq = 1, false),
        ("a start that skips", &|c| c.start_op = 77.try_into().unwrap(), false),
        ("a start that overlaps", &|c| c.start_op = 3.try_into().unwrap(), false),
        ("no dependency", &|c| c.deps.clear(), false),
        ("a first change of another device", &|c| (c.actor_id, c.seq) = (actor(9, 16), 1), true),
        ("a second change of another device", &|c| c.actor_id = actor(9, 16), false),
        (
            "an entry of the map",
            &|c| op(c, &|op| (op.obj, op.pred) = (ObjectId::Id(map.clone()), vec![].into())),
            true,
        ),
        (
            "an entry of a text",
            &|c| op(c, &|op| (op.obj, op.pred) = (ObjectId::Id(title.clone()), vec![].into())),
            false,
        ),
        (
            "an entry of nothing",
            &|c| op(c, &|op| (op.obj, op.pred) = (ObjectId::Id(nowhere.clone()), vec![].into())),
            false,
        ),
        (
            "a replacement of nothing",
            &|c| op(c, &|op| op.pred = vec![nowhere.clone()].into()),
            false,
        ),
        (
            "a replacement of another key",
            &|c| op(c, &|op| op.pred = vec![map.clone()].into()),
            false,
        ),
        (
            "a replacement of the same key elsewhere",
            &|c| op(c, &|op| op.obj = ObjectId::Id(map.clone())),
            false,
        ),
        (
            "one good replacement and one of nothing",
            &|c| op(c, &|op| op.pred = vec![title.clone(), nowhere.clone()].into()),
            false,
        ),
    ];
    let before = Replica::from_log([first.payload()]);
    for (what, spoil, fits) in table {
        let mut change = base.clone();
        spoil(&mut change);
        let change = Change::from(change);
        let replica = Replica::from_log([first.payload(), change.raw_bytes()]);
        let aside: Vec<[u8; 32]> = if *fits { vec![] } else { vec![change.hash().0] };
        assert_eq!(replica.set_aside(), aside, "{what}");
        assert_eq!(replica.fields() == before.fields(), !fits, "{what}");
        assert!(replica.missing().is_empty(), "{what}");
    }
}

#[test]
fn a_first_change_fills_the_maps_that_it_makes_and_no_others() {
    let region = Region::new(1);
    let (_, first) = begun(&region);
    let base = read(first.payload());
    let own = base.actor_id.clone();
    let entry = base.operations.iter().position(|op| op.obj != ObjectId::Root).unwrap();
    let ObjectId::Id(map) = base.operations[entry].obj.clone() else { panic!("the root") };
    let other = (1..).find(|counter| *counter != map.counter()).unwrap();
    for (what, place) in [
        ("its own", map.clone()),
        ("what is no map", OpId::new(other, &own)),
        ("the same place of another", OpId::new(map.counter(), &actor(9, 16))),
    ] {
        let mut change = base.clone();
        let fits = place == map;
        change.operations[entry].obj = ObjectId::Id(place);
        let change = Change::from(change);
        let replica = Replica::from_log([change.raw_bytes()]);
        assert_eq!(replica.set_aside().is_empty(), fits, "{what}");
        assert_eq!(replica.fields().iter().count() > 0, fits, "{what}");
    }
}

#[test]
fn what_was_written_at_once_cannot_be_built_on_unseen() {
    let region = Region::new(1);
    let (device, first) = begun(&region);
    let ours = next(&device, &first, "b");
    let mut theirs = next(&device, &first, "c");
    (theirs.actor_id, theirs.seq) = (actor(9, 16), 1);
    // It replaces our title and does not depend on the change that wrote it.
    theirs.operations[0].pred = vec![OpId::new(ours.start_op.get(), &ours.actor_id)].into();
    let (ours, mut seen) = (Change::from(ours), theirs.clone());
    let theirs = Change::from(theirs);
    let replica = Replica::from_log([theirs.raw_bytes(), ours.raw_bytes(), first.payload()]);
    assert_eq!(replica.set_aside(), [theirs.hash().0]);
    assert_eq!(replica.fields().text("title"), Some("b"));

    seen.deps = vec![ours.hash()];
    seen.start_op = (ours.start_op().get() + 1).try_into().unwrap();
    let seen = Change::from(seen);
    let replica = Replica::from_log([seen.raw_bytes(), ours.raw_bytes(), first.payload()]);
    assert!(replica.set_aside().is_empty());
    assert_eq!(replica.fields().text("title"), Some("c"));
}

#[test]
fn a_long_row_of_changes_of_two_devices_counts_whole() {
    let region = Region::new(1);
    let (device, first) = begun(&region);
    let mut log = vec![first.payload().to_vec()];
    for turn in 0..6 {
        let author = Author { incarnation: 1 + turn % 2, ..device.author() };
        let mut replica = Replica::from_log(log.iter().map(Vec::as_slice));
        let target = Fields::new().with("title", format!("turn {turn}"));
        let seq = device.next_seq();
        let bytes = author.change(seq, first.origin(), &mut replica, None, &target).unwrap();
        log.push(region.admit(&bytes.unwrap()).unwrap().payload().to_vec());
    }
    let replica = Replica::from_log(log.iter().rev().map(Vec::as_slice));
    assert_eq!((replica.set_aside().len(), replica.heads().len()), (0, 1));
    assert_eq!(replica.fields().text("title"), Some("turn 5"));
}

#[test]
fn a_choice_between_values_written_at_once_is_settled_by_writing_it_again() {
    let region = Region::new(1);
    let (device, first) = begun(&region);
    let edit = |incarnation: u32, title: &str| {
        let author = Author { incarnation, ..device.author() };
        let mut replica = Replica::from_log([first.payload()]);
        let target = Fields::new().with("title", title);
        let seq = device.next_seq();
        let bytes = author.change(seq, first.origin(), &mut replica, None, &target).unwrap();
        region.admit(&bytes.unwrap()).unwrap().payload().to_vec()
    };
    let (one, other) = (edit(1, "b"), edit(2, "c"));
    let log = [first.payload(), &one, &other];
    let both: Vec<Scalar> = vec!["b".into(), "c".into()];
    let contested = Replica::from_log(log).fields();
    assert_eq!(contested.all("title"), both);
    assert_eq!(contested.all("tools"), []);

    let winner = Fields::new().with("title", contested.text("title").unwrap());
    let bytes = device.change(first.origin(), &log, &winner).unwrap();
    let settled = region.admit(&bytes).unwrap();
    let now = Replica::from_log([first.payload(), &one, &other, settled.payload()]).fields();
    assert_eq!(now.all("title"), [Scalar::from(contested.text("title").unwrap())]);
    let again = [first.payload(), &one, &other, settled.payload()];
    assert_eq!(device.change(first.origin(), &again, &winner), None, "nothing is left to settle");
}

#[test]
fn every_kind_of_value_survives_the_document_and_its_state_has_a_name_of_its_own() {
    let region = Region::new(1);
    let device = region.device(10, &[Role::Member], None);
    let values = [
        ("truth", Scalar::Bool(true)),
        ("number", Scalar::Int(-7)),
        ("text", Scalar::Text("é".into())),
        ("bytes", Scalar::Bytes(vec![0, 255])),
    ]
    .map(|(key, value)| (key.to_owned(), value));
    let mut fields = Fields::new().with_map("all", values.clone()).with_map("none", []);
    for (key, value) in values {
        fields = fields.with(&key, value);
    }
    let routes = vec![Channel::Member(device.member())];
    let bytes = device.create_raw(Kind::Ticket, vec![device.member()], None, routes, &fields);
    let first = region.admit(&bytes).unwrap();
    let before = Replica::from_log([first.payload()]);
    assert_eq!(before.fields(), fields);
    assert_eq!(before.state_hash(), Replica::from_log([first.payload()]).state_hash());

    let titles = ["a", "b"].map(|title| {
        let target = Fields::new().with("text", title);
        let edit = device.change(first.origin(), &[first.payload()], &target).unwrap();
        Replica::from_log([first.payload(), region.admit(&edit).unwrap().payload()]).state_hash()
    });
    assert!(titles[0] != titles[1] && !titles.contains(&before.state_hash()));
    assert_ne!(Replica::empty().state_hash(), before.state_hash());
}

#[test]
fn what_a_document_does_not_name_is_left_alone_and_what_it_empties_goes() {
    let region = Region::new(1);
    let (device, first) = begun(&region);
    let write = |target: &Fields| device.change(first.origin(), &[first.payload()], target);
    for (target, title, tools) in [
        (Fields::new().with("title", "b"), Some("b"), vec!["thymio"]),
        (Fields::new().with("title", Scalar::Null), None, vec!["thymio"]),
        (Fields::new().with_map("tools", []), Some("a"), vec![]),
        (
            Fields::new().with_map(
                "tools",
                [("thymio", true), ("drone", true)].map(|(k, v)| (k.to_owned(), v.into())),
            ),
            Some("a"),
            vec!["drone", "thymio"],
        ),
    ] {
        let change = region.admit(&write(&target).unwrap()).unwrap();
        let now = Replica::from_log([first.payload(), change.payload()]).fields();
        assert_eq!(now.text("title"), title, "{target:?}");
        assert_eq!(now.keys("tools").collect::<Vec<_>>(), tools, "{target:?}");
    }
    let unchanged = Fields::new().with("title", "a").with("gone", Scalar::Null);
    assert_eq!((unchanged.value("gone"), unchanged.all("gone")), (None, vec![]));
    assert_eq!(write(&unchanged), None);
    let mut replica = Replica::from_log([first.payload()]);
    let rival = Fields::new().with_map("rival", [("a".to_owned(), Scalar::Bool(true))]);
    let refused = device.author().change(9, first.origin(), &mut replica, None, &rival);
    assert_eq!(refused, Err(Refusal::BadStructure));
}

#[test]
fn a_change_that_was_signed_several_times_counts_once_and_the_others_are_counted() {
    let region = Region::new(1);
    let (device, first) = begun(&region);
    let (one, other) = (written(&next(&device, &first, "b")), written(&next(&device, &first, "c")));
    let (first, one, other) = (first.payload(), one.as_slice(), other.as_slice());
    let once = Replica::from_log([first, one, other]);
    assert_eq!(once.repeated(), 0);
    for (log, repeated) in [
        (vec![first, first], 1),
        (vec![first, one, other, one], 1),
        (vec![one, first, other, one, first, one, first], 4),
    ] {
        let replica = Replica::from_log(log.iter().copied());
        assert_eq!(replica.repeated(), repeated);
        if log.contains(&one) {
            assert_eq!(replica.state_hash(), once.state_hash());
            assert_eq!(replica.fields(), once.fields());
            assert_eq!(replica.set_aside(), once.set_aside());
        }
    }
}
