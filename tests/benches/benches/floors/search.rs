//! Words in ten thousand tickets.

use sharenum_benches::{Report, Row, time, us};
use sharenum_companion::PageRequest;

use crate::town::Town;

/// What a person might type: the id of the row, what it is, and the words.
const TYPED: [(&str, &str, &str); 5] = [
    ("search-words", "search of 10,000 tickets: two words", "robot vol"),
    ("search-rare", "a word that one ticket has", "n4242"),
    ("search-letter", "one letter", "p"),
    ("search-all", "a word that every ticket has", "aide"),
    ("search-none", "a word that none has", "zèbre"),
];

pub fn run(report: &Report) {
    let town = Town::get();
    for (id, job, typed) in TYPED {
        let search = || town.phone.engine.search(typed, &PageRequest::first()).unwrap();
        let found = search();
        let took = time(id, search);
        report.row(&Row {
            id,
            job,
            floor: "5 ms",
            measured: format!(
                "{} (least {}); {} found",
                us(took.median()),
                us(took.min()),
                found.total
            ),
            ratio: String::new(),
            met: Some(took.median() <= 5_000.0),
        });
    }
}
