//! The table of docs/screens.md: what each page shows and does, the same in both shells.
//!
//! It is read from the screen models of both, which share one vocabulary: a state or an intent that
//! one shell has and the other lacks makes the test fail that compares.

mod kotlin;
mod swift;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Outcome, root};

/// Where the table stands in docs/screens.md.
const BEGIN: &str = "<!-- parity: begin -->\n";
const END: &str = "<!-- parity: end -->\n";

/// How a screen follows what its model says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Loading, there, or failed with the core's words and a button that reads again.
    Read,
    /// The same, page by page, and perhaps empty.
    List,
    /// Kept as it is typed.
    Form,
    /// There at once.
    Value,
}

impl Kind {
    fn mark(self) -> &'static str {
        match self {
            Self::Read => " *read*",
            Self::List => " *list*",
            Self::Form => " *form*",
            Self::Value => "",
        }
    }
}

/// What one screen model has for its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// What it shows.
    pub states: BTreeMap<String, Kind>,
    /// What a person does there.
    pub intents: BTreeSet<String>,
    /// Which actions of the core it carries out, in the names of bindings/actions.txt.
    pub actions: BTreeSet<String>,
}

/// Screen models by name.
pub type Models = BTreeMap<String, Model>;

/// What one shell has and the other has no use for: shell, model, name, and why.
const ALONE: &[(&str, &str, &str, &str)] = &[
    (IOS, "AppModel", "navigator", APP),
    (IOS, "AppModel", "asks", APP),
    (IOS, "AppModel", "welcome", APP),
    (IOS, "AppModel", "roots", APP),
    (IOS, "AppModel", "lead", APP),
    (IOS, "AppModel", "unread *read*", "iOS marks the tab of the start page"),
    (IOS, "AlertsModel", "kinds", LAID_OUT),
    (IOS, "AlertsModel", "reminders", LAID_OUT),
    (IOS, "AlertsModel", "offeredMost", LAID_OUT),
    (IOS, "AlertsModel", "offeredKm", LAID_OUT),
    (ANDROID, "BusModel", "walkIns", FORMS),
    (IOS, "BusModel", "walkIn", FORMS),
    (ANDROID, "ProfileModel", "chosen", "read at each key"),
    (IOS, "ProfileModel", "chosen *read*", "read at each key"),
    (IOS, "ProfileModel", "known", LAID_OUT),
    (IOS, "HelpModel", "daysToCoSign", LAID_OUT),
    (IOS, "MoreModel", "entries", LAID_OUT),
    (IOS, "TicketFormModel", "chosenTools", LAID_OUT),
    (IOS, "SearchModel", "typed", "Android's field keeps its own text"),
    (IOS, "SearchModel", "isBlank", "Android's field keeps its own text"),
    (IOS, "JoinModel", "tellRenewed", "Android's page tells it"),
];
const LAID_OUT: &str = "on Android, the page makes it of what it reads";
const APP: &str = "Android's window does it, in App.kt";
const FORMS: &str = "Android keeps them by workshop as the day is read, iOS as a workshop is shown";

/// Compares both shells, and the table of docs/screens.md with them; with `update` writes it anew.
///
/// # Errors
/// What differs, a line each.
pub fn check(update: bool) -> Outcome {
    let kotlin = sources(&root().join("android/screens/src/main/kotlin"), "kt", kotlin::models)?;
    let swift = sources(&root().join("ios/Sources/SharenumModels"), "swift", swift::models)?;
    let complaints = differences(&kotlin, &swift, ALONE);
    if !complaints.is_empty() {
        return Err(format!("the shells differ:\n{}", complaints.join("\n")));
    }
    let page = root().join("docs/screens.md");
    let failed = |error: std::io::Error| format!("{}: {error}", page.display());
    let text = fs::read_to_string(&page).map_err(failed)?;
    let wanted = put(&text, &table(&kotlin))?;
    if update {
        return fs::write(&page, wanted).map_err(failed);
    }
    if text == wanted {
        return Ok(());
    }
    Err("the table of docs/screens.md is not what the models say: cargo xtask ios parity --update"
        .into())
}

/// All models of a folder's sources.
fn sources(folder: &Path, ending: &str, read: fn(&str, &mut Models)) -> Result<Models, String> {
    let mut files = Vec::new();
    walk(folder, ending, &mut files).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut models = Models::new();
    for file in files {
        let text =
            fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        read(&text, &mut models);
    }
    Ok(models)
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
    files.sort();
    Ok(())
}

/// Splits a source into what stands in the bodies of types whose name ends in `Model`: name and line,
/// with the lines that belong to a member after it.
fn members<'s>(
    source: &'s str,
    named: fn(&str) -> Option<&str>,
    mut each: impl FnMut(&str, &[&'s str]),
) {
    let lines: Vec<&str> = source.lines().collect();
    let mut model: Option<&str> = None;
    let mut index = 0;
    while index < lines.len() {
        let line = lines[index];
        let mut end = index + 1;
        if let Some(name) = named(line) {
            model = Some(name);
        } else if line.starts_with('}') {
            model = None;
        } else if let (Some(name), Some(first)) = (model, line.strip_prefix("    "))
            && first.starts_with(char::is_alphabetic)
        {
            while lines.get(end).is_some_and(|next| belongs(next)) {
                end += 1;
            }
            each(name, &lines[index..end]);
        }
        index = end;
    }
}

/// Whether a line goes on what a member began: deeper, its closing bracket, or blank.
fn belongs(line: &str) -> bool {
    let deeper = line.is_empty() || line.starts_with("     ");
    let closing = line.strip_prefix("    ").is_some_and(|rest| rest.starts_with([')', '}', ']']));
    deeper || closing
}

/// A type that is the model of a screen, and not what they all are.
fn screen(name: &str) -> Option<&str> {
    (name.ends_with("Model") && name != "ScreenModel").then_some(name)
}

/// The word at the beginning of a text.
fn word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    &text[..end.unwrap_or(text.len())]
}

