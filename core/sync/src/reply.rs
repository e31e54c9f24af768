//! From an HTTP reply to a message that the hub really signed.

use minicbor::decode::Decoder;
use sharenum_domain::visible;
use sharenum_ledger::{Certificate, Refusal, envelope};

use crate::SyncError;
use crate::wire::{
    self, MAX_REPLY_BYTES, Message, PROBLEM_TYPE, Problem, ProblemCode, REPLY_TYPE, REQUEST_TYPE,
    Token,
};

/// A request for the driver to send, as `POST`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// Below the hub's URL, with a leading slash.
    pub path: &'static str,
    /// The session, for the `Authorization` header (see [`wire::bearer`]).
    pub bearer: Option<Token>,
    /// For the `Content-Type` header.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpRequest {
    pub(crate) fn new<M: Message>(path: &'static str, bearer: Option<Token>, message: &M) -> Self {
        Self { path, bearer, content_type: REQUEST_TYPE, body: wire::encode(message) }
    }
}

/// What came back, whoever sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpReply {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type` header, empty when there is none.
    pub content_type: String,
    /// The whole body.
    pub body: Vec<u8>,
}

/// A reply that says it comes from a hub, or why it does not.
pub(crate) enum Looks<'a> {
    /// An envelope, not verified yet.
    Signed(&'a [u8]),
    /// A refusal. It is not signed: whoever is on the way could have written it, so it never
    /// makes this side forget anything.
    Problem(ProblemCode, String),
}

/// Tells a hub's reply from a captive portal, a proxy and another web site.
pub(crate) fn look(reply: &HttpReply) -> Result<Looks<'_>, SyncError> {
    let media_type = media_type(&reply.content_type);
    let problem = media_type.eq_ignore_ascii_case(PROBLEM_TYPE);
    if reply.status == 200 && media_type.eq_ignore_ascii_case(REPLY_TYPE) {
        return look_at_envelope(&reply.body);
    }
    if problem && let Some(problem) = Problem::from_json(&reply.body) {
        let Some(word) = problem.code_word().map(code_of) else {
            return Err(SyncError::bad_reply(format!("status {}", reply.status)));
        };
        return match ProblemCode::from_code(&word) {
            Some(code) => Ok(Looks::Problem(code, detail_of(problem))),
            None => Err(SyncError::Refused { code: word, detail: detail_of(problem) }),
        };
    }
    let page = media_type.is_empty() || media_type.to_ascii_lowercase().starts_with("text/");
    Err(match reply.status {
        // A portal answers in the hub's place, or sends the browser elsewhere.
        200..=299 if page => SyncError::CaptivePortal,
        300..=399 | 511 => SyncError::CaptivePortal,
        407 => unreachable_because("the proxy asks for a password"),
        // A proxy in front of a hub that is down.
        500..=599 => unreachable_because(&format!("status {}", reply.status)),
        404 => SyncError::bad_reply("there is no hub at this address"),
        status => SyncError::bad_reply(format!("status {status}, not the hub's content type")),
    })
}

fn look_at_envelope(body: &[u8]) -> Result<Looks<'_>, SyncError> {
    if body.len() > MAX_REPLY_BYTES {
        return Err(SyncError::TooLarge);
    }
    if body.trim_ascii_start().starts_with(b"<") {
        return Err(SyncError::CaptivePortal);
    }
    let mut decoder = Decoder::new(body);
    match decoder.skip() {
        Err(error) if error.is_end_of_input() => Err(SyncError::CutShort),
        _ => Ok(Looks::Signed(body)),
    }
}

/// `application/x; charset=utf-8` without its parameters.
fn media_type(header: &str) -> &str {
    header.split(';').next().unwrap_or_default().trim()
}

/// A problem is not signed, and its words are shown: short, and without what hides or deceives.
fn detail_of(problem: Problem) -> String {
    const MAX_CHARS: usize = 500;
    let text = if problem.detail.is_empty() { problem.title } else { problem.detail };
    visible(&text).chars().take(MAX_CHARS).collect()
}

/// The word of a code, as codes are: a few letters, digits and hyphens.
fn code_of(word: &str) -> String {
    const MAX_CHARS: usize = 64;
    word.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(MAX_CHARS).collect()
}

fn unreachable_because(reason: &str) -> SyncError {
    SyncError::Unreachable { reason: reason.to_owned() }
}

/// The error that a refusal amounts to when nothing can be done about it in this session.
pub(crate) fn refused(code: ProblemCode, detail: String) -> SyncError {
    match code {
        ProblemCode::OtherRegion => SyncError::OtherRegion,
        ProblemCode::ExpiredCertificate => SyncError::ExpiredCertificate,
        ProblemCode::Revoked => SyncError::Revoked,
        ProblemCode::TooLarge => SyncError::TooLarge,
        other => SyncError::Refused { code: other.as_str().to_owned(), detail },
    }
}

/// Checks the hub's signature over this reply to this very request, and reads the message.
pub(crate) fn open<M: Message>(
    envelope: &[u8],
    request: &HttpRequest,
    hub: &Certificate,
) -> Result<M, SyncError> {
    let body = envelope::open(envelope, &request.body, hub).map_err(unsigned)?;
    Ok(wire::decode(&body)?)
}

/// What an envelope failed on.
pub(crate) fn unsigned(refusal: Refusal) -> SyncError {
    SyncError::bad_reply(format!("its signature does not verify: {}", refusal.code()))
}
