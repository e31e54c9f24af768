package org.sharenum.app

import org.robolectric.RuntimeEnvironment
import org.sharenum.companion.Clock

/** The app as it is shipped, at the time of the scene. */
class SceneApplication : SharenumApplication() {
    override val clock = Clock { Scene.now }
}

val APP: SceneApplication
    get() = RuntimeEnvironment.getApplication() as SceneApplication
