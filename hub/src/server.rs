//! HTTP around a [`Hub`]: limits, health, shutdown. What a request means is [`Hub::handle`]'s.
//!
//! Plain HTTP on a bus, whose network is the box's own; TLS on a region's hub, here or in a reverse
//! proxy before it. Nobody needs to trust either, for every change and reply is signed.

use std::future::poll_fn;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use sharenum_ledger::HubRole;
use sharenum_sync::SyncSummary;
use sharenum_sync::wire::{MAX_REQUEST_BYTES, Problem, ProblemCode, REQUEST_TYPE, path};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use crate::carry::Trigger;
use crate::handshake::{Handshakes, Opened};
use crate::keys::role_word;
use crate::storage::StorageExt;
use crate::{Hub, HubError, Reply, Tls};

/// Connections open at once; more wait in the listener's queue.
const MOST_CONNECTIONS: usize = 1_024;
/// Without a full request head for so long, a connection is closed.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);
/// A longer request head is refused: ours have some 300 bytes, a proxy adds a few lines.
const MAX_HEAD_BYTES: usize = 32 * 1024;
/// Request bodies that are held at once, in KB. Who wants to send more waits for a turn.
const MEMORY_KB: usize = 64 * 1024;
/// Of a request that shows no session so much is held; what is beyond is heard and forgotten.
const STRANGER_BYTES: usize = 16 * 1024;
/// After a failure to accept.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
/// Failures to accept in a row before the hub gives up: half a minute.
const MOST_ACCEPT_FAILURES: u32 = 300;
/// A body that takes longer is given up: a phone that left the Wi-Fi holds no place.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a request waits for its turn.
const TURN_TIMEOUT: Duration = Duration::from_secs(10);
/// Requests answered at once; the storage has one writer anyway.
const AT_ONCE: usize = 32;
/// Open requests may finish when the hub is told to stop, but not for ever.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(10);

#[derive(Clone)]
struct Served {
    hub: Arc<Hub>,
    turns: Arc<Semaphore>,
    /// KB of request bodies that may still be held in memory.
    memory: Arc<Semaphore>,
    trigger: Option<Trigger>,
}

/// Where a hub listens, and whether it speaks TLS there.
pub struct Listener {
    tcp: TcpListener,
    tls: Option<Arc<Tls>>,
}

impl From<TcpListener> for Listener {
    fn from(tcp: TcpListener) -> Self {
        Self { tcp, tls: None }
    }
}

impl Listener {
    /// The address with the port that was free.
    ///
    /// # Errors
    /// What the system says.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.tcp.local_addr()
    }
}

/// Serves until `shutdown` resolves, then lets open requests finish.
///
/// # Errors
/// When no connection can be accepted for a while: whoever started the hub should start it again.
pub async fn serve(
    hub: Arc<Hub>,
    listener: impl Into<Listener>,
    trigger: Option<Trigger>,
    shutdown: impl Future<Output = ()>,
) -> Result<(), HubError> {
    let app = Router::new()
        .route("/v1/{message}", post(protocol))
        .route("/healthz", get(health))
        .route("/admin/carry", post(carry_now))
        .fallback(nothing_here)
        .method_not_allowed_fallback(nothing_here)
        .with_state(Served {
            hub,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            memory: Arc::new(Semaphore::new(MEMORY_KB)),
            trigger,
        });
    let mut http = http1::Builder::new();
    // Also ends a kept connection that says nothing more: phones leave a bus without a word.
    http.timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
    // The default of some 400 KB, times all connections, is more memory than a bus box has.
    http.max_buf_size(MAX_HEAD_BYTES);
    let open = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut handshakes = Handshakes::default();
    let Listener { tcp: listener, tls } = listener.into();
    let mut failures = 0;
    tokio::pin!(shutdown);
    loop {
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place,
            () = &mut shutdown => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            // Out of file descriptors, say: others must end first.
            Err(error) if failures < MOST_ACCEPT_FAILURES => {
                tracing::warn!(%error, "a connection was not accepted");
                failures += 1;
                sleep(ACCEPT_PAUSE).await;
                continue;
            }
            Err(error) => {
                return Err(HubError::Unavailable(format!("the network failed: {error}")));
            }
        };
        failures = 0;
        let talk =
            Talk { http: http.clone(), app: app.clone(), peer, watcher: open.watcher(), place };
        match &tls {
            None => drop(tokio::spawn(talk.over(stream))),
            Some(tls) => {
                let handshake = handshakes.begin(tls.acceptor(), stream);
                tokio::spawn(talk.after(handshake));
            }
        }
    }
    drop((listener, handshakes));
    tracing::info!(connections = open.count(), "stopping");
    if timeout(SHUTDOWN_TIMEOUT, open.shutdown()).await.is_err() {
        tracing::warn!("open requests were cut; phones send them again");
    }
    Ok(())
}

