package org.sharenum.screens.parts

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.words.error

/** The fields of a form, once what was kept of it is there, or why it is not: nobody types over it. */
@Composable
fun Fields(form: Form, filled: FormState, fields: @Composable () -> Unit) =
    Show(filled.kept, form::readAgain) { fields() }

/**
 * One field of a form. [name] is the core's name of it, `field.title`, which is also where its label
 * comes from: what the core does not take is said under the field it means.
 */
@Composable
fun FormField(
    form: Form,
    filled: FormState,
    name: String,
    label: String,
    modifier: Modifier = Modifier,
    help: String? = null,
    lines: Int = 1,
    keyboard: KeyboardType = KeyboardType.Text,
) {
    val wrong = filled.wrong?.takeIf { it.name == name }?.let { say(it.error) }
    val under = wrong ?: help
    OutlinedTextField(
        value = filled[name],
        onValueChange = { form.set(name, it) },
        modifier = modifier.fillMaxWidth().semantics { if (wrong != null) error(wrong) },
        label = { Text(label) },
        supportingText = under?.let { { Text(it) } },
        isError = wrong != null,
        singleLine = lines == 1,
        minLines = lines,
        keyboardOptions = KeyboardOptions(keyboardType = keyboard),
    )
}

/** Why the core did not take a part of a form that is no text field, under it. */
@Composable
fun Wrong(filled: FormState, name: String) {
    val wrong = filled.wrong?.takeIf { it.name == name } ?: return
    WrongText(say(wrong.error))
}

/** What is wrong, as a screen reader announces it once it has finished its sentence. */
@Composable
fun WrongText(text: String, modifier: Modifier = Modifier) = Text(
    text,
    modifier.semantics { liveRegion = LiveRegionMode.Polite },
    color = MaterialTheme.colorScheme.error,
    style = MaterialTheme.typography.bodySmall,
)
