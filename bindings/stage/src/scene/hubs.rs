//! The hub of the region and the box of its bus, in this process and on the scene's clock.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, ensure};
use jiff::tz::TimeZone;
use sharenum_companion::Clock;
use sharenum_domain::{Role, SchoolCode, directory};
use sharenum_hub::carry::carry_over;
use sharenum_hub::invitation::InvitationOrder;
use sharenum_hub::keys::Keys;
use sharenum_hub::{Hub, HubOptions, Invited, join_region, server};
use sharenum_ledger::HubRole;
use sharenum_sync::{HttpClient, HttpOptions, HttpReply, HttpRequest, SyncLimits, wire};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::{Addresses, catalogue};

/// The demo's establishments, facts of the French directory; see hub/src/demo/establishments.md.
const DIRECTORY: &str = include_str!("../../../../hub/src/demo/establishments.csv");
/// For how many days an invitation of the scene admits.
const INVITATION_DAYS: u16 = 14;

/// The region's hub and the bus, at the addresses that phones know them by.
pub(super) struct Hubs {
    folder: PathBuf,
    pub(super) region: Arc<Hub>,
    pub(super) bus: Arc<Hub>,
    pub(super) addresses: Addresses,
}

impl Hubs {
    /// Starts both in `folder` and publishes the directory and the catalogue.
    pub(super) fn start(
        folder: &Path,
        clock: &Arc<impl Clock + 'static>,
        zone: &TimeZone,
        addresses: Addresses,
    ) -> Result<Self> {
        let options = |url: &str| HubOptions {
            clock: Arc::clone(clock) as Arc<dyn Clock>,
            time_zone: zone.clone(),
            public_url: url.to_owned(),
            ..HubOptions::default()
        };
        let region =
            Hub::open(&folder.join("region"), HubRole::Region, options(&addresses.region))?;
        let region = Arc::new(region);
        let schools = directory::read(DIRECTORY.as_bytes())?.establishments;
        region.publish_directory(schools)?;
        region.publish_catalogue(&catalogue::entries()?)?;
        let data = folder.join("bus");
        admit_bus(&region, &data)?;
        let bus = Arc::new(Hub::open(&data, HubRole::Bus, options(&addresses.bus))?);
        Ok(Self { folder: folder.to_owned(), region, bus, addresses })
    }

    pub(super) fn invite(&self, roles: &[Role], school: Option<SchoolCode>) -> Result<Invited> {
        invite(&self.region, roles, school)
    }

    /// What the region signs with.
    pub(super) fn region_keys(&self) -> Result<Keys> {
        Keys::read(&self.folder.join("region"))?.context("the region has no keys")
    }

    /// The bus drives home.
    pub(super) fn carry(&self) -> Result<()> {
        let home = |request: HttpRequest| Ok(answer(&self.region, &request));
        let carried = carry_over(&self.bus, &self.addresses.region, SyncLimits::default(), home)?;
        ensure!(carried.finished, "the bus did not carry everything home");
        Ok(())
    }
}

fn invite(region: &Hub, roles: &[Role], school: Option<SchoolCode>) -> Result<Invited> {
    let order =
        InvitationOrder { roles: roles.to_vec(), school, member: None, days: INVITATION_DAYS };
    Ok(region.invite(&order)?)
}

/// What a hub answers to a phone.
pub(super) fn answer(hub: &Hub, request: &HttpRequest) -> HttpReply {
    let bearer = request.bearer.as_ref().map(wire::bearer);
    let reply = hub.handle(request.path, bearer.as_deref(), &request.body);
    HttpReply {
        status: reply.status,
        content_type: reply.content_type.to_owned(),
        body: reply.body,
    }
}

/// A bus joins its region over HTTP and in no other way, so the region listens for that long.
fn admit_bus(region: &Arc<Hub>, data: &Path) -> Result<()> {
    let code = invite(region, &[Role::BusHub], None)?.code.to_string();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .context("no threads for the region")?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async { drop(stopped.await) };
        let serving = tokio::spawn(server::serve(Arc::clone(region), listener, None, stopped));
        let client = HttpClient::new(HttpOptions::default())?;
        let joined = join_region(data, &client, &url, &code).await;
        // Without a client, no connection is left to be waited for.
        drop(client);
        stop.send(()).map_err(|()| anyhow!("the region stopped by itself"))?;
        serving.await??;
        Ok(joined?)
    })
}
