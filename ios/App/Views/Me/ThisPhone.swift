import SharenumModels
import SwiftUI

/// Choices of this device, and its membership.
struct ThisPhone: View {
    let model: MeModel
    let member: Member
    let renew: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let shell: any Shell = model.desk.shell
        LanguageChoice(shell: shell)
        LookChoice(shell: shell)
        if !member.isShared {
            Section {
                Notifications(shell: shell)
            } header: {
                SectionTitle(words.text("me_notifications"))
            }
        }
        Section {
            if let managed = shell.managedHub {
                Fact(words.text("me_hub_managed"), managed)
            } else {
                RegionAddress(
                    address: (model.region.shown.value ?? nil) ?? "", wrong: model.wrongAddress
                ) { model.setRegionUrl($0) }
            }
        } header: {
            SectionTitle(words.text("me_hub"))
        }
        MembershipFacts(
            member: member, school: model.school.shown.value ?? nil,
            aside: model.aside.shown.value ?? [])
        Section {
            Quiet(words.text("join_again_text"))
            Button(words.text("join_again"), action: renew).frame(minHeight: 44)
        }
    }
}

/// Light or dark; another look is there at once.
private struct LookChoice: View {
    let shell: any Shell
    @Environment(\.words) private var words: Words

    var body: some View {
        let choices: Choices = shell.choices
        Section {
            ForEach(Look.allCases, id: \.self) { look in
                Option(text: name(look), selected: choices.look == look) {
                    var other: Choices = choices
                    other.look = look
                    shell.choose(other)
                }
            }
        } header: {
            SectionTitle(words.text("me_look"))
        }
    }

    private func name(_ look: Look) -> String {
        switch look {
        case .system: words.text("me_look_system")
        case .light: words.text("me_look_light")
        case .dark: words.text("me_look_dark")
        }
    }
}

/// Whether the person is told of alerts while the app is closed, and how it works without.
struct Notifications: View {
    let shell: any Shell
    @Environment(\.words) private var words: Words

    var body: some View {
        switch shell.notifications {
        case .allowed:
            Text(words.text("me_notify_allowed"))
        case .notAsked:
            Text(words.text("me_notify_not_asked"))
            Button(words.text("me_notify_ask")) { shell.askToNotify() }.frame(minHeight: 44)
        case .refused:
            Text(words.text("me_notify_refused"))
            Button(words.text("me_notify_again")) { shell.askToNotify() }.frame(minHeight: 44)
        }
    }
}

/// Where the region's hub is; another address takes the place of what was typed.
private struct RegionAddress: View {
    let address: String
    let wrong: SharenumError?
    let save: @MainActor (String) -> Void
    @State private var typed: String?
    @Environment(\.words) private var words: Words

    var body: some View {
        AddressField(
            label: words.text("join_hub"), help: words.text("me_hub_help"),
            text: text, wrong: wrong, enter: saveTyped
        )
        .onChange(of: address) { typed = nil }
        Button(words.text("me_hub_save"), action: saveTyped).frame(minHeight: 44)
    }

    private var text: Binding<String> {
        Binding(get: { @MainActor in typed ?? address }, set: { @MainActor in typed = $0 })
    }

    private func saveTyped() { save(typed ?? address) }
}

/// What the certificate says, and files of earlier memberships.
private struct MembershipFacts: View {
    let member: Member
    let school: Establishment?
    let aside: [String]
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let expires = formats.date(of: member.expires)
        Section {
            Fact(
                words.text("me_roles"),
                member.roles.map { words.role($0) }.joined(separator: ", "))
            if let code: SchoolCode = member.school {
                Fact(words.text("me_school"), named(code))
            }
            Fact(words.text("me_expires"), words.text("me_expires_text", expires))
            if !aside.isEmpty {
                Fact(words.text("me_aside"), aside.joined(separator: "\n"))
                Quiet(words.text("me_aside_text"))
            }
        } header: {
            SectionTitle(words.text("me_membership"))
        }
    }

    private func named(_ code: SchoolCode) -> String {
        guard let school: Establishment = school else { return code.value }
        return words.text("me_school_of", school.name, code.value)
    }
}