/// One connection.
struct Talk {
    http: http1::Builder,
    app: Router,
    peer: SocketAddr,
    watcher: Watcher,
    /// Among the connections that may be open at once.
    place: Result<OwnedSemaphorePermit, AcquireError>,
}

impl Talk {
    async fn after(self, handshake: impl Future<Output = io::Result<Opened>>) {
        match handshake.await {
            Ok(Opened::Tls(stream)) => self.over(stream).await,
            Ok(Opened::Plain(stream)) => self.about_https(stream).await,
            Err(error) => tracing::debug!(%error, "a connection did not come to speak TLS"),
        }
    }

    async fn over(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let app = self.app.layer(Extension(ConnectInfo(self.peer)));
        let service = TowerToHyperService::new(app);
        let connection = self.http.serve_connection(TokioIo::new(stream), service);
        if let Err(error) = self.watcher.watch(connection).await {
            tracing::debug!(%error, "a connection broke");
        }
        drop(self.place);
    }

    /// Answers whoever speaks plain HTTP where TLS is spoken. A hub that stops waits for no such answer.
    async fn about_https(self, stream: TcpStream) {
        let Self { mut http, app, watcher, place: _place, .. } = self;
        drop((app, watcher));
        let service = TowerToHyperService::new(Router::new().fallback(only_https));
        let connection = http.keep_alive(false).serve_connection(TokioIo::new(stream), service);
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection that speaks no TLS broke");
        }
    }
}

/// Listens, and says so in one line on `out`: port 0 becomes the one that was free.
///
/// # Errors
/// When the address is taken or not this machine's.
pub async fn listen(
    address: SocketAddr,
    tls: Option<Arc<Tls>>,
    out: &mut dyn Write,
) -> Result<Listener, HubError> {
    let unavailable = |error: io::Error| {
        HubError::Unavailable(format!(
            "{address} cannot be listened on ({error}); choose another --listen address or stop the \
             other program"
        ))
    };
    let tcp = TcpListener::bind(address).await.map_err(unavailable)?;
    let local = tcp.local_addr().map_err(unavailable)?;
    let scheme = scheme(tls.is_some());
    writeln!(out, "listening {scheme}://{local}")
        .and_then(|()| out.flush())
        .map_err(unavailable)?;
    Ok(Listener { tcp, tls })
}

/// How the address of a hub begins.
pub(crate) const fn scheme(tls: bool) -> &'static str {
    if tls { "https" } else { "http" }
}

async fn protocol(State(served): State<Served>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let content_type = head.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    if content_type != Some(REQUEST_TYPE) {
        return problem(ProblemCode::BadRequest, "send the content type of the protocol");
    }
    let bearer = head.headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    let has_session = head.uri.path() == path::EXCHANGE && served.hub.knows_session(bearer);
    let most = if has_session { MAX_REQUEST_BYTES } else { STRANGER_BYTES };
    let kilobytes = u32::try_from(most / 1_024).unwrap_or(u32::MAX);
    let memory = Arc::clone(&served.memory).acquire_many_owned(kilobytes);
    let Ok(Ok(_held)) = timeout(TURN_TIMEOUT, memory).await else {
        return problem(ProblemCode::Busy, "many phones sync at once; try again in a moment");
    };
    let body = match timeout(BODY_TIMEOUT, hear(body, most)).await {
        Ok(Some(Heard::Whole(body))) => body,
        Ok(Some(Heard::Beyond)) if head.uri.path() == path::EXCHANGE && !has_session => {
            return problem(
                ProblemCode::UnknownSession,
                "the session is over; the app opens another one by itself",
            );
        }
        Ok(_) => {
            return problem(
                ProblemCode::TooLarge,
                "the request is longer than it may be or was cut short; send less at a time",
            );
        }
        Err(_) => return problem(ProblemCode::BadRequest, "the request took too long to arrive"),
    };
    answer(served, head.uri.path().to_owned(), bearer.map(str::to_owned), body).await
}

