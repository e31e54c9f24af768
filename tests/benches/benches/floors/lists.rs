//! The lists that read more than they show.

use std::collections::BTreeMap;

use sharenum_benches::{Phone, Report, Row, SCHOOL, school_number, slug, time, us};
use sharenum_companion::{PageRequest, TicketFilter};
use sharenum_domain::{Level, Proficiency};

use crate::town::{TICKETS, Town};

pub fn run(report: &Report) {
    let town = Town::get();
    let phone = Phone::join(&town.region, 11);
    phone.sync(&town.region);
    // Somebody who can help with every ticket of the town.
    let level = Proficiency { level: Level::Experienced, by_hand: true, in_class: true };
    let tools = BTreeMap::from([(slug("scratch"), level)]);
    phone.engine.set_profile(Some(school_number(SCHOOL)), tools).unwrap();
    phone.sync(&town.region);
    let list = |filter| phone.engine.tickets(filter, &PageRequest::first()).unwrap();
    let everything = time("list-all", || list(TicketFilter::All));
    let found = list(TicketFilter::WhereICanHelp);
    assert_eq!((found.total, found.items.len()), (TICKETS, 50));
    let helped = time("list-help", || list(TicketFilter::WhereICanHelp));
    report.row(&Row {
        id: "list-help",
        job: "the first 50 of 10,000 tickets where I can help",
        floor: "",
        measured: format!("{} (least {})", us(helped.median()), us(helped.min())),
        ratio: format!(
            "the first 50 of all tickets {}: {:.1} times that",
            us(everything.median()),
            helped.median() / everything.median()
        ),
        met: None,
    });
}
