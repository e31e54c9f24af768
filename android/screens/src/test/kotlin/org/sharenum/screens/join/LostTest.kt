package org.sharenum.screens.join

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.LocalSaveableStateRegistry
import androidx.compose.runtime.saveable.SaveableStateRegistry
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import java.io.File
import java.nio.file.Files
import java.time.Instant
import kotlin.test.Test
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.Sharenum
import org.sharenum.screens.MemoryVault
import org.sharenum.screens.Stage
import org.sharenum.screens.TestShell
import org.sharenum.screens.app.App
import org.sharenum.screens.app.Desk
import org.sharenum.screens.window

/** What a first page has to say after something was lost, and what it must not lose itself. */
@OptIn(ExperimentalTestApi::class)
class LostTest {
    private val path = File(Files.createTempDirectory("lost").toFile().apply { deleteOnExit() }, "me.sharenum").path

    @Test
    fun `a phone whose key is gone says where its file is kept`() {
        open(MemoryVault()).close()
        window(open(MemoryVault()), TestShell(clock = Instant::now)) {
            see("The key to what was on it is gone")
            see(desk.phone.blocking { filesSetAside() }.single())
        }
    }

    @Test
    fun `a phone whose file is gone says what comes back`() {
        val vault = MemoryVault()
        open(vault).close()
        File(path).parentFile.listFiles().orEmpty().forEach(File::delete)
        window(open(vault), TestShell(clock = Instant::now)) { see("The file of the app is gone") }
    }

    @Test
    fun `what was typed before joining survives a kill`() {
        val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
        val phone = Stage.phone()
        val desk = Desk(phone, TestShell(clock = Instant::now), scope)
        try {
            runSkikoComposeUiTest {
                var registry by mutableStateOf<SaveableStateRegistry?>(SaveableStateRegistry(null) { true })
                setContent {
                    registry?.let { CompositionLocalProvider(LocalSaveableStateRegistry provides it) { App(desk) } }
                }
                fun field(label: String) = onNode(hasSetTextAction() and hasText(label))
                waitUntil(timeoutMillis = 30_000) {
                    onAllNodes(hasText("Invitation")).fetchSemanticsNodes().isNotEmpty()
                }
                field("Invitation").performTextReplacement("THSGF-WAGMG")
                field("Address of the hub").performTextReplacement("https://hub.example")
                waitForIdle()
                val kept = checkNotNull(registry).performSave()
                registry = null
                waitForIdle()
                registry = SaveableStateRegistry(kept) { true }
                waitUntil(timeoutMillis = 30_000) {
                    onAllNodes(hasText("Invitation")).fetchSemanticsNodes().isNotEmpty()
                }
                onNode(hasSetTextAction() and hasText("THSGF-WAGMG")).assertExists()
                onNode(hasSetTextAction() and hasText("https://hub.example")).assertExists()
            }
        } finally {
            scope.cancel()
            phone.close()
        }
    }

    private fun open(vault: MemoryVault): Sharenum = runBlocking { Sharenum.open(path, vault) }
}
