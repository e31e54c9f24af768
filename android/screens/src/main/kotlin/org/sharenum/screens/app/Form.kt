package org.sharenum.screens.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.SharenumException
import org.sharenum.companion.field

/**
 * What a person fills in: kept as a draft of the core with each key, so that a kill loses nothing, and
 * gone with the intent that it leads to.
 */
class Form(
    private val desk: Desk,
    private val scope: CoroutineScope,
    private val form: DraftForm,
    private val about: DocumentId? = null,
    /** What stands in it when nothing was typed yet. */
    private val initial: suspend SharenumAppInterface.() -> Map<String, String> = { mapOf() },
) {
    private val state = MutableStateFlow(FormState())
    private val saving = Mutex()
    private var sent = false

    val filled: StateFlow<FormState> = state.asStateFlow()

    init {
        scope.launch {
            open()
            state.collectLatest { save() }
        }
    }

    private suspend fun open() {
        val kept =
            try {
                desk.phone.call { draft(form, about)?.fields ?: initial() }
            } catch (error: SharenumException) {
                // It can be filled in all the same; sending says what is wrong.
                desk.tell(Notice(error = error))
                mapOf()
            }
        // What was typed meanwhile stays.
        state.update { it.copy(fields = kept + it.fields, ready = true) }
    }

    operator fun get(name: String): String = state.value[name]

    fun set(name: String, value: String) = state.update {
        val wrong = it.wrong?.takeIf { wrong -> wrong.name != name }
        it.copy(fields = it.fields + (name to value), touched = true, wrong = wrong)
    }

    /**
     * Carries out what the form leads to. A field that the core does not take is marked, with the
     * core's words; the draft stays until it is taken. Then the form is done, or with [next] it is there
     * for another go, and holds what [next] leaves of what was sent.
     */
    fun <T> send(
        done: String?,
        then: (T) -> Unit = {},
        next: ((Map<String, String>) -> Map<String, String>)? = null,
        intent: suspend SharenumAppInterface.(FormState) -> T,
    ) {
        if (state.value.sending) return
        state.update { it.copy(sending = true, wrong = null) }
        scope.launch {
            try {
                // A draft that is saved after the intent would be there again.
                val outcome = withContext(NonCancellable) {
                    saving.withLock {
                        val taken = state.value
                        desk.phone.call { intent(taken) }.also { if (next == null) sent = true else go(taken, next) }
                    }
                }
                desk.shell.written()
                if (done != null) desk.tell(Notice(done))
                then(outcome)
            } catch (error: SharenumException) {
                val field = error.field
                if (field == null) desk.tell(Notice(error = error))
                state.update { it.copy(wrong = field?.let { name -> WrongField(name, error) }) }
            } finally {
                state.update { it.copy(sending = false) }
            }
        }
    }

    /** The person gives it up: nothing is kept of it. */
    fun giveUp() {
        scope.launch {
            withContext(NonCancellable) {
                saving.withLock {
                    sent = true
                    keeping { discardDraft(form, about) }
                }
            }
        }
    }

    /** What was typed while it was sent stays, too. */
    private fun go(taken: FormState, next: (Map<String, String>) -> Map<String, String>) = state.update {
        val meanwhile = it.fields.filter { (name, value) -> taken.fields[name] != value }
        // What is left of the last one is no draft of the next one.
        it.copy(fields = next(taken.fields) + meanwhile, touched = meanwhile.isNotEmpty())
    }

    private suspend fun save() = withContext(NonCancellable) {
        saving.withLock {
            // As it is now: what was sent while this waited is no draft any more.
            val filled = state.value
            if (sent || !filled.touched) return@withLock
            keeping { saveDraft(form, about, filled.fields) }
        }
    }

    private suspend fun keeping(change: suspend SharenumAppInterface.() -> Unit) = try {
        desk.phone.call(change)
    } catch (error: SharenumException) {
        desk.tell(Notice(error = error))
    }
}

data class FormState(
    val fields: Map<String, String> = mapOf(),
    /** Whether what was kept is there. */
    val ready: Boolean = false,
    /** Whether the person changed anything since it was opened. */
    val touched: Boolean = false,
    val sending: Boolean = false,
    /** The field that the core did not take. */
    val wrong: WrongField? = null,
) {
    operator fun get(name: String): String = fields[name].orEmpty()
}

/** A field, by the core's name of it, and why it was not taken. */
data class WrongField(val name: String, val error: SharenumException)
