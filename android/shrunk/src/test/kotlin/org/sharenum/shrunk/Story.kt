package org.sharenum.shrunk

import com.android.tools.r8.JdkClassFileProvider
import com.android.tools.r8.OutputMode
import java.io.File
import java.nio.file.Path
import kotlinx.coroutines.CoroutineScope
import org.jetbrains.annotations.NotNull
import org.junit.jupiter.api.Test
import org.sharenum.companion.Sharenum

/** The library, whose tests are played. */
private val LIBRARY = File("../companion")

/** What the library tells an app's R8. */
val LIBRARY_RULES = File(LIBRARY, "consumer-rules.pro")

/** How the tests of the library came out. */
class Played(val ok: Boolean, val found: Int, val tests: Int, val failed: Int, val printed: String)

/**
 * Tests of the library as an app that R8 shrinks together with it: they are kept, and of the library,
 * its coroutines and JNA what they reach, or what [rules] say.
 */
class Story(private val rules: List<File>, private val tests: List<String>) {
    private val work = File("target/story").absoluteFile

    /** Makes the jar of [name]. */
    fun shrink(name: String): Shrunk {
        work.mkdirs()
        val jar = File(work, "$name.jar").toPath()
        val program = listOf(home(Sharenum::class.java), home(CoroutineScope::class.java), home(JNA))
        // What tests alone are made with stays as it is, and so does Kotlin's own library, which those use too.
        // Nothing else of the app's class path: what builds on coroutines would miss what R8 takes from them.
        val beside = listOf(Unit::class.java, NotNull::class.java, Test::class.java).map(::home)
        return shrink(jar, rules + keptTests(name)) {
            addProgramFiles(program.flatMap(::classes) + classes(TESTS.toPath()))
            addClasspathFiles(beside)
            addLibraryResourceProvider(JdkClassFileProvider.fromJdkHome(Path.of(System.getProperty("java.home"))))
            setOutput(jar, OutputMode.ClassFile, true)
        }
    }

    /** Plays them on [jar], with a hub and a stage of their own. */
    fun play(jar: File): Played {
        val replaced = setOf(Sharenum::class.java, CoroutineScope::class.java, JNA).map { home(it).toFile() }
        val classPath = listOf(jar) + classPath().filter { it !in replaced }
        val programs = File(System.getProperty("sharenum.programs"))
        val command = listOf(File(programs, "sharenum-stage").path, "--tickets", "10") +
            listOf("--hub", File(programs, "sharenum-hub").path, "--") +
            listOf(File(System.getProperty("java.home"), "bin/java").path, "-XX:TieredStopAtLevel=1") +
            listOf("-Djna.library.path=${System.getProperty("jna.library.path")}") +
            listOf("-classpath", classPath.joinToString(File.pathSeparator)) +
            listOf("org.junit.platform.console.ConsoleLauncher", "execute", "--disable-banner") +
            listOf("--disable-ansi-colors", "--details=tree") +
            tests.map { "--select-class=$PACKAGE.$it" }
        // There, as it reads the table of expected results by its place.
        val process = ProcessBuilder(command).directory(LIBRARY).redirectErrorStream(true).start()
        val printed = process.inputStream.bufferedReader().readText()
        fun count(what: String) = Regex("""\[ +(\d+) tests $what +]""").find(printed)?.groupValues?.get(1)?.toInt() ?: 0
        return Played(process.waitFor() == 0, count("found"), count("successful"), count("failed"), printed)
    }

    /** As JUnit finds them: by their names and annotations. */
    private fun keptTests(name: String): File = File(work, "$name.pro").apply {
        val names = tests.joinToString("\n") { "-keep class $PACKAGE.$it { <init>(); @$ANNOTATION <methods>; }" }
        val told = TOLD.joinToString("\n") { "-keepnames class $PACKAGE.$it\n-keepnames class $PACKAGE.$it$*" }
        // Without their annotations JUnit would find none, and a run of none says nothing.
        val kept = "RuntimeVisibleAnnotations,InnerClasses,EnclosingMethod,Signature"
        writeText("$names\n-keepattributes $kept\n$told\n")
    }

    companion object {
        private const val PACKAGE = "org.sharenum.companion"
        private val ANNOTATION = Test::class.java.name
        private val JNA = com.sun.jna.Native::class.java
        private val TESTS = File(LIBRARY, "target/test-classes")

        /** Sealed classes whose arms the tests write into their tables by name. */
        private val TOLD = listOf("AlertKind", "Change", "Membership", "Opening", "RequestState", "SharenumException")

        private fun classPath() = System.getProperty("java.class.path").split(File.pathSeparator).map(::File)
    }
}
