//! What is near as GeoJSON (RFC 7946), for a map elsewhere.

use serde_json::{Value, json};
use sharenum_domain::Position;

use super::near::{NearKind, NearPoint, NearView};

/// A collection with the establishment first, then each point in the order of the list.
pub(super) fn written(near: &NearView) -> String {
    let school = json!({ "kind": "establishment", "title": near.label });
    let centre = json!({ "type": "Feature", "geometry": at(&near.centre), "properties": school });
    let features: Vec<Value> =
        [centre].into_iter().chain(near.points.iter().map(feature)).collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// Longitude before latitude.
fn at(position: &Position) -> Value {
    json!({ "type": "Point", "coordinates": [position.lon(), position.lat()] })
}

fn feature(point: &NearPoint) -> Value {
    let kind = match point.kind {
        NearKind::Workshop => "workshop",
        NearKind::Request => "request",
        NearKind::Offer => "offer",
    };
    let mut properties = json!({
        "kind": kind,
        "title": point.title,
        "place": point.place,
        // In metres and tenths of a degree: more is not known.
        "km": (point.km * 1000.0).round() / 1000.0,
        "bearing": (point.bearing * 10.0).round() / 10.0 % 360.0,
    });
    if let Some(slot) = &point.slot {
        properties["start"] = json!(slot.start.to_string());
        properties["zone"] = json!(slot.zone);
        properties["minutes"] = json!(slot.minutes);
    }
    json!({
        "type": "Feature",
        "id": point.subject.to_string(),
        "geometry": at(&point.position),
        "properties": properties,
    })
}
