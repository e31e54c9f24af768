package org.sharenum.platform

import android.content.pm.PackageManager
import android.os.UserManager
import android.security.KeyStoreException
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import android.security.keystore.UserNotAuthenticatedException
import java.io.File
import java.security.InvalidKeyException
import java.security.ProviderException
import java.security.UnrecoverableKeyException
import javax.crypto.KeyGenerator
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.sharenum.companion.HostException
import org.sharenum.companion.KeyVault
import org.sharenum.companion.Opening
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumException
import org.sharenum.companion.VaultSecrets

@RunWith(RobolectricTestRunner::class)
class KeystoreVaultTest {
    private val file = PhoneFiles.vault(APP)
    private val vault = KeystoreVault(APP)
    private val secrets = VaultSecrets(ByteArray(48) { (it + 1).toByte() }, ByteArray(32) { (it + 100).toByte() })

    @Before
    fun `an empty key store`() = StandInKeyStore.install()

    @Test
    fun `what is kept is there after a restart, and gone when it was discarded`() {
        assertNull(vault.load())
        vault.discard()
        vault.save(secrets)
        assertSame(secrets, KeystoreVault(APP).load())
        val others = VaultSecrets(ByteArray(48) { 7 }, ByteArray(32) { 8 })
        vault.save(others)
        assertSame(others, KeystoreVault(APP).load())
        vault.discard()
        assertNull(KeystoreVault(APP).load())
        assertTrue(StandInKeyStore.keys.isEmpty() && !file.exists())
    }

    @Test
    fun `the disk has neither secret, and never the same bytes twice`() {
        vault.save(secrets)
        val first = file.readBytes()
        vault.save(secrets)
        val second = file.readBytes()
        assertFalse(first.contentEquals(second))
        for (secret in listOf(secrets.fileKey, secrets.signingSeed)) {
            assertFalse(String(second, Charsets.ISO_8859_1).contains(String(secret, Charsets.ISO_8859_1)))
        }
    }

    @Test
    fun `the key asks for nobody to be there, and encrypts with nonces of its own`() {
        vault.save(secrets)
        val asked = assertNotNull(StandInKeyStore.asked)
        assertEquals(256, asked.keySize)
        assertEquals(listOf(KeyProperties.BLOCK_MODE_GCM), asked.blockModes.toList())
        assertTrue(asked.isRandomizedEncryptionRequired)
        assertFalse(asked.isUserAuthenticationRequired || asked.isUnlockedDeviceRequired || asked.isStrongBoxBacked)
    }

