import SharenumModels
import Testing

/// A label for each value, in both languages: none is empty, and no two are the same.
private func distinct<Kind>(
    _ all: [Kind], at place: SourceLocation = #_sourceLocation, _ label: (Words, Kind) -> String
) {
    for language in Language.allCases {
        let labels = all.map { label(wordsOf(language), $0) }
        #expect(Set(labels).count == all.count, "\(labels)", sourceLocation: place)
        #expect(!labels.contains { $0.trimmingPrefix(" ").isEmpty }, sourceLocation: place)
    }
}

extension All {
    /// The values that the core counts up. That each has a label, the compiler sees to.
    @Suite struct Kinds {
        @Test("Every action has a label of its own")
        func actions() {
            let all: [Action] = [
                .edit, .sendAgain, .discard, .startDiscussion, .markScheduled, .close, .cancel,
                .widen, .propose, .withdraw, .accept, .write, .startPlan, .addDate, .vote,
                .chooseDate, .publishWorkshop, .askSeat, .cancelSeat, .askDay, .cancelDay, .checkIn,
                .addWalkIn, .coSign, .markRead, .unknown,
            ]
            distinct(all) { $0.action($1) }
        }

        @Test("Every kind of news has a label of its own, and a newer one its word")
        func news() {
            let alerts: [AlertKind] = [
                .ticketNearby, .workshopNearby, .proposalReceived, .messageReceived,
                .proposalAccepted, .bookingDecided, .seatDecided, .workshopChanged,
                .workshopCancelled, .unknown(word: "new"),
            ]
            distinct(alerts) { $0.alertKind($1) }
            distinct(alerts) { $0.channel($1) }
            let groups: [NotificationGroup] = [
                .nearby, .conversations, .agenda, .unknown(word: "new"),
            ]
            distinct(groups) { $0.notificationGroup($1) }
            let reminders: [ReminderKind] = [.dayBefore, .hourBefore, .unknown(word: "new")]
            distinct(reminders) { $0.reminderKind($1) }
            let kinds: [NotificationKind] = [
                .alert(kind: .seatDecided), .reminder(kind: .hourBefore), .digest, .more, .unknown,
            ]
            distinct(kinds) { $0.channel($1) }
            #expect(wordsOf(.french).alertKind(.unknown(word: "new")) == "new")
        }

        @Test("Everything about help has a label of its own")
        func help() {
            distinct([Direction.request, .offer, .unknown(word: "new")]) { $0.direction($1) }
            let tickets: [TicketStatus] = [
                .open, .inDiscussion, .scheduled, .done, .cancelled, .unknown(word: "new"),
            ]
            distinct(tickets) { $0.ticketStatus($1) }
            let proposals: [ProposalStatus] = [.offered, .withdrawn, .unknown(word: "new")]
            distinct(proposals) { $0.proposalStatus($1) }
            let workshops: [WorkshopStatus] = [
                .waitingForBus, .published, .cancelled, .done, .unknown(word: "new"),
            ]
            distinct(workshops) { $0.workshopStatus($1) }
            let states: [RequestState] = [
                .asked, .confirmed, .waiting(position: nil), .waiting(position: 3), .refused,
                .cancelled, .unknown(word: "new"),
            ]
            distinct(states) { $0.requestState($1) }
            let resources: [ResourceKind] = [.bus, .room, .equipment, .unknown(word: "new")]
            distinct(resources) { $0.resourceKind($1) }
            distinct([NearKind.workshop, .request, .offer]) { $0.nearKind($1) }
            distinct([TicketFilter.mine, .whereICanHelp, .all]) { $0.ticketFilter($1) }
            distinct([WorkshopFilter.upcoming, .nearby, .mine]) { $0.workshopFilter($1) }
            distinct([HelpWay.given, .received]) { $0.helpWay($1) }
            let compass: [CompassPoint] = [
                .north, .northEast, .east, .southEast, .south, .southWest, .west, .northWest,
            ]
            distinct(compass) { $0.compassPoint($1) }
        }

        @Test("Everything about people and phones has a label of its own")
        func people() {
            let levels: [Level] = [.novice, .intermediate, .experienced, .unknown(word: "new")]
            distinct(levels) { $0.level($1) }
            let roles: [Role] = [
                .member, .guest, .techLeader, .adviser, .technician, .busHost, .coordinator,
                .brigade, .hub, .unknown(number: 12),
            ]
            distinct(roles) { $0.role($1) }
            let schools: [EstablishmentKind] = [
                .nurserySchool, .elementarySchool, .primarySchool, .lowerSecondary, .upperSecondary,
                .secondary, .allLevels, .adultEducation, .vocational, .other, .unknown(word: "new"),
            ]
            distinct(schools) { $0.establishmentKind($1) }
            distinct(Language.allCases) { $0.language($1) }
            distinct([Delivery.onThisPhone, .withBus, .received, .unknown]) { $0.delivery($1) }
            distinct([HubRole.region, .bus, .unknown]) { $0.hubRole($1) }
            distinct([SyncPhase.connecting, .sending, .receiving, .unknown]) { $0.syncPhase($1) }
            let documents: [DocumentKind] = [
                .profile, .card, .ticket, .proposal, .message, .plan, .workshop, .registration,
                .booking, .decision, .checkIn, .helpSession, .coSignature, .catalogue, .directory,
                .revocation, .unknown,
            ]
            distinct(documents) { $0.documentKind($1) }
            let drafts: [DraftForm] = [
                .newTicket, .editTicket, .proposal, .editProposal, .message, .plan, .newWorkshop,
                .editWorkshop, .busDay, .walkIn, .helpSession, .editHelpSession, .profile, .card,
                .unknown(word: "new"),
            ]
            distinct(drafts) { $0.draftForm($1) }
        }

        @Test("A place in the waiting list is said where it is known")
        func waiting() {
            let third = RequestState.waiting(position: 3)
            #expect(wordsOf(.english).requestState(third) == "On the waiting list, number 3")
            #expect(wordsOf(.french).requestState(third) == "Sur liste d’attente, numéro 3")
        }

        @Test("Why a ticket does not reach somebody is a sentence")
        func notAlerted() throws {
            let all: [NotAlerted] = [
                .own, .noEstablishment, .noCoordinates, .toolUnknown, .notExperienced, .notByHand,
                .notInClass, .closed, .outsideRadius(km: 4.83),
            ]
            for (language, km) in [(Language.english, "4.8\u{a0}km"), (.french, "4,8\u{a0}km")] {
                let formats = try formats(language)
                let said = all.map { wordsOf(language).notAlerted($0, formats) }
                #expect(Set(said).count == 9)
                #expect(said.allSatisfy { $0.hasSuffix(".") })
                #expect(said.last?.contains(km) == true)
            }
        }

        @Test("A training is one line, with what it teaches where that is said")
        func trainings() {
            func line(_ language: Language, _ summary: String) -> String {
                let training = Training(
                    id: TrainingId(value: "t"), tools: [], academy: "10",
                    title: "Imprimer en 3D", url: "https://a.example", summary: summary)
                return wordsOf(language).training(training)
            }
            let taught = "Du dessin à l’objet."
            #expect(
                line(.french, taught) == "Formation\u{a0}: Imprimer en 3D. Du dessin à l’objet.")
            #expect(line(.english, "") == "Training: Imprimer en 3D")
        }
    }
}
