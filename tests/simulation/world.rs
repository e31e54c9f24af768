//! The world in which every case begins: made once, then copied file by file.
//!
//! Everybody has joined and read everything; one ticket is being talked about, one workshop is
//! published, one help session is logged. The files lie in memory where the system offers that.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::date;
use sharenum_companion::PlanEdit;
use sharenum_domain::Role;
use sharenum_hub::invitation::InvitationOrder;
use sharenum_hub::{join_region, server};
use sharenum_ledger::HubRole;
use sharenum_store::{Store, StoreError, identity, own_certificate};
use sharenum_sync::{HttpClient, HttpOptions, HttpReply, HttpRequest, SyncError, SyncLimits, wire};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::cast::{CAST, Part, READER};
use crate::clock::{MINUTE_MS, START_MS, Time};
use crate::deeds::{help_session, scratch_ticket, workshop};
use crate::hubs::HubBox;
use crate::log::RegionLog;
use crate::phone::{Phone, file_key};
use crate::schools::{bus_resource, catalogue, directory, expert, novice, slot, uai};

pub const REGION_URL: &str = "https://region.example.org";
pub const BUS_URL: &str = "https://bus.local";
/// The cases begin when no clock of theirs can be behind what the hubs have seen.
const CASES_BEGIN_MS: i64 = START_MS + 8 * 60 * MINUTE_MS;

const BUS: &str = "bus";
const NEW_BUS: &str = "bus-with-a-new-disk";
const REGION: &str = "region";

pub struct World {
    folder: TempDir,
}

/// A folder in memory, where there is one.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.or_else(|_| tempfile::tempdir()).unwrap()
}

impl World {
    pub fn prepare() -> Self {
        let world = Self { folder: folder() };
        let time = Time::at(START_MS);
        for (name, role, seeds) in [
            (REGION, "region", "root_seed = \"".to_owned() + &"21".repeat(32) + "\"\n"),
            (BUS, "bus", String::new()),
            (NEW_BUS, "bus", String::new()),
        ] {
            let seed = if role == "region" { "22" } else { "23" }.repeat(32);
            let keys = format!("role = \"{role}\"\nhub_seed = \"{seed}\"\n{seeds}");
            fs::create_dir(world.path(name)).unwrap();
            fs::write(world.path(name).join(sharenum_hub::keys::FILE), keys).unwrap();
        }
        let mut region = HubBox::open(HubRole::Region, &world.path(REGION), time.clock(0));
        let host = CAST.iter().find(|part| part.roles.contains(&Role::BusHost)).unwrap();
        region.hub().publish_directory(directory()).unwrap();
        region.hub().publish_catalogue(&catalogue()).unwrap();
        let bus = bus_resource(region.hub().member(), host.member());
        region.hub().publish_catalogue(&[bus]).unwrap();
        world.let_the_bus_join(&region);
        let mut phones: Vec<Phone> =
            CAST.iter().map(|part| world.join(&region, part, &time)).collect();
        begin_a_story(&phones, &region, &time);
        for phone in &mut phones {
            phone.switch_off();
        }
        world.read_once(&region, &time);
        region.switch_off();
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The box joins over real HTTP, twice: as it is, and as it will be with a new disk.
    fn let_the_bus_join(&self, region: &HubBox) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!("http://{}", listener.local_addr().unwrap());
            let (stop, stopped) = oneshot::channel::<()>();
            let hub = Arc::clone(region.hub());
            let serving =
                tokio::spawn(server::serve(hub, listener, None, async { drop(stopped.await) }));
            let client = HttpClient::new(HttpOptions::default()).unwrap();
            let member = Some([99; 16].into());
            for name in [BUS, NEW_BUS] {
                let order =
                    InvitationOrder { roles: vec![Role::BusHub], school: None, member, days: 1 };
                let code = region.hub().invite(&order).unwrap().code.to_string();
                join_region(&self.path(name), &client, &url, &code).await.unwrap();
            }
            drop(client);
            stop.send(()).unwrap();
            serving.await.unwrap().unwrap();
        });
    }

    fn join(&self, region: &HubBox, part: &'static Part, time: &Time) -> Phone {
        let order = InvitationOrder {
            roles: part.roles.to_vec(),
            school: Some(uai(part.school)),
            member: Some(part.member()),
            days: 1,
        };
        let code = region.hub().invite(&order).unwrap().code.to_string();
        let mut phone = Phone::new(part, self.folder.path(), time.clock(0));
        let request = phone.engine().join_request(&code).unwrap();
        let reply = ask(region, request.request().clone()).unwrap();
        phone.engine().complete_join(REGION_URL, &request, &reply).unwrap();
        // The incarnation is drawn by chance, and what is drawn by chance cannot be played again.
        phone.switch_off();
        let store = Store::open(&self.path(&part.file()), &file_key(part.seed)).unwrap();
        store
            .write::<_, StoreError>(|tx| {
                let root = identity(tx.conn())?.unwrap().root;
                let certificate = own_certificate(tx.conn())?;
                tx.set_identity(&root, certificate.bytes(), u32::from(part.seed))
            })
            .unwrap();
        drop(store);
        phone.switch_on();
        phone
    }

    /// A file that has read all of this, for those who read the region's log again.
    fn read_once(&self, region: &HubBox, time: &Time) {
        let mut reader = self.join(region, &READER, time);
        RegionLog::read(region.hub()).fold_into(reader.store(), 0).unwrap();
        reader.switch_off();
    }

    /// A copy of the hubs and of these phones' files.
    pub fn copy(&self, parts: &[&Part]) -> Files {
        let files = Files { folder: folder() };
        for part in parts.iter().copied().chain([&READER]) {
            let (from, to) = (self.path(&part.file()), files.path().join(part.file()));
            fs::copy(with_mark(&from), with_mark(&to)).unwrap();
            fs::copy(from, to).unwrap();
        }
        for name in [REGION, BUS] {
            copy_folder(&self.path(name), &files.path().join(name));
        }
        files
    }

    /// The bus gets a new disk, and has joined again.
    pub fn replace_disk(&self, bus: &mut HubBox) {
        bus.switch_off();
        fs::remove_dir_all(bus.folder()).unwrap();
        copy_folder(&self.path(NEW_BUS), bus.folder());
        bus.switch_on();
    }
}

