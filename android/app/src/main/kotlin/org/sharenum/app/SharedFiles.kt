package org.sharenum.app

import android.content.ClipData
import android.content.Context
import android.content.Intent
import android.net.Uri
import androidx.core.content.FileProvider
import java.io.File
import org.sharenum.companion.CalendarFile
import org.sharenum.platform.CalendarShare
import org.sharenum.platform.PhoneFiles
import org.sharenum.screens.SharedFile

/** Gives small files to other apps, by the FileProvider of the manifest. Works with the disk. */
class SharedFiles(private val context: Context) {
    private val events = CalendarShare(context, ::uri)

    /** Under which other apps ask for it, as long as they were given the right to. */
    fun uri(file: File): Uri = FileProvider.getUriForFile(context, "${context.packageName}.files", file)

    /** For the phone's calendar. */
    fun open(file: SharedFile): Intent = events.open(event(file))

    /** For whomever the person chooses. */
    fun send(file: SharedFile): Intent {
        if (file.mediaType == CALENDAR) return events.send(event(file))
        // Its last part only: a name is no way out of the folder.
        val copy = File(PhoneFiles.shared(context), File(file.name).name)
        copy.writeText(file.text)
        val uri = uri(copy)
        val intent = Intent(Intent.ACTION_SEND).setType(file.mediaType).putExtra(Intent.EXTRA_STREAM, uri)
        // The right to read goes with the clip; an extra alone has none.
        intent.clipData = ClipData.newRawUri(null, uri)
        return intent.addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
    }

    private fun event(file: SharedFile) = CalendarFile(uid = "", fileName = file.name, text = file.text)

    private companion object {
        const val CALENDAR = "text/calendar"
    }
}
