//! Which actions each kind of view can offer, as shells read it to try each of them once.

#![allow(clippy::unwrap_used, reason = "tests and what only they use")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sharenum_bindings::Action;
use sharenum_companion::Offering;

const HEAD: &str = "\
# Which actions each kind of view can offer: kind, action, in the names of interface.txt.
# Tests of the shells press each of them once. Written from the engine's list by
# `SHARENUM_UPDATE_ACTIONS=1 cargo test -p sharenum-bindings --test actions`.
";

/// The file, as the engine's list makes it.
fn table() -> String {
    let mut table = HEAD.to_owned();
    for kind in Offering::ALL {
        for action in kind.actions() {
            writeln!(table, "{kind:?}\t{:?}", Action::from(*action)).unwrap();
        }
    }
    table
}

#[test]
fn the_table_that_shells_read_is_the_engines() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/actions.txt");
    if std::env::var_os("SHARENUM_UPDATE_ACTIONS").is_some() {
        std::fs::write(file, table()).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap_or_default();
    assert_eq!(written, table(), "bindings/actions.txt is not the engine's list any more");
}

#[test]
fn every_action_of_the_interface_is_offered_by_some_view_and_no_view_offers_one_twice() {
    let interface = include_str!("../interface.txt");
    let arms = interface.split("enum Action\n").nth(1).unwrap();
    let named: BTreeSet<String> = arms
        .lines()
        .map_while(|line| line.strip_prefix("    "))
        .filter(|name| *name != "Unknown")
        .map(str::to_owned)
        .collect();
    let mut offered = BTreeSet::new();
    for kind in Offering::ALL {
        let names = kind.actions().iter().map(|action| format!("{:?}", Action::from(*action)));
        let names: BTreeSet<String> = names.collect();
        assert_eq!(names.len(), kind.actions().len(), "{kind:?}");
        offered.extend(names);
    }
    assert_eq!(offered, named);
}
