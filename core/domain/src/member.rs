//! Who takes part, and what they can do.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{MemberId, ToolId};
use crate::school::SchoolCode;
use crate::text::{Need, check_count, check_line};
use crate::words::Level;
use crate::{Field, InputProblem, InvalidInput};

/// How well a member knows one tool.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Proficiency {
    /// How well in general.
    pub level: Level,
    /// Has handled the tool (manipulatoire).
    pub by_hand: bool,
    /// Has used it with pupils (pédagogique).
    pub in_class: bool,
}

impl Proficiency {
    /// Whether the member is alerted as a helper: experienced, by hand and in class.
    pub fn can_help(&self) -> bool {
        self.level == Level::Experienced && self.by_hand && self.in_class
    }
}

/// What a member declares before any request or offer; carries no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Whose profile it is.
    pub member: MemberId,
    /// Their establishment; a guest has none.
    pub school: Option<SchoolCode>,
    /// The tools they know.
    pub tools: BTreeMap<ToolId, Proficiency>,
}

impl Profile {
    /// Most tools in a profile.
    pub const MAX_TOOLS: usize = 60;

    /// Checks the limits of what was typed.
    pub fn check(&self) -> Result<(), InvalidInput> {
        check_count(Field::Tools, self.tools.len(), 0..=Self::MAX_TOOLS)
    }
}

/// Who a member is, shown only to those they are in touch with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Their name.
    pub name: String,
    /// Their professional mail address.
    pub mail: String,
    /// Their establishment.
    pub school: Option<SchoolCode>,
}

impl Card {
    /// Longest name, in characters.
    pub const MAX_NAME: usize = 80;
    /// Longest mail address (RFC 5321: 254 octets).
    pub const MAX_MAIL: usize = 254;

    /// Checks the limits of what was typed. Whether the address exists, and whether its
    /// domain is a professional one, is decided by the circle of trust.
    pub fn check(&self) -> Result<(), InvalidInput> {
        check_line(Field::Name, &self.name, Self::MAX_NAME, Need::Required)?;
        check_line(Field::Mail, &self.mail, Self::MAX_MAIL, Need::Required)?;
        let is_address = self.mail.split_once('@').is_some_and(|(user, domain)| {
            !user.is_empty() && domain.contains('.') && !domain.contains('@')
        });
        if !is_address || self.mail.contains(char::is_whitespace) {
            return Err(InvalidInput::new(Field::Mail, InputProblem::Mail));
        }
        Ok(())
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $number:literal,)+) => {
        /// What somebody, or a hub, is allowed to do in a region.
        ///
        /// The numbers stand in certificates and never change their meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[$doc])* $role,)+
        }

        impl Role {
            /// The number that stands in a certificate.
            pub const fn as_u8(self) -> u8 {
                match self {
                    $(Self::$role => $number,)+
                }
            }

            /// The role with this number; `None` for a role of a newer version, which
            /// grants nothing here.
            pub const fn from_u8(number: u8) -> Option<Self> {
                match number {
                    $($number => Some(Self::$role),)+
                    _ => None,
                }
            }
        }
    };
}

roles! {
    /// A member of an establishment.
    Member = 1,
    /// Takes part without an establishment.
    Guest = 2,
    /// Recognised by peers, helps in the own school.
    TechLeader = 3,
    /// Has assigned schools and days of presence in each.
    Adviser = 4,
    /// First line of support.
    Technician = 5,
    /// Drives the day on the bus.
    BusHost = 6,
    /// Publishes tools, trainings and guides; vouches for members.
    Coordinator = 7,
    /// A school's shared tablet, which logs help sessions for its mini-techs.
    Brigade = 8,
    /// The hub of a region.
    RegionHub = 9,
    /// The hub on a bus.
    BusHub = 10,
}

impl Role {
    /// The people with an account of their own at a school: they open tickets, organise and
    /// co-sign. A guest and a brigade's tablet do not.
    pub const STAFF: &'static [Self] = &[
        Self::Member,
        Self::TechLeader,
        Self::Adviser,
        Self::Technician,
        Self::BusHost,
        Self::Coordinator,
    ];
}

/// The roles of one certificate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Roles(pub BTreeSet<Role>);

impl Roles {
    /// Whether the role is among them.
    pub fn contains(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// The roles, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = Role> {
        self.0.iter().copied()
    }

