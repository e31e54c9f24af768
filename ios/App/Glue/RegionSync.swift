import SharenumModels

/// Syncs with the region that nobody watches: at a start, after something was written, and when the
/// system lets a closed app work. A sync that is stopped has lost nothing: each page of it is on disk.
@MainActor
final class RegionSync {
    private let phone: OpensPhone
    private let notifications: NotificationSchedule
    private var running: Task<Void, Never>?
    private var wanted = false

    init(_ phone: @escaping OpensPhone, _ notifications: NotificationSchedule) {
        self.phone = phone
        self.notifications = notifications
    }

    /// Syncs now, or once more after the sync that runs. It goes on for a moment when the person
    /// leaves the app.
    func soon() {
        wanted = true
        if running != nil { return }
        running = Task {
            let stay = Stay { [weak self] in self?.running?.cancel() }
            while wanted, !Task.isCancelled {
                wanted = false
                // What its time was too short for goes on.
                if let summary = await run(), !summary.finished { wanted = true }
            }
            running = nil
            stay.end()
        }
    }

    /// One sync within what the system allows; none when it was not possible, or somebody ended it. What
    /// came is planned to be told.
    ///
    /// When the task is cancelled, the library hears it at once by a call of its own (`cancelSync`),
    /// wherever it waits for the network, and nothing more is done.
    func run() async -> SyncSummary? {
        do {
            let phone = try await phone()
            let summary = try await phone.sync(.region, budget: budget)
            await notifications.replan()
            return summary.cancelled ? nil : summary
        } catch {
            // No network, not joined, cancelled: the page of syncs tells of the last contact, and the
            // next occasion makes up for it.
            return nil
        }
    }
}

/// The system gives a refresh half a minute, and a closed app little more; this leaves time to plan.
private let budget: Duration = .seconds(25)
