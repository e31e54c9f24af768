//! Who is alerted by a ticket, and who by a workshop.

use std::collections::BTreeSet;

use crate::agenda::Workshop;
use crate::id::{MemberId, ToolId};
use crate::member::{Proficiency, Profile};
use crate::place::{self, Place, Position, RadiusKm};
use crate::rules::status::{accepts_proposals, resolve_status, resolve_workshop};
use crate::ticket::Ticket;
use crate::words::{Direction, Level, TicketStatus, WorkshopStatus};

crate::phrases! {
    /// Why a member is not alerted.
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub enum NotAlerted {
        /// It is their own.
        OwnTicket = "not-alerted.own-ticket", "it is their own";
        /// They declared no establishment, or one that the directory does not hold.
        NoEstablishment = "not-alerted.no-establishment", "no establishment in the directory";
        /// The directory gives no coordinates for their establishment.
        NoCoordinates = "not-alerted.no-coordinates", "the establishment has no coordinates";
        /// Their nearest building is farther than the radius.
        OutsideRadius {
            /// How far it is.
            km: f64,
        } = "not-alerted.outside-radius" [km], "outside the radius, at {km:.1} km";
        /// The tool is not in their profile.
        ToolUnknown = "not-alerted.tool-unknown", "the tool is not in the profile";
        /// They know the tool, but are not experienced.
        NotExperienced = "not-alerted.not-experienced", "not experienced with the tool";
        /// They are experienced, but have not handled it.
        NotByHand = "not-alerted.not-by-hand", "has not handled the tool";
        /// They are experienced, but have not used it with pupils.
        NotInClass = "not-alerted.not-in-class", "has not used the tool in class";
        /// Help is found, the date is not sure yet, or it is over.
        Closed = "not-alerted.closed", "nothing to join: waiting, settled or over";
    }
}

impl std::error::Error for NotAlerted {}

/// Whether a ticket alerts a member, and how far away it is in km.
///
/// `at` are the buildings of the reader's establishment, of which the nearest counts;
/// `None` when the reader has no establishment or the directory does not hold it. Knowing
/// one of the ticket's tools is enough. A request alerts those who can help with it, an
/// offer those who have the tool in their profile, at any level.
pub fn ticket_reaches(
    ticket: &Ticket,
    author: &MemberId,
    reader: &Profile,
    at: Option<&[Place]>,
) -> Result<f64, NotAlerted> {
    TicketCall::of(ticket, author).reaches(reader, at)
}

/// What of a ticket decides whom it alerts: enough to choose the few that are shown of many.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketCall {
    /// Who wrote it.
    pub author: MemberId,
    /// Request or offer.
    pub direction: Direction,
    /// Its status, concurrent ones resolved.
    pub status: TicketStatus,
    /// The centre of its circle.
    pub centre: Position,
    /// The radius of its circle.
    pub radius: RadiusKm,
    /// What it is about.
    pub tools: BTreeSet<ToolId>,
}

impl TicketCall {
    /// That of a ticket.
    #[must_use]
    pub fn of(ticket: &Ticket, author: &MemberId) -> Self {
        Self {
            author: *author,
            direction: ticket.direction.clone(),
            status: resolve_status(&ticket.status),
            centre: ticket.centre,
            radius: ticket.radius,
            tools: ticket.tools.clone(),
        }
    }

    /// As [`ticket_reaches`].
    ///
    /// # Errors
    /// Why it does not alert this reader.
    pub fn reaches(&self, reader: &Profile, at: Option<&[Place]>) -> Result<f64, NotAlerted> {
        if reader.member == self.author {
            return Err(NotAlerted::OwnTicket);
        }
        if !accepts_proposals(&self.status) {
            return Err(NotAlerted::Closed);
        }
        let km = within(&self.centre, self.radius, at)?;
        // The tool that comes closest decides, so that the reason is the last thing missing.
        let closest =
            self.verdicts(reader).map(|(_, verdict)| verdict).max_by_key(|verdict| match verdict {
                Ok(()) => 3,
                Err(NotAlerted::NotInClass) => 2,
                Err(NotAlerted::NotByHand) => 1,
                Err(_) => 0,
            });
        closest.unwrap_or(Err(NotAlerted::ToolUnknown)).map(|()| km)
    }

    /// The tool by which it concerns this reader: the first, in the order of their ids, with which
    /// they can help, or which they have in their profile when help is offered.
    #[must_use]
    pub fn tool_for(&self, reader: &Profile) -> Option<&ToolId> {
        self.verdicts(reader).find(|(_, verdict)| verdict.is_ok()).map(|(tool, _)| tool)
    }

