//! Why something is not done, each reason with its key and its English sentence.

use sharenum_domain::phrases;
use sharenum_sync::{InvalidBus, InvalidLink};

phrases! {
    /// Why this person may not do it, or not now, and what is possible instead.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum NotAllowed starting "this is not possible now: " {
        /// An account of one's own at a school is needed.
        StaffOnly = "not-allowed.staff-only",
            "a guest or a shared tablet cannot do this; ask a member of the school";
        /// No sync has named the hub that decides on seats.
        RegionUnknown = "not-allowed.region-unknown",
            "this phone does not know its region's hub; sync with it once first";
        /// The certificate names no school.
        NoSchool = "not-allowed.no-school",
            "your certificate names no establishment; ask your coordinator for an invitation of your school";
        /// Another account logged the help session.
        OthersSession = "not-allowed.not-your-session",
            "only the account that logged a session can change it";
        /// A co-signature under one's own help session.
        OwnSession = "not-allowed.own-session",
            "another adult of the school must co-sign what you logged";
        /// A help session of another school.
        OtherSchool = "not-allowed.other-school",
            "only an adult of the same school co-signs";
        /// A brigade's tablet does not co-sign.
        TeacherOnly = "not-allowed.teacher-only",
            "a teacher of the school co-signs, on their own phone";
        /// A third person cannot write in a thread.
        OthersThread = "not-allowed.not-your-thread",
            "only the two who talk here can write; propose help to begin a thread of your own";
        /// A third person cannot begin a plan.
        OthersThreadPlan = "not-allowed.not-your-thread-plan",
            "only the two who talk here can plan together";
        /// A plan comes after the proposal was taken up.
        NotTakenUp = "not-allowed.not-taken-up",
            "the proposal must be taken up first";
        /// Done or cancelled, so nothing is planned.
        TicketOver = "not-allowed.ticket-over",
            "this ticket is over; open a new one";
        /// Done or cancelled, so nothing is written.
        ThreadOver = "not-allowed.thread-over",
            "this ticket is over; write to them by mail";
        /// A third person cannot change a plan.
        OthersPlan = "not-allowed.not-your-plan",
            "only the two who plan together can change this";
        /// A third person cannot publish a planned workshop.
        OthersPlanWorkshop = "not-allowed.not-your-plan-workshop",
            "only the two who planned it can publish it";
        /// A registration for another workshop.
        OtherWorkshop = "not-allowed.other-workshop",
            "this seat is in another workshop";
        /// Somebody else marked this person as present.
        OthersMark = "not-allowed.not-your-mark",
            "another host marked this person; ask them to take the mark back";
        /// Neither organiser nor host.
        NotAtTheDoor = "not-allowed.not-at-the-door",
            "only the organiser and a bus host check people in";
        /// Cancelled, or waiting for its bus.
        NoWorkshopToday = "not-allowed.workshop-not-on",
            "this workshop does not take place; look whether it was cancelled or waits for its bus";
        /// A shared tablet takes no seat.
        TabletSeat = "not-allowed.tablet-seat",
            "a shared tablet cannot ask for a seat; use your own phone";
        /// Who organises needs no seat.
        OwnWorkshop = "not-allowed.own-workshop",
            "you organise this workshop, no seat is needed";
        /// Not published, or begun.
        RegistrationClosed = "not-allowed.registration-closed",
            "this workshop takes no registrations now; look for another one";
        /// A second request for a seat.
        SeatAsked = "not-allowed.seat-asked",
            "you have asked for a seat already";
        /// Somebody else's registration.
        OthersSeat = "not-allowed.not-your-seat",
            "this is somebody else's seat";
        /// Given back or refused.
        SeatGone = "not-allowed.seat-gone",
            "this seat is not yours any more";
        /// A day of the bus that has been.
        DayPast = "not-allowed.day-past",
            "this day is past; choose a later one";
        /// A second request for a day.
        DayAsked = "not-allowed.day-asked",
            "you have asked for this day already";
        /// Somebody else's booking.
        OthersDay = "not-allowed.not-your-day",
            "this day was asked for by somebody else";
        /// Given back or refused.
        DayGone = "not-allowed.day-gone",
            "this day is not yours any more";
        /// A published workshop takes place on it.
        DayCountedOn = "not-allowed.day-counted-on",
            "a published workshop counts on this day; cancel it first";
        /// A workshop on a day that was refused or given back.
        DayRefused = "not-allowed.day-refused",
            "this day is not yours; ask for one of the free days that came with the answer";
        /// Asked for or proposed, not settled: nothing for a calendar.
        DateNotSettled = "not-allowed.date-not-settled",
            "the date is not settled; put it into your calendar when it is";
        /// No proposal is taken any more.
        TicketSettled = "not-allowed.ticket-settled",
            "this ticket is settled; look for another one where you can help";
        /// The ticket does not reach this member.
        TicketOutOfReach = "not-allowed.ticket-out-of-reach",
            "this ticket does not reach you; it asks for experience with the tool, by hand and in class, within its radius";
        /// A second proposal.
        ProposalStands = "not-allowed.proposal-stands",
            "your proposal stands already; edit it or write a message";
        /// Its author took it back.
        ProposalWithdrawn = "not-allowed.proposal-withdrawn",
            "this proposal was withdrawn; wait for another one or widen the radius";
        /// Nothing more can be taken up.
        OwnTicketSettled = "not-allowed.own-ticket-settled",
            "this ticket is settled; open a new one if the need is still there";
        /// Somebody else's proposal.
        OthersProposal = "not-allowed.not-your-proposal",
            "this is somebody else's proposal";
        /// It is agreed by now.
        ProposalTakenUp = "not-allowed.proposal-taken-up",
            "your help was taken up; write a message instead";
        /// This member took it back.
        OwnProposalWithdrawn = "not-allowed.own-proposal-withdrawn",
            "you have taken this proposal back; make a new one";
        /// A change after a date was set.
        SettledTicketEdit = "not-allowed.settled-ticket-edit",
            "a settled ticket cannot be changed; open a new one";
        /// Who answered stays within reach.
        RadiusOfAnswered = "not-allowed.radius-of-answered",
            "somebody has proposed help already; the radius can only grow now";
        /// Somebody else's ticket.
        OthersTicket = "not-allowed.not-your-ticket",
            "this is somebody else's ticket; propose help or write to them instead";
        /// A change after the beginning.
        WorkshopBegun = "not-allowed.workshop-begun",
            "this workshop has begun; close or cancel it";
        /// Who heard of it stays within reach.
        RadiusOfPublished = "not-allowed.radius-of-published",
            "people have heard of this workshop; its radius can only grow";
        /// Closed before the beginning.
        WorkshopNotBegun = "not-allowed.workshop-not-begun",
            "this workshop has not begun yet; cancel it if it will not take place";
        /// Somebody else's workshop.
        OthersWorkshop = "not-allowed.not-your-workshop",
            "only its organiser can change a workshop";
        /// Done or cancelled.
        WorkshopOver = "not-allowed.workshop-over",
            "this workshop is over; publish a new one";
    }
}

