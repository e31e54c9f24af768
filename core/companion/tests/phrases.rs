//! What the engine says, as keys that shells have words for; and what a person can do about it.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::*;
use sharenum_companion::*;
use sharenum_domain::*;
use sharenum_ledger::Refusal;
use sharenum_store::StoreError;
use sharenum_sync::{AddressProblem, InvalidBus, InvalidLink, LocalError, SyncError};

fn correct(field: Field) -> Remedy {
    Remedy::CorrectInput { field }
}

fn input(field: Field, problem: InputProblem) -> EngineError {
    EngineError::Input(InvalidInput::new(field, problem))
}

fn hub_said(code: &str) -> EngineError {
    SyncError::Refused { code: code.to_owned(), detail: "in other words".to_owned() }.into()
}

fn carried(error: EngineError) -> EngineError {
    SyncError::Local(LocalError::from(error)).into()
}

/// Each error with what a person can do about it, and why that is so.
fn remedies() -> Vec<(EngineError, Remedy, &'static str)> {
    use AddressProblem as Address;
    use EngineError as E;
    use Remedy::*;
    let storage = E::Storage;
    let document = DocumentId::from([1; 32]);
    let mut table = vec![
        (E::NotJoined, Join, "nothing works without papers"),
        (E::AlreadyJoined, NotPossible, "signing out comes first, and is no small thing"),
        (E::NoCoordinates, CompleteProfile, "the place of the school is part of it"),
        (
            E::Transition { from: TicketStatus::Done, to: TicketStatus::Open },
            NotPossible,
            "what is over stays so; a new ticket is another act",
        ),
        (E::ChangedSince, LookAgain, "what is signed must have been read"),
        (E::NoRandomness, TryAgainLater, "after a restart"),
        (E::DraftTooLong, NotPossible, "a shorter text is, in whichever field"),
        (E::TimerRuns, NotPossible, "the running one is to be ended first"),
        (E::Closed, TryAgainLater, "the app opens it again"),
        (E::NoTimer, LookAgain, "it was ended on another screen"),
        (E::NoRegionAddress, correct(Field::Address), "somebody must say it once"),
        (
            E::Vault(VaultError { reason: "locked".to_owned() }),
            TryAgainLater,
            "it opens when the phone is unlocked",
        ),
        // The invitation and the profile.
        (BadInvitation::CodeAlone.into(), correct(Field::Address), "the code itself may be good"),
        (BadInvitation::NoCode.into(), correct(Field::Invitation), "it was mistyped"),
        (InvalidLink::NoHub.into(), correct(Field::Invitation), "another link is needed"),
        (BadBus::NoQr.into(), correct(Field::Address), "the address can be typed instead"),
        (BadBus::SeveralQr.into(), correct(Field::Address), "another picture is needed"),
        (BadBus::NoPicture.into(), correct(Field::Address), "as above"),
        (BadBus::NoAddress.into(), correct(Field::Address), "the door tells it"),
        (InvalidBus::Other.into(), correct(Field::Address), "another code is needed"),
        (InvalidBus::Damaged.into(), correct(Field::Address), "as above"),
        (ProfileMissing::Tools.into(), CompleteProfile, "the profile comes first"),
        (
            TrainingStepMissing::NotShown { count: 1 }.into(),
            correct(Field::Training),
            "the trainings are a step of the form",
        ),
        (TrainingStepMissing::NoReason.into(), correct(Field::Reason), "a field of the form"),
        // What was typed.
        (input(Field::Title, InputProblem::Empty), correct(Field::Title), "a field of the form"),
        (
            input(Field::Direction, InputProblem::NewerDirection),
            UpdateApp,
            "only a newer app has such a ticket",
        ),
        // What is not there, or not allowed.
        (Missing::Plan.into(), LookAgain, "it may come with the next sync"),
        (NotAllowed::OthersTicket.into(), NotPossible, "it belongs to somebody else"),
        (NotAllowed::RegionUnknown.into(), LookAgain, "the first sync brings it"),
        (NotAllowed::DayPast.into(), correct(Field::Day), "another day is possible"),
        (NotAllowed::RadiusOfAnswered.into(), correct(Field::Radius), "a larger one is possible"),
        (NotAllowed::RadiusOfPublished.into(), correct(Field::Radius), "a larger one is possible"),
        // The file.
        (storage(StoreError::WrongKey), SetAsideAndRejoin, "nothing opens it any more"),
        (storage(StoreError::NotOurFile), SetAsideAndRejoin, "nothing opens it any more"),
        (storage(StoreError::Missing), SetAsideAndRejoin, "a mark without its file"),
        (storage(StoreError::Damaged(String::new())), SetAsideAndRejoin, "the region has the rest"),
        (storage(StoreError::OtherIdentity), SetAsideAndRejoin, "a fresh file takes the papers"),
        (storage(StoreError::Newer { found: 9, known: 1 }), UpdateApp, "the file is sound"),
        (
            storage(StoreError::Unreadable { document, reason: String::new() }),
            UpdateApp,
            "a newer app wrote it",
        ),
        (storage(StoreError::Locked), TryAgainLater, "the other copy ends some time"),
        (storage(StoreError::Closed), TryAgainLater, "as above"),
        (storage(StoreError::DiskFull), FreeSpace, "nothing was saved"),
        (storage(StoreError::ReadOnly), Report, "the folder is the app's own"),
        (storage(StoreError::Io(std::io::Error::other("?"))), TryAgainLater, "a card may be back"),
        (storage(nonsense()), TryAgainLater, "a restart helps, or nothing does"),
        (storage(StoreError::NotJoined), Join, "as above"),
        (storage(StoreError::UnknownDocument(document)), LookAgain, "as above"),
        (storage(StoreError::Refused(Refusal::NotAWriter)), NotPossible, "as below"),
        // The network and the hub.
        (
            SyncError::Unreachable { reason: String::new() }.into(),
            CheckNetwork,
            "out of reach, most of the time",
        ),
        (
            SyncError::Untrusted { reason: String::new() }.into(),
            CheckNetwork,
            "most often a network that looks inside, or a wrong date",
        ),
        (SyncError::CaptivePortal.into(), CheckNetwork, "its page wants to be accepted"),
        (SyncError::CutShort.into(), CheckNetwork, "on the edge of the Wi-Fi"),
        (SyncError::OtherRegion.into(), NotPossible, "a hub of the own region is needed"),
        (SyncError::ExpiredCertificate.into(), Join, "an invitation renews it, all stays"),
        (SyncError::Revoked.into(), NotPossible, "only a coordinator can"),
        (SyncError::HubRevoked.into(), Report, "somebody may have the box"),
        (SyncError::BadReply { reason: String::new() }.into(), Report, "whoever runs it must know"),
        (SyncError::TooLarge.into(), Report, "whoever runs it must know"),
        (
            SyncError::Local(LocalError::new("?")).into(),
            TryAgainLater,
            "the phone's own fault, unknown here",
        ),
        (carried(storage(StoreError::DiskFull)), FreeSpace, "what the phone itself says counts"),
        (hub_said("bad-request"), Report, "two versions that do not understand each other"),
        (hub_said("too-large"), Report, "the app sends what no hub takes"),
        (hub_said("unknown-session"), TryAgainLater, "the next sync opens another"),
        (hub_said("other-region"), Report, "told apart before, so here a hub contradicts itself"),
        (hub_said("invitation-refused"), correct(Field::Invitation), "spent, old or mistyped"),
        (hub_said("expired-certificate"), Report, "as with the other region"),
        (hub_said("revoked"), Report, "as with the other region"),
        (hub_said("not-served-here"), NotPossible, "a bus admits nobody"),
        (hub_said("busy"), TryAgainLater, "it says so itself"),
        (hub_said("storage-full"), TryAgainLater, "whoever runs it sees it too"),
        (hub_said("from-the-future"), Report, "only its own words explain it"),
        (SyncError::from(Address::NoAddress).into(), correct(Field::Address), "mistyped"),
        (SyncError::from(Address::Query).into(), correct(Field::Address), "mistyped"),
        (SyncError::from(Address::UserInfo).into(), correct(Field::Address), "mistyped"),
        (
            SyncError::from(Address::PlainHttp { host: "hub.example".to_owned() }).into(),
            correct(Field::Address),
            "https is meant",
        ),
        (SyncError::from(Address::OtherScheme).into(), correct(Field::Address), "mistyped"),
        (SyncError::from(Address::Proxy).into(), CheckNetwork, "a setting of the phone"),
        (SyncError::from(Address::Pin).into(), Report, "the shell brought it"),
        (
            SyncError::from(Address::Network { detail: String::new() }).into(),
            Report,
            "no person can set it right",
        ),
    ];
    let refusals = [
        (Refusal::BadEncoding, UpdateApp, "another version wrote it"),
        (Refusal::NotCanonical, UpdateApp, "another version wrote it"),
        (Refusal::NewerVersion, UpdateApp, "a newer version wrote it"),
        (Refusal::UnknownKind, UpdateApp, "a newer version wrote it"),
        (Refusal::TooLarge, NotPossible, "a shorter text is, in whichever field"),
        (Refusal::TooManyChanges, NotPossible, "a new document is"),
        (Refusal::BadSignature, Report, "forged, or a fault"),
        (Refusal::OtherRegion, NotPossible, "a hub of the own region is needed"),
        (Refusal::BadCertificate, Join, "an invitation gives another"),
        (Refusal::Revoked, NotPossible, "only a coordinator can"),
        (Refusal::RoleMayNot, NotPossible, "somebody else may"),
        (Refusal::NotAWriter, NotPossible, "somebody else may"),
        (Refusal::BadWriters, Report, "the app wrote what it may not"),
        (Refusal::BadParent, Report, "the app wrote what it may not"),
        (Refusal::BadRoutes, Report, "the app wrote what it may not"),
        (Refusal::KindChanged, NotPossible, "a new document is"),
        (Refusal::BadStructure, Report, "the app wrote what it may not"),
        (Refusal::ActorMismatch, Report, "forged, or a fault"),
    ];
    table.extend(refusals.map(|(refusal, remedy, why)| (E::Refused(refusal), remedy, why)));
    table
}

