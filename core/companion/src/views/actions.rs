//! What a person may do. A shell shows a button per action and nothing else.

/// Something that this person may do now with what a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Action {
    /// Change the content.
    Edit,
    /// Send a refused change again as it is.
    SendAgain,
    /// Give a refused change up.
    Discard,
    /// Move a ticket to `InDiscussion` by hand.
    StartDiscussion,
    /// Move a ticket to `Scheduled` by hand: a date was agreed outside the app.
    MarkScheduled,
    /// The help was given, or the workshop took place.
    Close,
    /// Take a ticket or a workshop back.
    Cancel,
    /// Reach farther: nobody has answered yet.
    Widen,
    /// Propose help.
    Propose,
    /// Take a proposal back.
    Withdraw,
    /// Take up a proposal: both get the other's card.
    Accept,
    /// Write a message.
    Write,
    /// Begin the shared plan.
    StartPlan,
    /// Propose dates in the plan.
    AddDate,
    /// Say for each date whether it suits.
    Vote,
    /// Settle the date.
    ChooseDate,
    /// Publish a workshop from the plan.
    PublishWorkshop,
    /// Ask for a seat.
    AskSeat,
    /// Give a seat back, or leave the waiting list.
    CancelSeat,
    /// Ask for a day of the resource.
    AskDay,
    /// Give a day back.
    CancelDay,
    /// Mark who came.
    CheckIn,
    /// Note somebody who came without a registration.
    AddWalkIn,
    /// Sign a help session exactly as it stands.
    CoSign,
    /// Mark an alert as read.
    MarkRead,
}

/// A kind of view that offers actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Offering {
    /// A ticket, in a list or with everything around it.
    Ticket,
    /// An answer to a ticket, and what is said under it.
    Proposal,
    /// A line of a thread.
    Message,
    /// A shared plan.
    Plan,
    /// A workshop, in a list, with who comes, or on its day of the bus.
    Workshop,
    /// A seat that was asked for.
    Registration,
    /// A day that was asked for.
    Booking,
    /// Something that can be booked.
    Resource,
    /// A help session.
    HelpSession,
    /// An alert in its list.
    Alert,
    /// A notification outside the app.
    Notification,
    /// A document of this member of which the region refused a change: besides what its kind offers.
    Refused,
}

impl Offering {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Ticket,
        Self::Proposal,
        Self::Message,
        Self::Plan,
        Self::Workshop,
        Self::Registration,
        Self::Booking,
        Self::Resource,
        Self::HelpSession,
        Self::Alert,
        Self::Notification,
        Self::Refused,
    ];

    /// Everything that this kind of view may ever offer; what it offers now is among it. Shells
    /// read it in `bindings/actions.txt`, to try each once.
    #[must_use]
    pub const fn actions(self) -> &'static [Action] {
        use Action::*;
        match self {
            Self::Ticket => &[Propose, Edit, Widen, StartDiscussion, MarkScheduled, Close, Cancel],
            Self::Proposal => &[Edit, Withdraw, Accept, Write, StartPlan],
            Self::Message => &[],
            Self::Plan => &[Edit, AddDate, Vote, ChooseDate, PublishWorkshop],
            Self::Workshop => &[Edit, Close, Cancel, CheckIn, AddWalkIn, CancelSeat, AskSeat],
            Self::Registration => &[CancelSeat],
            Self::Booking => &[CancelDay, AskDay, PublishWorkshop],
            Self::Resource => &[AskDay],
            Self::HelpSession => &[Edit, CoSign],
            Self::Alert => &[MarkRead],
            Self::Notification => &[Propose, AskSeat, MarkRead],
            Self::Refused => &[SendAgain, Discard],
        }
    }

    /// What such a view offers now, which is among its [`Offering::actions`].
    pub(crate) fn offer(self, now: Vec<Action>) -> Vec<Action> {
        debug_assert!(
            now.iter().all(|action| self.actions().contains(action)),
            "{self:?} offers {now:?}: shells have not heard of all of it"
        );
        now
    }
}
