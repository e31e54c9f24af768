//! Profile and card.

use sharenum_domain::{Card, Level, Proficiency, Profile, Slug};

use super::{Document, Reading, optional, parsed, text};
use crate::{Fields, Kind, Scalar};

impl Document for Profile {
    const KIND: Kind = Kind::Profile;

    fn to_fields(&self) -> Fields {
        // Three flat maps and not one nested: two phones of a member may add a tool each.
        let entries = |value: fn(&Proficiency) -> Scalar| {
            self.tools.iter().map(move |(tool, skill)| (tool.to_string(), value(skill)))
        };
        Fields::new()
            .with("member", self.member.to_string())
            .with("school", self.school.as_ref().map(ToString::to_string))
            .with_map("level", entries(|skill| skill.level.as_str().into()))
            .with_map("by_hand", entries(|skill| skill.by_hand.into()))
            .with_map("in_class", entries(|skill| skill.in_class.into()))
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        let flag = |map: &str, tool: &str| {
            fields.map(map).any(|(key, value)| key == tool && *value == Scalar::Bool(true))
        };
        let tools = fields.map("level").filter_map(|(tool, level)| match level {
            Scalar::Text(level) => Some((
                Slug::new(tool).ok()?,
                Proficiency {
                    level: Level::from(level.as_str()),
                    by_hand: flag("by_hand", tool),
                    in_class: flag("in_class", tool),
                },
            )),
            _ => None,
        });
        Ok(Self {
            member: parsed(fields, "member")?,
            school: optional(fields, "school")?,
            tools: tools.collect(),
        })
    }
}

impl Document for Card {
    const KIND: Kind = Kind::Card;

    fn to_fields(&self) -> Fields {
        Fields::new()
            .with("name", self.name.as_str())
            .with("mail", self.mail.as_str())
            .with("school", self.school.as_ref().map(ToString::to_string))
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        Ok(Self {
            name: text(fields, "name")?,
            mail: text(fields, "mail")?,
            school: optional(fields, "school")?,
        })
    }
}
