//! Tickets, who answers them, and what two people say and plan.

mod hers;
mod others;

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use sharenum_companion::{NewTicket, PlanEdit};
use sharenum_domain::{Direction, DocumentId, Pedagogy, RadiusKm, Slug, ToolId, TrainingStep};

use super::Story;
use super::people::Phone;

/// A ticket in few words.
#[derive(Default)]
struct Call {
    tool: &'static str,
    km: u16,
    title: &'static str,
    need: &'static str,
    class: &'static str,
    goal: &'static str,
    tried: &'static str,
    obstacle: &'static str,
}

fn open(phone: &Phone, direction: Direction, call: &Call) -> Result<DocumentId> {
    let tools: BTreeSet<ToolId> = [Slug::new(call.tool)?].into();
    let shown: BTreeSet<_> =
        phone.trainings_for(&tools)?.into_iter().map(|training| training.id).collect();
    let reason = if shown.is_empty() {
        String::new()
    } else {
        "Les dates tombent pendant mes cours, et j'ai besoin d'aide avant la fin du trimestre."
            .to_owned()
    };
    let ticket = NewTicket {
        direction,
        title: call.title.to_owned(),
        need: call.need.to_owned(),
        pedagogy: Pedagogy {
            class_level: call.class.to_owned(),
            learning_goal: call.goal.to_owned(),
            tried: call.tried.to_owned(),
            obstacle: call.obstacle.to_owned(),
        },
        training: TrainingStep { shown, reason },
        tools,
        radius: RadiusKm::new(call.km)?,
    };
    let (id, _) = phone.open_ticket(ticket).with_context(|| call.title)?;
    Ok(id)
}

impl Story {
    /// `who` asks for help; the ticket is known as `name` from then on.
    fn request(
        &mut self,
        n: i32,
        at: (i8, i8),
        who: &'static str,
        name: &'static str,
        call: Call,
    ) -> Result<()> {
        self.on(n, at, move |play| {
            let id = open(play.awake(who)?, Direction::Request, &call)?;
            play.name(name, id);
            play.spread(who)
        })
    }

    /// `who` answers the ticket `to`; the proposal is known as `name`.
    fn propose(
        &mut self,
        n: i32,
        at: (i8, i8),
        who: &'static str,
        to: &'static str,
        name: &'static str,
        text: &'static str,
    ) -> Result<()> {
        self.on(n, at, move |play| {
            let ticket = play.id(to)?;
            let id = play.awake(who)?.propose(&ticket, text)?;
            play.name(name, id);
            play.spread(who)
        })
    }

    fn accept(
        &mut self,
        n: i32,
        at: (i8, i8),
        who: &'static str,
        proposal: &'static str,
    ) -> Result<()> {
        self.on(n, at, move |play| {
            let id = play.id(proposal)?;
            play.awake(who)?.accept_proposal(&id)?;
            play.spread(who)?;
            // Whose help was taken up hears of it, and gives their card.
            play.spread("teacher")
        })
    }

    fn say(
        &mut self,
        n: i32,
        at: (i8, i8),
        who: &'static str,
        under: &'static str,
        body: &'static str,
    ) -> Result<()> {
        self.on(n, at, move |play| {
            let id = play.id(under)?;
            play.awake(who)?.send_message(&id, body)?;
            play.spread(who)
        })
    }

    /// Both go on with a plan, which is known as `name`: more dates, as the days after today with
    /// hour and minute, and what `who` says to each that is there.
    fn plan(
        &mut self,
        n: i32,
        at: (i8, i8),
        who: &'static str,
        (under, name): (&'static str, &'static str),
        edit: PlanEdit,
        votes: &'static [bool],
    ) -> Result<()> {
        self.on(n, at, move |play| {
            let proposal = play.id(under)?;
            let phone = play.awake(who)?;
            let id = phone.start_plan(&proposal, edit)?;
            for (date, suits) in phone.plan(&id)?.dates.into_iter().zip(votes) {
                phone.vote(&id, &date.slot, Some(*suits))?;
            }
            play.name(name, id);
            play.spread(who)
        })
    }
}

pub(super) fn tell(story: &mut Story) -> Result<()> {
    hers::tell(story)?;
    others::tell(story)
}
