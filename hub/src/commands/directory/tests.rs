use std::path::PathBuf;

use tempfile::NamedTempFile;

use super::*;

const MACON: (f64, f64) = (46.31407, 4.82823);
const DIJON: (f64, f64) = (47.31344, 5.01391);

const HEADER: &str = "numero_uai;appellation_officielle;denomination_principale;libelle_commune;\
     latitude;longitude;nature_uai;nature_uai_libe;etat_etablissement_libe;code_academie;\
     libelle_academie\n";
const TWO_SCHOOLS: &str = "\
     0710045N;Collège des Vignes;COLLEGE;Mâcon;46.31407;4.82823;340;COLLEGE;OUVERT;07;Dijon\n\
     0712132G;Lycée du Pont;LYCEE;Mâcon;46.32;4.83;300;LYCEE;OUVERT;07;Dijon\n";

fn file(bytes: impl AsRef<[u8]>) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes.as_ref()).unwrap();
    file
}

fn real(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("SHARENUM_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {name} is not there; set SHARENUM_DATA to the folder that has it");
    None
}

fn near_text(
    file: &Path,
    at: (f64, f64),
    km: f64,
    kind: Option<&str>,
    json: bool,
) -> (String, ExitCode) {
    let mut out = Vec::new();
    let kind: Option<KindFilter> = kind.map(|word| word.parse().unwrap());
    let code = near(file, at, km, kind.as_ref(), json, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), code)
}

fn check_text(file: &Path) -> (String, ExitCode) {
    let mut out = Vec::new();
    let code = check(file, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), code)
}

#[track_caller]
fn exits(code: ExitCode, expected: u8) {
    assert_eq!(format!("{code:?}"), format!("{:?}", ExitCode::from(expected)));
}

#[test]
fn the_known_radius_answers_hold() {
    let Some(file) = real("fr-colleges-geolocalisation.csv") else { return };
    for (km, dijon, lyon) in [(20.0, 9, 8), (30.0, 11, 19)] {
        let (text, code) = near_text(&file, MACON, km, Some("collège"), false);
        assert!(text.ends_with(&format!(": Dijon {dijon}, Lyon {lyon}\n")), "{km} km: {text}");
        exits(code, 0);
    }
    for (km, count) in [(5.0, 23), (10.0, 26), (25.0, 33), (50.0, 65)] {
        let (text, _) = near_text(&file, DIJON, km, Some("college"), true);
        assert_eq!(text.lines().count(), count, "{km} km");
    }
}

#[test]
fn json_has_an_object_a_line_nearest_first() {
    let file = file(format!("{HEADER}{TWO_SCHOOLS}"));
    let (text, code) = near_text(file.path(), (46.32, 4.83), 5.0, None, true);
    let expected = "\
        {\"code\":\"0712132G\",\"name\":\"Lycée du Pont\",\"kind\":\"upper_secondary\",\"km\":0.0}\n\
        {\"code\":\"0710045N\",\"name\":\"Collège des Vignes\",\"kind\":\"lower_secondary\",\"km\":0.673}\n";
    assert_eq!(text, expected);
    exits(code, 0);
}

#[test]
fn a_school_with_several_buildings_comes_once_with_its_nearest() {
    let Some(file) = real("qc-ecoles-762000-montreal.geojson") else { return };
    let (text, _) = near_text(&file, (45.55, -73.6), 60.0, None, true);
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let codes: std::collections::BTreeSet<_> =
        lines.iter().map(|line| line["code"].to_string()).collect();
    assert_eq!((lines.len(), codes.len()), (187, 187));
    let km: Vec<f64> = lines.iter().map(|line| line["km"].as_f64().unwrap()).collect();
    assert!(km.is_sorted());
    assert!(km.iter().all(|km| (km * 1_000.0 - (km * 1_000.0).round()).abs() < 1e-6));
}

#[test]
fn nothing_near_is_said_and_has_its_exit_code() {
    let file = file(format!("{HEADER}{TWO_SCHOOLS}"));
    let (text, code) = near_text(file.path(), (0.0, 0.0), 5.0, None, false);
    assert!(text.contains("larger --km"), "{text}");
    exits(code, 1);
    let (text, code) = near_text(file.path(), MACON, 5.0, Some("adultes"), true);
    assert_eq!(text, "");
    exits(code, 1);
}

#[test]
fn a_clean_directory_passes_the_check() {
    let file = file(format!("{HEADER}{TWO_SCHOOLS}"));
    let (text, code) = check_text(file.path());
    assert!(text.contains("        2  rows\n        2  open\n        0  closed"), "{text}");
    exits(code, 0);
}

#[test]
fn problems_are_listed_by_line_and_the_rest_is_counted() {
    let bad = "71168G;Collège;COLLEGE;Ville;45;4;340;COLLEGE;OUVERT;07;Dijon\n".repeat(25);
    let file = file(format!("{HEADER}{TWO_SCHOOLS}{bad}"));
    let (text, code) = check_text(file.path());
    assert!(text.contains("\nline 4, 71168G: "), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("line ")).count(), 20);
    assert!(text.ends_with("and 5 more\n"), "{text}");
    exits(code, 1);
}

#[test]
fn what_is_no_directory_has_its_exit_code_and_advice() {
    let table: [(&str, &[u8]); 5] = [
        ("empty", b""),
        ("a page", b"<!doctype html><html><body>Not found</body></html>"),
        ("another table", b"name;price\napple;1\n"),
        ("an image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("half a geojson", b"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":"),
    ];
    for (what, bytes) in table {
        let error = check(file(bytes).path(), &mut Vec::new()).unwrap_err();
        assert_eq!(error.exit_code(), 65, "{what}: {error}");
        let error = near(file(bytes).path(), MACON, 5.0, None, true, &mut Vec::new()).unwrap_err();
        assert_eq!(error.exit_code(), 65, "{what}: {error}");
    }
}

#[test]
fn a_missing_file_and_a_folder_are_no_input() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("none.csv"), folder.path().to_owned()] {
        assert_eq!(read(&path).unwrap_err().exit_code(), 66, "{}", path.display());
    }
}

#[test]
fn a_place_or_a_distance_that_is_none_is_refused_before_the_file_is_read() {
    let missing = Path::new("none.csv");
    for (at, km) in [
        ((91.0, 0.0), 5.0),
        ((0.0, 181.0), 5.0),
        ((f64::NAN, 0.0), 5.0),
        (MACON, 0.0),
        (MACON, -1.0),
        (MACON, f64::NAN),
        (MACON, f64::INFINITY),
    ] {
        let error = near(missing, at, km, None, false, &mut Vec::new()).unwrap_err();
        assert_eq!(error.exit_code(), 2, "{at:?} {km}: {error}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    struct Closed(io::ErrorKind);
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let file = file(format!("{HEADER}{TWO_SCHOOLS}"));
    for json in [true, false] {
        let run = |kind| near(file.path(), MACON, 5.0, None, json, &mut Closed(kind));
        exits(run(io::ErrorKind::BrokenPipe).unwrap(), 0);
        assert_eq!(run(io::ErrorKind::StorageFull).unwrap_err().exit_code(), 69);
    }
}
