//! A Wi-Fi as the cameras of phones read it from a QR code.

use std::fmt;

use thiserror::Error;
use zeroize::Zeroizing;

/// A Wi-Fi that guests may join. Its `Debug` does not show the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Wifi {
    name: String,
    password: Option<Zeroizing<String>>,
    hidden: bool,
}

/// A name or a password that no Wi-Fi has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidWifi {
    /// IEEE 802.11 gives it 1 to 32 bytes.
    #[error("the name of a Wi-Fi has 1 to 32 bytes, on one line")]
    Name,
    /// WPA takes 8 to 63 characters of ASCII, or the key itself.
    #[error(
        "the password of a Wi-Fi has 8 to 63 letters, digits and signs without accents (or is a key of \
         64 hexadecimal digits); it is the first line of its file"
    )]
    Password,
}

impl Wifi {
    /// A Wi-Fi with WPA2 or WPA3, or without a password.
    ///
    /// # Errors
    /// When there can be no such name or password.
    pub fn new(name: &str, password: Option<&str>, hidden: bool) -> Result<Self, InvalidWifi> {
        if !(1..=32).contains(&name.len()) || name.contains(char::is_control) {
            return Err(InvalidWifi::Name);
        }
        if !password.is_none_or(is_password) {
            return Err(InvalidWifi::Password);
        }
        let password = password.map(|password| Zeroizing::new(password.to_owned()));
        Ok(Self { name: name.to_owned(), password, hidden })
    }

    /// Its name (SSID).
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its password, if it has one.
    #[must_use]
    pub fn password(&self) -> Option<&str> {
        self.password.as_ref().map(|password| password.as_str())
    }

    /// What the code says: `WIFI:T:WPA;S:BusNum;P:…;;`, as Android writes and reads it. There is no
    /// standard but the page "Barcode Contents" of ZXing. `WPA` stands for WPA2 and WPA3 as well.
    #[must_use]
    pub fn code(&self) -> Zeroizing<String> {
        let name = escaped(&self.name);
        let hidden = if self.hidden { "H:true;" } else { "" };
        Zeroizing::new(match &self.password {
            Some(password) => format!("WIFI:T:WPA;S:{name};P:{};{hidden};", escaped(password)),
            None => format!("WIFI:T:nopass;S:{name};{hidden};"),
        })
    }
}

fn is_password(text: &str) -> bool {
    let printable = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let key = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    printable && ((8..=63).contains(&text.len()) || key)
}

/// A backslash goes before what has a meaning of its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | ';' | ',' | ':' | '"') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

impl fmt::Debug for Wifi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wifi").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(name: &str, password: Option<&str>, hidden: bool) -> Result<String, InvalidWifi> {
        Wifi::new(name, password, hidden).map(|wifi| wifi.code().to_string())
    }

    #[test]
    fn a_code_says_the_name_the_password_and_how_it_is_protected() {
        for (name, password, hidden, expected) in [
            ("BusNum", Some("en route!"), false, "WIFI:T:WPA;S:BusNum;P:en route!;;"),
            ("BusNum", Some("en route!"), true, "WIFI:T:WPA;S:BusNum;P:en route!;H:true;;"),
            ("BusNum", None, false, "WIFI:T:nopass;S:BusNum;;"),
            ("Bus été", Some("12345678"), false, "WIFI:T:WPA;S:Bus été;P:12345678;;"),
            (r#"a;b,c:d"e\"#, None, false, r#"WIFI:T:nopass;S:a\;b\,c\:d\"e\\;;"#),
            ("x", Some(r"\;,:\;,:"), false, r"WIFI:T:WPA;S:x;P:\\\;\,\:\\\;\,\:;;"),
        ] {
            assert_eq!(code(name, password, hidden).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn a_name_or_a_password_that_no_wifi_has_is_refused() {
        let [longest, key] = ["a".repeat(32), "0aF1".repeat(16)];
        for (name, password, expected) in [
            ("", None, Some(InvalidWifi::Name)),
            (&longest, None, None),
            (&*format!("{longest}a"), None, Some(InvalidWifi::Name)),
            (&"é".repeat(17), None, Some(InvalidWifi::Name)),
            ("a\nb", None, Some(InvalidWifi::Name)),
            ("a", Some("1234567"), Some(InvalidWifi::Password)),
            ("a", Some("12345678"), None),
            ("a", Some(&key[..63]), None),
            ("a", Some(&*key), None),
            ("a", Some(&*key.replace('a', "g")), Some(InvalidWifi::Password)),
            ("a", Some("pass\tword"), Some(InvalidWifi::Password)),
            ("a", Some("été sur la route"), Some(InvalidWifi::Password)),
        ] {
            assert_eq!(code(name, password, false).err(), expected, "{name}, {password:?}");
        }
    }

    #[test]
    fn a_log_shows_no_password() {
        let wifi = Wifi::new("BusNum", Some("en route!"), false).unwrap();
        assert_eq!(format!("{wifi:?}"), r#"Wifi { name: "BusNum", .. }"#);
    }
}
