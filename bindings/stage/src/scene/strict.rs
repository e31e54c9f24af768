//! How a change comes to be refused: a region whose hub has a rule that phones do not know, as one of
//! a newer version may. The hub of today has none that a phone would not keep by itself, so the rule
//! stands before it here; the answer is signed with the region's own key.

use anyhow::{Context, Result};
use sharenum_hub::Hub;
use sharenum_hub::keys::Keys;
use sharenum_ledger::{Chunk, Kind, envelope};
use sharenum_sync::wire::{self, ExchangeReply, ExchangeRequest, Verdict, path};
use sharenum_sync::{HttpReply, HttpRequest};

use super::hubs::answer;

/// What is written into a proposal against the rule: a number that is given to nobody.
pub(super) const PHONE_NUMBER: &str = "06 39 98 00 00";
const CODE: &str = "phone-number";
/// In the hub's own words, as a phone that does not know the code shows them.
const REASON: &str = "Cette région ne transmet pas de numéro de téléphone dans une proposition : \
                      retirez-le et renvoyez-la.";

/// What the region's hub would answer with this rule.
pub(super) fn stricter(hub: &Hub, keys: &Keys, request: &HttpRequest) -> Result<HttpReply> {
    if request.path != path::EXCHANGE {
        return Ok(answer(hub, request));
    }
    let mut asked: ExchangeRequest = wire::decode(&request.body)?;
    let all = std::mem::take(&mut asked.chunks);
    let refused = all.iter().map(|bytes| breaks_the_rule(bytes)).collect::<Result<Vec<_>>>()?;
    let passes = all.into_iter().zip(&refused).filter(|(_, refused)| !**refused);
    asked.chunks = passes.map(|(bytes, _)| bytes).collect();
    let body = wire::encode(&asked);
    let reply = answer(hub, &HttpRequest { body, ..request.clone() });
    if reply.status != 200 {
        return Ok(reply);
    }
    let (_, body) = envelope::peek(&reply.body)?;
    let mut said: ExchangeReply = wire::decode(&body)?;
    let mut judged = std::mem::take(&mut said.verdicts).into_iter();
    for refused in refused {
        said.verdicts.push(if refused {
            Verdict::Refused { code: CODE.to_owned(), detail: REASON.to_owned() }
        } else {
            judged.next().context("the hub gave no verdict on a change")?
        });
    }
    let (key, certificate) = (keys.hub_key(), hub.certificate().id());
    let body = envelope::sign(&key, &certificate, &request.body, wire::encode(&said))?;
    Ok(HttpReply { body, ..reply })
}

fn breaks_the_rule(bytes: &[u8]) -> Result<bool> {
    let chunk = Chunk::decode(bytes)?;
    let number = PHONE_NUMBER.as_bytes();
    let is_written = chunk.payload().windows(number.len()).any(|part| part == number);
    Ok(chunk.header().kind == Kind::Proposal && is_written)
}
