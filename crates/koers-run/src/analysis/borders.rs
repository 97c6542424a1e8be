//! Who borders on whom, from the boundaries that a workspace keeps for its maps.

use super::laid::SideBySide;
use super::{Fault, Frame, Input, NoAnalysis};
use crate::boundaries::Maps;
use crate::error::RunError;
use crate::world::World;
use jiff::civil::Date;
use koers_analysis::role;
use koers_analysis::say::say;
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
    let Some((outlines, hash)) = maps.file_on(regions.kind, day, &definitions.regions) else {
        return Err(Fault::Method(say(
            "wie naast wie ligt, volgt uit de grenzen, en de werkmap heeft er geen van dit soort gebied ({0}): koers boundaries neemt ze over",
            "who lies beside whom follows from the boundaries, and the workspace has none of this kind of region ({0}): koers boundaries takes them over",
            [regions.kind.word().into()],
        ))
        .into());
    };
    let names: BTreeMap<&RegionCode, &str> = regions
        .named
        .iter()
        .map(|(code, name)| (code, name.as_str()))
        .collect();
    let there = frame.distinct(role::REGION)?;
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
