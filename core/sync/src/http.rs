//! The HTTP driver of a [`SyncSession`]: the one place where a client is built.

mod address;
mod tls;

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use reqwest::{Client, NoProxy, Proxy, Response, redirect};
use sharenum_domain::RegionId;
use sharenum_ledger::DeviceKey;
use tokio::time::Instant;

use crate::join::{JoinExchange, Joined};
use crate::local::{Local, LocalError};
use crate::progress::{CancelToken, SyncObserver};
use crate::reply::{HttpReply, HttpRequest};
use crate::wire::{self, MAX_REPLY_BYTES};
use crate::{Step, SyncError, SyncLimits, SyncSession, SyncSummary};

pub use address::AddressProblem;
use address::HubAddress;

/// How to reach hubs.
#[derive(Debug, Clone)]
pub struct HttpOptions {
    /// Certificates in DER that are trusted beside the public authorities: a hub's own authority,
    /// or a self-signed certificate that is not one.
    pub pins: Vec<Vec<u8>>,
    /// `http://host:port` of a proxy, as the host system says; none is looked for elsewhere, and
    /// a hub on the local network is never reached through it.
    pub proxy: Option<String>,
    /// From the first packet to an open connection, at most.
    pub connect_timeout: Duration,
    /// From the connection to the last byte of the answer, at most.
    pub timeout: Duration,
    /// What one session may do.
    pub limits: SyncLimits,
}

impl Default for HttpOptions {
    fn default() -> Self {
        Self {
            pins: Vec::new(),
            proxy: None,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(60),
            limits: SyncLimits::default(),
        }
    }
}

/// Syncs with hubs over HTTP. Cheap to clone; keeps connections for the next call.
#[derive(Debug, Clone)]
pub struct HttpClient {
    client: Client,
    timeout: Duration,
    limits: SyncLimits,
}

impl HttpClient {
    /// Builds the client. Redirects are not followed: a hub never sends one, a portal does.
    ///
    /// # Errors
    /// [`SyncError::Address`] when a pin is no certificate or the proxy no address.
    pub fn new(options: HttpOptions) -> Result<Self, SyncError> {
        let mut builder = Client::builder()
            .tls_backend_preconfigured(tls::config(&options.pins)?)
            .connect_timeout(options.connect_timeout)
            .redirect(redirect::Policy::none())
            .referer(false)
            .user_agent(concat!("sharenum/", env!("CARGO_PKG_VERSION")));
        builder = match &options.proxy {
            Some(proxy) => builder.proxy(through(proxy)?),
            None => builder.no_proxy(),
        };
        let client = builder
            .build()
            .map_err(|error| AddressProblem::Network { detail: error.to_string() })?;
        Ok(Self { client, timeout: options.timeout, limits: options.limits })
    }

    /// Syncs with the hub at `url` until nothing is left either way, or until `budget` is spent;
    /// then the summary says that it is not finished and the next call goes on from there.
    ///
    /// The calls to `local` are made from the task that polls this future.
    ///
    /// # Errors
    /// Any [`SyncError`]; what was pushed and received before it stays.
    pub async fn sync(
        &self,
        url: &str,
        local: &mut (dyn Local + Send),
        budget: Duration,
    ) -> Result<SyncSummary, SyncError> {
        self.sync_watched(url, local, budget, &(), &CancelToken::new()).await
    }

    /// As [`sync`](Self::sync), watched by `observer`, until `cancel` stops it: then the summary
    /// says so. A request that is under way is dropped, and the hub takes it again the next time.
    ///
    /// # Errors
    /// As [`sync`](Self::sync).
    pub async fn sync_watched(
        &self,
        url: &str,
        local: &mut (dyn Local + Send),
        budget: Duration,
        observer: &dyn SyncObserver,
        cancel: &CancelToken,
    ) -> Result<SyncSummary, SyncError> {
        let address = HubAddress::parse(url)?;
        let deadline = Instant::now() + budget;
        let mut session = SyncSession::new(url, self.limits, nonce()?);
        let mut answered = false;
        loop {
            if cancel.is_cancelled() {
                return Ok(SyncSummary { cancelled: true, ..session.summary().clone() });
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(session.summary().clone());
            }
            let request = match session.next(local)? {
                Step::Send(request) => request,
                Step::Done(summary) => return Ok(summary),
            };
            observer.progress(&session.progress());
            let path = request.path;
            let reply = tokio::select! {
                biased;
                () = cancel.cancelled() => continue,
                reply = self.post(&address, request, left) => reply,
            };
            let reply = match reply {
                // The time ran out, which is no fault of a hub that has answered before.
                Err(SyncError::Unreachable { .. }) if answered && Instant::now() >= deadline => {
                    return Ok(session.summary().clone());
                }
                reply => reply?,
            };
            answered = true;
            tracing::debug!(path, status = reply.status, bytes = reply.body.len(), "answer");
            session.reply(local, reply)?;
            observer.progress(&session.progress());
        }
    }

