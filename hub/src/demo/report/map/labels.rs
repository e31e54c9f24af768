//! Where names go on a map so that none covers another.

use std::f64::consts::TAU;

/// A box in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    fn overlaps(&self, other: &Self, gap: f64) -> bool {
        self.x < other.x + other.width + gap
            && other.x < self.x + self.width + gap
            && self.y < other.y + other.height + gap
            && other.y < self.y + self.height + gap
    }

    fn holds(&self, (x, y): (f64, f64), gap: f64) -> bool {
        x > self.x - gap
            && x < self.x + self.width + gap
            && y > self.y - gap
            && y < self.y + self.height + gap
    }

    /// The point of the box that is nearest to `(x, y)`.
    pub(super) fn nearest(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (x.clamp(self.x, self.x + self.width), y.clamp(self.y, self.y + self.height))
    }

    /// Whether the way between two points passes through; sampled, which is fine for
    /// boxes that are larger than the steps.
    fn crossed_by(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        (1..16).any(|step| {
            let part = f64::from(step) / 16.0;
            self.holds((from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part), 1.0)
        })
    }
}

/// A name that wants a place.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// What it names, in px.
    pub at: (f64, f64),
    /// How large it is, in px.
    pub size: (f64, f64),
}

/// What else is drawn on the map.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    /// Small signs: better not covered.
    pub dots: Vec<(f64, f64)>,
    /// Legends and the like: never covered.
    pub boxes: Vec<Rect>,
}

/// A place for each name, in the order of the wishes: near what it names, inside the map,
/// never on another name, and off the dots where there is a choice.
///
/// Greedy, crowded names first; the same wishes always get the same places.
pub(super) fn arrange(wishes: &[Wish], drawn: &Drawn, map: Rect) -> Vec<Rect> {
    let crowd = |at: (f64, f64)| wishes.iter().filter(|wish| length(wish.at, at) < 60.0).count();
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(crowd(wishes[index].at)), index));

    let mut placed: Vec<Option<Rect>> = vec![None; wishes.len()];
    for &index in &order {
        let best = candidates(&wishes[index], map)
            .map(|rect| (cost(&rect, index, wishes, &placed, drawn), rect))
            .min_by(|(a, _), (b, _)| a.total_cmp(b));
        placed[index] = best.map(|(_, rect)| rect);
    }
    let fallback =
        |wish: &Wish| Rect { x: wish.at.0, y: wish.at.1, width: wish.size.0, height: wish.size.1 };
    placed.iter().zip(wishes).map(|(rect, wish)| rect.unwrap_or_else(|| fallback(wish))).collect()
}

fn candidates(wish: &Wish, map: Rect) -> impl Iterator<Item = Rect> {
    let (at, (width, height)) = (wish.at, wish.size);
    [15.0, 22.0, 32.0, 48.0, 68.0, 92.0, 120.0, 152.0, 190.0, 235.0].into_iter().flat_map(
        move |distance| {
            (0..32).map(move |turn| {
                let angle = TAU * f64::from(turn) / 32.0;
                let (x, y) = (at.0 + distance * angle.cos(), at.1 + distance * angle.sin());
                // The side of the box that faces the point touches the ring.
                let left = x - width * (1.0 - angle.cos()) / 2.0;
                let top = y - height * (1.0 - angle.sin()) / 2.0;
                Rect {
                    x: left.clamp(map.x, (map.x + map.width - width).max(map.x)),
                    y: top.clamp(map.y, (map.y + map.height - height).max(map.y)),
                    width,
                    height,
                }
            })
        },
    )
}

fn cost(rect: &Rect, index: usize, wishes: &[Wish], placed: &[Option<Rect>], drawn: &Drawn) -> f64 {
    let at = wishes[index].at;
    let end = rect.nearest(at);
    let mut cost = length(at, end);
    if rect.holds(at, 12.0) {
        cost += 5_000.0;
    }
    for (other, place) in placed.iter().enumerate() {
        let Some(place) = place else { continue };
        let anchor = wishes[other].at;
        let tip = place.nearest(anchor);
        if rect.overlaps(place, 5.0) {
            cost += 10_000.0;
        }
        if place.crossed_by(at, end) || rect.crossed_by(anchor, tip) {
            cost += 2_000.0;
        }
        if cross(at, end, anchor, tip) {
            cost += 400.0;
        }
    }
    for (other, wish) in wishes.iter().enumerate() {
        if other != index && rect.holds(wish.at, 12.0) {
            cost += 1_000.0;
        }
    }
    cost += 10_000.0 * drawn.boxes.iter().filter(|other| rect.overlaps(other, 5.0)).count() as f64;
    cost + 40.0 * drawn.dots.iter().filter(|dot| rect.holds(**dot, 3.0)).count() as f64
}

fn length(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

fn cross(a: (f64, f64), b: (f64, f64), c: (f64, f64), d: (f64, f64)) -> bool {
    let side = |p: (f64, f64), q: (f64, f64), r: (f64, f64)| {
        (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0)
    };
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: Rect = Rect { x: 0.0, y: 0.0, width: 1000.0, height: 760.0 };

    #[test]
    fn names_of_a_crowded_place_do_not_cover_each_other_nor_leave_the_map() {
        let wishes: Vec<Wish> = (0..14)
            .map(|index| Wish {
                at: (500.0 + f64::from(index % 4) * 9.0, 380.0 + f64::from(index / 4) * 7.0),
                size: (170.0, 34.0),
            })
            .chain([Wish { at: (3.0, 3.0), size: (170.0, 34.0) }])
            .collect();
        let places = arrange(&wishes, &Drawn::default(), MAP);
        assert_eq!(places.len(), wishes.len());
        for (index, place) in places.iter().enumerate() {
            assert!(place.x >= 0.0 && place.x + place.width <= 1000.0, "{place:?}");
            assert!(place.y >= 0.0 && place.y + place.height <= 760.0, "{place:?}");
            for other in &places[..index] {
                assert!(!place.overlaps(other, 0.0), "{place:?} covers {other:?}");
            }
        }
    }

    #[test]
    fn a_name_alone_stays_close_to_what_it_names() {
        let wish = Wish { at: (500.0, 300.0), size: (100.0, 30.0) };
        let places = arrange(std::slice::from_ref(&wish), &Drawn::default(), MAP);
        assert!(length(wish.at, places[0].nearest(wish.at)) < 20.0);
        assert!(!places[0].holds(wish.at, 0.0));
    }
}
