package org.sharenum.platform

import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.StandardCopyOption
import java.nio.file.StandardOpenOption

/**
 * A small file that is there as a whole or not at all, and on disk when a call returns.
 *
 * The framework's `AtomicFile` only logs when the disk refuses to sync; a vault has to know.
 */
internal class DurableFile(private val file: File) {
    private val next = File(file.path + ".next")

    /** What is kept, or null; a write that was cut short counts for nothing. */
    @Throws(IOException::class)
    fun read(): ByteArray? = try {
        Files.readAllBytes(file.toPath())
    } catch (_: NoSuchFileException) {
        null
    }

    /** Keeps [content] in place of what was there. */
    @Throws(IOException::class)
    fun write(content: ByteArray) {
        FileOutputStream(next).use {
            it.write(content)
            it.fd.sync()
        }
        Files.move(
            next.toPath(),
            file.toPath(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING,
        )
        syncFolder()
    }

    /** Forgets it; nothing kept is no error. */
    @Throws(IOException::class)
    fun delete() {
        Files.deleteIfExists(next.toPath())
        if (Files.deleteIfExists(file.toPath())) syncFolder()
    }

    /** Makes the name durable, too. */
    private fun syncFolder() {
        val folder = file.absoluteFile.parentFile ?: return
        FileChannel.open(folder.toPath(), StandardOpenOption.READ).use { it.force(true) }
    }
}
