package org.sharenum.screens.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.CheckCircle
import androidx.compose.material.icons.filled.Phone
import androidx.compose.material.icons.filled.Place
import androidx.compose.material.icons.filled.Warning
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Common
import org.sharenum.companion.Delivery
import org.sharenum.screens.words.delivery

/** How strongly a badge speaks. */
enum class Tone { Plain, Good, Attention, Bad }

/** A short word with a ground of its own: a status, a level, a count. */
@Composable
fun Badge(text: String, tone: Tone = Tone.Plain, icon: ImageVector? = null, modifier: Modifier = Modifier) {
    val (ground, ink) = colors(tone)
    Surface(modifier, shape = RoundedCornerShape(8.dp), color = ground, contentColor = ink) {
        Row(
            Modifier.padding(horizontal = 8.dp, vertical = 4.dp),
            horizontalArrangement = Arrangement.spacedBy(4.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            if (icon != null) Icon(icon, contentDescription = null, Modifier.size(16.dp))
            Text(text, style = MaterialTheme.typography.labelMedium)
        }
    }
}

@Composable
private fun colors(tone: Tone): Pair<Color, Color> = with(MaterialTheme.colorScheme) {
    when (tone) {
        Tone.Plain -> surfaceContainerHighest to onSurface
        Tone.Good -> primaryContainer to onPrimaryContainer
        Tone.Attention -> secondaryContainer to onSecondaryContainer
        Tone.Bad -> errorContainer to onErrorContainer
    }
}

/** How far something of one's own has travelled; what is of others has arrived. */
@Composable
fun DeliveryBadge(common: Common) {
    val refused = common.refused
    val words = LocalWords.current
    when {
        refused != null -> Badge(say(refused), Tone.Bad, Icons.Default.Warning)
        common.mine -> DeliveryBadge(common.delivery)
    }
}

/** How far something has travelled. */
@Composable
fun DeliveryBadge(delivery: Delivery) {
    val text = LocalWords.current.delivery(delivery)
    when (delivery) {
        Delivery.ON_THIS_PHONE -> Badge(text, Tone.Attention, Icons.Default.Phone)
        Delivery.WITH_BUS -> Badge(text, Tone.Attention, Icons.Default.Place)
        Delivery.RECEIVED -> Badge(text, Tone.Good, Icons.Default.CheckCircle)
        Delivery.UNKNOWN -> Badge(text)
    }
}
