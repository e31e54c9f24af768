//! Plans that both parties begin before they hear of each other.

mod common;

use std::collections::BTreeSet;

use common::*;
use sharenum_companion::*;
use sharenum_domain::*;

#[test]
fn two_plans_begun_offline_become_one_and_nobodys_work_is_lost() {
    let mut region = Region::new();
    let Proposed { author, helper, proposal, .. } = region.proposed();
    author.engine.accept_proposal(&proposal).unwrap();
    region.settle(&[&author, &helper]);

    // From here on, no hub: both begin one, with the same question and another answer.
    let (tuesday, friday) = (slot("2026-12-01T14:00"), slot("2026-12-04T09:00"));
    let with = |date: &Slot| BTreeSet::from([date.clone()]);
    let first = PlanEdit {
        what: Some("Un pont".into()),
        for_whom: Some("Deux 5e".into()),
        add_dates: with(&tuesday),
        ..Default::default()
    };
    let by_author = author.engine.start_plan(&proposal, first).unwrap();
    author.engine.vote(&by_author, &tuesday, Some(true)).unwrap();
    author.engine.choose_date(&by_author, &tuesday).unwrap();
    let first = PlanEdit {
        what: Some("Un pont".into()),
        venue: Some("Salle 12".into()),
        add_dates: with(&friday),
        ..Default::default()
    };
    let by_helper = helper.engine.start_plan(&proposal, first).unwrap();
    helper.engine.vote(&by_helper, &friday, Some(false)).unwrap();
    region.settle(&[&author, &helper]);

    // Joined once, they stay quiet: neither answers the other's joining with one of their own.
    for phone in [&author, &helper] {
        let quiet = region.sync(phone);
        assert_eq!((quiet.chunks_sent, quiet.chunks_received), (0, 0));
    }
    let shown = by_author.min(by_helper);
    let left = by_author.max(by_helper);
    for phone in [&author, &helper] {
        assert_eq!(phone.engine.proposal(&proposal).unwrap().plan, Some(shown));
        let plan = phone.engine.plan(&shown).unwrap();
        assert_eq!(
            (&*plan.what, &*plan.for_whom, &*plan.venue),
            ("Un pont", "Deux 5e", "Salle 12")
        );
        let dates: Vec<_> = plan.dates.iter().map(|d| (&d.slot, d.yes, d.no)).collect();
        assert_eq!(dates, [(&tuesday, 1, 0), (&friday, 0, 1)]);
        assert_eq!(plan.chosen.as_ref(), Some(&tuesday));
    }

    // What is changed from now on stays as it is, also from a screen that shows the other plan.
    author.engine.vote(&left, &tuesday, None).unwrap();
    helper.engine.vote(&left, &friday, None).unwrap();
    let emptied = PlanEdit {
        for_whom: Some(String::new()),
        venue: Some(String::new()),
        ..Default::default()
    };
    helper.engine.edit_plan(&left, emptied).unwrap();
    region.settle(&[&author, &helper]);
    for phone in [&author, &helper] {
        let plan = phone.engine.plan(&shown).unwrap();
        assert_eq!((&*plan.for_whom, &*plan.venue), ("", ""));
        assert!(plan.dates.iter().all(|date| (date.yes, date.no) == (0, 0)));
    }
}

#[test]
fn a_plan_has_two_forms_and_what_is_sent_of_one_leaves_the_other() {
    let mut region = Region::new();
    let Proposed { author, proposal, .. } = region.proposed();
    author.engine.accept_proposal(&proposal).unwrap();
    let engine = &author.engine;
    let first = PlanEdit { what: Some("Un pont".into()), ..Default::default() };
    let id = engine.start_plan(&proposal, first).unwrap();

    let typed = |form: &DraftForm, text: &str| {
        engine.save_draft(form, Some(&id), &[("it".to_owned(), text.to_owned())].into()).unwrap();
    };
    let kept = |form: &DraftForm| {
        engine.draft(form, Some(&id)).unwrap().and_then(|draft| draft.fields.get("it").cloned())
    };
    typed(&DraftForm::Plan, "Deux ponts");
    typed(&DraftForm::PlanDate, "half a date");
    let edit = PlanEdit {
        what: Some("Deux ponts".into()),
        venue: Some("Salle 12".into()),
        ..Default::default()
    };
    let stood = engine.edit_plan(&id, edit).unwrap();
    assert_eq!(kept(&DraftForm::Plan), None);
    assert_eq!(kept(&DraftForm::PlanDate).as_deref(), Some("half a date"));
    let before =
        PlanEdit { what: Some("Un pont".into()), venue: Some(String::new()), ..Default::default() };
    assert_eq!(stood, before, "what was not changed is not put back");

    // Taken back while the next edit is typed.
    typed(&DraftForm::Plan, "Trois ponts");
    engine.edit_plan(&id, PlanEdit { for_whom: Some("5e".into()), ..Default::default() }).unwrap();
    typed(&DraftForm::Plan, "Trois ponts");
    engine.adjust_plan(&id, stood).unwrap();
    let plan = engine.plan(&id).unwrap();
    assert_eq!((&*plan.what, &*plan.for_whom, &*plan.venue), ("Un pont", "5e", ""));
    assert_eq!(kept(&DraftForm::Plan).as_deref(), Some("Trois ponts"));

    let date = PlanEdit { add_dates: [slot("2026-12-01T14:00")].into(), ..Default::default() };
    assert_eq!(engine.edit_plan(&id, date).unwrap(), PlanEdit::default());
    assert_eq!(kept(&DraftForm::PlanDate), None);
    assert_eq!(kept(&DraftForm::Plan).as_deref(), Some("Trois ponts"));
}
