//! `door`.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use zeroize::Zeroizing;

use super::args::Door as Args;
use super::written;
use crate::config::Config;
use crate::door::{Door, Wifi, page};
use crate::invitation::qr_code;
use crate::keys::cannot_create;
use crate::{Hub, HubError};

pub(super) fn run(args: &Args, out: &mut dyn Write) -> Result<ExitCode, HubError> {
    let config = args.place.config()?;
    let hub = Hub::open_existing(&config.data, config.hub_options()?)?;
    let door = Door::of(&hub, &url(args, &config)?, wifi(args, &config)?)?;
    if let Some(path) = &args.html {
        let page = page(&door).ok_or_else(too_long)?;
        fs::write(path, page).map_err(|error| cannot_create(path, &error))?;
        return Ok(ExitCode::SUCCESS);
    }
    let codes = if args.json { None } else { Some(codes(&door).ok_or_else(too_long)?) };
    written(match codes {
        Some(codes) => print(&door, &codes, out),
        None => print_json(&door, out),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn url(args: &Args, config: &Config) -> Result<String, HubError> {
    let listens = config.listen.ip().to_canonical();
    match &args.url {
        Some(url) => Ok(url.clone()),
        None if config.public_url.is_none()
            && (listens.is_loopback() || listens.is_unspecified()) =>
        {
            Err(HubError::Usage(format!(
                "phones cannot reach the hub at {listens}; add --url with the bus's address on its own \
                 Wi-Fi, like http://192.168.4.1:8480"
            )))
        }
        None => Ok(config.hub_options()?.public_url),
    }
}

fn wifi(args: &Args, config: &Config) -> Result<Wifi, HubError> {
    let usage = |what: &str| HubError::Usage(what.to_owned());
    let name = args.wifi.as_ref().or(config.wifi_name.as_ref());
    let name = name.ok_or_else(|| usage("add --wifi with the name of the bus's Wi-Fi"))?;
    let file = args.password_file.as_ref().or(config.wifi_password_file.as_ref());
    // Who knows the password can read what phones exchange there, so none is never a slip.
    let password = match file {
        _ if args.open => None,
        Some(file) => Some(first_line(file)?),
        None => {
            return Err(usage(
                "add --password-file with the Wi-Fi's password, or --open if it has none",
            ));
        }
    };
    let password = password.as_ref().map(|password| password.as_str());
    Wifi::new(name, password, args.hidden).map_err(|error| usage(&error.to_string()))
}

fn first_line(path: &Path) -> Result<Zeroizing<String>, HubError> {
    let text = fs::read_to_string(path).map(Zeroizing::new);
    let text = text
        .map_err(|error| HubError::NoInput { path: path.to_owned(), reason: error.to_string() })?;
    Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()))
}

fn too_long() -> HubError {
    HubError::Usage("the URL is too long for a QR code; give a shorter --url".to_owned())
}

/// What the terminal shows: the codes of the Wi-Fi and of the link.
fn codes(door: &Door) -> Option<[String; 2]> {
    Some([qr_code(&door.wifi.code())?, qr_code(&door.link.to_string())?])
}

fn print(door: &Door, [wifi, link]: &[String; 2], out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "wifi     {}", door.wifi.name())?;
    writeln!(out, "\n{wifi}\n")?;
    writeln!(out, "link     {}", door.link)?;
    writeln!(out, "\n{link}\n")?;
    out.flush()
}

fn print_json(door: &Door, out: &mut dyn Write) -> std::io::Result<()> {
    let object =
        serde_json::json!({ "wifi": door.wifi.code().as_str(), "link": door.link.to_string() });
    writeln!(out, "{object}")?;
    out.flush()
}
