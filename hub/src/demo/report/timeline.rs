//! The timeline: time flows down, a lane per hub and phone, an arrow per journey.

use std::fmt::{self, Write};

use super::map::BELL;
use super::model::{Lane, LaneKind, Mark, Row, Sign, Story, Theme, Timeline, Travel};
use super::text::fitted;
use crate::html::Escaped;

const GUTTER: f64 = 372.0;
const LANE: f64 = 46.0;
/// Room for the slanted name of the last lane.
const TAIL: f64 = 104.0;
const HEAD: f64 = 158.0;
const BAND: f64 = 30.0;
const ROW: f64 = 22.0;
const GAP: f64 = 10.0;
/// Colours shown of one journey, and the room that each takes.
const CHIPS: usize = 4;
const CHIP: f64 = 11.0;

impl Theme {
    /// All of them, in the order of the legend.
    pub(in crate::demo) const ALL: [Self; 7] = [
        Self::Ticket,
        Self::Conversation,
        Self::Plan,
        Self::Workshop,
        Self::BusDay,
        Self::Help,
        Self::Basics,
    ];

    /// The class that gives its colour.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Ticket => "ticket",
            Self::Conversation => "conversation",
            Self::Plan => "plan",
            Self::Workshop => "workshop",
            Self::BusDay => "bus-day",
            Self::Help => "help",
        }
    }

    /// Its name in the legend.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Basics => "directory, catalogue, profiles, cards",
            Self::Ticket => "ticket",
            Self::Conversation => "proposal, message",
            Self::Plan => "shared plan",
            Self::Workshop => "workshop, seats, check-in",
            Self::BusDay => "bus day, decision",
            Self::Help => "help session, co-signature",
        }
    }
}

/// Draws the timeline as one SVG element.
pub(super) fn draw(out: &mut String, story: &Story) -> fmt::Result {
    let timeline = &story.timeline;
    let width = GUTTER + timeline.lanes.len() as f64 * LANE + TAIL;
    let body: f64 =
        timeline.steps.iter().map(|step| BAND + step.rows.len() as f64 * ROW + GAP).sum();
    let height = HEAD + body + 8.0;
    write!(
        out,
        "<svg class=\"timeline\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"time-title time-desc\">\
         <title id=\"time-title\">How each change travelled</title>\
         <desc id=\"time-desc\">Time flows down. {} lanes: the hub of the region, the hub on the bus, and \
         the phones. An arrow is a journey of changes between two lanes. The table below says the same in words.</desc>",
        timeline.lanes.len(),
    )?;
    lanes(out, timeline, height)?;
    let mut y = HEAD;
    for (index, step) in timeline.steps.iter().enumerate() {
        band(out, timeline, index, &step.title, width, y)?;
        y += BAND;
        for row in &step.rows {
            draw_row(out, row, y + ROW / 2.0, width)?;
            y += ROW;
        }
        y += GAP;
    }
    out.push_str("</svg>");
    Ok(())
}

fn lane_x(lane: usize) -> f64 {
    GUTTER + (lane as f64 + 0.5) * LANE
}

fn lanes(out: &mut String, timeline: &Timeline, height: f64) -> fmt::Result {
    for (index, lane) in timeline.lanes.iter().enumerate() {
        let x = lane_x(index);
        write!(
            out,
            "<path class=\"lane {}\" d=\"M{x:.1} {:.1}V{height:.1}\"/>\
             <text class=\"lane-name {0}\" transform=\"translate({:.1} {:.1}) rotate(-38)\">{}<title>{}</title></text>",
            lane_class(lane),
            HEAD - 10.0,
            x - 1.0,
            HEAD - 16.0,
            Escaped(&fitted(&lane.name, 168.0, 12.0)),
            Escaped(&lane.name),
        )?;
    }
    Ok(())
}

fn lane_class(lane: &Lane) -> &'static str {
    match lane.kind {
        LaneKind::Region | LaneKind::Bus => "hub",
        LaneKind::Phone => "phone",
    }
}

