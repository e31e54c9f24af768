package org.sharenum.screens.app

import org.sharenum.companion.Offered
import org.sharenum.companion.offered

/** What forms hold and offer before anybody chose, which the core decides. */
val OFFERED: Offered by lazy { offered() }
