//! Who is within 30 km?

use sharenum_benches::{Phone, Region, Report, Row, near, school_number, time, us};
use sharenum_domain::{
    Academy, Establishment, EstablishmentKind, Place, Position, RadiusKm, bounding_box,
};
use sharenum_store::StoreError;
use sharenum_store::queries::{Connection, establishments};

const KM: u16 = 30;

pub fn run(report: &Report) {
    measure(report, 2_000, "radius-2000", "within 30 km, 2,000 places", 10.0);
    measure(report, 100_000, "radius-100000", "within 30 km, 100,000 places", 200.0);
}

fn measure(report: &Report, places: u32, id: &str, job: &str, floor_us: f64) {
    let region = Region::with_directory(scattered(places));
    let phone = Phone::join(&region, 2);
    phone.sync(&region);
    let store = phone.store();
    let radius = RadiusKm::new(KM).unwrap();
    let done = store.read::<_, StoreError>(|conn| {
        let found = establishments::within(conn, &near(), radius)?.len();
        let whole = time(id, || establishments::within(conn, &near(), radius).unwrap());
        let sieve = time(&format!("{id}-sieve"), || in_the_box(conn));
        Ok((found, whole, sieve))
    });
    let (found, whole, sieve) = done.unwrap();
    report.row(&Row {
        id,
        job,
        floor: if places == 2_000 { "10 µs" } else { "200 µs" },
        measured: format!(
            "{} (least {}); {found} establishments with their buildings, nearest first",
            us(whole.median()),
            us(whole.min())
        ),
        ratio: format!(
            "counting what the R*Tree finds in the box {}: {:.1} times that",
            us(sieve.median()),
            whole.median() / sieve.median()
        ),
        met: Some(whole.median() <= floor_us),
    });
}

/// What SQLite alone needs for the first sieve.
fn in_the_box(conn: &Connection) -> i64 {
    let bounds = bounding_box(&near(), f64::from(KM));
    let mut statement = conn
        .prepare_cached(
            "SELECT count(*) FROM place_box WHERE max_lat >= ?1 AND min_lat <= ?2
                AND max_lon >= ?3 AND min_lon <= ?4",
        )
        .unwrap();
    let bounds = (bounds.min_lat, bounds.max_lat, bounds.min_lon, bounds.max_lon);
    statement.query_row(bounds, |row| row.get(0)).unwrap()
}

/// Schools all over a country of half a million km², as dense everywhere.
fn scattered(count: u32) -> Vec<Establishment> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |from: f64, to: f64| {
        // xorshift64: the same places in every run.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        from + (to - from) * (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    (0..count)
        .map(|n| {
            let position = Position::new(next(43.0, 50.0), next(-1.0, 7.0)).unwrap();
            Establishment {
                code: school_number(n),
                name: format!("École {n}"),
                kind: EstablishmentKind::PrimarySchool,
                commune: format!("Commune {}", n % 5_000),
                academy: Academy { code: "07".to_owned(), name: "Dijon".to_owned() },
                places: vec![Place { position, label: String::new() }],
            }
        })
        .collect()
}