fn band(
    out: &mut String,
    timeline: &Timeline,
    index: usize,
    title: &str,
    width: f64,
    y: f64,
) -> fmt::Result {
    write!(
        out,
        "<rect class=\"band\" x=\"0\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"24\" rx=\"5\"/>\
         <text class=\"step\" x=\"12\" y=\"{:.1}\">{}<title>{}</title></text>",
        y + 16.5,
        Escaped(&fitted(&format!("{}  {title}", index + 1), GUTTER - 16.0, 13.5)),
        Escaped(title),
    )?;
    for (lane, known) in timeline.lanes.iter().enumerate() {
        write!(
            out,
            "<text class=\"short {}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            lane_class(known),
            lane_x(lane),
            y + 16.0,
            Escaped(&known.short)
        )?;
    }
    Ok(())
}

fn draw_row(out: &mut String, row: &Row, y: f64, width: f64) -> fmt::Result {
    let chips = row.travel.as_ref().map_or(0, |travel| travel.themes.len().min(CHIPS));
    write!(
        out,
        "<g class=\"row\"><rect class=\"hit\" x=\"0\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{ROW}\"/>\
         <title>{}</title><text class=\"what\" x=\"12\" y=\"{:.1}\">{}</text>",
        y - ROW / 2.0,
        Escaped(&row.text),
        y + 4.0,
        Escaped(&fitted(&row.text, GUTTER - 24.0 - chips as f64 * CHIP, 12.0)),
    )?;
    if let Some(travel) = &row.travel {
        journey(out, travel, y)?;
    }
    for mark in &row.marks {
        sign(out, mark, y)?;
    }
    out.push_str("</g>");
    Ok(())
}

fn journey(out: &mut String, travel: &Travel, y: f64) -> fmt::Result {
    let theme = travel.themes.first().copied().unwrap_or(Theme::Basics).class();
    let starts = || travel.from.iter().map(|lane| lane_x(*lane));
    let ends = || travel.to.iter().map(|lane| lane_x(*lane));
    let left = starts().chain(ends()).fold(f64::INFINITY, f64::min);
    let right = starts().chain(ends()).fold(f64::NEG_INFINITY, f64::max);
    if left > right {
        return Ok(());
    }
    write!(
        out,
        "<g class=\"theme-{theme}\"><path class=\"way\" d=\"M{left:.1} {y:.1}H{right:.1}\"/>"
    )?;
    for x in starts() {
        write!(out, "<circle class=\"start\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.4\"/>")?;
    }
    let origin = starts().next().unwrap_or(left);
    for x in ends() {
        let back = if x >= origin { -9.0 } else { 9.0 };
        write!(out, "<path class=\"tip\" d=\"M{x:.1} {y:.1}l{back} -4.6v9.2z\"/>")?;
    }
    out.push_str("</g>");
    for (index, theme) in travel.themes.iter().take(CHIPS).enumerate() {
        write!(
            out,
            "<rect class=\"chip theme-{}\" x=\"{:.1}\" y=\"{:.1}\" width=\"8\" height=\"8\" rx=\"2\"/>",
            theme.class(),
            GUTTER - 18.0 - index as f64 * CHIP,
            y - 4.0
        )?;
    }
    Ok(())
}

/// Draws one sign; the legend uses it too.
pub(super) fn sign_at(out: &mut String, sign: Sign, x: f64, y: f64) -> fmt::Result {
    match sign {
        Sign::Written => {
            write!(out, "<circle class=\"written\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>")
        }
        Sign::Alerted => write!(
            out,
            "<path class=\"bell\" transform=\"translate({x:.1} {y:.1}) scale(1.1)\" d=\"{BELL}\"/>"
        ),
        Sign::Decided => write!(
            out,
            "<path class=\"decided\" d=\"M{x:.1} {:.1}l7 7 -7 7 -7 -7z\"/>\
             <path class=\"tick\" d=\"M{:.1} {y:.1}l2.2 2.4 3.8 -4.6\"/>",
            y - 7.0,
            x - 2.9
        ),
        Sign::Refused => write!(
            out,
            "<circle class=\"refused\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\"/>\
             <path class=\"refused\" d=\"M{:.1} {:.1}l8 8\"/>",
            x - 4.0,
            y - 4.0
        ),
        Sign::Killed => write!(
            out,
            "<path class=\"killed\" d=\"M{:.1} {:.1}l12 12m0 -12l-12 12\"/>",
            x - 6.0,
            y - 6.0
        ),
    }
}

fn sign(out: &mut String, mark: &Mark, y: f64) -> fmt::Result {
    write!(out, "<g class=\"theme-{}\">", mark.theme.class())?;
    sign_at(out, mark.sign, lane_x(mark.lane), y)?;
    out.push_str("</g>");
    Ok(())
}
