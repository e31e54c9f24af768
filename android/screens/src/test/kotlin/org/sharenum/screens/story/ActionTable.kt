package org.sharenum.screens.story

import java.io.File
import org.sharenum.companion.Action

/** A kind of view, in the names of the core, and something that it can offer. */
data class Cell(val kind: String, val action: Action) {
    override fun toString() = "$kind: $action"
}

/** What views can ever offer, as the core writes it down for all shells. */
object ActionTable {
    /** Outside the app, and pressed there: the platform's `ActionsTest` reads its lines. */
    private const val OUTSIDE = "Notification"

    private val file: File =
        generateSequence(File("").absoluteFile) { it.parentFile }
            .map { it.resolve("bindings/actions.txt") }.first(File::isFile)

    val cells: Set<Cell> by lazy {
        val lines = file.readLines().filterNot { it.isEmpty() || it.startsWith('#') }.map { it.split('\t') }
        lines.filter { (kind, _) -> kind != OUTSIDE }.map { (kind, name) -> Cell(kind, action(name)) }.toSet()
    }

    /** What is offered and never pressed, and what is pressed and never offered. */
    fun complaints(pressed: List<Cell>, offered: Set<Cell> = cells): List<String> =
        (offered - pressed.toSet()).map { "$it is pressed by no test" } +
            (pressed.toSet() - offered).map { "$it is pressed, and no view offers it" }

    /** The interface writes `AskSeat` where Kotlin has `ASK_SEAT`. */
    private fun action(name: String): Action =
        Action.entries.single { it.name.replace("_", "").equals(name, ignoreCase = true) }
}
