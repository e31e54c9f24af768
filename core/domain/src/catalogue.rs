//! What a coordination publishes: tools, trainings, guides and resources.

use std::collections::BTreeSet;

use crate::id::{GuideId, MemberId, ResourceId, ToolId, TrainingId};
use crate::words::words;

/// A text in the two languages of the product.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalText {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

/// In English: for command lines and logs.
impl std::fmt::Display for LocalText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en)
    }
}

/// A digital tool that members learn from each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    /// Its short name, which never changes.
    pub id: ToolId,
    /// What it is called.
    pub name: LocalText,
}

/// An institutional training, offered to one academy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// Its short name, which never changes.
    pub id: TrainingId,
    /// The tools it is about.
    pub tools: BTreeSet<ToolId>,
    /// Code of the academy that offers it.
    pub academy: String,
    /// What it is called.
    pub title: String,
    /// Where to register.
    pub url: String,
    /// What one learns there.
    pub summary: String,
}

/// A document that explains a tool, at hand offline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// Its short name, which never changes.
    pub id: GuideId,
    /// The tools it is about.
    pub tools: BTreeSet<ToolId>,
    /// What it is called.
    pub title: String,
    /// The text.
    pub body: String,
}

words! {
    /// What can be booked.
    ResourceKind {
        /// A bus fitted with digital equipment.
        Bus = "bus",
        /// A room.
        Room = "room",
        /// A piece of equipment.
        Equipment = "equipment",
    }
}

/// Something that one holder at a time can book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Its short name, which never changes.
    pub id: ResourceId,
    /// What it is called.
    pub name: String,
    /// The members who run it: the hosts of a bus.
    pub hosts: BTreeSet<MemberId>,
    /// The hub that alone decides who gets it.
    pub home: MemberId,
    /// What kind of thing it is.
    pub kind: ResourceKind,
}
