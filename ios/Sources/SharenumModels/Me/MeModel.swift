import Observation
import SharenumKit

/// What the page about the person is about.
public enum MeView: String, CaseIterable, Sendable {
    case exchanges
    case phone
}

/// The person's exchanges, and this phone.
@Observable
@MainActor
public final class MeModel: ScreenModel {
    public let profile: Reading<Profile>
    public let tools: Reading<[Tool]>

    /// What was given and what was received, newest first.
    public let exchanges: Pages<Exchange>
    public let region: Reading<String?>
    public let aside: Reading<[String]>

    /// The establishment on the certificate, where the directory knows it.
    public let school: Reading<Establishment?>

    /// Why the address of the hub was not taken.
    public private(set) var wrongAddress: SharenumError?

    public init(_ desk: Desk, _ member: Member) {
        let code = member.school
        profile = Reading(desk) { try $0.profile() }
        tools = Reading(desk) { try $0.tools() }
        exchanges = Pages(desk) { try $0.givenAndReceived(page: $1) }
        region = Reading(desk) { try $0.regionUrl() }
        aside = Reading(desk) { try $0.filesSetAside() }
        school = Reading(desk) { app in try code.flatMap { try app.establishment(code: $0) } }
        super.init(desk, [profile, tools, exchanges, region, aside, school])
    }

    /// Says where the region's hub is, after it has moved.
    public func setRegionUrl(_ url: String) {
        wrongAddress = nil
        Task {
            let before = await desk.phone.loaded { app in
                let before = try app.regionUrl()
                try app.setRegionUrl(url: url)
                return before
            }
            switch before {
            case .loading: break
            case .ready(let before):
                desk.shell.written()
                let undo = before.map { [desk] before in
                    { @MainActor in desk.undo { try $0.setRegionUrl(url: before) } }
                }
                desk.tell(Notice(Word("me_hub_saved"), undo: undo))
            case .failed(let error) where error.field != nil: wrongAddress = error
            case .failed(let error): desk.tell(Notice(error: error))
            }
        }
    }
}
