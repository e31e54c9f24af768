//! Everything that the screens of a phone show, as text without ids.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};

use jiff::civil::Date;
use sharenum_companion::{
    AlertView, CompanionEngine, HelpSessionView, PageRequest, State, TicketFilter, WorkshopFilter,
};
use sharenum_domain::{DocumentId, RadiusKm, Role};

/// The shortest run of hexadecimal digits that is an id, or the beginning of one.
const SHORTEST_ID: usize = 8;

/// What this phone shows.
pub fn by(phone: &CompanionEngine, day: Date) -> String {
    let mut shown = Shown::default();
    let all = PageRequest::first().of(500);
    let State::Joined { roles, school, expires, .. } = phone.state() else { panic!("not joined") };
    shown.line("who", &(&roles, school, expires));
    shown.line("profile", &phone.profile().unwrap());
    shown.line("tools", &phone.tools().unwrap());
    shown.line("guides", &phone.guides_for(&[].into()).unwrap());
    shown.line("resources", &phone.resources().unwrap());
    shown.line("status", &phone.sync_status().unwrap());
    shown.line("refused", &phone.refused().unwrap());
    shown.line("drafts", &phone.drafts(&all).unwrap());
    shown.line("timer", &phone.timer().unwrap());
    for filter in [TicketFilter::Mine, TicketFilter::WhereICanHelp, TicketFilter::All] {
        let found = phone.tickets(filter, &all).unwrap();
        shown.line("tickets", &found);
        for item in found.items {
            ticket(phone, &item.common.id, &mut shown);
        }
    }
    for filter in [WorkshopFilter::Upcoming, WorkshopFilter::NearMe, WorkshopFilter::Mine] {
        let found = phone.workshops(filter, &all).unwrap();
        shown.line("workshops", &found);
        for item in found.items {
            shown.line("workshop", &phone.workshop(&item.common.id).unwrap());
        }
    }
    shown.line("proposals", &phone.my_proposals(&all).unwrap());
    shown.line("seats", &phone.my_registrations(&all).unwrap());
    shown.line("bookings", &phone.my_bookings(&all).unwrap());
    shown.line("exchanges", &phone.given_and_received(&all).unwrap());
    let alerts = phone.alerts(&all).unwrap().items.into_iter();
    // Its number follows from a document's id.
    let alerts: Vec<_> = alerts.map(|alert| AlertView { id: 0, ..alert }).collect();
    shown.line("alerts", &(phone.unread_alerts().unwrap(), alerts));
    let sessions = phone.help_sessions(&all).unwrap().items.into_iter().map(without_hash);
    shown.line("sessions", &sessions.collect::<Vec<_>>());
    shown.line("totals", &phone.help_totals().unwrap());
    if roles.is_staff() {
        let waiting = phone.help_sessions_to_co_sign(&all).unwrap().items.into_iter();
        shown.line("to co-sign", &waiting.map(without_hash).collect::<Vec<_>>());
        let near = phone.near(100).unwrap();
        shown.line("around", &phone.near_place(near.centre, RadiusKm::new(30).unwrap(), 100));
        shown.line("near", &near);
    }
    if roles.contains(Role::BusHost) {
        let bus = phone.resources().unwrap().into_iter().find(|resource| resource.i_host).unwrap();
        shown.line("day", &phone.bus_day(&bus.id, day).unwrap());
    }
    shown.text
}

fn ticket(phone: &CompanionEngine, id: &DocumentId, shown: &mut Shown) {
    let detail = phone.ticket(id).unwrap();
    shown.line("ticket", &detail);
    for proposal in detail.proposals {
        let messages = phone.messages(&proposal.common.id, &PageRequest::first().of(500));
        shown.line("messages", &messages.unwrap());
        if let Some(plan) = proposal.plan {
            shown.line("plan", &phone.plan(&plan).unwrap());
        }
    }
}

/// It names a state by its ids.
fn without_hash(session: HelpSessionView) -> HelpSessionView {
    HelpSessionView { state_hash: [0; 32], ..session }
}

/// Text in which each id is replaced by the number of its first place, so that what refers to what
/// is compared, too.
#[derive(Default)]
struct Shown {
    text: String,
    ids: BTreeMap<String, usize>,
}

impl Shown {
    fn line(&mut self, what: &str, view: &impl Debug) {
        let _ = writeln!(self.text, "== {what}");
        let written = format!("{view:#?}\n");
        let mut rest = written.as_str();
        while let Some(start) = rest.find(|c: char| c.is_ascii_hexdigit()) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(from.len());
            let (run, after) = from.split_at(end);
            self.text.push_str(before);
            if run.len() < SHORTEST_ID {
                self.text.push_str(run);
            } else {
                let next = self.ids.len();
                let number = *self.ids.entry(run.to_owned()).or_insert(next);
                let _ = write!(self.text, "#{number}");
            }
            rest = after;
        }
        self.text.push_str(rest);
    }
}
