package org.sharenum.screens.story

import java.time.Duration
import java.time.Instant
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.DocumentId
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.SharenumException
import org.sharenum.screens.LiveScene
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.meet

/** Something that is so or not, as a phone has it. */
typealias Holds = suspend SharenumAppInterface.() -> Boolean

/** An action that is pressed by its label, and what is then so. */
class Press(
    val cell: Cell,
    /** Who presses it. */
    val by: Person,
    /** On which page. */
    val at: () -> Route,
    /** What is so on that phone then, and was not before. */
    val here: Holds,
    /** Who asks the region about it; none where the effect is for this phone alone. */
    val reader: Person?,
    /** What is so on the reader's phone then, and was not before. */
    val there: Holds,
    /** What somebody does first, so that it is offered. */
    val before: () -> Unit,
    val hand: Window.() -> Unit,
)

/** Somebody with a phone on a scene that lives. */
class Person(private val live: LiveScene, open: (clock: () -> Instant) -> Sharenum) : AutoCloseable {
    private val opened = lazy { open { now } }

    val phone: Sharenum by opened

    /** How much later it is for this person than in the scene. */
    var later: Duration = Duration.ZERO

    val now: Instant
        get() = live.now + later

    fun <T> does(what: suspend SharenumAppInterface.() -> T): T = runBlocking { phone.call(what) }

    /** Whether it is so; what has not come to this phone yet is not. */
    fun finds(what: Holds): Boolean = try {
        does(what)
    } catch (_: SharenumException.LookAgain) {
        false
    }

    fun meets() = phone.meet()

    override fun close() {
        if (opened.isInitialized()) phone.close()
    }
}

/** Who presses, and who asks the region about it. */
class Cast(val live: LiveScene) : AutoCloseable {
    val teacher = Person(live) { live.phone("teacher", it) }

    /** The teacher's backup, from before anything was pressed: it writes nothing, or its changes would meet hers. */
    val backup = Person(live) { live.phone("teacher", it) }
    val second = Person(live) { live.secondPhone(teacher.phone) }
    val colleague = Person(live) { live.phone("colleague", it) }
    val host = Person(live) { live.phone("host", it) }
    val tablet = Person(live) { live.phone("tablet", it) }

    fun scene(name: String) = DocumentId(live[name])

    override fun close() {
        for (person in listOf(teacher, backup, second, colleague, host, tablet)) person.close()
        live.close()
    }
}

/** The presses of some views, in the order in which they are done. */
abstract class Presses(protected val cast: Cast) {
    val all = mutableListOf<Press>()

    protected fun pressed(
        cell: Cell,
        by: Person,
        at: () -> Route,
        here: Holds,
        reader: Person?,
        there: Holds = here,
        before: () -> Unit = {},
        hand: Window.() -> Unit,
    ) {
        all += Press(cell, by, at, here, reader, there, before, hand)
    }
}
