package org.sharenum.screens.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import org.sharenum.companion.PageCursor
import org.sharenum.companion.PageRequest
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.SharenumException

/** One page of a list of the core. */
class Page<T>(val items: List<T>, val next: PageCursor?, val total: ULong)

/** So much of a list as was looked at. */
data class Listed<T>(val items: List<T>, val total: ULong, val more: Boolean)

/**
 * A list that is read as far as the person scrolls. At each change of the core it is read anew as far
 * as it was shown, so that nothing jumps.
 */
class Pages<T>(
    private val phone: Sharenum,
    private val scope: CoroutineScope,
    occasions: Flow<Unit>,
    private val read: suspend SharenumAppInterface.(PageRequest) -> Page<T>,
) {
    private val state = MutableStateFlow<Loaded<Listed<T>>>(Loaded.Loading)
    private val reading = Mutex()
    private var next: PageCursor? = null

    /** What is shown. */
    val shown: StateFlow<Loaded<Listed<T>>> = state.asStateFlow()

    init {
        scope.launch { occasions.collect { reading.withLock { again() } } }
    }

    /** The person has come to the end of what is shown. */
    fun more() {
        scope.launch {
            reading.withLock {
                val listed = state.value.value ?: return@withLock
                val after = next ?: return@withLock
                attempt { show(listed.items, phone.call { read(PageRequest(after = after, limit = PAGE)) }) }
            }
        }
    }

    private suspend fun again() = attempt {
        val enough = state.value.value?.items?.size ?: 0
        var items = listOf<T>()
        var page = phone.call { read(PageRequest(limit = PAGE)) }
        while (items.size + page.items.size < enough) {
            val after = page.next ?: break
            items = items + page.items
            page = phone.call { read(PageRequest(after = after, limit = PAGE)) }
        }
        show(items, page)
    }

    private fun show(before: List<T>, page: Page<T>) {
        next = page.next
        state.value = Loaded.Ready(Listed(before + page.items, page.total, page.next != null))
    }

    private suspend fun attempt(block: suspend () -> Unit) = try {
        block()
    } catch (error: SharenumException) {
        state.value = Loaded.Failed(error)
    }

    private companion object {
        /** More than a screen shows, less than anyone waits for. */
        const val PAGE: UInt = 50u
    }
}
