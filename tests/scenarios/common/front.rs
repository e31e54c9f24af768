//! What stands before a hub and speaks with the hub's own signature.

use std::io;
use std::sync::Arc;

use sharenum_hub::Hub;
use sharenum_hub::keys::Keys;
use sharenum_ledger::envelope;
use sharenum_sync::wire::{self, ExchangeReply, ExchangeRequest, path};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use super::Region;
use super::wire::{HttpMessage, accept};

/// An exchange as the front sees it.
pub struct Exchange<'a> {
    hub: &'a Hub,
    keys: &'a Keys,
    request: &'a HttpMessage,
}

type Answer = (u16, &'static str, Vec<u8>);
type Rule = dyn Fn(&Exchange<'_>) -> Answer + Send + Sync;

impl Exchange<'_> {
    /// What the phone asks.
    pub fn asked(&self) -> ExchangeRequest {
        wire::decode(&self.request.body).unwrap()
    }

    /// What the hub says when it is asked this, changed and signed as the answer to what the phone
    /// asked. A problem of the hub goes through as it is.
    pub fn answer(
        &self,
        asked: &ExchangeRequest,
        change: impl FnOnce(&mut ExchangeReply),
    ) -> Answer {
        let reply = hand_over(self.hub, self.request, &wire::encode(asked));
        if reply.0 != 200 {
            return reply;
        }
        let (_, body) = envelope::peek(&reply.2).unwrap();
        let mut said: ExchangeReply = wire::decode(&body).unwrap();
        change(&mut said);
        let (key, certificate) = (self.keys.hub_key(), self.hub.certificate().id());
        let said = wire::encode(&said);
        (200, reply.1, envelope::sign(&key, &certificate, &self.request.body, said).unwrap())
    }
}

/// A region's hub behind a front with a rule for exchanges; everything else goes through.
pub struct Front {
    pub url: String,
    accepting: JoinHandle<()>,
}

impl Front {
    pub async fn before(
        region: &Region,
        rule: impl Fn(&Exchange<'_>) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let keys = Arc::new(Keys::read(region.folder.path()).unwrap().unwrap());
        let hub = Arc::clone(region.hub());
        let rule: Arc<Rule> = Arc::new(rule);
        let (url, accepting) = accept(move |phone| {
            serve(phone, Arc::clone(&hub), Arc::clone(&keys), Arc::clone(&rule))
        })
        .await;
        Self { url, accepting }
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn serve(
    mut phone: TcpStream,
    hub: Arc<Hub>,
    keys: Arc<Keys>,
    rule: Arc<Rule>,
) -> io::Result<()> {
    while let Some(request) = HttpMessage::read(&mut phone).await? {
        let (status, kind, body) = if request.second_word() == path::EXCHANGE {
            rule(&Exchange { hub: &hub, keys: &keys, request: &request })
        } else {
            hand_over(&hub, &request, &request.body)
        };
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} -\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n"
        );
        phone.write_all(&[head.as_bytes(), &body].concat()).await?;
    }
    Ok(())
}

fn hand_over(hub: &Hub, request: &HttpMessage, body: &[u8]) -> Answer {
    let reply = hub.handle(request.second_word(), request.header("authorization"), body);
    (reply.status, reply.content_type, reply.body)
}
