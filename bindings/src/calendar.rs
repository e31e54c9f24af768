//! One event for the phone's calendar, or to share.

use sharenum_companion as engine;

use crate::{DocumentId, SharenumApp, SharenumError};

/// What the shell says in the reader's language around what others wrote, each as it stands before
/// it, with its space.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CalendarWords {
    /// Before the title of what was called off, as not all calendars strike it out: `Annulé : `.
    pub cancelled: String,
    /// Before the title of what is not sure yet: `À confirmer : `.
    pub tentative: String,
    /// Before those for whom something is planned: `Pour : `.
    pub for_whom: String,
}

impl From<CalendarWords> for engine::CalendarWords {
    fn from(words: CalendarWords) -> Self {
        let CalendarWords { cancelled, tentative, for_whom } = words;
        Self { cancelled, tentative, for_whom }
    }
}

/// One event as an iCalendar file.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CalendarFile {
    /// The name of the event in every calendar, the same in each later file of it.
    pub uid: String,
    /// What the file may be called: letters, digits, hyphens, and `.ics`.
    pub file_name: String,
    /// Its content, `text/calendar` in UTF-8: write it as it is, with its line ends.
    pub text: String,
}

impl From<engine::CalendarFile> for CalendarFile {
    fn from(file: engine::CalendarFile) -> Self {
        let engine::CalendarFile { uid, file_name, text } = file;
        Self { uid, file_name, text }
    }
}

#[uniffi::export]
impl SharenumApp {
    /// A workshop, a confirmed day or the settled date of a plan as a file for a calendar; views say
    /// in `calendar` whether there is one. It names nobody and says nothing about the reader, so it
    /// can be shared. Made again after a change and opened, it takes the earlier one's place, also
    /// to strike out what was called off.
    ///
    /// Errors: `NotPossible` when the date is not settled, `CorrectInput` for a zone that this
    /// device does not know.
    pub fn calendar_event(
        &self,
        id: DocumentId,
        words: CalendarWords,
    ) -> Result<CalendarFile, SharenumError> {
        Ok(self.engine()?.calendar_event(&id.0, &words.into())?.into())
    }
}
