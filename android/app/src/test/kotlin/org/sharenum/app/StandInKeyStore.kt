package org.sharenum.app

import android.security.keystore.KeyGenParameterSpec
import java.io.InputStream
import java.io.OutputStream
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
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey

/** Stands in for AndroidKeyStore, which only a phone has: AES keys in memory. Its faults are platform's to test. */
object StandInKeyStore {
    private const val NAME = "AndroidKeyStore"

    internal val keys = mutableMapOf<String, SecretKey>()

    /** An empty one in place of the one before. */
    fun install() {
        keys.clear()
        Security.removeProvider(NAME)
        Security.insertProviderAt(StandIn(), 1)
    }

    private class StandIn : Provider(NAME, "1", "a stand-in for tests") {
        init {
            put("KeyStore.$NAME", Store::class.java.name)
            put("KeyGenerator.AES", Generator::class.java.name)
        }
    }

    class Generator : KeyGeneratorSpi() {
        private lateinit var wanted: KeyGenParameterSpec

        override fun engineInit(random: SecureRandom?) = error("without a specification")

        override fun engineInit(size: Int, random: SecureRandom?) = error("without a specification")

        override fun engineInit(specification: AlgorithmParameterSpec?, random: SecureRandom?) {
            wanted = specification as KeyGenParameterSpec
        }

        override fun engineGenerateKey(): SecretKey {
            val generator = KeyGenerator.getInstance("AES", "SunJCE").apply { init(wanted.keySize) }
            return generator.generateKey().also { keys[wanted.keystoreAlias] = it }
        }
    }

    class Store : KeyStoreSpi() {
        override fun engineGetKey(alias: String, password: CharArray?): Key? = keys[alias]

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
}
