package org.sharenum.platform

import android.content.Context
import java.io.File

/**
 * Where this app keeps what must stay on this phone. The system leaves `noBackupFilesDir` out of
 * every backup and transfer, and `data_extraction_rules.xml` says so once more: a copy of the
 * phone's file on another phone would sign as the same device.
 */
object PhoneFiles {
    /** The phone's file; its folder is made, since a missing one counts as a disk out of reach. */
    fun database(context: Context): File {
        val folder = File(context.noBackupFilesDir, "sharenum")
        folder.mkdirs()
        return File(folder, "phone.sharenum")
    }

    /** What [KeystoreVault] keeps, beside that folder and not in it. */
    fun vault(context: Context): File = File(context.noBackupFilesDir, "secrets.vault")

    /** Where files lie that were given to another app; the provider shares this folder only. */
    fun shared(context: Context): File = File(context.cacheDir, "shared").also(File::mkdirs)
}
