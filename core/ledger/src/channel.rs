//! Channels: who gets what.

use std::fmt;

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};
use sharenum_domain::{MemberId, SchoolCode};

/// A feed that a phone follows. A document is routed to channels; a hub serves a channel
/// only to those whose certificate matches it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// Catalogue, directory and resources: every member of the region.
    Region,
    /// An H3 cell at resolution 4: everybody may follow it, so no name goes there.
    Area(u64),
    /// One establishment: its own members only.
    School(SchoolCode),
    /// One member: that member only.
    Member(MemberId),
    /// The whole log, from hub to hub. No document is routed there.
    Everything,
}

impl Channel {
    /// A tag byte and the channel's own bytes; at most 17.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Region => vec![0],
            Self::Area(cell) => [&[1], cell.to_be_bytes().as_slice()].concat(),
            Self::School(code) => [&[2], code.to_string().as_bytes()].concat(),
            Self::Member(member) => [&[3], member.as_bytes().as_slice()].concat(),
            Self::Everything => vec![4],
        }
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote; `None` for anything else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (tag, rest) = bytes.split_first()?;
        match (tag, rest) {
            (0, []) => Some(Self::Region),
            (1, cell) => Some(Self::Area(u64::from_be_bytes(cell.try_into().ok()?))),
            (2, code) => Some(Self::School(std::str::from_utf8(code).ok()?.parse().ok()?)),
            (3, member) => {
                let member: [u8; 16] = member.try_into().ok()?;
                Some(Self::Member(MemberId::from(member)))
            }
            (4, []) => Some(Self::Everything),
            _ => None,
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Region => f.write_str("region"),
            Self::Area(cell) => write!(f, "area:{cell:x}"),
            Self::School(code) => write!(f, "school:{code}"),
            Self::Member(member) => write!(f, "member:{member}"),
            Self::Everything => f.write_str("everything"),
        }
    }
}

impl<C> Encode<C> for Channel {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&self.to_bytes())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Channel {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        Self::from_bytes(d.bytes()?).ok_or_else(|| decode::Error::message("not a channel"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_comes_back_from_its_bytes() {
        let channels = [
            Channel::Region,
            Channel::Area(0x0841_f8d7_ffff_ffff),
            Channel::School("762217".parse().unwrap()),
            Channel::Member(MemberId::from([9; 16])),
            Channel::Everything,
        ];
        for channel in channels {
            assert_eq!(Channel::from_bytes(&channel.to_bytes()), Some(channel.clone()));
            let encoded = minicbor::to_vec(&channel).unwrap();
            assert_eq!(minicbor::decode::<Channel>(&encoded).unwrap(), channel);
        }
        assert!(minicbor::decode::<Channel>(&[0x41, 9]).is_err(), "no channel has this tag");
    }

    #[test]
    fn a_channel_is_shown_by_its_kind_and_its_name() {
        for (channel, shown) in [
            (Channel::Region, "region".to_owned()),
            (Channel::Area(0x0841_f8d7), "area:841f8d7".to_owned()),
            (Channel::School("762217".parse().unwrap()), "school:762217".to_owned()),
            (Channel::Member(MemberId::from([9; 16])), format!("member:{}", "09".repeat(16))),
            (Channel::Everything, "everything".to_owned()),
        ] {
            assert_eq!(channel.to_string(), shown);
        }
    }

    #[test]
    fn other_bytes_are_no_channel() {
        for bytes in [&[][..], &[0, 0], &[1, 2], &[2, 0xff], &[3; 5], &[9], &[4, 1]] {
            assert_eq!(Channel::from_bytes(bytes), None, "{bytes:?}");
        }
    }
}
