//! Pages, search, and events.

mod common;

use std::collections::BTreeSet;

use common::*;
use sharenum_companion::*;
use sharenum_domain::{Guide, TicketStatus, TrainingStep};
use sharenum_ledger::CatalogueEntry;

#[test]
fn pages_hold_each_row_once_while_news_arrives() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let asked: Vec<_> = (0..23)
        .map(|n| {
            region.pass(1);
            author.ask(&format!("Besoin {n}"), 20)
        })
        .collect();
    region.settle(&[&author, &helper]);
    for (phone, filter) in [
        (&author, TicketFilter::Mine),
        (&helper, TicketFilter::All),
        (&helper, TicketFilter::WhereICanHelp),
    ] {
        let mut request = page().of(5);
        let mut seen = Vec::new();
        loop {
            let found = phone.engine.tickets(filter, &request).unwrap();
            seen.extend(found.items.iter().map(|ticket| ticket.common.id));
            if seen.len() == 10 {
                region.pass(1);
                author.ask("Arrivé entre deux pages", 20);
                region.settle(&[&author, &helper]);
            }
            match found.next {
                Some(next) => request = request.after(next),
                None => break,
            }
        }
        let newest_first: Vec<_> = asked.iter().rev().copied().collect();
        let seen: Vec<_> = seen.into_iter().filter(|id| asked.contains(id)).collect();
        assert_eq!(seen, newest_first, "{filter:?}");
    }
    let alerts = helper.engine.alerts(&page().of(10)).unwrap();
    let second = helper.engine.alerts(&page().of(1_000).after(alerts.next.unwrap())).unwrap();
    let ids: BTreeSet<_> = alerts.items.iter().chain(&second.items).map(|a| a.id).collect();
    assert_eq!((ids.len(), alerts.total), (26, 26));
}

#[test]
fn where_i_can_help_lists_what_alerts_and_nothing_else() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice()), (ROBOT, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert()), (ROBOT, novice())]);
    let about = |title: &str, tools: &[&str]| {
        let tools = tools.iter().map(|tool| slug(tool)).collect();
        author.engine.open_ticket(NewTicket { tools, ..new_ticket(title, 20) }).unwrap().0
    };
    let printer = about("Pont", &[PRINTER]);
    region.pass(1);
    let both = about("Pont et robot", &[PRINTER, ROBOT]);
    region.pass(1);
    about("Robot", &[ROBOT]);
    let near = author.ask("Tout près", 1);
    let over = author.ask("Annulé", 20);
    author.engine.set_ticket_status(&over, &TicketStatus::Cancelled).unwrap();
    let shown = BTreeSet::from([slug("impression-lyon")]);
    let mine = new_ticket("À moi", 20);
    let training = TrainingStep { shown, ..mine.training.clone() };
    let own = helper.engine.open_ticket(NewTicket { training, ..mine }).unwrap().0;
    region.settle(&[&author, &helper]);
    let list = helper.engine.tickets(TicketFilter::WhereICanHelp, &page()).unwrap();
    let listed: Vec<_> = list.items.iter().map(|ticket| ticket.common.id).collect();
    assert_eq!((listed.as_slice(), list.total), ([both, printer].as_slice(), 2));
    assert_eq!(list.items[0].tools.len(), 2);
    let alerted: BTreeSet<_> = helper.alerts().iter().map(|alert| alert.document).collect();
    assert_eq!(alerted, BTreeSet::from([both, printer]));
    assert!(!listed.contains(&near) && !listed.contains(&own));
}

#[test]
fn search_ignores_accents_and_operators() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let ticket = author.ask("Réglage de l'extrudeuse à Étrembières", 20);
    author.ask("Tout autre chose", 20);
    for typed in ["reglage", "REGLAGE extru", "étrembières", "\"réglage", "extrudeuse*"] {
        let found = author.engine.search(typed, &page()).unwrap();
        let ids: Vec<_> = found.items.iter().map(|hit| hit.document).collect();
        assert_eq!(ids, [ticket], "{typed}");
    }
    for typed in ["", "*", "\" OR \"", "NOT (", "title:", "rég AND)", "NEAR(", "-", "'; DROP"] {
        author.engine.search(typed, &page()).unwrap();
    }
    let both = author.engine.search("pont", &page().of(1)).unwrap();
    assert_eq!((both.items.len(), both.total), (1, 2));
    let rest = author.engine.search("pont", &page().after(both.next.unwrap())).unwrap();
    assert_eq!((rest.items.len(), rest.next), (1, None));
}

