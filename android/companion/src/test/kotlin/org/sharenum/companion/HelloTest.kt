package org.sharenum.companion

import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** The hello of the README, as it stands there; `xtask/tests/house.rs` compares the two. */
private suspend fun hello(path: String, vault: KeyVault, invitation: String, hub: String): ULong {
    // hello begins
    val phone = Sharenum.open(path, vault)
    phone.join(invitation, hub)
    phone.sync(30.seconds)
    val coming = phone.call { workshops(WorkshopFilter.UPCOMING, PageRequest()) }
    println("${coming.total} workshops to come")
    for (workshop in coming.items) {
        println("${workshop.slot.start} ${workshop.title}")
    }
    phone.close()
    // hello ends
    return coming.total
}

class HelloTest {
    @Test
    fun `the hello of the readme runs`() = runBlocking<Unit> {
        val (path, vault) = accountFile("hello").path to MemoryVault()
        val total = hello(path, vault, stage("hello"), stage("region"))
        assertEquals(0uL, total)
        Sharenum.open(path, vault).use { again ->
            assertEquals("joined", word(again.call { membership() }))
        }
    }
}
