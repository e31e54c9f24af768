//! What is sound: a phone's file, a hub's file, the two side by side, and where a story ended.
//!
//! Answers and does not panic, so that a test can also show that a bad disk is noticed.

mod hub;
mod outcome;
mod phone;
mod promised;

pub use hub::HubFile;
pub use outcome::Outcome;
pub use phone::PhoneFile;
pub use promised::Promised;

use std::collections::BTreeSet;

/// An id of a change, document or certificate.
pub type Id = Vec<u8>;

/// What was found, or what is wrong.
pub type Checked<T> = Result<T, String>;

/// Says what is wrong unless it is right.
pub fn ensure(right: bool, wrong: impl FnOnce() -> String) -> Checked<()> {
    if right { Ok(()) } else { Err(wrong()) }
}

/// A few hex digits of each.
pub fn short<'i>(ids: impl IntoIterator<Item = &'i Id>) -> Vec<String> {
    let digits = |id: &Id| id.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    ids.into_iter().map(digits).collect()
}

/// What a bus need not carry is at the region. While both run, the bus is to be looked at first: it
/// puts a change down when the region has said that it has it.
pub fn carried(bus: &HubFile, region: &HubFile) -> Checked<()> {
    let dropped = |id: &&Id| !bus.uncarried.contains(*id) && !region.chunks.contains_key(*id);
    let dropped: Vec<_> = bus.chunks.keys().filter(dropped).collect();
    ensure(dropped.is_empty(), || {
        format!("the bus will not carry {:?}, and the region has none of it", short(dropped))
    })
}

/// What the phone says it gave away is where it says it is, and what it says it read is here.
pub fn agree(phone: &PhoneFile, region: &HubFile, bus: &HubFile) -> Checked<()> {
    carried(bus, region)?;
    let lost: Vec<_> = phone.settled().filter(|id| !region.chunks.contains_key(*id)).collect();
    ensure(lost.is_empty(), || {
        format!("the region's receipt is lost with {:?}", short(lost.clone()))
    })?;
    let lost: Vec<_> = phone.in_custody.iter().filter(|id| !bus.chunks.contains_key(*id)).collect();
    ensure(lost.is_empty(), || {
        format!("the bus's receipt is lost with {:?}", short(lost.clone()))
    })?;
    for (hub, role) in [(region, "region"), (bus, "bus")] {
        for (channel, place) in phone.cursors.iter().filter(|((of, _), _)| of == role) {
            let before = hub.served(&channel.1, *place)?;
            let missing: BTreeSet<_> =
                before.difference(&phone.chunks).map(|id| id.to_vec()).collect();
            ensure(missing.is_empty(), || {
                format!("the cursor at {role} stands behind {:?}, not read", short(&missing))
            })?;
        }
    }
    Ok(())
}
