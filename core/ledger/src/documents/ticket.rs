//! Ticket, proposal and message.

use sharenum_domain::{Message, Pedagogy, Proposal, Ticket, TrainingStep, resolve_status};

use super::{
    Document, Reading, instant, keys, ms, optional, parsed, reach, set, slugs, text, with_reach,
    word, words,
};
use crate::{Fields, Kind};

impl Document for Ticket {
    const KIND: Kind = Kind::Ticket;

    fn to_fields(&self) -> Fields {
        let fields = Fields::new()
            .with("direction", self.direction.as_str())
            .with("title", self.title.as_str())
            .with("need", self.need.as_str())
            .with("class_level", self.pedagogy.class_level.as_str())
            .with("learning_goal", self.pedagogy.learning_goal.as_str())
            .with("tried", self.pedagogy.tried.as_str())
            .with("obstacle", self.pedagogy.obstacle.as_str())
            .with("training_reason", self.training.reason.as_str())
            .with("school", self.school.to_string())
            .with("school_name", self.school_name.as_str())
            .with("academy", self.academy.as_str())
            .with("status", resolve_status(&self.status).as_str())
            .with("created", ms(self.created))
            .with_map("tools", keys(&self.tools))
            .with_map("trainings_shown", keys(&self.training.shown))
            .with_map("accepted", keys(&self.accepted));
        with_reach(fields, &self.centre, self.radius)
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        let (centre, radius) = reach(fields)?;
        Ok(Self {
            direction: word(fields, "direction")?,
            title: text(fields, "title")?,
            need: text(fields, "need")?,
            pedagogy: Pedagogy {
                class_level: text(fields, "class_level")?,
                learning_goal: text(fields, "learning_goal")?,
                tried: text(fields, "tried")?,
                obstacle: text(fields, "obstacle")?,
            },
            training: TrainingStep {
                shown: slugs(fields, "trainings_shown"),
                reason: text(fields, "training_reason")?,
            },
            tools: slugs(fields, "tools"),
            school: parsed(fields, "school")?,
            school_name: text(fields, "school_name")?,
            academy: text(fields, "academy")?,
            centre,
            radius,
            status: words(fields, "status")?,
            accepted: set(fields, "accepted"),
            created: instant(fields, "created")?,
        })
    }
}

impl Document for Proposal {
    const KIND: Kind = Kind::Proposal;

    fn to_fields(&self) -> Fields {
        Fields::new()
            .with("text", self.text.as_str())
            .with("status", self.status.as_str())
            .with("school", self.school.as_ref().map(ToString::to_string))
            .with("school_name", self.school_name.as_str())
            .with("created", ms(self.created))
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        Ok(Self {
            text: text(fields, "text")?,
            status: word(fields, "status")?,
            school: optional(fields, "school")?,
            school_name: text(fields, "school_name")?,
            created: instant(fields, "created")?,
        })
    }
}

impl Document for Message {
    const KIND: Kind = Kind::Message;

    fn to_fields(&self) -> Fields {
        Fields::new().with("body", self.body.as_str()).with("created", ms(self.created))
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        Ok(Self { body: text(fields, "body")?, created: instant(fields, "created")? })
    }
}
