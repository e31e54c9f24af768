//! Directories through the real command line: the known answers, and rubbish.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sharenum_hub::{Hub, HubOptions};
use sharenum_ledger::HubRole;

use crate::common::*;

/// The folder of the real directories, or `None` with a notice.
fn data() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folder = std::env::var_os("SHARENUM_DATA").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no directories in {} (set SHARENUM_DATA)", folder.display());
    None
}

async fn near(file: &Path, at: &str, km: u32, more: &[&str]) -> Vec<serde_json::Value> {
    let km = km.to_string();
    let args = ["directory", "near", file.to_str().unwrap(), "--at", at, "--km", &km, "--json"];
    let lines = Binary::printed(args.iter().chain(more)).await;
    let found: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let km: Vec<f64> = found.iter().map(|line| line["km"].as_f64().unwrap()).collect();
    assert!(km.is_sorted(), "nearest first");
    found
}

/// How many lines are of each department.
fn by_department(found: &[serde_json::Value]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for line in found {
        *counts.entry(line["code"].as_str().unwrap()[..3].to_owned()).or_default() += 1;
    }
    counts
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_known_answers_around_macon_and_dijon_hold() {
    let Some(data) = data() else { return };
    let file = data.join("fr-colleges-geolocalisation.csv");
    for (km, dijon, lyon) in [(20, 9, 8), (30, 11, 19)] {
        let found = near(&file, "46.31407,4.82823", km, &["--type", "collège"]).await;
        let departments = by_department(&found);
        let of = |academy: &[&str]| -> usize {
            academy.iter().filter_map(|department| departments.get(*department)).sum()
        };
        assert_eq!(of(&["021", "058", "071", "089"]), dijon, "{km} km: {departments:?}");
        assert_eq!(of(&["001", "042", "069"]), lyon, "{km} km: {departments:?}");
        assert_eq!(found.len(), dijon + lyon);
    }
    for (km, colleges) in [(5, 23), (10, 26), (25, 33), (50, 65)] {
        let found = near(&file, "47.31344,5.01391", km, &[]).await;
        assert_eq!(found.len(), colleges, "{km} km around Dijon");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_school_with_several_buildings_comes_once() {
    let Some(data) = data() else { return };
    let file = data.join("qc-ecoles-762000-montreal.geojson");
    let found = near(&file, "45.53,-73.60", 200, &[]).await;
    let mut codes: Vec<_> = found.iter().map(|line| line["code"].to_string()).collect();
    codes.sort();
    codes.dedup();
    assert_eq!((codes.len(), found.len()), (187, 187));
    for line in &found {
        let mut fields: Vec<_> = line.as_object().unwrap().keys().map(String::as_str).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["code", "kind", "km", "name"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_no_directory_is_refused_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let region = tempfile::tempdir().unwrap();
    drop(Hub::open(region.path(), HubRole::Region, HubOptions::default()).unwrap());
    let data = region.path().to_str().unwrap();
    for (name, bytes, advice) in [
        ("empty.csv", b"".as_slice(), "download the directory again"),
        ("portal.csv", b"<!DOCTYPE html><html></html>", "check the connection"),
        ("book.xlsx", b"PK\x03\x04\x14\x00\x06\x00", "CSV UTF-8"),
        ("photo.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "CSV or GeoJSON"),
        ("latin.csv", b"code;nom\n1;Coll\xe8ge\n", "line 2"),
        ("shopping.csv", b"item;price\nbread;1\n", ""),
        ("cut.geojson", b"{\"type\":\"FeatureCollection\",\"features\":[{\"ty", ""),
        ("other.json", b"{\"hello\":\"world\"}", ""),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let file = file.to_str().unwrap();
        for args in [
            vec!["directory", "check", file],
            vec!["directory", "near", file, "--at", "46.3,4.8", "--km", "20"],
            vec!["directory", "import", file, "--data", data],
        ] {
            let output = Binary::run(&args).await;
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(65), "{args:?}: {said}");
            assert!(said.starts_with("sharenum-hub: ") && said.contains(name), "{said}");
            assert!(said.contains(advice), "{said}");
            assert_eq!(output.stdout, b"", "{args:?}");
        }
    }
    let output = Binary::run(["directory", "check", "nowhere.csv"]).await;
    assert_eq!(output.status.code(), Some(66));
    let hub = Hub::open_existing(region.path(), HubOptions::default()).unwrap();
    assert_eq!(hub.status().unwrap().totals.documents, 0, "nothing was published");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_rows_are_reported_by_line_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("annuaire.csv");
    let header = "numero_uai;appellation_officielle;latitude;longitude;libelle_commune;\
                  code_academie;libelle_academie;code_nature;libelle_nature;etat_etablissement\n";
    let row = |code: &str, lat: &str| {
        format!("{code};Collège;{lat};4.83;Mâcon;07;Dijon;340;COLLEGE;OUVERT\n")
    };
    let good = uai(MACON).to_string();
    let wrong_letter = "7190010A";
    let rows = [row(&good, "46.31"), row(wrong_letter, "46.31"), row("719002Z", "46.31")];
    std::fs::write(&file, format!("{header}{}", rows.concat())).unwrap();
    let path = file.to_str().unwrap();
    let output = Binary::run(["directory", "check", path]).await;
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("line 3") && said.contains(wrong_letter), "{said}");
    assert!(said.contains("line 4") && said.contains("0719002Z"), "{said}");
    let found = near(&file, "46.31,4.83", 5, &[]).await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["code"], good.as_str());
}
