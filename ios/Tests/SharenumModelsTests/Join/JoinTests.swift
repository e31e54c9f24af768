import Foundation
import SharenumModels
import Stage
import Testing

@testable import SharenumModels

extension All {
    /// An invitation, on a hub that runs.
    @MainActor
    @Suite struct JoinRoom {
        private func newcomer() async throws -> Person {
            let folder = FileManager.default.temporaryDirectory
            let file = folder.appendingPathComponent("join-\(UUID()).sharenum")
            return Person(try await Sharenum.open(path: file.path, vault: MemoryVault())) { Date() }
        }

        private func hasJoined(_ person: Person) async throws -> Bool {
            Member(try await person.reads { try $0.membership() }) != nil
        }

        @Test("A code alone asks for its hub, and joins with it")
        func code() async throws {
            let person = try await newcomer()
            let model = person.opens { JoinModel($0) }
            #expect(model.state == JoinModel(person.desk).state)
            model.join(Stage.says("screens_code"), hub: "")
            #expect(model.state.step == .asking)
            try await until { model.state.error != nil }
            #expect(model.state.step == .waiting)
            #expect(try await !hasJoined(person))
            model.join(Stage.says("screens_code"), hub: Stage.says("region"))
            #expect(model.state.error == nil)
            // A second press while it asks is none: it would be refused at once.
            model.join("nonsense", hub: "")
            try await until { model.state.step != .asking }
            #expect(model.state == JoinState(step: .joined))
            #expect(try await hasJoined(person))
            #expect(person.shell.asked == ["written"])
            await person.ends()
        }

        @Test("A phone that has just joined has empty lists, and says what its profile lacks")
        func empty() async throws {
            let person = try await newcomer()
            let join = person.opens { JoinModel($0) }
            join.join(Stage.says("screens_link"), hub: Stage.says("region"))
            try await until { join.state.step == .joined }
            let member = try #require(Member(try await person.reads { try $0.membership() }))
            let screens = Screens(person.desk, member, guide: Scene.fixed.document("plan"))
            for model in screens.models { _ = person.opens { _ in model } }
            // Nothing is asked about a form of what is not on this phone.
            let unasked = ["change.found", "edit.coverage", "edit.guides", "edit.trainings"]
            try await until(
                "the rest", { screens.readings.that(are: .loading) }, is: { $0 == unasked })
            let lists = screens.readings.compactMapValues(\.items)
            #expect(lists.count >= 15)
            #expect(lists.filter { $0.value > 0 }.isEmpty)
            // Where things are is measured from the establishment.
            #expect(screens.readings["near.near"]?.state == .failed)
            await person.ends()
        }

        @Test("What is no invitation is told in the core's words")
        func nonsense() async throws {
            let person = try await newcomer()
            let model = person.opens { JoinModel($0) }
            for (typed, hub) in [
                ("https://example.org", ""), ("AAAAA-BBBBB", Stage.says("region")),
                ("AAAAA-BBBBB", "http://127.0.0.1:9"),
            ] {
                model.join(typed, hub: hub)
                try await until { model.state.error != nil }
                let words = wordsOf(.french)
                let error = try #require(model.state.error)
                let said = words.error(error, try formats(.french))
                #expect(!said.isEmpty && said != words.text("phrase_unknown"), "\(typed)")
            }
            await person.ends()
        }

        @Test("Asking can be stopped, and begun anew")
        func cancelled() async throws {
            let person = try await newcomer()
            let model = person.opens { JoinModel($0) }
            // Nobody answers there.
            model.join("AAAAA-BBBBB", hub: "http://192.0.2.1")
            #expect(model.state.step == .asking)
            model.cancel()
            #expect(model.state.step == .waiting)
            #expect(model.state.error == nil)
            model.join("https://example.org", hub: "")
            try await until { model.state.error != nil }
            await person.ends()
        }

        @Test("An answer that comes after all is taken, and what the camera saw meanwhile is not")
        func late() async throws {
            let person = try await newcomer()
            let model = person.opens { JoinModel($0) }
            model.join(Stage.says("screens_picture"), hub: Stage.says("region"))
            model.cancel()
            let (pictures, camera) = AsyncStream<LumaImage?>.makeStream()
            person.shell.pictures = pictures
            model.photograph { Issue.record("found \($0)") }
            #expect(model.state.step == .reading)
            try await until { model.state.step != .reading }
            #expect(model.state == JoinState(step: .joined))
            camera.yield(Picture.invitation)
            // Whoever opens the camera later has it to themselves.
            let again = JoinModel(person.desk)
            let found = Box<String>()
            again.photograph { found.value = $0 }
            camera.yield(Picture.invitation)
            try await until { found.value == Picture.link }
            #expect(model.state == JoinState(step: .joined))
            #expect(person.shell.asked == ["written"])
            await person.ends()
        }

        @Test("A photographed invitation shows its hub before anything is asked")
        func photograph() async throws {
            let person = try await newcomer()
            let model = person.opens { JoinModel($0) }
            // Back from the camera without a picture.
            model.photograph { Issue.record("found \($0)") }
            #expect(model.state.step == .reading)
            try await until { model.state.step == .waiting }
            #expect(model.state.error == nil)
            person.shell.picture = Picture.wall
            model.photograph { Issue.record("found \($0)") }
            try await until { model.state.error != nil }
            person.shell.picture = Picture.invitation
            let found = Box<String>()
            model.photograph { found.value = $0 }
            try await until { found.value == Picture.link }
            #expect(model.state.scanned?.hub == "https://hub.example")
            #expect(model.state.step == .waiting)
            #expect(try await !hasJoined(person))
            await person.ends()
        }

        @Test("A phone that has joined already is told so by the core")
        func again() async throws {
            let person = try await Person("teacher")
            let model = person.opens { JoinModel($0) }
            model.join(Scene.fixed.says("newcomer_invitation"), hub: "")
            try await until { model.state.error != nil }
            #expect(model.state.step == .waiting)
            await person.ends()
        }
    }
}
