//! The door of a bus as a page to print, in French and English.

use qrcode::QrCode;
use qrcode::render::svg::Color;

use super::Door;
use crate::html::Escaped;

const STYLE: &str = include_str!("style.css");

/// One page of HTML that needs nothing else; `None` when something is too long for a code.
#[must_use]
pub fn page(door: &Door) -> Option<String> {
    let (wifi, link) = (svg(&door.wifi.code())?, svg(&door.link.to_string())?);
    let (name, hub) = (Escaped(door.wifi.name()), Escaped(&door.link.hub));
    let password = match door.wifi.password() {
        Some(password) => format!("<code>{}</code>", Escaped(password)),
        None => "Sans mot de passe. <span lang=\"en\">No password.</span>".to_owned(),
    };
    Some(format!(
        r##"<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{name}</title>
<style>
{STYLE}</style>
</head>
<body>
<h1>{name}</h1>
<section>
{wifi}
<div>
<h2>1. Wi-Fi</h2>
<p>Visez ce code avec l’appareil photo du téléphone.</p>
<p lang="en">Point the phone’s camera at this code.</p>
<p><code>{name}</code></p>
<p>{password}</p>
</div>
</section>
<section>
{link}
<div>
<h2>2. Sharenum</h2>
<p>Visez celui-ci, ou photographiez-le depuis l’application : elle échange avec le bus.</p>
<p lang="en">Then at this one, or take its picture from the app: it syncs with the bus.</p>
<p><code>{hub}</code></p>
</div>
</section>
<p>Ce Wi-Fi n’a pas toujours Internet. C’est normal : le bus garde tout et le rapporte.</p>
<p lang="en">This Wi-Fi may have no Internet. That is fine: the bus keeps everything and carries it home.</p>
</body>
</html>
"##
    ))
}

/// A picture to stand inside a page.
fn svg(text: &str) -> Option<String> {
    let code = QrCode::new(text).ok()?;
    let drawn =
        code.render::<Color<'_>>().dark_color(Color("#000")).light_color(Color("#fff")).build();
    // Without the declaration of a file of its own.
    drawn.get(drawn.find("<svg")?..).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use sharenum_domain::RegionId;
    use sharenum_sync::BusLink;

    use super::*;
    use crate::door::Wifi;

    fn door(name: &str, password: Option<&str>) -> Door {
        let link =
            BusLink { hub: "http://192.168.4.1:8480".to_owned(), region: RegionId::from([7; 16]) };
        Door { wifi: Wifi::new(name, password, false).unwrap(), link }
    }

    #[test]
    fn a_page_holds_two_codes_and_what_to_type_without_a_camera() {
        let page = page(&door("BusNum", Some("en route!"))).unwrap();
        assert_eq!(page.matches("<svg").count(), 2);
        assert!(!page.contains("<?xml"), "it is the beginning of a file");
        for text in ["BusNum", "en route!", "http://192.168.4.1:8480", "lang=\"en\""] {
            assert!(page.contains(text), "{text}");
        }
        let open = super::page(&door("BusNum", None)).unwrap();
        assert!(open.contains("Sans mot de passe") && !open.contains("en route!"));
    }

    #[test]
    fn no_name_and_no_password_is_markup() {
        let page = page(&door("<script>alert(1)", Some("</code><b>&\"x"))).unwrap();
        assert!(!page.contains("<script") && !page.contains("<b>"), "{page}");
        assert!(page.contains("&lt;script&gt;") && page.contains("&lt;b&gt;&amp;&quot;x"));
    }
}
