//! Rows of help sessions and co-signatures.

use sharenum_domain::{CoSignature, HelpSession};

use super::row::Row;
use crate::StoreError;

pub(super) fn session(row: &Row<'_>, session: &HelpSession) -> Result<(), StoreError> {
    row.insert(
        "help_session",
        None,
        &[
            ("helper", &session.helper.as_str()),
            ("class", &session.class),
            ("pupils", &session.pupils),
            ("tool", &session.tool.as_str()),
            ("started", &session.started.as_millisecond()),
            ("minutes", &session.minutes),
            ("what", &session.what),
            ("solved", &session.solved),
            ("school", &session.school.to_string()),
            ("state_hash", &row.state_hash),
        ],
    )
}

pub(super) fn co_signature(row: &Row<'_>, signature: &CoSignature) -> Result<(), StoreError> {
    row.insert(
        "co_signature",
        None,
        &[("session", &row.parent()?), ("state_hash", &signature.state_hash)],
    )
}
