package org.sharenum.screens.tickets

import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.launch
import org.sharenum.companion.SearchHit
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Page
import org.sharenum.screens.app.Pages
import org.sharenum.screens.app.ScreenModel

/** Search as one types: what is typed while the core reads counts as one. */
class SearchModel(desk: Desk) : ScreenModel(desk) {
    private val typed = MutableStateFlow("")
    private val found = MutableStateFlow(Found("", Loaded.Loading))

    @Volatile
    private var pages: Pages<SearchHit>? = null

    /** What was found last; it stays until something else is found. */
    val hits: StateFlow<Found> = found.asStateFlow()

    init {
        scope.launch { typed.collectLatest(::search) }
    }

    fun type(text: String) {
        typed.value = text
    }

    /** The person has come to the end of what is shown. */
    fun more() = pages?.more()

    // A list of its own for each text: the end of one list is nowhere in another.
    private suspend fun search(text: String): Unit = coroutineScope {
        val list = Pages(desk.phone, this, occasions()) { page ->
            search(text, page).let { Page(it.items, it.next, it.total) }
        }
        pages = list
        list.shown.collect { shown -> if (shown !is Loaded.Loading) found.value = Found(text, shown) }
    }
}

/** What was found for a text. */
class Found(val typed: String, val hits: Loaded<Listed<SearchHit>>)
