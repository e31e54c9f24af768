package org.sharenum.screens.nearby

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextMeasurer
import androidx.compose.ui.text.drawText
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Near
import org.sharenum.companion.NearKind
import org.sharenum.companion.NearPoint
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.say

/** How much of half the picture the outermost ring takes: beyond it there is room for what is farther. */
private const val OUTERMOST = 0.8f

/**
 * What is near, without a map: the establishment in the middle, rings at whole distances, north above.
 * A finger's width around a point opens it. For a screen reader it is one picture with a name; the
 * list below says the same, point by point.
 */
@Composable
fun Radar(near: Near, open: (NearPoint) -> Unit, modifier: Modifier = Modifier) {
    val colors = MaterialTheme.colorScheme
    val ink = Ink(colors.outline, colors.onSurface, colors.primary, colors.secondary, colors.tertiary)
    val labels = near.rings.map { LocalFormats.current.km(it.km.toDouble()) }
    val name = say("radar_name", near.label, near.points.size)
    val letters = MaterialTheme.typography.labelSmall
    val measurer = rememberTextMeasurer()
    val reach = with(LocalDensity.current) { 24.dp.toPx() }
    val drawn = remember(near) { near.points.asReversed() }
    Canvas(
        modifier.fillMaxWidth().aspectRatio(1.25f).semantics { contentDescription = name }
            .pointerInput(near) {
                detectTapGestures { at ->
                    val scale = Scale(Size(size.width.toFloat(), size.height.toFloat()))
                    // The nearest to the finger, among those that are drawn under it.
                    near.points.minByOrNull { (scale.place(it) - at).getDistance() }
                        ?.takeIf { (scale.place(it) - at).getDistance() <= reach }?.let(open)
                }
            },
    ) {
        val scale = Scale(size)
        near.rings.forEachIndexed { number, ring ->
            val radius = scale.unit * ring.radius.toFloat()
            drawCircle(ink.ring, radius, scale.centre, style = Stroke(1.dp.toPx()))
            label(measurer, labels[number], letters.copy(color = ink.text), scale.centre - Offset(0f, radius))
        }
        drawCircle(ink.text, 5.dp.toPx(), scale.centre)
        for (point in drawn) mark(point, scale.place(point), ink)
    }
}

private class Ink(val ring: Color, val text: Color, val workshop: Color, val request: Color, val offer: Color)

/** From the core's measure, in radii of the outermost ring, to pixels. */
private class Scale(size: Size) {
    val centre = Offset(size.width / 2, size.height / 2)
    val unit = minOf(size.width, size.height) / 2 * OUTERMOST

    fun place(point: NearPoint) = centre + Offset(point.x.toFloat(), point.y.toFloat()) * unit
}

/** A shape as well as a colour for each kind. */
private fun DrawScope.mark(point: NearPoint, at: Offset, ink: Ink) {
    val r = 7.dp.toPx()
    when (point.kind) {
        NearKind.WORKSHOP -> drawCircle(ink.workshop, r, at)

        NearKind.REQUEST -> drawRect(ink.request, at - Offset(r, r) * 0.9f, Size(r * 1.8f, r * 1.8f))

        NearKind.OFFER ->
            drawPath(
                Path().apply {
                    moveTo(at.x, at.y - r * 1.2f)
                    lineTo(at.x + r * 1.2f, at.y)
                    lineTo(at.x, at.y + r * 1.2f)
                    lineTo(at.x - r * 1.2f, at.y)
                    close()
                },
                ink.offer,
            )
    }
}

private fun DrawScope.label(
    measurer: TextMeasurer,
    text: String,
    style: androidx.compose.ui.text.TextStyle,
    at: Offset,
) {
    val laid = measurer.measure(text, style)
    drawText(laid, topLeft = at - Offset(laid.size.width / 2f, laid.size.height.toFloat()))
}
