//! Directory files that are not what a ministry publishes, through the command that imports them.

use std::fs;

use sharenum_hub::HubError;
use sharenum_hub::commands::directory::{check, near, read};

const HEADER: &str = "numero_uai;appellation_officielle;libelle_commune;latitude;longitude;\
                      nature_uai;etat_etablissement_libe;code_academie;libelle_academie\n";
const GOOD: &str = "0710045N;Collège A;Mâcon;46.31;4.82;340;OUVERT;07;Dijon\n";

/// What the three commands print, and the codes that are taken.
fn printed(bytes: &[u8]) -> Result<(String, Vec<String>), HubError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("directory");
    fs::write(&file, bytes).unwrap();
    let mut out = Vec::new();
    check(&file, &mut out)?;
    near(&file, (46.31, 4.82), 50.0, None, false, &mut out)?;
    near(&file, (46.31, 4.82), 50.0, None, true, &mut out)?;
    let codes = read(&file)?.establishments.iter().map(|e| e.code.to_string()).collect();
    Ok((String::from_utf8(out).unwrap(), codes))
}

/// A good row beside this one is taken, and nothing is printed that a terminal would obey.
fn beside(row: &str) -> (String, Vec<String>) {
    let (out, codes) = printed(format!("{HEADER}{GOOD}{row}\n").as_bytes()).unwrap();
    assert_eq!(codes[0], "0710045N");
    assert!(!out.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{0}', '\r', '\u{8}']), "{out:?}");
    (out, codes)
}

/// A row that is left out, or taken without what is wrong, with these words.
macro_rules! rows {
    ($($name:ident: $row:expr, $taken:expr, $said:expr;)+) => {
        $(
            #[test]
            fn $name() {
                let (out, codes) = beside(&$row);
                assert_eq!(codes.len(), 1 + usize::from($taken), "{out}");
                assert!(out.contains($said), "{out}");
            }
        )+
    };
}

rows! {
    a_name_that_moves_the_cursor:
        "0710046P;\u{1b}[2J\u{1b}]0;owned\u{7}Evil;Mâcon;46.32;4.82;340;OUVERT;07;Dijon".replace("0;o", "0,o"),
        true, "invisible characters";
    a_town_that_turns_the_direction_of_writing:
        "0710046P;B;\u{202e}nocâM;46.32;4.82;340;OUVERT;07;Dijon", true, "invisible characters";
    an_academy_that_rings_the_bell:
        "0710046P;B;Mâcon;46.32;4.82;340;OUVERT;07;Dijon\u{7}\u{8}\u{8}", true, "invisible characters";
    a_name_of_nothing_that_shows:
        "0710046P;\u{200b}\u{feff};Mâcon;46.32;4.82;340;OUVERT;07;Dijon", true, "it has no name";
    a_name_that_is_a_path:
        "0710046P;../../../etc/passwd;Mâcon;46.32;4.82;340;OUVERT;07;Dijon", true, "etc/passwd";
    a_name_that_is_a_formula:
        "0710046P;=cmd|'/c calc'!A1;Mâcon;46.32;4.82;340;OUVERT;07;Dijon", true, "=cmd";
    a_latitude_that_is_not_a_number:
        "0710046P;B;Mâcon;NaN;4.82;340;OUVERT;07;Dijon", true, "taken without coordinates";
    a_longitude_without_an_end:
        "0710046P;B;Mâcon;46.32;inf;340;OUVERT;07;Dijon", true, "taken without coordinates";
    a_latitude_beyond_all_numbers:
        "0710046P;B;Mâcon;1e999;4.82;340;OUVERT;07;Dijon", true, "taken without coordinates";
    a_latitude_in_full_width_digits:
        "0710046P;B;Mâcon;４６.３２;4.82;340;OUVERT;07;Dijon", true, "taken without coordinates";
    a_code_in_full_width_digits:
        "０７１００４６Ｐ;B;Mâcon;46.32;4.82;340;OUVERT;07;Dijon", false, "is not the code of a school";
    a_code_whose_letter_is_of_another_alphabet:
        "0710046\u{420};B;Mâcon;46.32;4.82;340;OUVERT;07;Dijon", false, "is not the code of a school";
    a_code_with_an_accent_behind_its_letter:
        "0710046P\u{301};B;Mâcon;46.32;4.82;340;OUVERT;07;Dijon", false, "is not the code of a school";
    a_code_of_a_thousand_digits:
        format!("{};B;Mâcon;46.32;4.82;340;OUVERT;07;Dijon", "7".repeat(1_000)), false, "…";
    a_state_that_hides_its_meaning:
        "0710046P;B;Mâcon;46.32;4.82;340;OUV\u{1b}[8mERT;07;Dijon", false, "may be closed";
    a_quotation_mark_that_never_closes:
        "0710046P;\"B;Mâcon;46.32;4.82;340;OUVERT;07;Dijon\n0710047R;C;Mâcon;46.3;4.8;340;OUVERT;07;Dijon",
        false, "a quotation mark is not closed";
    the_same_school_twice: GOOD.trim_end(), false, "already on line 2";
}

fn refused(bytes: &[u8], advice: &str) {
    let error = printed(bytes).unwrap_err();
    assert!(matches!(error, HubError::BadData(_)), "{error:?}");
    assert!(error.to_string().contains(advice), "{error}");
    assert!(!error.to_string().contains(['\u{1b}', '\u{202e}', '\u{0}']), "{error:?}");
}

#[test]
fn a_file_of_nothing_but_bad_rows_is_given_up_and_not_reported_row_by_row() {
    let file = format!("{HEADER}{GOOD}{}", "x\n".repeat(400_000));
    refused(file.as_bytes(), "more than 100000 rows cannot be used");
    let feature = "{\"properties\":{\"code\":\"x\"}},";
    let json =
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{}0]}}", feature.repeat(150_000));
    refused(json.as_bytes(), "more than 100000 rows cannot be used");
}

