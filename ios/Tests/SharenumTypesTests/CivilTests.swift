import Foundation
import SharenumTypes
import Testing

private let paris = TimeZone(identifier: "Europe/Paris") ?? .gmt

@Suite("Days and times without a zone")
struct CivilTests {
    @Test(
        "What ISO 8601 writes is read, and written again",
        arguments: ["2027-03-01", "2028-02-29", "2000-02-29", "0001-01-01", "-000044-03-15"])
    func dates(iso: String) throws {
        #expect(try CivilDate(iso: iso).iso == iso)
        #expect(try CivilDateTime(iso: "\(iso)T23:59:59").iso == "\(iso)T23:59:59")
    }

    @Test(
        "Times are read with and without what may be left out, and written in full",
        arguments: [
            ("14:00", "14:00:00"), ("00:00:00", "00:00:00"), ("09:05:07.5", "09:05:07.5"),
            ("23:59:59.999999999", "23:59:59.999999999"), ("12:00:00.000000001", nil),
            ("12:00:00.0", "12:00:00"),
        ] as [(String, String?)])
    func times(iso: String, written: String?) throws {
        #expect(try CivilTime(iso: iso).iso == written ?? iso)
    }

    @Test(
        "What is no day or time is refused, and told",
        arguments: [
            "", "2027", "2027-02-29", "1900-02-29", "2027-13-01", "2027-00-01", "2027-04-31",
            "2027-3-1", "2027-03-01 ", "+2027-03-01", "2027/03/01", "²027-03-01", "24:00", "12:60",
            "12:00:60", "12", "12:00:00.", "12:00:00.1234567890", "2027-03-01T", "T12:00",
        ])
    func refused(iso: String) {
        #expect(throws: NotCivil.self) { try CivilDate(iso: iso) }
        #expect(throws: NotCivil.self) { try CivilTime(iso: iso) }
        #expect(throws: NotCivil.self) { try CivilDateTime(iso: iso) }
    }

    @Test("Components come back as they went")
    func components() throws {
        let start = try CivilDateTime(iso: "2027-03-01T14:30:00")
        #expect(try CivilDateTime(start.components) == start)
        #expect(try CivilDate(start.components) == start.date)
        #expect(try CivilTime(start.components) == start.time)
        #expect(throws: NotCivil.self) { try CivilDate(DateComponents(month: 3, day: 1)) }
        #expect(throws: NotCivil.self) { try CivilTime(DateComponents(minute: 3)) }
        #expect(throws: NotCivil.self) { try CivilDate(DateComponents(year: 2027, month: 13)) }
    }

    @Test("An instant is a day and a time in each zone, and back")
    func instants() throws {
        let instant = Date(timeIntervalSince1970: 1_803_945_600)
        #expect(try CivilDate(instant, in: .gmt).iso == "2027-03-02")
        let local = try CivilDateTime(instant, in: paris)
        #expect(local.iso == "2027-03-02T01:00:00")
        #expect(local.instant(in: paris) == instant)
        let far = try #require(TimeZone(identifier: "America/Toronto"))
        #expect(try CivilDate(instant, in: far).iso == "2027-03-01")
    }

    @Test("The hours that clocks skip and repeat are still instants")
    func changedClocks() throws {
        let skipped = try CivilDateTime(iso: "2027-03-28T02:30:00")
        let jumped = try #require(skipped.instant(in: paris))
        #expect(try CivilDateTime(jumped, in: paris).iso == "2027-03-28T03:30:00")
        let twice = try CivilDateTime(iso: "2027-10-31T02:30:00")
        let first = try #require(twice.instant(in: paris))
        #expect(try CivilDateTime(first, in: .gmt).iso == "2027-10-31T00:30:00")
    }

    @Test("Days and times are in order, and are one string in JSON")
    func orderAndJSON() throws {
        let days = try ["2026-12-31", "2027-01-01", "2027-01-02", "2027-02-01"].map {
            try CivilDate(iso: $0)
        }
        #expect(days.shuffled().sorted() == days)
        let early = try CivilDateTime(iso: "2027-01-01T09:59:59")
        let late = try CivilDateTime(iso: "2027-01-01T10:00:00")
        #expect(early < late && early.time < late.time)
        let json = try JSONEncoder().encode([late])
        #expect(String(decoding: json, as: UTF8.self) == #"["2027-01-01T10:00:00"]"#)
        #expect(try JSONDecoder().decode([CivilDateTime].self, from: json) == [late])
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode([CivilDate].self, from: Data(#"["tomorrow"]"#.utf8))
        }
    }

    @Test("A name is one string in JSON, and no other kind of name")
    func names() throws {
        let tools = [ToolId(value: "scratch"), ToolId(value: "3d-printer")]
        let json = try JSONEncoder().encode(tools)
        #expect(String(decoding: json, as: UTF8.self) == #"["scratch","3d-printer"]"#)
        #expect(try JSONDecoder().decode([ToolId].self, from: json) == tools)
        #expect("\(tools[0])" == "scratch")
        #expect(Set(tools).count == 2)
    }
}
