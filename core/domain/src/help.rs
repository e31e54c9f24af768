//! Help sessions that mini-techs log, and the co-signature of their teacher.

use jiff::Timestamp;

use crate::id::{Pseudonym, ToolId};
use crate::school::SchoolCode;
use crate::text::{Need, check_line, check_number, check_prose};
use crate::{Field, InvalidInput};

/// Help given by a mini-tech; no pupil is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpSession {
    /// Who helped.
    pub helper: Pseudonym,
    /// The class that was helped.
    pub class: String,
    /// How many pupils were helped.
    pub pupils: u32,
    /// With which tool or equipment.
    pub tool: ToolId,
    /// When it began.
    pub started: Timestamp,
    /// How long it took.
    pub minutes: u32,
    /// What was done; may stay empty, logging takes 20 seconds.
    pub what: String,
    /// Whether the problem is gone.
    pub solved: bool,
    /// The school whose brigade helped.
    pub school: SchoolCode,
}

impl HelpSession {
    /// Longest name of a class, in characters.
    pub const MAX_CLASS: usize = 60;
    /// Longest description, in characters.
    pub const MAX_WHAT: usize = 1000;
    /// Most pupils in one session.
    pub const MAX_PUPILS: u32 = 500;
    /// Longest session: a day.
    pub const MAX_MINUTES: u32 = 1440;

    /// Checks the limits of what was typed.
    pub fn check(&self) -> Result<(), InvalidInput> {
        check_line(Field::Class, &self.class, Self::MAX_CLASS, Need::Required)?;
        check_number(Field::Pupils, self.pupils, 1..=Self::MAX_PUPILS)?;
        check_number(Field::Minutes, self.minutes, 1..=Self::MAX_MINUTES)?;
        check_prose(Field::What, &self.what, Self::MAX_WHAT, Need::Optional)
    }
}

/// A teacher's signature under exactly what was logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CoSignature {
    /// The state of the session that was signed; an edit changes it and voids this.
    pub state_hash: [u8; 32],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::Spoiled;
    use crate::id::Slug;

    #[test]
    fn a_help_session_has_limits() {
        let session = HelpSession {
            helper: Pseudonym::new("Pixel").unwrap(),
            class: "6e B".into(),
            pupils: 2,
            tool: Slug::new("3d-printer").unwrap(),
            started: Timestamp::UNIX_EPOCH,
            minutes: 15,
            what: String::new(),
            solved: true,
            school: SchoolCode::parse("0071168G").unwrap(),
        };
        assert_eq!(session.check(), Ok(()));
        let cases: [Spoiled<HelpSession>; 6] = [
            ("class", |s| s.class.clear()),
            ("pupils", |s| s.pupils = 0),
            ("pupils", |s| s.pupils = 501),
            ("minutes", |s| s.minutes = 0),
            ("minutes", |s| s.minutes = 1441),
            ("what", |s| s.what = "x".repeat(1001)),
        ];
        for (field, spoil) in cases {
            let mut session = session.clone();
            spoil(&mut session);
            assert_eq!(session.check().unwrap_err().field.as_str(), field);
        }
    }
}
