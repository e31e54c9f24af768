import SharenumKit

extension Words {
    /// What the catalogue calls something, in this language.
    public func name(_ text: LocalText) -> String {
        switch language {
        case .english: text.en
        case .french: text.fr
        }
    }
}
