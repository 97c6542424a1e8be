//! Who borders on whom, from the boundaries that a workspace keeps for its maps.

use super::laid::SideBySide;
use super::{Fault, Frame, Input, NoAnalysis};
use crate::boundaries::Maps;
use crate::error::RunError;
use crate::world::{World, WorldError};
use jiff::civil::Date;
use koers_analysis::role;
use koers_analysis::say::{Slot, say};
use koers_framework::Definitions;
use koers_model::region::RegionCode;
use koers_model::text::Lang;
use std::collections::BTreeMap;

/// Figures with, for each region, those of the regions in them that it borders on; and where that comes from.
///
/// # Errors
/// [`Fault::Method`] when the workspace has no boundaries of the kind, with how to get them.
pub(super) fn beside(
    world: &dyn World,
    definitions: &Definitions,
    frame: Frame,
    regions: &SideBySide,
    (day, lang): (Date, Lang),
) -> Result<(Frame, Input), NoAnalysis> {
    let maps = Maps::read(world, lang).map_err(RunError::World)?;
    // A file that cannot be read may be the one that is asked for.
    if let Some(fault) = maps.faults().first() {
        return Err(RunError::World(WorldError {
            message: fault.message.clone(),
        })
        .into());
    }
    let Some((outlines, hash)) = maps.file_on(regions.kind, day, &definitions.regions) else {
        return Err(Fault::Method(say(
            "wie naast wie ligt, volgt uit de grenzen, en de werkmap heeft er geen van dit soort gebied ({0}): koers boundaries neemt ze over",
            "who lies beside whom follows from the boundaries, and the workspace has none of this kind of region ({0}): koers boundaries takes them over",
            [regions.kind.word().into()],
        ))
        .into());
    };
    let there = frame.distinct(role::REGION)?;
    let unmapped = regions
        .named
        .iter()
        .filter(|(code, name)| there.contains(name) && outlines.get(code).is_none());
    let unmapped: Vec<String> = unmapped.map(|(_, name)| name.clone()).collect();
    if !unmapped.is_empty() {
        return Err(Fault::Method(say(
            "de grenzen op {0} hebben geen omtrek van {1}; zonder buren zou dat een eiland zijn",
            "the boundaries on {0} have no outline of {1}; without neighbours that would be an island",
            [Slot::Day(outlines.provenance().valid_on), Slot::Names(unmapped)],
        ))
        .into());
    }
    let names: BTreeMap<&RegionCode, &str> = regions
        .named
        .iter()
        .map(|(code, name)| (code, name.as_str()))
        .collect();
    let neighbours: BTreeMap<&str, String> = koers_geo::neighbours(outlines)
        .into_iter()
        .filter_map(|(code, beside)| {
            let known = beside.into_iter().filter_map(|other| names.get(other).copied());
            let known: Vec<&str> = known.filter(|name| there.iter().any(|one| one == name)).collect();
            Some((*names.get(code)?, known.join(";")))
        })
        .collect();
    let column = frame.names(role::REGION)?.iter();
    let column = column
        .map(|name| neighbours.get(name.as_str()).cloned().unwrap_or_default())
        .collect();
    let provenance = outlines.provenance();
    let input = Input {
        name: match lang {
            Lang::Nl => format!("Grenzen op {}, {}", provenance.valid_on, provenance.source),
            Lang::En => format!("Boundaries on {}, {}", provenance.valid_on, provenance.source),
        },
        rows: outlines.len(),
        hash: hash.to_string(),
        published: None,
    };
    Ok((frame.named(role::NEIGHBOURS, column)?, input))
}
