import Foundation
import SharenumModels
import Stage
import Testing

extension All {
    /// Help of mini-techs: logged on a tablet, co-signed by a teacher.
    @MainActor
    @Suite struct HelpRoom {
        private func logged(_ person: Person) async throws -> HelpSessionPage {
            try await person.reads { try $0.helpSessions(page: PageRequest(limit: 1)) }
        }

        @Test("A mini-tech logs help in three taps, and the form is there for the next one")
        func log() async throws {
            let person = try await Person("tablet")
            try await person.reads { try $0.discardTimer() }
            let model = person.opens { LogHelpModel($0) }
            let choices = try await ready { model.choices.shown }
            try await until { model.form.filled.ready }
            #expect(model.form[HelpField.helper].isEmpty)
            #expect(try await ready { model.timer.shown } == nil)
            let before = try await logged(person).total
            model.form[HelpField.helper] = choices.helpers[1]
            model.form[HelpField.tool] = choices.tools[2].id.value
            model.log(solved: true)
            try await until { model.logged != nil }
            let page = try await logged(person)
            #expect(page.total == before + 1)
            let id = try #require(model.logged)
            let session = try await person.reads { try $0.helpSession(id: id) }
            #expect(session.helper == choices.helpers[1])
            #expect(session.tool?.id == choices.tools[2].id)
            #expect(session.className == choices.classes[0])
            #expect(session.solved && session.minutes == 10 && session.pupils == 1)
            #expect(session.started == Scene.fixed.now.addingTimeInterval(-600))
            #expect(session.common.delivery == .onThisPhone)
            #expect(model.form[HelpField.helper].isEmpty)
            #expect(model.form[HelpField.className] == choices.classes[0])
            #expect(try await person.reads { try $0.draft(form: .helpSession, about: nil) } == nil)
            try await until {
                model.sessions.shown.value?.items.contains { $0.common.id == id } == true
            }
            await person.ends()
        }

        @Test("What the timer measured is logged, and the timer is gone")
        func timed() async throws {
            let person = try await Person("tablet")
            let model = person.opens { LogHelpModel($0) }
            try await until { model.measured != nil && model.form.filled.ready }
            let timer = try #require(model.measured)
            let choices = try await ready { model.choices.shown }
            model.form[HelpField.helper] = choices.helpers[0]
            model.form[HelpField.tool] = choices.tools[0].id.value
            model.log(solved: false)
            try await until { model.logged != nil && model.measured == nil }
            let id = try #require(model.logged)
            let session = try await person.reads { try $0.helpSession(id: id) }
            #expect(session.started == timer.started)
            #expect(session.minutes == 7)
            #expect(!session.solved)
            await person.ends()
        }

        @Test("A timer is started with what is chosen, goes on by itself, and is given up")
        func timer() async throws {
            let now = Moving(Scene.fixed.now)
            let phone = try await Scene.fixed.phone("tablet") { now.now }
            let person = Person(phone) { now.now }
            let model = person.opens { LogHelpModel($0) }
            try await until { model.measured != nil }
            model.discardTimer()
            try await until { model.measured == nil }
            let choices = try await ready { model.choices.shown }
            model.form[HelpField.helper] = choices.helpers[0]
            model.start()
            try await until { model.measured?.helper == choices.helpers[0] }
            #expect(model.measured?.minutes == nil)
            now.pass(90)
            // The core tells no change as time passes: the model looks.
            try await until { (model.measured?.elapsed ?? 0) >= 90 }
            await person.ends()
        }

        @Test("What is missing is marked, and nothing is logged")
        func missing() async throws {
            let person = try await Person("tablet")
            try await person.reads { try $0.discardTimer() }
            let model = person.opens { LogHelpModel($0) }
            try await until { model.form.filled.ready }
            let before = try await logged(person).total
            let choices = try await ready { model.choices.shown }
            model.form[HelpField.tool] = choices.tools[0].id.value
            model.log(solved: true)
            try await until { model.form.filled.wrong?.name == HelpField.helper }
            #expect(model.logged == nil)
            #expect(try await logged(person).total == before)
            await person.ends()
        }

        @Test("A slip of the finger is changed afterwards; another length moves the beginning")
        func change() async throws {
            let person = try await Person("tablet")
            let id = Scene.fixed.document("session_corrected")
            let model = person.opens { HelpSessionModel($0, id) }
            let before = try await ready { model.session.shown }
            try await until { model.form.filled.ready }
            model.form[HelpField.solved] = "\(!before.solved)"
            model.form[HelpField.minutes] = "\(before.minutes + 5)"
            model.save { _ in }
            try await until { model.session.shown.value?.solved == !before.solved }
            let after = try #require(model.session.shown.value)
            #expect(after.minutes == before.minutes + 5)
            #expect(after.started == before.started.addingTimeInterval(-300))
            #expect(after.helper == before.helper && after.pupils == before.pupils)
            try await person.told(wordsOf(.english).text("help_changed"))
            await person.ends()
        }

        @Test("A teacher co-signs one session, or those of a day at once")
        func coSign() async throws {
            let person = try await Person("teacher")
            let model = person.opens { HelpModel($0) }
            let waiting = try await ready { model.toCoSign.shown }
            #expect(waiting.items.count > 3)
            try await ready { model.totals.shown }
            try await ready { model.sessions.shown }
            model.coSign([waiting.items[0]])
            try await until { model.toCoSign.shown.value?.total == waiting.total - 1 }
            try await person.told(wordsOf(.english).text("help_co_signed"))
            model.coSign(Array(waiting.items[1...2]))
            try await until { model.toCoSign.shown.value?.total == waiting.total - 3 }
            try await person.told(wordsOf(.english).text("help_all_co_signed"))
            // All of a day, or nothing of it when one was edited meanwhile.
            model.coSign([waiting.items[3], elsewise(waiting.items[2])])
            try await until { person.desk.notice?.error != nil }
            #expect(try await ready { model.toCoSign.shown }.total == waiting.total - 3)
            let signed = waiting.items[1].common.id
            #expect(try await person.reads { try $0.helpSession(id: signed).counts })
            let last = waiting.items[3].common.id
            let one = person.opens { HelpSessionModel($0, last) }
            one.perform(.coSign, try await ready { one.session.shown })
            try await until { one.session.shown.value?.counts == true }
            await person.ends()
        }

        @Test("Who has nothing to sign has an empty list")
        func empty() async throws {
            let person = try await Person("host")
            let model = person.opens { HelpModel($0) }
            #expect(try await ready { model.toCoSign.shown }.items.isEmpty)
            await person.ends()
        }
    }
}

/// As somebody saw it who did not see its last edit.
private func elsewise(_ session: HelpSession) -> HelpSession {
    HelpSession(
        common: session.common, helper: session.helper, className: session.className,
        pupils: session.pupils, tool: session.tool, started: session.started,
        minutes: session.minutes, what: session.what, solved: session.solved,
        state: Data(count: 32), counts: session.counts, voided: session.voided)
}

extension LogHelpModel {
    /// What the timer says, where there is one.
    fileprivate var measured: HelpTimer? { timer.shown.value ?? nil }
}
