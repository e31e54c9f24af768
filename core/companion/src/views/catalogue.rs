//! What the region publishes.

use std::collections::BTreeSet;

use sharenum_domain::{
    DocumentId, Guide, GuideId, LocalText, Resource, ResourceId, ResourceKind, Tool, ToolId,
    Training, trainings_first,
};
use sharenum_store::queries::catalogue;

use crate::engine::CompanionEngine;
use crate::{EngineError, Missing, ProfileMissing, Result};

use super::{Action, Context, Offering};

/// A tool with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolName {
    /// Its short name.
    pub id: ToolId,
    /// Its name for people.
    pub name: LocalText,
}

/// A guide, at hand offline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideView {
    /// Its short name.
    pub id: GuideId,
    /// The document that publishes it.
    pub document: DocumentId,
    /// What it is about.
    pub tools: Vec<ToolName>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

impl GuideView {
    fn new((document, guide): (DocumentId, Guide), context: &Context<'_>) -> Result<Self> {
        let tools = context.tool_names(&guide.tools)?;
        Ok(Self { id: guide.id, document, tools, title: guide.title, body: guide.body })
    }
}

/// Something that one party at a time can have: the BusNum, a room, a printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceView {
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

impl ResourceView {
    pub(crate) fn new((document, found): (DocumentId, Resource), context: &Context<'_>) -> Self {
        let ready = context.me.roles.is_staff() && context.complete_profile().is_ok();
        Self {
            id: found.id,
            document,
            name: found.name,
            kind: found.kind,
            i_host: found.hosts.contains(&context.me.member),
            actions: Offering::Resource
                .offer(ready.then_some(Action::AskDay).into_iter().collect()),
        }
    }
}

impl CompanionEngine {
    /// All tools, by French name.
    ///
    /// # Errors
    /// Those of the file.
    pub fn tools(&self) -> Result<Vec<Tool>> {
        self.read(|context| Ok(catalogue::tools(context.conn)?))
    }

    /// Guides for any of these tools, or all guides when none is named, by title.
    ///
    /// # Errors
    /// Those of the file.
    pub fn guides_for(&self, tools: &BTreeSet<ToolId>) -> Result<Vec<GuideView>> {
        self.read(|context| {
            let guides = catalogue::guides(context.conn)?.into_iter();
            guides
                .filter(|(_, guide)| tools.is_empty() || !guide.tools.is_disjoint(tools))
                .map(|found| GuideView::new(found, context))
                .collect()
        })
    }

    /// The guide that a document publishes: what a search found, to be opened.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when this phone has no such guide.
    pub fn guide(&self, id: &DocumentId) -> Result<GuideView> {
        self.read(|context| {
            let missing = EngineError::NotFound(Missing::Guide);
            GuideView::new(catalogue::guide(context.conn, id)?.ok_or(missing)?, context)
        })
    }

    /// Everything bookable, by name.
    ///
    /// # Errors
    /// Those of the file.
    pub fn resources(&self) -> Result<Vec<ResourceView>> {
        self.read(|context| {
            let found = catalogue::resources(context.conn)?.into_iter();
            Ok(found.map(|found| ResourceView::new(found, context)).collect())
        })
    }

    /// What this member welcomes people on, by name; nothing for somebody who is no host.
    ///
    /// # Errors
    /// Those of the file.
    pub fn hosted_resources(&self) -> Result<Vec<ResourceView>> {
        Ok(self.resources()?.into_iter().filter(|resource| resource.i_host).collect())
    }

    /// The trainings of the member's own academy for any of these tools, best match first: what
    /// must be shown before a ticket can be opened.
    ///
    /// # Errors
    /// [`EngineError::ProfileIncomplete`] without an establishment.
    pub fn trainings_for(&self, tools: &BTreeSet<ToolId>) -> Result<Vec<Training>> {
        self.read(|context| {
            let establishment = context.establishment.as_ref().ok_or(ProfileMissing::Academy)?;
            let all = catalogue::trainings(context.conn)?;
            let academy = &establishment.academy.code;
            let first = trainings_first(tools, academy, &all);
            Ok(first.into_iter().cloned().collect())
        })
    }
}
