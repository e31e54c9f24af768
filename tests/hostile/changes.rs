//! Automerge changes that a member in good standing signs and that are traps: at the push door of a
//! hub, and at the feed door of a phone, where a hub that is in on it lets them through.

use automerge::legacy::{Key, ObjectId, OpId, OpType};
use automerge::{ActorId, Change, ExpandedChange, ObjType, ScalarValue};
use sharenum_properties::script::with_checksum;
use sharenum_sync::wire::{Entry, Verdict};

use crate::cases;
use crate::common::*;
use crate::evil::*;

/// Bends the payload of a good change.
type Bend = fn(&[u8]) -> Vec<u8>;

/// Neither door lets it show, both say what it is, and what is good beside it gets in.
async fn is_stopped(bend: Bend) {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let reader = region.teacher(1, WEST, expert("scratch")).await;
    reader.open_ticket(scratch_ticket("Mine", 20)).unwrap();
    let mut attacker = attacker(&region).await;
    let routes = reach(&attacker);
    let (ticket, first) = attacker.write(&plain_ticket("Loops", &clock), None, routes.clone());
    let honest = attacker.change(ticket, &plain_ticket("Loops, edited", &clock));
    let bent = tampered(&honest, &bend(&payload(&honest)));
    let (_, good) = attacker.write(&plain_ticket("Beside it", &clock), None, routes);

    let verdicts = attacker.push(&region.url, vec![first, bent.clone(), good]).await;
    assert_eq!((&verdicts[0], &verdicts[2]), (&Verdict::Accepted, &Verdict::Accepted));
    if let Verdict::Refused { code, detail } = &verdicts[1] {
        assert!(["bad-structure", "actor-mismatch"].contains(&code.as_str()), "{code}");
        assert!(detail.contains("update the app") || detail.contains("another device"), "{detail}");
    } else {
        // Its shape is allowed; it does not fit its document, which shows beside the others.
        assert_eq!(verdicts[1], Verdict::Accepted);
    }
    reader.sync_with(&region.url).await;
    assert_eq!(titles(&reader), ["Beside it", "Loops", "Mine"]);
    assert_eq!(reader.undelivered(), (0, 0));

    let evil = EvilHub::slipping_in(&region, vec![Entry::Chunk(bent)]).await;
    reader.edit_ticket(&ticket_of(&reader, "Mine"), retitled("Mine, edited")).unwrap();
    reader.sync_with(&evil.url).await;
    assert_eq!(titles(&reader), ["Beside it", "Loops", "Mine, edited"]);
    look_at_everything(&reader, &ticket);

    // And the true change of the same place is not kept out by it.
    assert_eq!(attacker.push(&region.url, vec![honest]).await, [Verdict::Accepted]);
    reader.sync_with(&region.url).await;
    assert_eq!(titles(&reader), ["Beside it", "Loops, edited", "Mine, edited"]);
}

fn ticket_of(phone: &Phone, title: &str) -> sharenum_domain::DocumentId {
    let page = sharenum_companion::PageRequest::first();
    let all = phone.tickets(sharenum_companion::TicketFilter::All, &page).unwrap();
    all.items.into_iter().find(|ticket| ticket.title == title).unwrap().common.id
}

fn retitled(title: &str) -> sharenum_companion::TicketEdit {
    sharenum_companion::TicketEdit { title: Some(title.to_owned()), ..Default::default() }
}

fn changed(payload: &[u8], change: impl Fn(&mut ExpandedChange)) -> Vec<u8> {
    let mut expanded = Change::try_from(payload).unwrap().decode();
    expanded.hash = None;
    change(&mut expanded);
    Change::from(expanded).raw_bytes().to_vec()
}

fn nowhere() -> OpId {
    OpId::new(1, &ActorId::from([9_u8; 16].as_slice()))
}

/// What automerge writes for a body of columns, with a checksum that fits.
fn of_columns(payload: &[u8], columns: &[(u8, &[u8])]) -> Vec<u8> {
    let actor = Change::try_from(payload).unwrap().actor_id().to_bytes().to_vec();
    let mut body = vec![0, 16];
    body.extend(actor);
    body.extend([1, 1, 0, 0, 0, u8::try_from(columns.len()).unwrap()]);
    for (specification, bytes) in columns {
        body.extend([*specification, u8::try_from(bytes.len()).unwrap()]);
    }
    columns.iter().for_each(|(_, bytes)| body.extend(*bytes));
    let length = u8::try_from(body.len()).unwrap();
    assert!(length < 128, "one byte says the length");
    with_checksum([vec![0; 8], vec![1, length], body].concat())
}