/// What SQLite says of something that is no SQL.
#[allow(clippy::unwrap_used, reason = "a fixture: what fails here fails the test")]
fn nonsense() -> StoreError {
    let file = sharenum_store::queries::Connection::open_in_memory().unwrap();
    let error = StoreError::from(file.prepare("nonsense").unwrap_err());
    assert!(matches!(error, StoreError::Sqlite(_)), "{error:?}");
    error
}

/// The reasons of these say one thing each way, whatever the variant; exceptions are in the table.
const ALIKE: [&str; 6] =
    ["not-allowed.", "not-found.", "profile.", "invitation.", "input.", "refused.unknown"];

#[test]
fn each_error_has_a_remedy_that_the_table_argues_for() {
    let mut argued = BTreeSet::new();
    for (error, remedy, why) in remedies() {
        assert_eq!(error.remedy(), remedy, "{error}: {why}");
        let field = |remedy| match remedy {
            Remedy::CorrectInput { field } => Some(field),
            _ => None,
        };
        assert_eq!(error.field(), field(remedy));
        argued.insert(error.phrase().key);
    }
    for line in phrases() {
        let of_an_error = ![
            "alert.",
            "reminder.",
            "digest.",
            "field.",
            "ticket-status.",
            "not-alerted.",
            "why.",
            "near.",
            "compass.",
            "decision.",
        ]
        .iter()
        .any(|start| line.key.starts_with(start));
        if of_an_error && !ALIKE.iter().any(|start| line.key.starts_with(start)) {
            assert!(argued.contains(line.key), "{} has no line in the table", line.key);
        }
    }
}

