package org.sharenum.app

import android.content.Intent
import android.graphics.Color
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.SystemBarStyle
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.result.contract.ActivityResultContracts.RequestPermission
import androidx.activity.result.contract.ActivityResultContracts.StartActivityForResult
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.lifecycleScope
import androidx.lifecycle.repeatOnLifecycle
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.launch
import org.sharenum.screens.app.value

/** The one window of the app. It shows, hands links on, and asks what only an Activity may ask. */
class MainActivity :
    ComponentActivity(),
    Front {
    private val app: SharenumApplication get() = application as SharenumApplication

    private val camera =
        registerForActivityResult(StartActivityForResult()) { app.shell.photographed(it.resultCode == RESULT_OK) }
    private val permission = registerForActivityResult(RequestPermission()) { app.shell.refresh() }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        app.shell.front = this
        app.open()
        // What is restored has followed its link already.
        if (savedInstanceState == null) arrive(intent)
        lifecycleScope.launch {
            repeatOnLifecycle(Lifecycle.State.STARTED) {
                app.desk.collectLatest { loaded -> loaded.value?.let { app.shell.meet(it.phone) } }
            }
        }
        setContent { AppWindow(app, ::bars) }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        arrive(intent)
    }

    override fun onResume() {
        super.onResume()
        app.shell.refresh()
    }

    override fun onDestroy() {
        // Another one may be there already.
        if (app.shell.front === this) app.shell.front = null
        super.onDestroy()
    }

    private fun arrive(intent: Intent) {
        if (intent.action == Intent.ACTION_VIEW) app.follow(intent)
    }

    /** The icons of the system's bars are seen on what the app has chosen to look like. */
    private fun bars(dark: Boolean) =
        SystemBarStyle.auto(LIGHT_VEIL, DARK_VEIL) { dark }.let { enableEdgeToEdge(it, it) }

    override fun start(intent: Intent) = startActivity(intent)

    override fun photograph(intent: Intent) = camera.launch(intent)

    override fun ask(permission: String) = this.permission.launch(permission)

    override fun mayAskAgain(permission: String): Boolean = shouldShowRequestPermissionRationale(permission)

    private companion object {
        /** Behind the buttons of older systems, which cannot change their colour. */
        val LIGHT_VEIL = Color.argb(0xe6, 0xff, 0xff, 0xff)
        val DARK_VEIL = Color.argb(0x80, 0x1b, 0x1b, 0x1b)
    }
}
