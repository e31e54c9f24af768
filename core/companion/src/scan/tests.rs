//! Codes as cameras see them, and pictures that were made to do harm.

use qrcode::{Color, QrCode};

use super::*;

/// Numbers that look like chance and are the same in each run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Picture {
    fn white(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![230; width * height] }
    }

    /// Draws a code around `centre`, turned by `degrees`, with `module` pixels for each of its
    /// squares. Each pixel is the mean of nine points, as on a sensor.
    fn draw(mut self, text: &str, centre: (f64, f64), degrees: f64, module: f64) -> Self {
        let code = QrCode::new(text).unwrap();
        let size = code.width();
        let colors = code.to_colors();
        let (sin, cos) = degrees.to_radians().sin_cos();
        let dark = |x: f64, y: f64| {
            let (x, y) = (x - centre.0, y - centre.1);
            let column = (x * cos + y * sin) / module + size as f64 / 2.0;
            let row = (y * cos - x * sin) / module + size as f64 / 2.0;
            let inside = |at: f64| (0.0..size as f64).contains(&at);
            (inside(column) && inside(row))
                .then(|| colors[row as usize * size + column as usize] == Color::Dark)
        };
        for y in 0..self.height {
            for x in 0..self.width {
                let mut points = Vec::new();
                for (dx, dy) in (0..9).map(|point| (point % 3, point / 3)) {
                    let at = |start: usize, step: i32| start as f64 + f64::from(2 * step + 1) / 6.0;
                    points.extend(dark(at(x, dx), at(y, dy)));
                }
                if points.len() == 9 {
                    let light = points.iter().filter(|dark| !**dark).count();
                    self.pixels[y * self.width + x] = (30 + light * 22) as u8;
                }
            }
        }
        self
    }

    /// Grain, and light from one side.
    fn grainy(mut self, grain: usize, chance: &mut Chance) -> Self {
        for (index, pixel) in self.pixels.iter_mut().enumerate() {
            let light = 60 * (index % self.width) / self.width;
            let grain = chance.below(2 * grain + 1);
            *pixel = (usize::from(*pixel) * 3 / 4 + light + grain)
                .saturating_sub(grain / 2)
                .min(255) as u8;
        }
        self
    }

    fn read(&self) -> std::result::Result<ScannedInvitation, String> {
        read(self.width as u32, self.height as u32, self.width as u32, &self.pixels)
    }
}

fn read(
    width: u32,
    height: u32,
    stride: u32,
    bytes: &[u8],
) -> std::result::Result<ScannedInvitation, String> {
    let picture = LumaImage { width, height, stride, bytes };
    read_invitation(&picture).map_err(|error| error.key().to_owned())
}

const LINK: &str =
    "sharenum://join?hub=https%3A%2F%2Fhub.dijon.example%3A8443&code=ABCD-EFGH-JKMN-PQRS";

fn found() -> std::result::Result<ScannedInvitation, String> {
    let hub = "https://hub.dijon.example:8443".to_owned();
    Ok(ScannedInvitation { link: LINK.to_owned(), hub })
}

#[test]
fn an_invitation_is_read_upright_turned_small_and_in_bad_light() {
    let mut chance = Chance(1);
    for (degrees, module, grain) in [
        (0.0, 4.0, 0),
        (90.0, 4.0, 0),
        (180.0, 5.0, 10),
        (17.0, 5.0, 0),
        (45.0, 5.0, 20),
        (203.0, 6.0, 40),
        (301.0, 6.0, 30),
        (0.0, 3.0, 0),
        (14.0, 3.0, 3),
        (84.0, 2.5, 0),
    ] {
        let picture = Picture::white(420, 400).draw(LINK, (205.0, 196.0), degrees, module);
        let picture = picture.grainy(grain, &mut chance);
        assert_eq!(picture.read(), found(), "{degrees}°, {module} px, grain {grain}");
    }
}

#[test]
fn a_large_picture_is_made_smaller_and_a_small_code_in_it_is_still_found() {
    let big = Picture::white(1700, 900).draw(LINK, (800.0, 450.0), 5.0, 18.0);
    assert_eq!(big.read(), found());
    // Two and a half pixels for each square at the first try, too few for it.
    let small = Picture::white(1600, 500).draw(LINK, (1200.0, 300.0), 3.0, 5.0);
    assert_eq!(small.read(), found());
}

