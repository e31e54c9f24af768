package org.sharenum.screens

import com.google.zxing.BarcodeFormat
import com.google.zxing.qrcode.QRCodeWriter
import org.sharenum.companion.LumaImage

/** What a camera sees that is held in front of a QR code. */
fun picture(text: String): LumaImage {
    val side = 480
    val code = QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, side, side)
    val pixels = ByteArray(side * side) { if (code[it % side, it / side]) 20 else -20 }
    return LumaImage(side.toUInt(), side.toUInt(), side.toUInt(), pixels)
}
