//! Coordinates as a directory writes them, and whether they can be believed.

use crate::place::Position;
use crate::text::excerpt;

/// A rectangle: south, north, west, east, in degrees.
type Territory = [f64; 4];

/// Where French establishments stand, generously: these catch a latitude and longitude
/// that were swapped, or lost their decimal point.
const FRANCE: [Territory; 9] = [
    [41.0, 51.5, -5.5, 10.0],       // mainland and Corse
    [14.0, 18.5, -63.5, -60.5],     // Guadeloupe, Martinique, Saint-Martin
    [2.0, 6.0, -55.0, -51.0],       // Guyane
    [-21.5, -20.5, 55.0, 56.0],     // La Réunion
    [-13.2, -12.4, 44.8, 45.5],     // Mayotte
    [46.5, 47.5, -57.0, -56.0],     // Saint-Pierre-et-Miquelon
    [-23.5, -17.5, 158.0, 173.0],   // Nouvelle-Calédonie
    [-15.0, -12.5, -179.0, -175.5], // Wallis-et-Futuna
    [-28.5, -7.0, -155.5, -134.0],  // Polynésie française
];

const QUEBEC: [Territory; 1] = [[44.9, 63.0, -80.0, -56.9]];

/// A country whose directory is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Country {
    France,
    Quebec,
}

/// Reads two cells; `None` when both are empty, an explanation when they can't be believed.
pub(super) fn from_cells(lat: &str, lon: &str) -> Result<Option<Position>, String> {
    match (lat, lon) {
        ("", "") => Ok(None),
        ("", _) => Err("it has a longitude but no latitude".to_owned()),
        (_, "") => Err("it has a latitude but no longitude".to_owned()),
        _ => {
            let (lat, lon) = (degrees("latitude", lat)?, degrees("longitude", lon)?);
            believable(lat, lon, Country::France).map(Some)
        }
    }
}

/// Reads one cell with both: `44.985, 4.584`.
pub(super) fn from_pair(cell: &str) -> Result<Option<Position>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    match cell.split_once(", ").or_else(|| cell.split_once(',')) {
        Some((lat, lon)) => from_cells(lat.trim(), lon.trim()),
        None => Err(format!("`{}` is not a latitude and a longitude", excerpt(cell))),
    }
}

/// A position that lies in the country of the directory, or why it can't be believed.
pub(super) fn believable(lat: f64, lon: f64, country: Country) -> Result<Position, String> {
    let (territories, name): (&[Territory], _) = match country {
        Country::France => (&FRANCE, "France"),
        Country::Quebec => (&QUEBEC, "Québec"),
    };
    let inside = |[south, north, west, east]: &Territory| {
        (south..=north).contains(&&lat) && (west..=east).contains(&&lon)
    };
    if !territories.iter().any(inside) {
        return Err(format!("its coordinates {lat}, {lon} do not lie in {name}"));
    }
    Position::new(lat, lon).map_err(|error| error.to_string())
}

/// Decimal degrees with a point, and nothing that a spreadsheet makes of them.
fn degrees(what: &str, cell: &str) -> Result<f64, String> {
    let written = excerpt(cell);
    if cell.contains(',') {
        return Err(format!("its {what} `{written}` has a comma, write it with a point"));
    }
    if cell.contains(['e', 'E']) {
        let advice = "was rewritten by a spreadsheet, import that column as text";
        return Err(format!("its {what} `{written}` {advice}"));
    }
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let number = cell.parse::<f64>().ok().filter(|_| digits(whole) && digits(decimals));
    number.ok_or_else(|| format!("its {what} `{written}` is not a number of degrees"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_with_a_point_are_read() {
        let there = Position::new(44.985112, 4.58442).unwrap();
        assert_eq!(from_cells("44.98511168476998", "4.584419934777967"), Ok(Some(there)));
        assert_eq!(from_pair("44.98511168476998, 4.584419934777967"), Ok(Some(there)));
        assert_eq!(from_cells("", ""), Ok(None));
        assert_eq!(from_pair(""), Ok(None));
        for (lat, lon) in [("47", "2"), ("-21.37", "55.82"), ("14.6", "-61.0"), ("-22.3", "166.4")]
        {
            assert!(from_cells(lat, lon).unwrap().is_some(), "{lat} {lon}");
        }
    }

    #[test]
    fn what_a_spreadsheet_made_of_them_is_not_believed() {
        for (lat, lon, said) in [
            ("44,985", "4,584", "has a comma"),
            ("4.49851E+14", "4.58", "rewritten by a spreadsheet"),
            ("44985111684", "4584419934", "do not lie in France"),
            ("44.985.111", "4.58", "is not a number"),
            ("44 985", "4.58", "is not a number"),
            ("NaN", "4.58", "is not a number"),
            ("inf", "4.58", "is not a number"),
            ("+44.9", "4.58", "is not a number"),
            (".5", "4.58", "is not a number"),
            ("45.", "4.58", "is not a number"),
            ("-", "4.58", "is not a number"),
            ("0", "0", "do not lie in France"),
            ("0.0", "0.0", "do not lie in France"),
            ("4.58", "44.98", "do not lie in France"),
            ("45.5", "-73.6", "do not lie in France"),
            ("44.98", "", "no longitude"),
            ("", "4.58", "no latitude"),
        ] {
            let reason = from_cells(lat, lon).unwrap_err();
            assert!(reason.contains(said), "{lat} {lon}: {reason}");
        }
        assert!(from_pair("44.98").is_err());
        assert!(from_pair("44,98, 4,58").is_err());
    }

    #[test]
    fn every_territory_is_known_and_the_sea_around_it_is_not() {
        for (there, lat, lon) in [
            ("Paris", 48.85, 2.35),
            ("Brest", 48.39, -4.49),
            ("Basse-Terre", 16.0, -61.73),
            ("Cayenne", 4.93, -52.33),
            ("Saint-Denis", -20.88, 55.45),
            ("Mamoudzou", -12.78, 45.23),
            ("Miquelon", 47.1, -56.38),
            ("Nouméa", -22.27, 166.44),
            ("Mata-Utu", -13.28, -176.17),
            ("Papeete", -17.54, -149.57),
        ] {
            assert!(believable(lat, lon, Country::France).is_ok(), "{there}");
        }
        for (lat, lon) in [
            (48.0, -20.0),
            (47.0, -20.0),
            (16.0, -20.0),
            (16.0, 61.7),
            (4.0, -20.0),
            (4.0, 52.3),
            (0.0, 55.5),
            (20.9, 55.5),
            (0.0, 45.2),
            (12.8, 45.2),
            (0.0, 166.4),
            (22.3, 166.4),
            (0.0, -176.2),
            (-13.3, 0.0),
            (-13.3, 176.2),
            (0.0, -149.6),
            (17.5, -149.6),
            (-17.5, 0.0),
            (-17.5, 149.6),
        ] {
            assert!(believable(lat, lon, Country::France).is_err(), "{lat}, {lon}");
        }
        assert!(believable(50.0, -20.0, Country::Quebec).is_err());
    }

    #[test]
    fn each_directory_stays_in_its_country() {
        assert!(believable(45.6, -73.5, Country::Quebec).is_ok());
        assert!(believable(-73.5, 45.6, Country::Quebec).is_err());
        assert!(believable(46.3, 4.8, Country::Quebec).is_err());
        assert!(believable(f64::NAN, 4.8, Country::France).is_err());
    }
}
