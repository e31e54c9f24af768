//! What stands between phones and hubs, and remembers everything it ever carried.

use std::collections::VecDeque;

use sharenum_sync::wire::{self, REPLY_TYPE};
use sharenum_sync::{HttpReply, HttpRequest, SyncError};

use crate::hubs::HubBox;
use crate::step::{Mishap, Place};

const REMEMBERED: usize = 48;

struct Sent {
    to: Place,
    by_bus: bool,
    request: HttpRequest,
}

pub struct Network {
    pub region: HubBox,
    pub bus: HubBox,
    sent: VecDeque<Sent>,
    answers: VecDeque<(Place, HttpReply)>,
    /// Log places of the region that came in with one request of the bus.
    pub carried: Vec<(u64, u64)>,
    /// What a hub should never have answered.
    pub fault: Option<String>,
}

impl Network {
    pub fn new(region: HubBox, bus: HubBox) -> Self {
        let (sent, answers) = (VecDeque::new(), VecDeque::new());
        Self { region, bus, sent, answers, carried: Vec::new(), fault: None }
    }

    pub fn at(&mut self, place: Place) -> &mut HubBox {
        match place {
            Place::Region => &mut self.region,
            Place::Bus => &mut self.bus,
        }
    }

    /// Carries one request and its answer, as well as the road allows.
    pub fn carry(
        &mut self,
        to: Place,
        by_bus: bool,
        request: HttpRequest,
        mishap: Option<Mishap>,
    ) -> Result<HttpReply, SyncError> {
        let lost = |reason: &str| SyncError::Unreachable { reason: reason.to_owned() };
        let sent = Sent { to, by_bus, request };
        let earlier = self.answers.iter().find(|(from, _)| *from == to).map(|(_, old)| old.clone());
        let reply = match mishap {
            Some(Mishap::RequestLost) => Err(lost("the request was lost")),
            Some(Mishap::Twice) => {
                self.hand_over(&sent);
                Ok(self.hand_over(&sent))
            }
            Some(Mishap::AnswerLost) => {
                self.hand_over(&sent);
                Err(lost("the answer was lost"))
            }
            Some(Mishap::AnswerCut) => {
                let mut reply = self.hand_over(&sent);
                reply.body.truncate(reply.body.len() / 2);
                Ok(reply)
            }
            Some(Mishap::OtherAnswer) => {
                let reply = self.hand_over(&sent);
                Ok(earlier.unwrap_or(reply))
            }
            None => Ok(self.hand_over(&sent)),
        };
        self.sent.push_front(sent);
        self.sent.truncate(REMEMBERED);
        reply
    }

    /// A request of some time ago arrives now; nobody waits for the answer any more.
    pub fn late(&mut self, back: usize) -> Option<(Place, &'static str)> {
        let at = back.checked_rem(self.sent.len())?;
        let sent = self.sent.remove(at)?;
        self.hand_over(&sent);
        let told = (sent.to, sent.request.path);
        self.sent.insert(at, sent);
        Some(told)
    }

    fn hand_over(&mut self, sent: &Sent) -> HttpReply {
        let Sent { to, by_bus, request } = sent;
        let before = if *by_bus { self.region.log_length() } else { 0 };
        let bearer = request.bearer.as_ref().map(wire::bearer);
        let hub = self.at(*to).hub();
        let reply = hub.handle(request.path, bearer.as_deref(), &request.body);
        if *by_bus {
            self.carried.push((before + 1, self.region.log_length()));
        }
        let (status, content_type) = (reply.status, reply.content_type.to_owned());
        let reply = HttpReply { status, content_type, body: reply.body };
        if reply.status >= 500 {
            let said = String::from_utf8_lossy(&reply.body);
            self.fault = Some(format!("{to:?} answered {status} at {}: {said}", request.path));
        }
        if reply.content_type == REPLY_TYPE {
            self.answers.push_back((*to, reply.clone()));
            if self.answers.len() > REMEMBERED / 4 {
                self.answers.pop_front();
            }
        }
        reply
    }
}
