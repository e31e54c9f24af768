//! Who is within 30 km?

use sharenum_benches::{Cost, Phone, Region, Report, Row, Spread, near, school_number, time, us};
use sharenum_domain::{
    Academy, Establishment, EstablishmentKind, Place, Position, RadiusKm, bounding_box,
};
use sharenum_store::StoreError;
use sharenum_store::queries::Connection;
use sharenum_store::queries::establishments::PlaceIndex;

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
        let load = Spread::of_times((0..5).map(|_| Cost::of(|| PlaceIndex::load(conn)).1.cpu));
        let places = PlaceIndex::load(conn)?;
        let found = places.within(&near(), radius).len();
        let whole = time(id, || {
            assert!(places.is_current(conn).unwrap());
            places.within(&near(), radius)
        });
        let tree = plain_tree(conn)?;
        let sieve = time(&format!("{id}-sieve"), || in_the_box(&tree));
        Ok((found, whole, sieve, load))
    });
    let (found, whole, sieve, load) = done.unwrap();
    report.row(&Row {
        id,
        job,
        floor: if places == 2_000 { "10 µs" } else { "200 µs" },
        measured: format!(
            "{} (least {}); {found} establishments, nearest first; once per start and after each \
             change of the directory {} to read the places",
            us(whole.median()),
            us(whole.min()),
            us(load.median())
        ),
        ratio: format!(
            "counting what an R*Tree of SQLite finds in the box {}: {:.1} times that",
            us(sieve.median()),
            whole.median() / sieve.median()
        ),
        met: Some(whole.median() <= floor_us),
    });
}

/// The same places in an R*Tree of SQLite, in memory and without encryption.
fn plain_tree(conn: &Connection) -> Result<Connection, StoreError> {
    let tree = Connection::open_in_memory()?;
    tree.execute_batch("CREATE VIRTUAL TABLE place_box USING rtree (id, min_lat, max_lat, min_lon, max_lon); BEGIN")?;
    let mut places = conn.prepare("SELECT id, lat, lon FROM place")?;
    let mut rows = places.query([])?;
    let mut insert = tree.prepare("INSERT INTO place_box VALUES (?1, ?2, ?2, ?3, ?3)")?;
    while let Some(row) = rows.next()? {
        insert.execute((row.get::<_, i64>(0)?, row.get::<_, f64>(1)?, row.get::<_, f64>(2)?))?;
    }
    drop(insert);
    tree.execute_batch("COMMIT")?;
    Ok(tree)
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
