import SwiftUI

/// A button of the bar above a page, whose picture does not grow: held, it shows its name in large
/// letters.
struct BarButton: View {
    let title: String
    let symbol: String
    let press: @MainActor () -> Void

    var body: some View {
        Button(title, systemImage: symbol, action: press)
            .accessibilityShowsLargeContentViewer { Label(title, systemImage: symbol) }
    }
}
