//! One sync through samod, to stand beside ours: two repositories in this process, joined in memory,
//! with nothing written to a disk.
//!
//! `samod-peer nothing-new|first-sync DOCUMENTS COUNT`; the answer is a line of JSON.

use std::convert::Infallible;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};

use automerge::{Automerge, Change};
use futures::channel::mpsc::{SendError, UnboundedSender, unbounded};
use futures::future::{BoxFuture, join_all};
use futures::{Sink, SinkExt, StreamExt};
use rustix::time::{ClockId, clock_gettime};
use samod::storage::InMemoryStorage;
use samod::{
    AcceptorEvent, AcceptorHandle, BackoffConfig, ConnectionId, DialError, Dialer, DocHandle, DocumentId, PeerId,
    Repo, Transport, Url,
};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(run())) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("samod-peer: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Outcome<String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [job, path, count] = arguments.as_slice() else {
        return Err("samod-peer nothing-new|first-sync DOCUMENTS COUNT".into());
    };
    let documents = read_documents(&std::fs::read(path)?, count.parse()?)?;
    let hub = repository("hub", InMemoryStorage::new()).await;
    let mut held = Vec::new();
    for document in documents {
        held.push(hub.create(document).await?);
    }
    let ids: Vec<DocumentId> = held.iter().map(|handle| handle.document_id().clone()).collect();
    match job.as_str() {
        "first-sync" => {
            let phone = repository("phone", InMemoryStorage::new()).await;
            measure(&hub, &phone, &ids, &held).await
        }
        // The phone has read everything; the connection is a new one, as after a night.
        "nothing-new" => {
            let storage = InMemoryStorage::new();
            let before = repository("phone", storage.clone()).await;
            measure(&hub, &before, &ids, &held).await?;
            before.stop().await;
            let phone = repository("phone", storage).await;
            // Not counted: every document is loaded before the two meet.
            for found in join_all(ids.iter().map(|id| phone.find(id.clone()))).await {
                found?.ok_or("a document that was read is gone")?;
            }
            measure(&hub, &phone, &ids, &held).await
        }
        other => Err(format!("no such job: {other}").into()),
    }
}

async fn repository(name: &str, storage: InMemoryStorage) -> Repo {
    Repo::build_tokio().with_peer_id(PeerId::from(name)).with_storage(storage).load().await
}

/// Joins the two and waits until the phone has all that the hub has.
async fn measure(
    hub: &Repo,
    phone: &Repo,
    ids: &[DocumentId],
    held: &[DocHandle],
) -> Outcome<String> {
    let bytes = Arc::new(AtomicU64::new(0));
    let (cpu, wall) = (process_cpu(), Instant::now());
    let (at_phone, at_hub) = join(hub, phone, &bytes).await?;
    let found = join_all(ids.iter().map(|id| phone.find(id.clone()))).await;
    let mut handles = Vec::new();
    for handle in found {
        handles.push(handle?.ok_or("a document was not found")?);
    }
    join_all(handles.iter().map(|handle| handle.we_have_their_changes(at_phone))).await;
    join_all(held.iter().map(|handle| handle.they_have_our_changes(at_hub))).await;
    let (cpu, wall) = (process_cpu() - cpu, wall.elapsed());
    for (ours, theirs) in handles.iter().zip(held) {
        let ours = ours.with_document(|document| document.get_heads());
        if ours != theirs.with_document(|document| document.get_heads()) {
            return Err("the two differ".into());
        }
    }
    Ok(serde_json::json!({
        "documents": ids.len(),
        "wall_us": wall.as_secs_f64() * 1e6,
        "cpu_us": cpu.as_secs_f64() * 1e6,
        "bytes": bytes.load(Ordering::SeqCst),
    })
    .to_string())
}

/// Connects the phone to the hub; `bytes` counts those of messages, both ways. Answers the
/// connection as the phone and as the hub name it.
async fn join(
    hub: &Repo,
    phone: &Repo,
    bytes: &Arc<AtomicU64>,
) -> Outcome<(ConnectionId, ConnectionId)> {
    let url: Url = "memory://hub".parse()?;
    let hub = hub.make_acceptor(url.clone())?;
    let mut events = hub.events();
    let road = Arc::new(Road { url, hub: hub.clone(), bytes: Arc::clone(bytes) });
    let calling = phone.dial(BackoffConfig::default(), road)?;
    calling.established().await?;
    let at_phone = calling.connection_id().ok_or("the phone is not connected")?;
    while let Some(event) = events.next().await {
        if let AcceptorEvent::ClientConnected { connection_id, .. } = event {
            return Ok((at_phone, connection_id));
        }
    }
    Err("the hub stopped".into())
}

/// A connection in memory.
struct Road {
    url: Url,
    hub: AcceptorHandle,
    bytes: Arc<AtomicU64>,
}

impl Dialer for Road {
    type Error = Infallible;

    fn url(&self) -> Url {
        self.url.clone()
    }

    fn connect(&self) -> BoxFuture<'static, Result<Transport, DialError<Infallible>>> {
        let (to_hub, at_hub) = unbounded::<Vec<u8>>();
        let (to_phone, at_phone) = unbounded::<Vec<u8>>();
        let hub_side =
            Transport::new(at_hub.map(Ok::<_, Infallible>), counted(to_phone, &self.bytes));
        let accepted = self.hub.accept(hub_side).map_err(DialError::transient);
        let joined = accepted.map(|_| {
            Transport::new(at_phone.map(Ok::<_, Infallible>), counted(to_hub, &self.bytes))
        });
        Box::pin(std::future::ready(joined))
    }
}

fn counted(
    sink: UnboundedSender<Vec<u8>>,
    bytes: &Arc<AtomicU64>,
) -> impl Sink<Vec<u8>, Error = SendError> + Send + Unpin + 'static {
    let bytes = Arc::clone(bytes);
    sink.with(move |message: Vec<u8>| {
        bytes.fetch_add(message.len() as u64, Ordering::SeqCst);
        std::future::ready(Ok::<_, SendError>(message))
    })
}

/// Documents from the changes in `bytes`: for each change one byte that says whether it starts a
/// document, its length (32 bits, little endian), and automerge's bytes.
fn read_documents(mut bytes: &[u8], count: usize) -> Outcome<Vec<Automerge>> {
    let mut documents: Vec<Vec<Change>> = Vec::new();
    while let [starts, a, b, c, d, rest @ ..] = bytes {
        let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
        let (change, rest) = rest.split_at_checked(length).ok_or("the file is cut short")?;
        if *starts == 1 {
            if documents.len() == count {
                break;
            }
            documents.push(Vec::new());
        }
        documents.last_mut().ok_or("no document starts")?.push(Change::try_from(change)?);
        bytes = rest;
    }
    documents
        .into_iter()
        .map(|changes| {
            let mut document = Automerge::new();
            document.apply_changes(changes)?;
            Ok(document)
        })
        .collect()
}

fn process_cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}
