package org.sharenum.screens.me

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.stateIn
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Establishment
import org.sharenum.companion.EstablishmentItem
import org.sharenum.companion.Membership
import org.sharenum.companion.PageRequest
import org.sharenum.companion.Place
import org.sharenum.companion.Proficiency
import org.sharenum.companion.Profile
import org.sharenum.companion.SchoolCode
import org.sharenum.companion.ToolId
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Page
import org.sharenum.screens.app.Pages
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.app.value

/** Establishment and tools, which come before any request or offer; and the card. */
class ProfileModel(desk: Desk, member: Membership.Joined) : ScreenModel(desk) {
    private val typed = MutableStateFlow("")

    val profile = reading { profile() }

    val tools = reading { tools() }

    /** How many establishments the directory has: none before a first sync. */
    val directory = reading { establishments("", PageRequest(limit = 1u)).total }

    /** Where an establishment may stand that has no coordinates. */
    val towns = reading { if (profile().establishment == null) listOf() else placesInMyTown() }

    /** What is searched for. */
    val query: StateFlow<String> = typed.asStateFlow()

    val found: Pages<EstablishmentItem> =
        Pages(desk.phone, scope, combine(occasions(), typed) { _, _ -> }.conflate()) { page ->
            establishments(typed.value, page).let { Page(it.items, it.next, it.total) }
        }

    /** Establishment and tools, as they are being filled in. */
    val form =
        Form(desk, scope, DraftForm.Profile) {
            val kept = profile()
            // The invitation was of a school already.
            val school = kept.school ?: member.school
            mapOf(SCHOOL to school?.value.orEmpty(), TOOLS to ToolLines.write(kept.tools))
        }

    /** Name and mail. */
    val card =
        Form(desk, scope, DraftForm.Card) {
            val card = profile().card
            mapOf(NAME to card?.name.orEmpty(), MAIL to card?.mail.orEmpty())
        }

    /** What the directory says of the establishment in the form. */
    val chosen: StateFlow<Loaded<Establishment?>> =
        combine(
            occasions(),
            form.filled.filter {
                it.ready
            }.map { it[SCHOOL] }.distinctUntilChanged(),
        ) { _, code -> code }
            .map { code -> loaded { if (code.isEmpty()) null else establishment(SchoolCode(code)) } }
            .stateIn(scope, SharingStarted.Eagerly, Loaded.Loading)

    fun search(words: String) {
        typed.value = words
    }

    fun choose(school: SchoolCode?) {
        form.set(SCHOOL, school?.value.orEmpty())
        typed.value = ""
    }

    /** None takes the tool out of the profile. */
    fun know(tool: ToolId, known: Proficiency?) {
        val before = ToolLines.read(form[TOOLS])
        form.set(TOOLS, ToolLines.write(if (known == null) before - tool else before + (tool to known)))
    }

    /** Keeps establishment and tools; [then] gets the profile as it stands after it. */
    fun save(then: (Profile) -> Unit) = form.send("me_profile_saved", then, next = { it }) { filled ->
        setProfile(filled[SCHOOL].ifEmpty { null }?.let(::SchoolCode), ToolLines.read(filled[TOOLS]))
        profile()
    }

    fun saveCard() = card.send("me_card_saved", next = { it }) { setCard(it[NAME], it[MAIL]) }

    /** Where the establishment stands that the directory cannot place. */
    fun stand(place: Place) = desk.act("me_place_saved", undo = { before -> setPlace(before) }) {
        profile().at.firstOrNull().also { setPlace(place) }
    }

    companion object {
        /** The core's names of the fields. */
        const val SCHOOL = "field.school"
        const val TOOLS = "field.tools"
        const val NAME = "field.name"
        const val MAIL = "field.mail"
    }
}
