//! The project file, its settings and its scheme.

use std::collections::{BTreeMap, BTreeSet};

use plist::{Dictionary, Value};

use super::{app_files, between, read, root, setting};

const PROJECT: &str = "ios/Sharenum.xcodeproj";

/// The objects of the project by their ids.
struct Project {
    objects: BTreeMap<String, Dictionary>,
    root: String,
}

impl Project {
    fn read() -> Self {
        let text = read(&format!("{PROJECT}/project.pbxproj"));
        let whole = Value::from_reader_ascii(text.as_bytes()).unwrap().into_dictionary().unwrap();
        let objects = whole.get("objects").and_then(Value::as_dictionary).unwrap();
        let dictionary = |value: &Value| value.as_dictionary().unwrap().clone();
        Self {
            objects: objects.iter().map(|(id, it)| (id.clone(), dictionary(it))).collect(),
            root: text_of(&whole, "rootObject"),
        }
    }

    /// All of a kind.
    fn all(&self, isa: &str) -> Vec<(&String, &Dictionary)> {
        self.objects.iter().filter(|(_, object)| text_of(object, "isa") == isa).collect()
    }

    /// The only one of a kind.
    fn one(&self, isa: &str) -> (&String, &Dictionary) {
        let all = self.all(isa);
        assert_eq!(all.len(), 1, "{isa}");
        all[0]
    }
}

/// Numbers are read as such, and are texts here.
fn text_of(object: &Dictionary, key: &str) -> String {
    match object.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Integer(number)) => number.to_string(),
        other => panic!("{key} is {other:?}"),
    }
}

fn list(object: &Dictionary, key: &str) -> Vec<String> {
    let list = object.get(key).and_then(Value::as_array).unwrap_or_else(|| panic!("no {key}"));
    list.iter().map(|text| text.as_string().unwrap().to_owned()).collect()
}

/// The ids that an object names.
fn named(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text)
            if text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
        {
            into.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| named(item, into)),
        Value::Dictionary(items) => items.values().for_each(|item| named(item, into)),
        _ => {}
    }
}

#[test]
fn every_object_is_there_and_of_use() {
    let project = Project::read();
    let mut reached = BTreeSet::from([project.root.clone()]);
    for object in project.objects.values() {
        object.values().for_each(|value| named(value, &mut reached));
    }
    assert_eq!(reached, project.objects.keys().cloned().collect());
}

#[test]
fn the_project_names_files_that_are_there() {
    let project = Project::read();
    let mut files = 0;
    for (_, file) in project.all("PBXFileReference") {
        if text_of(file, "sourceTree") == "<group>" {
            let path = text_of(file, "path");
            assert!(root().join("ios").join(&path).is_file(), "{path}");
            files += 1;
        }
    }
    assert_eq!(files, 1, "the settings");
    let (_, folder) = project.one("PBXFileSystemSynchronizedRootGroup");
    assert_eq!(text_of(folder, "path"), "App");
    let (_, package) = project.one("XCLocalSwiftPackageReference");
    let package = root().join("ios").join(text_of(package, "relativePath"));
    assert!(package.join("Package.swift").is_file());
}

#[test]
fn what_is_said_to_the_system_is_no_resource() {
    let project = Project::read();
    let (_, exceptions) = project.one("PBXFileSystemSynchronizedBuildFileExceptionSet");
    let excepted: BTreeSet<_> = list(exceptions, "membershipExceptions").into_iter().collect();
    let named = [setting("INFOPLIST_FILE"), setting("CODE_SIGN_ENTITLEMENTS")];
    let named = named.map(|path| path.strip_prefix("App/").unwrap().to_owned());
    assert_eq!(excepted, BTreeSet::from(named));
    for path in excepted {
        assert!(app_files().contains(&path), "{path}");
    }
}

