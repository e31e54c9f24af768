//! A picture that counts how often it is looked at.
//!
//! The reader of QR codes tries every three patterns that may be the corners of a code, and follows
//! lines to wherever they lead: a picture that was made for it keeps it busy for hours. All it does,
//! it does through this picture, which ends it when it has looked often enough.

use std::cell::Cell;
use std::panic::resume_unwind;
use std::rc::Rc;

use image::{GenericImage, GenericImageView, Luma};

/// The reader may not go on.
struct Enough;

/// How often a picture and its copies were looked at, and how often they may be.
#[derive(Clone)]
pub(super) struct Looks {
    taken: Rc<Cell<u64>>,
    most: u64,
}

impl Looks {
    pub(super) fn at_most(most: u64) -> Self {
        Self { taken: Rc::default(), most }
    }

    pub(super) fn taken(&self) -> u64 {
        self.taken.get()
    }

    /// Ends the reader when it has looked often enough, without the message of a panic.
    fn take(&self, looks: u64) {
        let taken = self.taken.get() + looks;
        if taken > self.most {
            resume_unwind(Box::new(Enough));
        }
        self.taken.set(taken);
    }
}

/// The picture.
pub(super) struct Watched {
    width: usize,
    height: usize,
    pixels: Vec<Luma<u8>>,
    looks: Looks,
}

impl Watched {
    /// `pixels` are `width` times `height`.
    pub(super) fn new(width: usize, height: usize, pixels: Vec<u8>, looks: &Looks) -> Self {
        let pixels = pixels.into_iter().map(|shade| Luma([shade])).collect();
        Self { width, height, pixels, looks: looks.clone() }
    }

    fn index(&self, x: u32, y: u32) -> usize {
        let (x, y) = (x as usize, y as usize);
        if x >= self.width || y >= self.height {
            // The reader lost its way, as it does in damaged codes.
            resume_unwind(Box::new(Enough));
        }
        y * self.width + x
    }
}

impl Clone for Watched {
    fn clone(&self) -> Self {
        // To copy a pixel costs much less than to ask for it.
        self.looks.take(self.pixels.len() as u64 / 8 + 1);
        Self { pixels: self.pixels.clone(), looks: self.looks.clone(), ..*self }
    }
}

impl GenericImageView for Watched {
    type Pixel = Luma<u8>;

    fn dimensions(&self) -> (u32, u32) {
        // Counted too: where the reader is outside of the picture, it asks for nothing else.
        self.looks.take(1);
        (self.width as u32, self.height as u32)
    }

    fn get_pixel(&self, x: u32, y: u32) -> Luma<u8> {
        self.looks.take(1);
        self.pixels[self.index(x, y)]
    }
}

impl GenericImage for Watched {
    fn get_pixel_mut(&mut self, x: u32, y: u32) -> &mut Luma<u8> {
        self.looks.take(1);
        let index = self.index(x, y);
        &mut self.pixels[index]
    }

    fn put_pixel(&mut self, x: u32, y: u32, pixel: Luma<u8>) {
        self.looks.take(1);
        let index = self.index(x, y);
        self.pixels[index] = pixel;
    }

    fn blend_pixel(&mut self, x: u32, y: u32, pixel: Luma<u8>) {
        self.put_pixel(x, y, pixel);
    }
}
