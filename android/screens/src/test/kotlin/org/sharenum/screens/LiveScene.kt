package org.sharenum.screens

import java.io.File
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.Membership
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SyncTarget

/** A program of the release; it lies beside the library. */
private fun program(name: String) = File(System.getProperty("jna.library.path"), name).canonicalPath

/**
 * The scene of this moment, with the region's hub and the bus running as processes of their own: for what
 * goes from phone to phone. Each has its own, since a copy of a phone may meet its hub only once.
 */
class LiveScene private constructor(private val folder: Path, private val stage: Process) :
    SceneFiles({ properties(folder.resolve("scene.properties").toFile()) }),
    AutoCloseable {
    /** The bus drives home, and says that it left nothing behind. */
    fun carryHome() {
        val request = HttpRequest.newBuilder(URI("${this["bus_url"]}/admin/carry"))
        val answer = HttpClient.newHttpClient()
            .send(request.POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString())
        check(answer.statusCode() == 200) { "the bus did not carry: ${answer.statusCode()} ${answer.body()}" }
    }

    /** A link that admits one device of a new member of this school. */
    fun invite(school: String): String = invited("--school", school)

    /** What the region itself knows of this person: a second phone of theirs, which has met the region once. */
    fun secondPhone(of: Sharenum): Sharenum {
        val phone = Stage.phone()
        runBlocking {
            val member = of.call { membership() } as Membership.Joined
            phone.join(invited("--member", member.member.value))
        }
        phone.meet()
        return phone
    }

    private fun invited(vararg arguments: String): String {
        val command = listOf(program("sharenum-hub"), "invite", "--json", "--data", this["region"]) +
            listOf("--url", this["region_url"]) + arguments
        val hub = ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        val said = hub.inputStream.bufferedReader().readText()
        check(hub.waitFor() == 0) { "the hub invites nobody: $said" }
        return checkNotNull(Regex("\"link\":\"([^\"]*)\"").find(said)) { "no link in $said" }.groupValues[1]
    }

    /** The hubs end with what the stage waits for. */
    override fun close() {
        stage.outputStream.close()
        stage.waitFor(10, TimeUnit.SECONDS)
        stage.destroy()
        folder.toFile().deleteRecursively()
    }

    companion object {
        /** Starts it, and waits until its hubs listen. */
        fun start(): LiveScene {
            val folder = Files.createTempDirectory("live")
            // `cat` runs once the hubs do, and answers; it ends, and they with it, when this process does.
            val command = listOf(program("sharenum-stage"), "live", "--hub", program("sharenum-hub"))
            val stage = ProcessBuilder(command + listOf("--folder", folder.toString(), "--", "cat"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
            stage.outputStream.write("ready\n".toByteArray())
            stage.outputStream.flush()
            check(stage.inputStream.bufferedReader().readLine() == "ready") { "the scene does not live" }
            return LiveScene(folder, stage)
        }
    }
}

/** Meets a hub, the region unless another one is named, until nothing is left either way. */
fun Sharenum.meet(target: SyncTarget = SyncTarget.Region) = runBlocking {
    check(sync(PATIENCE_OF_A_SYNC, target).finished) { "a sync came to no end" }
}

private val PATIENCE_OF_A_SYNC = 30.seconds
