//! What somebody types, or pastes, into a search.

use sharenum_companion::PageRequest;

use crate::cases;
use crate::common::*;

/// It is looked for as words, and never read as a query.
async fn is_only_words(typed: String) {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let phone = region.teacher(1, MACON, novice("scratch")).await;
    phone.open_ticket(scratch_ticket("Loops and lists", 20)).unwrap();
    let page = PageRequest::first();
    let found = phone.search(&typed, &page).unwrap();
    assert!(found.total <= 1);
    phone.establishments(&typed, &page).unwrap();
    // The index is as it was.
    assert_eq!(phone.search("loops", &page).unwrap().total, 1);
    assert_eq!(phone.establishments("", &page).unwrap().total, 8);
}

cases! { is_only_words:
    a_search_with_the_operators_of_the_index: "loops OR title:* NOT NEAR(a b, 2) ^x".to_owned();
    a_search_with_an_open_quotation_mark: "\"loops".to_owned();
    a_search_with_the_end_of_a_statement: "loops'; DROP TABLE ticket; --".to_owned();
    a_search_for_a_column_and_a_star: "{title body} : loops*".to_owned();
    a_search_of_a_megabyte: "a ".repeat(500_000);
    a_search_of_one_word_of_a_megabyte: "ab".repeat(500_000);
    a_search_with_zero_bytes: "lo\u{0}ops".to_owned();
    a_search_of_wildcards: "%_%?*[a-z]".to_owned();
    a_search_of_letters_that_grow_when_folded: "ﬃŒßİ".repeat(10_000);
    a_search_of_accents_without_a_letter: "\u{301}".repeat(10_000);
}
