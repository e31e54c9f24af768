//! How far apart two places are, worked out apart from the product.

use crate::schools::directory;

const EARTH_KM: f64 = 6_371.008_8;

/// Where a school stands.
pub fn place(code: &str) -> Option<(f64, f64)> {
    let school = directory().into_iter().find(|school| school.code.to_string() == code)?;
    let position = school.places[0].position;
    Some((position.lat(), position.lon()))
}

/// The way along a great circle (haversine formula).
pub fn distance_km(one: (f64, f64), other: (f64, f64)) -> f64 {
    let [lat1, lat2] = [one.0, other.0].map(f64::to_radians);
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let a = half(one.0, other.0) + lat1.cos() * lat2.cos() * half(one.1, other.1);
    2.0 * EARTH_KM * a.sqrt().asin()
}
