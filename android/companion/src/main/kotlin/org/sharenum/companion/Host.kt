package org.sharenum.companion

// What a shell lends to the library, as lambdas. Whatever they throw becomes a `HostException` here:
// the name of its type goes on, its message and stack trace do not leave the JVM. The generated code
// would not see a `java.lang.Error`, and a vault that could not save would count as one that has.

/** A vault from lambdas; [KeyVault] says what each has to do. */
fun KeyVault(load: () -> VaultSecrets?, save: (VaultSecrets) -> Unit, discard: () -> Unit): KeyVault =
    object : KeyVault {
        override fun load(): VaultSecrets? = guarded(load)

        override fun save(secrets: VaultSecrets) = guarded { save(secrets) }

        override fun discard() = guarded(discard)
    }

/** Hears of changes; one at a time and in order, on a thread of the library. */
fun ChangeListener(changed: (Change) -> Unit): ChangeListener = object : ChangeListener {
    override fun changed(change: Change) = guarded { changed(change) }
}

/** Hears how far a sync is, on a thread of the library; what it throws ends the sync. */
fun ProgressListener(progressed: (SyncProgress) -> Unit): ProgressListener = object : ProgressListener {
    override fun progressed(progress: SyncProgress) = guarded { progressed(progress) }
}

/** Takes lines for a developer, on a thread of the library: `setLogSink(LogSink { … }, LogLevel.WARN)`. */
fun LogSink(log: (LogRecord) -> Unit): LogSink = object : LogSink {
    override fun log(record: LogRecord) = guarded { log(record) }
}

/** A clock for tests, asked by the thread that calls. */
fun Clock(now: () -> java.time.Instant): Clock = object : Clock {
    override fun now(): java.time.Instant = guarded(now)
}

/** A vault of a shell's own, guarded as those from lambdas are. */
internal fun guarded(vault: KeyVault): KeyVault = KeyVault(vault::load, vault::save, vault::discard)

private inline fun <T> guarded(block: () -> T): T = try {
    block()
} catch (known: HostException) {
    throw known
} catch (thrown: Throwable) {
    throw HostException.Unexpected(thrown.javaClass.name)
}
