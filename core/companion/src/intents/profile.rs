//! The profile, which comes before any request or offer, and the card.

use std::collections::BTreeMap;

use sharenum_domain::{Card, Establishment, Place, Proficiency, Profile, SchoolCode, ToolId};
use sharenum_ledger::routes;
use sharenum_store::queries::{members, settings};

use crate::alerts::AlertPreferences;
use crate::engine::CompanionEngine;
use crate::{Contact, DraftForm, ProfileMissing, Result, keys};

/// This member's own profile.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileView {
    /// The declared establishment.
    pub school: Option<SchoolCode>,
    /// What the directory says of it.
    pub establishment: Option<Establishment>,
    /// Where its distances are measured from: its buildings, or the place chosen for it. Empty
    /// means that a place must be chosen.
    pub at: Vec<Place>,
    /// Tools with a level each.
    pub tools: BTreeMap<ToolId, Proficiency>,
    /// Name and mail, for those this member works with.
    pub card: Option<Contact>,
    /// What is missing before a ticket can be opened.
    pub missing: Option<ProfileMissing>,
}

impl CompanionEngine {
    /// This member's own profile.
    ///
    /// # Errors
    /// Those of the file.
    pub fn profile(&self) -> Result<ProfileView> {
        self.read(|context| {
            let card = members::card(context.conn, &context.me.member)?;
            Ok(ProfileView {
                school: context.profile.school,
                establishment: context.establishment.clone(),
                at: context.at.clone().unwrap_or_default(),
                tools: context.profile.tools.clone(),
                card: card.map(|(_, card)| Contact { name: card.name, mail: card.mail }),
                missing: context.complete_profile().err(),
            })
        })
    }

    /// Sets establishment and tools. Alerts of what is still open follow at once.
    ///
    /// # Errors
    /// [`EngineError::Input`](crate::EngineError::Input) with too many tools.
    pub fn set_profile(
        &self,
        school: Option<SchoolCode>,
        tools: BTreeMap<ToolId, Proficiency>,
    ) -> Result<()> {
        self.write(|writing| {
            let member = writing.me.member;
            let profile = Profile { member, school, tools };
            profile.check()?;
            writing.used_draft(&DraftForm::Profile, None)?;
            match writing.tx.own_profile()? {
                Some(document) => {
                    writing.edit::<Profile>(&document, None, |_| Ok(profile))?;
                }
                None => {
                    writing.create(&profile, None, routes::for_author(member))?;
                }
            }
            writing.look_around = true;
            Ok(())
        })
    }

    /// Sets name and mail. Only those this member works with get them.
    ///
    /// # Errors
    /// [`EngineError::Input`](crate::EngineError::Input) for what is no name or address.
    pub fn set_card(&self, name: &str, mail: &str) -> Result<()> {
        self.write(|writing| {
            let member = writing.me.member;
            let school = writing.context()?.profile.school;
            let (name, mail) = (name.trim().to_owned(), mail.trim().to_owned());
            let card = Card { name, mail, school };
            card.check()?;
            writing.used_draft(&DraftForm::Card, None)?;
            let known = members::cards(writing.conn(), &member)?;
            for document in &known {
                writing.edit::<Card>(document, None, |_| Ok(card.clone()))?;
            }
            if known.is_empty() {
                writing.create(&card, None, routes::for_author(member))?;
            }
            Ok(())
        })
    }

    /// Says where the declared establishment stands when it has no coordinates; `None` forgets
    /// it. Kept on this phone only, and for this establishment only.
    ///
    /// # Errors
    /// [`EngineError::ProfileIncomplete`](crate::EngineError::ProfileIncomplete) before an establishment was chosen.
    pub fn set_place(&self, place: Option<&Place>) -> Result<()> {
        self.write(|writing| {
            let text = match place {
                Some(place) => {
                    let school = writing.context()?.profile.school.ok_or(ProfileMissing::School)?;
                    let (lat, lon) = place.position.micro();
                    Some(format!("{school} {lat} {lon} {}", place.label))
                }
                None => None,
            };
            settings::set(writing.conn(), keys::CHOSEN_PLACE, text.as_deref())?;
            writing.look_around = true;
            writing.settings_differ = true;
            Ok(())
        })
    }

    /// What this phone does not alert of.
    ///
    /// # Errors
    /// Those of the file.
    pub fn alert_preferences(&self) -> Result<AlertPreferences> {
        self.read(|context| Ok(AlertPreferences::load(context.conn)?))
    }

    /// Narrows what this phone alerts of; what was left out before and is let through now comes
    /// into the list.
    ///
    /// # Errors
    /// Those of the file.
    pub fn set_alert_preferences(&self, preferences: &AlertPreferences) -> Result<()> {
        self.write(|writing| {
            preferences.save(writing.conn())?;
            writing.look_around = true;
            writing.settings_differ = true;
            Ok(())
        })
    }
}
