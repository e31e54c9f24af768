// Nothing is built here; each room says what it needs.

plugins {
    alias(libs.plugins.kotlin.jvm) apply false
}

allprojects {
    group = "org.sharenum"
    version = rootProject.libs.versions.sharenum.get()
}
