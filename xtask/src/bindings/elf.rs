//! As much of ELF as tells whether Android can load a library: for which processor it is, and how its
//! segments are aligned.

/// What a library says of itself.
#[derive(Debug, PartialEq, Eq)]
pub struct Library {
    /// `e_machine`.
    pub machine: u16,
    /// The segments that are loaded.
    pub segments: Vec<Segment>,
}

/// A segment of the type `PT_LOAD`.
#[derive(Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it lies in the file.
    pub offset: u64,
    /// Where it is loaded.
    pub address: u64,
    /// Of what both are the same multiple, but for the same rest.
    pub align: u64,
}

const LOAD: u64 = 1;

impl Library {
    /// Reads the header and the segments of a little-endian ELF file, of 32 or 64 bits.
    ///
    /// # Errors
    /// When it is none, or ends early.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let short = || "it ends in the middle of its header".to_owned();
        let wide = match bytes.get(..6) {
            Some([0x7f, b'E', b'L', b'F', 1, 1]) => false,
            Some([0x7f, b'E', b'L', b'F', 2, 1]) => true,
            _ => return Err("it is no little-endian ELF file".to_owned()),
        };
        let number = |at: usize, length: usize| {
            let field = bytes.get(at..at.checked_add(length)?)?;
            Some(field.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
        };
        let word = if wide { 8 } else { 4 };
        let half = |at| number(at, 2).ok_or_else(short);
        // After e_ident, e_type, e_machine, e_version and e_entry.
        let table = number(24 + word, word).ok_or_else(short)?;
        let counts = if wide { 54 } else { 42 };
        let (size, count) = (half(counts)?, half(counts + 2)?);
        let mut segments = Vec::new();
        for index in 0..count {
            let at = table.checked_add(index * size).and_then(|at| usize::try_from(at).ok());
            let at = at.ok_or_else(short)?;
            if number(at, 4).ok_or_else(short)? != LOAD {
                continue;
            }
            let field = |narrow: usize, wide_at: usize| {
                number(at.checked_add(if wide { wide_at } else { narrow })?, word)
            };
            let (offset, address, align) = (field(4, 8), field(8, 16), field(28, 48));
            let (Some(offset), Some(address), Some(align)) = (offset, address, align) else {
                return Err(short());
            };
            segments.push(Segment { offset, address, align });
        }
        let machine = u16::try_from(half(18)?).map_err(|_| short())?;
        Ok(Self { machine, segments })
    }

    /// Whether it can be loaded where a page has so many bytes.
    ///
    /// # Errors
    /// Which segment cannot.
    pub fn check_pages(&self, page: u64) -> Result<(), String> {
        if self.segments.is_empty() {
            return Err("it has no segment to load".to_owned());
        }
        for (index, Segment { offset, address, align }) in self.segments.iter().enumerate() {
            if *align < page || align % page != 0 {
                return Err(format!("segment {index} is aligned to {align} bytes, not to {page}"));
            }
            if offset % page != address % page {
                return Err(format!("segment {index} lies elsewhere in its page than in the file"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::Command;

    use super::*;

    /// A library made here, with pages of this size.
    fn made_with_pages_of(bytes: u64) -> Vec<u8> {
        let folder =
            std::env::temp_dir().join(format!("sharenum-elf-{}-{bytes}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (source, library) = (folder.join("a.c"), folder.join("a.so"));
        fs::write(&source, "int answer(void) { static int n; return ++n; }\n").unwrap();
        let made = Command::new("cc")
            .args(["-shared", "-fPIC", &format!("-Wl,-z,max-page-size={bytes}"), "-o"])
            .args([&library, &source])
            .status()
            .unwrap();
        assert!(made.success());
        let made = fs::read(library).unwrap();
        fs::remove_dir_all(folder).unwrap();
        made
    }

    #[test]
    #[cfg(all(target_os = "linux", target_endian = "little"))]
    fn a_library_of_this_machine_is_read_and_its_pages_are_told() {
        let large = Library::read(&made_with_pages_of(16_384)).unwrap();
        assert!(large.segments.len() >= 2, "{large:?}");
        assert_eq!(large.check_pages(16_384), Ok(()));
        assert_eq!(large.check_pages(4_096), Ok(()));
        let small = Library::read(&made_with_pages_of(4_096)).unwrap();
        assert_eq!(small.machine, large.machine);
        assert_eq!(small.check_pages(4_096), Ok(()));
        let refused = small.check_pages(16_384).unwrap_err();
        assert_eq!(refused, "segment 0 is aligned to 4096 bytes, not to 16384");
    }

    /// A header with one segment, of 32 bits, for ARM.
    fn narrow(offset: u32, address: u32, align: u32) -> Vec<u8> {
        let mut bytes = vec![0; 52 + 32];
        bytes[..6].copy_from_slice(&[0x7f, b'E', b'L', b'F', 1, 1]);
        bytes[18] = 40;
        bytes[28] = 52;
        bytes[42] = 32;
        bytes[44] = 1;
        bytes[52] = 1;
        for (at, value) in [(56, offset), (60, address), (80, align)] {
            bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn a_library_of_32_bits_is_read_too() {
        let library = Library::read(&narrow(0x1000, 0x5000, 0x4000)).unwrap();
        assert_eq!(library.machine, 40);
        let segment = Segment { offset: 0x1000, address: 0x5000, align: 0x4000 };
        assert_eq!(library.segments, [segment]);
        assert_eq!(library.check_pages(0x4000), Ok(()));
        let shifted = Library::read(&narrow(0x1000, 0x2000, 0x4000)).unwrap();
        assert!(shifted.check_pages(0x4000).unwrap_err().contains("elsewhere"));
    }

    #[test]
    fn what_is_no_library_is_refused() {
        for bytes in [b"".as_slice(), b"\x7fELF", b"!<arch>\n", &[0x7f, b'E', b'L', b'F', 2, 2]] {
            assert!(Library::read(bytes).unwrap_err().contains("no little-endian ELF"));
        }
        let whole = narrow(0x1000, 0x5000, 0x4000);
        for length in 6..whole.len() {
            assert!(Library::read(&whole[..length]).is_err(), "{length}");
        }
        let mut far = whole.clone();
        far[28..32].copy_from_slice(&[255; 4]);
        assert!(Library::read(&far).is_err());
        let mut farther = vec![255; 128];
        farther[..6].copy_from_slice(&[0x7f, b'E', b'L', b'F', 2, 1]);
        assert!(Library::read(&farther).is_err());
        let mut none = whole;
        none[44] = 0;
        assert!(Library::read(&none).unwrap().check_pages(4_096).is_err());
    }
}
