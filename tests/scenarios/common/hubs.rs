//! Hubs in this process, behind real HTTP.

use std::net::SocketAddr;
use std::sync::Arc;

use jiff::tz::TimeZone;
use sharenum_domain::{MemberId, Role};
use sharenum_hub::carry::carry;
use sharenum_hub::invitation::InvitationOrder;
use sharenum_hub::{Hub, HubError, HubOptions, join_region, server};
use sharenum_ledger::{CatalogueEntry, HubRole};
use sharenum_sync::{HttpClient, HttpOptions, SyncSummary};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{
    BUDGET, Phone, Proxy, TestClock, Tools, bus_resource, catalogue, directory, soon, uai,
};

fn options(clock: &TestClock) -> HubOptions {
    HubOptions { clock: Arc::new(clock.clone()), time_zone: TimeZone::UTC, ..HubOptions::default() }
}

/// A hub that is switched on.
struct Served {
    hub: Arc<Hub>,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<Result<(), HubError>>,
}

impl Served {
    async fn start(hub: Hub) -> Self {
        let hub = Arc::new(hub);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let stopped = async { drop(stopped.await) };
        let serving = tokio::spawn(server::serve(Arc::clone(&hub), listener, None, stopped));
        Self { hub, address, stop, serving }
    }

    async fn stop(self) {
        self.stop.send(()).unwrap();
        soon(self.serving).await.unwrap().unwrap();
        drop(Arc::into_inner(self.hub).expect("nobody else holds the hub"));
    }
}

/// A box at one address, on or off: a data folder, and a hub in it while it is on.
pub struct HubBox {
    pub folder: TempDir,
    pub url: String,
    role: HubRole,
    clock: TestClock,
    front: Proxy,
    served: Option<Served>,
}

impl HubBox {
    async fn new(role: HubRole, clock: &TestClock) -> Self {
        let front = Proxy::start().await;
        let url = front.url.clone();
        let folder = tempfile::tempdir().unwrap();
        Self { folder, url, role, clock: clock.clone(), front, served: None }
    }

    pub async fn switch_on(&mut self) {
        let hub = Hub::open(self.folder.path(), self.role, options(&self.clock)).unwrap();
        let served = Served::start(hub).await;
        self.front.lead_to(Some(served.address));
        self.served = Some(served);
    }

    pub async fn switch_off(&mut self) {
        self.front.lead_to(None);
        self.served.take().unwrap().stop().await;
    }

    pub fn hub(&self) -> &Arc<Hub> {
        &self.served.as_ref().expect("the hub is on").hub
    }

    /// What stands between this hub and everybody else.
    pub const fn front(&self) -> &Proxy {
        &self.front
    }
}

/// The hub of a region that has published its directory and its catalogue.
pub struct Region(HubBox);

impl std::ops::Deref for Region {
    type Target = HubBox;
    fn deref(&self) -> &HubBox {
        &self.0
    }
}

impl std::ops::DerefMut for Region {
    fn deref_mut(&mut self) -> &mut HubBox {
        &mut self.0
    }
}

impl Region {
    pub async fn start(clock: &TestClock) -> Self {
        let mut hub = HubBox::new(HubRole::Region, clock).await;
        hub.switch_on().await;
        hub.hub().publish_directory(directory()).unwrap();
        hub.hub().publish_catalogue(&catalogue()).unwrap();
        Self(hub)
    }

    pub fn publish(&self, entry: CatalogueEntry) {
        self.hub().publish_catalogue(&[entry]).unwrap();
    }

    /// Publishes the bus as something to book, with its host.
    pub fn publish_bus(&self, host: MemberId) {
        self.publish(bus_resource(self.hub().member(), host));
    }

    pub fn invite(&self, roles: &[Role], school: Option<u32>, member: Option<MemberId>) -> String {
        let order =
            InvitationOrder { roles: roles.to_vec(), school: school.map(uai), member, days: 14 };
        self.hub().invite(&order).unwrap().code.to_string()
    }