#[test]
fn rows_may_be_longer_than_the_picture_and_the_last_may_end_early() {
    let picture = Picture::white(300, 300).draw(LINK, (150.0, 150.0), 0.0, 4.0);
    let mut padded = Vec::new();
    for row in picture.pixels.chunks(300) {
        padded.extend_from_slice(row);
        padded.extend([0; 20]);
    }
    assert_eq!(read(300, 300, 320, &padded), found());
    assert_eq!(read(300, 300, 320, &padded[..padded.len() - 20]), found());
    let error = read(300, 300, 320, &padded[..padded.len() - 21]).unwrap_err();
    assert_eq!(error, "invitation.no-picture");
}

#[test]
fn whatever_is_no_invitation_has_a_reason_that_does_not_tell_what_it_said() {
    for (text, reason) in [
        ("WIFI:T:WPA;S=BusNum;P=secret;;", "invitation.other-qr"),
        ("https://hub.example/join?code=ABCD", "invitation.other-qr"),
        ("ABCD-EFGH-JKMN-PQRS", "invitation.other-qr"),
        ("sharenum://leave?hub=https%3A%2F%2Fhub.example", "invitation.other-qr"),
        ("sharenum://join?code=ABCD-EFGH", "invitation.link-without-hub"),
        ("sharenum://join?hub=https%3A%2F%2Fhub.example", "invitation.link-without-code"),
        ("sharenum://join?hub=javascript%3Aalert&code=A", "invitation.link-without-hub"),
    ] {
        let picture = Picture::white(300, 300).draw(text, (150.0, 150.0), 0.0, 5.0);
        assert_eq!(picture.read().unwrap_err(), reason, "{text}");
        let image = LumaImage { width: 300, height: 300, stride: 300, bytes: &picture.pixels };
        let error = read_invitation(&image).unwrap_err();
        assert!(!format!("{error} {:?}", error.phrase()).contains("secret"));
    }
    assert_eq!(Picture::white(300, 300).read().unwrap_err(), "invitation.no-qr");
}

#[test]
fn of_several_codes_the_one_invitation_counts_and_of_several_invitations_none() {
    let two = |left: &str, right: &str| {
        let picture = Picture::white(520, 260).draw(left, (130.0, 130.0), 0.0, 4.0);
        picture.draw(right, (390.0, 130.0), 0.0, 4.0).read()
    };
    let other = LINK.replace("ABCD", "WXYZ");
    assert_eq!(two(LINK, &other).unwrap_err(), "invitation.several-qr");
    assert_eq!(two(LINK, LINK), found());
    assert_eq!(two("WIFI:T:WPA;S=BusNum;;", LINK), found());
    assert_eq!(two(LINK, "sharenum://join?code=ABCD"), found());
    assert_eq!(two("one", "two").unwrap_err(), "invitation.other-qr");
    assert_eq!(two("one", "sharenum://join?code=A").unwrap_err(), "invitation.link-without-hub");
}

#[test]
fn the_door_of_a_bus_is_read_beside_its_wifi() {
    let link = "sharenum://bus?hub=http%3A%2F%2F192.168.4.1%3A8480&region=07070707070707070707070707070707";
    let other = link.replace("192.168.4.1", "192.168.4.2");
    let read = |left: &str, right: &str| {
        let picture = Picture::white(520, 260).draw(left, (130.0, 130.0), 0.0, 4.0);
        let picture = picture.draw(right, (390.0, 130.0), 0.0, 4.0);
        read_bus(&LumaImage { width: 520, height: 260, stride: 520, bytes: &picture.pixels })
    };
    let wifi = "WIFI:T:WPA;S:BusNum;P:secret;;";
    assert_eq!(read(wifi, link), link.parse().map_err(BadBus::Sign));
    assert_eq!(read(LINK, link), link.parse().map_err(BadBus::Sign));
    assert_eq!(read(&other, link), Err(BadBus::SeveralQr));
    assert_eq!(read(wifi, LINK), Err(BadBus::Sign(InvalidBus::Other)));
    assert_eq!(read(wifi, "sharenum://bus?hub=x"), Err(BadBus::Sign(InvalidBus::Damaged)));
    let white = Picture::white(40, 40).pixels;
    for (stride, reason) in [(40, BadBus::NoQr), (39, BadBus::NoPicture)] {
        let picture = LumaImage { width: 40, height: 40, stride, bytes: &white };
        assert_eq!(read_bus(&picture), Err(reason));
    }
}

