//! Which regions border on each other.

use koers_model::outline::{Corner, Edge, Outlines, Ring};
use koers_model::region::RegionCode;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How far two lines along the same border may lie apart, in units of the plane: as far as rounding moves the ends of both.
const APART: f64 = 2.0;
/// How much a line that is straight in longitude and latitude bows in the plane, at most, as a part of its length squared over the diameter
/// of the earth: the bow of a parallel is L² tan φ ÷ 8 R, and φ stays below 80 degrees.
const BOW: f64 = 1.5;
/// And never more than this, in metres: water that is wider keeps regions apart, however long their sides are.
const WIDEST: f64 = 50.0;
/// The diameter of the earth, in metres.
const EARTH: f64 = 12_742_000.0;

/// The regions that each region borders on: those that share a line with it, not only a corner (contiguity of the rook's kind: L. Anselin
/// (1988), Spatial Econometrics, chapter 3). The sea between two regions keeps them apart.
///
/// Mostly both run through the same corners. Where one has a corner that the other lacks, as where a third region begins, the lines are
/// held against each other: they border when they run along each other in opposite directions for longer than they may lie apart.
#[must_use]
pub fn neighbours(outlines: &Outlines) -> BTreeMap<&RegionCode, BTreeSet<&RegionCode>> {
    let mut found: BTreeMap<&RegionCode, BTreeSet<&RegionCode>> =
        outlines.iter().map(|(code, _)| (code, BTreeSet::new())).collect();
    let mut add = |one: &RegionCode, other| {
        if let Some(beside) = found.get_mut(one) {
            beside.insert(other);
        }
    };
    let edges: Vec<Side<'_>> = outlines
        .iter()
        .flat_map(|(region, outline)| {
            let edges = outline.rings().iter().flat_map(Ring::edges);
            edges.map(move |edge| Side { region, edge })
        })
        .collect();
    let known: HashMap<Edge, &RegionCode> = edges.iter().map(|side| (side.edge, side.region)).collect();
    let mut alone = Vec::new();
    for side in &edges {
        let (from, to) = side.edge;
        match known.get(&(to, from)) {
            Some(other) if *other != side.region => add(side.region, other),
            Some(_) => {}
            None => alone.push(*side),
        }
    }
    // From west to east; what ends before the next begins needs no look any more.
    alone.sort_by_key(|side| (side.west(), side.edge));
    let slack = f64::from(outlines.metres());
    let mut near: Vec<Side<'_>> = Vec::new();
    for side in alone {
        let reach = |other: &Side<'_>| side.slack(slack).max(other.slack(slack)).ceil() as i32;
        near.retain(|other| other.east() + reach(other) >= side.west());
        for other in near.iter().filter(|other| other.region != side.region) {
            if side.runs_along(*other, slack) {
                add(side.region, other.region);
                add(other.region, side.region);
            }
        }
        near.push(side);
    }
    found
}

/// A line with the region at its left-hand side.
#[derive(Debug, Clone, Copy)]
struct Side<'a> {
    region: &'a RegionCode,
    edge: Edge,
}

