// The Kotlin library.

plugins {
    alias(libs.plugins.kotlin.jvm)
    `java-library`
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
    // `cargo xtask bindings generate` writes it.
    sourceSets["main"].kotlin.srcDir("generated/kotlin")
}

dependencies {
    api(libs.coroutines)
    // An app adds the AAR, and a desktop the jar.
    compileOnly(libs.jna)
    testImplementation(libs.jna)
    testImplementation(kotlin("test-junit5"))
    testImplementation(platform(libs.junit.bom))
    testImplementation(libs.junit.jupiter)
    testRuntimeOnly(libs.junit.launcher)
}

// Where R8 looks for the rules of a jar.
tasks.processResources {
    from("consumer-rules.pro") {
        into("META-INF/proguard")
        rename { "sharenum-companion.pro" }
    }
}

/** The folder of libsharenum_bindings; `cargo xtask bindings` builds it. */
val library = providers.gradleProperty("sharenum.library").orElse("../../target/release")

fun Test.onAStage() {
    useJUnitPlatform()
    systemProperty("jna.library.path", file(library.get()).path)
    providers.gradleProperty("sharenum.cycles").orNull?.let { systemProperty("sharenum.cycles", it) }
}

tasks.test {
    onAStage()
    filter { includeTestsMatching("*Test") }
    // Few arenas of malloc: the memory that it keeps settles soon.
    environment("MALLOC_ARENA_MAX", "2")
    // The whole heap is resident from the start, so that what grows later is not the heap's.
    jvmArgs("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1")
}

tasks.register<Test>("bench") {
    description = "Prints a line for each figure; run on a stage, as the tests are."
    testClassesDirs = sourceSets["test"].output.classesDirs
    classpath = sourceSets["test"].runtimeClasspath
    onAStage()
    filter { includeTestsMatching("*Bench") }
    jvmArgs("-Xmx512m")
    testLogging.showStandardStreams = true
}
