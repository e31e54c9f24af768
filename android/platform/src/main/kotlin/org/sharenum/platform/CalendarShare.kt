package org.sharenum.platform

import android.content.ClipData
import android.content.Context
import android.content.Intent
import android.net.Uri
import java.io.File
import org.sharenum.companion.CalendarFile

/**
 * Gives an event of the core to the phone's calendar or to another app. The file says nothing about
 * anybody; [uri] is the app's FileProvider, which shares [PhoneFiles.shared] only.
 */
class CalendarShare(private val context: Context, private val uri: (File) -> Uri) {
    /** For a calendar on this phone, which takes it in or updates what it has. Works with the disk. */
    fun open(event: CalendarFile): Intent {
        val uri = written(event)
        return granting(uri, Intent(Intent.ACTION_VIEW).setDataAndType(uri, TYPE))
    }

    /** For whomever the person chooses. Works with the disk. */
    fun send(event: CalendarFile): Intent {
        val uri = written(event)
        return granting(uri, Intent(Intent.ACTION_SEND).setType(TYPE).putExtra(Intent.EXTRA_STREAM, uri))
    }

    private fun granting(uri: Uri, intent: Intent): Intent {
        // The right to read goes with the clip; an extra alone has none.
        intent.clipData = ClipData.newRawUri(null, uri)
        return intent.addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
    }

    private fun written(event: CalendarFile): Uri {
        val folder = PhoneFiles.shared(context)
        // Of what was shared before only the newest is left; who has read it has it.
        folder.listFiles().orEmpty().filter { it.extension == ENDING }.forEach(File::delete)
        // Its last part only: a name is no way out of the folder.
        val file = File(folder, File(event.fileName).name)
        file.writeText(event.text)
        return uri(file)
    }

    private companion object {
        const val TYPE = "text/calendar"
        const val ENDING = "ics"
    }
}
