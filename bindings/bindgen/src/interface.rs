//! The public interface as text: what a shell may call, sorted, without the documentation.

use std::collections::BTreeMap;

use uniffi_meta::{
    DefaultValueMetadata, FieldMetadata, FnParamMetadata, Metadata, ObjectImpl, Type,
    VariantMetadata,
};

/// One paragraph for each type and function.
pub fn written(items: impl IntoIterator<Item = Metadata>) -> String {
    let mut paragraphs: BTreeMap<String, Paragraph> = BTreeMap::new();
    for item in items {
        match item {
            Metadata::Record(record) => {
                let lines = record.fields.iter().map(field).collect();
                paragraphs.entry(record.name).or_default().begin("record", lines);
            }
            Metadata::Enum(found) => {
                let word = if found.shape.is_error() { "error" } else { "enum" };
                let lines = found.variants.iter().map(variant).collect();
                paragraphs.entry(found.name).or_default().begin(word, lines);
            }
            Metadata::CustomType(custom) => {
                let word = format!("type, sent as {},", type_name(&custom.builtin));
                paragraphs.entry(custom.name).or_default().begin(&word, Vec::new());
            }
            Metadata::Object(object) => {
                let word = match object.imp {
                    ObjectImpl::Struct => "object",
                    ObjectImpl::Trait(_) => "callback",
                };
                paragraphs.entry(object.name).or_default().begin(word, Vec::new());
            }
            Metadata::Constructor(new) => {
                let call = call(new.is_async, &new.name, &new.inputs, None, new.throws.as_ref());
                paragraphs.entry(new.self_name).or_default().add(format!("constructor {call}"));
            }
            Metadata::Method(method) => {
                let (returns, throws) = (method.return_type.as_ref(), method.throws.as_ref());
                let call = call(method.is_async, &method.name, &method.inputs, returns, throws);
                paragraphs.entry(method.self_name).or_default().add(call);
            }
            Metadata::TraitMethod(method) => {
                let (returns, throws) = (method.return_type.as_ref(), method.throws.as_ref());
                let call = call(method.is_async, &method.name, &method.inputs, returns, throws);
                paragraphs.entry(method.trait_name).or_default().add(call);
            }
            Metadata::Func(function) => {
                let (returns, throws) = (function.return_type.as_ref(), function.throws.as_ref());
                let call =
                    call(function.is_async, &function.name, &function.inputs, returns, throws);
                paragraphs.entry(call).or_default().begin("function", Vec::new());
            }
            _ => {}
        }
    }
    paragraphs.into_iter().map(|(name, paragraph)| paragraph.written(&name)).collect()
}

#[derive(Default)]
struct Paragraph {
    word: String,
    /// In the order of the source, which is the order on the wire.
    ordered: Vec<String>,
    /// In the order of their names, as methods are found by name.
    named: Vec<String>,
}

impl Paragraph {
    fn begin(&mut self, word: &str, lines: Vec<String>) {
        word.clone_into(&mut self.word);
        self.ordered = lines;
    }

    fn add(&mut self, line: String) {
        self.named.push(line);
    }

    fn written(mut self, name: &str) -> String {
        self.named.sort();
        let lines = self.ordered.iter().chain(&self.named);
        let lines: String = lines.map(|line| format!("    {line}\n")).collect();
        format!("{} {name}\n{lines}\n", self.word)
    }
}

fn field(field: &FieldMetadata) -> String {
    format!("{}: {}{}", field.name, type_name(&field.ty), default(field.default.as_ref()))
}

fn variant(variant: &VariantMetadata) -> String {
    if variant.fields.is_empty() {
        return variant.name.clone();
    }
    let fields: Vec<String> = variant.fields.iter().map(field).collect();
    format!("{}({})", variant.name, fields.join(", "))
}

fn call(
    is_async: bool,
    name: &str,
    inputs: &[FnParamMetadata],
    returns: Option<&Type>,
    throws: Option<&Type>,
) -> String {
    let inputs: Vec<String> = inputs
        .iter()
        .map(|input| {
            format!("{}: {}{}", input.name, type_name(&input.ty), default(input.default.as_ref()))
        })
        .collect();
    let is_async = if is_async { "async " } else { "" };
    let returns = returns.map(|ty| format!(" -> {}", type_name(ty))).unwrap_or_default();
    let throws = throws.map(|ty| format!(" throws {}", type_name(ty))).unwrap_or_default();
    format!("{is_async}{name}({}){returns}{throws}", inputs.join(", "))
}

fn default(default: Option<&DefaultValueMetadata>) -> String {
    match default {
        None => String::new(),
        Some(DefaultValueMetadata::Default) => " = default".to_owned(),
        Some(DefaultValueMetadata::Literal(literal)) => format!(" = {literal:?}"),
    }
}

fn type_name(ty: &Type) -> String {
    match ty {
        Type::Optional { inner_type } => format!("{}?", type_name(inner_type)),
        Type::Sequence { inner_type } => format!("[{}]", type_name(inner_type)),
        Type::Set { inner_type } => format!("{{{}}}", type_name(inner_type)),
        Type::Box { inner_type } => type_name(inner_type),
        Type::Map { key_type, value_type } => {
            format!("{{{}: {}}}", type_name(key_type), type_name(value_type))
        }
        named => named.name().map_or_else(|| format!("{named:?}").to_lowercase(), str::to_owned),
    }
}