    @Test
    fun `a StrongBox is used where there is one, and does not have to work`() {
        shadowOf(APP.packageManager).setSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE, true)
        vault.save(secrets)
        assertTrue(assertNotNull(StandInKeyStore.asked).isStrongBoxBacked)
        vault.discard()
        for (fault in listOf(StrongBoxUnavailableException(), ProviderException("busy"))) {
            StandInKeyStore.install()
            StandInKeyStore.onStrongBox = fault
            vault.save(secrets)
            assertFalse(assertNotNull(StandInKeyStore.asked).isStrongBoxBacked)
            assertSame(secrets, vault.load())
            vault.discard()
        }
    }

    @Test
    fun `a key that is lost is an empty vault, which can be filled again`() {
        val ways =
            mapOf<String, () -> Unit>(
                "the entry is gone" to { StandInKeyStore.keys.clear() },
                "another key is there" to { StandInKeyStore.keys.replaceAll { _, _ -> anotherKey() } },
                "it cannot be recovered" to { StandInKeyStore.onKey = UnrecoverableKeyException() },
                "it does not exist" to { StandInKeyStore.onKey = unrecoverable(KEY_NOT_FOUND) },
                "it is invalidated" to { StandInKeyStore.onUse = KeyPermanentlyInvalidatedException() },
                "its blob is of older hardware" to { StandInKeyStore.onUse = InvalidKeyException("Invalid key blob") },
                "the file was cut" to { file.writeBytes(file.readBytes().copyOf(40)) },
                "the file has only a beginning" to { file.writeBytes(file.readBytes().copyOf(5)) },
                "the file is of another format" to { file.writeBytes(byteArrayOf(9) + file.readBytes().drop(1)) },
            )
        for ((way, happens) in ways) {
            StandInKeyStore.install()
            vault.save(secrets)
            happens()
            assertNull(vault.load(), way)
            vault.save(secrets)
            assertSame(secrets, vault.load())
        }
    }

    @Test
    fun `a key store that does not answer now is asked again another time`() {
        val users = shadowOf(APP.service<UserManager>())
        val ways =
            mapOf<String, () -> Unit>(
                "before the first unlock" to { users.setUserUnlocked(false) },
                "the service is gone" to { StandInKeyStore.onKey = ProviderException("no answer") },
                "the system has an error" to { StandInKeyStore.onKey = unrecoverable(SYSTEM_ERROR) },
                "the key is refused" to { StandInKeyStore.onUse = InvalidKeyException("Keystore operation failed") },
                "somebody has to be there" to { StandInKeyStore.onUse = UserNotAuthenticatedException() },
                "the hardware is busy" to { StandInKeyStore.onUse = ProviderException("busy") },
                "the disk cannot be read" to { file.delete() && file.mkdir() },
            )
        for ((way, happens) in ways) {
            StandInKeyStore.install()
            vault.save(secrets)
            val kept = file.readBytes()
            happens()
            assertFailsWith<HostException.Unavailable>(way) { vault.load() }
            assertFailsWith<HostException.Unavailable>(way) { vault.save(secrets) }
            users.setUserUnlocked(true)
            StandInKeyStore.onKey = null
            StandInKeyStore.onUse = null
            if (file.isDirectory) file.delete().also { file.writeBytes(kept) }
            assertSame(secrets, vault.load())
        }
    }

    @Test
    fun `a write that was cut short leaves what was there`() {
        vault.save(secrets)
        File(file.path + ".next").writeBytes(byteArrayOf(1, 2, 3))
        assertSame(secrets, vault.load())
        vault.save(secrets)
        assertFalse(File(file.path + ".next").exists())
    }

    @Test
    fun `the four cases of file and key`() = runBlocking<Unit> {
        val database = PhoneFiles.database(APP)
        assertIs<Opening.Fresh>(opening(database))
        assertIs<Opening.Opened>(opening(database))
        StandInKeyStore.keys.clear()
        val keyGone = assertIs<Opening.KeyGone>(opening(database))
        assertTrue(File(keyGone.aside).isFile)
        assertIs<Opening.Opened>(opening(database))
        database.parentFile?.listFiles().orEmpty().filter { it.name.startsWith(database.name) }.forEach(File::delete)
        assertIs<Opening.FileGone>(opening(database))

        StandInKeyStore.onKey = ProviderException("no answer")
        val before = database.readBytes()
        assertFailsWith<SharenumException.TryAgain> { opening(database) }
        assertContentEquals(before, database.readBytes())
        StandInKeyStore.onKey = null
        assertIs<Opening.Opened>(opening(database))
    }

    private suspend fun opening(database: File): Opening =
        Sharenum.open(database.path, KeystoreVault(APP) as KeyVault).use { it.opening }

    private fun assertSame(expected: VaultSecrets, found: VaultSecrets?) {
        assertContentEquals(expected.fileKey, assertNotNull(found).fileKey)
        assertContentEquals(expected.signingSeed, found.signingSeed)
    }

    private fun unrecoverable(code: Int) = UnrecoverableKeyException().apply { initCause(KeyStoreException(code, "")) }

    private fun anotherKey() = KeyGenerator.getInstance("AES", "SunJCE").apply { init(256) }.generateKey()

    private companion object {
        /** As the key store's service numbers them. */
        const val KEY_NOT_FOUND = 7
        const val SYSTEM_ERROR = 4
    }
}
