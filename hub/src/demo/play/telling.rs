//! What moved, in the words and lanes of the report.

use std::collections::{BTreeMap, BTreeSet};

use sharenum_ledger::Kind;

use crate::demo::cast::Cast;
use crate::demo::phone::New;
use crate::demo::report::{Lane, LaneKind, Mark, Row, Sign, Step, Theme, Timeline, Travel};

/// The lane of the region.
pub(super) const REGION: usize = 0;
const BUS: usize = 1;

/// The lane of a player.
pub(super) const fn lane_of(player: usize) -> usize {
    player + 2
}

/// Where a phone syncs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum At {
    /// At the region's hub.
    Region,
    /// At the box on the bus.
    Bus,
}

impl At {
    const fn lane(self) -> usize {
        match self {
            Self::Region => REGION,
            Self::Bus => BUS,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Bus => "bus",
        }
    }
}

/// What one sync of a phone moved.
#[derive(Debug, Clone)]
pub(super) struct Journey {
    pub player: usize,
    pub new: New,
}

/// The timeline as it grows.
#[derive(Debug)]
pub(super) struct Telling {
    pub timeline: Timeline,
}

impl Telling {
    pub(super) fn new(cast: &Cast) -> Self {
        let hub = |short: &str, name: &str, kind| Lane {
            short: short.to_owned(),
            name: name.to_owned(),
            kind,
        };
        let mut lanes =
            vec![hub("Reg", "Region", LaneKind::Region), hub("Bus", "BusNum", LaneKind::Bus)];
        lanes.extend(cast.players.iter().enumerate().map(|(number, player)| Lane {
            short: (number + 1).to_string(),
            name: format!("{} {}", number + 1, player.part.label()),
            kind: LaneKind::Phone,
        }));
        Self { timeline: Timeline { lanes, steps: Vec::new() } }
    }

    pub(super) fn begin(&mut self, title: &str) {
        self.timeline.steps.push(Step { title: title.to_owned(), rows: Vec::new() });
    }

    pub(super) fn note(&mut self, text: &str, marks: Vec<Mark>) {
        self.push(Row { text: text.to_owned(), marks, travel: None });
    }

    /// A phone wrote something.
    pub(super) fn wrote(&mut self, player: usize, what: &str, kinds: &BTreeSet<Kind>) {
        let Some(theme) = themes(kinds).first().copied() else { return };
        let mark = Mark { lane: lane_of(player), sign: Sign::Written, theme };
        self.note(&format!("{} {what}", player + 1), vec![mark]);
    }

    /// Phones synced at a hub: what went up, what came down, and who was alerted.
    pub(super) fn travelled(&mut self, at: At, journeys: &[Journey]) {
        for (kinds, players) in grouped(journeys, |new| &new.sent) {
            let text = format!("{} → {}: {}", people(&players), at.name(), words(&kinds));
            let from = players.iter().map(|player| lane_of(*player)).collect();
            self.travel(text, from, vec![at.lane()], &kinds);
        }
        for (kinds, players) in grouped(journeys, |new| &new.received) {
            let text = format!("{} → {}: {}", at.name(), people(&players), words(&kinds));
            let to = players.iter().map(|player| lane_of(*player)).collect();
            self.travel(text, vec![at.lane()], to, &kinds);
        }
        for (player, written) in
            journeys.iter().map(|journey| (journey.player, &journey.new.written))
        {
            self.wrote(player, &format!("answers by itself: {}", words(written)), written);
        }
        let mut alerted: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for journey in journeys {
            for word in &journey.new.alerts {
                alerted.entry(word).or_default().push(journey.player);
            }
        }
        for (word, players) in alerted {
            let theme = alert_theme(word);
            let mark = |player: &usize| Mark { lane: lane_of(*player), sign: Sign::Alerted, theme };
            let text = format!("alert on {}: {}", people(&players), word.replace('_', " "));
            self.note(&text, players.iter().map(mark).collect());
        }
    }

    /// The bus was home.
    pub(super) fn carried(&mut self, home: &BTreeSet<Kind>, out: &BTreeSet<Kind>) {
        if !home.is_empty() {
            self.travel(format!("bus → region: {}", words(home)), vec![BUS], vec![REGION], home);
        }
        if !out.is_empty() {
            self.travel(format!("region → bus: {}", words(out)), vec![REGION], vec![BUS], out);
        }
    }

    fn travel(&mut self, text: String, from: Vec<usize>, to: Vec<usize>, kinds: &BTreeSet<Kind>) {
        let travel = Some(Travel { from, to, themes: themes(kinds) });
        self.push(Row { text, marks: Vec::new(), travel });
    }

    fn push(&mut self, row: Row) {
        if let Some(step) = self.timeline.steps.last_mut() {
            step.rows.push(row);
        }
    }
}

/// Players by what moved, in the order of the first of each group.
fn grouped(
    journeys: &[Journey],
    part: impl Fn(&New) -> &BTreeSet<Kind>,
) -> Vec<(BTreeSet<Kind>, Vec<usize>)> {
    let mut groups: Vec<(BTreeSet<Kind>, Vec<usize>)> = Vec::new();
    for journey in journeys {
        let kinds = part(&journey.new);
        if kinds.is_empty() {
            continue;
        }
        match groups.iter_mut().find(|(known, _)| known == kinds) {
            Some((_, players)) => players.push(journey.player),
            None => groups.push((kinds.clone(), vec![journey.player])),
        }
    }
    groups
}

fn people(players: &[usize]) -> String {
    match players {
        [] => "nobody".to_owned(),
        many if many.len() > 8 => format!("{} phones", many.len()),
        few => {
            let numbers: Vec<String> = few.iter().map(|player| (player + 1).to_string()).collect();
            numbers.join(", ")
        }
    }
}

fn words(kinds: &BTreeSet<Kind>) -> String {
    let mut kinds: Vec<Kind> = kinds.iter().copied().collect();
    kinds.sort_by_key(|kind| theme(*kind) == Theme::Basics);
    let words: Vec<String> = kinds.iter().map(|kind| kind.as_str().replace('-', " ")).collect();
    words.join(", ")
}

fn themes(kinds: &BTreeSet<Kind>) -> Vec<Theme> {
    let found: BTreeSet<Theme> = kinds.iter().map(|kind| theme(*kind)).collect();
    Theme::ALL.into_iter().filter(|theme| found.contains(theme)).collect()
}

const fn theme(kind: Kind) -> Theme {
    match kind {
        Kind::Ticket => Theme::Ticket,
        Kind::Proposal | Kind::Message => Theme::Conversation,
        Kind::Plan => Theme::Plan,
        Kind::Workshop | Kind::Registration | Kind::CheckIn => Theme::Workshop,
        Kind::Booking | Kind::Decision => Theme::BusDay,
        Kind::HelpSession | Kind::CoSignature => Theme::Help,
        Kind::Profile | Kind::Card | Kind::Catalogue | Kind::DirectoryPage | Kind::Revocation => {
            Theme::Basics
        }
    }
}

fn alert_theme(word: &str) -> Theme {
    match word {
        "ticket_nearby" => Theme::Ticket,
        "proposal_received" | "message_received" | "proposal_accepted" => Theme::Conversation,
        "booking_decided" => Theme::BusDay,
        _ => Theme::Workshop,
    }
}
