use serde_json::json;

use super::*;
use crate::directory::read;

fn building(code: &str, name: &str, label: &str, lon: f64, lat: f64) -> Value {
    json!({
        "type": "Feature",
        "geometry": { "type": "Point", "coordinates": [lon, lat] },
        "properties": {
            "code": code, "nom": name, "prescolaire": 1, "primaire": 1, "secondaire": 0,
            "originales": {
                "CD_CS": "762000", "NOM_IMM": label, "NOM_MUNCP_GDUNO_ORGNS": "Montréal",
            },
        },
    })
}

fn good() -> Value {
    building("762001", "École A", "A", -73.5, 45.6)
}

fn directory(features: &[Value]) -> Directory {
    let json = json!({ "type": "FeatureCollection", "features": features });
    read(json.to_string().as_bytes()).unwrap()
}

#[test]
fn the_buildings_of_a_school_come_together() {
    let directory = directory(&[
        good(),
        building("762002", "École B", "B", -73.6, 45.5),
        building("762001", "École A", "A, annexe", -73.51, 45.61),
        good(),
    ]);
    assert_eq!((directory.rows, directory.problems.len(), directory.closed), (4, 0, 0));
    let found: Vec<(&str, usize)> =
        directory.establishments.iter().map(|e| (e.code.as_str(), e.places.len())).collect();
    assert_eq!(found, [("762001", 2), ("762002", 1)]);
    let school = &directory.establishments[0];
    assert_eq!(school.kind, EstablishmentKind::PrimarySchool);
    assert_eq!(school.academy.code, "762000");
    assert_eq!(school.commune, "Montréal");
    assert_eq!(school.places[1].label, "A, annexe");
}

#[test]
fn a_code_may_be_a_number() {
    let mut feature = good();
    feature["properties"]["code"] = json!(762001);
    assert_eq!(directory(&[feature]).establishments[0].code.as_str(), "762001");
}

#[test]
fn a_feature_that_cannot_be_trusted_is_reported() {
    let cases: [(&str, Value, bool, &str); 9] = [
        ("/properties/code", json!("76200"), true, "is not the code of a school"),
        ("/properties/code", json!("0071168G"), true, "is not the code of a school"),
        ("/properties/code", json!(null), true, "the code is empty"),
        ("/properties/nom", json!(" "), true, "it has no name"),
        ("/properties/originales", json!(null), true, "it has no service centre"),
        ("/geometry/coordinates", json!([45.6, -73.5]), false, "do not lie in Québec"),
        ("/geometry/coordinates", json!(["-73.5", "45.6"]), false, "are not numbers"),
        ("/geometry/coordinates", json!([]), false, "is not a point"),
        ("/geometry/type", json!("Polygon"), false, "is not a point"),
    ];
    for (path, value, skipped, said) in cases {
        let mut feature = building("762002", "École B", "B", -73.6, 45.5);
        *feature.pointer_mut(path).unwrap() = value;
        let directory = directory(&[good(), feature.clone()]);
        let [problem] = directory.problems.as_slice() else { panic!("{:?}", directory.problems) };
        assert_eq!((problem.line, problem.skipped), (2, skipped), "{problem}");
        assert!(problem.reason.contains(said), "{problem}");
        let code = feature["properties"]["code"].as_str();
        assert_eq!(problem.code.as_deref(), code, "{problem}");
        assert_eq!(directory.establishments.len(), 1 + usize::from(!skipped));
        assert_eq!(directory.without_coordinates().count(), usize::from(!skipped));
    }
}

#[test]
fn a_school_without_a_point_is_kept() {
    let mut feature = good();
    feature["geometry"] = Value::Null;
    let directory = directory(&[feature]);
    assert!(directory.problems.is_empty());
    assert_eq!(directory.without_coordinates().count(), 1);
}

#[test]
fn buildings_that_disagree_are_reported_and_the_first_one_counts() {
    let directory = directory(&[good(), building("762001", "École Z", "Z", -73.6, 45.5)]);
    assert_eq!(directory.establishments[0].name, "École A");
    assert_eq!(directory.establishments[0].places.len(), 2);
    let [problem] = directory.problems.as_slice() else { panic!("{:?}", directory.problems) };
    assert!(problem.reason.contains("feature 1"), "{problem}");
}

#[test]
fn the_ages_of_all_buildings_make_the_kind() {
    use EstablishmentKind::{
        AdultEducation, AllLevels, NurserySchool, Other, PrimarySchool, Secondary, Vocational,
    };
    let keys = ["prescolaire", "primaire", "secondaire", "adulte", "formationProfessionnelle"];
    for (levels, kind) in [
        ([1, 0, 0, 0, 0], NurserySchool),
        ([0, 1, 0, 0, 0], PrimarySchool),
        ([1, 1, 0, 0, 0], PrimarySchool),
        ([0, 0, 1, 0, 0], Secondary),
        ([0, 0, 1, 1, 0], Secondary),
        ([1, 1, 1, 0, 0], AllLevels),
        ([0, 0, 0, 1, 0], AdultEducation),
        ([0, 0, 0, 0, 1], Vocational),
        ([0, 0, 0, 0, 0], Other),
    ] {
        let with = |levels: &[u8]| {
            let mut feature = good();
            for (key, level) in keys.iter().zip(levels) {
                feature["properties"][*key] = json!(level);
            }
            feature
        };
        assert_eq!(directory(&[with(&levels)]).establishments[0].kind, kind);
        // The same, told by one building for each level.
        let split: Vec<Value> = (0..levels.len())
            .map(|one| {
                let only = |(n, level): (usize, &u8)| if n == one { *level } else { 0 };
                with(&levels.iter().enumerate().map(only).collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(directory(&split).establishments[0].kind, kind);
    }
}

#[test]
fn json_of_something_else_is_refused() {
    let truncated = json!({ "type": "FeatureCollection", "features": [good()] }).to_string();
    for (text, refusal) in [
        ("{}", NotADirectory::NotSchools),
        ("[1, 2]", NotADirectory::NotSchools),
        (r#"{"type":"Feature","features":[{}]}"#, NotADirectory::NotSchools),
        (r#"{"type":"FeatureCollection","features":7}"#, NotADirectory::NotSchools),
        (
            r#"{"type":"FeatureCollection","features":[{"properties":{}}]}"#,
            NotADirectory::NotSchools,
        ),
        (r#"{"type":"FeatureCollection","features":[]}"#, NotADirectory::NoRows),
        ("{\n\"type\": oops", NotADirectory::BadJson { line: 2 }),
        (&truncated[..truncated.len() - 5], NotADirectory::BadJson { line: 1 }),
    ] {
        assert_eq!(read(text.as_bytes()), Err(refusal), "{text}");
    }
}

#[test]
fn a_list_with_more_problems_than_a_country_has_schools_is_refused() {
    let spoilt = |features: usize| {
        let (good, spoilt) = (good(), ",{}".repeat(features));
        format!(r#"{{"type":"FeatureCollection","features":[{good}{spoilt}]}}"#)
    };
    let directory = read(spoilt(100_000).as_bytes()).unwrap();
    assert_eq!((directory.establishments.len(), directory.problems.len()), (1, 100_000));
    let refusal = NotADirectory::TooManyProblems { most: 100_000, line: 2 };
    assert_eq!(read(spoilt(100_001).as_bytes()), Err(refusal));
}