phrases! {
    /// What of the profile is missing.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum ProfileMissing starting "complete your profile first: " {
        /// No establishment.
        School = "profile.school", "choose your establishment";
        /// No establishment, so no academy whose trainings could be shown.
        Academy = "profile.academy",
            "choose your establishment, so that your academy's trainings can be shown";
        /// An establishment that the directory does not hold.
        Directory = "profile.directory",
            "your establishment is not in the directory of this region, sync or choose another";
        /// No tool.
        Tools = "profile.tools", "add at least one tool with your level, novice counts too";
    }
}

phrases! {
    /// What is wrong with an invitation.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum BadInvitation starting "this invitation cannot be used: " including {
        /// A link that cannot be read.
        Link(InvalidLink),
    } {
        /// A code, and no hub to ask.
        CodeAlone = "invitation.code-alone",
            "a code alone does not say which hub to ask; enter its address, or scan the QR code";
        /// No code in a picture, or none that can be read.
        NoQr = "invitation.no-qr",
            "no QR code can be read in this picture; come closer, hold still and try again";
        /// A Wi-Fi, an address of the web.
        OtherQr = "invitation.other-qr",
            "this QR code is not an invitation; look for the one that your coordinator gave you";
        /// Two different invitations in one picture.
        SeveralQr = "invitation.several-qr",
            "there are several invitations in this picture; photograph one at a time";
        /// Not as large as its numbers say, or larger than can be read.
        NoPicture = "invitation.no-picture",
            "this picture cannot be read; take another one";
        /// Neither a link nor a code.
        NoCode = "invitation.no-code",
            "a code has letters, digits and hyphens only; copy it again from the invitation";
    }
}

phrases! {
    /// Why no hub to sync with was found.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum BadBus starting "this bus cannot be found: " including {
        /// A link or an announcement that cannot be read.
        Sign(InvalidBus),
    } {
        /// No code in a picture, or none that can be read.
        NoQr = "bus.no-qr",
            "no QR code can be read in this picture; come closer, hold still and try again";
        /// The doors of two buses in one picture.
        SeveralQr = "bus.several-qr",
            "there are the codes of several buses in this picture; photograph one at a time";
        /// Not as large as its numbers say, or larger than can be read.
        NoPicture = "bus.no-picture", "this picture cannot be read; take another one";
        /// None of the announced addresses is one that this phone may speak to.
        NoAddress = "bus.no-address",
            "it gives no address on this network; scan the code on its door instead";
    }
}

phrases! {
    /// What was looked for and is not on this phone.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Missing {
        /// A document.
        Document = "not-found.document",
            "this document is not on this phone; sync and look again";
        /// A ticket.
        Ticket = "not-found.ticket",
            "this ticket is not on this phone; sync and look again";
        /// A proposal.
        Proposal = "not-found.proposal",
            "this proposal is not on this phone; sync and look again";
        /// A plan.
        Plan = "not-found.plan",
            "this plan is not on this phone; sync and look again";
        /// A workshop.
        Workshop = "not-found.workshop",
            "this workshop is not on this phone; sync and look again";
        /// A registration.
        Registration = "not-found.registration",
            "this registration is not on this phone; sync and look again";
        /// A booking.
        Booking = "not-found.booking",
            "this booking is not on this phone; sync and look again";
        /// A resource.
        Resource = "not-found.resource",
            "this resource is not on this phone; sync and look again";
        /// A guide.
        Guide = "not-found.guide",
            "this guide is not on this phone; sync and look again";
        /// A help session.
        HelpSession = "not-found.help-session",
            "this help session is not on this phone; sync and look again";
        /// An establishment.
        Establishment = "not-found.establishment",
            "this establishment is not on this phone; sync and look again";
    }
}
