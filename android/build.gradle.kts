// Nothing is built here; each room says what it needs.

plugins {
    alias(libs.plugins.android.application) apply false
    alias(libs.plugins.android.library) apply false
    // Also what Android's own plugin compiles with: it takes the newest Kotlin that it finds here.
    alias(libs.plugins.kotlin.jvm) apply false
    alias(libs.plugins.kotlin.compose) apply false
    alias(libs.plugins.compose) apply false
}

allprojects {
    group = "org.sharenum"
    version = rootProject.libs.versions.sharenum.get()
}
