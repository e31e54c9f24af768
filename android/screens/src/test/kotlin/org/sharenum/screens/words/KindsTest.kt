package org.sharenum.screens.words

import java.time.Instant
import java.time.ZoneId
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue
import org.sharenum.companion.Action
import org.sharenum.companion.AlertKind
import org.sharenum.companion.CompassPoint
import org.sharenum.companion.Delivery
import org.sharenum.companion.Direction
import org.sharenum.companion.DocumentKind
import org.sharenum.companion.DraftForm
import org.sharenum.companion.EstablishmentKind
import org.sharenum.companion.HelpWay
import org.sharenum.companion.HubRole
import org.sharenum.companion.Level
import org.sharenum.companion.NearKind
import org.sharenum.companion.NotAlerted
import org.sharenum.companion.NotificationGroup
import org.sharenum.companion.NotificationKind
import org.sharenum.companion.ProposalStatus
import org.sharenum.companion.ReminderKind
import org.sharenum.companion.RequestState
import org.sharenum.companion.ResourceKind
import org.sharenum.companion.Role
import org.sharenum.companion.SyncPhase
import org.sharenum.companion.TicketFilter
import org.sharenum.companion.TicketStatus
import org.sharenum.companion.Training
import org.sharenum.companion.TrainingId
import org.sharenum.companion.WorkshopFilter
import org.sharenum.companion.WorkshopStatus

/** Every value that the library counts up has its label, in both languages. */
class KindsTest {
    private val both = Language.entries.map(::wordsOf)

    @Test
    fun `every value of an enum has a label of its own`() {
        distinct<Action> { action(it) }
        distinct<CompassPoint> { compassPoint(it) }
        distinct<Delivery> { delivery(it) }
        distinct<DocumentKind> { documentKind(it) }
        distinct<HelpWay> { helpWay(it) }
        distinct<HubRole> { hubRole(it) }
        distinct<Language> { language(it) }
        distinct<NearKind> { nearKind(it) }
        distinct<SyncPhase> { syncPhase(it) }
        distinct<TicketFilter> { ticketFilter(it) }
        distinct<WorkshopFilter> { workshopFilter(it) }
    }

    @Test
    fun `every case of a class has a label of its own and a newer one its word`() {
        distinct<AlertKind>(AlertKind.Unknown("new")) { alertKind(it) }
        distinct<AlertKind>(AlertKind.Unknown("new")) { channel(it) }
        distinct<Direction>(Direction.Unknown("new")) { direction(it) }
        distinct<DraftForm>(DraftForm.Unknown("new")) { draftForm(it) }
        distinct<EstablishmentKind>(EstablishmentKind.Unknown("new")) { establishmentKind(it) }
        distinct<Level>(Level.Unknown("new")) { level(it) }
        distinct<NotificationGroup>(NotificationGroup.Unknown("new")) { notificationGroup(it) }
        distinct<ProposalStatus>(ProposalStatus.Unknown("new")) { proposalStatus(it) }
        distinct<ReminderKind>(ReminderKind.Unknown("new")) { reminderKind(it) }
        distinct<RequestState>(RequestState.Unknown("new"), RequestState.Waiting(null)) { requestState(it) }
        distinct<ResourceKind>(ResourceKind.Unknown("new")) { resourceKind(it) }
        distinct<TicketStatus>(TicketStatus.Unknown("new")) { ticketStatus(it) }
        distinct<WorkshopStatus>(WorkshopStatus.Unknown("new")) { workshopStatus(it) }
        distinct<Role>(Role.Unknown(12u), word = "12") { role(it) }
    }

    @Test
    fun `a place in the waiting list is said where it is known`() {
        val (english, french) = both
        assertEquals("On the waiting list, number 3", english.requestState(RequestState.Waiting(3u)))
        assertEquals("Sur liste d’attente, numéro 3", french.requestState(RequestState.Waiting(3u)))
    }

    @Test
    fun `every notification has a channel with a name`() {
        val kinds =
            listOf(
                NotificationKind.Alert(AlertKind.SeatDecided),
                NotificationKind.Reminder(ReminderKind.HourBefore),
                NotificationKind.Digest,
                NotificationKind.More,
                NotificationKind.Unknown,
            )
        for (words in both) {
            val names = kinds.map(words::channel)
            assertEquals(names.size, names.toSet().size, "$names")
            assertEquals(words.channel(AlertKind.SeatDecided), names.first())
        }
    }

    @Test
    fun `why a ticket does not reach somebody is a sentence`() {
        for (words in both) {
            val formats = Formats(words, ZoneId.of("Europe/Paris")) { Instant.EPOCH }
            val all = cases(NotAlerted::class.java) + NotAlerted.OutsideRadius(4.83)
            val said = all.map { words.notAlerted(it, formats) }
            assertEquals(9, said.toSet().size)
            assertTrue(said.all { it.endsWith('.') })
            val four = if (words.language == Language.French) "4,8\u00a0km" else "4.8\u00a0km"
            assertTrue(four in said.last(), said.last())
        }
    }

    @Test
    fun `a training is one line with what it teaches where that is said`() {
        val summary = "Du dessin à l’objet."
        val training = Training(TrainingId("t"), listOf(), "10", "Imprimer en 3D", "https://a.example", summary)
        assertEquals("Formation\u00a0: Imprimer en 3D. Du dessin à l’objet.", both[1].training(training))
        assertEquals("Training: Imprimer en 3D", both[0].training(training.copy(summary = "")))
    }

    private inline fun <reified T : Enum<T>> distinct(label: Words.(T) -> String) {
        for (words in both) {
            val labels = enumValues<T>().map { words.label(it) }
            assertEquals(labels.size, labels.toSet().size, "$labels")
            assertTrue(labels.none(String::isBlank), "$labels")
        }
    }

    /** [unknown] and [others] are the cases with fields; those without are found. */
    private inline fun <reified T : Any> distinct(
        unknown: T,
        vararg others: T,
        word: String = "new",
        label: Words.(T) -> String,
    ) {
        val type = T::class.java
        val known = cases(type) + others
        assertNotEquals(0, known.size, type.name)
        assertEquals(type.permittedSubclasses.size, known.size + 1, "${type.name} has a case that is not tried")
        for (words in both) {
            val labels = known.map { words.label(it) }
            assertEquals(labels.size, labels.toSet().size, "$labels")
            assertTrue(labels.none(String::isBlank), "$labels")
            assertTrue(word in words.label(unknown), words.label(unknown))
        }
    }

    private fun <T : Any> cases(type: Class<T>): List<T> = type.permittedSubclasses.mapNotNull { case ->
        val instance = case.fields.find { it.name == "INSTANCE" }?.get(null)
        if (instance == null) null else type.cast(instance)
    }
}
