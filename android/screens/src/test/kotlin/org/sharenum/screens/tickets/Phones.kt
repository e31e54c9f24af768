package org.sharenum.screens.tickets

import java.io.File
import java.nio.file.Files
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.Clock
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Sharenum
import org.sharenum.companion.VaultSecrets
import org.sharenum.screens.MemoryVault
import org.sharenum.screens.Scene

/** A copy of somebody's phone that can be closed and opened again: a killed app. */
internal class Copied(private val name: String) {
    private val file: File
    private val vault: MemoryVault

    init {
        val folder = Files.createTempDirectory("kill").toFile().apply { deleteOnExit() }
        val original = File(Scene[name])
        val files = original.parentFile.listFiles().orEmpty()
        // What tells a phone's file from another one lies beside it.
        val its = files.filter { it.name == original.name || it.name.startsWith(original.name + ".") }
        for (one in its) one.copyTo(File(folder, one.name))
        file = File(folder, original.name)
        vault = MemoryVault(VaultSecrets(bytes(Scene["${name}_key"]), bytes(Scene["${name}_seed"])))
    }

    fun open(): Sharenum = runBlocking { Sharenum.open(file.path, vault, clock = Clock { Scene.now }) }

    private fun bytes(digits: String) = digits.chunked(2).map { it.toInt(16).toByte() }.toByteArray()
}

/** The teacher's phone of the scene, without the form that she had begun. */
internal fun teacher(): Sharenum =
    Scene.phone("teacher").also { phone -> runBlocking { phone.call { discardDraft(DraftForm.NewTicket) } } }
