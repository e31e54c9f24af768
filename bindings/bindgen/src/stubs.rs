//! Types for Python's checkers (PEP 561). The generated module makes the arms of an enum its
//! subclasses while it is loaded, which no checker can see; this file says so.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use uniffi_meta::{
    EnumMetadata, FieldMetadata, FnParamMetadata, Metadata, ObjectImpl, Type, VariantMetadata,
};

const HEAD: &str = "# Generated; says to type checkers what _bindings.py does.

import datetime
import enum
from typing import Dict, List, Optional

";

/// A stub file for the whole interface.
pub fn written(items: impl IntoIterator<Item = Metadata>) -> String {
    let mut aliases = Vec::new();
    let mut enums = Vec::new();
    let mut classes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut functions = Vec::new();
    for item in items {
        match item {
            Metadata::CustomType(custom) => {
                aliases.push(format!(
                    "{} = {}\n",
                    custom.name,
                    builtin(&custom.name, &custom.builtin)
                ));
            }
            Metadata::Enum(found) => enums.push(enum_class(&found)),
            Metadata::Record(record) => {
                let lines = classes.entry(record.name).or_default();
                lines.extend(record.fields.iter().map(attribute));
                lines.push(init(&record.fields, true));
                lines.push("def __eq__(self, other: object) -> bool: ...".to_owned());
            }
            Metadata::Object(object) => {
                let lines = classes.entry(object.name).or_default();
                // What only the library makes has no constructor of that name.
                if let ObjectImpl::Struct = object.imp {
                    lines.push(
                        "def __init__(self, *args: object, **kwargs: object) -> None: ..."
                            .to_owned(),
                    );
                }
            }
            Metadata::Constructor(new) => {
                let own = format!("'{}'", new.self_name);
                let call = function(&new.name, "cls", &new.inputs, &own, new.is_async);
                classes.entry(new.self_name).or_default().push(format!("@classmethod\n    {call}"));
            }
            Metadata::Method(method) => {
                let returns = returned(method.return_type.as_ref());
                let call =
                    function(&method.name, "self", &method.inputs, &returns, method.is_async);
                classes.entry(method.self_name).or_default().push(call);
            }
            Metadata::TraitMethod(method) => {
                let returns = returned(method.return_type.as_ref());
                let call =
                    function(&method.name, "self", &method.inputs, &returns, method.is_async);
                classes.entry(method.trait_name).or_default().push(call);
            }
            Metadata::Func(found) => {
                let returns = returned(found.return_type.as_ref());
                functions.push(
                    function(&found.name, "", &found.inputs, &returns, found.is_async) + "\n",
                );
            }
            _ => {}
        }
    }
    aliases.sort();
    enums.sort();
    functions.sort();
    let mut text = HEAD.to_owned() + &aliases.concat() + "\n" + &enums.concat();
    for (name, lines) in classes {
        // Writing to a string cannot fail.
        let _ = write!(text, "class {name}:\n    {}\n\n", lines.join("\n    "));
    }
    text += &functions.concat();
    let exported = exported(&text);
    text + "\n__all__ = [\n" + &exported + "]\n"
}

/// The names of the classes and functions, as the generated module exports them.
fn exported(text: &str) -> String {
    let named = |line: &str| {
        let rest = line.strip_prefix("class ").or_else(|| line.strip_prefix("def "))?;
        let name = rest.split(['(', ':']).next()?;
        Some(format!("    \"{name}\",\n"))
    };
    text.lines().filter_map(named).collect()
}

fn enum_class(found: &EnumMetadata) -> String {
    let name = &found.name;
    if found.shape.is_error() {
        let common = common_fields(&found.variants);
        let mut lines: Vec<String> = common.iter().map(|field| attribute(field)).collect();
        for variant in &found.variants {
            lines.push(arm(&variant.name, name, variant));
        }
        return format!("class {name}(Exception):\n    {}\n\n", lines.join("\n    "));
    }
    if found.variants.iter().all(|variant| variant.fields.is_empty()) {
        let numbered = found.variants.iter().enumerate();
        let lines: Vec<String> = numbered
            .map(|(number, variant)| format!("{} = {number}", shouting(&variant.name)))
            .collect();
        return format!("class {name}(enum.Enum):\n    {}\n\n", lines.join("\n    "));
    }
    let mut lines = Vec::new();
    for variant in &found.variants {
        let shouted = shouting(&variant.name);
        lines.push(arm(&shouted, name, variant));
        lines.push(format!("def is_{shouted}(self) -> bool: ..."));
    }
    lines.push("def __eq__(self, other: object) -> bool: ...".to_owned());
    format!("class {name}:\n    {}\n\n", lines.join("\n    "))
}