#[test]
fn the_products_are_those_of_the_package() {
    let package = read("ios/Package.swift");
    let project = Project::read();
    let (_, target) = project.one("PBXNativeTarget");
    let linked = list(target, "packageProductDependencies");
    let products = project.all("XCSwiftPackageProductDependency");
    assert_eq!(products.iter().map(|(id, _)| (*id).clone()).collect::<Vec<_>>(), linked);
    for (_, product) in products {
        let name = text_of(product, "productName");
        assert!(package.contains(&format!(".library(name: \"{name}\"")), "{name}");
    }
}

#[test]
fn both_configurations_have_the_settings() {
    let project = Project::read();
    let (file, _) = project
        .all("PBXFileReference")
        .into_iter()
        .find(|(_, file)| text_of(file, "path") == "Sharenum.xcconfig")
        .unwrap();
    let object = &project.objects[&project.root];
    let lists = &project.objects[&text_of(object, "buildConfigurationList")];
    let mut names = Vec::new();
    for id in list(lists, "buildConfigurations") {
        let configuration = &project.objects[&id];
        assert_eq!(&text_of(configuration, "baseConfigurationReference"), file);
        names.push(text_of(configuration, "name"));
    }
    assert_eq!(names, ["Debug", "Release"]);
}

#[test]
fn the_app_is_built_as_the_package_and_the_library_are() {
    let package = read("ios/Package.swift");
    let oldest = setting("IPHONEOS_DEPLOYMENT_TARGET");
    let major = oldest.strip_suffix(".0").unwrap();
    assert!(package.contains(&format!("platforms: [.iOS(.v{major}), ")), "{oldest}");
    let library = read("xtask/src/bindings/xcframework.rs");
    assert!(library.contains(&format!("const MIN_IOS: &str = \"{oldest}\";")));
    assert_eq!(setting("SWIFT_VERSION"), "6.0");
    assert!(package.contains("swiftLanguageModes: [.v6]"));
    assert_eq!(setting("SWIFT_STRICT_CONCURRENCY"), "complete");
    // The module that is compiled on Linux.
    let module = between(&package, "executableTarget(\n            name: \"", "\"");
    assert_eq!(setting("PRODUCT_MODULE_NAME"), module);
    // The same version and the same name to the system as elsewhere.
    assert_eq!(setting("MARKETING_VERSION"), env!("CARGO_PKG_VERSION"));
    let android = read("android/app/build.gradle.kts");
    let id = between(&android, "applicationId = \"", "\"");
    assert_eq!(setting("PRODUCT_BUNDLE_IDENTIFIER"), id);
}

#[test]
fn what_is_no_swift_is_left_out_on_linux() {
    let package = read("ios/Package.swift");
    let app = between(&package, "path: \"App\",", "swiftSettings");
    let left_out: BTreeSet<&str> =
        between(app, "exclude: [", "]").split('"').skip(1).step_by(2).collect();
    let files = app_files();
    let others = files.iter().filter(|path| !path.ends_with(".swift"));
    let tops: BTreeSet<&str> = others.filter_map(|path| path.split('/').next()).collect();
    assert_eq!(left_out, tops);
}

#[test]
fn the_scheme_builds_and_starts_the_app() {
    let scheme = read(&format!("{PROJECT}/xcshareddata/xcschemes/Sharenum.xcscheme"));
    let project = Project::read();
    let (id, target) = project.one("PBXNativeTarget");
    let product = &project.objects[&text_of(target, "productReference")];
    let wanted = [
        ("BlueprintIdentifier", id.clone()),
        ("BlueprintName", text_of(target, "name")),
        ("BuildableName", text_of(product, "path")),
        ("ReferencedContainer", "container:Sharenum.xcodeproj".to_owned()),
    ];
    for (attribute, value) in wanted {
        let said: Vec<&str> = scheme
            .lines()
            .filter_map(|line| line.trim().strip_prefix(attribute)?.strip_prefix(" = \""))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        // What is built, what is started, what is measured.
        assert_eq!(said, [value.as_str(); 3], "{attribute}");
    }
}

#[test]
fn the_project_knows_both_languages() {
    let project = Project::read();
    let object = &project.objects[&project.root];
    assert_eq!(list(object, "knownRegions"), ["en", "fr", "Base"]);
    assert_eq!(text_of(object, "developmentRegion"), "en");
}
