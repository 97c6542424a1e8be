//! Where regions lie, for maps: their outlines in a plane, or one tile for each.
//!
//! A plane is a grid of whole units with its origin in the north-west: `x` runs to the east, `y` to the south, as on a screen. So two
//! regions that share a border share its corners exactly, and no rounding can open a gap between them.

use crate::region::{RegionCode, RegionKind, RegionRegistry};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The largest coordinate. Small enough that areas and products never overflow, large enough for a country to the metre.
pub const LARGEST: i32 = 1 << 22;

/// A place in the plane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Corner {
    /// Units to the east.
    pub x: i32,
    /// Units to the south.
    pub y: i32,
}

/// A line from one corner to another.
pub type Edge = (Corner, Corner);

/// A closed line around an area, or around a hole in one. The last corner is joined to the first and does not repeat it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring(Vec<Corner>);

/// Why something is no outline.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OutlineError {
    /// Fewer than three corners, a corner twice in a row, or no area.
    #[error("a ring needs three different corners and an area")]
    NoArea,
    /// A corner lies outside the plane.
    #[error("a corner lies outside the plane")]
    Outside,
    /// A region has no ring.
    #[error("region `{0}` has no ring")]
    NoRing(RegionCode),
    /// No region has an outline.
    #[error("no region has an outline")]
    Empty,
    /// Two regions lie on one tile.
    #[error("regions `{0}` and `{1}` lie on one tile")]
    SameTile(RegionCode, RegionCode),
}

impl Ring {
    /// A ring through these corners.
    ///
    /// # Errors
    /// When it encloses nothing, repeats a corner at once, or leaves the plane.
    pub fn new(corners: Vec<Corner>) -> Result<Self, OutlineError> {
        let inside = |at: i32| (0..=LARGEST).contains(&at);
        if !corners.iter().all(|corner| inside(corner.x) && inside(corner.y)) {
            return Err(OutlineError::Outside);
        }
        let ring = Self(corners);
        let repeats = ring.edges().any(|(from, to)| from == to);
        if ring.0.len() < 3 || repeats || ring.doubled_area() == 0 {
            return Err(OutlineError::NoArea);
        }
        Ok(ring)
    }
    /// The corners, each once.
    #[must_use]
    pub fn corners(&self) -> &[Corner] {
        &self.0
    }
    /// The edges in order, the closing one last.
    pub fn edges(&self) -> impl Iterator<Item = Edge> + '_ {
        let next = self.0.iter().cycle().skip(1);
        self.0.iter().zip(next).map(|(from, to)| (*from, *to))
    }
    /// Twice the enclosed area in square units: positive when the ring runs counter-clockwise on the screen, as the outside of a region
    /// does, negative for a hole.
    #[must_use]
    pub fn doubled_area(&self) -> i64 {
        self.edges()
            .map(|(a, b)| i64::from(b.x) * i64::from(a.y) - i64::from(a.x) * i64::from(b.y))
            .sum()
    }
}

/// The rings of one region: its parts and the holes in them. Filled by the even-odd rule. Every edge has the region at its left-hand side,
/// so a border that two regions share is run through once by each, in opposite directions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    rings: Vec<Ring>,
}

impl Outline {
    /// The rings.
    #[must_use]
    pub fn rings(&self) -> &[Ring] {
        &self.rings
    }
    /// Twice the area in square units, holes taken off.
    #[must_use]
    pub fn doubled_area(&self) -> i64 {
        self.rings.iter().map(Ring::doubled_area).sum()
    }
    /// The smallest box around it.
    #[must_use]
    pub fn frame(&self) -> Frame {
        Frame::around(self.rings.iter().flat_map(Ring::corners)).unwrap_or_default()
    }
}

/// A box in the plane, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frame {
    /// Western edge.
    pub left: i32,
    /// Northern edge.
    pub top: i32,
    /// Eastern edge.
    pub right: i32,
    /// Southern edge.
    pub bottom: i32,
}

