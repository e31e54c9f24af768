package org.sharenum.companion

import kotlin.time.Duration.Companion.seconds

/** The example of the README; a test runs it. */
suspend fun hello(path: String, vault: KeyVault, invitation: String, hub: String): List<String> =
    Sharenum.open(path, vault).use { phone ->
        if (phone.call { membership() } == Membership.NotJoined) phone.join(invitation, hub)
        val summary = phone.sync(60.seconds) { println("${it.phase}: ${it.bytesReceived} bytes") }
        println(if (summary.finished) "up to date" else "the rest comes with the next sync")
        phone.call { tools() }.map { tool -> tool.name.fr }
    }
