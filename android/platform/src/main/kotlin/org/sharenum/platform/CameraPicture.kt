package org.sharenum.platform

import android.content.ClipData
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Color
import android.net.Uri
import android.provider.MediaStore
import java.io.File
import org.sharenum.companion.LumaImage

/**
 * A photograph of a QR code, taken by the phone's own camera app: this one needs no permission for
 * it, as long as its manifest does not name CAMERA. The core reads the code.
 */
class CameraPicture(private val context: Context, private val uri: (File) -> Uri) {
    private val file: File
        get() = File(PhoneFiles.shared(context), "picture.jpg")

    /** Whether there is a camera; without one a screen does not offer it. */
    val hasCamera: Boolean
        get() = context.packageManager.hasSystemFeature(PackageManager.FEATURE_CAMERA_ANY)

    /** Starts the camera app; [take] when it was successful. */
    fun request(): Intent {
        val target = uri(file)
        return Intent(MediaStore.ACTION_IMAGE_CAPTURE)
            .putExtra(MediaStore.EXTRA_OUTPUT, target)
            .addFlags(Intent.FLAG_GRANT_WRITE_URI_PERMISSION or Intent.FLAG_GRANT_READ_URI_PERMISSION)
            // The right to write goes with the clip; an extra alone has none.
            .apply { clipData = ClipData.newRawUri(null, target) }
    }

    /**
     * What was photographed, in shades of grey; null when there is no picture. The photograph is
     * deleted. Decodes it: not for the main thread.
     */
    fun take(): LumaImage? = try {
        read(file)
    } finally {
        file.delete()
    }

    internal companion object {
        /** Longest side in pixels: a code that fills a third of it is read with ease. */
        const val LONGEST = 1600

        fun read(file: File): LumaImage? {
            val bounds = BitmapFactory.Options().apply { inJustDecodeBounds = true }
            BitmapFactory.decodeFile(file.path, bounds)
            if (bounds.outWidth <= 0 || bounds.outHeight <= 0) return null
            val options = BitmapFactory.Options().apply {
                inSampleSize = sampling(bounds.outWidth, bounds.outHeight)
                inPreferredConfig = Bitmap.Config.ARGB_8888
            }
            val bitmap = BitmapFactory.decodeFile(file.path, options) ?: return null
            return try {
                luma(bitmap)
            } finally {
                bitmap.recycle()
            }
        }

        /** Every how manieth pixel is kept; the decoder rounds down to a power of two. */
        fun sampling(width: Int, height: Int): Int {
            var sampling = 1
            while (maxOf(width, height) / sampling > LONGEST) sampling *= 2
            return sampling
        }

        /** Row by row, so that there is never a second copy of it in colours. */
        fun luma(bitmap: Bitmap): LumaImage {
            val (width, height) = bitmap.width to bitmap.height
            val row = IntArray(width)
            val pixels = ByteArray(width * height)
            for (y in 0 until height) {
                bitmap.getPixels(row, 0, width, 0, y, width, 1)
                for (x in 0 until width) pixels[y * width + x] = luma(row[x])
            }
            return LumaImage(width.toUInt(), height.toUInt(), stride = width.toUInt(), pixels = pixels)
        }

        /** ITU-R BT.601, in thousandths. */
        private fun luma(color: Int): Byte =
            ((299 * Color.red(color) + 587 * Color.green(color) + 114 * Color.blue(color)) / 1000).toByte()
    }
}