impl Frame {
    /// The smallest box around some corners; `None` when there are none.
    #[must_use]
    pub fn around<'c>(corners: impl IntoIterator<Item = &'c Corner>) -> Option<Self> {
        let mut frame: Option<Self> = None;
        for corner in corners {
            let one = Self {
                left: corner.x,
                top: corner.y,
                right: corner.x,
                bottom: corner.y,
            };
            frame = Some(frame.map_or(one, |frame| frame.with(one)));
        }
        frame
    }
    /// The smallest box around both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
    /// Whether they have a corner or an edge in common, or more.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.left <= other.right
            && other.left <= self.right
            && self.top <= other.bottom
            && other.top <= self.bottom
    }
    /// Units from west to east.
    #[must_use]
    pub fn width(self) -> i32 {
        self.right.saturating_sub(self.left)
    }
    /// Units from north to south.
    #[must_use]
    pub fn height(self) -> i32 {
        self.bottom.saturating_sub(self.top)
    }
}

/// Who made the outlines, and what may be done with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// Where they come from: `CBS/Kadaster, gebiedsindelingen 2023`.
    pub source: String,
    /// The licence: `CC-BY-4.0`.
    pub licence: String,
    /// What must stand beside every map; empty when nothing must.
    pub attribution: String,
    /// The day on which the regions lay so.
    pub valid_on: Date,
}

/// The outlines of all regions of one kind on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlines {
    kind: RegionKind,
    provenance: Provenance,
    metres: u32,
    shapes: BTreeMap<RegionCode, Outline>,
}

impl Outlines {
    /// Puts the rings of each region together. `metres` is the length of one unit, roughly.
    ///
    /// # Errors
    /// When there is no region, or one without a ring.
    pub fn new(
        kind: RegionKind,
        provenance: Provenance,
        metres: u32,
        rings: BTreeMap<RegionCode, Vec<Ring>>,
    ) -> Result<Self, OutlineError> {
        if rings.is_empty() {
            return Err(OutlineError::Empty);
        }
        if let Some((code, _)) = rings.iter().find(|(_, rings)| rings.is_empty()) {
            return Err(OutlineError::NoRing(code.clone()));
        }
        let shapes = rings
            .into_iter()
            .map(|(code, rings)| (code, Outline { rings }))
            .collect();
        Ok(Self {
            kind,
            provenance,
            metres: metres.max(1),
            shapes,
        })
    }
    /// The kind of the regions.
    #[must_use]
    pub fn kind(&self) -> RegionKind {
        self.kind
    }
    /// Who made them.
    #[must_use]
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }
    /// The length of one unit in metres, roughly.
    #[must_use]
    pub fn metres(&self) -> u32 {
        self.metres
    }
    /// The outline of a region.
    #[must_use]
    pub fn get(&self, code: &RegionCode) -> Option<&Outline> {
        self.shapes.get(code)
    }
    /// All regions by code.
    pub fn iter(&self) -> impl Iterator<Item = (&RegionCode, &Outline)> {
        self.shapes.iter()
    }
    /// How many regions there are; never none.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.shapes.len()
    }
}

/// A place on a tile map, counted from zero at the north-west.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// Columns to the east.
    pub column: u16,
    /// Rows to the south.
    pub row: u16,
}

/// One square of equal size for each region of a kind, roughly where the region lies: small regions are as well seen as large ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tiles {
    places: BTreeMap<RegionCode, (Tile, Option<String>)>,
}

impl Tiles {
    /// Puts regions on tiles. The text is what stands on the tile where there is room for a few letters only.
    ///
    /// # Errors
    /// When two regions lie on one tile.
    pub fn new(
        places: impl IntoIterator<Item = (RegionCode, Tile, Option<String>)>,
    ) -> Result<Self, OutlineError> {
        let mut tiles = Self::default();
        let mut taken: BTreeMap<Tile, RegionCode> = BTreeMap::new();
        for (code, tile, label) in places {
            match taken.insert(tile, code.clone()) {
                Some(first) if first != code => return Err(OutlineError::SameTile(first, code)),
                _ => {}
            }
            tiles.places.insert(code, (tile, label));
        }
        Ok(tiles)
    }
    /// The tile of a region.
    #[must_use]
    pub fn get(&self, code: &RegionCode) -> Option<Tile> {
        self.places.get(code).map(|(tile, _)| *tile)
    }
    /// The few letters on the tile of a region.
    #[must_use]
    pub fn label(&self, code: &RegionCode) -> Option<&str> {
        self.places.get(code)?.1.as_deref()
    }
    /// All regions by code.
    pub fn iter(&self) -> impl Iterator<Item = (&RegionCode, Tile)> {
        self.places.iter().map(|(code, (tile, _))| (code, *tile))
    }
    /// How many regions have a tile.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }
    /// Whether no region has one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
}

