//! A hub with a rule of its own, as a newer one may have: it refuses what phones think is fine.

use std::io;
use std::sync::Arc;

use sharenum_hub::Hub;
use sharenum_hub::keys::Keys;
use sharenum_ledger::{Chunk, envelope};
use sharenum_sync::wire::{self, ExchangeReply, ExchangeRequest, Verdict, path};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use super::Region;
use super::wire::{HttpMessage, accept};

/// Whether a change is refused.
type Rule = fn(&Chunk) -> bool;

/// A region's hub behind a front that refuses some changes with the hub's own signature.
pub struct StricterHub {
    pub url: String,
    accepting: JoinHandle<()>,
}

impl StricterHub {
    pub const REASON: &str = "this region wants another title; edit it and send it again";

    pub async fn before(region: &Region, refuses: Rule) -> Self {
        let keys = Arc::new(Keys::read(region.folder.path()).unwrap().unwrap());
        let hub = Arc::clone(region.hub());
        let (url, accepting) =
            accept(move |phone| serve(phone, Arc::clone(&hub), Arc::clone(&keys), refuses)).await;
        Self { url, accepting }
    }
}

impl Drop for StricterHub {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn serve(
    mut phone: TcpStream,
    hub: Arc<Hub>,
    keys: Arc<Keys>,
    refuses: Rule,
) -> io::Result<()> {
    while let Some(request) = HttpMessage::read(&mut phone).await? {
        let (status, kind, body) = answer(&hub, &keys, refuses, &request);
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} -\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n"
        );
        phone.write_all(&[head.as_bytes(), &body].concat()).await?;
    }
    Ok(())
}

fn answer(
    hub: &Hub,
    keys: &Keys,
    refuses: Rule,
    request: &HttpMessage,
) -> (u16, &'static str, Vec<u8>) {
    let bearer = request.header("authorization");
    let path = request.second_word();
    if path != path::EXCHANGE {
        let reply = hub.handle(path, bearer, &request.body);
        return (reply.status, reply.content_type, reply.body);
    }
    let mut asked: ExchangeRequest = wire::decode(&request.body).unwrap();
    let refused: Vec<bool> =
        asked.chunks.iter().map(|bytes| refuses(&Chunk::decode(bytes).unwrap())).collect();
    let mut at = refused.iter();
    asked.chunks.retain(|_| !at.next().unwrap());
    let reply = hub.handle(path, bearer, &wire::encode(&asked));
    if reply.status != 200 {
        return (reply.status, reply.content_type, reply.body);
    }
    let (_, body) = envelope::peek(&reply.body).unwrap();
    let mut said: ExchangeReply = wire::decode(&body).unwrap();
    let mut verdicts = said.verdicts.into_iter();
    let verdict = |refused: bool| match refused {
        true => Verdict::Refused {
            code: "stricter-rule".to_owned(),
            detail: StricterHub::REASON.to_owned(),
        },
        false => verdicts.next().unwrap(),
    };
    said.verdicts = refused.into_iter().map(verdict).collect();
    let certificate = hub.certificate().id();
    let signed =
        envelope::sign(&keys.hub_key(), &certificate, &request.body, wire::encode(&said)).unwrap();
    (200, reply.content_type, signed)
}
