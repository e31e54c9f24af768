//! The story's hubs in this process, over files that are watched.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use sharenum_companion::{CompanionEngine, EngineError, SyncSummary};
use sharenum_hub::carry::carry;
use sharenum_hub::{Hub, HubOptions, server};
use sharenum_ledger::{ChunkId, HubRole, envelope};
use sharenum_sync::wire::{self, ExchangeReply, Verdict, path};
use sharenum_sync::{HttpClient, HttpOptions, HttpReply, HttpRequest};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::story::{At, Road, limits};
use crate::template::Folders;

const BUDGET: Duration = Duration::from_secs(60);

/// Called with a hub and the changes that it has just acknowledged, before the phone hears of it.
type Heard<'h> = Box<dyn Fn(At, Vec<ChunkId>) + 'h>;

pub struct Home<'h> {
    region: Arc<Hub>,
    bus: Arc<Hub>,
    /// Where the bus finds the region.
    url: String,
    runtime: Runtime,
    heard: RefCell<Heard<'h>>,
}

impl<'h> Home<'h> {
    /// Switches both hubs on.
    pub fn open(folders: &Folders, heard: Heard<'h>) -> Result<Self, String> {
        let open = |data, role| {
            Hub::open(data, role, HubOptions::default())
                .map(Arc::new)
                .map_err(|error| format!("the {role:?} does not open: {error}"))
        };
        let region = open(&folders.region, HubRole::Region)?;
        let bus = open(&folders.bus, HubRole::Bus)?;
        let runtime = Runtime::new().map_err(|error| error.to_string())?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"));
        let listener = listener.map_err(|error| error.to_string())?;
        let url = format!("http://{}", listener.local_addr().map_err(|error| error.to_string())?);
        runtime.spawn(server::serve(Arc::clone(&region), listener, None, std::future::pending()));
        Ok(Self { region, bus, url, runtime, heard: RefCell::new(heard) })
    }

    fn hub(&self, at: At) -> &Hub {
        match at {
            At::Region => &self.region,
            At::Bus => &self.bus,
        }
    }

    fn ask(&self, at: At, request: &HttpRequest) -> HttpReply {
        let bearer = request.bearer.as_ref().map(wire::bearer);
        let reply = self.hub(at).handle(request.path, bearer.as_deref(), &request.body);
        if request.path == path::EXCHANGE && reply.status == 200 {
            (self.heard.borrow())(at, acknowledged(request, &reply.body));
        }
        HttpReply {
            status: reply.status,
            content_type: reply.content_type.to_owned(),
            body: reply.body,
        }
    }
}

/// The changes of a request that the reply says are kept.
fn acknowledged(request: &HttpRequest, reply: &[u8]) -> Vec<ChunkId> {
    let asked: wire::ExchangeRequest = wire::decode(&request.body).unwrap();
    let (_, body) = envelope::peek(reply).unwrap();
    let said: ExchangeReply = wire::decode(&body).unwrap();
    let kept = |verdict: &Verdict| matches!(verdict, Verdict::Accepted | Verdict::AlreadyThere);
    let chunks = asked.chunks.iter().zip(&said.verdicts).filter(|(_, verdict)| kept(verdict));
    chunks.map(|(bytes, _)| sharenum_ledger::Chunk::decode(bytes).unwrap().id()).collect()
}

impl Home<'_> {
    /// Syncs, and answers what the engine does.
    pub fn sync_summary(
        &self,
        phone: &CompanionEngine,
        with: At,
    ) -> Result<SyncSummary, EngineError> {
        let url = match with {
            At::Region => "http://region.local",
            At::Bus => "http://bus.local",
        };
        phone.sync_over(url, limits(), |request| Ok(self.ask(with, &request)))
    }
}

impl Road for Home<'_> {
    fn sync(&self, phone: &CompanionEngine, with: At) -> Result<(), String> {
        self.sync_summary(phone, with).map(drop).map_err(|error| error.to_string())
    }

    fn carry(&self) -> Result<(), String> {
        let client = HttpClient::new(HttpOptions::default()).map_err(|error| error.to_string())?;
        let carried = self.runtime.block_on(carry(&self.bus, &client, &self.url, BUDGET));
        carried.map(drop).map_err(|error| error.to_string())
    }
}
