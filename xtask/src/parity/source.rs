//! Sources of both shells, read by their indentation, which the styles of both keep: 0 before a type,
//! 4 before its members.

use std::collections::BTreeSet;

/// What begins at this depth, each with all that is deeper or closes it.
pub fn blocks(source: &str, depth: usize) -> Vec<&str> {
    let indent = " ".repeat(depth);
    let mut blocks = Vec::new();
    let mut begun = None;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let rest = line.strip_prefix(&indent).unwrap_or_default();
        if !(line.trim().is_empty() || rest.starts_with([' ', ')', '}', ']'])) {
            blocks.extend(begun.take().map(|from| &source[from..at]));
            begun =
                rest.starts_with(|first: char| first.is_alphabetic() || first == '@').then_some(at);
        }
        at += line.len();
    }
    blocks.extend(begun.map(|from| &source[from..]));
    blocks
}

/// A declaration from its keyword on, without attributes and these words before it.
pub fn bare<'s>(declared: &'s str, modifiers: &[&str]) -> &'s str {
    let declared = declared.trim_start();
    match declared.split_once(char::is_whitespace) {
        Some((first, rest)) if first.starts_with('@') || modifiers.contains(&first) => {
            bare(rest, modifiers)
        }
        _ => declared,
    }
}

/// The word at the beginning of a text.
pub fn word(text: &str) -> &str {
    let end = text.find(|letter: char| !is_of_word(letter));
    &text[..end.unwrap_or(text.len())]
}

/// All words of a text.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !is_of_word(letter)).filter(|word| !word.is_empty())
}

/// Every name before an opening bracket, with what stands before and after it.
fn called(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    text.match_indices('(').filter_map(|(at, _)| {
        let before = text[..at].trim_end_matches(is_of_word);
        let name = &text[before.len()..at];
        (!name.is_empty()).then_some((before, name, &text[at + 1..]))
    })
}

/// What is called in a text: the methods of the core by their names, which `is_core` tells by what
/// stands before, and what models share as `desk.name`. What takes something back is left out.
pub fn calls(text: &str, is_core: fn(&str) -> bool) -> BTreeSet<String> {
    let text = without_undo(text);
    called(&text)
        .filter_map(|(before, name, after)| {
            if before.ends_with("desk.") || after.starts_with("desk,") {
                Some(format!("desk.{name}"))
            } else {
                is_core(before).then(|| name.to_owned())
            }
        })
        .collect()
}

/// The screen model that a page makes.
pub fn made(page: &str) -> Option<&str> {
    called(page).find_map(|(_, name, _)| screen(name))
}

/// The page of a type that is the model of a screen, and not what they all are; or the sync, which goes
/// on behind all pages.
pub fn screen(name: &str) -> Option<&str> {
    if name == "Syncing" {
        return Some(name);
    }
    name.strip_suffix("Model").filter(|page| *page != "Screen")
}

/// `askSeat` and `AskSeat` as the interface writes it.
pub fn pascal(name: &str) -> String {
    let (first, rest) = name.split_at(name.len().min(1));
    first.to_uppercase() + rest
}

/// The text without the closures that take something back: a page offers no button for them.
fn without_undo(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("undo") {
        kept += before;
        let closure = after.trim_start_matches([' ', '=', ':']);
        rest = if closure.starts_with('{') { behind(closure) } else { after };
    }
    kept + rest
}

/// What follows the bracket that closes the first one.
fn behind(text: &str) -> &str {
    let mut open = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return &text[at + 1..];
        }
    }
    ""
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_ends_where_the_next_begins_or_its_type_does() {
        let source = "class A(\n    desk: Desk,\n) {\n    val a = 1\n\n    // why\n    fun b(\n        c: Int,\n    ) {\n        d()\n    }\n}\n\nclass B\n";
        let types = blocks(source, 0);
        assert_eq!(types.len(), 2);
        assert!(types[0].ends_with("    }\n}\n\n") && types[1] == "class B\n");
        let members = blocks(types[0], 4);
        assert_eq!(
            members,
            [
                "    desk: Desk,\n",
                "    val a = 1\n\n",
                "    fun b(\n        c: Int,\n    ) {\n        d()\n    }\n"
            ]
        );
    }

    #[test]
    fn attributes_and_modifiers_stand_before_a_keyword() {
        assert_eq!(bare("    @discardableResult public func a()", &["public"]), "func a()");
        assert_eq!(bare("private suspend fun a()", &["suspend"]), "private suspend fun a()");
    }

    #[test]
    fn what_takes_something_back_is_not_called() {
        let any = |_: &str| true;
        let of = |text| calls(text, any).into_iter().collect::<Vec<_>>();
        assert_eq!(of("act(undo = { cancelSeat(it) }) { askSeat(id) }"), ["act", "askSeat"]);
        assert_eq!(of("act { askSeat(a) } undo: { b { c(d) } }\nlast()"), ["askSeat", "last"]);
        assert_eq!(of("undo: back)\nchooseDate(id)"), ["chooseDate"]);
        assert_eq!(
            of("desk.giveUp(id)\naskInstead(desk, day)"),
            ["desk.askInstead", "desk.giveUp"]
        );
    }

    #[test]
    fn a_page_is_named_by_its_model() {
        assert_eq!(made("model(desk) { JoinModel(it) }"), Some("Join"));
        assert_eq!(made("ScreenModel(desk), JoinState()"), None);
    }
}
