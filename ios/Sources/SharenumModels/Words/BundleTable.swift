import Foundation

/// The catalog as Xcode puts it into an app: a folder for each language, so that another one is
/// spoken at once, whatever the device is set to.
public struct BundleTable: WordTable {
    private let folder: Bundle

    /// The words of the app; none where it was built without this language.
    public init?(_ language: Language, in app: Bundle = .main) {
        guard let path = app.path(forResource: language.rawValue, ofType: "lproj"),
            let folder = Bundle(path: path)
        else { return nil }
        self.folder = folder
    }

    public func text(_ key: String) -> String? {
        // Without a value of its own, Foundation answers the key, which may be what is written.
        let nothing = "\u{0}"
        let text = folder.localizedString(forKey: key, value: nothing, table: nil)
        return text == nothing ? nil : text
    }
}