#[test]
fn both_spellings_of_a_letter_find_the_same_and_show_it_as_written() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let ligature = author.ask("Une œuvre de Sørensen, Œdipe à la Straße", 20);
    let letters = author.ask("Une manoeuvre", 20);
    for (typed, found) in [
        ("œuvre", ligature),
        ("oeuvre", ligature),
        ("OEUV", ligature),
        ("sorensen oedipe une strasse", ligature),
        ("Sørensen", ligature),
        ("manœuvre", letters),
    ] {
        let hits = author.engine.search(typed, &page()).unwrap().items;
        assert_eq!(hits.iter().map(|hit| hit.document).collect::<Vec<_>>(), [found], "{typed}");
        assert!(hits[0].title.starts_with("Une "), "{}", hits[0].title);
        assert!(hits[0].excerpt.starts_with("Imprimer un pont"), "{}", hits[0].excerpt);
    }
}

#[test]
fn a_guide_that_was_found_can_be_opened() {
    let mut region = Region::new();
    region.relay.publish(&CatalogueEntry::Guide(Guide {
        id: slug("buse"),
        tools: BTreeSet::from([slug(PRINTER)]),
        title: "Changer la buse".to_owned(),
        body: "Chauffer, puis dévisser.".to_owned(),
    }));
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let hits = phone.engine.search("devisser", &page()).unwrap().items;
    let guide = phone.engine.guide(&hits[0].document).unwrap();
    assert_eq!((&*guide.body, guide.document), ("Chauffer, puis dévisser.", hits[0].document));
    assert_eq!(phone.engine.guides_for(&BTreeSet::new()).unwrap(), [guide]);
    let ticket = phone.ask("Un pont", 20);
    assert_eq!(phone.engine.guide(&ticket).unwrap_err().code(), "not-found");
}

#[test]
fn establishments_are_found_by_name_town_code_and_distance() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let names = |query: &str| {
        let found = phone.engine.establishments(query, &page()).unwrap();
        found.items.into_iter().map(|found| found.establishment.name).collect::<Vec<_>>()
    };
    assert_eq!(names("etang"), ["Collège de l'Étang"]);
    assert_eq!(names("SAINT exupery macon"), ["Collège Saint-Exupéry"]);
    assert_eq!(names(&code(710_003).to_string()), ["Collège des Tilleuls"]);
    assert_eq!(names("rien de tel"), Vec::<String>::new());
    let named = phone.engine.establishment(&code(710_003)).unwrap();
    assert_eq!(named.unwrap().name, "Collège des Tilleuls");
    assert_eq!(phone.engine.establishment(&code(999_001)).unwrap(), None);
    assert_eq!(names("").len(), 5);
    let first = phone.engine.establishments("", &page().of(3)).unwrap();
    let second = phone.engine.establishments("", &page().of(3).after(first.next.unwrap())).unwrap();
    assert_eq!((second.items.len(), second.total, second.next), (2, 5, None));

    let near = phone.engine.establishments_near(&position(46.30, 4.83), km(20), &page()).unwrap();
    let found: Vec<_> =
        near.items.iter().map(|f| (f.km.unwrap() as u32, f.establishment.code)).collect();
    assert_eq!(found, [(0, code(710_001)), (10, code(690_002)), (17, code(710_003))]);
}

#[test]
fn an_event_tells_what_a_commit_changed_and_a_slow_listener_reads_again() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let events = author.engine.subscribe();
    let ticket = author.ask("Un pont", 20);
    match events.try_next() {
        Some(Event::Changed { kinds, documents }) => {
            assert!(kinds.contains(&sharenum_ledger::Kind::Ticket));
            assert_eq!(documents, [ticket]);
        }
        other => panic!("{other:?}"),
    }
    // Nothing is told of what was refused.
    author.engine.open_ticket(new_ticket("", 20)).unwrap_err();
    assert_eq!(events.try_next(), None);

    for n in 0..300 {
        let edit = TicketEdit { need: Some(format!("Besoin {n}")), ..TicketEdit::default() };
        author.engine.edit_ticket(&ticket, edit).unwrap();
    }
    assert_eq!(events.try_next(), Some(Event::ReRead));
    assert_eq!(events.try_next(), None);
}

#[test]
fn what_was_saved_is_there_after_reopening() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let ticket = author.ask("Un pont", 20);
    let Phone { engine, path, seed, member } = author;
    drop(engine);
    let again = region.open(&path, seed);
    assert!(matches!(again.state(), State::Joined { member: me, .. } if me == member));
    let item = again.ticket(&ticket).unwrap().item;
    assert_eq!(item.common.delivery, Delivery::OnThisPhone);
    assert_eq!(item.tools[0].name.fr, "Imprimante 3D");
}
