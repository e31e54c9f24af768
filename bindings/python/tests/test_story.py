"""The story that all languages play, against a hub's release program. Its expected results are in
bindings/story.tsv; each `says` is a line of it."""

from __future__ import annotations

import datetime
import unittest

from sharenum import (
    Direction,
    DraftForm,
    HelpTime,
    Level,
    NewHelpSession,
    NewTicket,
    NewWorkshop,
    Pedagogy,
    PlanEdit,
    Proficiency,
    SeenHelpSession,
    Slot,
    TicketFilter,
    TrainingStep,
    Venue,
    WorkshopFilter,
)
from stage import STAGE, Heard, Phone, Table, first, outcome, word

EXPERT = Proficiency(level=Level.EXPERIENCED(), by_hand=True, in_class=True)
NOVICE = Proficiency(level=Level.NOVICE(), by_hand=True, in_class=False)


def ticket(reason: str) -> NewTicket:
    return NewTicket(
        direction=Direction.REQUEST(),
        title="Scratch with a whole class",
        need="Somebody who has done it with thirty pupils",
        pedagogy=Pedagogy(
            class_level="5e", learning_goal="Repeat instead of copy", tried="", obstacle=""
        ),
        training=TrainingStep(shown=["scratch-debut"] if reason else [], reason=reason),
        tools=["scratch"],
        radius_km=20,
    )


def in_two_weeks() -> Slot:
    day = datetime.date.today() + datetime.timedelta(days=14)
    start = datetime.datetime.combine(day, datetime.time(14, 0))
    return Slot(start=start, minutes=90, zone="Europe/Paris")


