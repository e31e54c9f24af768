package org.sharenum.platform

import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import android.os.UserManager
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.io.File
import java.security.GeneralSecurityException
import java.security.KeyStore
import java.security.ProviderException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import org.sharenum.companion.HostException
import org.sharenum.companion.KeyVault
import org.sharenum.companion.VaultSecrets

/**
 * Keeps the two secrets of an account in one file, encrypted by a key of AndroidKeyStore (AES-256,
 * GCM) that never leaves the phone's secure hardware.
 *
 * The key asks for no unlocked screen, so that a sync in the background can open the phone once it
 * was unlocked after its start. A key that is lost answers as an empty vault does, and the library
 * sets the phone's file aside; a key store that does not answer now is [HostException.Unavailable].
 * Works with the disk: not for the main thread.
 */
class KeystoreVault(
    private val context: Context,
    file: File = PhoneFiles.vault(context),
    private val alias: String = "sharenum",
) : KeyVault {
    private val kept = DurableFile(file)

    override fun load(): VaultSecrets? = answering {
        val sealed = kept.read() ?: return@answering null
        if (sealed.size <= HEADER || sealed[0] != VERSION) return@answering null
        try {
            val key = key() ?: return@answering null
            val nonce = GCMParameterSpec(TAG_BITS, sealed, 1, NONCE)
            val cipher = cipher().apply { init(Cipher.DECRYPT_MODE, key, nonce) }
            cipher.updateAAD(byteArrayOf(VERSION))
            unpack(cipher.doFinal(sealed, HEADER, sealed.size - HEADER))
        } catch (error: GeneralSecurityException) {
            if (meansLost(error)) null else throw error
        }
    }

    override fun save(secrets: VaultSecrets) = answering {
        val plain = pack(secrets)
        try {
            kept.write(seal(plain))
        } finally {
            plain.fill(0)
        }
    }

    override fun discard() = answering {
        // The file first: without it the key opens nothing.
        kept.delete()
        store().deleteEntry(alias)
    }

    private fun seal(plain: ByteArray): ByteArray {
        val key =
            try {
                key()
            } catch (error: GeneralSecurityException) {
                if (meansLost(error)) null else throw error
            } ?: return seal(plain, renewed())
        return try {
            seal(plain, key)
        } catch (error: GeneralSecurityException) {
            if (meansLost(error)) seal(plain, renewed()) else throw error
        }
    }

    private fun seal(plain: ByteArray, key: SecretKey): ByteArray {
        val cipher = cipher().apply { init(Cipher.ENCRYPT_MODE, key) }
        cipher.updateAAD(byteArrayOf(VERSION))
        val sealed = cipher.doFinal(plain)
        check(cipher.iv.size == NONCE)
        return byteArrayOf(VERSION) + cipher.iv + sealed
    }

    private fun store(): KeyStore = KeyStore.getInstance(PROVIDER).apply { load(null) }

    private fun key(): SecretKey? = store().getKey(alias, null) as SecretKey?

    /** A new key in place of one that is gone. */
    private fun renewed(): SecretKey {
        store().deleteEntry(alias)
        val packages = context.packageManager
        // API 28; a phone of 26 or 27 has no such feature.
        if (
            Build.VERSION.SDK_INT >= Build.VERSION_CODES.P &&
            packages.hasSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE)
        ) {
            try {
                return generate(strongBox = true)
            } catch (_: ProviderException) {
                // Full, or too slow to answer: the secure world of the processor does it as well.
            }
        }
        return generate(strongBox = false)
    }

    private fun generate(strongBox: Boolean): SecretKey {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val wanted =
            KeyGenParameterSpec.Builder(alias, purposes)
                .setKeySize(KEY_BITS)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                // The key store makes each nonce, and no nonce serves twice.
                .setRandomizedEncryptionRequired(true)
                .setUserAuthenticationRequired(false)
        // API 28.
        if (strongBox && Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) wanted.setIsStrongBoxBacked(true)
        val generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER)
        generator.init(wanted.build())
        return generator.generateKey()
    }

    /** Says `Unavailable` for what may go better another time, with the name of the fault alone. */
    private inline fun <T> answering(block: () -> T): T {
        // API 24. Before the first unlock the folder of this app cannot be read: it is not empty.
        if (!context.service<UserManager>().isUserUnlocked) throw HostException.Unavailable("locked")
        return try {
            block()
        } catch (known: HostException) {
            throw known
        } catch (fault: Exception) {
            throw HostException.Unavailable(fault.javaClass.name)
        }
    }

    private companion object {
        const val PROVIDER = "AndroidKeyStore"
        const val VERSION: Byte = 1
        const val NONCE = 12
        const val HEADER = 1 + NONCE
        const val TAG_BITS = 128
        const val KEY_BITS = 256

        fun cipher(): Cipher = Cipher.getInstance("AES/GCM/NoPadding")

        /** The length of the first, then both. */
        fun pack(secrets: VaultSecrets): ByteArray {
            val plain = ByteArray(1 + secrets.fileKey.size + secrets.signingSeed.size)
            plain[0] = secrets.fileKey.size.toByte()
            secrets.fileKey.copyInto(plain, 1)
            secrets.signingSeed.copyInto(plain, 1 + secrets.fileKey.size)
            return plain
        }

        fun unpack(plain: ByteArray): VaultSecrets? = try {
            val seed = 1 + (plain.firstOrNull()?.toInt() ?: return null)
            if (seed > plain.size) {
                null
            } else {
                VaultSecrets(plain.copyOfRange(1, seed), plain.copyOfRange(seed, plain.size))
            }
        } finally {
            plain.fill(0)
        }
    }
}
