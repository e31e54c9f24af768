//! Invitations as links: `sharenum://join?hub=https%3A%2F%2Fhub.example&code=ABCD-EFGH`.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{
    AsciiSet, NON_ALPHANUMERIC, PercentEncode, percent_decode_str, utf8_percent_encode,
};
use sharenum_domain::{RegionId, phrases};

/// What an invitation's link or QR code holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinLink {
    /// Address of the region's hub.
    pub hub: String,
    /// The invitation's code.
    pub code: String,
    /// The region, when the link names it: papers of any other are then refused.
    pub region: Option<RegionId>,
}

phrases! {
    /// A text that is no such link, with what to do about it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum InvalidLink starting "this invitation cannot be used: " {
        /// Longer than a link of a hub.
        TooLong = "invitation.link-too-long",
            "the link is too long; scan the QR code again or type the code";
        /// Another link.
        OtherLink = "invitation.other-link",
            "it is not a link that starts with sharenum://join; scan the QR code again or type the code";
        /// Not text.
        Damaged = "invitation.link-damaged",
            "the link is damaged; scan the QR code again or type the code";
        /// A region that is none.
        Region = "invitation.link-region",
            "the link names no valid region; ask for a new invitation";
        /// No hub.
        NoHub = "invitation.link-without-hub",
            "the link does not say which hub to ask; ask for a new invitation";
        /// No code.
        NoCode = "invitation.link-without-code",
            "the link holds no code; ask for a new invitation";
    }
}

impl std::error::Error for InvalidLink {}

const START: &str = "sharenum://join?";
const LONGEST: usize = 2_048;
/// All but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Why a text is no link of the kind that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    TooLong,
    Other,
    Damaged,
}

impl From<Broken> for InvalidLink {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::TooLong => Self::TooLong,
            Broken::Other => Self::OtherLink,
            Broken::Damaged => Self::Damaged,
        }
    }
}

/// What a link that begins with `start` names, with its values unescaped. Who reads it skips the names
/// that a newer hub has added.
pub(crate) fn pairs<'t>(text: &'t str, start: &str) -> Result<Vec<(&'t str, String)>, Broken> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(Broken::TooLong);
    }
    let begins = text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
    let query = text.get(start.len()..).filter(|_| begins).ok_or(Broken::Other)?;
    query
        .split('&')
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_decode_str(value).decode_utf8().map_err(|_| Broken::Damaged)?;
            Ok((name, value.into_owned()))
        })
        .collect()
}

/// Whether it begins as the address of a hub does.
pub(crate) fn is_web_address(hub: &str) -> bool {
    hub.starts_with("https://") || hub.starts_with("http://")
}

/// As a value in a link.
pub(crate) fn escaped(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

impl JoinLink {
    /// Whether a text means to be a link rather than a bare code.
    #[must_use]
    pub fn looks_like(text: &str) -> bool {
        text.trim().contains("://")
    }
}

impl FromStr for JoinLink {
    type Err = InvalidLink;

    fn from_str(text: &str) -> Result<Self, InvalidLink> {
        let (mut hub, mut code, mut region) = (None, None, None);
        for (name, value) in pairs(text, START)? {
            match name {
                "hub" => hub = Some(value),
                "code" => code = Some(value.trim().to_owned()),
                "region" => {
                    region = Some(value.parse().map_err(|_| InvalidLink::Region)?);
                }
                _ => {}
            }
        }
        let hub = hub.filter(|hub| is_web_address(hub)).ok_or(InvalidLink::NoHub)?;
        let code = code.filter(|code| !code.is_empty()).ok_or(InvalidLink::NoCode)?;
        Ok(Self { hub, code, region })
    }
}

impl fmt::Display for JoinLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{START}hub={}&code={}", escaped(&self.hub), escaped(&self.code))?;
        match &self.region {
            Some(region) => write!(f, "&region={region}"),
            None => Ok(()),
        }
    }
}
