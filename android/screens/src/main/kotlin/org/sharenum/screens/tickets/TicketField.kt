package org.sharenum.screens.tickets

import org.sharenum.companion.Direction
import org.sharenum.companion.NewTicket
import org.sharenum.companion.Pedagogy
import org.sharenum.companion.TicketDetail
import org.sharenum.companion.TicketEdit
import org.sharenum.companion.ToolId
import org.sharenum.companion.TrainingId
import org.sharenum.companion.TrainingStep
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState

/** The fields of a ticket's forms, by the core's names of them. */
internal object TicketField {
    const val DIRECTION = "field.direction"
    const val TOOLS = "field.tools"
    const val TRAINING = "field.training"
    const val REASON = "field.reason"
    const val TITLE = "field.title"
    const val NEED = "field.need"
    const val CLASS_LEVEL = "field.class-level"
    const val LEARNING_GOAL = "field.learning-goal"
    const val TRIED = "field.tried"
    const val OBSTACLE = "field.obstacle"
    const val RADIUS = "field.radius"

    /** Where the person was; no field of the ticket. */
    const val STEP = "step"
}

private const val REQUEST = "request"
private const val OFFER = "offer"

/** How a direction stands in a form. */
internal val Direction.word: String
    get() =
        when (this) {
            Direction.Request -> REQUEST
            Direction.Offer -> OFFER
            is Direction.Unknown -> word
        }

internal val FormState.direction: Direction
    get() =
        when (val word = this[TicketField.DIRECTION]) {
            REQUEST -> Direction.Request
            OFFER -> Direction.Offer
            else -> Direction.Unknown(word)
        }

internal val FormState.tools: List<ToolId>
    get() = this[TicketField.TOOLS].ids().map(::ToolId)

internal val FormState.trainingsShown: List<TrainingId>
    get() = this[TicketField.TRAINING].ids().map(::TrainingId)

/** In km; 0, which the core does not take, for what is no number. */
internal val FormState.radiusKm: UShort
    get() = this[TicketField.RADIUS].toUShortOrNull() ?: 0u

private val FormState.pedagogy: Pedagogy
    get() =
        Pedagogy(
            classLevel = this[TicketField.CLASS_LEVEL],
            learningGoal = this[TicketField.LEARNING_GOAL],
            tried = this[TicketField.TRIED],
            obstacle = this[TicketField.OBSTACLE],
        )

/** Puts a tool in, or takes it out again. */
internal fun Form.toggle(tool: ToolId) {
    val chosen = filled.value.tools
    val now = if (tool in chosen) chosen - tool else chosen + tool
    set(TicketField.TOOLS, now.joinToString(" ", transform = ToolId::value))
}

/** Keeps which trainings the person was shown. */
internal fun Form.shown(trainings: List<TrainingId>) {
    if (trainings != filled.value.trainingsShown) {
        set(TicketField.TRAINING, trainings.joinToString(" ", transform = TrainingId::value))
    }
}

internal fun FormState.newTicket(): NewTicket = NewTicket(
    direction = direction,
    title = this[TicketField.TITLE],
    need = this[TicketField.NEED],
    pedagogy = pedagogy,
    training = TrainingStep(trainingsShown, this[TicketField.REASON]),
    tools = tools,
    radiusKm = radiusKm,
)

/** What stands in the form of a ticket before anything is changed. */
internal fun TicketDetail.fields(): Map<String, String> = mapOf(
    TicketField.DIRECTION to item.direction.word,
    TicketField.TOOLS to item.tools.joinToString(" ") { it.id.value },
    TicketField.REASON to training.reason,
    TicketField.TITLE to item.title,
    TicketField.NEED to item.need,
    TicketField.CLASS_LEVEL to pedagogy.classLevel,
    TicketField.LEARNING_GOAL to pedagogy.learningGoal,
    TicketField.TRIED to pedagogy.tried,
    TicketField.OBSTACLE to pedagogy.obstacle,
    TicketField.RADIUS to item.radiusKm.toString(),
)

/**
 * What the form changes in [ticket], and nothing else; [shown] are the trainings beside it. Trainings that were published since come with
 * other tools, or with another reason: who only widens is asked nothing about them.
 */
internal fun FormState.editOf(ticket: TicketDetail, shown: List<TrainingId>): TicketEdit {
    val otherTools = tools.takeIf { it.toSet() != ticket.item.tools.map { tool -> tool.id }.toSet() }
    val otherReason = this[TicketField.REASON] != ticket.training.reason
    return TicketEdit(
        title = this[TicketField.TITLE].takeIf { it != ticket.item.title },
        need = this[TicketField.NEED].takeIf { it != ticket.item.need },
        pedagogy = pedagogy.takeIf { it != ticket.pedagogy },
        training = TrainingStep(shown, this[TicketField.REASON]).takeIf { otherTools != null || otherReason },
        tools = otherTools,
        radiusKm = radiusKm.takeIf { it != ticket.item.radiusKm },
    )
}

/** What makes up for [edit]: the same fields as they are in this ticket. */
internal fun TicketDetail.undoing(edit: TicketEdit): TicketEdit = TicketEdit(
    title = item.title.takeIf { edit.title != null },
    need = item.need.takeIf { edit.need != null },
    pedagogy = pedagogy.takeIf { edit.pedagogy != null },
    training = training.takeIf { edit.training != null },
    tools = item.tools.map { it.id }.takeIf { edit.tools != null },
    radiusKm = item.radiusKm.takeIf { edit.radiusKm != null },
)

private fun String.ids(): List<String> = split(' ').filter(String::isNotEmpty)
