//! Mini-techs: logged on a shared tablet, co-signed by a teacher.

mod common;

use std::collections::BTreeMap;

use common::*;
use sharenum_companion::*;
use sharenum_domain::*;

fn session(helper: &str, minutes: u32) -> NewHelpSession {
    NewHelpSession {
        helper: helper.to_owned(),
        class: "6e B".to_owned(),
        pupils: 3,
        tool: slug(PRINTER),
        time: HelpTime::Began { started: start(), minutes },
        what: "Buse bouchée".to_owned(),
        solved: true,
    }
}

#[test]
fn only_sessions_co_signed_as_they_stand_count() {
    let mut region = Region::new();
    let school = Some(schools()[0].code);
    let tablet = region.joined(20, school, &[Role::Brigade]);
    let teacher = region.teacher(1, 0, &[(PRINTER, novice())]);
    let elsewhere = region.teacher(2, 1, &[(PRINTER, novice())]);
    let [first, second, third] = [("Pixel", 10), ("Pixel", 20), ("Octet", 15)]
        .map(|(helper, minutes)| tablet.engine.log_help_session(session(helper, minutes)).unwrap());
    region.settle(&[&tablet, &teacher, &elsewhere]);
    assert_eq!(elsewhere.engine.help_sessions(&page()).unwrap().total, 0);
    let waiting = teacher.engine.help_sessions_to_co_sign(&page()).unwrap();
    assert_eq!(waiting.total, 3);
    assert!(waiting.items.iter().all(|view| view.common.actions == [Action::CoSign]));
    assert_eq!(waiting.items[0].tool.as_ref().unwrap().name.fr, "Imprimante 3D");

    let seen = |id: &DocumentId| teacher.engine.help_session(id).unwrap().state_hash;
    let (seen_first, seen_second) = (seen(&first), seen(&second));
    teacher.engine.co_sign(&first, &seen_first).unwrap();
    teacher.engine.co_sign(&second, &seen_second).unwrap();
    region.settle(&[&teacher, &tablet]);
    let totals = tablet.engine.help_totals().unwrap();
    assert_eq!((totals.sessions, totals.minutes), (2, 30));
    assert_eq!((totals.helpers[0].helper.as_str(), totals.helpers[0].pupils), ("Pixel", 6));

    // An edit voids the signature, and the old state cannot be signed again.
    tablet.engine.edit_help_session(&second, session("Pixel", 45)).unwrap();
    region.settle(&[&tablet, &teacher]);
    let view = teacher.engine.help_session(&second).unwrap();
    assert!(view.voided && !view.counts);
    assert_eq!(teacher.engine.help_totals().unwrap().minutes, 10);
    let error = teacher.engine.co_sign(&second, &seen_second).unwrap_err();
    assert_eq!(error.code(), "changed-since");
    teacher.engine.co_sign(&second, &view.state_hash).unwrap();
    region.settle(&[&teacher, &tablet]);
    for phone in [&teacher, &tablet] {
        assert_eq!(phone.engine.help_totals().unwrap().minutes, 55);
    }
    assert_eq!(teacher.engine.help_sessions_to_co_sign(&page()).unwrap().items[0].common.id, third);
}

#[test]
fn a_day_is_signed_as_a_whole_or_not_at_all() {
    let mut region = Region::new();
    let school = Some(schools()[0].code);
    let tablet = region.joined(20, school, &[Role::Brigade]);
    let teacher = region.teacher(1, 0, &[(PRINTER, novice())]);
    let day = [10, 20, 30]
        .map(|minutes| tablet.engine.log_help_session(session("Pixel", minutes)).unwrap());
    region.settle(&[&tablet, &teacher]);
    let seen =
        || BTreeMap::from(day.map(|id| (id, teacher.engine.help_session(&id).unwrap().state_hash)));
    let as_it_was = seen();
    // The one that is signed last.
    let edited = as_it_was.keys().next_back().unwrap();
    tablet.engine.edit_help_session(edited, session("Pixel", 25)).unwrap();
    region.settle(&[&tablet, &teacher]);
    let waiting = || teacher.engine.help_sessions_to_co_sign(&page()).unwrap().total;
    let outgoing = || teacher.engine.sync_status().unwrap().undelivered;
    let before = outgoing();

    let refused = teacher.engine.co_sign_all(&as_it_was).unwrap_err();
    assert_eq!(refused.code(), "changed-since");
    assert_eq!((waiting(), outgoing()), (3, before), "those before it are not signed either");

    teacher.engine.co_sign_all(&seen()).unwrap();
    assert_eq!(waiting(), 0);
    teacher.engine.co_sign_all(&BTreeMap::new()).unwrap();
    region.settle(&[&teacher, &tablet]);
    assert_eq!(tablet.engine.help_totals().unwrap().sessions, 3);
}

