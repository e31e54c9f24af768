//! Where a story ended, as far as it does not depend on when hubs were started.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checked, HubFile, Id, PhoneFile, ensure, short};

/// The end of a story on all sides. Equal ends are equal to the last byte of every change; only
/// the ids of a hub's own decisions are new with each start of it, so those count by what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    own: Vec<Id>,
    tables: String,
    alerts: BTreeSet<(String, Id, String)>,
    decisions: Vec<(Id, String)>,
    region: BTreeSet<Id>,
    bus: BTreeSet<Id>,
    channels: BTreeMap<Id, BTreeSet<Id>>,
    decided: BTreeMap<Id, Option<String>>,
}

impl Outcome {
    /// The end, which leaves nothing to be done.
    pub fn of(phone: &PhoneFile, region: &HubFile, bus: &HubFile) -> Checked<Self> {
        let open = (phone.waiting.len(), phone.in_custody.len(), phone.unsettled);
        ensure(open == (0, 0, 0), || format!("left on the phone: {open:?}"))?;
        ensure((region.unsettled, bus.unsettled) == (0, 0), || "left at a hub".to_owned())?;
        ensure(bus.uncarried.is_empty(), || {
            format!("not carried home: {:?}", short(&bus.uncarried))
        })?;
        let decisions: BTreeSet<_> = {
            let all = region.of_others();
            region.chunks.keys().filter(|id| !all.contains(*id)).cloned().collect()
        };
        let rows =
            phone.digest.iter().filter(|(id, _)| !decisions.contains(id.as_bytes().as_slice()));
        let tables = rows.map(|(id, lines)| format!("{id} {lines:?}\n")).collect();
        let others = region.of_others();
        let channels = region.channels.iter().map(|(name, entries)| {
            let ids = entries.iter().map(|(_, id)| id).filter(|id| others.contains(*id));
            (name.clone(), ids.cloned().collect())
        });
        Ok(Self {
            own: phone.own.clone(),
            tables,
            alerts: phone
                .alerts
                .iter()
                .filter(|(_, document, _)| !decisions.contains(document))
                .cloned()
                .collect(),
            decisions: phone.decisions.clone(),
            region: others.clone(),
            bus: bus.of_others(),
            channels: channels.collect(),
            decided: region.decisions.clone(),
        })
    }

    /// Says in what two ends differ.
    pub fn same_as(&self, reference: &Self) -> Checked<()> {
        let differ = |what: &str, here: &BTreeSet<Id>, there: &BTreeSet<Id>| {
            ensure(here == there, || {
                let (more, less) = (here.difference(there), there.difference(here));
                format!("{what}: more {:?}, less {:?}", short(more), short(less))
            })
        };
        let set = |ids: &[Id]| ids.iter().cloned().collect::<BTreeSet<_>>();
        differ("the phone wrote", &set(&self.own), &set(&reference.own))?;
        differ("the region holds", &self.region, &reference.region)?;
        differ("the bus holds", &self.bus, &reference.bus)?;
        ensure(self.tables == reference.tables, || {
            format!("tables:\n{}\ninstead of\n{}", self.tables, reference.tables)
        })?;
        ensure(self == reference, || format!("{self:?}\ninstead of\n{reference:?}"))
    }
}
