//! What a phone is to see: what its channels carry, and what its member takes part in.

use std::collections::BTreeSet;

use sharenum_domain::{DocumentId, area_of};
use sharenum_ledger::Channel;

use super::View;
use crate::phone::{Phone, rows};
use crate::schools::{directory, uai};

/// The establishment in the member's profile: of two profiles, the one with the smaller id.
pub fn school(phone: &Phone, view: &View) -> Option<String> {
    let sql = "SELECT school FROM profile WHERE author = ?1 ORDER BY document LIMIT 1";
    let member = phone.member();
    let found = rows(&view.store, sql, [member.as_bytes()], |row| row.get::<_, Option<String>>(0));
    found.into_iter().next().flatten()
}

pub fn of(phone: &Phone, view: &View) -> BTreeSet<DocumentId> {
    let me = phone.member();
    let mut followed = BTreeSet::from([
        Channel::Region,
        Channel::Member(me),
        Channel::School(uai(phone.part.school)),
    ]);
    let school = school(phone, view);
    for known in directory() {
        if school.as_ref().is_some_and(|school| *school == known.code.to_string()) {
            followed.extend(known.places.iter().map(|at| Channel::Area(area_of(&at.position))));
        }
    }
    let carried = view.documents.iter().filter(|(_, document)| {
        document.members.contains(&me)
            || document.routes.iter().any(|route| followed.contains(route))
    });
    carried.map(|(id, _)| *id).collect()
}
