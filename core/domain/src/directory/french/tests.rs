use super::*;
use crate::directory::{Format, read};
use crate::place::Position;
use crate::words::EstablishmentKind;

const HEADER: &str = "numero_uai;appellation_officielle;libelle_commune;latitude;longitude;\
                      nature_uai;etat_etablissement_libe;code_academie;libelle_academie";

const GOOD: &str = "0710045N;Collège A;Mâcon;46.31;4.82;340;OUVERT;07;Dijon";

fn directory(rows: &[&str]) -> Directory {
    let text = format!("{HEADER}\n{}\n", rows.join("\n"));
    read(text.as_bytes()).unwrap()
}

/// The only problem of a directory with a good row and this one.
fn problem(row: &str) -> RowProblem {
    let directory = directory(&[GOOD, row]);
    let [problem] = directory.problems.as_slice() else { panic!("{:?}", directory.problems) };
    assert_eq!(problem.line, 3);
    assert_eq!(directory.establishments.len(), 1 + usize::from(!problem.skipped));
    assert_eq!(directory.rows, directory.establishments.len() + directory.skipped());
    problem.clone()
}

#[test]
fn a_row_becomes_an_establishment() {
    let directory = directory(&[GOOD]);
    assert_eq!(directory.format, Format::FrenchGeolocation);
    assert_eq!((directory.rows, directory.closed, directory.problems.len()), (1, 0, 0));
    let expected = Establishment {
        code: SchoolCode::parse("0710045N").unwrap(),
        name: "Collège A".into(),
        kind: EstablishmentKind::LowerSecondary,
        commune: "Mâcon".into(),
        academy: Academy { code: "07".into(), name: "Dijon".into() },
        places: vec![Place {
            position: Position::new(46.31, 4.82).unwrap(),
            label: "Collège A".into(),
        }],
    };
    assert_eq!(directory.establishments, [expected]);
}

#[test]
fn marks_delimiters_line_ends_and_quotes_of_exports_do_not_matter() {
    let expected = directory(&[GOOD]);
    let text = format!("{HEADER}\n{GOOD}\n");
    let quoted: String =
        text.lines().map(|line| format!("\"{}\"\r\n", line.replace(';', "\",\""))).collect();
    for variant in [
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
        text.replace(';', ","),
        text.replace(';', "\t"),
        text.trim_end().to_owned(),
        text.replace('\n', ";;\n"),
        format!("{text};;;;;;;;\n\n"),
        text.to_owned().replacen("numero_uai", "NUMÉRO UAI", 1),
        quoted,
    ] {
        assert_eq!(read(variant.as_bytes()).as_ref(), Ok(&expected), "{variant}");
    }
}

#[test]
fn a_row_that_cannot_be_trusted_is_left_out_and_reported() {
    for (row, said) in [
        (";B;Mâcon;46.31;4.82;340;OUVERT;07;Dijon", "the code is empty"),
        ("0710045B;B;Mâcon;46.31;4.82;340;OUVERT;07;Dijon", "these digits end with N"),
        ("762217;B;Mâcon;46.31;4.82;340;OUVERT;07;Dijon", "is not the code of a school"),
        ("710045N;B;Mâcon;46.31;4.82;340;OUVERT;07;Dijon", "it is probably 0710045N"),
        ("71168G;B;Mâcon;46.31;4.82;340;OUVERT;07;Dijon", "it is probably 0071168G"),
        ("0710045N;B;Mâcon;46.31;4.82;340;OUVERT;07;Dijon", "already on line 2"),
        ("0071168G;B;Mâcon;46.31;4.82;340;;07;Dijon", "it has no state"),
        ("0071168G;B;Mâcon;46.31;4.82;340;EN TRAVAUX;07;Dijon", "`EN TRAVAUX` is not known"),
        ("0071168G;B;Mâcon;46.31;4.82;340;OUVERT;;", "it has no academy"),
        ("0071168G;B;Mâcon;46.31;4.82;340;OUVERT;7;Dijon", "it is probably 07"),
        ("0071168G;B;Mâcon;46.31;4.82", "it has 5 cells where the header has 9"),
        ("0071168G;B;x;Mâcon;46.31;4.82;340;OUVERT;07;Dijon", "it has 10 cells"),
        (
            "0071168G;\"B;Mâcon;46.31;4.82;340;OUVERT;07;Dijon\n0071245R;C;Mâcon",
            "a quotation mark is not closed",
        ),
    ] {
        let problem = problem(row);
        assert!(problem.skipped, "{row}");
        assert!(problem.reason.contains(said), "{row}: {problem}");
        let code = row.split(';').next().filter(|code| !code.is_empty());
        assert_eq!(problem.code.as_deref(), code);
        let named = code.map(|code| format!(", {code}")).unwrap_or_default();
        assert!(problem.to_string().starts_with(&format!("line 3{named}: ")), "{problem}");
    }
}

#[test]
fn a_row_is_taken_without_what_is_wrong_with_it() {
    for (row, said) in [
        ("0071168G;B;Mâcon;44,985;4,584;340;OUVERT;07;Dijon", "has a comma"),
        ("0071168G;B;Mâcon;4.49851E+14;4.5;340;OUVERT;07;Dijon", "rewritten by a spreadsheet"),
        ("0071168G;B;Mâcon;0;0;340;OUVERT;07;Dijon", "do not lie in France"),
        ("0071168G;B;Mâcon;4.58;44.98;340;OUVERT;07;Dijon", "do not lie in France"),
        ("0071168G;B;Mâcon;46.31;;340;OUVERT;07;Dijon", "no longitude"),
        ("0071168G;;Mâcon;46.31;4.82;340;OUVERT;07;Dijon", "it has no name"),
        ("0071168G;CollÃ¨ge;Mâcon;46.31;4.82;340;OUVERT;07;Dijon", "its accents are damaged"),
        ("0071168G;B;M\u{fffd}con;46.31;4.82;340;OUVERT;07;Dijon", "its accents are damaged"),
    ] {
        let problem = problem(row);
        assert!(!problem.skipped, "{row}");
        assert!(problem.reason.contains(said), "{row}: {problem}");
    }
}

