//! Rows of profiles, cards and revocations.

use sharenum_domain::{Card, Profile};
use sharenum_ledger::Revocation;

use super::row::Row;
use crate::StoreError;
use crate::number::to_sql;

pub(super) fn profile(row: &Row<'_>, profile: &Profile) -> Result<(), StoreError> {
    let school = profile.school.as_ref().map(ToString::to_string);
    row.insert("profile", None, &[("member", profile.member.as_bytes()), ("school", &school)])?;
    for (tool, skill) in &profile.tools {
        row.insert_entry(
            "profile_tool",
            &[
                ("tool", &tool.as_str()),
                ("level", &skill.level.as_str()),
                ("by_hand", &skill.by_hand),
                ("in_class", &skill.in_class),
            ],
        )?;
    }
    Ok(())
}

pub(super) fn card(row: &Row<'_>, card: &Card) -> Result<(), StoreError> {
    let school = card.school.as_ref().map(ToString::to_string);
    row.insert("card", None, &[("name", &card.name), ("mail", &card.mail), ("school", &school)])
}

pub(super) fn revocation(row: &Row<'_>, revocation: &Revocation) -> Result<(), StoreError> {
    row.insert_entry(
        "revocation",
        &[("device", revocation.device.as_bytes()), ("last_seq", &to_sql(revocation.last_seq))],
    )
}
