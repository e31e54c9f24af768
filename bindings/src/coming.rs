//! What comes next on a member's agenda.

use sharenum_companion as engine;

use crate::common::pages;
use crate::{Booking, PageRequest, SharenumApp, SharenumError, WorkshopItem};

/// Something on a member's agenda.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum AgendaItem {
    /// A workshop that they organise, or have or asked a seat in.
    Workshop {
        /// The workshop.
        workshop: WorkshopItem,
    },
    /// A day that is theirs, or that they asked for, and that no workshop of theirs speaks of.
    Day {
        /// The request.
        booking: Booking,
    },
}

impl From<engine::AgendaItem> for AgendaItem {
    fn from(item: engine::AgendaItem) -> Self {
        match item {
            engine::AgendaItem::Workshop(workshop) => {
                Self::Workshop { workshop: (*workshop).into() }
            }
            engine::AgendaItem::Day(booking) => Self::Day { booking: (*booking).into() },
        }
    }
}

pages! {
    /// A page of an agenda.
    AgendaPage of AgendaItem;
}

#[uniffi::export]
impl SharenumApp {
    /// What comes next, in the order of local days and hours: workshops that this member organises
    /// or has or asked a seat in, until they are over, and days that are theirs or asked for.
    /// `zone` is the IANA name of the zone in which the phone is now: it says which day is today.
    pub fn agenda(&self, zone: String, page: PageRequest) -> Result<AgendaPage, SharenumError> {
        Ok(self.engine()?.agenda(&zone, &page.into())?.into())
    }
}