/// The tiles of all kinds of region that a workspace lays out. Two regions of one kind may share a tile when no day has both: one that was
/// merged away, and its successor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TileLayout {
    places: BTreeMap<RegionCode, (Tile, Option<String>)>,
}

impl TileLayout {
    /// Keeps the tile of each region, and the few letters on it.
    #[must_use]
    pub fn new(places: impl IntoIterator<Item = (RegionCode, Tile, Option<String>)>) -> Self {
        Self {
            places: places
                .into_iter()
                .map(|(code, tile, label)| (code, (tile, label)))
                .collect(),
        }
    }
    /// The tiles of the regions of a kind that exist on a day. Of two that share a tile all the same the first by code stays.
    #[must_use]
    pub fn on(&self, regions: &RegionRegistry, kind: RegionKind, day: Date) -> Tiles {
        let mut taken = std::collections::BTreeSet::new();
        let places = regions
            .of_kind(kind, day)
            .filter_map(|region| Some((&region.code, self.places.get(&region.code)?)))
            .filter(|(_, (tile, _))| taken.insert(*tile))
            .map(|(code, place)| (code.clone(), place.clone()))
            .collect();
        Tiles { places }
    }
    /// Whether no region has a tile.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
    /// How many regions have one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }
}

/// What is left of some edges when those that run both ways cancel out: the lines around the union of the areas at their left-hand sides,
/// joined end to end. A line that does not close comes back open. Deterministic.
#[must_use]
pub fn around(edges: impl IntoIterator<Item = Edge>) -> Vec<Vec<Corner>> {
    let mut left: BTreeMap<Edge, u32> = BTreeMap::new();
    for (from, to) in edges {
        match left.get_mut(&(to, from)) {
            Some(1) => {
                left.remove(&(to, from));
            }
            Some(count) => *count -= 1,
            None => *left.entry((from, to)).or_default() += 1,
        }
    }
    let mut onward: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for ((from, to), count) in left {
        let ends = onward.entry(from).or_default();
        ends.extend(std::iter::repeat_n(to, usize::try_from(count).unwrap_or(1)));
    }
    let mut lines = Vec::new();
    while let Some(start) = onward.keys().next().copied() {
        let mut line = vec![start];
        let mut here = start;
        while let Some(ends) = onward.get_mut(&here) {
            // The sharpest turn to the left keeps lines that touch in a corner apart.
            let before = line.len().checked_sub(2).and_then(|at| line.get(at)).copied();
            let pick = leftmost(before, here, ends);
            let next = ends.swap_remove(pick);
            if ends.is_empty() {
                onward.remove(&here);
            }
            if next == start {
                break;
            }
            line.push(next);
            here = next;
        }
        lines.push(line);
    }
    lines
}

