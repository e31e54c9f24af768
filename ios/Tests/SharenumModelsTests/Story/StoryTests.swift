import Foundation
import SharenumModels
import Stage
import Testing

extension All {
    /// The story of the product, each on their own phone, and what each step did as others read it
    /// from the hubs.
    @MainActor
    @Suite struct WholeStory {
        @Test("Join, ticket offline, bus, alert, seat, check-in and co-signature, by five people")
        func play() async throws {
            let story = try await Story()
            try await story.sheJoins()
            try await story.sheFilesATicketOffline()
            try await story.theBusCarriesItHome()
            try await story.aColleagueIsAlertedAndBooksTheBus()
            try await story.sheIsAlertedAndAsksForASeat()
            try await story.theHostChecksHerIn()
            try await story.aMiniTechLogsHelp()
            try await story.sheCoSigns()
            try await story.ends()
        }
    }
}