    /// What each tool that the reader knows says.
    fn verdicts<'t>(
        &'t self,
        reader: &Profile,
    ) -> impl Iterator<Item = (&'t ToolId, Result<(), NotAlerted>)> {
        let known = self.tools.iter().filter_map(|tool| Some((tool, reader.tools.get(tool)?)));
        known.map(move |(tool, proficiency)| match self.direction {
            Direction::Offer => (tool, Ok(())),
            _ => (tool, can_help(proficiency)),
        })
    }
}

/// Whether a workshop alerts a member, and how far away it is in km.
///
/// Only the distance of the reader's establishment counts. A workshop that waits for its
/// bus alerts nobody yet.
pub fn workshop_reaches(
    workshop: &Workshop,
    author: &MemberId,
    reader: &MemberId,
    at: Option<&[Place]>,
) -> Result<f64, NotAlerted> {
    if reader == author {
        return Err(NotAlerted::OwnTicket);
    }
    if resolve_workshop(&workshop.status) != WorkshopStatus::Published {
        return Err(NotAlerted::Closed);
    }
    within(&workshop.centre, workshop.radius, at)
}

fn within(centre: &Position, radius: RadiusKm, at: Option<&[Place]>) -> Result<f64, NotAlerted> {
    let places = at.ok_or(NotAlerted::NoEstablishment)?;
    let (km, _) = place::nearest(places, centre).ok_or(NotAlerted::NoCoordinates)?;
    if radius.covers(km) { Ok(km) } else { Err(NotAlerted::OutsideRadius { km }) }
}

