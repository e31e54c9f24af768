import Foundation
import SharenumModels
import Stage
import Testing

extension All {
    /// How a device stands with its region.
    @MainActor
    @Suite struct SyncRoom {
        private var region: String {
            String(Scene.fixed.says("newcomer_invitation").split(separator: "=").last ?? "")
        }

        @Test("What is not home and what was refused stand there, and a refusal is given up")
        func state() async throws {
            let person = try await Person("teacher")
            let model = person.opens { SyncModel($0) }
            let state = try await ready { model.state.shown }
            let status = try await person.reads { try $0.syncStatus() }
            #expect(state.status == status)
            #expect(state.refused.count == 1)
            let outgoing = try await ready { model.outgoing.shown }
            #expect(outgoing.total > 0)
            model.perform(.discard, state.refused[0])
            try await until { model.state.shown.value?.refused.isEmpty == true }
            await person.ends()
        }

        @Test("What was refused is sent again")
        func sendAgain() async throws {
            let person = try await Person("teacher")
            let model = person.opens { SyncModel($0) }
            let state = try await ready { model.state.shown }
            model.perform(.sendAgain, state.refused[0])
            try await until { model.state.shown.value?.refused.isEmpty == true }
            try await person.told(wordsOf(.english).text("sent_again"))
            await person.ends()
        }

        @Test("An address is synced with as it was typed, over the network around")
        func address() async throws {
            let person = try await Person("teacher")
            let model = person.opens { SyncModel($0) }
            model.sync("  ftp://bus ")
            try await until {
                if case .failed(let error) = person.desk.syncing.run {
                    error.code == "bad-address" || error.field != nil
                } else {
                    false
                }
            }
            #expect(person.shell.asked == ["the network around"])
            await person.ends()
        }

        @Test("A sync is ended by its button")
        func cancel() async throws {
            let person = try await Person(full: "cancel")
            let model = person.opens { SyncModel($0) }
            model.sync(Stage.says("slow"))
            #expect(person.desk.syncing.run == .running(nil))
            try await until {
                if case .running(.some) = person.desk.syncing.run { true } else { false }
            }
            model.cancel()
            try await until { !person.desk.syncing.run.isRunning }
            guard case .ended(let summary) = person.desk.syncing.run else {
                Issue.record("\(person.desk.syncing.run)")
                return
            }
            #expect(summary.cancelled)
            await person.ends()
        }

        @Test("A list that is pulled waits for the sync, and tells what came to no end")
        func refresh() async throws {
            let person = try await Person("teacher")
            // No hub runs behind the scene.
            await person.desk.refresh()
            #expect(!person.desk.syncing.run.isRunning)
            #expect(person.desk.notice?.error != nil)
            await person.ends()
        }

        @Test("The door of a bus is read, shown, and not asked; another region's is told")
        func door() async throws {
            let person = try await Person("teacher")
            let model = person.opens { SyncModel($0) }
            model.look(
                "sharenum://bus?hub=http%3A%2F%2F192.168.4.1%3A8480&region="
                    + String(region.reversed()))
            try await until { person.desk.notice?.error != nil }
            #expect(model.door == nil)
            model.look("sharenum://bus?hub=http%3A%2F%2F192.168.4.1%3A8480&region=\(region)")
            try await until { model.door != nil }
            #expect(model.door == MetHub(url: "http://192.168.4.1:8480", role: .bus))
            #expect(person.desk.syncing.run == .none)
            await person.ends()
        }

        @Test("What is photographed and is no door is told in the core's words")
        func photograph() async throws {
            let person = try await Person("teacher")
            let model = person.opens { SyncModel($0) }
            person.shell.picture = Picture.wall
            model.photographDoor()
            try await until { person.said?.contains("No QR code can be read") == true }
            person.desk.seen(try #require(person.desk.notice))
            person.shell.picture = Picture.invitation
            model.photographDoor()
            try await until { person.desk.notice?.error != nil }
            #expect(model.door == nil)
            await person.ends()
        }

        @Test("A bus that announces itself is shown while the page is open")
        func around() async throws {
            let person = try await Person("teacher")
            let bus = MetHub(url: "http://10.0.0.9:8480", role: .bus)
            person.shell.seen = .found([SeenHub(name: "BusNum 71", hub: bus)])
            let model = person.opens { SyncModel($0) }
            #expect(model.around == .found([]))
            try await until { model.around == .found([SeenHub(name: "BusNum 71", hub: bus)]) }
            #expect(person.shell.listening == 1)
            person.leaves()
            try await until { person.shell.listening == 0 }
            await person.ends()
        }

        @Test("A draft is listed while it is typed, thrown away, and taken back")
        func drafts() async throws {
            let person = try await Person("teacher")
            let model = person.opens { SyncModel($0) }
            try await ready { model.drafts.shown }
            let fields = ["field.title": "Later"]
            try await person.reads {
                try $0.saveDraft(form: .newWorkshop, about: nil, fields: fields)
            }
            func draft() -> Draft? {
                model.drafts.shown.value?.items.first { $0.form == .newWorkshop }
            }
            try await until { draft() != nil }
            model.discard(try #require(draft()))
            try await until { draft() == nil }
            try await person.told(wordsOf(.english).text("draft_discarded"))
            try person.undoes()
            try await until { draft()?.fields == fields }
            await person.ends()
        }

        @Test("Each draft leads to its form, and one that is not known leads nowhere")
        func ways() async throws {
            let person = try await Person("teacher")
            let model = person.opens { SyncModel($0) }
            let scene = Scene.fixed
            let (ticket, proposal) = (scene.document("ticket_open"), scene.document("proposal"))
            let (plan, workshop) = (scene.document("plan"), scene.document("workshop_organised"))
            let session = scene.document("session_corrected")
            let bus = ["resource": scene.says("resource_bus"), "field.purpose": "A day"]
            let cases: [(DraftForm, DocumentId?, String)] = [
                (.newTicket, nil, "new-ticket"), (.editTicket, ticket, "edit-ticket/\(ticket)"),
                (.proposal, ticket, "ticket/\(ticket)"),
                (.editProposal, proposal, "proposal/\(proposal)"),
                (.message, proposal, "proposal/\(proposal)"),
                (.plan, proposal, "proposal/\(proposal)"), (.plan, plan, "plan/\(plan)"),
                (.newWorkshop, plan, "new-workshop/\(plan)"),
                (.editWorkshop, workshop, "edit-workshop/\(workshop)"),
                (.busDay, nil, "ask-day/\(scene.says("resource_bus"))"),
                (.walkIn, workshop, "workshop/\(workshop)"), (.helpSession, nil, "log-help"),
                (.editHelpSession, session, "help-session/\(session)"),
                (.profile, nil, "profile"), (.card, nil, "me"),
            ]
            for (form, about, path) in cases {
                try await person.reads { try $0.saveDraft(form: form, about: about, fields: bus) }
                let kept = try await person.reads { try $0.draft(form: form, about: about) }
                let led = Box<Route>()
                model.open(try #require(kept)) { led.value = $0 }
                try await until { led.value != nil }
                #expect(led.value?.path == path)
            }
            let newer = Draft(
                form: .unknown(word: "new"), about: nil, fields: [:], saved: scene.now)
            model.open(newer) { Issue.record("led to \($0)") }
            await person.ends()
        }
    }
}
