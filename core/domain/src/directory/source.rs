//! Recognises what a file is before anything in it is believed.

use super::NotADirectory;

/// A text that may be a directory.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Source<'a> {
    /// Rows and columns.
    Table(&'a str),
    /// JSON.
    Json(&'a str),
}

/// Beginnings of files that are no text: ZIP (and so XLSX, ODS), the older XLS, gzip.
const WORKBOOKS: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"];

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) fn recognise(bytes: &[u8]) -> Result<Source<'_>, NotADirectory> {
    if WORKBOOKS.iter().any(|start| bytes.starts_with(start)) {
        return Err(NotADirectory::Workbook);
    }
    let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        // UTF-16 lands here too: every second byte of it is zero.
        _ if bytes.contains(&0) => return Err(NotADirectory::Binary),
        Ok(text) => text,
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            return Err(NotADirectory::NotUtf8 { line });
        }
    };
    match text.trim_start().chars().next() {
        None => Err(NotADirectory::Empty),
        Some('<') => Err(NotADirectory::Html),
        Some('{' | '[') => Ok(Source::Json(text)),
        Some(_) => Ok(Source::Table(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_refused_by_its_name() {
        let utf16: Vec<u8> = "code;nom\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, refusal) in [
            (b"".as_slice(), NotADirectory::Empty),
            (b"\xef\xbb\xbf", NotADirectory::Empty),
            (b" \r\n\t", NotADirectory::Empty),
            (b"<!DOCTYPE html><html>", NotADirectory::Html),
            (b"\xef\xbb\xbf\n <HTML>", NotADirectory::Html),
            (b"PK\x03\x04\x14\x00", NotADirectory::Workbook),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", NotADirectory::Workbook),
            (b"\x1f\x8b\x08\x00", NotADirectory::Workbook),
            (b"SQLite format 3\x00", NotADirectory::Binary),
            (b"\x89PNG\r\n\x1a\n\x00\x00", NotADirectory::Binary),
            (&utf16, NotADirectory::Binary),
            (b"code;nom\n1;Coll\xe8ge\n", NotADirectory::NotUtf8 { line: 2 }),
            (b"code;nom\n1;Coll\xc3", NotADirectory::NotUtf8 { line: 2 }),
        ] {
            assert_eq!(recognise(bytes), Err(refusal), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn tables_and_json_are_told_apart() {
        assert_eq!(recognise(b"\xef\xbb\xbfcode;nom"), Ok(Source::Table("code;nom")));
        assert_eq!(recognise(b" {}"), Ok(Source::Json(" {}")));
    }
}
