//! The parts of the story.

use sharenum_domain::Role;

use crate::demo::brute::Skill;

/// What somebody does in the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::demo) enum Part {
    /// Looks for help.
    Requester,
    /// Can help, in the requester's academy.
    Expert,
    /// Can help, in another academy.
    ExpertOfOtherAcademy,
    /// Knows the tool a little.
    Novice,
    /// Has handled the tool, never with pupils.
    ByHandOnly,
    /// An expert, of another tool.
    ExpertOfOtherTool,
    /// Half-way; their phone is a process of its own, and is killed.
    Intermediate,
    /// Drives the day on the bus.
    BusHost,
    /// Co-signs what the mini-techs of the school log.
    BrigadeTeacher,
    /// The tablet that these share.
    BrigadeTablet,
    /// An expert beyond the radius, in the requester's own area cell: their phone receives the
    /// ticket all the same.
    BeyondInCell,
    /// The first beyond the radius, by metres maybe.
    JustBeyond,
    /// An expert too far away to receive it.
    FarAway,
}

impl Part {
    /// What they are called.
    pub(in crate::demo) const fn label(self) -> &'static str {
        match self {
            Self::Requester => "teacher who asks",
            Self::Expert => "expert",
            Self::ExpertOfOtherAcademy => "expert of the other academy",
            Self::Novice => "novice",
            Self::ByHandOnly => "by hand only",
            Self::ExpertOfOtherTool => "expert of another tool",
            Self::Intermediate => "intermediate",
            Self::BusHost => "bus host",
            Self::BrigadeTeacher => "teacher of the brigade",
            Self::BrigadeTablet => "tablet of the brigade",
            Self::BeyondInCell => "expert beyond, same cell",
            Self::JustBeyond => "expert just beyond",
            Self::FarAway => "expert far away",
        }
    }

    /// What stands before the `@` of their address.
    pub(super) const fn mail(self) -> &'static str {
        match self {
            Self::Requester => "teacher",
            Self::Expert => "expert",
            Self::ExpertOfOtherAcademy => "expert-elsewhere",
            Self::Novice => "novice",
            Self::ByHandOnly => "by-hand",
            Self::ExpertOfOtherTool => "other-tool",
            Self::Intermediate => "intermediate",
            Self::BusHost => "bus-host",
            Self::BrigadeTeacher => "brigade-teacher",
            Self::BrigadeTablet => "tablet",
            Self::BeyondInCell => "expert-beyond",
            Self::JustBeyond => "expert-just-beyond",
            Self::FarAway => "expert-far",
        }
    }

    /// Whether two may play it.
    pub(super) const fn comes_twice(self) -> bool {
        matches!(self, Self::Expert | Self::ExpertOfOtherAcademy)
    }

    /// What they know of the ticket's tool.
    pub(in crate::demo) const fn skill(self) -> Option<Skill> {
        let (level, by_hand, in_class) = match self {
            Self::Requester | Self::Novice => ("novice", false, false),
            Self::Intermediate => ("intermediate", true, true),
            Self::ByHandOnly => ("experienced", true, false),
            Self::Expert
            | Self::ExpertOfOtherAcademy
            | Self::BeyondInCell
            | Self::JustBeyond
            | Self::FarAway => ("experienced", true, true),
            Self::ExpertOfOtherTool
            | Self::BusHost
            | Self::BrigadeTeacher
            | Self::BrigadeTablet => {
                return None;
            }
        };
        Some(Skill { level, by_hand, in_class })
    }

    /// The same in words.
    pub(in crate::demo) const fn skill_words(self) -> &'static str {
        match self {
            Self::Requester | Self::Novice => "novice",
            Self::Intermediate => "intermediate, by hand and in class",
            Self::ByHandOnly => "experienced, by hand",
            Self::Expert
            | Self::ExpertOfOtherAcademy
            | Self::BeyondInCell
            | Self::JustBeyond
            | Self::FarAway => "experienced, by hand and in class",
            Self::ExpertOfOtherTool => "knows another tool",
            Self::BusHost | Self::BrigadeTeacher => "no tool in the profile",
            Self::BrigadeTablet => "a tablet has no profile",
        }
    }

    /// What their certificate lets them do.
    pub(super) const fn roles(self) -> &'static [Role] {
        match self {
            Self::BusHost => &[Role::Member, Role::BusHost],
            Self::BrigadeTablet => &[Role::Brigade],
            _ => &[Role::Member],
        }
    }

    /// Whether they are in the radius of the ticket.
    pub(in crate::demo) const fn is_within(self) -> bool {
        !matches!(self, Self::BeyondInCell | Self::JustBeyond | Self::FarAway)
    }

    /// Whether it is a person, with a profile.
    pub(in crate::demo) const fn is_person(self) -> bool {
        !matches!(self, Self::BrigadeTablet)
    }
}