/// What only one shell has, a line each; and what `alone` allows and is not so.
fn differences(kotlin: &Models, swift: &Models, alone: &[(&str, &str, &str, &str)]) -> Vec<String> {
    let mut found = Vec::new();
    let shells = [(ANDROID, kotlin, IOS, swift), (IOS, swift, ANDROID, kotlin)];
    let nothing = Model::default();
    for (here, mine, there, theirs) in shells {
        for (name, model) in mine {
            let other = theirs.get(name).unwrap_or(&nothing);
            for (what, mine, theirs) in [
                ("shows", marked(model), marked(other)),
                ("does", model.intents.clone(), other.intents.clone()),
                ("carries out", model.actions.clone(), other.actions.clone()),
            ] {
                let allowed = |member: &str| {
                    alone
                        .iter()
                        .any(|&(shell, model, it, _)| (shell, model, it) == (here, name, member))
                };
                let lacking = mine.difference(&theirs).filter(|member| !allowed(member));
                let complaint =
                    |it: &String| format!("{name} {what} {it} on {here}, and not on {there}");
                found.extend(lacking.map(complaint));
            }
        }
    }
    for (shell, model, member, why) in alone {
        let (mine, theirs) = if *shell == ANDROID { (kotlin, swift) } else { (swift, kotlin) };
        if !has(mine, model, member) || has(theirs, model, member) {
            found.push(format!("{model}: {member} is not of {shell} alone ({why})"));
        }
    }
    found
}

const ANDROID: &str = "Android";
const IOS: &str = "iOS";

fn marked(model: &Model) -> BTreeSet<String> {
    model.states.iter().map(|(name, kind)| format!("{name}{}", kind.mark())).collect()
}

fn has(models: &Models, model: &str, member: &str) -> bool {
    models.get(model).is_some_and(|model| {
        marked(model).contains(member)
            || model.intents.contains(member)
            || model.actions.contains(member)
    })
}

/// The table, a row a model.
fn table(models: &Models) -> String {
    let mut text = String::from(
        "| page | shows | a person's intents | actions of the core |\n|---|---|---|---|\n",
    );
    for (name, model) in models {
        let page = name.strip_suffix("Model").unwrap_or(name);
        let states: Vec<String> =
            model.states.iter().map(|(name, kind)| format!("`{name}`{}", kind.mark())).collect();
        let code = |names: &BTreeSet<String>| {
            names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" ")
        };
        text += &format!(
            "| {page} | {} | {} | {} |\n",
            states.join(", "),
            code(&model.intents),
            code(&model.actions)
        );
    }
    text
}

/// The page with this table in it.
fn put(page: &str, table: &str) -> Result<String, String> {
    let missing = || format!("docs/screens.md has no lines {} … {}", BEGIN.trim(), END.trim());
    let (before, rest) = page.split_once(BEGIN).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    Ok(format!("{before}{BEGIN}\n{table}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shells_show_and_do_what_the_table_says() {
        check(false).unwrap();
    }

    #[test]
    fn what_one_shell_lacks_is_named() {
        let mut one = Models::new();
        kotlin::models(
            "class BusModel(desk: Desk) : ScreenModel(desk) {\n    val day = reading { }\n    fun show() {}\n}\n",
            &mut one,
        );
        let mut other = Models::new();
        swift::models(
            "public final class BusModel: ScreenModel {\n    public let day: Pages<Int>\n}\n",
            &mut other,
        );
        let found = differences(&one, &other, &[]);
        assert_eq!(
            found,
            [
                "BusModel shows day *read* on Android, and not on iOS",
                "BusModel does show on Android, and not on iOS",
                "BusModel shows day *list* on iOS, and not on Android",
            ]
        );
        let allowed = [
            (ANDROID, "BusModel", "show", "a key"),
            (ANDROID, "BusModel", "day *read*", ""),
            (IOS, "BusModel", "day *list*", ""),
        ];
        assert!(differences(&one, &other, &allowed).is_empty());
        let too_much = [(IOS, "BusModel", "show", "a key")];
        assert!(
            differences(&one, &other, &too_much).iter().any(|it| it.contains("not of iOS alone"))
        );
    }

    #[test]
    fn a_page_without_room_for_the_table_is_refused() {
        assert!(put("nothing here", "").unwrap_err().contains("no lines"));
        let page = format!("a\n{BEGIN}old\n{END}z\n");
        assert_eq!(put(&page, "new\n").unwrap(), format!("a\n{BEGIN}\nnew\n\n{END}z\n"));
    }
}