/// Which of the ends turns most to the left, seen by somebody who comes from `before` (on a screen, where `y` runs down).
fn leftmost(before: Option<Corner>, here: Corner, ends: &[Corner]) -> usize {
    let Some(before) = before else { return 0 };
    let angle = |to: Corner| {
        let (ax, ay) = (f64::from(here.x - before.x), f64::from(before.y - here.y));
        let (bx, by) = (f64::from(to.x - here.x), f64::from(here.y - to.y));
        (ax * by - ay * bx).atan2(ax * bx + ay * by)
    };
    let mut best = 0;
    let mut most = f64::NEG_INFINITY;
    for (at, end) in ends.iter().enumerate() {
        let turn = angle(*end);
        if turn > most {
            (best, most) = (at, turn);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn corner(x: i32, y: i32) -> Corner {
        Corner { x, y }
    }
    /// Counter-clockwise on the screen.
    fn square(x: i32, y: i32, size: i32) -> Ring {
        Ring::new(vec![
            corner(x, y),
            corner(x, y + size),
            corner(x + size, y + size),
            corner(x + size, y),
        ])
        .unwrap()
    }
    fn code(text: &str) -> RegionCode {
        RegionCode::new(text).unwrap()
    }

    #[test]
    fn the_outside_runs_counter_clockwise_and_has_its_area() {
        assert_eq!(square(0, 0, 10).doubled_area(), 200);
        let mut back = square(2, 2, 3).corners().to_vec();
        back.reverse();
        assert_eq!(Ring::new(back).unwrap().doubled_area(), -18);
    }

    #[test]
    fn what_encloses_nothing_is_no_ring() {
        for corners in [
            vec![],
            vec![corner(0, 0), corner(1, 1)],
            vec![corner(0, 0), corner(1, 1), corner(2, 2)],
            vec![corner(0, 0), corner(0, 0), corner(1, 1), corner(1, 0)],
            vec![corner(0, 0), corner(1, 1), corner(1, 0), corner(0, 0)],
        ] {
            assert_eq!(Ring::new(corners), Err(OutlineError::NoArea));
        }
        let far = vec![corner(0, 0), corner(0, 5), corner(LARGEST + 1, 0)];
        assert_eq!(Ring::new(far), Err(OutlineError::Outside));
        // As large as the plane is, an area does not overflow.
        let all = square(0, 0, LARGEST);
        assert_eq!(all.doubled_area(), 2 * i64::from(LARGEST) * i64::from(LARGEST));
    }

    #[test]
    fn every_region_has_a_ring() {
        let provenance = Provenance {
            source: "Made up".into(),
            licence: "CC0-1.0".into(),
            attribution: String::new(),
            valid_on: date(2023, 1, 1),
        };
        let make = |rings| Outlines::new(RegionKind::Corop, provenance.clone(), 10, rings);
        assert_eq!(make(BTreeMap::new()), Err(OutlineError::Empty));
        let bare = BTreeMap::from([(code("CR07"), vec![])]);
        assert_eq!(make(bare), Err(OutlineError::NoRing(code("CR07"))));
        let one = make(BTreeMap::from([(code("CR07"), vec![square(3, 4, 2)])])).unwrap();
        let frame = one.get(&code("CR07")).unwrap().frame();
        assert_eq!(
            (frame.left, frame.top, frame.width(), frame.height()),
            (3, 4, 2, 2)
        );
    }

    #[test]
    fn a_tile_holds_one_region() {
        let tile = |column, row| Tile { column, row };
        let both = [(code("A"), tile(1, 1), None), (code("B"), tile(1, 1), None)];
        assert_eq!(
            Tiles::new(both),
            Err(OutlineError::SameTile(code("A"), code("B")))
        );
    }

    #[test]
    fn a_layout_has_the_regions_of_the_day() {
        use crate::region::{Region, Validity};
        let region = |text: &str, from: Option<Date>, to: Option<Date>| Region {
            code: code(text),
            kind: RegionKind::Municipality,
            name: text.into(),
            nuts: vec![],
            validity: Validity { from, to },
        };
        let registry = RegionRegistry::new(
            vec![
                region("GM1", None, Some(date(2018, 12, 31))),
                region("GM2", Some(date(2019, 1, 1)), None),
                region("GM3", None, None),
            ],
            vec![],
            vec![],
        )
        .unwrap();
        let here = Tile { column: 4, row: 2 };
        let layout = TileLayout::new([(code("GM1"), here, None), (code("GM2"), here, Some("Tw".into()))]);
        let on = |day| layout.on(&registry, RegionKind::Municipality, day);
        assert_eq!(on(date(2018, 1, 1)).get(&code("GM1")), Some(here));
        assert_eq!(on(date(2018, 1, 1)).len(), 1);
        assert_eq!(on(date(2019, 1, 1)).label(&code("GM2")), Some("Tw"));
        assert!(
            layout
                .on(&registry, RegionKind::Corop, date(2019, 1, 1))
                .is_empty()
        );
    }

    #[test]
    fn neighbours_together_have_one_line_around_them() {
        let two = [square(0, 0, 10), square(10, 0, 10)];
        let lines = around(two.iter().flat_map(Ring::edges));
        assert_eq!(lines.len(), 1);
        assert!(!lines[0].contains(&corner(5, 5)));
        assert_eq!(Ring::new(lines[0].clone()).unwrap().doubled_area(), 400);
        // Squares that touch in a corner stay two.
        let apart = [square(0, 0, 10), square(10, 10, 10)];
        assert_eq!(around(apart.iter().flat_map(Ring::edges)).len(), 2);
    }
}
