//! A look at the columns of an automerge change before automerge unpacks them.
//!
//! The columns are run-length encoded: in seventy bytes a change can claim a billion operations, or
//! one operation with a billion predecessors, and automerge would unpack them all. So the runs
//! are added up first, without unpacking anything, and only the columns that a flat document
//! needs are allowed. Source of the layout: the automerge binary format specification,
//! <https://automerge.org/automerge-binary-format-spec/>.

use crate::Refusal;

/// Limits that a change must keep.
pub(crate) struct Limits {
    pub deps: u64,
    pub other_actors: u64,
    pub ops: u64,
    /// Predecessors of all operations together.
    pub preds: u64,
    pub key_bytes: u64,
}

/// How the data of a column is encoded.
#[derive(Clone, Copy)]
enum Encoding {
    /// Runs of unsigned numbers.
    Numbers,
    /// Runs of numbers of operations, which count from 1.
    Counters,
    /// Runs of signed numbers.
    Deltas,
    /// Runs of texts.
    Texts,
    /// Lengths of alternating runs.
    Booleans,
    /// Bytes as they are.
    Raw,
}

/// The columns of a change that writes scalars under keys of maps; any other is refused.
const fn encoding(specification: u64) -> Option<Encoding> {
    match specification {
        // Object (actor), action, metadata of the value, predecessors (count, actor).
        0x01 | 0x42 | 0x56 | 0x70 | 0x71 => Some(Encoding::Numbers),
        // Object (counter). The root has none; a zero is read as the root here and kept as another
        // object there.
        0x02 => Some(Encoding::Counters),
        // Counter of the predecessors.
        0x73 => Some(Encoding::Deltas),
        // Key.
        0x15 => Some(Encoding::Texts),
        // Insert: never set in a map, but always written.
        0x34 => Some(Encoding::Booleans),
        // Value.
        0x57 => Some(Encoding::Raw),
        _ => None,
    }
}

const PRED_COUNT: u64 = 0x70;
const PRED_COLUMNS: [u64; 2] = [0x71, 0x73];

/// Checks that unpacking the change of a chunk whose header says "plain change" stays within
/// `limits`.
///
/// # Errors
/// [`Refusal::BadStructure`].
pub(crate) fn check(payload: &[u8], limits: &Limits) -> Result<(), Refusal> {
    scan(payload, limits).ok_or(Refusal::BadStructure)
}

fn scan(payload: &[u8], limits: &Limits) -> Option<()> {
    // Magic, checksum and type.
    let mut outer = Reader(payload.get(9..)?);
    let length = outer.length()?;
    let mut body = Reader(outer.take(length)?);
    (outer.0.is_empty()).then_some(())?;
    let deps = body.unsigned().filter(|deps| *deps <= limits.deps)?;
    body.take(usize::try_from(deps).ok()?.checked_mul(32)?)?;
    body.prefixed()?;
    // Sequence number, first operation, time.
    body.unsigned()?;
    body.unsigned()?;
    body.signed()?;
    body.prefixed()?;
    for _ in 0..body.unsigned().filter(|actors| *actors <= limits.other_actors)? {
        body.prefixed()?;
    }
    let columns = body.unsigned().filter(|columns| *columns <= 16)?;
    let columns: Vec<(u64, usize)> =
        (0..columns).map(|_| Some((body.unsigned()?, body.length()?))).collect::<Option<_>>()?;
    for (specification, length) in columns {
        let encoding = encoding(specification)?;
        let data = Reader(body.take(length)?);
        let in_preds = PRED_COLUMNS.contains(&specification);
        let most = if in_preds { limits.preds } else { limits.ops };
        let sum = total(data, encoding, most, limits.key_bytes)?;
        (specification != PRED_COUNT || sum <= limits.preds).then_some(())?;
    }
    Some(())
}

/// Counts the rows of a column up to `most`, and answers with the sum of its numbers.
fn total(mut data: Reader<'_>, encoding: Encoding, most: u64, longest: u64) -> Option<u64> {
    let (mut rows, mut sum) = (0_u64, 0_u64);
    if matches!(encoding, Encoding::Raw) {
        return Some(0);
    }
    while !data.0.is_empty() {
        if matches!(encoding, Encoding::Booleans) {
            rows = rows.checked_add(data.unsigned()?)?;
        } else {
            let run = data.signed()?;
            rows = rows.checked_add(match run {
                // As many rows without a value.
                0 => data.unsigned()?,
                // One value for as many rows.
                1.. => {
                    sum = sum.checked_add(
                        data.value(encoding, longest)?.checked_mul(run.unsigned_abs())?,
                    )?;
                    run.unsigned_abs()
                }
                // As many values, one per row.
                ..0 => {
                    for _ in 0..Some(run.unsigned_abs()).filter(|values| *values <= most)? {
                        sum = sum.checked_add(data.value(encoding, longest)?)?;
                    }
                    run.unsigned_abs()
                }
            })?;
        }
        (rows <= most).then_some(())?;
    }
    Some(sum)
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn prefixed(&mut self) -> Option<&'a [u8]> {
        let length = self.length()?;
        self.take(length)
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.unsigned()?).ok()
    }

    /// The seven-bit groups of a LEB128 number, with how many bits they make.
    fn groups(&mut self) -> Option<(u64, u32, bool)> {
        let (mut number, mut bits) = (0_u64, 0_u32);
        loop {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            // The tenth group has room for one bit; nothing of ours comes near it.
            (bits < 63).then_some(())?;
            number |= u64::from(byte & 0x7f) << bits;
            bits += 7;
            if byte & 0x80 == 0 {
                return Some((number, bits, byte & 0x40 != 0));
            }
        }
    }

    fn unsigned(&mut self) -> Option<u64> {
        self.groups().map(|(number, ..)| number)
    }

    fn signed(&mut self) -> Option<i64> {
        let (number, bits, negative) = self.groups()?;
        // At most 63 bits: the sign is the highest of them.
        let extended = if negative { number | (u64::MAX << bits) } else { number };
        Some(extended.cast_signed())
    }

    /// One value of a run: a number that counts, or 0 for what need not be added up.
    fn value(&mut self, encoding: Encoding, longest: u64) -> Option<u64> {
        match encoding {
            Encoding::Numbers => self.unsigned(),
            Encoding::Counters => self.unsigned().filter(|counter| *counter > 0),
            Encoding::Deltas => self.signed().map(|_| 0),
            // A long key in a long run would be copied for each row.
            Encoding::Texts => {
                let length = self.unsigned().filter(|length| *length <= longest)?;
                self.take(usize::try_from(length).ok()?).map(|_| 0)
            }
            Encoding::Booleans | Encoding::Raw => None,
        }
    }
}
