//! What the app says to the system: Info.plist, entitlements, privacy manifest.

use std::collections::BTreeSet;

use plist::Value;

use super::{app_sources, between, constant, json, plist, read, setting, texts};

const INFO: &str = "ios/App/Info.plist";
const CATALOG: &str = "ios/App/InfoPlist.xcstrings";

/// Reasons that the system takes for what it calls an API with a required reason, as far as they can
/// concern this app.
const REASONS: [(&str, &[&str]); 3] = [
    ("NSPrivacyAccessedAPICategoryUserDefaults", &["CA92.1", "AC6B.1"]),
    ("NSPrivacyAccessedAPICategoryFileTimestamp", &["C617.1"]),
    ("NSPrivacyAccessedAPICategoryDiskSpace", &["E174.1"]),
];

#[test]
fn the_tasks_are_those_that_are_registered() {
    let work = read("ios/App/Glue/BackgroundWork.swift");
    let registered = BTreeSet::from(["refresh", "catchUp"].map(|name| constant(&work, name)));
    let said = texts(plist(INFO).get("BGTaskSchedulerPermittedIdentifiers"));
    assert_eq!(said.iter().map(String::as_str).collect::<BTreeSet<_>>(), registered);
    let app = setting("PRODUCT_BUNDLE_IDENTIFIER");
    assert!(said.iter().all(|task| task.starts_with(&format!("{app}."))));
    let modes = BTreeSet::from(["fetch", "processing"].map(str::to_owned));
    assert_eq!(texts(plist(INFO).get("UIBackgroundModes")), modes);
}

#[test]
fn hubs_are_looked_for_as_they_announce_themselves() {
    let announced =
        between(&read("core/sync/src/met.rs"), "SERVICE: &'static str = \"", "\"").to_owned();
    assert_eq!(constant(&read("ios/App/Glue/HubSearch.swift"), "service"), announced);
    assert_eq!(texts(plist(INFO).get("NSBonjourServices")), BTreeSet::from([announced]));
}

#[test]
fn links_are_those_of_the_core() {
    let info = plist(INFO);
    let types = info.get("CFBundleURLTypes").and_then(Value::as_array).unwrap();
    assert_eq!(types.len(), 1);
    let schemes = texts(types[0].as_dictionary().unwrap().get("CFBundleURLSchemes"));
    for file in ["core/sync/src/link.rs", "core/sync/src/met.rs"] {
        let source = read(file);
        let start = between(&source, "const START: &str = \"", "://");
        assert_eq!(schemes, BTreeSet::from([start.to_owned()]), "{file}");
    }
}

#[test]
fn what_the_person_is_asked_is_asked_in_both_languages() {
    let (info, catalog) = (plist(INFO), json(CATALOG));
    let asked: BTreeSet<&str> =
        info.keys().map(String::as_str).filter(|key| key.ends_with("UsageDescription")).collect();
    let strings = catalog["strings"].as_object().unwrap();
    assert_eq!(strings.keys().map(String::as_str).collect::<BTreeSet<_>>(), asked);
    for key in asked {
        let text = |language: &str| {
            let unit = &strings[key]["localizations"][language]["stringUnit"];
            assert_eq!(unit["state"], "translated", "{key}");
            unit["value"].as_str().unwrap()
        };
        assert_eq!(Some(text("en")), info.get(key).and_then(Value::as_string), "{key}");
        assert!(!text("fr").is_empty() && text("fr") != text("en"), "{key}");
    }
}

/// What makes the system ask, and what it needs to be told for it: without, it ends the app.
const ASKS: [(&str, &str); 2] = [
    ("UIImagePickerController", "NSCameraUsageDescription"),
    ("NWBrowser", "NSLocalNetworkUsageDescription"),
];

#[test]
fn the_system_is_told_why_whenever_it_asks_and_never_else() {
    let sources: String = app_sources().into_iter().map(|(_, source)| source).collect();
    for (used, key) in ASKS {
        assert_eq!(sources.contains(used), plist(INFO).contains_key(key), "{used}");
    }
    let asked = plist(INFO);
    let asked = asked.keys().filter(|key| key.ends_with("UsageDescription"));
    assert_eq!(asked.count(), ASKS.len());
}

