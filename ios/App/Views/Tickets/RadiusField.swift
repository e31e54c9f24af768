import SharenumModels
import SwiftUI

/// How far a ticket reaches: by the slider, or in steps; and whom that covers, at each move.
struct RadiusField: View {
    let model: TicketFormModel
    let go: @MainActor (Route) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        RadiusSlider(km: Int(model.form.filled.radiusKm)) { model.setRadius($0) }
        Wrong(filled: model.form.filled, name: TicketField.radius)
        ShowOrProfile(
            loaded: model.coverage.shown, retry: model.readAgain, completeProfile: completeProfile
        ) { (coverage: Coverage) in
            CoverageText(coverage: coverage)
                .announced(words.covered(coverage))
            if let wider: Widening = coverage.widen {
                WidenButton(wider: wider) { model.setRadius(Int(wider.radiusKm)) }
            }
        }
    }

    private func completeProfile() { go(.profile) }
}

private struct RadiusSlider: View {
    let km: Int
    let set: @MainActor (Int) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let said = formats.km(Double(km))
        VStack(alignment: .leading, spacing: 8) {
            Text(said)
                .font(.title)
                .accessibilityHidden(true)
            Slider(value: value, in: Double(nearest)...Double(farthest), step: 1) {
                Text(words.text("phrase_field_radius"))
            }
            .frame(minHeight: 44)
            .accessibilityValue(said)
            Flow {
                ForEach(steps, id: \.self) { step in
                    let there = min(max(km + step, nearest), farthest)
                    Button(
                        step < 0
                            ? words.text("radius_less", -step) : words.text("radius_more", step)
                    ) { set(there) }
                    .disabled(there == km)
                }
            }
            .buttonStyle(.bordered)
            .controlSize(.large)
        }
    }

    private var value: Binding<Double> {
        Binding(
            get: { @MainActor in Double(km) },
            set: { @MainActor moved in set(Int(moved.rounded())) })
    }
}

/// Whom a radius reaches.
struct CoverageText: View {
    let coverage: Coverage
    @Environment(\.words) private var words: Words

    var body: some View {
        let academies = coverage.academies.map { (academy: AcademyCount) in
            words.text("coverage_academy", academy.academy, academy.establishments)
        }
        VStack(alignment: .leading, spacing: 4) {
            Text(words.covered(coverage)).font(.headline)
            Quiet(
                words.count(
                    "coverage_academies", Int64(academies.count),
                    academies.joined(separator: ", ")))
        }
        .accessibilityElement(children: .combine)
    }
}

/// To the next radius that reaches more.
private struct WidenButton: View {
    let wider: Widening
    let widen: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Button(
            words.count(
                "coverage_widen", Int64(wider.establishments), formats.km(Double(wider.radiusKm))),
            systemImage: "plus", action: widen
        )
        .frame(minHeight: 44)
    }
}

extension Words {
    /// How many others a radius reaches.
    fileprivate func covered(_ coverage: Coverage) -> String {
        coverage.others == 0
            ? text("coverage_alone") : count("coverage_others", Int64(coverage.others))
    }
}

/// How far the slider goes, in km: what the core takes.
private let nearest = 1
private let farthest = 100

/// How far a press goes, in km.
private let steps = [-10, -1, 1, 10]
