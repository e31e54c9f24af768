import SwiftUI

/// The app: one window, and what happens when the person comes to it and leaves it.
@main
struct CompanionApp: App {
    @UIApplicationDelegateAdaptor(AppDelegate.self) private var delegate
    @Environment(\.scenePhase) private var phase

    var body: some Scene {
        WindowGroup {
            AppWindow(companion: delegate.companion)
                .task { delegate.companion.open() }
                // A code that the system's camera has read, or a link in a mail.
                .onOpenURL { delegate.companion.follow($0.absoluteString) }
        }
        .onChange(of: phase) { _, phase in
            switch phase {
            case .active: delegate.companion.active()
            case .background: delegate.companion.left()
            default: break
            }
        }
    }
}
