import Foundation

public class EKEventStore: NSObject {}

public class EKCalendarItem: NSObject {
    public var title: String!
    public var location: String?
    public var notes: String?
    public var timeZone: TimeZone?
}

public class EKEvent: EKCalendarItem {
    public init(eventStore: EKEventStore) {}
    public var startDate: Date!
    public var endDate: Date!
    public var isAllDay = false
}
