//! Tickets, proposals, messages and plans.

use std::collections::BTreeSet;

use sharenum_companion::{
    CompanionEngine, EngineError, NewTicket, PlanEdit, ProposalView, TicketEdit, TicketFilter,
    TicketItem,
};
use sharenum_domain::{
    Direction, DocumentId, Pedagogy, ProposalStatus, Slot, TicketStatus, TrainingStep,
};

use super::{Actor, Told, all, seen};
use crate::schools::{km, slot, slug};

const RADII: [u16; 3] = [20, 5, 60];

/// A request or an offer around Scratch, after the trainings of the own academy were seen.
pub fn scratch_ticket(
    engine: &CompanionEngine,
    title: &str,
    radius: u16,
    offer: bool,
) -> Result<NewTicket, EngineError> {
    let tools = BTreeSet::from([slug("scratch")]);
    let trainings = engine.trainings_for(&tools)?;
    Ok(NewTicket {
        direction: if offer { Direction::Offer } else { Direction::Request },
        title: title.to_owned(),
        need: "Somebody who has done it with a class".to_owned(),
        pedagogy: Pedagogy {
            class_level: "5e".to_owned(),
            learning_goal: "Repeat instead of copy".to_owned(),
            ..Pedagogy::default()
        },
        training: TrainingStep {
            shown: trainings.into_iter().map(|training| training.id).collect(),
            reason: "It is in March, the class begins in a month".to_owned(),
        },
        tools,
        radius: km(radius),
    })
}

/// Dates to propose: few, so that two often propose the same.
fn date(number: usize) -> Slot {
    slot(["2026-11-18T14:00[Europe/Paris]/90", "2026-11-25T14:00[Europe/Paris]/90"][number % 2])
}