#[test]
fn a_form_offers_what_the_school_logged_before_the_last_first() {
    let mut region = Region::new();
    let school = Some(schools()[0].code);
    let tablet = region.joined(20, school, &[Role::Brigade]);
    let elsewhere = region.teacher(2, 1, &[(PRINTER, novice())]);
    region.settle(&[&tablet, &elsewhere]);
    let catalogue: Vec<ToolId> =
        tablet.engine.tools().unwrap().into_iter().map(|tool| tool.id).collect();
    let offered = |choices: HelpChoices| {
        let helpers: Vec<String> = choices.helpers.iter().map(ToString::to_string).collect();
        let tools: Vec<ToolId> = choices.tools.into_iter().map(|tool| tool.id).collect();
        (helpers, choices.classes, tools)
    };
    let none: Vec<String> = Vec::new();
    let empty = offered(tablet.engine.help_choices(10).unwrap());
    assert_eq!(
        empty,
        (none.clone(), none.clone(), catalogue.clone()),
        "nothing is suggested before"
    );

    // The last tool of the catalogue, so that it has a place to gain.
    let used = catalogue.last().unwrap();
    for (hours, helper, class) in [(1, "Pixel", "6e B"), (2, "Octet", "5e A"), (3, "Pixel", "4e C")]
    {
        let started = start() + jiff::SignedDuration::from_hours(hours);
        let time = HelpTime::Began { started, minutes: 10 };
        let logged = NewHelpSession { class: class.to_owned(), time, ..session(helper, 10) };
        tablet.engine.log_help_session(NewHelpSession { tool: used.clone(), ..logged }).unwrap();
    }
    let (helpers, classes, tools) = offered(tablet.engine.help_choices(10).unwrap());
    assert_eq!(helpers, ["Pixel", "Octet"]);
    assert_eq!(classes, ["4e C", "5e A", "6e B"]);
    let others = catalogue.iter().filter(|id| *id != used);
    assert_eq!(tools, [used].into_iter().chain(others).cloned().collect::<Vec<_>>());
    let (helpers, classes, tools) = offered(tablet.engine.help_choices(1).unwrap());
    assert_eq!((helpers.len(), classes.len(), tools), (1, 1, vec![used.clone()]));

    region.settle(&[&tablet, &elsewhere]);
    let (helpers, classes, _) = offered(elsewhere.engine.help_choices(10).unwrap());
    assert_eq!((helpers, classes), (none.clone(), none), "another school's are not told");
}

#[test]
fn a_shared_tablet_can_only_log() {
    let mut region = Region::new();
    let school = Some(schools()[0].code);
    let tablet = region.joined(20, school, &[Role::Brigade]);
    let other = region.joined(21, school, &[Role::Brigade]);
    let logged = tablet.engine.log_help_session(session("Pixel", 10)).unwrap();
    region.settle(&[&tablet, &other]);
    let hash = other.engine.help_session(&logged).unwrap().state_hash;
    assert!(other.engine.co_sign(&logged, &hash).is_err());
    assert!(other.engine.edit_help_session(&logged, session("Octet", 1)).is_err());
    assert!(other.engine.open_ticket(new_ticket("Pont", 20)).is_err());
    assert!(other.engine.help_sessions_to_co_sign(&page()).is_err());
    let refused = tablet.engine.set_card("Tablette", "tablette@ac-dijon.fr").unwrap_err();
    assert_eq!(refused.code(), "role-may-not");
}

#[test]
fn nobody_co_signs_what_they_logged() {
    let mut region = Region::new();
    let teacher = region.teacher(1, 0, &[(PRINTER, novice())]);
    let colleague = region.teacher(2, 0, &[(PRINTER, novice())]);
    let logged = teacher.engine.log_help_session(session("Pixel", 10)).unwrap();
    let view = teacher.engine.help_session(&logged).unwrap();
    assert_eq!(view.common.actions, [Action::Edit]);
    assert!(teacher.engine.co_sign(&logged, &view.state_hash).is_err());
    region.settle(&[&teacher, &colleague]);
    colleague.engine.co_sign(&logged, &view.state_hash).unwrap();
    region.settle(&[&colleague, &teacher]);
    assert!(teacher.engine.help_session(&logged).unwrap().counts);
}

#[test]
fn what_is_logged_is_checked() {
    let mut region = Region::new();
    let school = Some(schools()[0].code);
    let tablet = region.joined(20, school, &[Role::Brigade]);
    let cases: [fn(&mut NewHelpSession); 4] = [
        |s| s.helper = "  ".to_owned(),
        |s| s.class.clear(),
        |s| s.pupils = 0,
        |s| s.time = HelpTime::Lasted { minutes: 0 },
    ];
    for spoil in cases {
        let mut new = session("Pixel", 10);
        spoil(&mut new);
        assert_eq!(tablet.engine.log_help_session(new).unwrap_err().code(), "input");
    }
    let nowhere = region.joined(21, None, &[Role::Member]);
    let error = nowhere.engine.log_help_session(session("Pixel", 10)).unwrap_err();
    assert_eq!(error.code(), "not-allowed");
}
