package org.sharenum.desktop

import java.io.File
import org.sharenum.companion.KeyVault
import org.sharenum.companion.Sharenum
import org.sharenum.companion.VaultSecrets

/** Whose phone the window opens: one's own, or somebody's of a scene. */
class Account private constructor(val folder: File, private val file: File, private val vault: KeyVault) {
    suspend fun open(): Sharenum {
        folder.mkdirs()
        return Sharenum.open(file.path, vault)
    }

    companion object {
        fun of(options: Options): Account {
            val scene = options.demo ?: return own(options.folder)
            val lines = scene.readLines().filter(String::isNotEmpty)
            val said = lines.associate { it.substringBefore('=') to it.substringAfter('=') }
            fun value(name: String) = requireNotNull(said[name]) { "${scene.path} has no $name; make the scene anew" }
            val person = options.person
            val file = File(value(person))
            val secrets = VaultSecrets(hex(value("${person}_key")), hex(value("${person}_seed")))
            return Account(file.absoluteFile.parentFile, file, GivenVault(secrets))
        }

        private fun own(folder: File) =
            Account(folder, File(folder, "account.sharenum"), FileVault(File(folder, "account.keys")))

        private fun hex(digits: String) = digits.chunked(2).map { it.toInt(16).toByte() }.toByteArray()
    }
}

/** The secrets of somebody who exists for a demonstration only. */
private class GivenVault(private var secrets: VaultSecrets?) : KeyVault {
    override fun load(): VaultSecrets? = secrets

    override fun save(secrets: VaultSecrets) {
        this.secrets = secrets
    }

    override fun discard() {
        secrets = null
    }
}
