import Observation
import SharenumKit

/// The fields of profile and card, by the core's names of them.
public enum ProfileField {
    public static let school = "field.school"
    public static let tools = "field.tools"
    public static let name = "field.name"
    public static let mail = "field.mail"
}

/// Establishment and tools, which come before any request or offer; and the card.
@Observable
@MainActor
public final class ProfileModel: ScreenModel {
    public let profile: Reading<Profile>
    public let tools: Reading<[Tool]>

    /// How many establishments the directory has: none before a first sync.
    public let directory: Reading<UInt64>

    /// Where an establishment may stand that has no coordinates.
    public let towns: Reading<[Place]>

    /// What is searched for.
    public var query: String { typed.text }
    public let found: Pages<EstablishmentItem>

    /// Establishment and tools, as they are being filled in.
    public let form: Form

    /// Name and mail.
    public let card: Form

    /// What the directory says of the establishment in the form.
    public let chosen: Reading<Establishment?>

    private let typed: Typed

    public init(_ desk: Desk, _ member: Member) {
        let typed = Typed()
        self.typed = typed
        profile = Reading(desk) { try $0.profile() }
        tools = Reading(desk) { try $0.tools() }
        directory = Reading(desk) {
            try $0.establishments(query: "", page: PageRequest(limit: 1)).total
        }
        towns = Reading(desk) {
            try $0.profile().establishment == nil ? [] : $0.placesInMyTown()
        }
        found = Pages(
            desk, about: { typed.text }, read: { try $0.establishments(query: $2, page: $1) })
        form = Form(desk, .profile) {
            let kept = try $0.profile()
            // The invitation was of a school already.
            let school = kept.school ?? member.school
            return [
                ProfileField.school: school?.value ?? "",
                ProfileField.tools: ToolLines.write(kept.tools),
            ]
        }
        card = Form(desk, .card) {
            let card = try $0.profile().card
            return [ProfileField.name: card?.name ?? "", ProfileField.mail: card?.mail ?? ""]
        }
        chosen = Reading(
            desk, form, { $0[ProfileField.school] },
            read: { $1.isEmpty ? nil : try $0.establishment(code: SchoolCode(value: $1)) })
        super.init(desk, [profile, tools, directory, towns, found, form, card, chosen])
    }

    public func search(_ words: String) {
        typed.text = words
        found.again()
    }

    public func choose(_ school: SchoolCode?) {
        form.set(ProfileField.school, school?.value ?? "")
        search("")
    }

    /// What is filled in of the tools.
    public var known: [ToolId: Proficiency] { ToolLines.read(form[ProfileField.tools]) }

    /// None takes the tool out of the profile.
    public func know(_ tool: ToolId, _ level: Proficiency?) {
        var tools = known
        tools[tool] = level
        form.set(ProfileField.tools, ToolLines.write(tools))
    }

    /// Keeps establishment and tools; `then` gets the profile as it stands after it.
    public func save(then: @escaping @MainActor (Profile) -> Void) {
        form.send(Word("me_profile_saved")) { app, filled in
            let school = filled[ProfileField.school]
            try app.setProfile(
                school: school.isEmpty ? nil : SchoolCode(value: school),
                tools: ToolLines.read(filled[ProfileField.tools]))
            return try app.profile()
        } next: {
            $0
        } then: {
            then($0)
        }
    }

    public func saveCard() {
        card.send(Word("me_card_saved")) { app, filled in
            try app.setCard(name: filled[ProfileField.name], mail: filled[ProfileField.mail])
        } next: {
            $0
        }
    }

    /// Where the establishment stands that the directory cannot place.
    public func stand(_ place: Place) {
        desk.act(Word("me_place_saved")) { app in
            let before = try app.profile().at.first
            try app.setPlace(place: place)
            return before
        } undo: {
            try $0.setPlace(place: $1)
        }
    }
}

/// What stands in the field of a search.
@Observable
@MainActor
private final class Typed {
    var text = ""
}

extension Profile {
    /// Nothing is left to ask for.
    public var isWhole: Bool { missing == nil && !at.isEmpty }
}
