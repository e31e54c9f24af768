package org.sharenum.platform

import android.app.job.JobInfo
import android.app.job.JobScheduler
import java.net.InetAddress
import java.net.ServerSocket
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.sharenum.companion.Phrase
import org.sharenum.companion.SharenumException

/** The job that the system starts and stops. */
@RunWith(RobolectricTestRunner::class)
class SyncJobTest {
    @Before
    fun `a traveller's phone`() {
        APP.holds(Cast.traveller)
    }

    @After
    fun `the region is where it was`() = runBlocking { Cast.traveller.call { setRegionUrl(stage("region")) } }

    @Test
    fun `it syncs, shows what came, and has done`() = runBlocking<Unit> {
        val title = Cast.title("Robots")
        Cast.workshop(title)
        assertFalse(RunningJob().start().again())
        assertNotNull(Shade.titled(title))
    }

    @Test
    fun `a region out of reach is tried again later`() = runBlocking<Unit> {
        val nobody = ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { it.localPort }
        Cast.traveller.call { setRegionUrl("http://127.0.0.1:$nobody") }
        assertTrue(RunningJob().start().again())
    }

    @Test
    fun `what waiting does not mend is not tried again`() {
        val text = Phrase("error", emptyMap())
        val again = { error: SharenumException ->
            APP.phone = { throw error }
            RunningJob().start().again()
        }
        assertTrue(again(SharenumException.TryAgain("vault", text)))
        assertTrue(again(SharenumException.CheckNetwork("unreachable", text)))
        assertFalse(again(SharenumException.Join("not-joined", text)))
        assertFalse(again(SharenumException.UpdateApp("newer", text)))
        assertFalse(again(SharenumException.SetAside("wrong-key", text)))
    }

    @Test
    fun `a job that is stopped lets go of the network, and wants to be started again`() {
        ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { silent ->
            runBlocking { Cast.traveller.call { setRegionUrl("http://127.0.0.1:${silent.localPort}") } }
            silent.soTimeout = PATIENCE.inWholeMilliseconds.toInt()
            val job = RunningJob().start()
            silent.accept().use { road ->
                road.soTimeout = PATIENCE.inWholeMilliseconds.toInt()
                assertTrue(job.stop())
                // Reads to the end of what was sent: the phone has hung up.
                road.getInputStream().readBytes()
            }
            assertFalse(job.finished, "who was stopped has nothing to say")
        }
    }

    @Test
    fun `a job of a service that goes ends with it`() {
        ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { silent ->
            runBlocking { Cast.traveller.call { setRegionUrl("http://127.0.0.1:${silent.localPort}") } }
            silent.soTimeout = PATIENCE.inWholeMilliseconds.toInt()
            val job = RunningJob().start()
            silent.accept().use { road ->
                road.soTimeout = PATIENCE.inWholeMilliseconds.toInt()
                job.destroy()
                road.getInputStream().readBytes()
            }
        }
    }

    @Test
    fun `the regular one survives a restart, waits for a network and backs off`() {
        SyncSchedule(APP).keep()
        SyncSchedule(APP).keep()
        val job = pending(SyncSchedule.REGULAR)
        assertEquals(SyncJob::class.java.name, job.service.className)
        assertTrue(job.isPersisted && job.isPeriodic)
        assertEquals(JobInfo.NETWORK_TYPE_ANY, job.networkType)
        assertEquals(JobInfo.BACKOFF_POLICY_EXPONENTIAL, job.backoffPolicy)
        assertEquals(listOf(SyncSchedule.REGULAR), Shade.pendingJobs())
    }

    @Test
    fun `the one after something was written is expedited and needs a network`() {
        SyncSchedule(APP).soon()
        val job = pending(SyncSchedule.SOON)
        assertTrue(job.isExpedited)
        assertEquals(JobInfo.NETWORK_TYPE_ANY, job.networkType)
        SyncSchedule(APP).keep()
        SyncSchedule(APP).end()
        assertEquals(emptyList(), Shade.pendingJobs())
    }

    private fun pending(id: Int): JobInfo = assertNotNull(APP.service<JobScheduler>().getPendingJob(id))
}