#[test]
fn numbers_that_do_not_fit_the_buffer_are_refused() {
    let bytes = vec![0; 10_000];
    for (width, height, stride) in [
        (0, 0, 0),
        (0, 10, 10),
        (10, 0, 10),
        (100, 101, 100),
        (101, 100, 101),
        (100, 100, 99),
        (100, 100, 101),
        (u32::MAX, 1, u32::MAX),
        (1, u32::MAX, 1),
        (u32::MAX, u32::MAX, u32::MAX),
        (1, 1, u32::MAX),
    ] {
        let error = read(width, height, stride, &bytes).unwrap_err();
        assert_eq!(error, "invitation.no-picture", "{width} × {height}, {stride}");
    }
    assert_eq!(read(100, 100, 100, &bytes).unwrap_err(), "invitation.no-qr");
    let large = vec![255; 4097 * 4096];
    assert_eq!(read(4097, 4096, 4097, &large).unwrap_err(), "invitation.no-picture");
}

#[test]
fn random_pictures_of_any_form_are_no_invitation() {
    let mut chance = Chance(20_270_317);
    for round in 0..60 {
        let (width, height) = (1 + chance.below(120), 1 + chance.below(120));
        let square = 1 + chance.below(9);
        let shades = 2 + chance.below(254);
        let row: Vec<u8> = (0..width * height).map(|_| (chance.below(shades)) as u8).collect();
        let pixels = (0..width * height)
            .map(|index| {
                let (x, y) = (index % width / square, index / width / square);
                if row[y * width + x] as usize * 2 < shades { 0 } else { 255 }
            })
            .collect();
        let picture = Picture { width, height, pixels };
        assert_eq!(picture.read().unwrap_err(), "invitation.no-qr", "round {round}");
    }
}

#[test]
fn a_damaged_code_is_read_rightly_or_not_at_all() {
    let mut chance = Chance(7);
    let mut read_anyway = 0;
    for _ in 0..25 {
        let mut picture = Picture::white(300, 300).draw(LINK, (150.0, 150.0), 0.0, 4.0);
        for _ in 0..1 + chance.below(12) {
            let (left, top) = (chance.below(260), chance.below(260));
            let (width, height, shade) = (chance.below(40), chance.below(40), chance.below(256));
            for y in top..top + height {
                picture.pixels[y * 300 + left..y * 300 + left + width].fill(shade as u8);
            }
        }
        match picture.read() {
            Ok(invitation) => {
                assert_eq!(Ok(invitation), found());
                read_anyway += 1;
            }
            Err(reason) => assert_eq!(reason, "invitation.no-qr"),
        }
    }
    assert!((2..25).contains(&read_anyway), "{read_anyway}");
}

/// The corner of a code, again and again: each three of them may be one.
fn carpet(size: usize) -> Vec<u8> {
    let dark = |x: usize, y: usize| {
        let ring = x.abs_diff(3).max(y.abs_diff(3));
        ring == 3 || ring < 2
    };
    (0..size * size)
        .map(|index| (index % size % 8, index / size % 8))
        .map(|(x, y)| if x < 7 && y < 7 && dark(x, y) { 0 } else { 255 })
        .collect()
}

#[test]
fn the_work_on_a_picture_is_bounded_whatever_it_shows() {
    for size in [64, 160, 240] {
        let (found, looks) = texts(size, size, carpet(size));
        let most = (size * size) as u64 * LOOKS_PER_PIXEL;
        assert!(found.is_empty() && looks <= most, "{looks}");
        if size == 240 {
            assert!(looks > most / 2, "this picture was to keep it busy: {looks} of {most}");
        }
    }
    // What people photograph needs much less.
    let mut chance = Chance(3);
    let photograph = Picture::white(420, 400).draw(LINK, (205.0, 196.0), 17.0, 5.0);
    let photograph = photograph.grainy(30, &mut chance);
    let (found, looks) = texts(420, 400, photograph.pixels);
    assert_eq!(found, [LINK]);
    assert!(looks < 420 * 400 * LOOKS_PER_PIXEL / 5, "{}", looks / (420 * 400));
}