fn can_help(proficiency: &Proficiency) -> Result<(), NotAlerted> {
    match proficiency {
        _ if proficiency.can_help() => Ok(()),
        Proficiency { level: Level::Experienced, by_hand: false, .. } => Err(NotAlerted::NotByHand),
        Proficiency { level: Level::Experienced, .. } => Err(NotAlerted::NotInClass),
        _ => Err(NotAlerted::NotExperienced),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::fixtures::{self, member, place_at, slug};
    use crate::words::TicketStatus;

    /// About 10 km and 30 km north of the fixtures' centre.
    fn near() -> Vec<Place> {
        vec![place_at(46.40407, 4.82823)]
    }

    fn far() -> Vec<Place> {
        vec![place_at(46.58407, 4.82823)]
    }

    fn expert() -> Profile {
        fixtures::profile(2, &[("scratch", Level::Experienced, true, true)])
    }

    #[test]
    fn an_expert_within_the_radius_is_alerted_with_the_distance() {
        let km = ticket_reaches(&fixtures::ticket(), &member(1), &expert(), Some(&near())).unwrap();
        assert!((10.0..10.1).contains(&km), "{km}");
    }

    #[test]
    fn everyone_else_is_left_alone_for_a_reason() {
        let profile = |tools: &[(&str, Level, bool, bool)]| fixtures::profile(2, tools);
        let (near, far) = (near(), far());
        let cases = [
            (fixtures::profile(1, &[]), Some(near.as_slice()), NotAlerted::OwnTicket),
            (expert(), None, NotAlerted::NoEstablishment),
            (expert(), Some([].as_slice()), NotAlerted::NoCoordinates),
            (profile(&[]), Some(near.as_slice()), NotAlerted::ToolUnknown),
            (
                profile(&[("robot", Level::Experienced, true, true)]),
                Some(near.as_slice()),
                NotAlerted::ToolUnknown,
            ),
            (
                profile(&[("scratch", Level::Novice, true, true)]),
                Some(near.as_slice()),
                NotAlerted::NotExperienced,
            ),
            (
                profile(&[("scratch", Level::Unknown("wizard".into()), true, true)]),
                Some(near.as_slice()),
                NotAlerted::NotExperienced,
            ),
            (
                profile(&[("scratch", Level::Experienced, false, true)]),
                Some(near.as_slice()),
                NotAlerted::NotByHand,
            ),
            (
                profile(&[("scratch", Level::Experienced, true, false)]),
                Some(near.as_slice()),
                NotAlerted::NotInClass,
            ),
        ];
        for (reader, at, reason) in cases {
            let verdict = ticket_reaches(&fixtures::ticket(), &member(1), &reader, at);
            assert_eq!(verdict, Err(reason), "{reader:?}");
        }
        let verdict = ticket_reaches(&fixtures::ticket(), &member(1), &expert(), Some(&far));
        let Err(NotAlerted::OutsideRadius { km }) = verdict else { panic!("{verdict:?}") };
        assert!((30.0..30.1).contains(&km), "{km}");
    }

    #[test]
    fn the_nearest_building_of_a_school_counts() {
        let buildings = [far(), near()].concat();
        let verdict = ticket_reaches(&fixtures::ticket(), &member(1), &expert(), Some(&buildings));
        assert!(verdict.is_ok());
    }

    #[test]
    fn one_of_the_tools_is_enough_and_the_last_thing_missing_is_said() {
        let ticket = Ticket {
            tools: BTreeSet::from([slug("robot"), slug("scratch")]),
            ..fixtures::ticket()
        };
        let verdict = |tools: &[(&str, Level, bool, bool)]| {
            let reader = fixtures::profile(2, tools);
            ticket_reaches(&ticket, &member(1), &reader, Some(&near())).map(|_| ())
        };
        let helps = || ("scratch", Level::Experienced, true, true);
        let call = TicketCall::of(&ticket, &member(1));
        let counts = |tools: &[(&str, Level, bool, bool)]| {
            call.tool_for(&fixtures::profile(2, tools)).map(|tool| tool.as_str().to_owned())
        };
        assert_eq!(counts(&[("robot", Level::Novice, true, true), helps()]).unwrap(), "scratch");
        assert_eq!(counts(&[("robot", Level::Novice, true, true)]), None);
        let offer = TicketCall { direction: Direction::Offer, ..call.clone() };
        let novice_of_robots = fixtures::profile(2, &[("robot", Level::Novice, false, false)]);
        assert_eq!(offer.tool_for(&novice_of_robots).unwrap().as_str(), "robot");
        let not_in_class = ("scratch", Level::Experienced, true, false);
        let novice = ("robot", Level::Novice, false, false);
        assert_eq!(verdict(&[novice.clone(), helps()]), Ok(()));
        assert_eq!(verdict(&[novice, not_in_class]), Err(NotAlerted::NotInClass));
    }

    #[test]
    fn a_ticket_that_is_settled_or_over_alerts_nobody() {
        for (status, alerts) in [
            (TicketStatus::Open, true),
            (TicketStatus::InDiscussion, true),
            (TicketStatus::Scheduled, false),
            (TicketStatus::Done, false),
            (TicketStatus::Cancelled, false),
            (TicketStatus::Unknown("paused".into()), false),
        ] {
            let ticket = Ticket { status: vec![status.clone()], ..fixtures::ticket() };
            let verdict = ticket_reaches(&ticket, &member(1), &expert(), Some(&near()));
            assert_eq!(verdict.is_ok(), alerts, "{status}");
            if !alerts {
                assert_eq!(verdict, Err(NotAlerted::Closed));
            }
        }
    }

    #[test]
    fn an_offer_reaches_those_who_learn_the_tool() {
        let offer = Ticket { direction: Direction::Offer, ..fixtures::ticket() };
        let novice = fixtures::profile(2, &[("scratch", Level::Novice, false, false)]);
        let stranger = fixtures::profile(2, &[("robot", Level::Experienced, true, true)]);
        assert!(ticket_reaches(&offer, &member(1), &novice, Some(&near())).is_ok());
        assert_eq!(
            ticket_reaches(&offer, &member(1), &stranger, Some(&near())),
            Err(NotAlerted::ToolUnknown)
        );
    }

    #[test]
    fn a_workshop_reaches_every_establishment_near_it_once_it_is_published() {
        let reaches = |status: WorkshopStatus, reader: u8, at: Option<&[Place]>| {
            let workshop = Workshop { status: vec![status], ..fixtures::workshop() };
            workshop_reaches(&workshop, &member(1), &member(reader), at)
        };
        let (near, far) = (near(), far());
        assert!(reaches(WorkshopStatus::Published, 2, Some(&near)).is_ok());
        for (status, reader, at, reason) in [
            (WorkshopStatus::Published, 1, Some(near.as_slice()), NotAlerted::OwnTicket),
            (WorkshopStatus::WaitingForBus, 2, Some(near.as_slice()), NotAlerted::Closed),
            (WorkshopStatus::Cancelled, 2, Some(near.as_slice()), NotAlerted::Closed),
            (WorkshopStatus::Done, 2, Some(near.as_slice()), NotAlerted::Closed),
            (WorkshopStatus::Unknown("moved".into()), 2, Some(&near), NotAlerted::Closed),
            (WorkshopStatus::Published, 2, None, NotAlerted::NoEstablishment),
            (WorkshopStatus::Published, 2, Some([].as_slice()), NotAlerted::NoCoordinates),
        ] {
            assert_eq!(reaches(status.clone(), reader, at), Err(reason), "{status}");
        }
        let verdict = reaches(WorkshopStatus::Published, 2, Some(&far));
        assert!(matches!(verdict, Err(NotAlerted::OutsideRadius { .. })));
    }
}
