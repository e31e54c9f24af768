//! Tickets: lists, details, and what came of them.

use sharenum_domain::{
    Direction, DocumentId, NotAlerted, Pedagogy, Position, ProposalStatus, RadiusKm, SchoolCode,
    TicketCall, TicketStatus, TrainingStep, WhyShown, accepts_proposals, may_become,
};
use sharenum_store::queries::tickets::{self, OpenCall, TicketRow};
use sharenum_store::queries::{Page, PageCursor, PageRequest, plans, threads, workshops};

use crate::engine::CompanionEngine;
use crate::{EngineError, Missing, Result};

use super::thread::ProposalView;
use super::{
    Action, Common, Contact, Context, CoverageView, NextStep, Offering, PlanView, ToolName,
    WorkshopItem, next_step,
};

/// Which tickets a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketFilter {
    /// This member's own.
    Mine,
    /// Those that alert this member: within the radius, with a tool they can help with.
    WhereICanHelp,
    /// Every ticket on this phone.
    All,
}

/// A ticket in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketItem {
    /// Id, delivery, actions.
    pub common: Common,
    /// Request or offer.
    pub direction: Direction,
    /// Its title.
    pub title: String,
    /// What is needed or offered.
    pub need: String,
    /// The tools it is about.
    pub tools: Vec<ToolName>,
    /// The author's establishment: `a teacher of`.
    pub school: SchoolCode,
    /// Its name.
    pub school_name: String,
    /// Its academy, by code.
    pub academy: String,
    /// Where its radius is drawn.
    pub centre: Position,
    /// How far it reaches.
    pub radius: RadiusKm,
    /// How far it is from the reader's establishment, in km.
    pub km: Option<f64>,
    /// Why the reader sees it.
    pub why: WhyShown,
    /// Its status.
    pub status: TicketStatus,
    /// Standing proposals that this phone may see: all of them on the author's, one's own
    /// elsewhere.
    pub proposals: u32,
}

/// A ticket with everything around it.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketDetail {
    /// The ticket.
    pub item: TicketItem,
    /// Its frame.
    pub pedagogy: Pedagogy,
    /// The trainings that were shown, and why none fits.
    pub training: TrainingStep,
    /// The proposals that this phone may see, oldest first.
    pub proposals: Vec<ProposalView>,
    /// The workshops that grew from it.
    pub workshops: Vec<WorkshopItem>,
    /// On the author's phone: what the radius covers, with the next one that reaches more.
    pub coverage: Option<CoverageView>,
    /// On others' phones: why it does not alert this member; `None` when it does.
    pub not_alerted: Option<NotAlerted>,
    /// What most likely comes next: with the ticket, one of its proposals or one of their plans.
    pub next_step: Option<NextStep>,
}

/// Which way help went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpWay {
    /// This member helped.
    Given,
    /// This member was helped.
    Received,
}

/// Help that went from one member to another (*réseau d'échanges réciproques de savoirs*).
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// Which way.
    pub way: HelpWay,
    /// The ticket.
    pub ticket: TicketItem,
    /// The proposal that was taken up.
    pub proposal: DocumentId,
    /// The other party, once they shared their card.
    pub contact: Option<Contact>,
}

impl TicketItem {
    pub(crate) fn new(context: &Context<'_>, row: TicketRow) -> Result<Self> {
        let why = why(context, &row)?;
        let actions = actions(context, &row, &why);
        let ticket = row.ticket;
        Ok(Self {
            common: Common::new(row.head, context, Offering::Ticket, actions),
            direction: ticket.direction,
            title: ticket.title,
            need: ticket.need,
            tools: context.tool_names(&ticket.tools)?,
            school: ticket.school,
            school_name: ticket.school_name,
            academy: ticket.academy,
            km: context.km(&ticket.centre),
            why,
            centre: ticket.centre,
            radius: ticket.radius,
            status: row.status,
            proposals: row.proposals,
        })
    }
}

fn why(context: &Context<'_>, row: &TicketRow) -> Result<WhyShown> {
    if context.is_me(&row.head.author) {
        return Ok(WhyShown::Own);
    }
    if has_proposed(context, row)? {
        return Ok(WhyShown::Answered);
    }
    let call = TicketCall::of(&row.ticket, &row.head.author);
    let km = match call.reaches(&context.profile, context.at.as_deref()) {
        Ok(km) => km,
        Err(reason) => return Ok(WhyShown::NotReached(reason)),
    };
    let mut tools = context.tool_names(call.tool_for(&context.profile))?;
    let Some(ToolName { name: tool, .. }) = tools.pop() else {
        return Ok(WhyShown::NotReached(NotAlerted::ToolUnknown));
    };
    let radius = call.radius;
    Ok(match call.direction {
        Direction::Offer => WhyShown::HelpOffered { tool, km, radius },
        _ => WhyShown::CanHelp { tool, km, radius },
    })
}

fn actions(context: &Context<'_>, row: &TicketRow, why: &WhyShown) -> Vec<Action> {
    let mut actions = Vec::new();
    if !context.me.roles.is_staff() {
        return actions;
    }
    if *why != WhyShown::Own {
        if matches!(why, WhyShown::CanHelp { .. } | WhyShown::HelpOffered { .. }) {
            actions.push(Action::Propose);
        }
        return actions;
    }
    if accepts_proposals(&row.status) {
        actions.push(Action::Edit);
    }
    let silent = row.status == TicketStatus::Open && row.proposals == 0;
    if silent && row.ticket.radius < RadiusKm::MAX {
        actions.push(Action::Widen);
    }
    for (status, action) in [
        (TicketStatus::InDiscussion, Action::StartDiscussion),
        (TicketStatus::Scheduled, Action::MarkScheduled),
        (TicketStatus::Done, Action::Close),
        (TicketStatus::Cancelled, Action::Cancel),
    ] {
        if may_become(&row.status, &status) {
            actions.push(action);
        }
    }
    actions
}

