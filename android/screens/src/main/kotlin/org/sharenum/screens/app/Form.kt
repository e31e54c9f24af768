package org.sharenum.screens.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
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

    // Another page may hold the same form: what is kept, sent or given up there is so here.
    private val hearing = scope.launch { desk.phone.changes.conflate().collect { open() } }

    init {
        scope.launch { state.map { it.unsaved }.distinctUntilChanged().collectLatest { save() } }
    }

    /** Tries once more, where it could not be read what was kept of it. */
    fun readAgain() {
        scope.launch { open() }
    }

    private suspend fun open() = withContext(NonCancellable) {
        saving.withLock {
            if (sent) return@withLock
            try {
                read()
            } catch (error: SharenumException) {
                state.update { if (it.ready) it else it.copy(kept = Loaded.Failed(error)) }
                return@withLock
            }
            keep()
        }
    }

    /**
     * What was kept comes in; what was typed since stays. Where nothing is kept, what stands in it at first comes
     * in as long as nobody touched it, and again when what was kept was sent or given up elsewhere.
     */
    private suspend fun read() {
        val before = state.value
        val kept = desk.phone.call { draft(form, about)?.fields }
        if (kept == null && before.ready && !before.drafted && !before.blank) return
        val fields = kept ?: desk.phone.call(initial)
        state.update {
            // What begins anew was neither touched nor refused.
            val goesOn = kept != null || it.unsaved.isNotEmpty()
            it.copy(
                fields = fields + it.unsaved,
                kept = Loaded.Ready(Unit),
                drafted = kept != null,
                blank = !goesOn,
                touched = goesOn && it.touched,
                wrong = it.wrong.takeIf { goesOn },
            )
        }
    }

    operator fun get(name: String): String = state.value[name]

    /** Nothing is typed over what could not be read. */
    fun set(name: String, value: String) = state.update {
        if (it.kept is Loaded.Failed || (it.ready && it.fields[name] == value)) return@update it
        val wrong = it.wrong?.takeIf { wrong -> wrong.name != name }
        val typed = name to value
        it.copy(
            fields = it.fields + typed,
            unsaved = it.unsaved + typed,
            blank = false,
            touched = true,
            wrong = wrong,
        )
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
                val taken = withContext(NonCancellable) { saving.withLock { carryOut(next, intent) } } ?: return@launch
                desk.shell.written()
                if (done != null) desk.tell(Notice(done))
                then(taken.outcome)
            } catch (error: SharenumException) {
                val field = error.field
                if (field == null) desk.tell(Notice(error = error))
                state.update { it.copy(wrong = field?.let { name -> WrongField(name, error) }) }
            } finally {
                state.update { it.copy(sending = false) }
            }
        }
    }

    /** None for a second press, or one on what nobody has seen. */
    private suspend fun <T> carryOut(
        next: ((Map<String, String>) -> Map<String, String>)?,
        intent: suspend SharenumAppInterface.(FormState) -> T,
    ): Taken<T>? {
        val filled = state.value
        if (sent || !filled.ready) return null
        val outcome = desk.phone.call { intent(filled) }
        if (next == null) end() else go(filled, next)
        return Taken(outcome)
    }

    /** What came of an intent that the core took. */
    private class Taken<T>(val outcome: T)

    /** The person begins anew: nothing is kept of what was filled in. */
    fun clear() = state.update {
        val empty = it.fields.mapValues { "" }
        it.copy(fields = empty, unsaved = empty, blank = false, touched = true, wrong = null)
    }

    /** The person gives it up: nothing is kept of it. */
    fun giveUp() {
        scope.launch {
            withContext(NonCancellable) {
                saving.withLock {
                    end()
                    keeping { desk.phone.call { discardDraft(form, about) } }
                }
            }
        }
    }

    /** What was typed while it was sent stays, too. */
    private fun go(taken: FormState, next: (Map<String, String>) -> Map<String, String>) = state.update {
        val meanwhile = it.unsaved.without(taken)
        // What is left of the last one is no draft of the next one.
        it.copy(
            fields = next(taken.fields) + meanwhile,
            unsaved = meanwhile,
            drafted = false,
            blank = false,
            touched = meanwhile.isNotEmpty(),
        )
    }

    private suspend fun save() = withContext(NonCancellable) {
        saving.withLock {
            // What was sent while this waited is no draft any more.
            if (sent || state.value.unsaved.isEmpty()) return@withLock
            keeping {
                if (!state.value.ready) read()
                keep()
            }
        }
    }

    /** Keeps what was typed, over what another page may have kept since of the other fields. */
    private suspend fun keep() {
        val before = state.value
        if (before.unsaved.isEmpty()) return
        keeping {
            val kept = desk.phone.call {
                val under = draft(form, about)?.fields ?: if (before.drafted) initial() else before.fields
                (under + before.unsaved).also { saveDraft(form, about, it) }
            }
            state.update {
                val since = it.unsaved.without(before)
                // One in which nothing is filled in is none.
                it.copy(fields = kept + since, unsaved = since, drafted = kept.values.any(String::isNotEmpty))
            }
        }
    }

    /** There is nothing left to hear of, and nothing is kept any more. */
    private fun end() {
        sent = true
        hearing.cancel()
    }

    /** What was typed since. */
    private fun Map<String, String>.without(before: FormState) =
        filter { (name, value) -> before.fields[name] != value }

    private inline fun keeping(keep: () -> Unit) = try {
        keep()
    } catch (error: SharenumException) {
        desk.tell(Notice(error = error))
    }
}

data class FormState(
    val fields: Map<String, String> = mapOf(),
    /** Whether what was kept is there, or why not. */
    val kept: Loaded<Unit> = Loaded.Loading,
    /** Whether the person changed anything since it was opened, or began anew. */
    val touched: Boolean = false,
    val sending: Boolean = false,
    /** What was typed and is not kept yet. */
    internal val unsaved: Map<String, String> = mapOf(),
    /** Whether a draft of it is kept, as far as it knows. */
    internal val drafted: Boolean = false,
    /** Whether what stands in it at first does still. */
    internal val blank: Boolean = false,
    /** The field that the core did not take. */
    val wrong: WrongField? = null,
) {
    operator fun get(name: String): String = fields[name].orEmpty()

    val ready: Boolean
        get() = kept is Loaded.Ready
}

/** A field, by the core's name of it, and why it was not taken. */
data class WrongField(val name: String, val error: SharenumException)
