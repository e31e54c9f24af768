//! The table of docs/screens.md: what each page shows and does, the same in both shells.
//!
//! It is read from the screen models of both, which share one vocabulary: a state, an intent or an
//! action that one shell has and the other lacks makes the test fail that compares.

mod actions;
mod differences;
mod kotlin;
mod source;
mod swift;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Outcome, root};
use actions::Actions;
use differences::{ALONE, ANDROID, IOS, same};

/// How a screen follows what its model says.
enum Kind {
    /// Loading, there, or failed with the core's words and a button that reads again.
    Read,
    /// The same, page by page, and perhaps empty.
    List,
    /// Kept as it is typed.
    Form,
    /// There at once.
    Value,
}

/// Something that a page shows.
struct State {
    kind: Kind,
    /// Its type, as far as it is declared.
    of: String,
}

/// What a stretch of a source does.
#[derive(Clone, Default)]
struct Deed {
    /// The actions that it tells apart.
    arms: BTreeSet<String>,
    /// What it calls; what models share is `desk.name`.
    calls: BTreeSet<String>,
}

impl Deed {
    fn add(&mut self, other: Self) {
        self.arms.extend(other.arms);
        self.calls.extend(other.calls);
    }

    /// With what it calls of what models share.
    fn with(&self, desk: &BTreeMap<String, Self>) -> Self {
        let mut whole = self.clone();
        let shared = self.calls.iter().filter_map(|call| desk.get(call.strip_prefix("desk.")?));
        shared.for_each(|deed| whole.add(deed.clone()));
        whole
    }
}

/// What one screen model has for its page.
#[derive(Default)]
struct Model {
    /// What it shows.
    states: BTreeMap<String, State>,
    /// What a person does there.
    intents: BTreeMap<String, Deed>,
    /// What else stands in it.
    other: Deed,
}

impl Model {
    fn does(&mut self, intent: &str, deed: Deed) {
        self.intents.entry(intent.to_owned()).or_default().add(deed);
    }
}

/// The page that is there before a phone is, and so before any model.
const OPENING: &str = "Opening";

/// What the sources of one shell declare.
#[derive(Default)]
struct Shell {
    /// The screen models, by their pages.
    models: BTreeMap<String, Model>,
    /// Pages that stand on the model of another one: both.
    others: BTreeMap<String, String>,
    /// What models share: the functions of the desk.
    desk: BTreeMap<String, Deed>,
    /// Types that are one of several cases, with those.
    cases: BTreeMap<String, BTreeSet<String>>,
    /// Other types, as they are declared.
    holds: BTreeMap<String, String>,
}

/// What a page shows and does, in the words that are compared.
#[derive(Default)]
struct Row {
    /// A name and a kind, `days *list*`, or a name and cases, `around (Found, NotAllowed)`.
    states: BTreeSet<String>,
    intents: BTreeSet<String>,
    /// In the names of bindings/actions.txt.
    actions: BTreeSet<String>,
}

type Rows = BTreeMap<String, Row>;

impl Shell {
    /// All that the sources in these folders declare.
    fn read(folders: &[&str], ending: &str, read: fn(&str, &mut Self)) -> Result<Self, String> {
        let mut files = Vec::new();
        for folder in folders {
            walk(&root().join(folder), ending, &mut files)
                .map_err(|error| format!("{folder}: {error}"))?;
        }
        let mut shell = Self::default();
        for file in files {
            // What is said of the code is none of it.
            let source = text(&file)?;
            let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
            read(&code.map(|line| format!("{line}\n")).collect::<String>(), &mut shell);
        }
        Ok(shell)
    }

    fn stand_on(&mut self, page: &str, model: &str) {
        if page != model {
            self.others.insert(page.to_owned(), model.to_owned());
        }
    }

    fn rows(&self, actions: &Actions) -> Rows {
        let row = |model: &Model| Row {
            states: model
                .states
                .iter()
                .map(|(name, it)| format!("{name}{}", self.mark(it)))
                .collect(),
            intents: model.intents.keys().cloned().collect(),
            actions: actions.of(model, &self.desk),
        };
        let mut rows: Rows = self.models.iter().map(|(page, it)| (page.clone(), row(it))).collect();
        for (page, model) in &self.others {
            rows.insert(format!("{page}, like {model}"), Row::default());
        }
        rows
    }

    /// What stands behind the name of a state.
    fn mark(&self, state: &State) -> String {
        let held = source::words(&state.of).filter_map(|name| self.holds.get(name));
        let held = held.fold(state.of.clone(), |all, held| all + held);
        match state.kind {
            Kind::Read => " *read*".to_owned(),
            Kind::Form => " *form*".to_owned(),
            Kind::List => " *list*".to_owned(),
            Kind::Value if held.contains("Loaded<Listed<") => " *list*".to_owned(),
            Kind::Value => {
                let cases = source::words(&held).filter_map(|name| self.cases.get(name)).flatten();
                let cases: BTreeSet<&str> = cases.map(String::as_str).collect();
                let cases = cases.into_iter().collect::<Vec<_>>().join(", ");
                if cases.is_empty() { cases } else { format!(" ({cases})") }
            }
        }
    }
}

/// So many rows has each shell at least: a reader that finds fewer reads something else.
const FEWEST: usize = 25;

/// Compares both shells with each other and with the core's actions, and the table of docs/screens.md
/// with them; with `update` writes it anew.
///
/// # Errors
/// What differs, a line each.
pub fn check(update: bool) -> Outcome {
    let kotlin = Shell::read(&["android/screens/src/main/kotlin"], "kt", kotlin::read)?;
    let swift = Shell::read(&["ios/Sources/SharenumModels", "ios/App"], "swift", swift::read)?;
    let file = |path: &str| text(&root().join(path));
    let actions = Actions::read(&file("bindings/actions.txt")?, &file("bindings/interface.txt")?);
    let (android, ios) = (kotlin.rows(&actions), swift.rows(&actions));
    enough(ANDROID, &android)?;
    enough(IOS, &ios)?;
    same(&android, &ios, &actions, ALONE)?;
    table::compare(&root().join("docs/screens.md"), &common(&android, &ios), update)
}

/// What both shells have.
fn common(android: &Rows, ios: &Rows) -> Rows {
    let row = |mine: &Row, theirs: &Row| Row {
        states: &mine.states & &theirs.states,
        intents: &mine.intents & &theirs.intents,
        actions: &mine.actions & &theirs.actions,
    };
    let pages =
        android.iter().filter_map(|(page, mine)| Some((page.clone(), row(mine, ios.get(page)?))));
    pages.collect()
}

fn enough(shell: &str, rows: &Rows) -> Outcome {
    if rows.len() >= FEWEST {
        return Ok(());
    }
    Err(format!(
        "{} pages were found on {shell}, and there are {FEWEST} or more: read its sources as they are \
         written now (xtask/src/parity)",
        rows.len()
    ))
}

fn text(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn walk(folder: &Path, ending: &str, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, ending, files)?;
        } else if path.extension().is_some_and(|end| end == ending) {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
