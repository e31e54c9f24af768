package org.sharenum.companion

import com.sun.jna.Library
import com.sun.jna.Native
import com.sun.jna.Structure
import java.io.File
import java.nio.file.Files
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource

/** What this process holds at a moment, as Linux counts it. */
data class Held(
    /** Memory in RAM, in KiB: `VmRSS`. */
    val residentKib: Long,
    /** Bytes that malloc has given out: the library's, and those of the JVM outside its heap. */
    val allocated: Long,
    val threads: Int,
    val files: Int,
) {
    companion object {
        fun now(): Held {
            // Twice: what the first finds unreachable is given back by the cleaner's thread.
            repeat(2) { System.gc() }
            return Held(
                residentKib = status("VmRSS"),
                allocated = LIBC.mallinfo2().inUse(),
                threads = File("/proc/self/task").list()!!.size,
                files = openFiles().size,
            )
        }

        private fun status(name: String): Long {
            val line = File("/proc/self/status").readLines().single { it.startsWith("$name:") }
            return line.filter(Char::isDigit).toLong()
        }
    }
}

/** The files that this process has open. */
fun openFiles(): List<String> = File("/proc/self/fd").listFiles()!!.mapNotNull { link ->
    // One of them is the listing's own, which is closed by now.
    runCatching { Files.readSymbolicLink(link.toPath()).toString() }.getOrNull()
}

/** Whether it comes true before the patience ends; for what another thread gives back. */
fun eventually(holds: () -> Boolean): Boolean {
    val start = TimeSource.Monotonic.markNow()
    while (!holds()) {
        if (start.elapsedNow() > PATIENCE_SECONDS.seconds) return false
        Thread.yield()
    }
    return true
}

private val LIBC: Libc by lazy { Native.load("c", Libc::class.java) }

private interface Libc : Library {
    fun mallinfo2(): MallInfo
}

/** `struct mallinfo2` of glibc, all of it `size_t`; over all arenas. */
@Structure.FieldOrder(
    "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
)
class MallInfo :
    Structure(),
    Structure.ByValue {
    @JvmField var arena = 0L

    @JvmField var ordblks = 0L

    @JvmField var smblks = 0L

    @JvmField var hblks = 0L

    @JvmField var hblkhd = 0L

    @JvmField var usmblks = 0L

    @JvmField var fsmblks = 0L

    @JvmField var uordblks = 0L

    @JvmField var fordblks = 0L

    @JvmField var keepcost = 0L

    /** What lies in arenas, and what is so large that it was mapped by itself. */
    fun inUse(): Long = uordblks + hblkhd
}
