//! Where each kind of document goes. The policy table says where it *may* go.

use std::collections::BTreeSet;

use sharenum_domain::{MemberId, Position, RadiusKm, SchoolCode, areas_within};

use crate::Channel;

/// To one member only: a profile, a booking.
#[must_use]
pub fn for_author(author: MemberId) -> Vec<Channel> {
    vec![Channel::Member(author)]
}

/// To members only: a proposal, a message, a plan, a card, a registration, a decision.
#[must_use]
pub fn for_members(members: impl IntoIterator<Item = MemberId>) -> Vec<Channel> {
    let members: BTreeSet<_> = members.into_iter().collect();
    members.into_iter().map(Channel::Member).collect()
}

/// To every area that the radius touches, and to the author's other devices: a ticket.
#[must_use]
pub fn for_ticket(centre: &Position, radius: RadiusKm, author: MemberId) -> Vec<Channel> {
    let mut routes: Vec<_> = areas_within(centre, radius).into_iter().map(Channel::Area).collect();
    routes.push(Channel::Member(author));
    routes
}

/// Like a ticket, and to the hosts of the resource it takes place on. Until its bus is
/// confirmed it goes to the members alone.
#[must_use]
pub fn for_workshop(
    reach: Option<(&Position, RadiusKm)>,
    author: MemberId,
    hosts: &BTreeSet<MemberId>,
) -> Vec<Channel> {
    let mut routes = for_members(hosts.iter().copied().chain([author]));
    if let Some((centre, radius)) = reach {
        routes.extend(areas_within(centre, radius).into_iter().map(Channel::Area));
    }
    routes.sort_unstable();
    routes
}

/// To the establishment: a help session, a co-signature.
#[must_use]
pub fn for_school(school: SchoolCode) -> Vec<Channel> {
    vec![Channel::School(school)]
}

/// To everybody: what the region says.
#[must_use]
pub fn for_region() -> Vec<Channel> {
    vec![Channel::Region]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::MAX_ROUTES;

    #[test]
    fn a_workshop_goes_to_its_neighbours_once_its_bus_is_confirmed() {
        let [author, host, other] = [1, 2, 3].map(|n| MemberId::from([n; 16]));
        let hosts = BTreeSet::from([other, host]);
        let members = [author, host, other].map(Channel::Member);
        assert_eq!(for_workshop(None, author, &hosts), members);
        let (centre, radius) = (Position::new(46.3, 4.8).unwrap(), RadiusKm::new(20).unwrap());
        let areas = areas_within(&centre, radius).into_iter().map(Channel::Area);
        let everybody: Vec<Channel> = areas.chain(members).collect();
        assert_eq!(for_workshop(Some((&centre, radius)), author, &hosts), everybody);
    }

    #[test]
    fn what_the_region_says_goes_to_everybody() {
        assert_eq!(for_region(), [Channel::Region]);
    }

    #[test]
    fn the_largest_radius_fits_the_largest_number_of_routes_anywhere() {
        let author = MemberId::from([1; 16]);
        let radius = RadiusKm::new(100).unwrap();
        for lat in (-80..=80).step_by(4) {
            for lon in (-180..180).step_by(12) {
                let centre = Position::new(f64::from(lat), f64::from(lon)).unwrap();
                let routes = for_ticket(&centre, radius, author);
                assert!(routes.len() <= MAX_ROUTES - 16, "{} at {lat},{lon}", routes.len());
            }
        }
    }
}
