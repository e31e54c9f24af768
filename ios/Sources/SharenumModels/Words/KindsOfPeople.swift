import SharenumKit

// The labels of what the library counts up. What a newer version wrote is shown by its own word.

extension Words {
    /// How well somebody handles a tool.
    public func level(_ level: Level) -> String {
        switch level {
        case .novice: text("level_novice")
        case .intermediate: text("level_intermediate")
        case .experienced: text("level_experienced")
        case .unknown(let word): word
        }
    }

    /// What somebody may do in the region.
    public func role(_ role: Role) -> String {
        switch role {
        case .member: text("role_member")
        case .guest: text("role_guest")
        case .techLeader: text("role_tech_leader")
        case .adviser: text("role_adviser")
        case .technician: text("role_technician")
        case .busHost: text("role_bus_host")
        case .coordinator: text("role_coordinator")
        case .brigade: text("role_brigade")
        case .hub: text("role_hub")
        case .unknown(let number): text("role_unknown", number)
        }
    }

    /// What kind of school it is.
    public func establishmentKind(_ kind: EstablishmentKind) -> String {
        switch kind {
        case .nurserySchool: text("establishment_nursery_school")
        case .elementarySchool: text("establishment_elementary_school")
        case .primarySchool: text("establishment_primary_school")
        case .lowerSecondary: text("establishment_lower_secondary")
        case .upperSecondary: text("establishment_upper_secondary")
        case .secondary: text("establishment_secondary")
        case .allLevels: text("establishment_all_levels")
        case .adultEducation: text("establishment_adult_education")
        case .vocational: text("establishment_vocational")
        case .other: text("establishment_other")
        case .unknown(let word): word
        }
    }

    /// A language by its own name, which is the same in all.
    public func language(_ language: Language) -> String {
        switch language {
        case .english: text("language_english")
        case .french: text("language_french")
        }
    }

    /// How far what this phone wrote has travelled.
    public func delivery(_ delivery: Delivery) -> String {
        switch delivery {
        case .onThisPhone: text("delivery_on_this_phone")
        case .withBus: text("delivery_with_bus")
        case .received: text("delivery_received")
        case .unknown: text("delivery_unknown")
        }
    }

    /// What a hub is.
    public func hubRole(_ role: HubRole) -> String {
        switch role {
        case .region: text("hub_role_region")
        case .bus: text("hub_role_bus")
        case .unknown: text("hub_role_unknown")
        }
    }

    /// What a sync is busy with.
    public func syncPhase(_ phase: SyncPhase) -> String {
        switch phase {
        case .connecting: text("sync_phase_connecting")
        case .sending: text("sync_phase_sending")
        case .receiving: text("sync_phase_receiving")
        case .unknown: text("sync_phase_unknown")
        }
    }

    /// What kind of thing was written or found.
    public func documentKind(_ kind: DocumentKind) -> String {
        switch kind {
        case .profile: text("document_profile")
        case .card: text("document_card")
        case .ticket: text("document_ticket")
        case .proposal: text("document_proposal")
        case .message: text("document_message")
        case .plan: text("document_plan")
        case .workshop: text("document_workshop")
        case .registration: text("document_registration")
        case .booking: text("document_booking")
        case .decision: text("document_decision")
        case .checkIn: text("document_check_in")
        case .helpSession: text("document_help_session")
        case .coSignature: text("document_co_signature")
        case .catalogue: text("document_catalogue")
        case .directory: text("document_directory")
        case .revocation: text("document_revocation")
        case .unknown: text("document_unknown")
        }
    }

    /// The form that a draft belongs to.
    public func draftForm(_ form: DraftForm) -> String {
        switch form {
        case .newTicket: text("draft_new_ticket")
        case .editTicket: text("draft_edit_ticket")
        case .proposal: text("draft_proposal")
        case .editProposal: text("draft_edit_proposal")
        case .message: text("draft_message")
        case .plan: text("draft_plan")
        case .planDate: text("draft_plan_date")
        case .newWorkshop: text("draft_new_workshop")
        case .editWorkshop: text("draft_edit_workshop")
        case .busDay: text("draft_bus_day")
        case .walkIn: text("draft_walk_in")
        case .helpSession: text("draft_help_session")
        case .editHelpSession: text("draft_edit_help_session")
        case .profile: text("draft_profile")
        case .card: text("draft_card")
        case .unknown(let word): word
        }
    }
}
