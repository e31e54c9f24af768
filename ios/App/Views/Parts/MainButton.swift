import SwiftUI

/// The likely button of a page. Its letters have the colour of the page's ground: white ones could
/// not be read on what is the accent in the dark.
struct MainButtonStyle: PrimitiveButtonStyle {
    func makeBody(configuration: Configuration) -> some View {
        Button(role: configuration.role) {
            configuration.trigger()
        } label: {
            configuration.label.foregroundStyle(Color(uiColor: .systemBackground))
        }
        .buttonStyle(.borderedProminent)
    }
}

extension PrimitiveButtonStyle where Self == MainButtonStyle {
    /// The likely button of a page.
    static var main: MainButtonStyle { MainButtonStyle() }
}
