package org.sharenum.shrunk

import com.android.tools.r8.JdkClassFileProvider
import com.android.tools.r8.OutputMode
import java.io.File
import java.nio.file.Path
import java.util.zip.Deflater
import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream
import javax.xml.parsers.DocumentBuilderFactory
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The app as a release has it: shrunk by our rules and those of its libraries, for the oldest Android that it runs on. */
class DexTest {
    private val rules =
        listOf(LIBRARY_RULES, File(APP, "proguard-rules.pro"), File(APP, "target/android/rules.pro")) +
            File("../androidx/target/rest").walk().filter { it.name == "proguard.txt" }

    @Test
    fun `the app becomes dex with nothing missing, and what is looked up by name is there`() {
        val dex = File("target/app.zip")
        val shrunk = shrink(dex.toPath(), rules) {
            addProgramFiles(program().flatMap { classes(it.toPath()) })
            addLibraryFiles(framework().toPath())
            addLibraryResourceProvider(JdkClassFileProvider.fromJdkHome(Path.of(System.getProperty("java.home"))))
            setMinApiLevel(minSdk())
            setOutput(dex.toPath(), OutputMode.DexIndexed)
        }
        assertEquals(listOf<String>(), shrunk.warnings)
        val dexes = ZipFile(dex).use { zip ->
            val entries = zip.entries().asSequence().filter { it.name.endsWith(".dex") }
            entries.map { zip.getInputStream(it).readBytes().toString(Charsets.ISO_8859_1) }.toList()
        }
        println("dex: ${dexes.sumOf { it.length } / 1024} KiB in ${dexes.size} files")
        val missing = names().filter { name -> dexes.none { name in it } }
        assertEquals(listOf<String>(), missing)
        assertTrue(REACHED_BY_NOBODY in shrunk.removed, "R8 has left $REACHED_BY_NOBODY: is anything shrunk?")
    }

    /** Robolectric's framework has libraries of its own inside, which no phone shows to an app: without them. */
    private fun framework(): File {
        val alone = File("target/framework-alone.jar")
        ZipFile("target/framework.jar").use { all ->
            ZipOutputStream(alone.outputStream().buffered()).use { zip ->
                zip.setLevel(Deflater.BEST_SPEED)
                for (entry in all.entries().asSequence().filter { isFramework(it.name) }) {
                    zip.putNextEntry(ZipEntry(entry.name))
                    all.getInputStream(entry).copyTo(zip)
                    zip.closeEntry()
                }
            }
        }
        return alone
    }

    /** With what the app runs on. */
    private fun program(): List<File> =
        File("target/app.classpath").readText().trim().split(File.pathSeparator).map(::File)

    /** What the system starts by name, and what JNA and the library look up. */
    private fun names(): List<String> = startedByName().map { "L${it.replace('.', '/')};" } +
        listOf("Lorg/sharenum/companion/RustBuffer\$ByValue;", "error_buf", "ffi_sharenum_bindings_rustbuffer_alloc")

    /** Activity, application, services … of the merged manifest. */
    private fun startedByName(): List<String> {
        val factory = DocumentBuilderFactory.newInstance().apply { isNamespaceAware = true }
        val manifest = factory.newDocumentBuilder().parse(File(APP, "target/android/AndroidManifest.xml"))
        val kinds = listOf("application", "activity", "service", "receiver", "provider")
        val named = kinds.flatMap { kind ->
            val elements = manifest.getElementsByTagName(kind)
            (0 until elements.length).map { elements.item(it).attributes.getNamedItemNS(ANDROID, "name").nodeValue }
        }
        assertTrue(named.size > kinds.size, "of what this app alone has: $named")
        return named
    }

    /** As Gradle's builds have it. */
    private fun minSdk(): Int {
        val catalog = File("../gradle/libs.versions.toml").readText()
        return Regex("""(?m)^minSdk = "(\d+)"$""").find(catalog)!!.groupValues[1].toInt()
    }

    private companion object {
        const val ANDROID = "http://schemas.android.com/apk/res/android"
        val APP = File("../app")

        /** No page lets a person choose a range of days. */
        const val REACHED_BY_NOBODY = "androidx.compose.material3.DateRangePickerKt"

        fun isFramework(name: String): Boolean = name.endsWith(".class") &&
            listOf("androidx/", "kotlin/", "kotlinx/", "org/jetbrains/").none(name::startsWith)
    }
}
