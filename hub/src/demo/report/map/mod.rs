//! The map: establishments, the radius, and who was alerted.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::academies::Academies;
use super::model::{Map, Person, School, Story, Verdict};
use super::text::{shortened, width};
use crate::html::Escaped;

mod frame;
mod labels;

use frame::Frame;
use labels::{Drawn, Rect, Wish};

const NAME_SIZE: f64 = 12.5;
const DETAIL_SIZE: f64 = 11.0;
/// How much wider semi-bold letters are.
const BOLD: f64 = 1.06;

/// Draws the map as one SVG element.
pub(super) fn draw(out: &mut String, story: &Story, academies: &Academies) -> fmt::Result {
    let map = &story.map;
    let frame = Frame::around(map, &story.people);
    write!(
        out,
        "<svg class=\"map\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"map-title map-desc\">\
         <title id=\"map-title\">Establishments within {} km of the ticket and around</title>\
         <desc id=\"map-desc\">{}</desc>\
         <defs><clipPath id=\"map-clip\"><rect width=\"{0}\" height=\"{1}\" rx=\"14\"/></clipPath></defs>\
         <rect class=\"land\" width=\"{0}\" height=\"{1}\" rx=\"14\"/><g clip-path=\"url(#map-clip)\">",
        frame.width,
        frame.height,
        map.radius_km,
        Escaped(&description(story)),
    )?;
    cells(out, map, &frame)?;
    rings(out, map, &frame)?;
    let dots = schools(out, story, academies, &frame)?;
    out.push_str("</g>");
    let boxes = vec![scale_bar(out, &frame)?, radius_label(out, map, &frame)?];
    cards(out, story, academies, &frame, Drawn { dots, boxes })?;
    out.push_str("</svg>");
    Ok(())
}

/// The same in a sentence, for those who do not see the picture; the table says the rest.
fn description(story: &Story) -> String {
    let alerted = story.people.iter().filter(|person| person.verdict == Verdict::Alerted).count();
    let inside = story.map.schools.iter().filter(|school| school.km <= story.map.radius_km).count();
    format!(
        "A circle of {} km around the requester's establishment holds {inside} establishments. \
         Of {} people with a phone, {alerted} were alerted. The table below names each of them.",
        story.map.radius_km,
        story.people.len(),
    )
}

fn cells(out: &mut String, map: &Map, frame: &Frame) -> fmt::Result {
    for cell in &map.cells {
        out.push_str("<polygon class=\"cell\" points=\"");
        for point in cell {
            let (x, y) = frame.place(*point);
            write!(out, "{x:.1},{y:.1} ")?;
        }
        out.push_str("\"><title>Area cell: phones of the establishments in it receive the ticket</title></polygon>");
    }
    Ok(())
}

fn rings(out: &mut String, map: &Map, frame: &Frame) -> fmt::Result {
    let (x, y) = frame.place(map.centre);
    let radius = map.radius_km * frame.scale;
    write!(
        out,
        "<circle class=\"reach\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"/>\
         <circle class=\"ring\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\"/>",
        radius / 2.0
    )
}

/// Draws every establishment in view as a dot and says where.
fn schools(
    out: &mut String,
    story: &Story,
    academies: &Academies,
    frame: &Frame,
) -> Result<Vec<(f64, f64)>, fmt::Error> {
    let mut dots = Vec::new();
    for school in &story.map.schools {
        let at = frame.place(school.at);
        if !frame.shows(at, 4.0) {
            continue;
        }
        let outside = if school.km > story.map.radius_km { " outside" } else { "" };
        write!(out, "<g class=\"{}{outside}\">", academies.class(&school.academy))?;
        dot(out, academies.rank(&school.academy), at, 4.2)?;
        write!(out, "<title>{}</title></g>", Escaped(&place_line(school)))?;
        dots.push(at);
    }
    Ok(dots)
}

/// A shape per academy, so that colour is not needed to tell them apart.
pub(super) fn dot(out: &mut String, rank: usize, (x, y): (f64, f64), size: f64) -> fmt::Result {
    let corner = size * 1.35;
    match rank {
        0 => write!(out, "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{size:.1}\"/>"),
        1 => write!(
            out,
            "<rect class=\"dot\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{2:.1}\"/>",
            x - size * 0.88,
            y - size * 0.88,
            size * 1.76
        ),
        _ => write!(
            out,
            "<path class=\"dot\" d=\"M{x:.1} {:.1}l{corner:.1} {corner:.1}l-{corner:.1} {corner:.1}l-{corner:.1} -{corner:.1}z\"/>",
            y - corner
        ),
    }
}