#[test]
fn the_version_and_the_name_are_settings() {
    let info = plist(INFO);
    for (key, setting) in [
        ("CFBundleIdentifier", "$(PRODUCT_BUNDLE_IDENTIFIER)"),
        ("CFBundleShortVersionString", "$(MARKETING_VERSION)"),
        ("CFBundleVersion", "$(CURRENT_PROJECT_VERSION)"),
        ("CFBundleExecutable", "$(EXECUTABLE_NAME)"),
    ] {
        assert_eq!(info.get(key).and_then(Value::as_string), Some(setting), "{key}");
    }
    let android = read("android/screens/src/main/res/values/strings.xml");
    let name = between(&android, "<string name=\"app_name\" translatable=\"false\">", "<");
    assert_eq!(info.get("CFBundleDisplayName").and_then(Value::as_string), Some(name));
}

#[test]
fn the_app_may_only_what_it_needs() {
    let may = plist("ios/App/Sharenum.entitlements");
    assert_eq!(may.len(), 1);
    let said = may.get("com.apple.developer.default-data-protection");
    let said = said.and_then(Value::as_string).unwrap();
    // The folder of the phone's file says the same.
    let protection = said.strip_prefix("NSFileProtectionC").unwrap();
    let folder = read("ios/App/Glue/PhoneFolder.swift");
    assert!(folder.contains(&format!("FileProtectionType.c{protection}\n")));
}

#[test]
fn nobody_is_followed_and_what_is_collected_is_said_whole() {
    let privacy = plist("ios/App/PrivacyInfo.xcprivacy");
    assert_eq!(privacy.get("NSPrivacyTracking").and_then(Value::as_boolean), Some(false));
    assert!(texts(privacy.get("NSPrivacyTrackingDomains")).is_empty());
    let collected = privacy.get("NSPrivacyCollectedDataTypes").and_then(Value::as_array).unwrap();
    let mut kinds = BTreeSet::new();
    for kind in collected {
        let kind = kind.as_dictionary().unwrap();
        let about = |key: &str| kind.get(&format!("NSPrivacyCollectedDataType{key}"));
        assert_eq!(about("Linked").and_then(Value::as_boolean), Some(true));
        assert_eq!(about("Tracking").and_then(Value::as_boolean), Some(false));
        let purpose = "NSPrivacyCollectedDataTypePurposeAppFunctionality".to_owned();
        assert_eq!(texts(about("Purposes")), BTreeSet::from([purpose]));
        let name = about("").and_then(Value::as_string).unwrap();
        kinds.insert(name.strip_prefix("NSPrivacyCollectedDataType").unwrap().to_owned());
    }
    // A card with name and mail, the member's id, and what they write.
    let wanted = ["Name", "EmailAddress", "UserID", "OtherUserContent"];
    assert_eq!(kinds, BTreeSet::from(wanted.map(str::to_owned)));
    assert_eq!(collected.len(), wanted.len());
}

#[test]
fn what_needs_a_reason_has_one() {
    let privacy = plist("ios/App/PrivacyInfo.xcprivacy");
    let used = privacy.get("NSPrivacyAccessedAPITypes").and_then(Value::as_array).unwrap();
    let used: Vec<_> = used
        .iter()
        .map(|api| {
            let api = api.as_dictionary().unwrap();
            let category = api.get("NSPrivacyAccessedAPIType").and_then(Value::as_string).unwrap();
            (category.to_owned(), texts(api.get("NSPrivacyAccessedAPITypeReasons")))
        })
        .collect();
    let wanted: Vec<_> = REASONS
        .iter()
        .map(|(category, reasons)| {
            ((*category).to_owned(), reasons.iter().map(|reason| (*reason).to_owned()).collect())
        })
        .collect();
    assert_eq!(used, wanted);
    // Of ours: what is read of the management of devices has a reason of its own.
    let defaults = app_sources().into_iter().filter(|(_, source)| source.contains("UserDefaults"));
    let defaults: Vec<_> = defaults.map(|(path, _)| path).collect();
    assert_eq!(defaults, ["Glue/KeptChoices.swift", "Glue/ManagedSettings.swift"]);
}