cases! { is_stopped:
    a_sequence_number_that_skips: |p| changed(p, |c| c.seq += 1);
    a_sequence_number_that_repeats: |p| changed(p, |c| c.seq = 1);
    a_sequence_number_at_the_end_of_numbers: |p| changed(p, |c| c.seq = u64::from(u32::MAX));
    a_first_operation_at_the_end_of_time:
        |p| changed(p, |c| c.start_op = u64::from(u32::MAX).try_into().unwrap());
    a_first_operation_before_its_past: |p| changed(p, |c| c.start_op = 2.try_into().unwrap());
    a_dependency_that_nobody_has: |p| changed(p, |c| c.deps = vec![automerge::ChangeHash([9; 32])]);
    no_dependency_at_all: |p| changed(p, |c| c.deps.clear());
    a_dependency_named_twice: |p| changed(p, |c| c.deps.extend(c.deps.clone()));
    an_object_that_does_not_exist:
        |p| changed(p, |c| c.operations[0].obj = ObjectId::Id(nowhere()));
    an_object_that_is_a_title: |p| changed(p, |c| {
        let title = c.operations[0].pred.get(0).unwrap().clone();
        c.operations[0].obj = ObjectId::Id(title);
    });
    a_predecessor_that_does_not_exist:
        |p| changed(p, |c| c.operations[0].pred = vec![nowhere()].into());
    a_list: |p| changed(p, |c| c.operations[0].action = OpType::Make(ObjType::List));
    a_map_that_rivals_the_first: |p| changed(p, |c| c.operations[0].action = OpType::Make(ObjType::Map));
    a_counter: |p| changed(p, |c| c.operations[0].action = OpType::Increment(i64::MAX));
    a_number_that_is_none:
        |p| changed(p, |c| c.operations[0].action = OpType::Put(ScalarValue::F64(f64::NAN)));
    an_insertion_into_a_map: |p| changed(p, |c| c.operations[0].insert = true);
    a_key_as_long_as_a_letter:
        |p| changed(p, |c| c.operations[0].key = Key::Map("k".repeat(10_000).into()));
    another_members_actor:
        |p| changed(p, |c| c.actor_id = ActorId::from([9_u8; 16].as_slice()));
    an_actor_without_a_byte: |p| changed(p, |c| c.actor_id = ActorId::from([].as_slice()));
    bytes_after_the_end: |p| changed(p, |c| c.extra_bytes = vec![7; 100]);
    a_compressed_change: |p| {
        let long = ScalarValue::Str("z".repeat(8_000).into());
        let long = changed(p, |c| c.operations[0].action = OpType::Put(long.clone()));
        Change::try_from(long.as_slice()).unwrap().bytes().to_vec()
    };
    a_whole_document_in_place_of_a_change: |p| {
        let mut whole = automerge::Automerge::new();
        let _ = whole.apply_changes([Change::try_from(p).unwrap()]);
        whole.save()
    };
    a_run_of_a_billion_operations: |p| of_columns(p, &[
        (0x15, &[0x80, 0x80, 0x80, 0x80, 4, 1, b'k']),
        (0x34, &[0x80, 0x80, 0x80, 0x80, 4]),
        (0x42, &[0x80, 0x80, 0x80, 0x80, 4, 1]),
        (0x56, &[0x80, 0x80, 0x80, 0x80, 4, 0]),
        (0x70, &[0x80, 0x80, 0x80, 0x80, 4, 0]),
    ]);
    an_operation_with_a_billion_predecessors: |p| of_columns(p, &[
        (0x15, &[1, 1, b'k']),
        (0x34, &[1]),
        (0x42, &[1, 1]),
        (0x56, &[1, 0]),
        (0x70, &[1, 0x80, 0x80, 0x80, 0x80, 4]),
        (0x71, &[0x80, 0x80, 0x80, 0x80, 4, 0]),
        (0x73, &[0x80, 0x80, 0x80, 0x80, 4, 1]),
    ]);
    nothing_at_all: |_| Vec::new();
    a_megabyte_of_zeros_cut_to_what_a_ticket_may_be: |_| with_checksum(vec![0; 16_000]);
}
