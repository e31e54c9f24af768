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
