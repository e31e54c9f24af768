import SharenumModels
import SwiftUI

/// How strongly a badge speaks.
enum Tone {
    case plain
    case good
    case attention
    case bad

    /// The ground under its word, which is written in the colour of all text.
    var ground: Color {
        switch self {
        case .plain: .secondary.opacity(0.15)
        case .good: .accentColor.opacity(0.2)
        case .attention: .orange.opacity(0.25)
        case .bad: .red.opacity(0.2)
        }
    }
}

/// A short word with a ground of its own: a status, a level, a count.
struct Badge: View {
    let text: String
    var tone: Tone = .plain
    var symbol: String?

    init(_ text: String, _ tone: Tone = .plain, symbol: String? = nil) {
        self.text = text
        self.tone = tone
        self.symbol = symbol
    }

    var body: some View {
        HStack(spacing: 4) {
            if let symbol { Image(systemName: symbol).accessibilityHidden(true) }
            Text(text)
        }
        .font(.footnote)
        .foregroundStyle(Color.primary)
        .padding(.horizontal, 8)
        .padding(.vertical, 4)
        .background(tone.ground, in: .rect(cornerRadius: 8))
    }
}

/// How far something of one's own has travelled; what is of others has arrived.
struct CommonBadge: View {
    let common: Common
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        if let refused = common.refused {
            Badge(words.phrase(refused, formats), .bad, symbol: "exclamationmark.triangle.fill")
        } else if common.mine {
            DeliveryBadge(delivery: common.delivery)
        }
    }
}

/// How far something has travelled.
struct DeliveryBadge: View {
    let delivery: Delivery
    @Environment(\.words) private var words: Words

    var body: some View {
        switch delivery {
        case .onThisPhone: Badge(words.delivery(delivery), .attention, symbol: "iphone")
        case .withBus: Badge(words.delivery(delivery), .attention, symbol: "bus")
        case .received: Badge(words.delivery(delivery), .good, symbol: "checkmark.circle.fill")
        case .unknown: Badge(words.delivery(delivery))
        }
    }
}

/// How much of what this device wrote is where; what is nowhere else comes first.
struct UndeliveredBadges: View {
    let undelivered: Undelivered
    @Environment(\.words) private var words: Words

    var body: some View {
        let (here, bus) = (undelivered.onThisPhone, undelivered.withBus)
        let refused = undelivered.refused
        Flow {
            if here == 0 && bus == 0 && refused == 0 {
                Badge(words.text("sync_all_home"), .good, symbol: "checkmark.circle.fill")
            }
            if here > 0 {
                Badge(
                    words.count("sync_on_this_phone", Int64(here)), .attention, symbol: "iphone")
            }
            if bus > 0 {
                Badge(words.count("sync_with_bus", Int64(bus)), .attention, symbol: "bus")
            }
            if refused > 0 {
                Badge(
                    words.count("sync_refused", Int64(refused)), .bad,
                    symbol: "exclamationmark.triangle.fill")
            }
        }
    }
}
