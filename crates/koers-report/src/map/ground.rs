//! From a plane to the drawing: coordinates of the screen, short paths, and the line around several regions.

use super::{Ground, Map};
use koers_model::outline::{Corner, Edge, Frame, Outline, Outlines, Ring, Tile, Tiles, around};
use koers_model::region::RegionCode;
use std::fmt::Write;

/// Units of the longer side of a drawing of outlines.
const LONGER: i32 = 1600;
/// Room around the regions, in units of the drawing.
const EDGE: i32 = 12;
/// Units of a tile.
pub(super) const TILE: i32 = 100;
/// Space between a tile and the next.
pub(super) const GAP: i32 = 6;
/// A region that would vanish in rounding is drawn as a square of this size.
const DOT: i32 = 6;

/// Where a part of the plane is shown on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet {
    /// What is shown, in units of the plane.
    frame: Frame,
    /// Units of the drawing to one of the plane.
    scale: f64,
    /// Units of the drawing that stay free around what is shown.
    room: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Map<'_> {
    /// The sheet on which the shown regions fit.
    pub(super) fn sheet(&self) -> Sheet {
        match self.ground {
            Ground::Outlines(outlines) => {
                let shown = outlines.iter().filter(|(code, _)| self.shows(code));
                let frame = shown
                    .map(|(_, outline)| outline.frame())
                    .reduce(Frame::with)
                    .unwrap_or_default();
                let longer = frame.width().max(frame.height()).max(1);
                let scale = f64::from(LONGER) / f64::from(longer);
                let side = |units: i32| whole(f64::from(units) * scale) + 2 * EDGE;
                Sheet {
                    frame,
                    scale,
                    room: EDGE,
                    width: side(frame.width()),
                    height: side(frame.height()),
                }
            }
            Ground::Tiles(tiles) => {
                let shown = tiles.iter().filter(|(code, _)| self.shows(code));
                let corners: Vec<Corner> = shown.map(|(_, tile)| corner(tile)).collect();
                let frame = Frame::around(&corners).unwrap_or_default();
                let side = |tiles: i32| (tiles + 1) * TILE + 2 * GAP;
                Sheet {
                    frame,
                    scale: f64::from(TILE),
                    room: GAP,
                    width: side(frame.width()),
                    height: side(frame.height()),
                }
            }
        }
    }

    /// The line around the shown ones of the workspace's own regions; empty when none is.
    pub(super) fn own_path(&self, sheet: &Sheet) -> String {
        let own = self.own.iter().filter(|code| self.shows(code));
        let lines = match self.ground {
            Ground::Outlines(outlines) => {
                let rings = own.filter_map(|code| outlines.get(code)).flat_map(Outline::rings);
                around(rings.flat_map(Ring::edges))
            }
            Ground::Tiles(tiles) => around(own.filter_map(|code| tiles.get(code)).flat_map(edges)),
        };
        let mut path = String::new();
        for line in lines {
            push_line(&mut path, line.iter().map(|corner| sheet.at(*corner)));
        }
        path
    }
}

fn corner(tile: Tile) -> Corner {
    Corner {
        x: i32::from(tile.column),
        y: i32::from(tile.row),
    }
}

/// The four edges of a tile, counter-clockwise.
fn edges(tile: Tile) -> [Edge; 4] {
    let Corner { x, y } = corner(tile);
    let [a, b, c, d] = [(x, y), (x, y + 1), (x + 1, y + 1), (x + 1, y)].map(|(x, y)| Corner { x, y });
    [(a, b), (b, c), (c, d), (d, a)]
}

impl Sheet {
    /// The place of a corner in the drawing.
    fn at(&self, corner: Corner) -> (i32, i32) {
        let units = |units: i32| whole(f64::from(units) * self.scale) + self.room;
        (
            units(corner.x - self.frame.left),
            units(corner.y - self.frame.top),
        )
    }

    /// The north-western corner of a tile.
    pub(super) fn tile(&self, tile: Tile) -> (i32, i32) {
        self.at(corner(tile))
    }

    /// How many columns of tiles there are.
    pub(super) fn columns(&self) -> i32 {
        self.frame.width() + 1
    }

    /// The path of a region. One too small to be seen becomes a small square in its place.
    pub(super) fn path(&self, outline: &Outline) -> String {
        let mut path = String::new();
        for ring in outline.rings() {
            push_line(&mut path, ring.corners().iter().map(|corner| self.at(*corner)));
        }
        if path.is_empty() {
            let frame = outline.frame();
            let (x, y) = self.at(Corner {
                x: i32::midpoint(frame.left, frame.right),
                y: i32::midpoint(frame.top, frame.bottom),
            });
            let _ = write!(path, "M{} {}h{DOT}v{DOT}h-{DOT}z", x - DOT / 2, y - DOT / 2);
        }
        path
    }

    /// Regions that lie in the picture and are not shown themselves.
    pub(super) fn beside<'o>(
        &self,
        outlines: &'o Outlines,
        shows: impl Fn(&RegionCode) -> bool,
    ) -> Vec<&'o Outline> {
        let room = whole(f64::from(self.room) / self.scale) + 1;
        let seen = Frame {
            left: self.frame.left - room,
            top: self.frame.top - room,
            right: self.frame.right + room,
            bottom: self.frame.bottom + room,
        };
        outlines
            .iter()
            .filter(|(code, outline)| !shows(code) && seen.meets(outline.frame()))
            .map(|(_, outline)| outline)
            .collect()
    }
}

/// How many letters of a name stand on a tile when the layout has none of its own.
const LETTERS: usize = 3;

/// What stands on a tile: the letters of the layout, else the first letters of the name.
pub(super) fn letters(tiles: &Tiles, code: &RegionCode, name: &str) -> String {
    match tiles.label(code) {
        Some(label) => label.chars().take(LETTERS + 2).collect(),
        None => name
            .chars()
            .filter(|c| c.is_alphanumeric())
            .take(LETTERS)
            .collect(),
    }
}

/// The nearest whole number of a float that is far from the ends of the whole numbers.
#[allow(
    clippy::cast_possible_truncation,
    reason = "clamped; a float that is no number gives zero"
)]
fn whole(value: f64) -> i32 {
    value.round().clamp(-1e9, 1e9) as i32
}

/// Adds a closed line in steps from corner to corner, without corners that fall together; nothing when fewer than three are left.
fn push_line(path: &mut String, corners: impl Iterator<Item = (i32, i32)>) {
    let mut line: Vec<(i32, i32)> = corners.collect();
    line.dedup();
    while line.len() > 1 && line.first() == line.last() {
        line.pop();
    }
    if line.len() < 3 {
        return;
    }
    let mut before: Option<(i32, i32)> = None;
    for (x, y) in line {
        let _ = match before {
            None => write!(path, "M{x} {y}l"),
            Some((a, b)) => {
                // A minus sign parts numbers as well as a space does.
                let (dx, dy) = (x - a, y - b);
                let first = if path.ends_with('l') || dx < 0 { "" } else { " " };
                let second = if dy < 0 { "" } else { " " };
                write!(path, "{first}{dx}{second}{dy}")
            }
        };
        before = Some((x, y));
    }
    path.push('z');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short() {
        let mut path = String::new();
        push_line(
            &mut path,
            [(10, 10), (10, 10), (4, 22), (9, 22), (8, 3), (10, 10)].into_iter(),
        );
        assert_eq!(path, "M10 10l-6 12 5 0-1-19z");
        push_line(&mut path, [(1, 1), (1, 1), (2, 2), (1, 1)].into_iter());
        assert_eq!(path, "M10 10l-6 12 5 0-1-19z");
    }
}