/// A nested class that is one of the enclosing class.
fn arm(name: &str, of: &str, variant: &VariantMetadata) -> String {
    let mut lines: Vec<String> = variant.fields.iter().map(attribute).collect();
    lines.push(init(&variant.fields, false));
    format!("class {name}({of}):\n        {}", lines.join("\n        "))
}

/// Fields that every variant has, which may be read without knowing which one it is.
fn common_fields(variants: &[VariantMetadata]) -> Vec<&FieldMetadata> {
    let Some((first, others)) = variants.split_first() else { return Vec::new() };
    let everywhere = |field: &&FieldMetadata| {
        let same = |other: &FieldMetadata| other.name == field.name && other.ty == field.ty;
        others.iter().all(|variant| variant.fields.iter().any(same))
    };
    first.fields.iter().filter(everywhere).collect()
}

fn attribute(field: &FieldMetadata) -> String {
    format!("{}: {}", field.name, type_name(&field.ty))
}

fn init(fields: &[FieldMetadata], by_name_only: bool) -> String {
    let mut arguments = vec!["self".to_owned()];
    if by_name_only && !fields.is_empty() {
        arguments.push("*".to_owned());
    }
    for field in fields {
        let default = if field.default.is_some() { " = ..." } else { "" };
        arguments.push(format!("{}: {}{default}", field.name, type_name(&field.ty)));
    }
    format!("def __init__({}) -> None: ...", arguments.join(", "))
}

fn function(
    name: &str,
    first: &str,
    inputs: &[FnParamMetadata],
    returns: &str,
    is_async: bool,
) -> String {
    let own = (!first.is_empty()).then(|| first.to_owned());
    let inputs = inputs.iter().map(|input| {
        let default = if input.default.is_some() { " = ..." } else { "" };
        format!("{}: {}{default}", input.name, type_name(&input.ty))
    });
    let arguments: Vec<String> = own.into_iter().chain(inputs).collect();
    let is_async = if is_async { "async " } else { "" };
    format!("{is_async}def {name}({}) -> {returns}: ...", arguments.join(", "))
}

fn returned(ty: Option<&Type>) -> String {
    ty.map_or_else(|| "None".to_owned(), type_name)
}

/// The custom types that `uniffi.toml` gives another type in Python.
fn builtin(name: &str, sent_as: &Type) -> String {
    match name {
        "CivilDate" => "datetime.date".to_owned(),
        "CivilDateTime" => "datetime.datetime".to_owned(),
        "CivilTime" => "datetime.time".to_owned(),
        _ => type_name(sent_as),
    }
}

fn type_name(ty: &Type) -> String {
    match ty {
        Type::UInt8
        | Type::Int8
        | Type::UInt16
        | Type::Int16
        | Type::UInt32
        | Type::Int32
        | Type::UInt64
        | Type::Int64 => "int".to_owned(),
        Type::Float32 | Type::Float64 => "float".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::String => "str".to_owned(),
        Type::Bytes => "bytes".to_owned(),
        Type::Timestamp => "datetime.datetime".to_owned(),
        Type::Duration => "datetime.timedelta".to_owned(),
        Type::Optional { inner_type } => format!("Optional[{}]", type_name(inner_type)),
        Type::Sequence { inner_type } => format!("List[{}]", type_name(inner_type)),
        Type::Set { inner_type } | Type::Box { inner_type } => type_name(inner_type),
        Type::Map { key_type, value_type } => {
            format!("Dict[{}, {}]", type_name(key_type), type_name(value_type))
        }
        named => named.name().unwrap_or("object").to_owned(),
    }
}

/// `WhereICanHelp` as `WHERE_I_CAN_HELP`.
fn shouting(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut shouted = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(at + 1);
        let begins = before.is_some_and(|before| {
            !before.is_uppercase() || after.is_some_and(|after| after.is_lowercase())
        });
        if letter.is_uppercase() && begins {
            shouted.push('_');
        }
        shouted.push(letter.to_ascii_uppercase());
    }
    shouted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arm_is_named_as_the_generated_code_names_it() {
        for (name, shouted) in [
            ("Open", "OPEN"),
            ("InDiscussion", "IN_DISCUSSION"),
            ("WhereICanHelp", "WHERE_I_CAN_HELP"),
            ("OnThisPhone", "ON_THIS_PHONE"),
        ] {
            assert_eq!(shouting(name), shouted);
        }
    }
}
