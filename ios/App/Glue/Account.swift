import SharenumModels

/// Gives the member's phone, opened when it was not yet.
typealias OpensPhone = @MainActor () async throws -> Sharenum

/// The phone's file, opened once in a process, whoever asks first: a page, a task in the background
/// or a notification's button. What fails is tried anew by the next who asks.
@MainActor
final class Account {
    private let vault = KeychainVault()
    private var opening: Task<Sharenum, any Error>?

    /// The member's phone.
    ///
    /// Errors: those of `Sharenum.open`; `TryAgain` before the first unlock of the device.
    func phone() async throws -> Sharenum {
        try await first { try await Sharenum.open(path: $0, vault: $1) }
    }

    /// Begins anew beside a file that its key does not open, which stays under another name: for a
    /// person who decided so.
    func setAside() async throws -> Sharenum {
        try await first { try await Sharenum.setAsideAndOpen(path: $0, vault: $1) }
    }

    private func first(
        _ open: @escaping @Sendable (_ path: String, _ vault: any KeyVault) async throws -> Sharenum
    ) async throws -> Sharenum {
        if let opening { return try await opening.value }
        let opening = Task.detached { [vault] in
            let phone = try await open(PhoneFolder.file().path, vault)
            // It is not kept: each opening says it anew.
            let network = NetworkOptions(proxy: SystemProxy.now)
            try await phone.call { try $0.setNetwork(options: network) }
            return phone
        }
        self.opening = opening
        do {
            return try await opening.value
        } catch {
            // Somebody may have begun another one since.
            if self.opening == opening { self.opening = nil }
            throw error
        }
    }
}
