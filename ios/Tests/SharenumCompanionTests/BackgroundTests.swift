import BackgroundTasks
import SharenumModels
import Stage
import Testing

@testable import SharenumCompanion

extension All {
    /// What the system lets a closed app do.
    @MainActor
    @Suite struct Background {
        @Test("A task that expires ends its sync within two seconds, and says so once")
        func expired() async throws {
            let phone = try await Phone("expired", invitation: "spare").app
            // A hub that always has more to say.
            try await phone.call { try $0.setRegionUrl(url: Stage.says("slow")) }
            let work = try work(phone)
            let (answers, answer) = AsyncStream<LogRecord>.makeStream()
            try Sharenum.log(.debug) { answer.yield($0) }
            let task = BGAppRefreshTask(identifier: BackgroundWork.refresh)
            BGTaskScheduler.shared.launch(task)
            for await record in answers where record.message.contains("answer") { break }
            try Sharenum.silence()
            #expect(Set(BGTaskScheduler.shared.requests.keys) == both, "the chain goes on")
            let expired = ContinuousClock.now
            task.expirationHandler?()
            var completions = task.completions.makeAsyncIterator()
            #expect(await completions.next() == false)
            #expect(ContinuousClock.now - expired < .seconds(2))
            task.setTaskCompleted(success: true)
            #expect(await completions.next() == true, "nothing else was said before")
            // The next one goes on.
            let region = Stage.says("region")
            try await phone.call { try $0.setRegionUrl(url: region) }
            for task in [
                BGAppRefreshTask(identifier: BackgroundWork.refresh),
                BGProcessingTask(identifier: BackgroundWork.catchUp),
            ] {
                BGTaskScheduler.shared.launch(task)
                var completions = task.completions.makeAsyncIterator()
                #expect(await completions.next() == true)
            }
            withExtendedLifetime(work) {}
            await phone.close()
        }

        @Test("What was carried before the task expired stays, and is not carried again")
        func kept() async throws {
            // More than a task has time for.
            let copy = try Stage.fullPhone("kept")
            let phone = try await copy.open()
            let before = try await waiting(phone)
            let work = try work(phone)
            let task = BGAppRefreshTask(identifier: BackgroundWork.refresh)
            BGTaskScheduler.shared.launch(task)
            for await _ in try phone.changes() where try await waiting(phone) < before { break }
            task.expirationHandler?()
            var completions = task.completions.makeAsyncIterator()
            #expect(await completions.next() == false)
            let left = try await waiting(phone)
            #expect(0 < left && left < before)
            withExtendedLifetime(work) {}
            await phone.close()

            let again = try await copy.open()
            #expect(try await waiting(again) == left)
            let next = try await again.sync()
            #expect(next.finished)
            #expect(UInt64(next.changesSent) == left)
            await again.close()
        }

        @Test("What takes longer waits for a network; both are asked for in half an hour")
        func requests() async throws {
            let phone = try await Phone("requests").app
            try work(phone).schedule()
            let requests = BGTaskScheduler.shared.requests
            let catchUp = requests[BackgroundWork.catchUp] as? BGProcessingTaskRequest
            #expect(catchUp?.requiresNetworkConnectivity == true)
            #expect(catchUp?.requiresExternalPower == false)
            #expect(requests[BackgroundWork.refresh] is BGAppRefreshTaskRequest)
            await phone.close()
        }

        /// What the region has not received.
        private func waiting(_ phone: Sharenum) async throws -> UInt64 {
            try await phone.call { try $0.syncStatus().undelivered.onThisPhone }
        }

        private let both: Set = [BackgroundWork.refresh, BackgroundWork.catchUp]

        private func work(_ phone: Sharenum) throws -> BackgroundWork {
            let spoken = try speech()
            let notifications = NotificationSchedule({ phone }, { spoken })
            let work = BackgroundWork(RegionSync({ phone }, notifications))
            work.register()
            return work
        }
    }
}
