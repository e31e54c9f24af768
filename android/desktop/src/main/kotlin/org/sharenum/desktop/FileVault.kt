package org.sharenum.desktop

import java.io.File
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.nio.file.StandardOpenOption.CREATE_NEW
import java.nio.file.StandardOpenOption.WRITE
import java.nio.file.attribute.FileAttribute
import java.nio.file.attribute.PosixFilePermissions
import org.sharenum.companion.HostException
import org.sharenum.companion.KeyVault
import org.sharenum.companion.VaultSecrets

/**
 * Secrets in a file beside the account, for this user of the computer alone.
 *
 * A desktop has no key store that every system shares: who can read the user's files can read the
 * account. The disk of a laptop that travels is to be encrypted as a whole.
 */
class FileVault(file: File) : KeyVault {
    private val file: Path = file.toPath()
    private val fresh: Path = file.toPath().resolveSibling("${file.name}.new")

    override fun load(): VaultSecrets? {
        if (!Files.exists(file)) return null
        val bytes = Files.readAllBytes(file)
        // Something else than what was saved is no reason to begin afresh over an account.
        if (bytes.size != KEY + SEED) throw HostException.Unavailable("the file of the keys is damaged")
        return VaultSecrets(bytes.copyOfRange(0, KEY), bytes.copyOfRange(KEY, KEY + SEED))
    }

    override fun save(secrets: VaultSecrets) {
        Files.deleteIfExists(fresh)
        FileChannel.open(fresh, setOf(CREATE_NEW, WRITE), *mine()).use { channel ->
            val bytes = ByteBuffer.wrap(secrets.fileKey + secrets.signingSeed)
            while (bytes.hasRemaining()) channel.write(bytes)
            // The account must not outlive its key.
            channel.force(true)
        }
        Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING)
    }

    override fun discard() {
        Files.deleteIfExists(file)
    }

    /** Readable by this user only, where the file system knows users. */
    private fun mine(): Array<FileAttribute<*>> =
        if ("posix" !in FileSystems.getDefault().supportedFileAttributeViews()) {
            arrayOf()
        } else {
            arrayOf(PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        }

    private companion object {
        const val KEY = 48
        const val SEED = 32
    }
}
