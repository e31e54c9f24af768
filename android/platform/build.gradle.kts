// What an Android phone lends to the core. Its tests are run by Maven, which lays Robolectric's parts ready.

plugins {
    alias(libs.plugins.android.library)
}

android {
    namespace = "org.sharenum.platform"
    compileSdk = libs.versions.compileSdk.get().toInt()
    defaultConfig {
        minSdk = libs.versions.minSdk.get().toInt()
    }
    compileOptions {
        sourceCompatibility = JavaVersion.toVersion(libs.versions.jvm.get())
        targetCompatibility = JavaVersion.toVersion(libs.versions.jvm.get())
    }
}

dependencies {
    api(project(":companion"))
}
