//! A fuzzer's bytes, read as choices. When they are spent, every choice is the first one.

pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn u8(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub fn u16(&mut self) -> u16 {
        u16::from_be_bytes([self.u8(), self.u8()])
    }

    pub fn u64(&mut self) -> u64 {
        (0..8).fold(0, |number, _| number << 8 | u64::from(self.u8()))
    }

    /// A number below `most`, which is not 0.
    pub fn below(&mut self, most: usize) -> usize {
        usize::from(self.u8()) % most
    }

    pub fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        taken
    }

    /// A part with its length before it.
    pub fn part(&mut self) -> &'a [u8] {
        let length = self.u16();
        self.take(usize::from(length))
    }

    /// An interesting number: near zero, near a limit, or any.
    pub fn number(&mut self) -> u64 {
        let near = u64::from(self.u8());
        match near % 8 {
            0..=3 => near / 8,
            4 => u64::from(u32::MAX) - near / 8,
            5 => (1 << 30) + near / 8 - 8,
            6 => u64::MAX - near / 8,
            _ => self.u64(),
        }
    }

    /// The items in an order that the bytes choose.
    pub fn shuffled<T: Clone>(&mut self, items: &[T]) -> Vec<T> {
        let mut left = items.to_vec();
        let mut order = Vec::with_capacity(left.len());
        while !left.is_empty() {
            order.push(left.remove(self.below(left.len())));
        }
        order
    }
}
