//! A disk without room: a call says so, nothing is half done, and the work goes on when there is
//! room again.

use sharenum_companion::{EngineError, TicketFilter};
use sharenum_companion::{PageRequest, SyncSummary};
use sharenum_disk::Disk;
use sharenum_domain::DocumentId;
use sharenum_store::{Store, StoreError};
use sharenum_sync::SyncError;
use tempfile::TempDir;

use crate::check::{HubFile, PhoneFile};
use crate::common::scratch_ticket;
use crate::home::Home;
use crate::story::{self, At, Road, StoryPhone};
use crate::template::{Folders, Template, scratch};

/// From nothing at all to enough for any one call, in bytes.
fn rooms() -> impl Iterator<Item = u64> {
    (0..24).map(|n| n * 1_700).chain([60_000, 200_000])
}

/// A copy of the region, the bus and the phone; one of the folders is watched.
struct Scene {
    disk: Disk,
    folders: Folders,
    _folder: TempDir,
}

impl Scene {
    fn watching(which: impl Fn(&Folders) -> &std::path::Path) -> Self {
        let folder = scratch();
        let folders = Template::get().copy_to(&folder.path().canonicalize().unwrap());
        Self { disk: Disk::watch(which(&folders)).unwrap(), folders, _folder: folder }
    }

    fn phone(&self) -> StoryPhone {
        story::open(&self.folders.file(), Template::get().epoch_ms, 0).unwrap()
    }

    fn home(&self) -> Home<'static> {
        Home::open(&self.folders, Box::new(|_, _| {})).unwrap()
    }
}

fn open_ticket(phone: &StoryPhone, title: &str) -> Result<DocumentId, EngineError> {
    phone.engine.open_ticket(scratch_ticket(title, 20)).map(|(id, _)| id)
}

fn titles(phone: &StoryPhone) -> Vec<String> {
    let page = PageRequest::first().of(PageRequest::MOST);
    let mine = phone.engine.tickets(TicketFilter::Mine, &page).unwrap().items;
    let mut titles: Vec<_> = mine.into_iter().map(|ticket| ticket.title).collect();
    titles.sort();
    titles
}

#[test]
fn an_edit_on_a_full_disk_says_so_and_leaves_nothing_and_the_next_one_works() {
    let scene = Scene::watching(|folders| &folders.phone);
    let phone = scene.phone();
    let (mut saved, mut refused) = (Vec::new(), 0);
    for room in rooms() {
        scene.disk.set_room(Some(room));
        let title = format!("With {room:06}");
        match open_ticket(&phone, &title) {
            Ok(_) => saved.push(title),
            Err(EngineError::Storage(StoreError::DiskFull)) => refused += 1,
            Err(error) => panic!("with {room} bytes of room: {error:?}"),
        }
        assert_eq!(titles(&phone), saved, "with {room} bytes of room");
    }
    assert!(refused > 3 && !saved.is_empty(), "{refused} refused, {} saved", saved.len());
    scene.disk.set_room(None);
    open_ticket(&phone, "With room").unwrap();
    saved.push("With room".to_owned());
    assert_eq!(titles(&phone), saved);
    drop(phone);
    PhoneFile::check(&scene.folders.file()).unwrap();
    assert_eq!(titles(&scene.phone()), saved);
}

#[test]
fn a_start_on_a_full_disk_works_or_says_so_and_touches_nothing() {
    let scene = Scene::watching(|folders| &folders.phone);
    open_ticket(&scene.phone(), "Before").unwrap();
    let mut refused = 0;
    for room in rooms() {
        scene.disk.set_room(Some(room));
        match Store::open(&scene.folders.file(), &story::file_key()) {
            Ok(_) => {}
            Err(StoreError::DiskFull) => refused += 1,
            Err(error) => panic!("with {room} bytes of room: {error:?}"),
        }
    }
    assert!(refused > 0);
    scene.disk.set_room(None);
    assert_eq!(titles(&scene.phone()), ["Before"]);
    PhoneFile::check(&scene.folders.file()).unwrap();
}

