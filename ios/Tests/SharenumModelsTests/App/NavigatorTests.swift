import SharenumModels
import Testing

extension All {
    /// Where a person goes, and how they come back.
    @MainActor
    @Suite struct Navigators {
        private let ticket = Route.ticket(DocumentId(value: "aa"))

        @Test("One goes on and comes back")
        func back() {
            let navigator = Navigator()
            navigator.go(.tickets)
            navigator.go(ticket)
            navigator.go(ticket)
            #expect(navigator.stack == [.tickets, ticket])
            navigator.leave(ticket)
            #expect(navigator.here == .tickets)
            navigator.leave(.tickets)
            #expect(navigator.stack == [.tickets])
        }

        @Test("Each of the five keeps its way, and begins anew when one goes to it")
        func tabs() {
            let navigator = Navigator([.tickets, ticket])
            navigator.root = .agenda
            #expect(navigator.stack == [.agenda])
            navigator.root = .tickets
            #expect(navigator.here == ticket)
            navigator.go(.tickets)
            #expect(navigator.stack == [.tickets])
        }

        @Test("A form that is done gives way to what it made")
        func replace() {
            let navigator = Navigator([.tickets, .newTicket])
            navigator.replace(.newTicket, with: ticket)
            #expect(navigator.stack == [.tickets, ticket])
            navigator.replace(ticket, with: .nearby)
            #expect(navigator.stack == [.nearby])
        }

        @Test("What is done when nobody looks any more leads nobody away")
        func doneLater() {
            let navigator = Navigator([.tickets, .newTicket])
            navigator.go(.agenda)
            navigator.replace(.newTicket, with: ticket)
            #expect(navigator.stack == [.agenda], "it gave way where it stood")
            navigator.root = .tickets
            #expect(navigator.stack == [.tickets, ticket])

            navigator.go(.search)
            navigator.leave(ticket)
            navigator.replace(.newTicket, with: .nearby)
            #expect(navigator.stack == [.tickets, ticket, .search])
            // A form over which a notification has led gives way all the same.
            navigator.replace(ticket, with: .profile)
            #expect(navigator.stack == [.tickets, .profile, .search])
            navigator.replace(.profile, with: .search)
            #expect(navigator.stack == [.tickets, .search])
        }

        @Test("To a page that stands on the way one goes back; the other four keep theirs")
        func once() {
            let navigator = Navigator([.tickets, .newTicket])
            navigator.go(.profile)
            navigator.go(ticket)
            navigator.go(.newTicket)
            #expect(navigator.stack == [.tickets, .newTicket])

            navigator.root = .more
            navigator.go(.profile)
            navigator.root = .tickets
            navigator.go(.profile)
            navigator.leave(.profile)
            #expect(navigator.stack == [.tickets, .newTicket], "back to what one came from")
            #expect(navigator[.more] == [.profile])
        }

        @Test("A form that is done leads back to the page that it was opened from")
        func changed() {
            let workshop = Route.workshop(DocumentId(value: "aa"))
            let form = Route.editWorkshop(DocumentId(value: "aa"))
            let navigator = Navigator([.nearby, workshop, form])
            navigator.replace(form, with: workshop)
            #expect(navigator.stack == [.nearby, workshop])
        }

        @Test("Beside a list, what was open gives way")
        func panes() {
            let navigator = Navigator([.tickets, ticket, .search])
            navigator.goFromRoot(.newTicket)
            #expect(navigator.stack == [.tickets, .newTicket])
        }

        @Test("A killed app is where it was")
        func saved() {
            let navigator = Navigator([.tickets, .search, ticket])
            #expect(Navigator(saved: navigator.saved).stack == navigator.stack)
            #expect(Navigator(saved: ["tickets", "nowhere/1"]).stack == [.tickets])
            #expect(Navigator(saved: []).stack == [.nearby])
            #expect(Navigator(saved: ["ticket/aa"]).stack == [.tickets, ticket])
        }

        @Test("Every place is read from what names it")
        func paths() {
            let id = DocumentId(value: "aa")
            let all: [Route] = [
                .nearby, .tickets, .agenda, .help, .more, .workshop(id), .ticket(id), .newTicket,
                .editTicket(id), .proposal(id), .plan(id), .search, .guide(id), .newWorkshop(id),
                .newWorkshop(nil), .editWorkshop(id), .booking(id),
                .askDay(ResourceId(value: "busnum-1")), .logHelp, .helpSession(id), .bus, .sync,
                .me, .renewal, .profile, .alerts, .diagnostics,
            ]
            for route in all { #expect(Route(path: route.path) == route) }
            #expect(Set(all.map(\.path)).count == all.count)
            for nothing in ["", "ticket", "ticket/", "ask-day/", "nowhere", "nowhere/aa"] {
                #expect(Route(path: nothing) == nil, "\(nothing)")
            }
        }
    }
}
