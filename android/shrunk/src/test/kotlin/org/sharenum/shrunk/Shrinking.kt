package org.sharenum.shrunk

import com.android.tools.r8.CompilationMode
import com.android.tools.r8.Diagnostic
import com.android.tools.r8.DiagnosticsHandler
import com.android.tools.r8.R8
import com.android.tools.r8.R8Command
import com.android.tools.r8.StringConsumer
import java.io.File
import java.nio.file.Path

/** What R8 says beside its errors, which end it. */
class Warnings : DiagnosticsHandler {
    private val heard = mutableListOf<String>()

    /** In the order in which they came. */
    val all: List<String>
        get() = synchronized(heard) { heard.toList() }

    override fun warning(warning: Diagnostic) {
        val text = warning.diagnosticMessage
        // Of licences and manifests in jars, one of a name is enough.
        if (Regex("Resource 'META-INF/.+' already exists[.]").matches(text)) return
        synchronized(heard) { heard += text }
    }

    override fun info(info: Diagnostic) = Unit
}

/** What R8 has left. */
class Shrunk(
    /** The classes, as R8 was told to write them. */
    val output: File,
    /** What was taken away, as ProGuard's `-printusage` writes it. */
    val removed: String,
    val warnings: List<String>,
)

/** Runs R8 as a release does, with [rules] beside those that the jars bring along. */
fun shrink(output: Path, rules: List<File>, arguments: R8Command.Builder.() -> Unit): Shrunk {
    val warnings = Warnings()
    val removed = StringBuilder()
    val command = R8Command.builder(warnings)
        .setMode(CompilationMode.RELEASE)
        .addProguardConfigurationFiles(rules.map(File::toPath))
        .setProguardUsageConsumer(StringConsumer { text, _ -> synchronized(removed) { removed.append(text) } })
        .apply(arguments)
        .build()
    R8.run(command)
    return Shrunk(output.toFile(), removed.toString(), warnings.all)
}

/** The jar or the folder that a class comes from. */
fun home(type: Class<*>): Path = Path.of(type.protectionDomain.codeSource.location.toURI())

/** The classes of a jar or a folder, as files that R8 reads. */
fun classes(home: Path): List<Path> {
    if (home.toFile().isFile) return listOf(home)
    // No name in dex has a comma; of a test that was called otherwise before, such files may be left.
    val classes = home.toFile().walk().filter { it.extension == "class" && ',' !in it.name }
    return classes.map(File::toPath).toList()
}
