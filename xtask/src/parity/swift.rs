//! The screens of iOS, as their sources declare them.

use super::source::{bare, blocks, calls, made, pascal, screen, word};
use super::{Deed, Kind, Model, OPENING, Shell, State};

const MODIFIERS: [&str; 5] = ["public", "internal", "private", "fileprivate", "final"];
const SETTERS: [&str; 3] = ["private(set)", "fileprivate(set)", "internal(set)"];

/// Adds what a Swift source declares.
pub fn read(source: &str, shell: &mut Shell) {
    for block in blocks(source, 0) {
        let Some((keyword, rest)) = bare(block, &MODIFIERS).split_once(' ') else { continue };
        let name = word(rest);
        match (keyword, screen(name)) {
            ("class" | "extension", Some(page)) => {
                read_model(block, shell.models.entry(page.to_owned()).or_default());
            }
            ("extension", _) if name == "Desk" => read_desk(block, shell),
            ("enum", _) => {
                let cases = blocks(block, 4).into_iter().filter_map(cases).flatten();
                shell.cases.insert(name.to_owned(), cases.map(pascal).collect());
            }
            ("struct", _) => read_struct(name, block, shell),
            _ => {}
        }
    }
}

fn read_model(block: &str, model: &mut Model) {
    for member in blocks(block, 4) {
        let public = bare(member, &[]).strip_prefix("public ");
        let declared = public.map_or("", |declared| bare(declared, &SETTERS));
        let state = declared.strip_prefix("let ").or_else(|| declared.strip_prefix("var "));
        if let Some(state) = state {
            model.states.insert(word(state).to_owned(), state_of(state));
        }
        match declared.strip_prefix("func ") {
            Some(intent) => model.does(word(intent), deed(member)),
            None => model.other.add(deed(member)),
        }
    }
}

/// What models share.
fn read_desk(block: &str, shell: &mut Shell) {
    for member in blocks(block, 4) {
        if let Some(shared) = bare(member, &MODIFIERS).strip_prefix("func ") {
            shell.desk.entry(word(shared).to_owned()).or_default().add(deed(member));
        }
    }
}

/// A page that stands on the model of another one, the page without any, or what a state holds.
fn read_struct(name: &str, block: &str, shell: &mut Shell) {
    match (name.strip_suffix("Page"), made(block)) {
        (Some(page), Some(model)) => shell.stand_on(page, model),
        (Some(OPENING), None) => {
            shell.models.insert(OPENING.to_owned(), parameters(block));
        }
        _ => {
            // What is made of the rest is no more of it.
            let stored = blocks(block, 4).into_iter().filter(|member| !member.contains('{'));
            shell.holds.insert(name.to_owned(), stored.collect());
        }
    }
}

/// What a page shows and does that gets it all from outside.
fn parameters(block: &str) -> Model {
    let mut model = Model::default();
    let members = blocks(block, 4).into_iter().filter_map(|it| it.trim().strip_prefix("let "));
    for (name, of) in members.filter_map(|member| member.split_once(": ")) {
        if of.starts_with("Loaded<") {
            model.states.insert(name.to_owned(), State { kind: Kind::Read, of: of.to_owned() });
        } else if of.ends_with("() -> Void") {
            model.does(name, Deed::default());
        }
    }
    model
}

/// The names in a line of cases.
fn cases(member: &str) -> Option<Vec<&str>> {
    let names = member.trim().strip_prefix("case ")?;
    // What a case holds may have commas, too; such a case has a line of its own.
    let several = if names.contains('(') { vec![names] } else { names.split(", ").collect() };
    Some(several.into_iter().map(word).collect())
}

fn state_of(state: &str) -> State {
    let line = state.lines().next().unwrap_or_default();
    let (declared, value) = line.split_once('=').unwrap_or((line, ""));
    let of = declared.split_once(':').map_or(value, |(_, of)| of).trim();
    State { kind: kind(of), of: of.to_owned() }
}

fn kind(of: &str) -> Kind {
    match word(of) {
        "Pages" => Kind::List,
        "Reading" | "Loaded" => Kind::Read,
        "Form" | "InPlaceForm" => Kind::Form,
        _ => Kind::Value,
    }
}

/// A method of the core is called on what a closure is given: `$0`, or `app` where it has a name.
fn deed(text: &str) -> Deed {
    let arms = text.contains("_ action: Action").then(|| {
        let arms = text.lines().filter_map(|line| line.trim_start().strip_prefix("case "));
        arms.flat_map(|arm| arm.split(':').next().unwrap_or_default().split(", "))
            .filter_map(|name| name.strip_prefix('.'))
            .map(|name| pascal(word(name)))
    });
    Deed {
        arms: arms.into_iter().flatten().collect(),
        calls: calls(text, |before| before.ends_with("$0.") || before.ends_with("app.")),
    }
}