#[test]
fn json_that_is_nested_without_an_end_is_given_up() {
    refused("[".repeat(1_000_000).as_bytes(), "breaks off or is damaged");
    let deep =
        format!("{{\"type\":\"FeatureCollection\",\"features\":{}", "[{\"a\":".repeat(100_000));
    refused(deep.as_bytes(), "breaks off or is damaged");
}

#[test]
fn a_header_that_speaks_to_the_terminal_is_quoted_harmlessly() {
    refused(b"\x1b[31mred;\xe2\x80\xaeeman;code\n1;2;3\n", "no column was found");
}

#[test]
fn numbers_beyond_all_numbers_in_json_are_reported() {
    let file = r#"{"type":"FeatureCollection","features":[
        {"geometry":{"type":"Point","coordinates":[-73.5,45.6]},
         "properties":{"code":"762001","nom":"A","originales":{"CD_CS":"762000"}}},
        {"geometry":{"type":"Point","coordinates":[18446744073709551616,-9223372036854775809]},
         "properties":{"code":762002,"nom":"B\u001b[2J\u202e","originales":{"CD_CS":"762000"}}},
        {"geometry":{"type":"Point","coordinates":[null,"45"]},
         "properties":{"code":18446744073709551616,"nom":"C","originales":{"CD_CS":"762000"}}}]}"#;
    let (out, codes) = printed(file.as_bytes()).unwrap();
    assert_eq!(codes, ["762001", "762002"]);
    assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out:?}");
    assert!(out.contains("is not the code of a school"), "{out}");
}

#[test]
fn a_row_of_sixteen_megabytes_is_a_row_like_another() {
    let row = format!("0710046P;{};Mâcon;46.32;4.82;340;OUVERT;07;Dijon", "B".repeat(16_000_000));
    let file = format!("{HEADER}{GOOD}{row}\n");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("directory");
    fs::write(&path, file).unwrap();
    assert!(!read(&path).unwrap().establishments.is_empty());
}
