package org.sharenum.screens.me

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.flatMapLatest
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
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.ToolId
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.Page
import org.sharenum.screens.app.Pages
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.app.value

/** Establishment and tools, which come before any request or offer; and the card. */
@OptIn(ExperimentalCoroutinesApi::class)
class ProfileModel(desk: Desk, private val member: Membership.Joined) : ScreenModel(desk) {
    private val typed = MutableStateFlow("")
    private val forms = MutableStateFlow(profileForm())
    private val cards = MutableStateFlow(cardForm())

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
    val form: StateFlow<Form> = forms.asStateFlow()

    /** Name and mail. */
    val card: StateFlow<Form> = cards.asStateFlow()

    /** What the directory says of the establishment in the form. */
    val chosen: StateFlow<Establishment?> =
        combine(occasions(), code()) { _, code -> code }
            .map { code -> if (code.isEmpty()) null else loaded { named(code) }.value }
            .stateIn(scope, SharingStarted.Eagerly, null)

    fun search(words: String) {
        typed.value = words
    }

    fun choose(school: SchoolCode?) {
        forms.value.set(SCHOOL, school?.value.orEmpty())
        typed.value = ""
    }

    /** None takes the tool out of the profile. */
    fun know(tool: ToolId, known: Proficiency?) {
        val before = ToolLines.read(forms.value[TOOLS])
        forms.value.set(TOOLS, ToolLines.write(if (known == null) before - tool else before + (tool to known)))
    }

    /** Keeps establishment and tools; [then] gets the profile as it stands after it. */
    fun save(then: (Profile) -> Unit) =
        forms.value.send("me_profile_saved", then = { profile -> forms.value = profileForm(); then(profile) }) { filled ->
            setProfile(filled[SCHOOL].ifEmpty { null }?.let(::SchoolCode), ToolLines.read(filled[TOOLS]))
            profile()
        }

    fun saveCard() =
        cards.value.send("me_card_saved", then = { cards.value = cardForm() }) { setCard(it[NAME], it[MAIL]) }

    /** Where the establishment stands. */
    fun stand(place: Place) {
        desk.act("me_place_saved", undo = { setPlace(null).also { readAgain() } }) {
            // The core tells of no change for what it keeps beside the documents.
            setPlace(place).also { readAgain() }
        }
    }

    private fun code(): Flow<String> =
        forms.flatMapLatest { form -> form.filled.map { it[SCHOOL] } }.distinctUntilChanged()

    private fun SharenumAppInterface.named(code: String): Establishment? =
        establishments(code, PageRequest(limit = FEW)).items.map { it.establishment }
            .firstOrNull { it.code.value == code }

    private fun profileForm() =
        Form(desk, scope, DraftForm.Profile) {
            val kept = profile()
            // The invitation was of a school already.
            val school = kept.school ?: member.school
            mapOf(SCHOOL to school?.value.orEmpty(), TOOLS to ToolLines.write(kept.tools))
        }

    private fun cardForm() =
        Form(desk, scope, DraftForm.Card) {
            val card = profile().card
            mapOf(NAME to card?.name.orEmpty(), MAIL to card?.mail.orEmpty())
        }

    companion object {
        /** The core's names of the fields. */
        const val SCHOOL = "field.school"
        const val TOOLS = "field.tools"
        const val NAME = "field.name"
        const val MAIL = "field.mail"

        /** A code names one; others may hold it in their name. */
        private const val FEW: UInt = 5u
    }
}
