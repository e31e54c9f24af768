package org.sharenum.companion

import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.util.Locale
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test

private val SCRATCH = ToolId("scratch")
private val EXPERT = Proficiency(Level.Experienced, byHand = true, inClass = true)
private val NOVICE = Proficiency(Level.Novice, byHand = true, inClass = false)

private fun ticket(reason: String) = NewTicket(
    direction = Direction.Request,
    title = "Scratch with a whole class",
    need = "Somebody who has done it with thirty pupils",
    pedagogy = Pedagogy("5e", learningGoal = "Repeat instead of copy", tried = "", obstacle = ""),
    training =
        TrainingStep(
            shown = if (reason.isEmpty()) listOf() else listOf(TrainingId("scratch-debut")),
            reason = reason,
        ),
    tools = listOf(SCRATCH),
    radiusKm = 20u,
)

private fun inTwoWeeks() =
    Slot(LocalDate.now().plusDays(14).atTime(LocalTime.of(14, 0)), minutes = 90u, zone = "Europe/Paris")

/**
 * The story that all languages play, against a hub's release program. Its expected results are in
 * bindings/story.tsv; each `says` is a line of it.
 */
class StoryTest {
    private val table = Table("story")

    @Test
    fun `two phones and a tablet play the story`() = runBlocking<Unit> {
        val (requester, helper, tablet) = listOf("requester", "helper", "tablet").map { Phone.open(it) }
        theyJoin(requester, helper, tablet)
        val ticket = sheOpensATicketOffline(requester)
        val proposal = heIsAlertedAndProposes(requester, helper, ticket)
        bothWriteThePlan(requester, helper, proposal)
        aWorkshopIsPublished(requester, helper)
        aMiniTechsHelpIsCoSigned(requester, tablet)
        listOf(requester, helper, tablet).forEach { it.sharenum.close() }
        table.says("after closing", outcome { requester.call { tickets(TicketFilter.MINE, PageRequest()) } })
        table.compare()
    }

    /** They join, and say where they are and what they know. */
    private suspend fun theyJoin(requester: Phone, helper: Phone, tablet: Phone) {
        val early = outcome { requester.call { tickets(TicketFilter.MINE, PageRequest()) } }
        table.says("before joining, tickets", early)
        requester.join("requester")
        helper.join("helper")
        tablet.join("tablet")
        table.says("membership", word(requester.call { membership() }))
        table.says("before a profile, missing", requester.call { profile() }.missing?.key)
        listOf(requester, helper, tablet).forEach { it.sync() }
        val found = requester.call { establishments("pasteur MACON", PageRequest()) }
        table.says("establishments found", found.total)
        table.says("found", found.items[0].establishment.code.value)
        requester.call {
            setProfile(SchoolCode(stage("her_school")), mapOf(SCRATCH to NOVICE))
            setCard("Mme Durand", "m.durand@ac-dijon.fr")
        }
        helper.call {
            setProfile(SchoolCode(stage("his_school")), mapOf(SCRATCH to EXPERT))
            setCard("M. Martin", "m.martin@ac-lyon.fr")
        }
        listOf(requester, helper).forEach { it.sync() }
        val coverage = requester.call { coverage(20u) }
        table.says("20 km cover", coverage.establishments)
        table.says("academies", coverage.academies.joinToString { "${it.academy} ${it.establishments}" })
    }

    /** A ticket, offline: the trainings of her academy come first, and what is typed is kept. */
    private suspend fun sheOpensATicketOffline(requester: Phone): DocumentId {
        val trainings = requester.call { trainingsFor(listOf(SCRATCH)) }
        table.says("trainings first", trainings.joinToString { it.id.value })
        table.says("a ticket without them", outcome { requester.call { openTicket(ticket("")) } })
        requester.call { saveDraft(DraftForm.NewTicket, null, mapOf("title" to "Scratch with")) }
        requester.reopen()
        val draft = requester.call { draft(DraftForm.NewTicket, null) }
        table.says("the draft after a restart", draft?.fields?.get("title"))
        val reason = "It is in March, the class begins in a month"
        val opened = requester.call { openTicket(ticket(reason)) }
        table.says("the draft then", requester.call { draft(DraftForm.NewTicket, null) })
        val mine = requester.call { tickets(TicketFilter.MINE, PageRequest()) }.items[0]
        table.says("offline, the ticket is", word(mine.common.delivery))
        table.says("its actions", mine.common.actions.map(::word).sorted().joinToString())
        val changes = Heard<Change>()
        val subscription = requester.call { subscribe(ChangeListener(changes::add)) }
        table.says("changes sent", requester.sync().changesSent)
        val delivery = requester.call { ticket(opened.id) }.item.common.delivery
        table.says("after a sync it is", word(delivery))
        table.says("a listener heard", changes.waitFor { it.isNotEmpty() })
        subscription.close()
        return opened.id
    }