#[test]
fn a_phrase_has_a_line_in_the_list_with_the_same_arguments() {
    let lines: BTreeMap<_, _> = phrases().into_iter().map(|line| (line.key, line)).collect();
    for (error, _, _) in remedies() {
        let phrase = error.phrase();
        let line = lines.get(phrase.key).unwrap_or_else(|| panic!("{} is not listed", phrase.key));
        let names: Vec<_> = phrase.args.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, line.args, "{}", phrase.key);
        assert_eq!(error.key(), phrase.key);
        for (name, arg) in &phrase.args {
            let PhraseArg::Key(key) = arg else { continue };
            assert!(lines.contains_key(key), "{}: {name} is {key}", phrase.key);
        }
    }
}

#[test]
fn the_list_names_each_key_once_with_its_english_sentence() {
    let lines = phrases();
    let keys: BTreeSet<_> = lines.iter().map(|line| line.key).collect();
    assert_eq!(keys.len(), lines.len(), "one key, two sentences");
    for line in &lines {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        assert!(line.key.chars().all(plain), "{}", line.key);
        assert!(!line.english.trim().is_empty(), "{}", line.key);
        let names: BTreeSet<_> = line.args.iter().collect();
        assert_eq!(names.len(), line.args.len(), "{}", line.key);
    }
    for key in ["input.too-long", "not-allowed.not-your-ticket", "storage.wrong-key", "field.title"]
    {
        assert!(keys.contains(key), "{key}");
    }
}

