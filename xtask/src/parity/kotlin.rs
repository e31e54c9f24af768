//! The screen models of Android's screens, as their sources declare them.

use super::{Kind, Models, members, screen, word};

/// Adds the models that a Kotlin source declares.
pub fn models(source: &str, models: &mut Models) {
    members(source, named, |name, lines| {
        let model = models.entry(name.to_owned()).or_default();
        let declared = lines.join("\n");
        if let Some(state) = declared.trim_start().strip_prefix("val ") {
            model.states.insert(word(state).to_owned(), kind(&declared));
        } else if let Some(intent) = intent(declared.trim_start()) {
            model.intents.insert(intent.to_owned());
        }
        let actions = declared.split("Action.").skip(1).map(word).filter(|it| is_constant(it));
        model.actions.extend(actions.map(pascal));
    });
}

/// The class that a line begins, if it is a model that others may make.
fn named(line: &str) -> Option<&str> {
    let kinds = ["private ", "abstract ", "open "];
    let rest = kinds.iter().find_map(|kind| line.strip_prefix(kind)).unwrap_or(line);
    screen(word(rest.strip_prefix("class ")?))
}

fn intent(declared: &str) -> Option<&str> {
    let rest = declared.strip_prefix("suspend ").unwrap_or(declared).strip_prefix("fun ")?;
    let rest = match rest.strip_prefix('<') {
        Some(generic) => generic.split_once("> ")?.1,
        None => rest,
    };
    Some(word(rest))
}

fn kind(declared: &str) -> Kind {
    let has = |what: &str| declared.contains(what);
    if has("Pages(") || has("Pages<") {
        Kind::List
    } else if has("reading {") || has("reading(") || has("Loaded<") {
        Kind::Read
    } else if has("Form(") {
        Kind::Form
    } else {
        Kind::Value
    }
}

fn is_constant(name: &str) -> bool {
    name.len() > 1 && name.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_')
}

/// `ASK_SEAT` as the interface writes it: `AskSeat`.
fn pascal(name: &str) -> String {
    name.split('_')
        .flat_map(|part| {
            let (first, rest) = part.split_at(part.len().min(1));
            [first.to_owned(), rest.to_lowercase()]
        })
        .collect()
}
