// The Android app.

plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "org.sharenum.app"
    compileSdk = libs.versions.compileSdk.get().toInt()
    defaultConfig {
        applicationId = "org.sharenum.app"
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
        versionCode = 1
        versionName = libs.versions.sharenum.get()
    }
    sourceSets.named("main") {
        // The screens once more, on Android's Compose: an artifact for the desktop is of no use here.
        kotlin.directories += "../screens/src/main/kotlin"
        res.directories += "../screens/src/main/res"
        // `cargo xtask bindings jni-libs` makes them.
        jniLibs.directories += "../jniLibs"
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(
                getDefaultProguardFile("proguard-android-optimize.txt"),
                "proguard-rules.pro",
                "../companion/consumer-rules.pro",
            )
        }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.toVersion(libs.versions.jvm.get())
        targetCompatibility = JavaVersion.toVersion(libs.versions.jvm.get())
    }
    bundle {
        // The language is chosen in the app, whatever the phone's is.
        language { enableSplit = false }
    }
}

kotlin {
    compilerOptions {
        optIn.addAll(
            "androidx.compose.material3.ExperimentalMaterial3Api",
            "androidx.compose.foundation.layout.ExperimentalLayoutApi",
        )
    }
}

dependencies {
    implementation(project(":platform"))
    implementation(libs.activity.compose)
    implementation(libs.androidx.core)
    implementation(libs.androidx.foundation)
    implementation(libs.androidx.icons)
    implementation(libs.androidx.material3)
    implementation(libs.androidx.ui)
    implementation(libs.coroutines.android)
    implementation(libs.lifecycle.runtime)
    // With its own native libraries, for each ABI.
    implementation("${libs.jna.get()}@aar")
}
