import SharenumModels
import SwiftUI

/// The establishment in the form, and the search for one.
struct SchoolRows: View {
    let model: ProfileModel
    let space: Namespace.ID
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Wrong(filled: model.form.filled, name: ProfileField.school)
            Show(loaded: model.chosen.shown, retry: model.readAgain) {
                (chosen: Establishment?) in
                if let chosen {
                    ChosenSchool(school: chosen) { model.choose(nil) }
                } else {
                    SchoolSearch(model: model)
                }
            }
        } header: {
            Heading(words.text("me_school_title"), in: space)
        }
    }
}

private struct ChosenSchool: View {
    let school: Establishment
    let change: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Row(title: school.name, above: words.kind(school), text: words.place(school))
        Button(words.text("me_school_change"), action: change).frame(minHeight: 44)
    }
}

/// The directory comes with the first sync; afterwards it is searched without a network.
private struct SchoolSearch: View {
    let model: ProfileModel
    @Environment(\.words) private var words: Words

    var body: some View {
        let syncing: Syncing = model.desk.syncing
        let run: SyncRun = syncing.run
        let directory = model.directory.shown.value
        if directory == 0 || run.isRunning {
            Directory(
                run: run, start: { syncing.start() }, cancel: { syncing.cancel() })
        }
        if let directory, directory > 0 {
            Under(
                label: words.text("me_school_search"), help: words.text("me_school_search_help"),
                wrong: nil
            ) {
                TextField(
                    words.text("me_school_search"), text: query, prompt: Text(verbatim: "")
                )
                .autocorrectionDisabled()
                .submitLabel(.search)
                .frame(minHeight: 44)
            }
            // Nothing was asked for yet: a list of the whole region would only stand in the way.
            if !model.query.isEmpty {
                Show(loaded: model.found.shown, retry: model.readAgain) {
                    (listed: Listed<EstablishmentItem>) in
                    if listed.items.isEmpty {
                        Quiet(words.text("me_school_none", model.query))
                    }
                    Rows(
                        listed: listed, id: \EstablishmentItem.establishment.code,
                        more: { model.found.more() }
                    ) { SchoolRow(item: $0) { model.choose($0) } }
                }
            }
        }
    }

    private var query: Binding<String> {
        Binding(get: { @MainActor in model.query }, set: { @MainActor in model.search($0) })
    }
}

private struct SchoolRow: View {
    let item: EstablishmentItem
    let choose: @MainActor (SchoolCode) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let school: Establishment = item.establishment
        Row(
            title: school.name, above: words.kind(school),
            text: lines(words.place(school), item.km.map { formats.km($0) }),
            open: { choose(school.code) })
    }
}

/// The directory is not here yet: it comes, or can be fetched.
private struct Directory: View {
    let run: SyncRun
    let start: @MainActor () -> Void
    let cancel: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            if case .running(let progress) = run {
                ProgressView().frame(minHeight: 44).accessibilityHidden(true)
                Text(coming(progress)).accessibilityAddTraits(.updatesFrequently)
                Button(words.text("cancel"), action: cancel).buttonStyle(.bordered)
            } else {
                Text(words.text("me_directory_none"))
                if case .failed(let error) = run {
                    WrongText(text: words.error(error, formats))
                }
                Button(words.text("me_directory_get"), action: start).buttonStyle(.main)
            }
        }
        .controlSize(.large)
    }

    private func coming(_ progress: SyncProgress?) -> String {
        guard let progress: SyncProgress = progress else {
            return words.text("me_directory_coming")
        }
        return words.text(
            "me_directory_progress", words.syncPhase(progress.phase),
            formats.bytes(progress.bytesReceived))
    }
}

extension Words {
    fileprivate func kind(_ school: Establishment) -> String {
        text("me_school_kind", establishmentKind(school.kind), school.code.value)
    }

    fileprivate func place(_ school: Establishment) -> String {
        text("me_school_where", school.commune, school.academyName)
    }
}
