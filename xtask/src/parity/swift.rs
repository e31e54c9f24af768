//! The screen models of iOS, as their sources declare them.

use super::{Kind, Models, members, screen, word};

/// Adds the models that a Swift source declares.
pub fn models(source: &str, models: &mut Models) {
    members(source, named, |name, lines| {
        let model = models.entry(name.to_owned()).or_default();
        let declared = lines.join("\n");
        let first = declared.trim_start();
        let public = first
            .strip_prefix("public ")
            .or_else(|| first.strip_prefix("@discardableResult public "));
        if let Some(member) = public {
            let member = member.strip_prefix("private(set) ").unwrap_or(member);
            let state = member.strip_prefix("let ").or_else(|| member.strip_prefix("var "));
            if let Some(state) = state {
                model.states.insert(word(state).to_owned(), kind(state));
            } else if let Some(intent) = member.strip_prefix("func ") {
                model.intents.insert(word(intent).to_owned());
            }
        }
        if first.contains("_ action: Action") {
            let arms = declared.lines().filter_map(|line| line.trim_start().strip_prefix("case "));
            let names = arms.flat_map(|arm| arm.split(':').next().unwrap_or("").split(", "));
            let names = names.filter_map(|name| name.strip_prefix('.')).map(word);
            model.actions.extend(names.map(pascal));
        }
    });
}

/// The class that a line begins or goes on with, if it is a model.
fn named(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("public ").unwrap_or(line);
    let rest = rest.strip_prefix("final ").unwrap_or(rest);
    let rest = rest.strip_prefix("class ").or_else(|| rest.strip_prefix("extension "))?;
    screen(word(rest))
}

fn kind(declared: &str) -> Kind {
    let kind = declared.split_once(':').map_or("", |(_, kind)| kind.trim_start());
    let has = |what: &str| kind.starts_with(what);
    if has("Pages<") {
        Kind::List
    } else if has("Reading<") || has("Loaded<") {
        Kind::Read
    } else if has("Form") || has("InPlaceForm") {
        Kind::Form
    } else {
        Kind::Value
    }
}

/// `askSeat` as the interface writes it: `AskSeat`.
fn pascal(name: &str) -> String {
    let (first, rest) = name.split_at(name.len().min(1));
    first.to_uppercase() + rest
}
