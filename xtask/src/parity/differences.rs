//! What one shell has and the other lacks.

use std::collections::BTreeSet;

use super::Rows;
use super::actions::Actions;
use crate::command::Outcome;

pub const ANDROID: &str = "Android";
pub const IOS: &str = "iOS";

/// What one shell has alone: shell, page, name, and why the other has no use for it.
pub type Alone = (&'static str, &'static str, &'static str, &'static str);

/// All of that.
pub const ALONE: &[Alone] = &[
    (IOS, "App", "navigator", APP),
    (IOS, "App", "asks", APP),
    (IOS, "App", "welcome", APP),
    (IOS, "App", "roots", APP),
    (IOS, "App", "lead", APP),
    (IOS, "App", "unread *read*", "iOS marks the tab of the start page"),
    (IOS, "Alerts", "kinds", LAID_OUT),
    (IOS, "Alerts", "reminders", LAID_OUT),
    (IOS, "Alerts", "offeredMost", LAID_OUT),
    (IOS, "Alerts", "offeredKm", LAID_OUT),
    (ANDROID, "Bus", "walkIns", FORMS),
    (IOS, "Bus", "walkIn", FORMS),
    (IOS, "Profile", "known", LAID_OUT),
    (IOS, "Help", "daysToCoSign", LAID_OUT),
    (IOS, "More", "entries", LAID_OUT),
    (IOS, "TicketForm", "chosenTools", LAID_OUT),
    (IOS, "Search", "typed", "Android's field keeps its own text"),
    (IOS, "Search", "isBlank", "Android's field keeps its own text"),
    (IOS, "Join", "tellRenewed", "Android's page tells it"),
];
const LAID_OUT: &str = "on Android, the page makes it of what it reads";
const APP: &str = "Android's window does it, in App.kt";
const FORMS: &str = "Android keeps them by workshop as the day is read, iOS as a workshop is shown";

/// Compares both shells with each other, and with the actions of the core.
///
/// # Errors
/// What differs, a line each.
pub fn same(android: &Rows, ios: &Rows, actions: &Actions, alone: &[Alone]) -> Outcome {
    let mut found = lacking(ANDROID, android, IOS, ios, alone);
    found.extend(lacking(IOS, ios, ANDROID, android, alone));
    for (shell, rows) in [(ANDROID, android), (IOS, ios)] {
        let carried_out: BTreeSet<&String> = rows.values().flat_map(|row| &row.actions).collect();
        let nowhere = actions.names().filter(|action| !carried_out.contains(action));
        found.extend(nowhere.map(|action| format!("no page carries out {action} on {shell}")));
    }
    for (shell, page, member, why) in alone {
        let (mine, theirs) = if *shell == ANDROID { (android, ios) } else { (ios, android) };
        if !has(mine, page, member) || has(theirs, page, member) {
            found.push(format!("{page}: {member} is not of {shell} alone any more ({why})"));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the shells differ: give the other one the same under the same name, or say in ALONE of \
         xtask/src/parity/differences.rs why it has none\n{}",
        found.join("\n")
    ))
}

/// What the shell `there` lacks of what is `here`.
fn lacking(here: &str, mine: &Rows, there: &str, theirs: &Rows, alone: &[Alone]) -> Vec<String> {
    let mut found = Vec::new();
    for (page, row) in mine {
        let Some(other) = theirs.get(page) else {
            found.push(format!("there is a page {page} on {here}, and none on {there}"));
            continue;
        };
        let allowed = |it: &str| alone.iter().any(|of| (of.0, of.1, of.2) == (here, page, it));
        for (what, mine, theirs) in [
            ("shows", &row.states, &other.states),
            ("does", &row.intents, &other.intents),
            ("carries out", &row.actions, &other.actions),
        ] {
            let lacking = mine.difference(theirs).filter(|member| !allowed(member));
            found.extend(
                lacking.map(|it| format!("{page} {what} {it} on {here}, and not on {there}")),
            );
        }
    }
    found
}

fn has(rows: &Rows, page: &str, member: &str) -> bool {
    rows.get(page).is_some_and(|row| {
        [&row.states, &row.intents, &row.actions].iter().any(|members| members.contains(member))
    })
}