    /** The helper is alerted, and proposes. */
    private suspend fun heIsAlertedAndProposes(requester: Phone, helper: Phone, ticket: DocumentId): DocumentId {
        helper.sync()
        val alert = helper.call { alerts(PageRequest()) }.items[0]
        table.says("the helper's alert", word(alert.kind))
        table.says("its text", alert.text.key)
        table.says("its distance", String.format(Locale.ROOT, "%.1f km", alert.km))
        val plan = helper.call { notificationPlan("Europe/Paris", 60u) }
        table.says("notifications", plan.joinToString { word(it.ring) })
        helper.call { notificationsScheduled(plan.flatMap(PlannedNotification::says)) }
        val left = helper.call { notificationPlan("Europe/Paris", 60u) }
        table.says("notifications once shown", left.size)
        val canHelp = helper.call { tickets(TicketFilter.WHERE_I_CAN_HELP, PageRequest()) }
        table.says("where the helper can help", canHelp.total)
        val proposal = helper.call { propose(ticket, "I can come on a Wednesday") }
        helper.sync()
        requester.sync()
        table.says("proposals", requester.call { ticket(ticket) }.proposals.size)
        requester.call { acceptProposal(proposal) }
        requester.sync()
        helper.sync()
        requester.sync()
        table.says("the other's card", requester.call { proposal(proposal) }.contact?.name)
        return proposal
    }

    /** Both write the plan offline; what both wrote is merged. */
    private suspend fun bothWriteThePlan(requester: Phone, helper: Phone, proposal: DocumentId) {
        val id = requester.call { startPlan(proposal, PlanEdit(what = "A first loop")) }
        requester.sync()
        helper.sync()
        requester.call { editPlan(id, PlanEdit(forWhom = "5e B")) }
        helper.call { editPlan(id, PlanEdit(venue = "Salle 12", addDates = listOf(inTwoWeeks()))) }
        listOf(requester, helper, requester).forEach { it.sync() }
        for ((name, phone) in listOf("hers" to requester, "his" to helper)) {
            val plan = phone.call { plan(id) }
            val parts = listOf(plan.what, plan.forWhom, plan.venue, plan.dates.size)
            table.says("the plan on $name", parts.joinToString(" | "))
        }
    }

    /** A workshop, an alert, a seat that the region confirms. */
    private suspend fun aWorkshopIsPublished(requester: Phone, helper: Phone) {
        val workshop = requester.call {
            publishWorkshop(
                NewWorkshop(
                    title = "Scratch together",
                    description = "Bring a laptop",
                    tools = listOf(SCRATCH),
                    venue = Venue.MySchool,
                    radiusKm = 20u,
                    slot = inTwoWeeks(),
                    seats = 8u,
                ),
            )
        }
        requester.sync()
        helper.sync()
        val kinds = helper.call { alerts(PageRequest()) }.items.map { word(it.kind) }
        table.says("the helper's alerts", kinds.sorted().joinToString())
        val here = requester.call { profile() }.at[0].position
        table.says("near a place", helper.call { nearMe(here, 5u, PageRequest()) }.total)
        helper.call { askSeat(workshop) }
        table.says("offline, the seat is", helper.seat(workshop))
        helper.sync()
        helper.sync()
        table.says("the seat then", helper.seat(workshop))
        val upcoming = helper.call { workshops(WorkshopFilter.UPCOMING, PageRequest()) }
        table.says("upcoming", upcoming.total)
    }

    private suspend fun Phone.seat(workshop: DocumentId) = call { workshop(workshop) }.item.mySeat?.let(::word)

    /** A mini-tech logs help on the school's tablet, and a teacher of the school signs it. */
    private suspend fun aMiniTechsHelpIsCoSigned(requester: Phone, tablet: Phone) {
        val session = tablet.call {
            logHelpSession(
                NewHelpSession(
                    helper = "Pixel",
                    className = "6e B",
                    pupils = 2u,
                    tool = ToolId("microbit"),
                    time = HelpTime.Began(started = Instant.now() - Duration.ofHours(1), minutes = 15u),
                    what = "The cable was loose",
                    solved = true,
                ),
            )
        }
        tablet.sync()
        requester.sync()
        val toSign = requester.call { helpSessionsToCoSign(PageRequest()) }
        table.says("to co-sign", toSign.total)
        val wrong = outcome { requester.call { coSignAll(listOf(SeenHelpSession(session, ByteArray(32)))) } }
        table.says("a state that is not there", wrong)
        requester.call { coSign(session, toSign.items[0].state) }
        requester.sync()
        tablet.sync()
        val totals = tablet.call { helpTotals() }
        table.says("what counts", "${totals.sessions} session, ${totals.minutes} minutes")
        table.says("a tablet opens a ticket", outcome { tablet.call { openTicket(ticket("no")) } })
        table.says("nothing left", requester.call { syncStatus() }.undelivered.onThisPhone)
    }
}