    /// Joins with an invitation's `code` at the region's hub; `region` is what the invitation's
    /// link names, if it was a link.
    ///
    /// # Errors
    /// [`SyncError::Refused`] with the code `invitation-refused` or `not-served-here`, and
    /// any other [`SyncError`].
    pub async fn join(
        &self,
        url: &str,
        code: &str,
        key: &DeviceKey,
        region: Option<RegionId>,
    ) -> Result<Joined, SyncError> {
        if code.trim().is_empty() || code.len() > wire::MAX_INVITATION_BYTES {
            return Err(SyncError::Refused {
                code: "invitation-refused".to_owned(),
                detail: "this is not an invitation code; copy it again from the invitation"
                    .to_owned(),
            });
        }
        let address = HubAddress::parse(url)?;
        let exchange = JoinExchange::new(code, key, region);
        let reply = self.post(&address, exchange.request().clone(), self.timeout).await?;
        exchange.accept(&reply)
    }

    async fn post(
        &self,
        address: &HubAddress,
        request: HttpRequest,
        left: Duration,
    ) -> Result<HttpReply, SyncError> {
        let mut builder = self
            .client
            .post(address.at(request.path))
            .header(CONTENT_TYPE, request.content_type)
            .timeout(self.timeout.min(left));
        if let Some(token) = &request.bearer {
            builder = builder.header(AUTHORIZATION, wire::bearer(token));
        }
        let response = builder.body(request.body).send().await.map_err(unanswered)?;
        let status = response.status().as_u16();
        let content_type = response
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let body = read_bounded(response).await?;
        Ok(HttpReply { status, content_type, body })
    }
}

/// Checks that a hub may be spoken to at this address: `https` anywhere, plain `http` on the local
/// network only.
///
/// # Errors
/// [`SyncError::Address`], which says what to write instead.
pub fn check_address(url: &str) -> Result<(), SyncError> {
    Ok(HubAddress::parse(url).map(drop)?)
}

/// Reads a body piece by piece and stops at the limit, whatever the header announced.
async fn read_bounded(mut response: Response) -> Result<Vec<u8>, SyncError> {
    let announced = response.content_length().unwrap_or_default();
    if announced > MAX_REPLY_BYTES as u64 {
        return Err(SyncError::TooLarge);
    }
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(piece)) if body.len() + piece.len() > MAX_REPLY_BYTES => {
                return Err(SyncError::TooLarge);
            }
            Ok(Some(piece)) => body.extend_from_slice(&piece),
            Ok(None) => return Ok(body),
            Err(error) if error.is_timeout() => return Err(unanswered(error)),
            Err(_) => return Err(SyncError::CutShort),
        }
    }
}

/// Why there is no answer; the URL stays out of it, it may hold more than an address.
fn unanswered(error: reqwest::Error) -> SyncError {
    let error = error.without_url();
    if let Some(reason) = tls::distrust(&error) {
        return SyncError::Untrusted { reason };
    }
    let reason = if error.is_timeout() {
        "no answer in time".to_owned()
    } else if error.is_connect() {
        format!("no connection: {}", innermost(&error))
    } else {
        innermost(&error)
    };
    SyncError::Unreachable { reason }
}

fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

fn through(proxy: &str) -> Result<Proxy, AddressProblem> {
    let proxy = Proxy::all(proxy).map_err(|_| AddressProblem::Proxy)?;
    Ok(proxy.no_proxy(NoProxy::from_string(address::LOCAL_NETWORKS)))
}

fn nonce() -> Result<[u8; 16], SyncError> {
    let mut nonce = [0; 16];
    getrandom::fill(&mut nonce)
        .map_err(|error| LocalError::new(format!("no random numbers: {error}")))?;
    Ok(nonce)
}
