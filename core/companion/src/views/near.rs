//! What is near, as a picture that needs no map, and as the list that says the same.

use jiff::Timestamp;
use sharenum_domain::{
    AlertKind, CompassPoint, Direction, DocumentId, OnDisc, Phrase, PhraseKey, Place, Position,
    RadiusKm, Rings, Slot, WhyShown, nearest, phrases,
};
use sharenum_store::queries::workshops::WorkshopRow;
use sharenum_store::queries::{PageRequest, tickets, workshops};

use crate::alerts::AlertPreferences;
use crate::engine::CompanionEngine;
use crate::{EngineError, ProfileMissing, Result};

use super::{Context, TicketItem, WorkshopItem, ticket};

/// What a point stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NearKind {
    /// A workshop to come.
    Workshop,
    /// A ticket that asks for help.
    Request,
    /// A ticket that offers help.
    Offer,
}

/// A ring around the centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearRing {
    /// Its distance.
    pub km: u16,
    /// Its radius on the picture: 1 for the outermost.
    pub radius: f64,
}

/// A workshop or a ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct NearPoint {
    /// The ticket or workshop to open.
    pub subject: DocumentId,
    /// What it is.
    pub kind: NearKind,
    /// Its title.
    pub title: String,
    /// The place of the workshop, the school of the ticket.
    pub place: String,
    /// When the workshop is.
    pub slot: Option<Slot>,
    /// Where it is.
    pub position: Position,
    /// How far away, in km.
    pub km: f64,
    /// In which direction: degrees clockwise from north, from 0 to below 360.
    pub bearing: f64,
    /// The same as people say it; `None` for what is here.
    pub direction: Option<CompassPoint>,
    /// Where it stands on the picture.
    pub on_disc: OnDisc,
    /// Why the reader sees it.
    pub why: WhyShown,
    /// What it is, how far away and where, for those who do not see the picture.
    pub phrase: Phrase,
}

/// What is near.
#[derive(Clone, Debug, PartialEq)]
pub struct NearView {
    /// The middle of the picture.
    pub centre: Position,
    /// The establishment that stands there; empty for a place that was given.
    pub label: String,
    /// The rings, from the innermost.
    pub rings: [NearRing; 3],
    /// Nearest first; what is equally near by its date, tickets before workshops and the newest of
    /// them first: the order of the list, too.
    pub points: Vec<NearPoint>,
    /// How many there are in all.
    pub total: usize,
}

phrases! {
    /// What a point says.
    #[derive(Clone, Debug, PartialEq)]
    enum Said {
        Workshop {
            title: String,
            slot: Slot,
            km: f64,
            direction: CompassPoint,
        } = "near.workshop" [title, slot, km, direction], "workshop {title}, {slot}, {km:.0} km {direction}";
        WorkshopHere {
            title: String,
            slot: Slot,
        } = "near.workshop-here" [title, slot], "workshop {title}, {slot}, here";
        Request {
            title: String,
            school: String,
            km: f64,
            direction: CompassPoint,
        } = "near.request" [title, school, km, direction], "help is wanted for {title}: {school}, {km:.0} km {direction}";
        RequestHere {
            title: String,
            school: String,
        } = "near.request-here" [title, school], "help is wanted for {title}: {school}, here";
        Offer {
            title: String,
            school: String,
            km: f64,
            direction: CompassPoint,
        } = "near.offer" [title, school, km, direction], "help is offered with {title}: {school}, {km:.0} km {direction}";
        OfferHere {
            title: String,
            school: String,
        } = "near.offer-here" [title, school], "help is offered with {title}: {school}, here";
    }
}

/// Every key that a point may have.
pub(crate) fn phrases() -> Vec<PhraseKey> {
    Said::phrases()
}

/// Nearer than this is here: the other side of the school yard has no direction worth saying.
const HERE_KM: f64 = 0.05;

/// Where one looks from.
struct Standpoint<'s> {
    places: &'s [Place],
    /// A place that was given, and how far one looks from there.
    given: Option<RadiusKm>,
    preferences: AlertPreferences,
}

impl Standpoint<'_> {
    /// How far a point is from the nearest building, and in which direction from there: of a school
    /// with several, each point is shown as from the one that counts for its distance.
    fn look_at(&self, there: &Position) -> Option<(f64, f64)> {
        let (km, from) = nearest(self.places, there)?;
        Some((km, from.position.bearing_to(there)))
    }

    /// How far away a workshop is that is shown.
    fn workshop_km(&self, context: &Context<'_>, row: &WorkshopRow) -> Option<f64> {
        let (km, _) = self.look_at(&row.workshop.centre)?;
        let radius = self.given.unwrap_or(row.workshop.radius);
        let own = context.is_me(&row.head.author);
        let heard = own || self.hears_of(&AlertKind::WorkshopNearby, km);
        (radius.covers(km) && heard).then_some(km)
    }

    /// Preferences narrow what is shown around one's establishment; who gives a place looks further.
    fn hears_of(&self, kind: &AlertKind, km: f64) -> bool {
        self.given.is_some() || self.preferences.hear_of(kind, km)
    }
}

/// A row that is shown, read only if there is room for it.
enum Found {
    Workshop(Box<WorkshopRow>),
    Ticket,
}

/// In the order of the list: whole metres, the date of a workshop, how new a ticket is, the id.
type InOrder = (i64, Option<Timestamp>, i64, DocumentId);

