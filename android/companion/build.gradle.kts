// The Kotlin library for Android's tools. pom.xml says the same for a plain JVM; a test compares
// the two.

plugins {
    kotlin("jvm") version "2.4.21"
    `java-library`
}

group = "org.sharenum"
version = "0.1.0"

val coroutinesVersion = "1.11.0"
val jnaVersion = "5.19.1"
val junitVersion = "5.14.4"

kotlin {
    jvmToolchain(17)
    // `cargo xtask bindings generate` writes it.
    sourceSets["main"].kotlin.srcDir("generated/kotlin")
}

dependencies {
    api("org.jetbrains.kotlinx:kotlinx-coroutines-core:$coroutinesVersion")
    // An app adds the AAR, `net.java.dev.jna:jna:$jnaVersion@aar`, and a desktop the jar.
    compileOnly("net.java.dev.jna:jna:$jnaVersion")
    testImplementation("net.java.dev.jna:jna:$jnaVersion")
    testImplementation(kotlin("test-junit5"))
    testImplementation(platform("org.junit:junit-bom:$junitVersion"))
    testImplementation("org.junit.jupiter:junit-jupiter")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
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