class Story(unittest.TestCase):
    def test_two_phones_and_a_tablet_play_the_story(self) -> None:
        table = Table("story")
        requester, helper, tablet = Phone("requester"), Phone("helper"), Phone("tablet")

        # They join, and say where they are and what they know.
        table.says("before joining, tickets", outcome(lambda: requester.app.tickets(TicketFilter.MINE, first())))
        requester.join("requester")
        helper.join("helper")
        tablet.join("tablet")
        table.says("membership", word(requester.app.membership()))
        missing = requester.app.profile().missing
        table.says("before a profile, missing", missing and missing.key)
        for phone in (requester, helper, tablet):
            phone.sync()
        found = requester.app.establishments("pasteur MACON", first())
        table.says("establishments found", found.total)
        table.says("found", found.items[0].establishment.code)
        requester.app.set_profile(STAGE["her_school"], {"scratch": NOVICE})
        requester.app.set_card("Mme Durand", "m.durand@ac-dijon.fr")
        helper.app.set_profile(STAGE["his_school"], {"scratch": EXPERT})
        helper.app.set_card("M. Martin", "m.martin@ac-lyon.fr")
        for phone in (requester, helper):
            phone.sync()
        coverage = requester.app.coverage(20)
        table.says("20 km cover", coverage.establishments)
        table.says("academies", ", ".join(f"{one.academy} {one.establishments}" for one in coverage.academies))

        # A ticket, offline: the trainings of her academy come first, and what is typed is kept.
        table.says("trainings first", ", ".join(one.id for one in requester.app.trainings_for(["scratch"])))
        table.says("a ticket without them", outcome(lambda: requester.app.open_ticket(ticket(""))))
        requester.app.save_draft(DraftForm.NEW_TICKET(), None, {"title": "Scratch with"})
        requester.reopen()
        draft = requester.app.draft(DraftForm.NEW_TICKET(), None)
        table.says("the draft after a restart", draft and draft.fields["title"])
        opened = requester.app.open_ticket(ticket("It is in March, the class begins in a month"))
        table.says("the draft then", requester.app.draft(DraftForm.NEW_TICKET(), None))
        mine = requester.app.tickets(TicketFilter.MINE, first()).items[0]
        table.says("offline, the ticket is", word(mine.common.delivery))
        table.says("its actions", ", ".join(sorted(word(one) for one in mine.common.actions)))
        changes = Heard()
        subscription = requester.app.subscribe(changes)
        summary = requester.sync()
        table.says("changes sent", summary.changes_sent)
        table.says("after a sync it is", word(requester.app.ticket(opened.id).item.common.delivery))
        table.says("a listener heard", changes.wait_for(1))
        subscription.cancel()

        # The helper is alerted, and proposes.
        helper.sync()
        alert = helper.app.alerts(first()).items[0]
        table.says("the helper's alert", word(alert.kind))
        table.says("its text", alert.text.key)
        table.says("its distance", f"{alert.km:.1f} km")
        plan = helper.app.notification_plan("Europe/Paris", 60)
        table.says("notifications", ", ".join(word(one.ring) for one in plan))
        helper.app.notifications_scheduled([saying for one in plan for saying in one.says])
        table.says("notifications once shown", len(helper.app.notification_plan("Europe/Paris", 60)))
        can_help = helper.app.tickets(TicketFilter.WHERE_I_CAN_HELP, first())
        table.says("where the helper can help", can_help.total)
        proposal = helper.app.propose(opened.id, "I can come on a Wednesday")
        helper.sync()
        requester.sync()
        table.says("proposals", len(requester.app.ticket(opened.id).proposals))
        requester.app.accept_proposal(proposal)
        requester.sync()
        helper.sync()
        requester.sync()
        contact = requester.app.proposal(proposal).contact
        table.says("the other's card", contact and contact.name)

        # Both write the plan offline; what both wrote is merged.
        plan_id = requester.app.start_plan(proposal, PlanEdit(what="A first loop", for_whom=None, venue=None, add_dates=[]))
        requester.sync()
        helper.sync()
        requester.app.edit_plan(plan_id, PlanEdit(what=None, for_whom="5e B", venue=None, add_dates=[]))
        helper.app.edit_plan(plan_id, PlanEdit(what=None, for_whom=None, venue="Salle 12", add_dates=[in_two_weeks()]))
        for phone in (requester, helper, requester):
            phone.sync()
        for name, phone in (("hers", requester), ("his", helper)):
            plan_view = phone.app.plan(plan_id)
            told = (plan_view.what, plan_view.for_whom, plan_view.venue, len(plan_view.dates))
            table.says(f"the plan on {name}", " | ".join(str(part) for part in told))

        # A workshop, an alert, a seat that the region confirms.
        workshop = requester.app.publish_workshop(
            NewWorkshop(
                title="Scratch together",
                description="Bring a laptop",
                tools=["scratch"],
                venue=Venue.MY_SCHOOL(),
                radius_km=20,
                slot=in_two_weeks(),
                seats=8,
                plan=None,
                ticket=None,
                booking=None,
            )
        )
        requester.sync()
        helper.sync()
        kinds = sorted(word(one.kind) for one in helper.app.alerts(first()).items)
        table.says("the helper's alerts", ", ".join(kinds))
        here = requester.app.profile().at[0].position
        table.says("near a place", helper.app.near_me(here, 5, first()).total)
        helper.app.ask_seat(workshop)
        table.says("offline, the seat is", word(helper.app.workshop(workshop).item.my_seat))
        helper.sync()
        helper.sync()
        table.says("the seat then", word(helper.app.workshop(workshop).item.my_seat))
        table.says("upcoming", helper.app.workshops(WorkshopFilter.UPCOMING, first()).total)

        # A mini-tech logs help on the school's tablet, and a teacher of the school signs it.
        session = tablet.app.log_help_session(
            NewHelpSession(
                helper="Pixel",
                class_name="6e B",
                pupils=2,
                tool="microbit",
                time=HelpTime.BEGAN(
                    started=datetime.datetime.now(datetime.timezone.utc)
                    - datetime.timedelta(hours=1),
                    minutes=15,
                ),
                what="The cable was loose",
                solved=True,
            )
        )
        tablet.sync()
        requester.sync()
        to_sign = requester.app.help_sessions_to_co_sign(first())
        table.says("to co-sign", to_sign.total)
        unseen = SeenHelpSession(session=session, state=bytes(32))
        table.says("a state that is not there", outcome(lambda: requester.app.co_sign_all([unseen])))
        requester.app.co_sign(session, to_sign.items[0].state)
        requester.sync()
        tablet.sync()
        totals = tablet.app.help_totals()
        table.says("what counts", f"{totals.sessions} session, {totals.minutes} minutes")
        table.says("a tablet opens a ticket", outcome(lambda: tablet.app.open_ticket(ticket("no"))))
        table.says("nothing left", requester.app.sync_status().undelivered.on_this_phone)

        for phone in (requester, helper, tablet):
            phone.app.close()
        table.says("after closing", outcome(lambda: requester.app.tickets(TicketFilter.MINE, first())))
        table.compare(self)
