import Observation
import SharenumKit

/// What support needs to know of this phone.
@Observable
@MainActor
public final class DiagnosticsModel: ScreenModel {
    public let lines: Reading<[Diagnostic]>

    public init(_ desk: Desk) {
        lines = Reading(desk) { try $0.diagnostics() }
        super.init(desk, [lines])
    }

    /// Hands all of it to another app, as a text file.
    public func share(_ words: Words) {
        guard let lines = lines.shown.value else { return }
        let text = lines.map { "\($0.key): \($0.value)\n" }.joined()
        let name = words.text("me_diagnostics_file")
        desk.shell.share(SharedFile(name: name, mediaType: "text/plain", text: text))
    }
}
