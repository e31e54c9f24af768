//! The demo on a terminal: a line per step while it plays, tables at its end.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::error::Difference;
use super::report::{Row, Sign, StepCost, Story, bytes, time};
use super::story::Observer;

/// Shows the story as it is played.
pub(super) struct Console<'w>(pub &'w mut dyn Write);

impl Console<'_> {
    fn line(&mut self, line: &str) {
        // A reader that stops reading is no reason to stop playing: what differs still counts.
        let _ = writeln!(self.0, "{line}");
        let _ = self.0.flush();
    }
}

impl Observer for Console<'_> {
    fn begins(&mut self, number: usize, title: &str) {
        self.line(&format!("{number:>2}  {title}"));
    }

    fn says(&mut self, line: &str) {
        self.line(&format!("    {line}"));
    }

    fn differs(&mut self, difference: &Difference) {
        let Difference { what, found, expected, .. } = difference;
        self.line(&format!("    ✗ {what}: the files say {found}, expected was {expected}"));
    }

    fn ended(&mut self, cost: &StepCost) {
        self.line(&format!("    ({})", time(cost.took)));
    }
}

/// The timeline, what it cost, and how much agrees.
pub(super) fn sum_up(out: &mut dyn Write, story: &Story) -> io::Result<()> {
    timeline(out, story)?;
    writeln!(out, "\nWhat it cost")?;
    let widest = story.costs.iter().map(|cost| cost.title.chars().count()).max().unwrap_or(0);
    let head = format!(
        "{:>2}  {:widest$}  {:>9}  {:>7}  {:>9}  {:>9}  {:>7}",
        "", "step", "documents", "changes", "up", "down", "time"
    );
    writeln!(out, "{head}")?;
    let mut sum = StepCost { title: "together".to_owned(), ..StepCost::default() };
    for (number, cost) in story.costs.iter().enumerate() {
        writeln!(out, "{}", cost_line(&(number + 1).to_string(), cost, widest))?;
        sum.documents += cost.documents;
        sum.changes += cost.changes;
        sum.bytes_up += cost.bytes_up;
        sum.bytes_down += cost.bytes_down;
        sum.took += cost.took;
    }
    writeln!(out, "{}", cost_line("", &sum, widest))?;
    let kinds: Vec<String> =
        story.documents.iter().map(|count| format!("{} {}", count.documents, count.kind)).collect();
    writeln!(out, "\nAt the region: {}", kinds.join(", "))?;
    let agree = story.checks.iter().filter(|check| check.holds()).count();
    writeln!(
        out,
        "{agree} of {} numbers read back from the files agree with an independent answer.",
        story.checks.len()
    )
}

fn cost_line(number: &str, cost: &StepCost, widest: usize) -> String {
    let StepCost { title, documents, changes, bytes_up, bytes_down, took } = cost;
    let (up, down) = (bytes(*bytes_up), bytes(*bytes_down));
    let took = time(*took);
    format!(
        "{number:>2}  {title:widest$}  {documents:>9}  {changes:>7}  {up:>9}  {down:>9}  {took:>7}"
    )
}

/// What travelled, a line each; what repeats is counted.
fn timeline(out: &mut dyn Write, story: &Story) -> io::Result<()> {
    writeln!(out, "\nTimeline (numbers are phones)")?;
    for (index, person) in story.people.iter().enumerate() {
        let school = story.map.schools.get(person.school);
        let place = school.map(|school| format!("{}, {}", school.name, school.commune));
        writeln!(out, "{:>6}  {}, {}", index + 1, person.role, place.unwrap_or_default())?;
    }
    for (number, step) in story.timeline.steps.iter().enumerate() {
        writeln!(out, "{:>2}  {}", number + 1, step.title)?;
        let mut rows = step.rows.iter().peekable();
        while let Some(row) = rows.next() {
            let mut times = 1;
            while rows.next_if(|next| next.text == row.text).is_some() {
                times += 1;
            }
            let mut line = format!("    {} {}", sign(row), row.text);
            if times > 1 {
                // Writing to a string cannot fail.
                let _ = write!(line, " ({times} times)");
            }
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

const fn sign(row: &Row) -> &'static str {
    if row.travel.is_some() {
        return "→";
    }
    match row.marks.as_slice() {
        [first, ..] => match first.sign {
            Sign::Written => "•",
            Sign::Alerted => "!",
            Sign::Decided => "◆",
            Sign::Refused => "⊘",
            Sign::Killed => "†",
        },
        [] => " ",
    }
}
