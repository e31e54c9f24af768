//! How the small parts of a message are written, each with its bound.

use minicbor::decode::{self, Decode, Decoder};
use minicbor::encode::{self, Encoder, Write};

/// Decodes a list of at most `MAX` elements.
pub fn decode_list<'b, C, T, const MAX: usize>(
    d: &mut Decoder<'b>,
    ctx: &mut C,
) -> Result<Vec<T>, decode::Error>
where
    T: Decode<'b, C>,
{
    each::<MAX, _>(d, |d| d.decode_with(ctx))
}

/// Encodes a list of byte strings.
pub fn encode_blobs<C, W: Write>(
    blobs: &[Vec<u8>],
    e: &mut Encoder<W>,
    _: &mut C,
) -> Result<(), encode::Error<W::Error>> {
    e.array(blobs.len() as u64)?;
    for blob in blobs {
        e.bytes(blob)?;
    }
    Ok(())
}

/// Decodes a list of at most `MAX` byte strings of at most `BYTES` bytes each.
pub fn decode_blobs<C, const MAX: usize, const BYTES: usize>(
    d: &mut Decoder<'_>,
    ctx: &mut C,
) -> Result<Vec<Vec<u8>>, decode::Error> {
    each::<MAX, _>(d, |d| decode_blob::<C, BYTES>(d, ctx))
}

/// Encodes one byte string.
pub fn encode_blob<C, W: Write>(
    blob: &[u8],
    e: &mut Encoder<W>,
    _: &mut C,
) -> Result<(), encode::Error<W::Error>> {
    e.bytes(blob)?.ok()
}

/// Decodes one byte string of at most `BYTES` bytes.
pub fn decode_blob<C, const BYTES: usize>(
    d: &mut Decoder<'_>,
    _: &mut C,
) -> Result<Vec<u8>, decode::Error> {
    let blob = d.bytes()?;
    if blob.len() > BYTES {
        return Err(decode::Error::message("a byte string is too long"));
    }
    Ok(blob.to_vec())
}

/// Decodes one text of at most `BYTES` bytes.
pub fn decode_text<C, const BYTES: usize>(
    d: &mut Decoder<'_>,
    _: &mut C,
) -> Result<String, decode::Error> {
    let text = d.str()?;
    if text.len() > BYTES {
        return Err(decode::Error::message("a text is too long"));
    }
    Ok(text.to_owned())
}

/// Decodes elements one by one and allocates for those that are there, not for those announced.
fn each<'b, const MAX: usize, T>(
    d: &mut Decoder<'b>,
    mut element: impl FnMut(&mut Decoder<'b>) -> Result<T, decode::Error>,
) -> Result<Vec<T>, decode::Error> {
    let announced =
        d.array()?.ok_or_else(|| decode::Error::message("a list must say its length"))?;
    if announced > MAX as u64 {
        return Err(decode::Error::message("a list announces too many elements"));
    }
    let mut found = Vec::new();
    for _ in 0..announced {
        found.push(element(d)?);
    }
    Ok(found)
}

/// A member id as a byte string.
pub mod member {
    use super::{Decoder, Encoder, Write, decode, encode};
    use minicbor::bytes::ByteArray;
    use sharenum_domain::MemberId;

    /// Encodes a member id.
    pub fn encode<C, W: Write>(
        id: &MemberId,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.bytes(id.as_bytes())?.ok()
    }

    /// Decodes a member id.
    pub fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<MemberId, decode::Error> {
        let id: ByteArray<16> = d.decode()?;
        Ok(MemberId::from(<[u8; 16]>::from(id)))
    }
}

/// A document id as a byte string.
pub mod document {
    use super::{Decoder, Encoder, Write, decode, encode};
    use minicbor::bytes::ByteArray;
    use sharenum_domain::DocumentId;

    /// Encodes a document id.
    pub fn encode<C, W: Write>(
        id: &DocumentId,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.bytes(id.as_bytes())?.ok()
    }

    /// Decodes a document id.
    pub fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<DocumentId, decode::Error> {
        let id: ByteArray<32> = d.decode()?;
        Ok(DocumentId::from(<[u8; 32]>::from(id)))
    }
}

/// The role of a hub as a small number.
pub mod role {
    use super::{Decoder, Encoder, Write, decode, encode};
    use sharenum_ledger::HubRole;

    /// Encodes a hub's role.
    pub fn encode<C, W: Write>(
        role: &HubRole,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.u8(match role {
            HubRole::Region => 0,
            HubRole::Bus => 1,
        })?
        .ok()
    }

    /// Decodes a hub's role.
    pub fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<HubRole, decode::Error> {
        match d.u8()? {
            0 => Ok(HubRole::Region),
            1 => Ok(HubRole::Bus),
            _ => Err(decode::Error::message("neither a region nor a bus")),
        }
    }
}
