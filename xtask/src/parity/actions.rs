//! Which actions of the core a model carries out.

use std::collections::{BTreeMap, BTreeSet};

use super::source::pascal;
use super::{Deed, Model};

/// The actions of bindings/actions.txt, each with the methods of bindings/interface.txt that bear its
/// name, as the shells call them.
#[derive(Default)]
pub struct Actions {
    named: BTreeMap<String, BTreeSet<String>>,
    methods: BTreeSet<String>,
}

impl Actions {
    /// From what stands in both files.
    pub fn read(actions: &str, interface: &str) -> Self {
        let object = interface.split("object SharenumApp\n").nth(1).unwrap_or_default();
        let members = object.lines().map_while(|line| line.strip_prefix("    "));
        let methods: Vec<&str> = members.filter_map(|line| Some(line.split_once('(')?.0)).collect();
        let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (kind, action) in actions.lines().filter_map(|line| line.split_once('\t')) {
            let bearing = methods.iter().filter(|method| bears(method, kind, action));
            named.entry(action.to_owned()).or_default().extend(bearing.map(|it| camel(it)));
        }
        Self { named, methods: methods.into_iter().map(camel).collect() }
    }

    /// Those that a model carries out: it has an arm for the action, or calls a method that bears its
    /// name. Where none does, an intent of that name has to call the core.
    pub fn of(&self, model: &Model, desk: &BTreeMap<String, Deed>) -> BTreeSet<String> {
        let intents = model.intents.iter().map(|(name, deed)| (pascal(name), deed.with(desk)));
        let intents: BTreeMap<String, Deed> = intents.collect();
        let mut whole = model.other.with(desk);
        intents.values().for_each(|deed| whole.add(deed.clone()));
        let by_intent = |action: &String| {
            let intent = intents.get(action);
            intent.is_some_and(|deed| !deed.calls.is_disjoint(&self.methods))
        };
        let carried_out = |action: &String, bearing: &BTreeSet<String>| {
            whole.arms.contains(action)
                || !bearing.is_disjoint(&whole.calls)
                || bearing.is_empty() && by_intent(action)
        };
        let named = self.named.iter().filter(|(action, bearing)| carried_out(action, bearing));
        named.map(|(action, _)| action.clone()).collect()
    }

    /// The names of all.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.named.keys()
    }
}

/// Whether a method says the action, and no more beside it than what it is done with, with how many, or
/// how often: `vote` is `Vote`, `edit_ticket` is `Edit` of a `Ticket`, and `co_sign_all` is `CoSign`.
fn bears(method: &str, kind: &str, action: &str) -> bool {
    let (kind, action) = (snake(kind), snake(action));
    let of_kind = |word: &&str| kind.split('_').any(|it| it == *word);
    let rest: Vec<&str> = method
        .split('_')
        .filter(|word| !of_kind(word) && !["all", "again"].contains(word))
        .collect();
    rest.join("_") == action
}

/// `AskSeat` as the interface names methods: `ask_seat`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// `ask_seat` as the shells call it: `askSeat`.
fn camel(method: &str) -> String {
    let mut parts = method.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(pascal).collect::<String>()
}
