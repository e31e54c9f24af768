import SharenumModels
import SwiftUI

/// Who asked for a seat, and who came unannounced; the organiser and the hosts check in.
struct WhoComes: View {
    let shown: WorkshopDetail
    let walkIn: Form
    let checkIn: @MainActor (Attendee, Bool) -> Void
    let addWalkIn: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let actions = shown.item.common.actions
        if !shown.attendees.isEmpty {
            Section {
                ForEach(shown.attendees, id: \Attendee.registration) { attendee in
                    AttendeeRow(attendee: attendee, mayCheckIn: actions.contains(.checkIn)) {
                        checkIn(attendee, $0)
                    }
                }
            } header: {
                SectionTitle(words.text("who_comes"))
            }
        }
        if !shown.walkIns.isEmpty || actions.contains(.addWalkIn) {
            Section {
                WalkInRows(walkIns: shown.walkIns)
                if actions.contains(.addWalkIn) { WalkInForm(form: walkIn, add: addWalkIn) }
            } header: {
                SectionTitle(words.text("walk_ins"))
            }
        }
    }
}

/// One who asked for a seat; ticked when present. The whole row is the target.
struct AttendeeRow: View {
    let attendee: Attendee
    let mayCheckIn: Bool
    let check: @MainActor (Bool) -> Void

    var body: some View {
        let present = attendee.presentAt != nil
        if mayCheckIn {
            Button {
                check(!present)
            } label: {
                HStack(spacing: 12) {
                    Image(systemName: present ? "checkmark.square.fill" : "square")
                        .font(.title2)
                        .foregroundStyle(.tint)
                        .accessibilityHidden(true)
                    AttendeeName(attendee: attendee)
                }
                .contentShape(.rect)
            }
            .buttonStyle(.plain)
            .accessibilityAddTraits(present ? [.isToggle, .isSelected] : .isToggle)
        } else {
            AttendeeName(attendee: attendee).accessibilityElement(children: .combine)
        }
    }
}

private struct AttendeeName: View {
    let attendee: Attendee
    @Environment(\.words) private var words: Words

    var body: some View {
        // With large letters there is no room for both in one line.
        ViewThatFits(in: .horizontal) {
            HStack {
                who
                Spacer()
                state
            }
            VStack(alignment: .leading, spacing: 4) {
                who
                state
            }
            .frame(maxWidth: .infinity, alignment: .leading)
        }
        .frame(minHeight: 44)
    }

    private var who: some View {
        VStack(alignment: .leading) {
            if let name = attendee.name {
                Text(name)
                if !attendee.schoolName.isEmpty {
                    Text(attendee.schoolName).font(.footnote).foregroundStyle(.secondary)
                }
            } else {
                Text(words.text("somebody_of", attendee.schoolName))
            }
        }
    }

    private var state: some View {
        Badge(words.requestState(attendee.state), tone(attendee.state))
    }
}

/// Who came unannounced.
struct WalkInRows: View {
    let walkIns: [WalkIn]

    var body: some View {
        ForEach(walkIns, id: \WalkIn.entry) { guest in
            WalkInRow(guest: guest)
        }
    }
}

private struct WalkInRow: View {
    let guest: WalkIn

    var body: some View { Text(guest.label) }
}

/// Somebody who comes unannounced.
struct WalkInForm: View {
    let form: Form
    let add: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Fields(form: form) {
            FormField(
                form: form, name: WalkInField.label, label: words.text("walk_in_label"),
                help: words.text("walk_in_help"))
            Button(words.text("walk_in_add"), action: add)
                .buttonStyle(.bordered)
                .controlSize(.large)
                .disabled(form.filled.sending)
        }
    }
}
