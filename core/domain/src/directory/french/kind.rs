//! What kind of school a row of the French directory is about.

use csv::StringRecord;

use super::super::columns::{Column, Columns};
use crate::text::plain;
use crate::words::EstablishmentKind;

/// The kind of an establishment: by the word of the directory where it decides, then by the
/// two marks of a school of first degree, then by the official number of its nature.
pub(super) fn kind_of(columns: &Columns, row: &StringRecord) -> EstablishmentKind {
    let cell = |column| columns.cell(row, column);
    match plain(cell(Column::Kind)).as_str() {
        "college" => return EstablishmentKind::LowerSecondary,
        "lycee" => return EstablishmentKind::UpperSecondary,
        _ => {}
    }
    match (cell(Column::Nursery), cell(Column::Elementary)) {
        ("1", "1") => return EstablishmentKind::PrimarySchool,
        ("1", _) => return EstablishmentKind::NurserySchool,
        (_, "1") => return EstablishmentKind::ElementarySchool,
        _ => {}
    }
    let kind = by_nature(cell(Column::Nature));
    // In the file of the first degree only the denomination tells that a school has both.
    let has_both = plain(cell(Column::Denomination)).starts_with("ecole_primaire");
    match kind {
        EstablishmentKind::ElementarySchool if has_both => EstablishmentKind::PrimarySchool,
        kind => kind,
    }
}

/// By the number of the national nomenclature of natures.
fn by_nature(nature: &str) -> EstablishmentKind {
    match nature {
        "101" | "102" | "103" | "111" => EstablishmentKind::NurserySchool,
        "151" | "152" | "153" | "154" | "160" | "162" => EstablishmentKind::ElementarySchool,
        "340" | "350" | "352" => EstablishmentKind::LowerSecondary,
        // Including vocational ones, which are called lycée too.
        "300" | "301" | "302" | "306" | "307" | "310" | "320" | "334" | "335" => {
            EstablishmentKind::UpperSecondary
        }
        "380" => EstablishmentKind::Vocational,
        _ => EstablishmentKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_follows_the_word_then_the_marks_then_the_nature() {
        let header = StringRecord::from(vec![
            "uai",
            "nom_etablissement",
            "commune",
            "academie",
            "etat",
            "position",
            "type_etablissement",
            "ecole_maternelle",
            "ecole_elementaire",
            "code_nature",
            "denomination_principale",
        ]);
        let columns = Columns::find(&header).unwrap();
        for (cells, kind) in [
            (["Collège", "", "", "302", ""], EstablishmentKind::LowerSecondary),
            (["Lycée", "", "", "340", ""], EstablishmentKind::UpperSecondary),
            (["Ecole", "1", "1", "101", ""], EstablishmentKind::PrimarySchool),
            (["Ecole", "1", "0", "151", ""], EstablishmentKind::NurserySchool),
            (["Ecole", "0", "1", "101", ""], EstablishmentKind::ElementarySchool),
            (["", "", "", "302", ""], EstablishmentKind::UpperSecondary),
            (["", "", "", "320", ""], EstablishmentKind::UpperSecondary),
            (["", "", "", "151", "ECOLE PRIMAIRE PUBLIQUE"], EstablishmentKind::PrimarySchool),
            (["", "", "", "151", "ECOLE ELEMENTAIRE"], EstablishmentKind::ElementarySchool),
            (["", "", "", "101", "ECOLE MATERNELLE"], EstablishmentKind::NurserySchool),
            (["", "", "", "340", ""], EstablishmentKind::LowerSecondary),
            (["Autre", "", "", "380", ""], EstablishmentKind::Vocational),
            (["Médico-social", "", "", "240", ""], EstablishmentKind::Other),
            (["", "", "", "", ""], EstablishmentKind::Other),
        ] {
            let row = StringRecord::from([["x"; 6].as_slice(), &cells].concat());
            assert_eq!(kind_of(&columns, &row), kind, "{cells:?}");
        }
    }
}