    /// Whether one of them is among [`Role::STAFF`].
    pub fn is_staff(&self) -> bool {
        Role::STAFF.iter().any(|role| self.contains(*role))
    }

    /// Whether they are the roles of a box and not of a person.
    pub fn is_hub(&self) -> bool {
        self.contains(Role::RegionHub) || self.contains(Role::BusHub)
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self(roles.into_iter().collect())
    }
}

impl<const N: usize> From<[Role; N]> for Roles {
    fn from(roles: [Role; N]) -> Self {
        Self(roles.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::profile;

    #[test]
    fn only_the_experienced_by_hand_and_in_class_can_help() {
        for (level, by_hand, in_class, can_help) in [
            (Level::Experienced, true, true, true),
            (Level::Experienced, true, false, false),
            (Level::Experienced, false, true, false),
            (Level::Intermediate, true, true, false),
            (Level::Novice, true, true, false),
            (Level::Unknown("wizard".into()), true, true, false),
        ] {
            let proficiency = Proficiency { level, by_hand, in_class };
            assert_eq!(proficiency.can_help(), can_help, "{proficiency:?}");
        }
    }

    #[test]
    fn every_role_keeps_its_number() {
        let known: Vec<Role> = (0..=u8::MAX).filter_map(Role::from_u8).collect();
        assert_eq!(known.len(), 10);
        for role in known {
            assert_eq!(Role::from_u8(role.as_u8()), Some(role));
        }
        assert_eq!(Role::Member.as_u8(), 1);
        assert_eq!(Role::BusHub.as_u8(), 10);
    }

    #[test]
    fn a_hub_is_told_from_a_person() {
        assert!(Roles::from([Role::BusHub]).is_hub());
        assert!(Roles::from([Role::RegionHub]).is_hub());
        assert!(!Roles::from([Role::Member, Role::BusHost]).is_hub());
        assert!(!Roles::default().is_hub());
    }

    #[test]
    fn staff_have_an_account_of_their_own_at_a_school() {
        for (role, is_staff) in [
            (Role::Member, true),
            (Role::TechLeader, true),
            (Role::Adviser, true),
            (Role::Technician, true),
            (Role::BusHost, true),
            (Role::Coordinator, true),
            (Role::Guest, false),
            (Role::Brigade, false),
            (Role::RegionHub, false),
            (Role::BusHub, false),
        ] {
            assert_eq!(Roles::from([role]).is_staff(), is_staff, "{role:?}");
            assert!(Roles::from([role, Role::Member]).is_staff(), "{role:?}");
        }
        assert!(!Roles::default().is_staff());
    }

    #[test]
    fn roles_come_in_the_order_of_their_numbers_each_once() {
        let roles: Roles = [Role::BusHost, Role::Member, Role::BusHost].into_iter().collect();
        assert_eq!(roles.iter().collect::<Vec<_>>(), [Role::Member, Role::BusHost]);
    }

    #[test]
    fn a_profile_names_at_most_60_tools() {
        let profile = |tools: usize| {
            let names: Vec<String> = (0..tools).map(|n| format!("tool-{n}")).collect();
            let tools: Vec<_> =
                names.iter().map(|name| (name.as_str(), Level::Novice, true, false)).collect();
            profile(1, &tools)
        };
        assert_eq!(profile(60).check(), Ok(()));
        assert_eq!(profile(61).check().unwrap_err().field.as_str(), "tools");
    }

    #[test]
    fn a_card_needs_a_name_and_an_address() {
        let card = |name: &str, mail: &str| Card {
            name: name.to_owned(),
            mail: mail.to_owned(),
            school: None,
        };
        assert_eq!(card("A. Teacher", "a.teacher@ac-dijon.fr").check(), Ok(()));
        for (name, mail, field) in [
            ("", "a@b.fr", "name"),
            ("A", "", "mail"),
            ("A", "b.fr", "mail"),
            ("A", "@b.fr", "mail"),
            ("A", "a@b", "mail"),
            ("A", "a@b@c.fr", "mail"),
            ("A", "a b@c.fr", "mail"),
        ] {
            assert_eq!(
                card(name, mail).check().unwrap_err().field.as_str(),
                field,
                "{name} {mail}"
            );
        }
    }
}
