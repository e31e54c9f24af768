// The screens on Compose for the desktop. The app compiles the same sources on Android's (see app).

plugins {
    alias(libs.plugins.kotlin.jvm)
    alias(libs.plugins.kotlin.compose)
    alias(libs.plugins.compose)
    `java-library`
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
    compilerOptions {
        optIn.addAll(
            "androidx.compose.material3.ExperimentalMaterial3Api",
            "androidx.compose.foundation.layout.ExperimentalLayoutApi",
        )
    }
}

dependencies {
    api(project(":companion"))
    api(libs.ui)
    api(libs.foundation)
    api(libs.material3)
    implementation(libs.icons)
    testImplementation(compose.desktop.currentOs)
    testImplementation(libs.ui.test.junit4)
    testImplementation(libs.jna)
    testImplementation(libs.junit4)
    testImplementation(libs.zxing)
    testImplementation(kotlin("test-junit"))
}

// Android reads them as resources, the reader from the class path.
tasks.processResources {
    from("src/main/res") { into("res") }
}

tasks.test {
    systemProperty("jna.library.path", file(sharenumLibrary()).path)
    systemProperty("java.awt.headless", true)
    maxHeapSize = "1g"
}

/** The folder of libsharenum_bindings; `cargo xtask bindings` builds it. */
fun sharenumLibrary(): String = providers.gradleProperty("sharenum.library").getOrElse("../../target/release")