/// The files of one case.
pub struct Files {
    folder: TempDir,
}

impl Files {
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn region(&self) -> PathBuf {
        self.path().join(REGION)
    }

    pub fn bus(&self) -> PathBuf {
        self.path().join(BUS)
    }

    pub fn time() -> Time {
        Time::at(CASES_BEGIN_MS)
    }
}

fn with_mark(path: &Path) -> PathBuf {
    path.with_extension("db.mark")
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

fn ask(hub: &HubBox, request: HttpRequest) -> Result<HttpReply, SyncError> {
    let bearer = request.bearer.as_ref().map(wire::bearer);
    let reply = hub.hub().handle(request.path, bearer.as_deref(), &request.body);
    let content_type = reply.content_type.to_owned();
    Ok(HttpReply { status: reply.status, content_type, body: reply.body })
}

fn begin_a_story(phones: &[Phone], region: &HubBox, time: &Time) {
    let sync = |phone: &Phone| {
        time.advance(MINUTE_MS);
        let limits = SyncLimits::default();
        let summary =
            phone.engine().sync_over(REGION_URL, limits, |request| ask(region, request)).unwrap();
        assert!(summary.finished);
    };
    for phone in phones {
        sync(phone);
        let known = phone.engine().profile().unwrap().school.is_some();
        if !known && !phone.part.is_tablet() {
            let tools =
                if phone.part.name == "colleague" { novice("scratch") } else { expert("scratch") };
            let name = phone.part.name;
            phone.engine().set_profile(Some(uai(phone.part.school)), tools).unwrap();
            phone.engine().set_card(name, &format!("{name}@example.org")).unwrap();
        }
        sync(phone);
    }
    let named = |name: &str| phones.iter().find(|phone| phone.part.name == name).unwrap();
    let (macon, west, host) = (named("macon"), named("west"), named("host"));
    let (tablet, colleague) = (named("tablet"), named("colleague"));
    let ticket = scratch_ticket(macon.engine(), "Loops", 20, false).unwrap();
    let (ticket, _) = macon.engine().open_ticket(ticket).unwrap();
    // Nobody has answered this one, so its radius may shrink.
    let wide = scratch_ticket(macon.engine(), "Sensors", 60, false).unwrap();
    macon.engine().open_ticket(wide).unwrap();
    [macon, west, host].into_iter().for_each(sync);
    let proposal = west.engine().propose(&ticket, "I can come").unwrap();
    // And one that is still to be answered.
    host.engine().propose(&ticket, "I can come, too").unwrap();
    let robots = workshop("Robots", 20, 2, slot("2026-11-06T14:00[Europe/Paris]/90"));
    let robots = west.engine().publish_workshop(robots).unwrap();
    // This one begins two hours after the case does.
    let tonight = workshop("Sensors", 20, 1, slot("2026-11-02T19:00[Europe/Paris]/90"));
    macon.engine().publish_workshop(tonight).unwrap();
    [west, host, macon, colleague].into_iter().for_each(sync);
    colleague.engine().ask_seat(&robots).unwrap();
    sync(colleague);
    macon.engine().accept_proposal(&proposal).unwrap();
    let first = PlanEdit { what: Some("Loops".to_owned()), ..PlanEdit::default() };
    macon.engine().start_plan(&proposal, first).unwrap();
    let start = date(2026, 11, 2).at(7, 30, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    tablet.engine().log_help_session(help_session(5, start.timestamp())).unwrap();
    for phone in phones.iter().chain(phones) {
        sync(phone);
    }
}
