//! Names of things, each a type of its own in the generated code, so that none passes for another.
//! A text that is no such name is refused where it comes in, as a [`SharenumError`](crate::SharenumError).

use sharenum_domain as domain;

use crate::SharenumError;

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident($field:literal);)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub(crate) domain::$name);

        impl From<domain::$name> for $name {
            fn from(name: domain::$name) -> Self {
                Self(name)
            }
        }

        impl From<$name> for domain::$name {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        uniffi::custom_type!($(#[$doc])* $name, String, {
            lower: |name| name.0.to_string(),
            try_lift: |text| match text.parse() {
                Ok(name) => Ok($name(name)),
                Err(_) => Err(SharenumError::not_a_name($field).into()),
            },
        });
    )+};
}

names! {
    /// Names a document: a ticket, a workshop, a message … 64 hexadecimal digits.
    DocumentId("document");
    /// Names a member, or a hub. 32 hexadecimal digits.
    MemberId("member");
    /// Names an installation of the app. 32 hexadecimal digits.
    DeviceId("device");
    /// The official code of an establishment: `0710045N` in France, six digits in Québec.
    SchoolCode("school");
    /// Names a tool of the catalogue: `scratch`, `3d-printer`.
    ToolId("tool");
    /// Names an institutional training.
    TrainingId("training");
    /// Names a guide.
    GuideId("guide");
    /// Names something that can be booked: `busnum`.
    ResourceId("resource");
}

/// Where a page of a list ended: opaque, good for the same list only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCursor(pub(crate) sharenum_companion::PageCursor);

uniffi::custom_type!(
    /// Where a page of a list ended: opaque, good for the same list only.
    PageCursor, String, {
        lower: |cursor| format!("{}.{}", cursor.0.key(), data_encoding::HEXLOWER.encode(cursor.0.id())),
        try_lift: |text| match read_cursor(&text) {
            Some(cursor) => Ok(PageCursor(cursor)),
            None => Err(SharenumError::not_a_name("page").into()),
        },
    }
);

/// No row has a longer id than a document, or than a word of a list.
const LONGEST_CURSOR: usize = 512;

fn read_cursor(text: &str) -> Option<sharenum_companion::PageCursor> {
    if text.len() > LONGEST_CURSOR {
        return None;
    }
    let (key, id) = text.split_once('.')?;
    let id = data_encoding::HEXLOWER.decode(id.as_bytes()).ok()?;
    Some(sharenum_companion::PageCursor::new(key.parse().ok()?, &id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_back_and_nothing_else_is() {
        let cursor = sharenum_companion::PageCursor::new(-12, &[0, 171]);
        let written = format!("{}.{}", cursor.key(), data_encoding::HEXLOWER.encode(cursor.id()));
        assert_eq!(read_cursor(&written), Some(cursor));
        for text in ["", ".", "1", "1.0", "x.00", "1.zz", "1.AB", &format!("1.{}", "0".repeat(600))]
        {
            assert_eq!(read_cursor(text), None, "{text}");
        }
    }
}
