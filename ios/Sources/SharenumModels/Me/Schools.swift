import SharenumKit

extension SharenumApp {
    /// The establishment of this code, where the directory knows it.
    func establishment(_ code: String) throws -> Establishment? {
        // A code names one; others may hold it in their name.
        let page = try establishments(query: code, page: PageRequest(limit: 5))
        return page.items.map(\.establishment).first { $0.code.value == code }
    }
}
