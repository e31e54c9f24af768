package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Add
import androidx.compose.material3.FilledTonalButton
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Slider
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.unit.dp
import kotlin.math.abs
import kotlin.math.roundToInt
import org.sharenum.companion.Coverage
import org.sharenum.screens.app.FormState
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.Wrong
import org.sharenum.screens.parts.say
import org.sharenum.screens.parts.sayCount

/** How far the slider goes, in km: what the core takes. */
private val REACH = 1..100

/** How far a press goes, in km. */
private val STEPS = listOf(-10, -1, 1, 10)

/** How far a ticket reaches: by the slider, or in steps for keys and screen readers. */
@Composable
internal fun RadiusField(filled: FormState, set: (Int) -> Unit) {
    val km = filled.radiusKm.toInt()
    val said = LocalFormats.current.km(km.toDouble())
    val name = say("phrase_field_radius")
    Text(said, style = MaterialTheme.typography.headlineMedium)
    Slider(
        value = km.toFloat(),
        onValueChange = { set(it.roundToInt()) },
        modifier = Modifier.fillMaxWidth().heightIn(min = 48.dp).semantics {
            contentDescription = name
            stateDescription = said
        },
        valueRange = REACH.first.toFloat()..REACH.last.toFloat(),
    )
    FlowRow(
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        for (step in STEPS) {
            OutlinedButton(
                onClick = { set((km + step).coerceIn(REACH)) },
                Modifier.heightIn(min = 48.dp),
                enabled = (km + step).coerceIn(REACH) != km,
                contentPadding = PaddingValues(horizontal = 12.dp),
            ) { Text(say(if (step < 0) "radius_less" else "radius_more", abs(step))) }
        }
    }
    Wrong(filled, TicketField.RADIUS)
}

/** Whom a radius reaches, and the next one that reaches more; [widen] takes that one. */
@Composable
internal fun CoverageText(coverage: Coverage, widen: ((Int) -> Unit)? = null) {
    val others = coverage.others.toLong()
    Column(
        Modifier.fillMaxWidth().semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite },
        verticalArrangement = Arrangement.spacedBy(4.dp),
    ) {
        Text(
            if (others == 0L) say("coverage_alone") else sayCount("coverage_others", others),
            style = MaterialTheme.typography.titleMedium,
        )
        val academies = coverage.academies.map { say("coverage_academy", it.academy, it.establishments.toLong()) }
        Text(
            sayCount("coverage_academies", academies.size.toLong(), academies.joinToString()),
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
    }
    val wider = coverage.widen
    if (wider != null && widen != null) {
        FilledTonalButton(onClick = { widen(wider.radiusKm.toInt()) }, Modifier.heightIn(min = 48.dp)) {
            Icon(Icons.Default.Add, contentDescription = null)
            val km = LocalFormats.current.km(wider.radiusKm.toDouble())
            Text(sayCount("coverage_widen", wider.establishments.toLong(), km))
        }
    }
}
