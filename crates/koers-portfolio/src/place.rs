//! Where an action lands, held against regions that somebody names.

use jiff::civil::Date;
use koers_model::portfolio::action::{Action, Place};
use koers_model::region::{RegionCode, RegionRegistry};

/// Whether a region is another one, or lies in it on a day.
pub(crate) fn lies_in(registry: &RegionRegistry, part: &RegionCode, whole: &RegionCode, day: Date) -> bool {
    let wholes = registry.wholes(part, day);
    part == whole || wholes.iter().any(|region| region.code == *whole)
}

/// Whether an action lands in one of these regions, or in a part of one, on a day. Where it lands in a wider region nobody can tell, nor of a point.
pub(crate) fn lands_in(
    registry: &RegionRegistry,
    action: &Action,
    regions: &[RegionCode],
    day: Date,
) -> bool {
    let inside = |code: &RegionCode| regions.iter().any(|whole| lies_in(registry, code, whole, day));
    let lands = |place: &Place| matches!(place, Place::Region(code) if inside(code));
    action.places.iter().any(lands)
}
