use std::sync::Arc;
use std::time::Duration;

use sharenum_domain::Role;
use sharenum_hub::carry::Trigger;
use sharenum_hub::{Hub, HubError, Tls, join_region, server};
use sharenum_ledger::HubRole;
use sharenum_sync::{HttpClient, HttpOptions};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{TestClock, TestHub, options};

/// A hub that answers on loopback.
pub struct Served {
    pub url: String,
    stop: oneshot::Sender<()>,
    task: JoinHandle<Result<(), HubError>>,
}

pub async fn serve(hub: &Arc<Hub>, trigger: Option<Trigger>) -> Served {
    serve_with(hub, trigger, None).await
}

pub async fn serve_with(hub: &Arc<Hub>, trigger: Option<Trigger>, tls: Option<Arc<Tls>>) -> Served {
    let mut line = Vec::new();
    let listener = server::listen(([127, 0, 0, 1], 0).into(), tls, &mut line).await.unwrap();
    let line = String::from_utf8(line).unwrap();
    let url = line.trim().strip_prefix("listening ").unwrap().to_owned();
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async {
        let _ = stopped.await;
    };
    let task = tokio::spawn(server::serve(Arc::clone(hub), listener, trigger, shutdown));
    Served { url, stop, task }
}

impl Served {
    pub async fn stop(self) {
        self.stop.send(()).unwrap();
        self.task.await.unwrap().unwrap();
    }
}

pub fn client() -> HttpClient {
    HttpClient::new(HttpOptions { timeout: Duration::from_secs(10), ..HttpOptions::default() })
        .unwrap()
}

pub const BUDGET: Duration = Duration::from_secs(30);

/// A bus that joined the region at `url`.
pub async fn bus(region: &TestHub, url: &str, clock: &TestClock) -> TestHub {
    let folder = tempfile::tempdir().unwrap();
    let code = region.code(&[Role::BusHub], None);
    join_region(folder.path(), &client(), url, &code).await.unwrap();
    let hub = Hub::open(folder.path(), HubRole::Bus, options(clock)).unwrap();
    TestHub { folder, clock: clock.clone(), hub: Arc::new(hub) }
}
