package org.sharenum.platform

import java.io.File
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.AlertPreferences
import org.sharenum.companion.Clock
import org.sharenum.companion.Direction
import org.sharenum.companion.DocumentId
import org.sharenum.companion.KeyVault
import org.sharenum.companion.Level
import org.sharenum.companion.NewTicket
import org.sharenum.companion.NewWorkshop
import org.sharenum.companion.Pedagogy
import org.sharenum.companion.Proficiency
import org.sharenum.companion.SchoolCode
import org.sharenum.companion.Sharenum
import org.sharenum.companion.Slot
import org.sharenum.companion.ToolId
import org.sharenum.companion.TrainingId
import org.sharenum.companion.TrainingStep
import org.sharenum.companion.VaultSecrets
import org.sharenum.companion.Venue

/** What `sharenum-stage` has set up: `name=value` lines, by name. */
private val STAGE: Map<String, String> by lazy {
    val file = checkNotNull(System.getenv("SHARENUM_STAGE")) { "run these tests on a stage; see README.md" }
    File(file).readLines().filter(String::isNotEmpty).associate { it.substringBefore('=') to it.substringAfter('=') }
}

fun stage(name: String): String = STAGE.getValue(name)

val BUDGET = 60.seconds

/** Longest that a test waits for what must happen; nothing waits that long. */
val PATIENCE = 60.seconds

/** Waits for what another thread brings about. */
fun eventually(what: String, holds: () -> Boolean) {
    val start = TimeSource.Monotonic.markNow()
    while (!holds()) {
        check(start.elapsedNow() < PATIENCE) { "it never came to this: $what" }
        Thread.yield()
    }
}

/** A vault that forgets with the process. */
class MemoryVault : KeyVault {
    @Volatile private var secrets: VaultSecrets? = null

    override fun load(): VaultSecrets? = secrets

    override fun save(secrets: VaultSecrets) {
        this.secrets = secrets
    }

    override fun discard() {
        secrets = null
    }
}

private val SCRATCH = ToolId("scratch")

/** Members of the stage's region, who joined once for all tests: each writes things of its own name. */
object Cast {
    private val number = AtomicInteger()

    /** How far ahead the clock of [guest]'s phone is. */
    @Volatile var ahead: java.time.Duration = java.time.Duration.ZERO

    val author: Sharenum by lazy { joined("platform_requester", "her_school", Level.Novice) }
    val helper: Sharenum by lazy { joined("platform_helper", "his_school", Level.Experienced) }
    val guest: Sharenum by lazy { joined("platform_guest", "his_school", Level.Novice) { Instant.now() + ahead } }

    /** One whose region is out of reach now and then. */
    val traveller: Sharenum by lazy { joined("platform_traveller", "his_school", Level.Novice) }

    /** A title that no other test has. */
    fun title(what: String) = "$what ${number.incrementAndGet()}"

    fun ticket(title: String): DocumentId = runBlocking {
        val shown = TrainingStep(listOf(TrainingId("scratch-debut")), reason = "It is in March")
        val pedagogy = Pedagogy("5e", learningGoal = "Repeat instead of copy", tried = "", obstacle = "")
        val tools = listOf(SCRATCH)
        val new =
            NewTicket(Direction.Request, title, "Somebody who has done it", pedagogy, shown, tools, radiusKm = 20u)
        author.call { openTicket(new) }.id.also { author.sync(BUDGET) }
    }

    fun workshop(title: String): DocumentId = runBlocking {
        val slot = Slot(LocalDate.now().plusDays(14).atTime(LocalTime.of(14, 0)), minutes = 90u, zone = "Europe/Paris")
        val new = NewWorkshop(title, "Bring a laptop", listOf(SCRATCH), Venue.MySchool, 20u, slot, seats = 8u)
        author.call { publishWorkshop(new) }.also { author.sync(BUDGET) }
    }

    private fun joined(invitation: String, school: String, level: Level, clock: (() -> Instant)? = null) = runBlocking {
        val file = File(stage("folder"), "$invitation.sharenum")
        val phone = Sharenum.open(file.path, MemoryVault(), clock = clock?.let { Clock(it) })
        phone.join(stage(invitation), stage("region"))
        phone.sync(BUDGET)
        phone.call {
            setProfile(
                SchoolCode(stage(school)),
                mapOf(SCRATCH to Proficiency(level, byHand = true, inClass = true)),
            )
            setCard("M. Martin", "m.martin@ac-lyon.fr")
            setAlertPreferences(LOUD)
        }
        phone.sync(BUDGET)
        phone.sync(BUDGET)
        phone
    }

    /** Everything sounds at once, at any hour of the day on which a test runs. */
    val LOUD = AlertPreferences(emptyList(), null, emptyList(), quiet = null, digest = null, mostPerDay = null)
}