/// Whether a proposal of this member stands under the ticket.
fn has_proposed(context: &Context<'_>, row: &TicketRow) -> Result<bool> {
    let proposals = threads::proposals(context.conn, &row.head.document)?;
    Ok(proposals.iter().any(|proposal| {
        context.is_me(&proposal.head.author) && proposal.proposal.status == ProposalStatus::Offered
    }))
}

/// A ticket, or why it cannot be shown.
pub(crate) fn find(context: &Context<'_>, id: &DocumentId) -> Result<TicketRow> {
    let missing = EngineError::NotFound(Missing::Ticket);
    tickets::ticket(context.conn, id)?.ok_or(missing)
}

fn newest_first(row: &OpenCall) -> PageCursor {
    // Descending in time means ascending in its negative.
    PageCursor::new(-row.created, row.document.as_bytes())
}

impl CompanionEngine {
    /// Tickets, newest first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn tickets(&self, filter: TicketFilter, page: &PageRequest) -> Result<Page<TicketItem>> {
        self.read(|context| {
            let me = &context.me.member;
            let found = match filter {
                TicketFilter::Mine => tickets::of_author(context.conn, me, page)?,
                TicketFilter::All => tickets::all(context.conn, page)?,
                TicketFilter::WhereICanHelp => {
                    let tools = context.profile.tools.keys();
                    let mut calls = tickets::calls_for(context.conn, me, tools)?;
                    let at = context.at.as_deref();
                    calls.retain(|row| row.call.reaches(&context.profile, at).is_ok());
                    calls.sort_by_key(|row| (-row.created, row.document));
                    let page = Page::slice(calls, page, newest_first);
                    page.try_map(|row| find(context, &row.document))?
                }
            };
            found.try_map(|row| TicketItem::new(context, row))
        })
    }

    /// One ticket with everything around it.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when it is not on this phone.
    pub fn ticket(&self, id: &DocumentId) -> Result<TicketDetail> {
        self.read(|context| {
            let row = find(context, id)?;
            let mine = context.is_me(&row.head.author);
            let proposals = threads::proposals(context.conn, id)?;
            let proposals = proposals
                .into_iter()
                .map(|proposal| ProposalView::new(context, proposal, &row))
                .collect::<Result<Vec<_>>>()?;
            let mut shared = Vec::new();
            for plan in proposals.iter().filter_map(|proposal| proposal.plan) {
                if let Some(plan) = plans::plan(context.conn, &plan)? {
                    shared.push(PlanView::new(context, plan)?);
                }
            }
            let workshops = workshops::of_ticket(context.conn, id)?;
            let workshops = workshops
                .into_iter()
                .map(|row| WorkshopItem::new(context, row))
                .collect::<Result<_>>()?;
            let coverage = if mine {
                let places = self.inner.places(context.conn)?;
                let (centre, radius) = (&row.ticket.centre, row.ticket.radius);
                Some(CoverageView::new(context, &places, centre, radius))
            } else {
                None
            };
            let reach = context.reach(&row.ticket, &row.head.author);
            let (pedagogy, training) = (row.ticket.pedagogy.clone(), row.ticket.training.clone());
            let item = TicketItem::new(context, row)?;
            Ok(TicketDetail {
                next_step: next_step::of_ticket(&item, &proposals, &shared),
                pedagogy,
                training,
                proposals,
                workshops,
                coverage,
                not_alerted: if mine { None } else { reach.err() },
                item,
            })
        })
    }

    /// What this member gave and received, newest first: proposals that were taken up. Whoever
    /// answers a request gives, whoever answers an offer receives.
    ///
    /// # Errors
    /// Those of the file.
    pub fn given_and_received(&self, page: &PageRequest) -> Result<Page<Exchange>> {
        self.read(|context| {
            let mut found = Vec::new();
            for row in tickets::accepted_between(context.conn, &context.me.member)? {
                if row.status == TicketStatus::Cancelled {
                    continue;
                }
                for proposal in threads::proposals(context.conn, &row.head.document)? {
                    let answered = context.is_me(&proposal.head.author);
                    if proposal.accepted && (answered || context.is_me(&row.head.author)) {
                        found.push((row.clone(), proposal, answered));
                    }
                }
            }
            found.sort_by_key(|(row, proposal, _)| {
                (-row.head.created.as_millisecond(), proposal.head.document)
            });
            let page = Page::slice(found, page, |(row, proposal, _)| {
                let key = -row.head.created.as_millisecond();
                PageCursor::new(key, proposal.head.document.as_bytes())
            });
            page.try_map(|(row, proposal, answered)| {
                let offer = row.ticket.direction == Direction::Offer;
                let other = if answered { row.head.author } else { proposal.head.author };
                Ok(Exchange {
                    way: if answered == offer { HelpWay::Received } else { HelpWay::Given },
                    contact: context.contact(&other)?,
                    proposal: proposal.head.document,
                    ticket: TicketItem::new(context, row)?,
                })
            })
        })
    }
}
