//! `report.html`: one file with everything in it. No network, no script; light or dark as
//! the reader's system prefers; every picture has its table.

use std::fmt::{self, Write};

mod academies;
mod map;
mod model;
mod tables;
mod text;
mod timeline;

use academies::Academies;
pub use model::{
    Check, DocumentCount, Figure, Lane, LaneKind, Map, Mark, Person, Point, Row, School, Sign,
    Step, StepCost, Story, Theme, Timeline, Travel, Verdict,
};
pub(in crate::demo) use text::{bytes, time};

use crate::html::Escaped;

const STYLE: &str = include_str!("style.css");

/// The page. It fails only where memory does.
pub fn render(story: &Story) -> Result<String, fmt::Error> {
    let mut out = String::with_capacity(128 * 1024);
    let academies = Academies::of(&story.map);
    let title = Escaped(&story.title);
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <title>{title}</title><style>{STYLE}</style></head><body><main>\
         <header><h1>{title}</h1><p class=\"lead\">{}</p><dl class=\"figures\">",
        Escaped(&story.subtitle)
    )?;
    for figure in &story.figures {
        write!(
            out,
            "<div><dt>{}</dt><dd>{}</dd></div>",
            Escaped(&figure.label),
            Escaped(&figure.value)
        )?;
    }
    out.push_str("</dl></header>");

    section(&mut out, "where", "Who was alerted", |out| {
        out.push_str("<figure class=\"panel\">");
        map::draw(out, story, &academies)?;
        tables::map_legend(out, &academies)?;
        out.push_str("</figure>");
        tables::people(out, story, &academies)
    })?;
    section(&mut out, "when", "How each change travelled", |out| {
        out.push_str("<figure class=\"panel\">");
        tables::timeline_legend(out)?;
        out.push_str(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Timeline\">",
        );
        timeline::draw(out, story)?;
        out.push_str("</div></figure>");
        tables::travels(out, story)
    })?;
    section(&mut out, "cost", "What it cost", |out| {
        tables::costs(out, story)?;
        tables::documents(out, story)
    })?;
    section(&mut out, "checks", "Compared", |out| tables::checks(out, story))?;
    writeln!(out, "<footer><p>{}</p></footer></main></body></html>", Escaped(&story.source))?;
    Ok(out)
}

fn section(
    out: &mut String,
    id: &str,
    title: &str,
    content: impl FnOnce(&mut String) -> fmt::Result,
) -> fmt::Result {
    write!(out, "<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2>")?;
    content(out)?;
    out.push_str("</section>");
    Ok(())
}

#[cfg(test)]
mod tests;
