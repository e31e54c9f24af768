//! The tables: everything the pictures show, in words, and what it cost.

use std::fmt::{self, Write};

use super::academies::Academies;
use super::map::dot;
use super::model::{Sign, Story, Theme, Verdict};
use super::text::{bytes, time};
use super::timeline::sign_at;
use crate::html::Escaped;

/// Who took part, and what the ticket meant for each.
pub(super) fn people(out: &mut String, story: &Story, academies: &Academies) -> fmt::Result {
    out.push_str(
        "<div class=\"scroll\"><table><caption>Who was alerted, who was not, and why</caption><thead><tr>\
         <th scope=\"col\" class=\"num\">#</th><th scope=\"col\">Who</th><th scope=\"col\">Establishment</th>\
         <th scope=\"col\">Academy</th><th scope=\"col\" class=\"num\">km</th><th scope=\"col\">Knows the tool</th>\
         <th scope=\"col\">Ticket</th></tr></thead><tbody>",
    );
    for (index, person) in story.people.iter().enumerate() {
        let Some(school) = story.map.schools.get(person.school) else { continue };
        write!(
            out,
            "<tr><td class=\"num\">{}</td><th scope=\"row\">{}</th><td>{}, {}</td><td>",
            index + 1,
            Escaped(&person.role),
            Escaped(&school.name),
            Escaped(&school.commune),
        )?;
        small_dot(out, academies, &school.academy)?;
        write!(
            out,
            " {}</td><td class=\"num\">{:.2}</td><td>{}</td>",
            Escaped(&school.academy),
            school.km,
            Escaped(&person.skill)
        )?;
        match &person.verdict {
            Verdict::Asks => out.push_str("<td class=\"asks\">★ asks for help</td>"),
            Verdict::Alerted => out.push_str("<td class=\"yes\">✓ alerted</td>"),
            Verdict::NotAlerted(reason) => {
                write!(out, "<td class=\"no\">not alerted: {}</td>", Escaped(reason))?;
            }
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    Ok(())
}

fn small_dot(out: &mut String, academies: &Academies, academy: &str) -> fmt::Result {
    write!(
        out,
        "<svg class=\"key {}\" width=\"14\" height=\"14\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">",
        academies.class(academy)
    )?;
    dot(out, academies.rank(academy), (7.0, 7.0), 4.6)?;
    out.push_str("</svg>");
    Ok(())
}

/// What the signs on the map mean.
pub(super) fn map_legend(out: &mut String, academies: &Academies) -> fmt::Result {
    out.push_str("<ul class=\"legend\">");
    for academy in academies.distinct() {
        out.push_str("<li>");
        small_dot(out, academies, academy)?;
        write!(out, " academy of {}</li>", Escaped(academy))?;
    }
    if academies.has_others() {
        out.push_str("<li>");
        small_dot(out, academies, "")?;
        out.push_str(" other academies</li>");
    }
    out.push_str(
        "<li><span class=\"swatch asks\">★</span> asks for help</li>\
         <li><span class=\"swatch alerted\"></span> alerted</li>\
         <li><span class=\"swatch quiet\"></span> has a phone, not alerted</li>\
         <li><span class=\"swatch reach\"></span> radius of the ticket</li>\
         <li><span class=\"swatch cell\"></span> area cells that carry it</li></ul>",
    );
    Ok(())
}

/// What the colours and signs of the timeline mean.
pub(super) fn timeline_legend(out: &mut String) -> fmt::Result {
    out.push_str("<ul class=\"legend\">");
    for theme in Theme::ALL {
        write!(
            out,
            "<li><svg class=\"key theme-{}\" width=\"14\" height=\"14\" aria-hidden=\"true\">\
             <rect class=\"chip\" x=\"2\" y=\"2\" width=\"10\" height=\"10\" rx=\"2.5\"/></svg> {}</li>",
            theme.class(),
            theme.label()
        )?;
    }
    for (sign, label) in [
        (Sign::Written, "written and signed"),
        (Sign::Alerted, "alert on the phone"),
        (Sign::Decided, "decided by the region"),
        (Sign::Refused, "refused"),
        (Sign::Killed, "process killed"),
    ] {
        out.push_str(
            "<li><svg class=\"key theme-basics\" width=\"18\" height=\"18\" aria-hidden=\"true\">",
        );
        sign_at(out, sign, 9.0, 9.0)?;
        write!(out, "</svg> {label}</li>")?;
    }
    out.push_str("</ul>");
    Ok(())
}

/// The timeline in words.
pub(super) fn travels(out: &mut String, story: &Story) -> fmt::Result {
    let lanes = &story.timeline.lanes;
    let name = |lane: &usize| lanes.get(*lane).map_or("", |lane| lane.name.as_str());
    out.push_str(
        "<details><summary>The same as a table</summary><div class=\"scroll\"><table>\
         <caption>What happened, in order</caption><thead><tr>\
         <th scope=\"col\" class=\"num\">Step</th><th scope=\"col\">What</th><th scope=\"col\">Where</th>\
         <th scope=\"col\">To</th></tr></thead><tbody>",
    );
    for (index, step) in story.timeline.steps.iter().enumerate() {
        write!(
            out,
            "<tr class=\"group\"><td class=\"num\">{}</td><th scope=\"rowgroup\" colspan=\"3\">{}</th></tr>",
            index + 1,
            Escaped(&step.title)
        )?;
        for row in &step.rows {
            let at: Vec<&str> = match &row.travel {
                Some(travel) => travel.from.iter().map(name).collect(),
                None => row.marks.iter().map(|mark| name(&mark.lane)).collect(),
            };
            let to: Vec<&str> =
                row.travel.iter().flat_map(|travel| travel.to.iter().map(name)).collect();
            write!(
                out,
                "<tr><td></td><td>{}</td><td>{}</td><td>{}</td></tr>",
                Escaped(&row.text),
                Escaped(&at.join(", ")),
                Escaped(&to.join(", "))
            )?;
        }
    }
    out.push_str("</tbody></table></div></details>");
    Ok(())
}

/// What each step cost.
pub(super) fn costs(out: &mut String, story: &Story) -> fmt::Result {
    out.push_str(
        "<div class=\"scroll\"><table><caption>Per step</caption><thead><tr>\
         <th scope=\"col\" class=\"num\">#</th><th scope=\"col\">Step</th>\
         <th scope=\"col\" class=\"num\">Documents</th><th scope=\"col\" class=\"num\">Changes</th>\
         <th scope=\"col\" class=\"num\">Towards hubs</th><th scope=\"col\" class=\"num\">From hubs</th>\
         <th scope=\"col\" class=\"num\">Time</th></tr></thead><tbody>",
    );
    for (index, cost) in story.costs.iter().enumerate() {
        write!(
            out,
            "<tr><td class=\"num\">{}</td><th scope=\"row\">{}</th>",
            index + 1,
            Escaped(&cost.title)
        )?;
        cells(out, [cost.documents, cost.changes], [cost.bytes_up, cost.bytes_down], cost.took)?;
        out.push_str("</tr>");
    }
    let sum = |part: fn(&super::model::StepCost) -> u64| story.costs.iter().map(part).sum::<u64>();
    out.push_str("</tbody><tfoot><tr><td></td><th scope=\"row\">Together</th>");
    cells(
        out,
        [sum(|cost| cost.documents), sum(|cost| cost.changes)],
        [sum(|cost| cost.bytes_up), sum(|cost| cost.bytes_down)],
        story.costs.iter().map(|cost| cost.took).sum(),
    )?;
    out.push_str("</tr></tfoot></table></div>");
    Ok(())
}

fn cells(
    out: &mut String,
    counts: [u64; 2],
    carried: [u64; 2],
    took: std::time::Duration,
) -> fmt::Result {
    for count in counts {
        write!(out, "<td class=\"num\">{count}</td>")?;
    }
    for count in carried {
        write!(out, "<td class=\"num\">{}</td>", bytes(count))?;
    }
    write!(out, "<td class=\"num\">{}</td>", time(took))
}

/// What the region holds in the end.
pub(super) fn documents(out: &mut String, story: &Story) -> fmt::Result {
    out.push_str(
        "<div class=\"scroll\"><table><caption>What the region holds in the end</caption><thead><tr>\
         <th scope=\"col\">Kind</th><th scope=\"col\" class=\"num\">Documents</th>\
         <th scope=\"col\" class=\"num\">Changes</th></tr></thead><tbody>",
    );
    for count in &story.documents {
        write!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>",
            Escaped(&count.kind),
            count.documents,
            count.changes
        )?;
    }
    out.push_str("</tbody></table></div>");
    Ok(())
}

/// What was compared, with both answers.
pub(super) fn checks(out: &mut String, story: &Story) -> fmt::Result {
    out.push_str(
        "<div class=\"scroll\"><table><caption>Read back from the files, and compared with an independent answer</caption>\
         <thead><tr><th scope=\"col\"></th><th scope=\"col\">What</th><th scope=\"col\">The files say</th>\
         <th scope=\"col\">Expected</th></tr></thead><tbody>",
    );
    for check in &story.checks {
        let sign = if check.holds() {
            "<td class=\"yes\">✓<span class=\"hidden\"> agrees</span></td>"
        } else {
            "<td class=\"wrong\">✗<span class=\"hidden\"> differs</span></td>"
        };
        write!(
            out,
            "<tr>{sign}<th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            Escaped(&check.what),
            Escaped(&check.found),
            Escaped(&check.expected)
        )?;
    }
    out.push_str("</tbody></table></div>");
    Ok(())
}
