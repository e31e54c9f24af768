package org.sharenum.companion

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** The four cases of file and key, and a vault that fails. */
class OpeningTest {
    @Test
    fun `each case of file and key has its outcome`() = runBlocking<Unit> {
        val table = Table("opening")
        val file = accountFile("opening")
        val vault = MemoryVault()
        suspend fun opened() = Sharenum.open(file.path, vault).use { word(it.opening) }

        table.says("neither", opened())
        table.says("both", opened())
        val own = vault.secrets
        vault.secrets = VaultSecrets(fileKey = ByteArray(48), signingSeed = ByteArray(32))
        val before = file.readBytes()
        table.says("another key", outcome { Sharenum.open(file.path, vault) })
        table.says("the file is as it was", file.readBytes().contentEquals(before))
        vault.secrets = own
        table.says("the own key again", opened())
        vault.secrets = null
        table.says("a file without key", opened())
        val aside = Sharenum.open(file.path, vault).use { phone -> phone.call { filesSetAside() } }
        table.says("set aside", aside.size)
        file.allOfIt().forEach(File::delete)
        table.says("a key without file", opened())
        val afresh = Sharenum.setAsideAndOpen(file.path, vault)
        table.says("set aside by hand", word(afresh.opening))
        afresh.close()
        afresh.close()
        table.says("closed", outcome { afresh.call { diagnostics() } })
        table.compare()
    }

    @Test
    fun `a vault that fails is an error and nothing is made`() = runBlocking<Unit> {
        val table = Table("vault")
        val file = accountFile("vault")
        val locked = vaultThatThrows { HostException.Unavailable("keystore-locked") }
        table.says("locked", outcome { Sharenum.open(file.path, locked) })
        val broken = vaultThatThrows { IllegalStateException("the account of m.durand@ac-dijon.fr") }
        val error = assertThrows<SharenumException> { runBlocking { Sharenum.open(file.path, broken) } }
        table.says("broken", "${word(error)} ${error.code}")
        table.says("tells who", "durand" in "$error ${error.text}")
        table.says("a file was made", file.exists())
        table.compare()
    }

    @Test
    fun `a vault that ends with a Java error has not saved either`() = runBlocking<Unit> {
        val file = accountFile("vault-of-tomorrow")
        val unwritten = object : KeyVault {
            override fun load(): VaultSecrets? = null

            override fun save(secrets: VaultSecrets): Unit = throw NotImplementedError()

            override fun discard() = Unit
        }
        val error = assertThrows<SharenumException> { runBlocking { Sharenum.open(file.path, unwritten) } }
        val broken = vaultThatThrows { IllegalStateException() }
        val plain = outcome { Sharenum.open(file.path, broken) }
        assertEquals(plain, "${word(error)} ${error.code}", "as with any other exception")
        val after = Sharenum.open(file.path, MemoryVault()).use { it.opening }
        assertEquals(Opening.Fresh, after, "an account was made whose key is nowhere")
    }
}

private fun vaultThatThrows(thrown: () -> Throwable): KeyVault =
    KeyVault(load = { throw thrown() }, save = {}, discard = {})

/** The account's file with what lies beside it. */
private fun File.allOfIt(): List<File> = parentFile.listFiles { it -> it.name.startsWith(name) }!!.toList()
