// The app in a window. `cargo xtask app` runs it on hubs of its own, by Maven.

plugins {
    alias(libs.plugins.kotlin.jvm)
    alias(libs.plugins.kotlin.compose)
    alias(libs.plugins.compose)
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
}

dependencies {
    implementation(project(":screens"))
    implementation(compose.desktop.currentOs)
    implementation(libs.jna)
    testImplementation(libs.junit4)
    testImplementation(kotlin("test-junit"))
}

compose.desktop {
    application {
        mainClass = "org.sharenum.desktop.MainKt"
        jvmArgs("-Djna.library.path=${file(sharenumLibrary())}")
    }
}

tasks.test {
    systemProperty("jna.library.path", file(sharenumLibrary()).path)
    systemProperty("java.awt.headless", true)
}

/** The folder of libsharenum_bindings; `cargo xtask bindings` builds it. */
fun sharenumLibrary(): String = providers.gradleProperty("sharenum.library").getOrElse("../../target/release")