    /// A teacher with a profile and a card, whose phone has read everything once.
    pub async fn teacher(&self, seed: u8, school: u32, tools: Tools) -> Phone {
        self.member(seed, &[Role::Member], school, tools).await
    }

    /// A teacher whose phone has a clock of its own.
    #[allow(dead_code, reason = "the crash tests use it")]
    pub async fn teacher_with(
        &self,
        seed: u8,
        school: u32,
        tools: Tools,
        clock: &TestClock,
    ) -> Phone {
        self.settled(Phone::new(seed, clock), seed, &[Role::Member], school, tools).await
    }

    pub async fn member(&self, seed: u8, roles: &[Role], school: u32, tools: Tools) -> Phone {
        self.settled(Phone::new(seed, &self.clock), seed, roles, school, tools).await
    }

    async fn settled(
        &self,
        phone: Phone,
        seed: u8,
        roles: &[Role],
        school: u32,
        tools: Tools,
    ) -> Phone {
        let code = self.invite(roles, Some(school), None);
        phone.join(Some(&self.url), &code).await.unwrap();
        phone.sync_with(&self.url).await;
        phone.set_profile(Some(uai(school)), tools).unwrap();
        phone.set_card(&format!("Teacher {seed}"), &format!("t{seed}@example.org")).unwrap();
        phone.sync_with(&self.url).await;
        phone
    }

    /// Another phone of the same member.
    pub async fn second_phone(&self, seed: u8, of: &Phone, school: u32) -> Phone {
        let phone = Phone::new(seed, &self.clock);
        let code = self.invite(&[Role::Member], Some(school), Some(of.member()));
        phone.join(Some(&self.url), &code).await.unwrap();
        phone.sync_with(&self.url).await;
        phone
    }

    /// A school's shared tablet.
    pub async fn tablet(&self, seed: u8, school: u32) -> Phone {
        let tablet = Phone::new(seed, &self.clock);
        let code = self.invite(&[Role::Brigade], Some(school), None);
        tablet.join(Some(&self.url), &code).await.unwrap();
        tablet.sync_with(&self.url).await;
        tablet
    }

    /// How many documents the hub holds.
    pub fn documents(&self) -> u64 {
        self.hub().status().unwrap().totals.documents
    }
}

/// The box on a bus. It carries when the test says so.
pub struct Bus(HubBox);

impl std::ops::Deref for Bus {
    type Target = HubBox;
    fn deref(&self) -> &HubBox {
        &self.0
    }
}

impl std::ops::DerefMut for Bus {
    fn deref_mut(&mut self) -> &mut HubBox {
        &mut self.0
    }
}

impl Bus {
    pub async fn start(region: &Region) -> Self {
        let mut bus = HubBox::new(HubRole::Bus, &region.clock).await;
        let code = region.invite(&[Role::BusHub], None, None);
        join_region(bus.folder.path(), &client(), &region.url, &code).await.unwrap();
        bus.switch_on().await;
        let bus = Self(bus);
        bus.carry(region).await;
        bus
    }

    /// A new disk: the keys were kept elsewhere, the rest is gone, and it joins again.
    pub async fn lose_its_disk(&mut self, region: &Region) {
        self.switch_off().await;
        forget_all_but_the_keys(self.folder.path());
        let code = region.invite(&[Role::BusHub], None, None);
        join_region(self.folder.path(), &client(), &region.url, &code).await.unwrap();
        self.switch_on().await;
    }

    /// The bus drives home.
    pub async fn carry(&self, region: &Region) -> SyncSummary {
        let summary = carry(self.hub(), &client(), &region.url, BUDGET).await.unwrap();
        assert!(summary.finished);
        summary
    }

    /// Changes that the region does not have yet.
    pub fn not_home(&self) -> u64 {
        self.hub().status().unwrap().totals.uncarried
    }
}

pub fn client() -> HttpClient {
    HttpClient::new(HttpOptions::default()).unwrap()
}

/// Leaves a hub's keys in its folder and nothing else.
pub fn forget_all_but_the_keys(folder: &std::path::Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap() != sharenum_hub::keys::FILE {
            std::fs::remove_file(path).unwrap();
        }
    }
}
