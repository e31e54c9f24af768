//! The one tokio runtime of the process: opening and closing an app starts and ends no thread.

use std::sync::OnceLock;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::SharenumError;

/// A sync waits for the network and writes pages; two threads keep one app's events flowing
/// meanwhile.
const WORKERS: usize = 2;
/// How long a thread that called a listener waits for the next call.
const IDLE: Duration = Duration::from_secs(5);

static RUNTIME: OnceLock<Runtime> = OnceLock::new();

/// The runtime, started when it is first needed.
pub(crate) fn runtime() -> Result<&'static Runtime, SharenumError> {
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let runtime = Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .thread_name("sharenum")
        .thread_keep_alive(IDLE)
        .enable_io()
        .enable_time()
        .build()
        .map_err(|_| SharenumError::no_threads())?;
    Ok(RUNTIME.get_or_init(|| runtime))
}
