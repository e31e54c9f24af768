import Observation
import SharenumModels

/// What lives as long as the process: the phone, the desk of its pages, and what the system starts.
@Observable
@MainActor
final class Companion {
    /// What the pages work with, once the phone is open; why it cannot be opened, until then. With
    /// `SetAside` the person may begin anew.
    private(set) var desk: Loaded<Desk> = .loading

    let shell: AppShell
    @ObservationIgnored private let account: Account
    @ObservationIgnored private let notifications: NotificationSchedule
    @ObservationIgnored private let actions: NotificationActions
    @ObservationIgnored private let sync: RegionSync
    @ObservationIgnored private let background: BackgroundWork
    /// The link that came last, until the phone is open.
    @ObservationIgnored private var link: String?

    init() {
        let (shell, account) = (AppShell(), Account())
        let spoken: @MainActor () -> Spoken = { shell.spoken }
        notifications = NotificationSchedule(account.phone, spoken)
        sync = RegionSync(account.phone, notifications)
        background = BackgroundWork(sync)
        shell.sync = { [sync] in sync.soon() }
        actions = NotificationActions(account.phone, notifications, shell.sync, spoken)
        self.shell = shell
        self.account = account
        shell.tell = { [weak self] word in self?.desk.value?.tell(Notice(word)) }
        shell.meet = { sign in
            // What is of another region, or of no use, nobody need hear of.
            try? await account.phone().call { try $0.meet(sign: sign) }
        }
    }

    /// Before the app has launched, for a window or for the background.
    func begin() { background.register() }

    /// Opens the phone for the pages, unless it is open; what fails is told, and asked for again.
    func open() { open { try await $0.phone() } }

    /// As the person decided whose file cannot be opened: it stays under another name.
    func setAside() { open { try await $0.setAside() } }

    /// The window is in front: what may have changed meanwhile is read, and what came is asked for.
    func active() {
        shell.refresh()
        sync.soon()
        Task { await notifications.replan() }
    }

    /// The window is gone: from now on, the system decides.
    func left() { background.schedule() }

    /// Leads the window to where a link says, as soon as the phone is open.
    func follow(_ link: String) {
        if let desk = desk.value { desk.arrive(link) } else { self.link = link }
    }

    /// What a person did with a notification.
    func pressed(_ pressed: PressedNotification) async {
        switch pressed.press {
        case .opened: await lead(to: pressed)
        case .button(let action): await actions.act(action, pressed)
        }
    }

    private func open(_ how: @escaping @MainActor (Account) async throws -> Sharenum) {
        if desk.value != nil { return }
        desk = .loading
        Task {
            do {
                let desk = Desk(try await how(account), shell)
                self.desk = .ready(desk)
                begin(desk)
            } catch {
                desk = .failed(SharenumError(error))
            }
        }
    }

    /// From now on notifications follow what changes.
    private func begin(_ desk: Desk) {
        if let link { desk.arrive(link) }
        link = nil
        // It ends when the phone is closed, and it is open when it begins.
        Task { try await notifications.follow(desk.phone) }
    }

    /// A notification leads to what it is about, or to the list of alerts; who opens it has read it.
    private func lead(to pressed: PressedNotification) async {
        do {
            let phone = try await account.phone()
            var place: Route?
            if let subject = pressed.subject { place = try await phone.place(of: subject) }
            follow("sharenum://open/\((place ?? .nearby).path)")
            if let alert = pressed.alert {
                try await phone.call { try $0.markAlertRead(id: alert) }
            }
        } catch {
            // The page that opens instead tells it.
        }
    }
}
