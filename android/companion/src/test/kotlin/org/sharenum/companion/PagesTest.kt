package org.sharenum.companion

import java.io.File
import java.util.HexFormat
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test

/** A copy of the full phone of the stage. */
suspend fun fullPhone(name: String): Sharenum {
    val source = File(stage("full_phone"))
    val copy = accountFile(name)
    source.parentFile.listFiles { file -> file.name.startsWith(source.name) }!!.forEach {
        it.copyTo(File(copy.path + it.name.removePrefix(source.name)))
    }
    val digits = HexFormat.of()
    val secrets =
        VaultSecrets(
            fileKey = digits.parseHex(stage("full_phone_key")),
            signingSeed = digits.parseHex(stage("full_phone_seed")),
        )
    return Sharenum.open(copy.path, MemoryVault(secrets))
}

/** Ten thousand tickets, read page by page. */
class PagesTest {
    @Test
    fun `ten thousand tickets are read page by page`() = runBlocking<Unit> {
        val table = Table("pages")
        val phone = fullPhone("pages")
        val titles = mutableListOf<String>()
        var pages = 0
        var page = phone.call { tickets(TicketFilter.MINE, PageRequest(limit = 100u)) }
        while (true) {
            pages += 1
            titles += page.items.map(TicketItem::title)
            val after = page.next ?: break
            page = phone.call { tickets(TicketFilter.MINE, PageRequest(after, limit = 100u)) }
        }
        table.says("pages", pages)
        table.says("total", page.total)
        table.says("tickets", titles.size)
        table.says("different ones", titles.toSet().size)
        table.says("first", titles.first())
        table.says("last", titles.last())
        val wrong = PageRequest(PageCursor("nonsense"), limit = 100u)
        table.says("a cursor of nobody", outcome { phone.call { tickets(TicketFilter.MINE, wrong) } })
        val long = phone.call { tickets(TicketFilter.MINE, PageRequest(limit = 5_000u)) }
        table.says("a page of 5000 is cut to", long.items.size)
        val found = phone.call { search("ticket 4711", PageRequest(limit = 10u)) }
        table.says("found", found.items[0].title)
        phone.close()
        table.compare()
    }
}
