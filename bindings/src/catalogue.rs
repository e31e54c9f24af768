//! What the region publishes: tools, trainings, guides, and what can be booked.

use sharenum_companion as engine;
use sharenum_domain as domain;

use crate::common::all;
use crate::{
    Action, DocumentId, GuideId, LocalText, ResourceId, ResourceKind, SharenumApp, SharenumError,
    ToolId, TrainingId,
};

/// A digital tool that members learn from each other.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Tool {
    /// Its short name, which never changes.
    pub id: ToolId,
    /// What it is called.
    pub name: LocalText,
}

impl From<domain::Tool> for Tool {
    fn from(tool: domain::Tool) -> Self {
        Self { id: tool.id.into(), name: tool.name.into() }
    }
}

impl From<engine::ToolName> for Tool {
    fn from(tool: engine::ToolName) -> Self {
        Self { id: tool.id.into(), name: tool.name.into() }
    }
}

/// An institutional training of the member's academy.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Training {
    /// Its short name, which never changes.
    pub id: TrainingId,
    /// The tools it is about.
    pub tools: Vec<ToolId>,
    /// The code of the academy that offers it.
    pub academy: String,
    /// What it is called.
    pub title: String,
    /// Where to register.
    pub url: String,
    /// What one learns there.
    pub summary: String,
}

impl From<domain::Training> for Training {
    fn from(training: domain::Training) -> Self {
        Self {
            id: training.id.into(),
            tools: all(training.tools),
            academy: training.academy,
            title: training.title,
            url: training.url,
            summary: training.summary,
        }
    }
}

/// A guide, at hand offline.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Guide {
    /// Its short name.
    pub id: GuideId,
    /// The document that publishes it.
    pub document: DocumentId,
    /// What it is about.
    pub tools: Vec<Tool>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

impl From<engine::GuideView> for Guide {
    fn from(guide: engine::GuideView) -> Self {
        Self {
            id: guide.id.into(),
            document: guide.document.into(),
            tools: all(guide.tools),
            title: guide.title,
            body: guide.body,
        }
    }
}

/// Something that one party at a time can have: the BusNum, a room, a printer.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Resource {
    /// Its short name.
    pub id: ResourceId,
    /// The document that publishes it.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Whether this member welcomes people there.
    pub i_host: bool,
    /// What this person may do with it now.
    pub actions: Vec<Action>,
}

impl From<engine::ResourceView> for Resource {
    fn from(resource: engine::ResourceView) -> Self {
        Self {
            id: resource.id.into(),
            document: resource.document.into(),
            name: resource.name,
            kind: resource.kind.into(),
            i_host: resource.i_host,
            actions: all(resource.actions),
        }
    }
}

#[uniffi::export]
impl SharenumApp {
    /// All tools, by French name.
    pub fn tools(&self) -> Result<Vec<Tool>, SharenumError> {
        Ok(all(self.engine()?.tools()?))
    }

    /// The trainings of the member's own academy for any of these tools, best match first: what
    /// must be shown before a ticket can be opened.
    pub fn trainings_for(&self, tools: Vec<ToolId>) -> Result<Vec<Training>, SharenumError> {
        let tools = tools.into_iter().map(domain::ToolId::from).collect();
        Ok(all(self.engine()?.trainings_for(&tools)?))
    }

    /// Guides for any of these tools, or all guides when none is named, by title.
    pub fn guides_for(&self, tools: Vec<ToolId>) -> Result<Vec<Guide>, SharenumError> {
        let tools = tools.into_iter().map(domain::ToolId::from).collect();
        Ok(all(self.engine()?.guides_for(&tools)?))
    }

    /// The guide that a document publishes: what a search found, to be opened.
    pub fn guide(&self, id: DocumentId) -> Result<Guide, SharenumError> {
        Ok(self.engine()?.guide(&id.0)?.into())
    }

    /// Everything bookable, by name.
    pub fn resources(&self) -> Result<Vec<Resource>, SharenumError> {
        Ok(all(self.engine()?.resources()?))
    }

    /// What this member welcomes people on, by name; nothing for somebody who is no host.
    pub fn hosted_resources(&self) -> Result<Vec<Resource>, SharenumError> {
        Ok(all(self.engine()?.hosted_resources()?))
    }
}