#[test]
fn codes_for_the_support_tell_the_file_s_troubles_apart() {
    for (error, code) in [
        (EngineError::Storage(StoreError::WrongKey), "wrong-key"),
        (EngineError::Storage(StoreError::DiskFull), "disk-full"),
        (EngineError::Storage(StoreError::Damaged(String::new())), "damaged"),
        (EngineError::Storage(StoreError::Locked), "locked"),
        (EngineError::Storage(StoreError::Newer { found: 2, known: 1 }), "newer"),
        (carried(EngineError::Storage(StoreError::DiskFull)), "disk-full"),
        (hub_said("busy"), "busy"),
        (EngineError::Refused(Refusal::BadRoutes), "bad-routes"),
        (NotAllowed::OwnWorkshop.into(), "not-allowed"),
        (EngineError::ChangedSince, "changed-since"),
    ] {
        assert_eq!(error.code(), code);
    }
    for (error, _, _) in remedies() {
        let named = ["storage.", "sync.", "refused."]
            .iter()
            .find_map(|start| error.key().strip_prefix(start));
        if let Some(named) = named {
            // What is wrong with an address is one code and several sentences.
            assert_eq!(named.split('.').next(), Some(error.code()), "{error}");
        }
    }
}

#[test]
fn what_a_person_typed_wrong_is_said_of_its_field_and_without_the_text() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let ticket = phone.ask("Un pont", 20);
    let title = Some("Dupont ".repeat(40));
    let edit = TicketEdit { title, ..TicketEdit::default() };
    let error = phone.engine.edit_ticket(&ticket, edit).unwrap_err();
    assert_eq!(error.remedy(), correct(Field::Title));
    let phrase = error.phrase();
    assert_eq!(phrase.key, "input.too-long");
    assert_eq!(phrase.arg("max"), Some(&PhraseArg::Number(120)));
    assert_eq!(phrase.arg("field"), Some(&PhraseArg::Key("field.title")));
    assert!(!format!("{phrase:?}").contains("Dupont"));
}

#[test]
fn a_profile_says_what_it_lacks_until_it_lacks_nothing() {
    let mut region = Region::new();
    let phone = region.joined(1, Some(schools()[0].code), &[Role::Member]);
    let missing = || phone.engine.profile().unwrap().missing;
    assert_eq!(missing(), Some(ProfileMissing::School));
    phone.engine.set_profile(Some(schools()[0].code), BTreeMap::new()).unwrap();
    region.sync(&phone);
    assert_eq!(missing(), Some(ProfileMissing::Tools));
    phone.engine.set_profile(Some(schools()[0].code), tools(&[(PRINTER, novice())])).unwrap();
    assert_eq!(missing(), None);
}
