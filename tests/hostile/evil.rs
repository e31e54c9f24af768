//! Who means harm: a member with a tampered app, and a hub that signs anything.

use sharenum_companion::{EngineError, PageRequest, TicketFilter, WorkshopFilter};
use sharenum_domain::{DocumentId, Role};
use sharenum_ledger::{Channel, Chunk, DeviceKey, routes};
use sharenum_properties::region::{carried, resign};
use sharenum_sync::wire::{Cursor, Entry, ExchangeReply, ExchangeRequest, Feed};

use crate::common::*;

/// The seed of the tampered app's key.
const SEED: u8 = 66;

/// A member in good standing, with an app of their own making.
pub async fn attacker(region: &Region) -> Scribe {
    Scribe::join(region, SEED, &[Role::Member], Some(MACON)).await
}

/// Puts another payload under a chunk of the attacker's and signs it.
pub fn tampered(chunk: &[u8], payload: &[u8]) -> Vec<u8> {
    let key = DeviceKey::from_seed([SEED; 32]);
    resign(chunk, b"sharenum chunk v1", &key, carried(payload)).unwrap()
}

pub fn payload(chunk: &[u8]) -> Vec<u8> {
    Chunk::decode(chunk).unwrap().payload().to_vec()
}

/// Where a ticket of Mâcon goes.
pub fn reach(of: &Scribe) -> Vec<Channel> {
    routes::for_ticket(&position(MACON), km(20), of.member())
}

/// The titles of all tickets on a phone.
pub fn titles(phone: &Phone) -> Vec<String> {
    let all =
        phone.tickets(TicketFilter::All, &PageRequest::first().of(PageRequest::MOST)).unwrap();
    let mut titles: Vec<_> = all.items.into_iter().map(|ticket| ticket.title).collect();
    titles.sort();
    titles
}

/// Opens every list of a phone, and a ticket or a workshop by its id. None may fail but for what is
/// not there.
pub fn look_at_everything(phone: &Phone, document: &DocumentId) {
    let page = PageRequest::first();
    titles(phone);
    for filter in [WorkshopFilter::Upcoming, WorkshopFilter::NearMe, WorkshopFilter::Mine] {
        phone.workshops(filter, &page).unwrap();
    }
    phone.alerts(&page).unwrap();
    phone.alerts_to_ring(64).unwrap();
    phone.notification_plan("Europe/Paris", 64).unwrap();
    phone.help_sessions(&page).unwrap();
    phone.help_sessions_to_co_sign(&page).unwrap();
    phone.help_totals().unwrap();
    phone.my_registrations(&page).unwrap();
    phone.my_bookings(&page).unwrap();
    phone.my_proposals(&page).unwrap();
    phone.given_and_received(&page).unwrap();
    phone.search("loops", &page).unwrap();
    phone.sync_status().unwrap();
    phone.refused().unwrap();
    for outcome in [phone.ticket(document).err(), phone.workshop(document).err()] {
        assert!(matches!(outcome, None | Some(EngineError::NotFound { .. })), "{outcome:?}");
    }
}

/// A region's hub, with its own keys, that says something else than it knows.
pub struct EvilHub {
    pub url: String,
    _front: Front,
}

impl EvilHub {
    pub async fn before(
        region: &Region,
        spoil: impl Fn(&ExchangeRequest, &mut ExchangeReply) + Send + Sync + 'static,
    ) -> Self {
        let front = Front::before(region, move |exchange| {
            let asked = exchange.asked();
            exchange.answer(&asked, |said| spoil(&asked, said))
        })
        .await;
        Self { url: front.url.clone(), _front: front }
    }

    /// One that slips these entries into the first channel that it is asked for, once.
    pub async fn slipping_in(region: &Region, entries: Vec<Entry>) -> Self {
        let left = std::sync::Mutex::new(Some(entries));
        Self::before(region, move |asked, reply| {
            if let (Some(cursor), Some(entries)) = (asked.pull.first(), left.lock().unwrap().take())
            {
                slip_in(cursor, entries, reply);
            }
        })
        .await
    }
}

/// Adds a page to a reply, in place of the honest one for this channel.
pub fn slip_in(cursor: &Cursor, entries: Vec<Entry>, reply: &mut ExchangeReply) {
    reply.feeds.retain(|feed| feed.channel != cursor.channel);
    let channel = cursor.channel.clone();
    let next = Cursor { epoch: reply.epoch, seq: cursor.seq + 1, ..cursor.clone() };
    reply.feeds.push(Feed { channel, reset: false, entries, next, more: false });
}