fn found(context: &Context<'_>, from: &Standpoint<'_>) -> Result<Vec<(InOrder, Found)>> {
    let metres = |km: f64| (km * 1000.0).round() as i64;
    let mut found = Vec::new();
    for row in workshops::all_upcoming(context.conn, context.now)? {
        let Some(km) = from.workshop_km(context, &row) else { continue };
        let place = (metres(km), row.start, 0, row.head.document);
        found.push((place, Found::Workshop(Box::new(row))));
    }
    let tools = context.profile.tools.keys();
    for row in tickets::calls_for(context.conn, &context.me.member, tools)? {
        if row.call.reaches(&context.profile, context.at.as_deref()).is_err() {
            continue;
        }
        let Some((km, _)) = from.look_at(&row.call.centre) else { continue };
        let within = from.given.is_none_or(|radius| radius.covers(km));
        if within && from.hears_of(&AlertKind::TicketNearby, km) {
            found.push(((metres(km), None, -row.created, row.document), Found::Ticket));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    Ok(found)
}

impl NearPoint {
    fn of_workshop(item: WorkshopItem, (km, bearing): (f64, f64), rings: Rings) -> Self {
        let direction = direction(km, bearing);
        let (title, slot) = (item.title.clone(), item.slot.clone());
        let said = match direction {
            Some(direction) => Said::Workshop { title, slot, km, direction },
            None => Said::WorkshopHere { title, slot },
        };
        Self {
            subject: item.common.id,
            kind: NearKind::Workshop,
            title: item.title,
            place: item.place_label,
            slot: Some(item.slot),
            position: item.centre,
            km,
            bearing,
            direction,
            on_disc: rings.place(km, bearing),
            why: item.why,
            phrase: said.phrase(),
        }
    }

    fn of_ticket(item: TicketItem, (km, bearing): (f64, f64), rings: Rings) -> Self {
        let direction = direction(km, bearing);
        let offer = item.direction == Direction::Offer;
        let (title, school) = (item.title.clone(), item.school_name.clone());
        let said = match (direction, offer) {
            (Some(direction), false) => Said::Request { title, school, km, direction },
            (Some(direction), true) => Said::Offer { title, school, km, direction },
            (None, false) => Said::RequestHere { title, school },
            (None, true) => Said::OfferHere { title, school },
        };
        Self {
            subject: item.common.id,
            kind: if offer { NearKind::Offer } else { NearKind::Request },
            title: item.title,
            place: item.school_name,
            slot: None,
            position: item.centre,
            km,
            bearing,
            direction,
            on_disc: rings.place(km, bearing),
            why: item.why,
            phrase: said.phrase(),
        }
    }
}

fn direction(km: f64, bearing: f64) -> Option<CompassPoint> {
    (km >= HERE_KM).then(|| CompassPoint::of(bearing))
}

fn near(
    context: &Context<'_>,
    from: &Standpoint<'_>,
    label: String,
    limit: usize,
) -> Result<NearView> {
    let centre = from.places.first().ok_or(EngineError::NoCoordinates)?.position;
    let found = found(context, from)?;
    let total = found.len();
    let rings = Rings::reaching(found.first().map(|((metres, ..), _)| *metres as f64 / 1000.0));
    let mut points = Vec::new();
    for ((.., id), row) in found.into_iter().take(limit.clamp(1, PageRequest::MOST)) {
        points.push(match row {
            Found::Workshop(row) => {
                let Some(seen) = from.look_at(&row.workshop.centre) else { continue };
                NearPoint::of_workshop(WorkshopItem::new(context, *row)?, seen, rings)
            }
            Found::Ticket => {
                let row = ticket::find(context, &id)?;
                let Some(seen) = from.look_at(&row.ticket.centre) else { continue };
                NearPoint::of_ticket(TicketItem::new(context, row)?, seen, rings)
            }
        });
    }
    let rings = rings.km().map(|km| NearRing { km, radius: rings.radius(km.into()) });
    Ok(NearView { centre, label, rings, points, total })
}

impl CompanionEngine {
    /// The workshops within whose reach the member's establishment is, and the tickets that alert
    /// them, around it; at most `limit` points, the nearest. Alert preferences narrow it, except for
    /// what the member organises.
    ///
    /// # Errors
    /// [`EngineError::ProfileIncomplete`] without an establishment,
    /// [`EngineError::NoCoordinates`] when it has none.
    pub fn near(&self, limit: usize) -> Result<NearView> {
        self.read(|context| {
            let school = context.profile.school.ok_or(ProfileMissing::School)?;
            let places = context.at.as_deref().ok_or(ProfileMissing::Directory)?;
            let preferences = AlertPreferences::load(context.conn)?;
            let label = context.school_name(Some(&school))?;
            near(context, &Standpoint { places, given: None, preferences }, label, limit)
        })
    }

    /// The same around a place: all workshops within `radius` of it, and of the tickets that alert
    /// the member those within it. The place is kept nowhere.
    ///
    /// # Errors
    /// Those of the file.
    pub fn near_place(&self, place: Position, radius: RadiusKm, limit: usize) -> Result<NearView> {
        self.read(|context| {
            let places = [Place { position: place, label: String::new() }];
            let preferences = AlertPreferences::default();
            let from = Standpoint { places: &places, given: Some(radius), preferences };
            near(context, &from, String::new(), limit)
        })
    }

    /// What [`near`](Self::near) shows, as GeoJSON (RFC 7946). There is none around a place that was
    /// given: the distances in it would say where the phone was.
    ///
    /// # Errors
    /// As [`near`](Self::near).
    pub fn near_geojson(&self) -> Result<String> {
        Ok(super::geojson::written(&self.near(PageRequest::MOST)?))
    }
}
