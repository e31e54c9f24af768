//! The timer of a help session: it survives the app, and no clock makes it negative.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::time::Duration;

use common::*;
use jiff::SignedDuration;
use sharenum_companion::*;
use sharenum_domain::*;

fn begun() -> TimerStart {
    TimerStart { helper: "Pixel".to_owned(), class: "6e B".to_owned(), tool: Some(slug(PRINTER)) }
}

fn session(minutes: u32, started: jiff::Timestamp) -> NewHelpSession {
    NewHelpSession {
        helper: "Pixel".to_owned(),
        class: "6e B".to_owned(),
        pupils: 3,
        tool: slug(PRINTER),
        time: HelpTime::Began { started, minutes },
        what: String::new(),
        solved: true,
    }
}

fn minutes(n: u64) -> Duration {
    Duration::from_secs(n * 60)
}

#[test]
fn a_timer_runs_on_while_the_app_is_killed_and_goes_with_the_session_it_measured() {
    let mut region = Region::new();
    let school = Some(schools()[0].code);
    let Phone { engine, path, seed, .. } = region.joined(20, school, &[Role::Brigade]);
    assert_eq!(engine.timer().unwrap(), None);
    assert_eq!(engine.stop_timer().unwrap_err().code(), "no-timer");
    let view = engine.start_timer(begun()).unwrap();
    assert_eq!((view.started, view.elapsed, view.minutes), (start(), Duration::ZERO, None));
    assert_eq!(engine.start_timer(TimerStart::default()).unwrap_err().code(), "timer-runs");
    drop(engine);

    region.clock.advance(SignedDuration::from_secs(12 * 60 + 1));
    let engine = region.open(&path, seed);
    let view = engine.timer().unwrap().unwrap();
    assert_eq!(view.elapsed, Duration::from_secs(12 * 60 + 1));
    assert_eq!((view.helper.as_str(), view.class.as_str()), ("Pixel", "6e B"));
    assert_eq!(view.tool, Some(slug(PRINTER)));
    // Another session that is logged meanwhile leaves the running timer alone.
    engine.log_help_session(session(5, start())).unwrap();
    assert_eq!(engine.stop_timer().unwrap(), 13, "a begun minute counts");
    drop(engine);

    region.pass(1);
    let engine = region.open(&path, seed);
    assert_eq!(engine.stop_timer().unwrap(), 13, "stopped is stopped");
    let view = engine.timer().unwrap().unwrap();
    assert_eq!((view.minutes, view.elapsed), (Some(13), minutes(13)));
    assert_eq!(engine.start_timer(begun()).unwrap_err().code(), "timer-runs");
    // Refused, it costs nothing; logged, the timer is free again.
    assert_eq!(engine.log_help_session(session(0, view.started)).unwrap_err().code(), "input");
    assert_eq!(engine.timer().unwrap().unwrap().minutes, Some(13));
    engine.log_help_session(session(13, view.started)).unwrap();
    assert_eq!(engine.timer().unwrap(), None);
    engine.start_timer(TimerStart::default()).unwrap();
    engine.discard_timer().unwrap();
    engine.discard_timer().unwrap();
    assert_eq!(engine.timer().unwrap(), None);
}

#[test]
fn a_clock_that_goes_back_never_makes_it_negative_nor_stops_it() {
    let region = Region::new();
    let engine = region.open(&region.file("phone.db"), [9; 32]);
    engine.start_timer(begun()).unwrap();
    region.clock.advance(SignedDuration::from_hours(-24));
    assert_eq!(engine.timer().unwrap().unwrap().elapsed, Duration::ZERO);
    region.clock.advance(SignedDuration::from_mins(7));
    assert_eq!(engine.timer().unwrap().unwrap().elapsed, minutes(7));
    // Nobody looked between the two.
    region.clock.advance(SignedDuration::from_hours(-24));
    assert_eq!(engine.stop_timer().unwrap(), 1);
    let view = engine.timer().unwrap().unwrap();
    assert!(view.started <= region.clock.now());
    assert_eq!(view.elapsed, minutes(1));
}

#[test]
fn what_it_comes_to_can_always_be_logged() {
    for (ran, expected) in [(0, 1), (1, 1), (60, 1), (61, 2), (86_400, 1_440), (864_000, 1_440)] {
        let mut region = Region::new();
        let school = Some(schools()[0].code);
        let phone = region.joined(20, school, &[Role::Brigade]);
        phone.engine.start_timer(begun()).unwrap();
        region.clock.advance(SignedDuration::from_secs(ran));
        let minutes = phone.engine.stop_timer().unwrap();
        assert_eq!(minutes, expected, "{ran} s");
        phone.engine.log_help_session(session(minutes, start())).unwrap();
    }
    let region = Region::new();
    let engine = region.open(&region.file("phone.db"), [9; 32]);
    let long = TimerStart { helper: "x".repeat(70_000), ..TimerStart::default() };
    assert_eq!(engine.start_timer(long).unwrap_err().code(), "draft-too-long");
}

#[test]
fn a_length_alone_ends_now_unless_a_timer_measured_it() {
    let mut region = Region::new();
    let school = Some(schools()[0].code);
    let phone = region.joined(20, school, &[Role::Brigade]);
    let lasted = |minutes| NewHelpSession {
        time: HelpTime::Lasted { minutes },
        ..session(minutes, start())
    };
    let logged = |new| {
        let id = phone.engine.log_help_session(new).unwrap();
        let view = phone.engine.help_session(&id).unwrap();
        (id, view.started, view.minutes)
    };
    let (id, started, took) = logged(lasted(25));
    assert_eq!((started, took), (region.clock.now() - SignedDuration::from_mins(25), 25));

    // It ended when it ended, whenever its length is corrected.
    region.pass(1);
    phone.engine.edit_help_session(&id, lasted(40)).unwrap();
    let view = phone.engine.help_session(&id).unwrap();
    assert_eq!((view.started, view.minutes), (started - SignedDuration::from_mins(15), 40));
    phone.engine.edit_help_session(&id, lasted(40)).unwrap();
    assert_eq!(phone.engine.help_session(&id).unwrap().started, view.started, "the same length");

    let began = phone.engine.start_timer(begun()).unwrap().started;
    region.clock.advance(SignedDuration::from_secs(12 * 60 + 1));
    // It is said to be over: what is still to be filled in takes no time of it.
    let nobody = NewHelpSession { helper: " ".to_owned(), ..lasted(10) };
    assert_eq!(phone.engine.log_help_session(nobody).unwrap_err().code(), "input");
    region.clock.advance(SignedDuration::from_mins(5));
    let (_, started, took) = logged(lasted(10));
    assert_eq!((started, took), (began, 13));
    assert_eq!(phone.engine.timer().unwrap(), None);

    for hopeless in [0, HelpSession::MAX_MINUTES + 1, u32::MAX] {
        let refused = phone.engine.log_help_session(lasted(hopeless)).unwrap_err();
        assert_eq!(refused.code(), "input", "{hopeless} minutes");
        assert_eq!(
            phone.engine.edit_help_session(&id, lasted(hopeless)).unwrap_err().code(),
            "input"
        );
    }
}
