//! Who can take part in a case.

use sharenum_domain::{MemberId, Role};

use crate::schools::{AWAY, EAST, MACON, WEST};

/// A device and whose it is.
pub struct Part {
    pub name: &'static str,
    pub seed: u8,
    /// Devices of one member have the same number.
    pub member: u8,
    pub school: u32,
    pub roles: &'static [Role],
}

const TEACHER: &[Role] = &[Role::Member];

pub static CAST: [Part; 7] = [
    Part { name: "macon", seed: 11, member: 1, school: MACON, roles: TEACHER },
    Part { name: "macon's second phone", seed: 12, member: 1, school: MACON, roles: TEACHER },
    Part { name: "west", seed: 13, member: 2, school: WEST, roles: TEACHER },
    Part { name: "host", seed: 14, member: 3, school: EAST, roles: &[Role::Member, Role::BusHost] },
    Part { name: "tablet", seed: 15, member: 4, school: MACON, roles: &[Role::Brigade] },
    Part { name: "colleague", seed: 16, member: 5, school: MACON, roles: TEACHER },
    Part { name: "away", seed: 17, member: 6, school: AWAY, roles: TEACHER },
];

/// Reads the region's log again and takes no part.
pub static READER: Part =
    Part { name: "reader", seed: 18, member: 9, school: MACON, roles: &[Role::Guest] };

impl Part {
    pub fn member(&self) -> MemberId {
        MemberId::from([self.member; 16])
    }

    pub fn file(&self) -> String {
        format!("phone-{}.db", self.seed)
    }

    /// A school's shared tablet, which logs help and nothing else.
    pub fn is_tablet(&self) -> bool {
        self.roles == [Role::Brigade]
    }
}