impl Side<'_> {
    fn west(&self) -> i32 {
        self.edge.0.x.min(self.edge.1.x)
    }
    fn east(&self) -> i32 {
        self.edge.0.x.max(self.edge.1.x)
    }
    /// From one end to the other, in units.
    fn along(&self) -> (f64, f64) {
        let (from, to) = self.edge;
        (
            f64::from(to.x) - f64::from(from.x),
            f64::from(to.y) - f64::from(from.y),
        )
    }
    fn length(&self) -> f64 {
        let (x, y) = self.along();
        x.hypot(y)
    }
    /// How far another line along it may lie, in units.
    fn slack(&self, metres: f64) -> f64 {
        let length = self.length();
        APART + (BOW * length * length * metres / EARTH).min(WIDEST / metres)
    }
    /// How far a corner lies along this line from its beginning, and how far beside it.
    fn place(&self, corner: Corner) -> (f64, f64) {
        let ((x, y), from) = (self.along(), self.edge.0);
        let (px, py) = (
            f64::from(corner.x) - f64::from(from.x),
            f64::from(corner.y) - f64::from(from.y),
        );
        let length = self.length();
        ((px * x + py * y) / length, (px * y - py * x) / length)
    }
    /// Whether both run along each other in opposite directions.
    fn runs_along(&self, other: Self, metres: f64) -> bool {
        let (long, short) = if self.length() >= other.length() {
            (*self, other)
        } else {
            (other, *self)
        };
        let slack = long.slack(metres);
        // The other way round, so that the end lies first along the long one.
        let ((first, beside_first), (last, beside_last)) =
            (long.place(short.edge.1), long.place(short.edge.0));
        if last <= first {
            return false;
        }
        let (from, to) = (first.max(0.0), last.min(long.length()));
        let beside = |at: f64| beside_first + (beside_last - beside_first) * (at - first) / (last - first);
        to - from > slack.min(short.length() / 2.0)
            && beside(from).abs() <= slack
            && beside(to).abs() <= slack
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use koers_model::outline::Provenance;
    use koers_model::region::RegionKind;

    fn told(regions: &[(&str, &[(i32, i32)])]) -> Vec<String> {
        let provenance = Provenance {
            source: "Made up".into(),
            licence: "CC0-1.0".into(),
            attribution: String::new(),
            valid_on: date(2023, 1, 1),
        };
        let rings = regions.iter().map(|(name, corners)| {
            let corners = corners.iter().map(|(x, y)| Corner { x: *x, y: *y }).collect();
            (RegionCode::new(name).unwrap(), vec![Ring::new(corners).unwrap()])
        });
        let outlines = Outlines::new(RegionKind::Corop, provenance, 5, rings.collect()).unwrap();
        let lines = neighbours(&outlines).into_iter().map(|(region, beside)| {
            let beside: Vec<&str> = beside.into_iter().map(RegionCode::as_str).collect();
            format!("{region}: {}", beside.join(" "))
        });
        lines.collect()
    }

    /// Counter-clockwise on the screen.
    fn box_of(left: i32, top: i32, right: i32, bottom: i32) -> [(i32, i32); 4] {
        [(left, top), (left, bottom), (right, bottom), (right, top)]
    }

    #[test]
    fn neighbours_share_a_line_and_not_only_a_corner() {
        let row = [
            ("A", box_of(0, 0, 100, 100)),
            ("B", box_of(100, 0, 200, 100)),
            ("C", box_of(200, 0, 300, 100)),
            ("D", box_of(300, 100, 400, 200)),
            ("E", box_of(600, 600, 700, 700)),
        ];
        let row: Vec<(&str, &[(i32, i32)])> =
            row.iter().map(|(name, corners)| (*name, &corners[..])).collect();
        assert_eq!(told(&row), ["A: B", "B: A C", "C: B", "D: ", "E: "]);
    }

    /// Two regions side by side above a third that has no corner where they meet, and one that stays a little away from it.
    #[test]
    fn a_corner_that_one_side_lacks_makes_no_islands() {
        let regions = [
            ("A", box_of(0, 0, 100, 100)),
            ("B", box_of(100, 0, 200, 101)),
            ("C", box_of(0, 101, 200, 200)),
            ("D", box_of(0, 210, 200, 300)),
            // Sides of a hundred kilometres, with a hundred metres of water between them.
            ("E", box_of(40_000, 0, 60_000, 20_000)),
            ("F", box_of(40_000, 20_020, 60_000, 40_000)),
        ];
        let regions: Vec<(&str, &[(i32, i32)])> = regions
            .iter()
            .map(|(name, corners)| (*name, &corners[..]))
            .collect();
        assert_eq!(
            told(&regions),
            ["A: B C", "B: A C", "C: A B", "D: ", "E: ", "F: "]
        );
    }

    /// A hole in a region, filled by another.
    #[test]
    fn a_region_inside_another_borders_on_it() {
        let outer = [
            (0, 0),
            (0, 90),
            (90, 90),
            (90, 0),
            (30, 0),
            (30, 30),
            (60, 30),
            (60, 60),
            (30, 60),
            (29, 0),
        ];
        let inner = box_of(30, 30, 60, 60);
        assert_eq!(told(&[("A", &outer), ("B", &inner)]), ["A: B", "B: A"]);
    }
}
