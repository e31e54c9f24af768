package org.sharenum.companion

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test

/** HTTPS with a hub's own certificate, pinned; straight, and through a proxy. */
class SecureTest {
    private val table = Table("secure")
    private val pin = File(stage("secure_pin")).readBytes()

    @Test
    fun `a pinned hub is reached over https`() = runBlocking<Unit> {
        straight()
        throughTheProxy()
        table.compare()
    }

    private suspend fun straight() {
        val phone = Phone.open("secure")
        suspend fun join() = outcome { phone.sharenum.join(stage("secure_member"), stage("secure")) }
        table.says("not pinned", join())
        phone.call { setNetwork(NetworkOptions(pins = listOf(pin))) }
        table.says("pinned", join())
        table.says("membership", word(phone.call { membership() }))
        table.says("a sync", phone.sync().finished)
        phone.sharenum.close()
    }

    private suspend fun throughTheProxy() {
        val phone = Phone.open("secure-far")
        suspend fun join() = outcome { phone.sharenum.join(stage("secure_far_member"), stage("secure_far")) }
        phone.call { setNetwork(NetworkOptions(pins = listOf(pin))) }
        table.says("a name that only the proxy knows", join())
        phone.call { setNetwork(NetworkOptions(pins = listOf(pin), proxy = stage("proxy"))) }
        table.says("through the proxy", join())
        table.says("a sync through it", phone.sync().finished)
        val broken = outcome {
            phone.call { setNetwork(NetworkOptions(pins = listOf("no certificate".toByteArray()))) }
            phone.sync()
        }
        table.says("a pin that is none", broken)
        phone.sharenum.close()
    }
}
