import Observation
import SharenumKit

/// A guide that the region publishes.
@Observable
@MainActor
public final class GuideModel: ScreenModel {
    public let guide: Reading<Guide>

    public init(_ desk: Desk, _ id: DocumentId) {
        guide = Reading(desk) { try $0.guide(id: id) }
        super.init(desk, [guide])
    }
}
