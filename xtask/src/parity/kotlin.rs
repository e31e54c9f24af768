//! Android's screens, as their sources declare them.

use std::collections::BTreeSet;

use super::source::{bare, blocks, calls, made, pascal, screen, word};
use super::{Deed, Kind, Model, OPENING, Shell, State};

const MODIFIERS: [&str; 7] = ["private", "internal", "abstract", "open", "data", "sealed", "enum"];

/// Adds what a Kotlin source declares.
pub fn read(source: &str, shell: &mut Shell) {
    for block in blocks(source, 0) {
        let declared = bare(block, &MODIFIERS);
        if let Some(function) = function(declared) {
            read_function(function, block, shell);
        } else if let Some(name) = type_of(declared) {
            if let Some(page) = screen(name) {
                read_model(block, shell.models.entry(page.to_owned()).or_default());
            } else if let Some(cases) = cases(block) {
                shell.cases.insert(name.to_owned(), cases);
            } else {
                let constructor = block.split(") {").next().unwrap_or_default();
                shell.holds.insert(name.to_owned(), constructor.to_owned());
            }
        }
    }
}

/// What models share, pages that stand on the model of another one, and the page without any.
fn read_function(function: &str, block: &str, shell: &mut Shell) {
    let name = word(function);
    let page = name.strip_suffix("Pages").or_else(|| name.strip_suffix("Page"));
    let shared = function.strip_prefix("Desk.").map(word);
    let shared =
        shared.or_else(|| function[name.len()..].starts_with("(desk: Desk,").then_some(name));
    if let Some(shared) = shared {
        shell.desk.entry(shared.to_owned()).or_default().add(deed(block));
    } else if let (Some(page), Some(model)) = (page, made(block)) {
        shell.stand_on(page, model);
    } else if name == OPENING {
        shell.models.insert(OPENING.to_owned(), parameters(function));
    }
}

fn read_model(block: &str, model: &mut Model) {
    for member in blocks(block, 4) {
        let declared = member.trim_start();
        if let Some(state) = declared.strip_prefix("val ") {
            model.states.insert(word(state).to_owned(), state_of(state));
        }
        match function(bare(declared, &["suspend"])) {
            Some(intent) => model.does(word(intent), deed(member)),
            None => model.other.add(deed(member)),
        }
    }
}

/// What a page shows and does that gets it all from outside.
fn parameters(function: &str) -> Model {
    let mut model = Model::default();
    let declared = function.split(") {").next().unwrap_or_default();
    let (_, declared) = declared.split_once('(').unwrap_or_default();
    for (name, of) in declared.split(',').filter_map(|part| part.trim().split_once(": ")) {
        if of.starts_with("Loaded<") {
            model.states.insert(name.to_owned(), State { kind: Kind::Read, of: of.to_owned() });
        } else if of == "() -> Unit" {
            model.does(name, Deed::default());
        }
    }
    model
}

/// A function from its name on.
fn function(declared: &str) -> Option<&str> {
    let rest = declared.strip_prefix("fun ")?;
    match rest.strip_prefix('<') {
        Some(generic) => Some(generic.split_once("> ")?.1),
        None => Some(rest),
    }
}

fn type_of(declared: &str) -> Option<&str> {
    ["class ", "interface "].iter().find_map(|keyword| declared.strip_prefix(keyword)).map(word)
}

/// The cases of a type that has such.
fn cases(block: &str) -> Option<BTreeSet<String>> {
    let declared = bare(block, &["private", "internal"]);
    let members = blocks(block, 4).into_iter().map(|member| bare(member, &["data"]));
    if declared.starts_with("sealed ") {
        let keywords = ["object ", "class "];
        let named = |member| keywords.iter().find_map(|it| str::strip_prefix(member, it));
        return Some(members.filter_map(named).map(word).map(pascal).collect());
    }
    let inside = declared.strip_prefix("enum ")?.split_once('{')?.1;
    match inside.lines().next()?.split_once('}') {
        Some((names, _)) => Some(names.split(',').map(|name| pascal(word(name.trim()))).collect()),
        None => {
            let named = members.filter(|member| member.starts_with(char::is_uppercase));
            Some(named.map(word).map(pascal).collect())
        }
    }
}

fn state_of(state: &str) -> State {
    let declared = state.split_once('=').map_or(state, |(declared, _)| declared);
    let of = declared.split_once(':').map_or("", |(_, of)| of);
    State { kind: kind(state), of: of.trim().to_owned() }
}

fn kind(declared: &str) -> Kind {
    let has = |what: &str| declared.contains(what);
    if has("Pages") {
        Kind::List
    } else if has("reading") || has("Loaded<") {
        Kind::Read
    } else if has("Form(") {
        Kind::Form
    } else {
        Kind::Value
    }
}

/// A method of the core is called on what a closure is given, which Kotlin leaves unsaid.
fn deed(text: &str) -> Deed {
    let arms = text.split("Action.").skip(1).map(word).filter(|name| is_constant(name));
    Deed {
        arms: arms.map(of_constant).collect(),
        calls: calls(text, |before| !before.ends_with('.') && !before.ends_with("fun ")),
    }
}

fn is_constant(name: &str) -> bool {
    name.len() > 1 && name.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_')
}

/// `ASK_SEAT` as the interface writes it: `AskSeat`.
fn of_constant(name: &str) -> String {
    name.split('_').map(|part| pascal(&part.to_lowercase())).collect()
}
