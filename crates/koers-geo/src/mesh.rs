//! All rings of all regions on one grid, with every corner once: so a border that two regions share is one line, and what is done to it is
//! done to both.

use crate::error::Finding;
use koers_model::outline::{Corner, Ring, around};
use koers_model::region::RegionCode;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Places nearer than this part of a unit are one place: what two regions say of their border may differ in the last decimals.
const SAME: f64 = 0.2;

/// A ring by the numbers of its corners.
#[derive(Debug, Clone)]
pub(crate) struct MeshRing {
    /// The region, by its place in the list.
    pub(crate) region: usize,
    pub(crate) corners: Vec<u32>,
    /// Twice the area, as [`Ring::doubled_area`] has it.
    pub(crate) doubled_area: i64,
}

impl MeshRing {
    pub(crate) fn edges(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let next = self.corners.iter().cycle().skip(1);
        self.corners.iter().zip(next).map(|(from, to)| (*from, *to))
    }
}

/// Every corner once, and the rings through them.
#[derive(Debug, Default)]
pub(crate) struct Mesh {
    pub(crate) corners: Vec<Corner>,
    pub(crate) rings: Vec<MeshRing>,
    /// Parts of regions that are too small to be seen and were left out.
    pub(crate) left_out: usize,
}

/// The polygons of a region in units of the plane, not yet rounded: rings of places, the outside first, each ring without its last place.
pub(crate) type Polygons = Vec<Vec<Vec<(f64, f64)>>>;

impl Mesh {
    /// Puts regions on the grid. `smallest` is twice the area below which a part without neighbours is left out, where its region has a
    /// larger one.
    pub(crate) fn of(
        regions: &[(&RegionCode, Polygons)],
        smallest: i64,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let mut snap = Snap::default();
        let mut mesh = Self::default();
        let mut numbers: HashMap<Corner, u32> = HashMap::new();
        for (region, (_, polygons)) in regions.iter().enumerate() {
            let mut edges = Vec::new();
            for rings in polygons {
                for (at, ring) in rings.iter().enumerate() {
                    let mut corners: Vec<Corner> =
                        ring.iter().filter_map(|place| snap.corner(*place)).collect();
                    corners.dedup();
                    while corners.len() > 1 && corners.first() == corners.last() {
                        corners.pop();
                    }
                    // The outside runs counter-clockwise, a hole clockwise, whatever the file does.
                    let area = doubled_area(&corners);
                    if (area > 0) != (at == 0) {
                        corners.reverse();
                    }
                    let next = corners.iter().cycle().skip(1);
                    if area != 0 {
                        edges.extend(corners.iter().zip(next).map(|(from, to)| (*from, *to)));
                    }
                }
            }
            // Parts that touch become one; a strip that the grid makes flat goes.
            for line in around(edges) {
                let Ok(ring) = Ring::new(line) else { continue };
                let corners = ring.corners().iter().map(|corner| {
                    *numbers.entry(*corner).or_insert_with(|| {
                        mesh.corners.push(*corner);
                        u32::try_from(mesh.corners.len() - 1).unwrap_or(u32::MAX)
                    })
                });
                let corners = corners.collect();
                mesh.rings.push(MeshRing {
                    region,
                    corners,
                    doubled_area: ring.doubled_area(),
                });
            }
        }
        mesh.leave_out(smallest);
        mesh.overlaps(regions, findings);
        mesh
    }

    /// Leaves out small parts that nothing else borders on.
    fn leave_out(&mut self, smallest: i64) {
        let all: BTreeSet<(u32, u32)> = self.rings.iter().flat_map(MeshRing::edges).collect();
        let mut largest: BTreeMap<usize, i64> = BTreeMap::new();
        for ring in &self.rings {
            let most = largest.entry(ring.region).or_default();
            *most = (*most).max(ring.doubled_area);
        }
        let before = self.rings.len();
        self.rings.retain(|ring| {
            ring.doubled_area.abs() >= smallest
                || largest.get(&ring.region) == Some(&ring.doubled_area)
                || ring.edges().any(|(from, to)| all.contains(&(to, from)))
        });
        self.left_out = before - self.rings.len();
    }

    /// Tells which regions claim the same side of a border.
    fn overlaps(&self, regions: &[(&RegionCode, Polygons)], findings: &mut Vec<Finding>) {
        let mut owners: HashMap<(u32, u32), usize> = HashMap::new();
        let mut pairs = BTreeSet::new();
        for ring in &self.rings {
            for edge in ring.edges() {
                if let Some(other) = owners.insert(edge, ring.region)
                    && other != ring.region
                {
                    pairs.insert((other.min(ring.region), other.max(ring.region)));
                }
            }
        }
        for (first, second) in pairs {
            if let (Some((first, _)), Some((second, _))) = (regions.get(first), regions.get(second)) {
                findings.push(Finding::Overlap {
                    first: (*first).clone(),
                    second: (*second).clone(),
                });
            }
        }
    }
}

fn doubled_area(corners: &[Corner]) -> i64 {
    let next = corners.iter().cycle().skip(1);
    corners
        .iter()
        .zip(next)
        .map(|(a, b)| i64::from(b.x) * i64::from(a.y) - i64::from(a.x) * i64::from(b.y))
        .sum()
}

/// Rounds places to the grid, those that lie together to the same corner.
#[derive(Default)]
struct Snap {
    seen: HashMap<(i64, i64), Vec<(f64, f64)>>,
}

impl Snap {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "units lie in the plane, far from the ends"
    )]
    fn corner(&mut self, place: (f64, f64)) -> Option<Corner> {
        if !(place.0.abs() < 1e9 && place.1.abs() < 1e9) {
            return None;
        }
        let cell = ((place.0 / SAME).floor() as i64, (place.1 / SAME).floor() as i64);
        let mut near = None;
        for dx in -1..=1 {
            for dy in -1..=1 {
                let there = self.seen.get(&(cell.0 + dx, cell.1 + dy));
                near = near.or_else(|| {
                    there?
                        .iter()
                        .copied()
                        .find(|other| (other.0 - place.0).hypot(other.1 - place.1) <= SAME)
                });
            }
        }
        let place = near.unwrap_or_else(|| {
            self.seen.entry(cell).or_default().push(place);
            place
        });
        Some(Corner {
            x: place.0.round() as i32,
            y: place.1.round() as i32,
        })
    }
}
