import SharenumKit
import Stage
import Testing

/// The hello of the README, as it stands there; `xtask/tests/house.rs` compares the two.
private func hello(
    _ invitation: String, hub: String, path: String, vault: any KeyVault
) async throws -> UInt64 {
    // hello begins
    let phone = try await Sharenum.open(path: path, vault: vault)
    try await phone.join(invitation, hub: hub)
    _ = try await phone.sync(budget: .seconds(30))
    let coming = try await phone.call { try $0.workshops(filter: .upcoming, page: PageRequest()) }
    print("\(coming.total) workshops to come")
    for workshop in coming.items {
        print(workshop.slot.start, workshop.title)
    }
    await phone.close()
    // hello ends
    return coming.total
}

extension All {
    @Suite struct Hello {
        @Test("The hello of the README runs")
        func runs() async throws {
            let (path, vault) = (Stage.file("hello").path, MemoryVault())
            let hub = Stage.says("region")
            let total = try await hello(Stage.says("hello"), hub: hub, path: path, vault: vault)
            #expect(total == 0)
            let again = try await Sharenum.open(path: path, vault: vault)
            #expect(word(try await again.call { try $0.membership() }) == "joined")
            await again.close()
        }
    }
}
