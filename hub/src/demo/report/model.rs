//! What a report tells, as plain values: nothing here knows how the demo ran.

use std::time::Duration;

/// A whole report.
#[derive(Debug, Clone, Default)]
pub struct Story {
    /// The headline.
    pub title: String,
    /// One sentence under it: where, how far, with which seed.
    pub subtitle: String,
    /// The few numbers that say it all.
    pub figures: Vec<Figure>,
    /// Where everybody is.
    pub map: Map,
    /// Who took part; their position in this list plus one is their number.
    pub people: Vec<Person>,
    /// What travelled where, in order.
    pub timeline: Timeline,
    /// What each step cost, in order.
    pub costs: Vec<StepCost>,
    /// What the region holds in the end.
    pub documents: Vec<DocumentCount>,
    /// Every number that was compared with an independent answer.
    pub checks: Vec<Check>,
    /// Where the establishments come from, with the licence.
    pub source: String,
}

/// A number with what it counts.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The number, as it is shown.
    pub value: String,
    /// What it counts.
    pub label: String,
}

/// A position in degrees.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// Latitude, north positive.
    pub lat: f64,
    /// Longitude, east positive.
    pub lon: f64,
}

/// The establishments around a ticket.
#[derive(Debug, Clone, Default)]
pub struct Map {
    /// The centre of the ticket.
    pub centre: Point,
    /// Its radius, in km.
    pub radius_km: f64,
    /// Every establishment that may be drawn.
    pub schools: Vec<School>,
    /// Outlines of the area cells that the ticket was routed to.
    pub cells: Vec<Vec<Point>>,
}

/// An establishment.
#[derive(Debug, Clone)]
pub struct School {
    /// Its name.
    pub name: String,
    /// Its commune.
    pub commune: String,
    /// The academy it answers to.
    pub academy: String,
    /// Where it is.
    pub at: Point,
    /// How far from the centre, in km.
    pub km: f64,
}

/// Somebody with a phone.
#[derive(Debug, Clone)]
pub struct Person {
    /// What they are: "expert of the other academy".
    pub role: String,
    /// Position of their establishment in [`Map::schools`].
    pub school: usize,
    /// What they know of the tool: "experienced, by hand and in class".
    pub skill: String,
    /// What the ticket meant for their phone.
    pub verdict: Verdict,
}

/// What a ticket meant for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// They wrote it.
    Asks,
    /// Their phone alerted them.
    Alerted,
    /// It did not, and why.
    NotAlerted(String),
}

/// What travelled where.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// The hubs and phones, from left to right.
    pub lanes: Vec<Lane>,
    /// What happened, in order.
    pub steps: Vec<Step>,
}

/// A hub or a phone.
#[derive(Debug, Clone)]
pub struct Lane {
    /// At most a few letters, repeated at each step: "R", "Bus", "7".
    pub short: String,
    /// The whole name.
    pub name: String,
    /// Which box it is.
    pub kind: LaneKind,
}

/// Which box a lane stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaneKind {
    /// The hub of the region.
    Region,
    /// The hub on the bus.
    Bus,
    /// Somebody's phone or tablet.
    Phone,
}

/// A step of the story.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it is about.
    pub title: String,
    /// What happened in it, in order.
    pub rows: Vec<Row>,
}

/// One thing that happened.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// What happened, in a few words.
    pub text: String,
    /// Signs on lanes.
    pub marks: Vec<Mark>,
    /// What moved, if something did.
    pub travel: Option<Travel>,
}

/// A sign on a lane.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Position in [`Timeline::lanes`].
    pub lane: usize,
    /// Which sign.
    pub sign: Sign,
    /// What it is about.
    pub theme: Theme,
}

/// What may happen on a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// A change was written and signed.
    Written,
    /// The phone alerted its member.
    Alerted,
    /// A hub decided.
    Decided,
    /// Something was refused.
    Refused,
    /// The process was killed.
    Killed,
}

/// What a change is about; it has a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Theme {
    /// Tools, trainings, the directory, profiles and cards.
    Basics,
    /// Tickets.
    Ticket,
    /// Proposals and messages.
    Conversation,
    /// The shared plan.
    Plan,
    /// Workshops, seats and check-in.
    Workshop,
    /// Days of the bus, and what the region decides.
    BusDay,
    /// Help sessions and their co-signatures.
    Help,
}

/// Changes that moved.
#[derive(Debug, Clone)]
pub struct Travel {
    /// The lanes they left; one of them when they reached several.
    pub from: Vec<usize>,
    /// The lanes they reached.
    pub to: Vec<usize>,
    /// What they are about, most important first.
    pub themes: Vec<Theme>,
}

/// What a step cost.
#[derive(Debug, Clone, Default)]
pub struct StepCost {
    /// The step.
    pub title: String,
    /// Documents that were begun.
    pub documents: u64,
    /// Signed changes that were written.
    pub changes: u64,
    /// Bytes of requests, of phones and of the bus.
    pub bytes_up: u64,
    /// Bytes of the answers.
    pub bytes_down: u64,
    /// How long it took.
    pub took: Duration,
}

/// How many documents of a kind there are.
#[derive(Debug, Clone)]
pub struct DocumentCount {
    /// The kind.
    pub kind: String,
    /// How many documents.
    pub documents: u64,
    /// How many signed changes they have together.
    pub changes: u64,
}

/// A number that was read back from the files and compared.
#[derive(Debug, Clone)]
pub struct Check {
    /// What was compared.
    pub what: String,
    /// What the files say.
    pub found: String,
    /// What the independent answer says.
    pub expected: String,
}

impl Check {
    /// Whether both agree.
    pub fn holds(&self) -> bool {
        self.found == self.expected
    }
}