#[test]
fn a_sync_that_fills_the_disk_stops_clearly_and_goes_on_where_it_stood() {
    let scene = Scene::watching(|folders| &folders.phone);
    let (home, phone) = (scene.home(), scene.phone());
    let (mut stopped, mut went_on) = (0, false);
    for room in rooms() {
        scene.disk.set_room(Some(room));
        match home.sync_summary(&phone.engine, At::Region) {
            Ok(SyncSummary { finished, .. }) => went_on |= finished,
            Err(error) => {
                assert!(error.to_string().contains("free some space"), "{room}: {error:?}");
                stopped += 1;
            }
        }
        if went_on {
            break;
        }
    }
    assert!(stopped > 3, "{stopped}");
    scene.disk.set_room(None);
    home.sync(&phone.engine, At::Region).unwrap();
    drop(phone);
    let file = PhoneFile::check(&scene.folders.file()).unwrap();
    let region = HubFile::check(&scene.folders.region).unwrap();
    let bus = HubFile::check(&scene.folders.bus).unwrap();
    crate::check::agree(&file, &region, &bus).unwrap();
    let tickets = region.chunks.values().filter(|(_, kind)| *kind == TICKET).count();
    assert_eq!(file.tickets, tickets, "all that the region has came through");
}

const TICKET: u8 = sharenum_ledger::Kind::Ticket.as_u8();

#[test]
fn a_hub_with_a_full_disk_acknowledges_nothing_and_takes_all_when_there_is_room() {
    for (at, folder) in [(At::Region, "region"), (At::Bus, "bus")] {
        let scene =
            Scene::watching(
                move |folders| {
                    if folder == "region" { &folders.region } else { &folders.bus }
                },
            );
        let (home, phone) = (scene.home(), scene.phone());
        home.sync(&phone.engine, at).unwrap();
        for n in 0..6 {
            open_ticket(&phone, &format!("Ticket {n}")).unwrap();
        }
        let hub = || {
            let data = if at == At::Region { &scene.folders.region } else { &scene.folders.bus };
            HubFile::check(data).unwrap()
        };
        let (before, mut refused) = (hub().chunks.len(), 0);
        for room in [0, 3_000, 9_000] {
            scene.disk.set_room(Some(room));
            let error = home.sync_summary(&phone.engine, at).unwrap_err();
            let EngineError::Sync(SyncError::Refused { code, detail }) = &error else {
                panic!("with {room} bytes of room: {error:?}")
            };
            assert_eq!(code, "storage-full", "{detail}");
            assert!(detail.contains("stays on your device"), "{detail}");
            refused += 1;
            let waits = phone.engine.sync_status().unwrap().undelivered.on_this_phone;
            let taken = hub().chunks.len() - before;
            assert_eq!(waits + taken, 6, "with {room} bytes of room at the {at:?}");
        }
        assert_eq!(refused, 3);
        scene.disk.set_room(None);
        home.sync(&phone.engine, at).unwrap();
        assert_eq!(phone.engine.sync_status().unwrap().undelivered.on_this_phone, 0);
        assert_eq!(hub().chunks.len() - before, 6);
    }
}

#[test]
fn a_hub_that_starts_on_a_full_disk_works_or_says_so_and_touches_nothing() {
    let scene = Scene::watching(|folders| &folders.region);
    let open = || {
        let options = sharenum_hub::HubOptions::default();
        sharenum_hub::Hub::open(&scene.folders.region, sharenum_ledger::HubRole::Region, options)
    };
    let mut refused = 0;
    for room in rooms() {
        scene.disk.set_room(Some(room));
        if let Err(error) = open() {
            assert!(error.to_string().contains("free some space"), "{room}: {error:?}");
            assert_eq!(error.exit_code(), 73);
            refused += 1;
        }
    }
    assert!(refused > 0);
    scene.disk.set_room(None);
    drop(open().unwrap());
    HubFile::check(&scene.folders.region).unwrap();
}