#[test]
fn a_problem_is_told_by_the_line_that_an_editor_shows() {
    for line_end in ["\n", "\r\n"] {
        let lines = [
            HEADER,
            GOOD,
            "",
            "0710046P;\"B\nin two lines\";Mâcon;46.31;4.82;340;OUVERT;07;Dijon",
            "0710047R;C;Mâcon;46.31;4.82;340;;07;Dijon",
            "0710048S;D;Mâcon;46.31;4.82;340;;07;Dijon",
        ];
        let directory = read(lines.join(line_end).as_bytes()).unwrap();
        let lines: Vec<usize> = directory.problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [6, 7], "{line_end:?}: {:?}", directory.problems);
        assert_eq!(directory.establishments.len(), 2);
    }
}

#[test]
fn an_unusual_name_is_no_damage() {
    for name in [
        "\"Collège\nsur deux lignes\"",
        "\"Collège; annexe\"",
        "N° 5",
        "«\u{a0}A\u{a0}»",
        "São Tomé",
        "SÃO",
    ] {
        let directory = directory(&[&GOOD.replace("Collège A", name)]);
        assert_eq!(directory.problems, [], "{name}");
        let on_one_line = name.trim_matches('"').replace('\n', " ");
        assert_eq!(directory.establishments[0].name, on_one_line);
    }
}

#[test]
fn missing_coordinates_are_counted_and_no_problem() {
    let directory = directory(&[GOOD, "0071168G;B;Lamastre;;;340;OUVERT;08;Grenoble"]);
    assert!(directory.problems.is_empty());
    let codes: Vec<&str> = directory.without_coordinates().map(|e| e.code.as_str()).collect();
    assert_eq!(codes, ["0071168G"]);
}

#[test]
fn what_is_to_close_is_open_and_what_is_to_open_is_not() {
    for (state, open) in [
        ("OUVERT", true),
        ("A FERMER", true),
        ("À fermer", true),
        ("A OUVRIR", false),
        ("FERME", false),
        ("Fermé", false),
    ] {
        let directory = directory(&[&GOOD.replace("OUVERT", state)]);
        assert_eq!(directory.establishments.len(), usize::from(open), "{state}");
        assert_eq!(directory.closed, usize::from(!open), "{state}");
        assert!(directory.problems.is_empty());
    }
}

#[test]
fn a_position_in_one_cell_is_enough() {
    let text = "uai;nom_etablissement;commune;academie;etat;position\n\
                0710045N;Collège A;Mâcon;Dijon;OUVERT;46.31, 4.82\n";
    let directory = read(text.as_bytes()).unwrap();
    let establishment = &directory.establishments[0];
    assert_eq!(establishment.places[0].position, Position::new(46.31, 4.82).unwrap());
    assert_eq!(establishment.academy, Academy { code: "Dijon".into(), name: "Dijon".into() });
}

#[test]
fn dates_in_any_writing_do_not_matter() {
    let text = format!("{HEADER};date_ouverture\n{GOOD};25/10/1973\n");
    let directory = read(text.as_bytes()).unwrap();
    assert_eq!((directory.establishments.len(), directory.problems.len()), (1, 0));
}

#[test]
fn a_table_of_something_else_is_refused() {
    for (text, said) in [
        ("name;age\nA;3\n", "no column was found for the code (numero_uai or"),
        ("just some words", "the file has: just some words"),
        ("a,b,c;d\n", "the file has: a, b, c;d"),
        // Split alike by two delimiters: that of the published files is meant.
        ("a;b,c\n", "the file has: a, b,c"),
        (HEADER, "no establishments"),
    ] {
        let error = read(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(said), "{text}: {error}");
    }
    let without_state = HEADER.replace("etat_etablissement_libe", "x");
    let error = read(format!("{without_state}\n{GOOD}").as_bytes()).unwrap_err().to_string();
    assert!(error.starts_with("no column was found for the state ("), "{error}");
    let twice = HEADER.replace("nature_uai", "latitude");
    let error = read(format!("{twice}\n{GOOD}").as_bytes()).unwrap_err();
    assert_eq!(error, NotADirectory::AmbiguousColumn { name: "latitude".into() });
}

#[test]
fn a_shape_is_told_by_its_country_and_its_kind_of_file() {
    for (format, said) in [
        (Format::FrenchGeolocation, ["French", "geolocation", "CSV"]),
        (Format::FrenchAnnuaire, ["French", "education", "CSV"]),
        (Format::Quebec, ["Québec", "buildings", "GeoJSON"]),
    ] {
        let written = format.to_string();
        assert!(said.iter().all(|word| written.contains(word)), "{written}");
    }
}

#[test]
fn a_table_with_more_problems_than_a_country_has_schools_is_refused() {
    let spoilt = |rows: usize| format!("{HEADER}\n{GOOD}\n{}", "x\n".repeat(rows));
    let directory = read(spoilt(100_000).as_bytes()).unwrap();
    assert_eq!((directory.establishments.len(), directory.problems.len()), (1, 100_000));
    let refusal = NotADirectory::TooManyProblems { most: 100_000, line: 3 };
    assert_eq!(read(spoilt(100_001).as_bytes()), Err(refusal));
}
