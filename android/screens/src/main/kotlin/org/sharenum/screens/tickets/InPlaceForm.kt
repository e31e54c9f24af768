package org.sharenum.screens.tickets

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.SharenumException
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.Notice

/**
 * A form that opens on the page where its button stands. One into which something was typed before the
 * app was killed is open at once.
 */
class InPlaceForm(
    private val desk: Desk,
    private val scope: CoroutineScope,
    private val form: DraftForm,
    private val about: DocumentId,
    private val initial: suspend SharenumAppInterface.() -> Map<String, String> = { mapOf() },
) {
    private val shown = MutableStateFlow<Form?>(null)

    /** The form while it is open. */
    val opened: StateFlow<Form?> = shown.asStateFlow()

    init {
        scope.launch {
            try {
                if (desk.phone.call { draft(form, about) } != null) open()
            } catch (error: SharenumException) {
                // Its button opens it, which reads again.
                desk.tell(Notice(error = error))
            }
        }
    }

    fun open() {
        if (shown.value == null) shown.compareAndSet(null, Form(desk, scope, form, about, initial))
    }

    /** What it led to was done. */
    fun close() {
        shown.value = null
    }

    /** The person keeps things as they are; nothing stays of what was typed. */
    fun giveUp() {
        shown.value?.giveUp()
        close()
    }
}
