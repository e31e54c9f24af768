package org.sharenum.screens.words

import org.sharenum.companion.Delivery
import org.sharenum.companion.DocumentKind
import org.sharenum.companion.DraftForm
import org.sharenum.companion.EstablishmentKind
import org.sharenum.companion.HubRole
import org.sharenum.companion.Level
import org.sharenum.companion.Role
import org.sharenum.companion.SyncPhase

// The labels of what the library counts up. What a newer version wrote is shown by its own word.

/** How well somebody handles a tool. */
fun Words.level(level: Level): String = when (level) {
    Level.Novice -> text("level_novice")
    Level.Intermediate -> text("level_intermediate")
    Level.Experienced -> text("level_experienced")
    is Level.Unknown -> level.word
}

/** What somebody may do in the region. */
fun Words.role(role: Role): String = when (role) {
    Role.Member -> text("role_member")
    Role.Guest -> text("role_guest")
    Role.TechLeader -> text("role_tech_leader")
    Role.Adviser -> text("role_adviser")
    Role.Technician -> text("role_technician")
    Role.BusHost -> text("role_bus_host")
    Role.Coordinator -> text("role_coordinator")
    Role.Brigade -> text("role_brigade")
    Role.Hub -> text("role_hub")
    is Role.Unknown -> text("role_unknown", role.number.toInt())
}

/** What kind of school it is. */
fun Words.establishmentKind(kind: EstablishmentKind): String = when (kind) {
    EstablishmentKind.NurserySchool -> text("establishment_nursery_school")
    EstablishmentKind.ElementarySchool -> text("establishment_elementary_school")
    EstablishmentKind.PrimarySchool -> text("establishment_primary_school")
    EstablishmentKind.LowerSecondary -> text("establishment_lower_secondary")
    EstablishmentKind.UpperSecondary -> text("establishment_upper_secondary")
    EstablishmentKind.Secondary -> text("establishment_secondary")
    EstablishmentKind.AllLevels -> text("establishment_all_levels")
    EstablishmentKind.AdultEducation -> text("establishment_adult_education")
    EstablishmentKind.Vocational -> text("establishment_vocational")
    EstablishmentKind.Other -> text("establishment_other")
    is EstablishmentKind.Unknown -> kind.word
}

/** A language by its own name, which is the same in all. */
fun Words.language(language: Language): String = when (language) {
    Language.English -> text("language_english")
    Language.French -> text("language_french")
}

/** How far what this phone wrote has travelled. */
fun Words.delivery(delivery: Delivery): String = when (delivery) {
    Delivery.ON_THIS_PHONE -> text("delivery_on_this_phone")
    Delivery.WITH_BUS -> text("delivery_with_bus")
    Delivery.RECEIVED -> text("delivery_received")
    Delivery.UNKNOWN -> text("delivery_unknown")
}

/** What a hub is. */
fun Words.hubRole(role: HubRole): String = when (role) {
    HubRole.REGION -> text("hub_role_region")
    HubRole.BUS -> text("hub_role_bus")
    HubRole.UNKNOWN -> text("hub_role_unknown")
}

/** What a sync is busy with. */
fun Words.syncPhase(phase: SyncPhase): String = when (phase) {
    SyncPhase.CONNECTING -> text("sync_phase_connecting")
    SyncPhase.SENDING -> text("sync_phase_sending")
    SyncPhase.RECEIVING -> text("sync_phase_receiving")
    SyncPhase.UNKNOWN -> text("sync_phase_unknown")
}

/** What kind of thing was written or found. */
fun Words.documentKind(kind: DocumentKind): String = when (kind) {
    DocumentKind.PROFILE -> text("document_profile")
    DocumentKind.CARD -> text("document_card")
    DocumentKind.TICKET -> text("document_ticket")
    DocumentKind.PROPOSAL -> text("document_proposal")
    DocumentKind.MESSAGE -> text("document_message")
    DocumentKind.PLAN -> text("document_plan")
    DocumentKind.WORKSHOP -> text("document_workshop")
    DocumentKind.REGISTRATION -> text("document_registration")
    DocumentKind.BOOKING -> text("document_booking")
    DocumentKind.DECISION -> text("document_decision")
    DocumentKind.CHECK_IN -> text("document_check_in")
    DocumentKind.HELP_SESSION -> text("document_help_session")
    DocumentKind.CO_SIGNATURE -> text("document_co_signature")
    DocumentKind.CATALOGUE -> text("document_catalogue")
    DocumentKind.DIRECTORY -> text("document_directory")
    DocumentKind.REVOCATION -> text("document_revocation")
    DocumentKind.UNKNOWN -> text("document_unknown")
}

/** The form that a draft belongs to. */
fun Words.draftForm(form: DraftForm): String = when (form) {
    DraftForm.NewTicket -> text("draft_new_ticket")
    DraftForm.EditTicket -> text("draft_edit_ticket")
    DraftForm.Proposal -> text("draft_proposal")
    DraftForm.EditProposal -> text("draft_edit_proposal")
    DraftForm.Message -> text("draft_message")
    DraftForm.Plan -> text("draft_plan")
    DraftForm.PlanDate -> text("draft_plan_date")
    DraftForm.NewWorkshop -> text("draft_new_workshop")
    DraftForm.EditWorkshop -> text("draft_edit_workshop")
    DraftForm.BusDay -> text("draft_bus_day")
    DraftForm.WalkIn -> text("draft_walk_in")
    DraftForm.HelpSession -> text("draft_help_session")
    DraftForm.EditHelpSession -> text("draft_edit_help_session")
    DraftForm.Profile -> text("draft_profile")
    DraftForm.Card -> text("draft_card")
    is DraftForm.Unknown -> form.word
}