impl Actor<'_> {
    fn engine(&self) -> &CompanionEngine {
        self.phone.engine()
    }

    fn tickets(&self, mine: bool) -> Result<Vec<TicketItem>, EngineError> {
        let found = self.engine().tickets(TicketFilter::All, &all())?.items;
        Ok(found.into_iter().filter(|ticket| ticket.common.mine == mine).collect())
    }

    /// The proposals in sight, with whether the ticket is this member's own.
    fn proposals(&self) -> Result<Vec<(bool, ProposalView)>, EngineError> {
        let mut found = Vec::new();
        for ticket in self.engine().tickets(TicketFilter::All, &all())?.items {
            let detail = self.engine().ticket(&ticket.common.id)?;
            let mine = ticket.common.mine;
            found.extend(detail.proposals.into_iter().map(|proposal| (mine, proposal)));
        }
        Ok(found)
    }

    fn own_proposals(&self) -> Result<Vec<DocumentId>, EngineError> {
        let found = self.engine().my_proposals(&all())?.items;
        let offered = found.into_iter().filter(|one| one.status == ProposalStatus::Offered);
        Ok(offered.map(|one| one.common.id).collect())
    }

    /// The proposals with a plan, and the plan.
    pub(super) fn plans(&self) -> Result<Vec<(DocumentId, DocumentId)>, EngineError> {
        let found = self.proposals()?.into_iter();
        Ok(found.filter_map(|(_, one)| Some((one.common.id, one.plan?))).collect())
    }

    pub fn open_ticket(&mut self) -> Told {
        let radius = self.way(&RADII);
        let title = format!("Question {}", self.pick % 3);
        let ticket = scratch_ticket(self.engine(), &title, radius, self.how % 5 == 4)?;
        let (id, _) = self.engine().open_ticket(ticket)?;
        seen(self.engine().ticket(&id), |view| view.item.title == title && view.item.common.mine)?;
        self.facts.radius.insert(id, radius);
        Ok(Some(format!("opens {}, {radius} km", self.facts.name("ticket", &id))))
    }

    pub fn edit_ticket(&mut self) -> Told {
        let Some(ticket) = self.one(&self.tickets(true)?) else { return Ok(None) };
        let id = ticket.common.id;
        let name = self.facts.name("ticket", &id);
        if self.how.is_multiple_of(3) {
            let title = format!("Wording {}", self.how / 3 % 3);
            let edit = TicketEdit { title: Some(title.clone()), ..TicketEdit::default() };
            self.engine().edit_ticket(&id, edit)?;
            seen(self.engine().ticket(&id), |view| view.item.title == title)?;
            return Ok(Some(format!("calls {name} {title:?}")));
        }
        let radius = RADII[self.how / 3 % RADII.len()];
        let edit = TicketEdit { radius: Some(km(radius)), ..TicketEdit::default() };
        self.engine().edit_ticket(&id, edit)?;
        seen(self.engine().ticket(&id), |view| view.item.radius == km(radius))?;
        let widest = self.facts.radius.entry(id).or_insert(ticket.radius.get());
        *widest = radius.max(*widest);
        Ok(Some(format!("lets {name} reach {radius} km")))
    }

    pub fn move_ticket(&mut self) -> Told {
        let Some(ticket) = self.one(&self.tickets(true)?) else { return Ok(None) };
        let id = ticket.common.id;
        use TicketStatus::{Cancelled, Done, InDiscussion, Scheduled};
        let to = self.way(&[InDiscussion, Scheduled, Done, Cancelled]);
        self.engine().set_ticket_status(&id, &to)?;
        seen(self.engine().ticket(&id), |view| view.item.status == to)?;
        if to == Cancelled {
            self.facts.ended.insert(id, ("ticket", "cancelled"));
        }
        Ok(Some(format!("sets {} to {to}", self.facts.name("ticket", &id))))
    }

    pub fn propose(&mut self) -> Told {
        let Some(ticket) = self.one(&self.tickets(false)?) else { return Ok(None) };
        let id = self.engine().propose(&ticket.common.id, "I can come")?;
        seen(self.engine().proposal(&id), |view| view.common.mine)?;
        let ticket = self.facts.name("ticket", &ticket.common.id);
        Ok(Some(format!("makes {} for {ticket}", self.facts.name("proposal", &id))))
    }

    pub fn edit_proposal(&mut self) -> Told {
        let Some(id) = self.one(&self.own_proposals()?) else { return Ok(None) };
        let text = format!("I can come, {}", self.how % 3);
        self.engine().edit_proposal(&id, &text)?;
        seen(self.engine().proposal(&id), |view| view.text == text)?;
        Ok(Some(format!("rewrites {}", self.facts.name("proposal", &id))))
    }

    pub fn withdraw(&mut self) -> Told {
        let Some(id) = self.one(&self.own_proposals()?) else { return Ok(None) };
        self.engine().withdraw(&id)?;
        seen(self.engine().proposal(&id), |view| view.status == ProposalStatus::Withdrawn)?;
        self.facts.ended.insert(id, ("proposal", "withdrawn"));
        Ok(Some(format!("takes {} back", self.facts.name("proposal", &id))))
    }

    pub fn accept(&mut self) -> Told {
        let mut open = self.proposals()?;
        open.retain(|(mine, one)| *mine && !one.accepted);
        let Some((_, proposal)) = self.one(&open) else { return Ok(None) };
        let id = proposal.common.id;
        self.engine().accept_proposal(&id)?;
        seen(self.engine().proposal(&id), |view| view.accepted)?;
        self.facts.accepted.push((proposal.ticket, id));
        Ok(Some(format!("takes {} up", self.facts.name("proposal", &id))))
    }

    pub fn message(&mut self) -> Told {
        let Some((_, proposal)) = self.one(&self.proposals()?) else { return Ok(None) };
        let thread = proposal.common.id;
        let body = format!("Message {}", self.how % 3);
        let id = self.engine().send_message(&thread, &body)?;
        let is_there = |page: &sharenum_companion::Page<sharenum_companion::MessageView>| {
            page.items.iter().any(|message| message.common.id == id && message.body == body)
        };
        seen(self.engine().messages(&thread, &all()), is_there)?;
        let thread = self.facts.name("proposal", &thread);
        Ok(Some(format!("writes {} under {thread}", self.facts.name("message", &id))))
    }

    pub fn start_plan(&mut self) -> Told {
        let mut accepted = self.proposals()?;
        accepted.retain(|(_, one)| one.accepted);
        let Some((_, proposal)) = self.one(&accepted) else { return Ok(None) };
        let date = date(self.how);
        let what = format!("First idea {}", self.how % 3);
        let first = PlanEdit {
            what: Some(what),
            add_dates: BTreeSet::from([date.clone()]),
            ..PlanEdit::default()
        };
        let id = self.engine().start_plan(&proposal.common.id, first)?;
        seen(self.engine().plan(&id), |view| view.dates.iter().any(|one| one.slot == date))?;
        self.facts.dates.push((proposal.common.id, date));
        Ok(Some(format!("begins {}", self.facts.name("plan", &id))))
    }

    pub fn edit_plan(&mut self) -> Told {
        let Some((proposal, id)) = self.one(&self.plans()?) else { return Ok(None) };
        let text = Some(format!("Text {}", self.how / 4 % 5));
        let mut edit = PlanEdit::default();
        let what = match self.how % 4 {
            0 => {
                edit.what = text;
                "what"
            }
            1 => {
                edit.for_whom = text;
                "for whom"
            }
            2 => {
                edit.venue = text;
                "where"
            }
            _ => {
                edit.add_dates = BTreeSet::from([date(self.how / 4)]);
                "a date"
            }
        };
        let dates = edit.add_dates.clone();
        self.engine().edit_plan(&id, edit)?;
        let is_there = |slot: &Slot, view: &sharenum_companion::PlanView| {
            view.dates.iter().any(|date| date.slot == *slot)
        };
        seen(self.engine().plan(&id), |view| dates.iter().all(|date| is_there(date, view)))?;
        self.facts.dates.extend(dates.into_iter().map(|date| (proposal, date)));
        Ok(Some(format!("says {what} in {}", self.facts.name("plan", &id))))
    }

    pub fn vote(&mut self) -> Told {
        let Some((_, id)) = self.one(&self.plans()?) else { return Ok(None) };
        let date = date(self.how / 3);
        let suits = self.way(&[Some(true), Some(false), None]);
        self.engine().vote(&id, &date, suits)?;
        seen(self.engine().plan(&id), |view| {
            view.dates.iter().any(|one| one.slot == date && one.my_vote == suits)
        })?;
        Ok(Some(format!("votes in {}", self.facts.name("plan", &id))))
    }

    pub fn choose_date(&mut self) -> Told {
        let Some((_, id)) = self.one(&self.plans()?) else { return Ok(None) };
        let date = date(self.how);
        self.engine().choose_date(&id, &date)?;
        seen(self.engine().plan(&id), |view| view.chosen.as_ref() == Some(&date))?;
        Ok(Some(format!("settles the date of {}", self.facts.name("plan", &id))))
    }
}