fn place_line(school: &School) -> String {
    format!(
        "{}, {} (academy of {}), {:.1} km",
        school.name, school.commune, school.academy, school.km
    )
}

/// The people of one establishment, as their card on the map.
struct Card<'a> {
    school: &'a School,
    people: Vec<(usize, &'a Person)>,
    at: (f64, f64),
    beyond: bool,
}

impl Card<'_> {
    fn numbers(&self) -> String {
        let numbers: Vec<String> =
            self.people.iter().map(|(index, _)| (index + 1).to_string()).collect();
        numbers.join("·")
    }

    fn badge(&self) -> f64 {
        (width(&self.numbers()) * DETAIL_SIZE + 12.0).max(20.0)
    }

    fn name(&self) -> String {
        shortened(&self.school.name, 26)
    }

    fn detail(&self) -> String {
        format!("{} · {:.1} km", shortened(&self.school.commune, 22), self.school.km)
    }

    /// What matters most among the people of the establishment.
    fn class(&self) -> &'static str {
        let any =
            |wanted: &Verdict| self.people.iter().any(|(_, person)| person.verdict == *wanted);
        match () {
            () if any(&Verdict::Asks) => "asks",
            () if any(&Verdict::Alerted) => "alerted",
            () => "quiet",
        }
    }

    fn size(&self) -> (f64, f64) {
        let bell = if self.class() == "alerted" { 18.0 } else { 0.0 };
        let text =
            (width(&self.name()) * NAME_SIZE * BOLD).max(width(&self.detail()) * DETAIL_SIZE);
        (self.badge() + text + bell + 22.0, 36.0)
    }
}

fn cards(
    out: &mut String,
    story: &Story,
    academies: &Academies,
    frame: &Frame,
    mut drawn: Drawn,
) -> fmt::Result {
    let mut by_school: BTreeMap<usize, Vec<(usize, &Person)>> = BTreeMap::new();
    for (index, person) in story.people.iter().enumerate() {
        by_school.entry(person.school).or_default().push((index, person));
    }
    let cards: Vec<Card<'_>> = by_school
        .into_iter()
        .filter_map(|(school, people)| {
            let school = story.map.schools.get(school)?;
            let at = frame.place(school.at);
            let beyond = !frame.shows(at, 12.0);
            let at = if beyond { frame.edge(at, 14.0) } else { at };
            Some(Card { school, people, at, beyond })
        })
        .collect();
    let wishes: Vec<Wish> =
        cards.iter().map(|card| Wish { at: card.at, size: card.size() }).collect();
    drawn.dots.retain(|dot| !wishes.iter().any(|wish| wish.at == *dot));
    let land = Rect { x: 8.0, y: 8.0, width: frame.width - 16.0, height: frame.height - 16.0 };
    let places = labels::arrange(&wishes, &drawn, land);
    for (card, place) in cards.iter().zip(&places) {
        let (x, y) = card.at;
        let (end_x, end_y) = place.nearest(card.at);
        write!(
            out,
            "<path class=\"leader {}\" d=\"M{x:.1} {y:.1}L{end_x:.1} {end_y:.1}\"/>",
            card.class()
        )?;
    }
    let middle = frame.place(story.map.centre);
    let group = |card: &Card<'_>| {
        format!("<g class=\"{} card {}\">", academies.class(&card.school.academy), card.class())
    };
    for (card, place) in cards.iter().zip(&places) {
        out.push_str(&group(card));
        plate(out, card, place)?;
        out.push_str("</g>");
    }
    // Last, so that no card hides where an establishment is.
    for card in &cards {
        out.push_str(&group(card));
        anchor(out, card, academies, middle)?;
        out.push_str("</g>");
    }
    Ok(())
}

/// Where the establishment is: a larger dot, a star for who asks, an arrow when it lies beyond.
fn anchor(
    out: &mut String,
    card: &Card<'_>,
    academies: &Academies,
    middle: (f64, f64),
) -> fmt::Result {
    let (x, y) = card.at;
    if card.beyond {
        let turn = (y - middle.1).atan2(x - middle.0).to_degrees();
        return write!(
            out,
            "<path class=\"dot\" transform=\"translate({x:.1} {y:.1}) rotate({turn:.0})\" d=\"M9 0L-5 -6V6z\"/>"
        );
    }
    match card.class() {
        "asks" => write!(
            out,
            "<path class=\"star\" transform=\"translate({x:.1} {y:.1})\" \
             d=\"M0 -10L2.6 -3.2 9.5 -3.1 4 1.3 5.9 8.1 0 4.1 -5.9 8.1 -4 1.3 -9.5 -3.1 -2.6 -3.2z\"/>"
        ),
        class => {
            if class == "alerted" {
                write!(out, "<circle class=\"halo\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"10\"/>")?;
            }
            dot(out, academies.rank(&card.school.academy), card.at, 5.5)
        }
    }
}

