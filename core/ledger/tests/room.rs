//! How much of one document the devices may take, counted to the last of them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Device, Region};
use sharenum_domain::{MemberId, Role};
use sharenum_ledger::{Author, Channel, Fields, Kind, Permitted, Refusal, Replica};

/// What `device`, as its incarnation of that number, writes on top of the first change alone.
fn words(region: &Region, device: &Device, incarnation: u32, first: &Permitted) -> Vec<u8> {
    let author = Author { incarnation, ..device.author() };
    let mut replica = Replica::from_log([first.payload()]);
    let target = Fields::new().with("title", format!("{:?} {incarnation}", device.key.public()));
    let seq = device.next_seq();
    let bytes = author.change(seq, first.origin(), &mut replica, None, &target).unwrap();
    region.admit(&bytes.unwrap()).unwrap().payload().to_vec()
}

fn begun(region: &Region, device: &Device) -> Permitted {
    let fields = Fields::new().with("title", "a");
    let routes = vec![Channel::Member(device.member())];
    let writers = vec![device.member()];
    region.admit(&device.create_raw(Kind::Ticket, writers, None, routes, &fields)).unwrap()
}

/// Phones of one person; the first of them begins the document.
fn phones(region: &Region, count: u8) -> Vec<Device> {
    let member = MemberId::from([7; 16]);
    (1..=count).map(|seed| region.device_of(seed, member, &[Role::Member], None)).collect()
}

#[test]
fn a_document_has_room_for_sixteen_devices_and_no_seventeenth() {
    let region = Region::new(99);
    let phones = phones(&region, 18);
    let first = begun(&region, &phones[0]);
    for (others, set_aside) in [(14, 0), (15, 0), (16, 1), (17, 2)] {
        let mut log = vec![first.payload().to_vec()];
        log.extend(phones[1..=others].iter().map(|phone| words(&region, phone, 1, &first)));
        let mut replica = Replica::from_log(log.iter().map(Vec::as_slice));
        assert_eq!(replica.set_aside().len(), set_aside, "{others} others");
        assert_eq!(replica.heads().len(), others - set_aside, "{others} others");
        // One more phone is told before it writes, where there is no room for it.
        let next = &phones[(others + 1).min(17)];
        let target = Fields::new().with("title", "more");
        let change = next.author().change(9, first.origin(), &mut replica, None, &target);
        match others {
            14 => assert!(change.is_ok()),
            15 | 16 => assert_eq!(change.unwrap_err(), Refusal::TooManyChanges, "{others} others"),
            _ => {}
        }
    }
}

#[test]
fn a_device_may_be_reborn_fifteen_times_in_one_document() {
    let region = Region::new(99);
    let phones = phones(&region, 2);
    let first = begun(&region, &phones[0]);
    for (reborn, set_aside) in [(14, 0), (15, 0), (16, 1)] {
        let mut log = vec![first.payload().to_vec()];
        log.extend((2..2 + reborn).map(|n| words(&region, &phones[0], n, &first)));
        log.push(words(&region, &phones[1], 1, &first));
        let replica = Replica::from_log(log.iter().map(Vec::as_slice));
        assert_eq!(replica.set_aside().len(), set_aside, "{reborn} times");
    }
}
