//! Bytes that may be a directory of schools.

use std::collections::BTreeSet;

use sharenum_domain::directory::{self, Format};

/// What is read is all accounted for, each code once, each place on Earth; what is refused, or
/// reported, says why in a line that a terminal can show.
pub fn check(data: &[u8]) {
    let read = match directory::read(data) {
        Ok(read) => read,
        Err(refusal) => return shows(&refusal.to_string()),
    };
    assert!(read.rows > 0);
    let codes: BTreeSet<_> = read.establishments.iter().map(|school| school.code).collect();
    assert_eq!(codes.len(), read.establishments.len(), "each code once");
    assert!(read.skipped() <= read.problems.len());
    let told = read.establishments.len() + read.closed + read.skipped();
    match read.format {
        Format::FrenchGeolocation | Format::FrenchAnnuaire => assert_eq!(told, read.rows),
        // Several buildings make one school.
        Format::Quebec => assert!(told <= read.rows),
    }
    for school in &read.establishments {
        assert_eq!(school.code.to_string().parse(), Ok(school.code));
        for text in [&school.name, &school.commune, &school.academy.code, &school.academy.name] {
            shows(text);
        }
        for place in &school.places {
            shows(&place.label);
            let (lat, lon) = place.position.micro();
            assert!((-90_000_000..=90_000_000).contains(&lat), "{lat}");
            assert!((-180_000_000..=180_000_000).contains(&lon), "{lon}");
        }
    }
    for problem in &read.problems {
        assert!((1..=data.len() + 1).contains(&problem.line));
        let said = problem.to_string();
        assert!(said.len() < 1_000, "{said}");
        shows(&said);
    }
}

/// Nothing that moves a cursor, changes a colour or turns the direction of writing.
fn shows(text: &str) {
    let hidden =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.contains(hidden), "{text:?}");
}