fn plate(out: &mut String, card: &Card<'_>, place: &Rect) -> fmt::Result {
    let Rect { x, y, width, height } = *place;
    let badge = card.badge();
    let text = x + badge + 13.0;
    write!(
        out,
        "<rect class=\"plate\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"7\"/>\
         <rect class=\"badge\" x=\"{:.1}\" y=\"{:.1}\" width=\"{badge:.1}\" height=\"20\" rx=\"10\"/>\
         <text class=\"number\" x=\"{:.1}\" y=\"{:.1}\">{}</text>\
         <text class=\"name\" x=\"{text:.1}\" y=\"{:.1}\">{}</text>\
         <text class=\"detail\" x=\"{text:.1}\" y=\"{:.1}\">{}</text>",
        x + 7.0,
        y + 8.0,
        x + 7.0 + badge / 2.0,
        y + 22.0,
        card.numbers(),
        y + 15.5,
        Escaped(&card.name()),
        y + 29.0,
        Escaped(&card.detail()),
    )?;
    if card.class() == "alerted" {
        write!(
            out,
            "<path class=\"bell\" transform=\"translate({:.1} {:.1})\" d=\"{BELL}\"/>",
            x + width - 14.0,
            y + 18.0
        )?;
    }
    out.push_str("<title>");
    write!(out, "{}", Escaped(&place_line(card.school)))?;
    for (index, person) in &card.people {
        let verdict = match &person.verdict {
            Verdict::Asks => "asks for help",
            Verdict::Alerted => "alerted",
            Verdict::NotAlerted(reason) => &format!("not alerted: {reason}"),
        };
        write!(out, "\n{} {}: {}", index + 1, Escaped(&person.role), Escaped(verdict))?;
    }
    out.push_str("</title>");
    Ok(())
}

/// A bell of 14 px around the origin.
pub(super) const BELL: &str = "M0 -7C-1 -7 -1.4 -6.2 -1.4 -5.6C-3.8 -5 -4.6 -3 -4.6 -0.6C-4.6 2 -5.4 2.6 -6 3.6H6C5.4 2.6 4.6 2 4.6 -0.6C4.6 -3 3.8 -5 1.4 -5.6C1.4 -6.2 1 -7 0 -7zM-1.9 4.8C-1.6 6 -0.9 6.6 0 6.6C0.9 6.6 1.6 6 1.9 4.8z";

/// Draws a bar of a round length and the north, and says which box they need.
fn scale_bar(out: &mut String, frame: &Frame) -> Result<Rect, fmt::Error> {
    let km = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0]
        .into_iter()
        .rfind(|km| km * frame.scale <= 160.0)
        .unwrap_or(1.0);
    let length = km * frame.scale;
    let (x, y) = (24.0, frame.height - 24.0);
    write!(
        out,
        "<g class=\"scale\"><path d=\"M{x} {:.1}v8h{length:.1}v-8\"/><text x=\"{:.1}\" y=\"{:.1}\">{km} km</text>\
         <path class=\"north\" d=\"M{:.1} {:.1}l5 14-5 -3-5 3z\"/><text x=\"{:.1}\" y=\"{:.1}\">N</text></g>",
        y - 8.0,
        x + length / 2.0,
        y - 7.0,
        x + length + 22.0,
        y - 14.0,
        x + length + 22.0,
        y - 18.0,
    )?;
    Ok(Rect { x: x - 8.0, y: y - 40.0, width: length + 46.0, height: 48.0 })
}

/// Writes the radius on its circle.
fn radius_label(out: &mut String, map: &Map, frame: &Frame) -> Result<Rect, fmt::Error> {
    let (x, y) = frame.place(map.centre);
    let top = y - map.radius_km * frame.scale;
    let pill = Rect { x: x - 28.0, y: top - 10.0, width: 56.0, height: 20.0 };
    write!(
        out,
        "<g class=\"radius\"><rect x=\"{:.1}\" y=\"{:.1}\" width=\"56\" height=\"20\" rx=\"10\"/>\
         <text x=\"{x:.1}\" y=\"{:.1}\">{} km</text></g>",
        pill.x,
        pill.y,
        top + 4.0,
        map.radius_km
    )?;
    Ok(pill)
}
