/// A link that was opened: by the system's camera over a code, from a mail, or by a notification.
/// Anybody can make one, so a link leads to a page at most; the person does the rest there.
public enum Arrival: Hashable, Sendable {
    /// `sharenum://join?…`: the core reads it when it is used.
    case invitation(link: String)
    /// `sharenum://bus?…`, from the door of a bus: the core reads it.
    case door(link: String)
    /// `sharenum://open/…`: a page of the app.
    case at(Route)

    /// None for what this app does not know.
    public init?(_ link: String) {
        let page = "sharenum://open/"
        if link.hasPrefix("sharenum://join") {
            self = .invitation(link: link)
        } else if link.hasPrefix("sharenum://bus") {
            self = .door(link: link)
        } else if link.hasPrefix(page),
            let route = Route(path: String(link.dropFirst(page.count)))
        {
            self = .at(route)
        } else {
            return nil
        }
    }
}
