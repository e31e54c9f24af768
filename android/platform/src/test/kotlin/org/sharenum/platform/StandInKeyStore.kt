package org.sharenum.platform

import android.security.keystore.KeyGenParameterSpec
import java.io.InputStream
import java.io.OutputStream
import java.security.AlgorithmParameters
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.CipherSpi
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey

/**
 * Stands in for AndroidKeyStore, which only a phone has: AES keys in memory, and every fault that
 * the real one is known to have, at a test's word.
 */
object StandInKeyStore {
    private const val NAME = "AndroidKeyStore"

    internal val keys = mutableMapOf<String, SecretKey>()

    /** What was asked of the newest key. */
    internal var asked: KeyGenParameterSpec? = null

    /** What asking for a key ends with. */
    internal var onKey: Exception? = null

    /** What a key that was found does when it is used. */
    internal var onUse: Exception? = null

    /** What making a key in a StrongBox ends with. */
    internal var onStrongBox: RuntimeException? = null

    /** An empty one without faults, in place of the one before. */
    fun install() {
        keys.clear()
        asked = null
        onKey = null
        onUse = null
        onStrongBox = null
        Security.removeProvider(NAME)
        // First, so that its cipher is asked before those that know no faulty key.
        Security.insertProviderAt(StandIn(), 1)
    }

    private class StandIn : Provider(NAME, "1", "a stand-in for tests") {
        init {
            put("KeyStore.$NAME", Store::class.java.name)
            put("KeyGenerator.AES", Generator::class.java.name)
            put("Cipher.AES/GCM/NoPadding", FaultyCipher::class.java.name)
            put("Cipher.AES/GCM/NoPadding SupportedKeyClasses", FaultyKey::class.java.name)
        }
    }

    /** A key that is there, and cannot be used. */
    class FaultyKey : SecretKey {
        override fun getAlgorithm() = "AES"

        override fun getFormat(): String? = null

        override fun getEncoded(): ByteArray? = null
    }

    class Generator : KeyGeneratorSpi() {
        private lateinit var wanted: KeyGenParameterSpec

        override fun engineInit(random: SecureRandom?) = error("without a specification")

        override fun engineInit(size: Int, random: SecureRandom?) = error("without a specification")

        override fun engineInit(specification: AlgorithmParameterSpec?, random: SecureRandom?) {
            wanted = specification as KeyGenParameterSpec
        }

        override fun engineGenerateKey(): SecretKey {
            if (wanted.isStrongBoxBacked) onStrongBox?.let { throw it }
            asked = wanted
            onKey = null
            onUse = null
            val generator = KeyGenerator.getInstance("AES", "SunJCE").apply { init(wanted.keySize) }
            return generator.generateKey().also { keys[wanted.keystoreAlias] = it }
        }
    }

    class Store : KeyStoreSpi() {
        override fun engineGetKey(alias: String, password: CharArray?): Key? {
            onKey?.let { throw it }
            return keys[alias]?.let { if (onUse == null) it else FaultyKey() }
        }

        override fun engineDeleteEntry(alias: String) {
            keys.remove(alias)
        }

        override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit

        override fun engineContainsAlias(alias: String) = alias in keys

        override fun engineIsKeyEntry(alias: String) = alias in keys

        override fun engineSize() = keys.size

        override fun engineAliases(): Enumeration<String> = Collections.enumeration(keys.keys)

        override fun engineGetCertificateChain(alias: String?): Array<Certificate>? = null

        override fun engineGetCertificate(alias: String?): Certificate? = null

        override fun engineGetCreationDate(alias: String?) = Date()

        override fun engineSetKeyEntry(alias: String?, key: Key?, password: CharArray?, chain: Array<Certificate>?) =
            error("keys are made inside")

        override fun engineSetKeyEntry(alias: String?, key: ByteArray?, chain: Array<Certificate>?) =
            error("keys are made inside")

        override fun engineSetCertificateEntry(alias: String?, certificate: Certificate?) = error("no certificates")

        override fun engineIsCertificateEntry(alias: String?) = false

        override fun engineGetCertificateAlias(certificate: Certificate?): String? = null

        override fun engineStore(stream: OutputStream?, password: CharArray?) = Unit
    }

    class FaultyCipher : CipherSpi() {
        override fun engineInit(mode: Int, key: Key?, random: SecureRandom?) = throw checkNotNull(onUse)

        override fun engineInit(mode: Int, key: Key?, spec: AlgorithmParameterSpec?, random: SecureRandom?) =
            throw checkNotNull(onUse)

        override fun engineInit(mode: Int, key: Key?, params: AlgorithmParameters?, random: SecureRandom?) =
            throw checkNotNull(onUse)

        override fun engineSetMode(mode: String?) = Unit

        override fun engineSetPadding(padding: String?) = Unit

        override fun engineGetBlockSize() = 16

        override fun engineGetOutputSize(length: Int) = length

        override fun engineGetIV(): ByteArray? = null

        override fun engineGetParameters(): AlgorithmParameters? = null

        override fun engineUpdate(input: ByteArray?, from: Int, length: Int): ByteArray? = null

        override fun engineUpdate(input: ByteArray?, from: Int, length: Int, output: ByteArray?, at: Int) = 0

        override fun engineDoFinal(input: ByteArray?, from: Int, length: Int): ByteArray? = null

        override fun engineDoFinal(input: ByteArray?, from: Int, length: Int, output: ByteArray?, at: Int) = 0
    }
}
