//! Help session and co-signature.

use sharenum_domain::{CoSignature, HelpSession, Pseudonym};

use super::{Document, Reading, instant, ms, number, parsed, text, unreadable};
use crate::{Fields, Kind};

impl Document for HelpSession {
    const KIND: Kind = Kind::HelpSession;

    fn to_fields(&self) -> Fields {
        Fields::new()
            .with("helper", self.helper.as_str())
            .with("class", self.class.as_str())
            .with("pupils", self.pupils)
            .with("tool", self.tool.to_string())
            .with("started", ms(self.started))
            .with("minutes", self.minutes)
            .with("what", self.what.as_str())
            .with("solved", self.solved)
            .with("school", self.school.to_string())
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        Ok(Self {
            helper: Pseudonym::new(&text(fields, "helper")?).map_err(|_| unreadable("helper"))?,
            class: text(fields, "class")?,
            pupils: number(fields, "pupils")?,
            tool: parsed(fields, "tool")?,
            started: instant(fields, "started")?,
            minutes: number(fields, "minutes")?,
            what: text(fields, "what")?,
            solved: fields.bool("solved").ok_or(unreadable("solved"))?,
            school: parsed(fields, "school")?,
        })
    }
}

impl Document for CoSignature {
    const KIND: Kind = Kind::CoSignature;

    fn to_fields(&self) -> Fields {
        Fields::new().with("state_hash", self.state_hash.as_slice())
    }

    fn from_fields(fields: &Fields) -> Reading<Self> {
        let state_hash = fields.bytes("state_hash").and_then(|hash| hash.try_into().ok());
        Ok(Self { state_hash: state_hash.ok_or(unreadable("state_hash"))? })
    }
}