/// A body that came to its end.
enum Heard {
    Whole(Vec<u8>),
    /// Longer than what may be held. It was heard all the same: a phone reads no answer before it has
    /// said everything.
    Beyond,
}

/// Hears a body to its end and holds at most `most` bytes of it. `None` when it breaks off, or is
/// longer than any request.
async fn hear(mut body: Body, most: usize) -> Option<Heard> {
    let (mut held, mut heard) = (Vec::new(), 0);
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let Ok(data) = frame.ok()?.into_data() else { continue };
        heard += data.len();
        if heard > MAX_REQUEST_BYTES {
            return None;
        }
        if heard <= most {
            held.extend_from_slice(&data);
        } else {
            held = Vec::new();
        }
    }
    Some(if heard <= most { Heard::Whole(held) } else { Heard::Beyond })
}

async fn answer(served: Served, path: String, bearer: Option<String>, body: Vec<u8>) -> Response {
    let Served { hub, turns, .. } = served;
    let Ok(Ok(_turn)) = timeout(TURN_TIMEOUT, turns.acquire_owned()).await else {
        return problem(ProblemCode::Busy, "many phones sync at once; try again in a moment");
    };
    // The storage blocks; the threads that serve the network must not.
    let handled =
        tokio::task::spawn_blocking(move || hub.handle(&path, bearer.as_deref(), &body)).await;
    match handled {
        Ok(reply) => respond(reply),
        Err(error) => {
            tracing::error!(%error, "a request panicked and was undone");
            problem(ProblemCode::Busy, "the hub could not do this now; try again later")
        }
    }
}

async fn health(State(served): State<Served>) -> Response {
    let hub = served.hub;
    let role = role_word(hub.role());
    let readable = tokio::task::spawn_blocking(move || {
        hub.storage().reading(|tables| Ok(tables.meta("epoch")?))
    })
    .await;
    match readable {
        Ok(Ok(_)) => json(StatusCode::OK, &serde_json::json!({ "status": "ok", "role": role })),
        _ => json(
            StatusCode::SERVICE_UNAVAILABLE,
            &serde_json::json!({ "status": "storage", "role": role }),
        ),
    }
}

/// Carries once and answers when it is done. Only for this machine itself, and not through a
/// proxy on it.
async fn carry_now(
    State(served): State<Served>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip"];
    let local = peer.ip().to_canonical().is_loopback()
        && !forwarded.iter().any(|name| headers.contains_key(*name))
        && !headers.contains_key(header::ORIGIN);
    let (Some(trigger), true) = (&served.trigger, local && served.hub.role() == HubRole::Bus)
    else {
        return nothing_here().await;
    };
    match trigger.carry().await {
        Ok(summary) => json(StatusCode::OK, &carried(&summary)),
        Err(error) => json(
            StatusCode::BAD_GATEWAY,
            &serde_json::json!({ "finished": false, "error": error.to_string() }),
        ),
    }
}

fn carried(summary: &SyncSummary) -> serde_json::Value {
    serde_json::json!({
        "finished": summary.finished,
        "requests": summary.requests,
        "bytes_sent": summary.bytes_sent,
        "bytes_received": summary.bytes_received,
        "chunks_sent": summary.chunks_sent,
        "chunks_received": summary.chunks_received,
        "refused": summary.refused.len(),
    })
}

async fn nothing_here() -> Response {
    problem(
        ProblemCode::NotServedHere,
        "this is a Sharenum hub; the app talks to it, and there is nothing to see here",
    )
}

async fn only_https() -> Response {
    problem(
        ProblemCode::BadRequest,
        "this hub speaks https here; write https:// at the start of its address",
    )
}

fn problem(code: ProblemCode, detail: &str) -> Response {
    respond(Reply::problem(&Problem::new(code, detail)))
}

fn respond(reply: Reply) -> Response {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    }
    response
}

fn json(status: StatusCode, value: &serde_json::Value) -> Response {
    respond(Reply {
        status: status.as_u16(),
        content_type: "application/json",
        body: format!("{value}\n").into_bytes(),
    })
}
