package org.sharenum.desktop

import java.io.File
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import org.sharenum.companion.HostException
import org.sharenum.companion.VaultSecrets

class FileVaultTest {
    private val folder = Files.createTempDirectory("vault").toFile()
    private val file = File(folder, "account.keys")
    private val vault = FileVault(file)
    private val secrets = VaultSecrets(ByteArray(48) { it.toByte() }, ByteArray(32) { (100 + it).toByte() })

    @Test
    fun `an empty vault has no secrets, and forgetting them is no error`() {
        assertNull(vault.load())
        vault.discard()
    }

    @Test
    fun `what was saved is read by the next start, and replaced by what is saved later`() {
        vault.save(secrets)
        val later = VaultSecrets(secrets.signingSeed + ByteArray(16), secrets.signingSeed)
        vault.save(later)
        val read = assertNotNull(FileVault(file).load())
        assertContentEquals(later.fileKey, read.fileKey)
        assertContentEquals(later.signingSeed, read.signingSeed)
        assertEquals(listOf("account.keys"), folder.list()?.toList(), "nothing else is left")
    }

    @Test
    fun `nobody else on the computer can read it`() {
        vault.save(secrets)
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath())))
    }

    @Test
    fun `a damaged file is no reason to begin afresh`() {
        file.writeBytes(ByteArray(79))
        assertFailsWith<HostException.Unavailable> { vault.load() }
        assertEquals(79, file.length(), "it stays as it is")
    }

    @Test
    fun `a save that was cut short before is no obstacle`() {
        File(folder, "account.keys.new").writeBytes(ByteArray(3))
        vault.save(secrets)
        assertContentEquals(secrets.fileKey, assertNotNull(vault.load()).fileKey)
    }
}
