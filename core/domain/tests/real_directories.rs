//! The readers on the directories that the ministries publish, with known answers.
//!
//! The files are not part of the project: they are looked for in `SHARENUM_DATA`, or in
//! `../shared/data` beside the workspace. Without them these tests say so and pass.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, also in its own functions")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use sharenum_domain::directory::{self, Directory, Format};
use sharenum_domain::{EstablishmentKind, Position, RadiusKm, SchoolCode, coverage};

const COLLEGES: &str = "fr-colleges-geolocalisation.csv";
const ANNUAIRE: &str = "fr-annuaire-education-toulouse-montpellier.csv";
const MONTREAL: &str = "qc-ecoles-762000-montreal.geojson";
const SEIGNEURIES: &str = "qc-ecoles-734000-premieres-seigneuries.geojson";

fn bytes_of(name: &str) -> Option<Vec<u8>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("SHARENUM_DATA").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: no directory data in {}, set SHARENUM_DATA", folder.display());
        return None;
    }
    Some(std::fs::read(folder.join(name)).unwrap())
}

fn read(name: &str) -> Option<Directory> {
    let directory = directory::read(&bytes_of(name)?).unwrap();
    let accounted = match directory.format {
        Format::Quebec => directory.rows,
        _ => directory.establishments.len() + directory.closed + directory.skipped(),
    };
    assert_eq!(accounted, directory.rows, "every row is open, closed or reported");
    Some(directory)
}

fn kinds(directory: &Directory) -> BTreeMap<&str, usize> {
    let mut kinds = BTreeMap::new();
    for establishment in &directory.establishments {
        *kinds.entry(establishment.kind.as_str()).or_default() += 1;
    }
    kinds
}

#[test]
fn the_directory_of_colleges_is_read_whole() {
    let Some(directory) = read(COLLEGES) else { return };
    assert_eq!(directory.format, Format::FrenchGeolocation);
    assert_eq!(directory.rows, 7654);
    assert_eq!(directory.closed, 13);
    assert_eq!(directory.establishments.len(), 7641);
    assert_eq!(directory.problems, []);
    assert_eq!(directory.without_coordinates().count(), 136);
    assert_eq!(kinds(&directory), BTreeMap::from([("lower_secondary", 7641)]));
    let nameless = SchoolCode::parse("0342580V").unwrap();
    let nameless = directory.establishments.iter().find(|e| e.code == nameless).unwrap();
    assert_eq!(nameless.name, "COLLEGE", "the denomination stands for a missing name");
}

#[test]
fn the_radius_answers_hold() {
    let Some(directory) = read(COLLEGES) else { return };
    let within = |(lat, lon), km| {
        let centre = Position::new(lat, lon).unwrap();
        let near = directory.establishments.iter().filter_map(|school| {
            let (km, _) = school.nearest(&centre)?;
            Some((km, school.academy.name.as_str()))
        });
        coverage(RadiusKm::new(km).unwrap(), near)
    };
    const MACON: (f64, f64) = (46.31407, 4.82823);
    const DIJON: (f64, f64) = (47.31344, 5.01391);
    for (km, dijon, lyon) in [(20, 9, 8), (30, 11, 19)] {
        let academies = within(MACON, km).academies;
        assert_eq!(academies.get("Dijon"), Some(&dijon), "{km} km");
        assert_eq!(academies.get("Lyon"), Some(&lyon), "{km} km");
    }
    assert_eq!(within(MACON, 20).establishments, 17);
    for (km, establishments) in [(5, 23), (10, 26), (25, 33), (50, 65)] {
        assert_eq!(within(DIJON, km).establishments, establishments, "{km} km");
    }
}

#[test]
fn the_directory_of_two_academies_is_read_whole() {
    let Some(directory) = read(ANNUAIRE) else { return };
    assert_eq!(directory.format, Format::FrenchAnnuaire);
    assert_eq!(directory.rows, 6240);
    assert_eq!(directory.closed, 0);
    // Three annexes have the code of their main building, at the same place.
    assert_eq!(directory.establishments.len(), 6237);
    let doubled: Vec<(usize, &str)> = directory
        .problems
        .iter()
        .map(|problem| (problem.line, problem.code.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(doubled, [(2256, "0342266D"), (4586, "0311631E"), (5084, "0460054J")]);
    assert_eq!(directory.without_coordinates().count(), 31);
    let academies =
        |name| directory.establishments.iter().filter(|e| e.academy.name == name).count();
    assert_eq!((academies("Toulouse"), academies("Montpellier")), (3440, 2797));
    assert_eq!(
        kinds(&directory),
        BTreeMap::from([
            ("elementary_school", 1313),
            ("lower_secondary", 654),
            ("nursery_school", 1133),
            ("other", 432),
            ("primary_school", 2133),
            ("upper_secondary", 555),
            ("vocational", 17),
        ])
    );
}

#[test]
fn the_buildings_of_two_service_centres_become_schools() {
    for (name, code, buildings, schools) in
        [(MONTREAL, "762000", 278, 187), (SEIGNEURIES, "734000", 88, 49)]
    {
        let Some(directory) = read(name) else { return };
        assert_eq!(directory.format, Format::Quebec);
        assert_eq!(directory.rows, buildings);
        assert_eq!(directory.establishments.len(), schools);
        assert_eq!(directory.problems, []);
        assert!(directory.establishments.iter().all(|e| e.academy.code == code));
        let places: usize = directory.establishments.iter().map(|e| e.places.len()).sum();
        assert_eq!(places, buildings);
        assert!(directory.establishments.iter().all(|e| e.kind != EstablishmentKind::Other));
    }
}

#[test]
fn a_file_cut_at_any_byte_is_refused_or_read_with_a_report() {
    for name in [COLLEGES, ANNUAIRE, MONTREAL] {
        let Some(bytes) = bytes_of(name) else { return };
        let whole = directory::read(&bytes).unwrap().establishments;
        for cut in (1..60).map(|n| n * 997).filter(|cut| *cut < bytes.len()) {
            let Ok(directory) = directory::read(&bytes[..cut]) else { continue };
            let known = |e| whole.contains(e);
            assert!(directory.establishments.iter().take(3).all(known), "{name} cut at {cut}");
            assert!(directory.problems.len() <= 1, "{name} cut at {cut}");
        }
    }
}
