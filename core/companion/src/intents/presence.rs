//! Who came: noted at the door, offline.

use std::fmt::Write as _;

use sharenum_domain::{CheckIn, DocumentId, Role, WorkshopStatus};
use sharenum_ledger::routes;
use sharenum_store::queries::{agenda, bus_day};

use super::{request, require};
use crate::commit::Writing;
use crate::engine::CompanionEngine;
use crate::views::find_workshop;
use crate::{DraftForm, EngineError, Missing, NotAllowed, Result};

impl CompanionEngine {
    /// Marks somebody who registered as present, or takes the mark back.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for anybody but the organiser and a bus host, and for a mark
    /// that only another of them made.
    pub fn check_in(
        &self,
        workshop: &DocumentId,
        registration: &DocumentId,
        present: bool,
    ) -> Result<()> {
        self.write(|writing| {
            let missing = EngineError::NotFound(Missing::Registration);
            let row = agenda::registration(writing.conn(), registration)?.ok_or(missing)?;
            require(row.workshop == *workshop, NotAllowed::OtherWorkshop)?;
            let entry = registration.to_string();
            if !present && marked_by_others_alone(writing, workshop, &entry)? {
                return Err(EngineError::NotAllowed(NotAllowed::OthersMark));
            }
            let now = writing.now;
            at_the_door(writing, workshop, |check_in| {
                if present {
                    check_in.present.entry(entry).or_insert(now);
                } else {
                    check_in.present.remove(&entry);
                }
            })
        })
    }

    /// Notes somebody who came without a registration, as a school or a role, never with a
    /// pupil's name; answers the entry's id.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for anybody but the organiser and a bus host.
    pub fn add_walk_in(&self, workshop: &DocumentId, label: &str) -> Result<String> {
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|_| EngineError::NoRandomness)?;
        let entry = random.iter().fold(String::from("walk-in-"), |mut entry, byte| {
            // Writing to a string cannot fail.
            let _ = write!(entry, "{byte:02x}");
            entry
        });
        self.write(|writing| {
            writing.used_draft(&DraftForm::WalkIn, Some(workshop))?;
            let now = writing.now;
            at_the_door(writing, workshop, |check_in| {
                check_in.walk_ins.insert(entry.clone(), label.trim().to_owned());
                check_in.present.insert(entry.clone(), now);
            })
        })?;
        Ok(entry)
    }

    /// Takes back that somebody came without a registration: it was noted by mistake, or twice.
    /// Already taken back, on another phone of the same member, is no error.
    ///
    /// # Errors
    /// [`EngineError::NotAllowed`] for anybody but the organiser and a bus host, and for a note
    /// that another of them made.
    pub fn take_back_walk_in(&self, workshop: &DocumentId, entry: &str) -> Result<()> {
        self.write(|writing| {
            let all = bus_day::presence(writing.conn(), workshop)?;
            let noted = all.iter().any(|row| row.entry == entry && row.walk_in.is_some());
            let own = bus_day::check_in_by(writing.conn(), workshop, &writing.me.member)?;
            let own = own.is_some_and(|(_, check_in)| check_in.walk_ins.contains_key(entry));
            require(own || !noted, NotAllowed::OthersMark)?;
            if !noted {
                return Ok(());
            }
            at_the_door(writing, workshop, |check_in| {
                check_in.walk_ins.remove(entry);
                check_in.present.remove(entry);
            })
        })
    }
}

/// Whether somebody is marked as present, and not in this member's own list.
fn marked_by_others_alone(
    writing: &Writing<'_, '_>,
    workshop: &DocumentId,
    entry: &str,
) -> Result<bool> {
    let own = bus_day::check_in_by(writing.conn(), workshop, &writing.me.member)?;
    if own.is_some_and(|(_, check_in)| check_in.present.contains_key(entry)) {
        return Ok(false);
    }
    let all = bus_day::presence(writing.conn(), workshop)?;
    Ok(all.iter().any(|row| row.entry == entry && row.at.is_some()))
}

/// Changes this member's own list for a workshop, and makes it when there is none: two hosts at
/// two doors never wait for each other.
fn at_the_door(
    writing: &mut Writing<'_, '_>,
    workshop: &DocumentId,
    change: impl FnOnce(&mut CheckIn),
) -> Result<()> {
    let row = find_workshop(&writing.context()?, workshop)?;
    let me = writing.me.member;
    let at_the_door = row.head.author == me || writing.me.roles.contains(Role::BusHost);
    require(at_the_door, NotAllowed::NotAtTheDoor)?;
    require(
        matches!(row.status, WorkshopStatus::Published | WorkshopStatus::Done),
        NotAllowed::NoWorkshopToday,
    )?;
    match bus_day::check_in_by(writing.conn(), workshop, &me)? {
        Some((document, _)) => {
            writing.edit::<CheckIn>(&document, None, |mut check_in| {
                change(&mut check_in);
                check_in.check()?;
                Ok(check_in)
            })?;
        }
        None => {
            let mut check_in = CheckIn::default();
            change(&mut check_in);
            check_in.check()?;
            let mut concerned = vec![me, row.head.author];
            concerned.extend(request::hosts(writing, row.workshop.resource.as_ref())?);
            writing.create(&check_in, Some(*workshop), routes::for_members(concerned))?;
        }
    }
    Ok(())
}
