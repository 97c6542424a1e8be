//! What regions there are on a day, and what became of them.

pub mod takeover;

use crate::error::RunError;
use jiff::civil::Date;
use koers_model::region::{Change, Region, RegionCode, RegionKind, RegionRegistry};
use koers_model::spelling::near;

/// What a change is to the region that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It led to the region.
    Before,
    /// It led on from the region.
    After,
    /// It moved the borders of a region that it is a part of.
    Within,
}

/// A change in the history of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// The change.
    pub change: &'a Change,
    /// What it is to the region.
    pub relation: Relation,
    /// Whether the region got other borders while its code stayed, so that a series of it breaks.
    pub breaks: bool,
}

/// A region with its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<'a> {
    /// The region.
    pub region: &'a Region,
    /// The changes, oldest first.
    pub steps: Vec<Step<'a>>,
}

/// The region that is meant by a code, or by a name that only one region has.
///
/// # Errors
/// [`RunError::Unknown`] with what may be meant: the codes of the regions with that name, else what is spelt like it.
pub fn find<'a>(registry: &'a RegionRegistry, what: &str) -> Result<&'a Region, RunError> {
    if let Some(region) = registry.by_code(what) {
        return Ok(region);
    }
    let wanted = what.trim().to_lowercase();
    let same = registry.iter().filter(|region| {
        region.name.to_lowercase() == wanted || region.code.as_str().to_lowercase() == wanted
    });
    let named: Vec<&Region> = same.collect();
    if let [only] = named.as_slice() {
        return Ok(only);
    }
    let near = if named.is_empty() {
        let known = registry
            .iter()
            .flat_map(|region| [region.code.as_str(), region.name.as_str()]);
        near(what, known)
    } else {
        named.iter().map(|region| region.code.to_string()).collect()
    };
    Err(RunError::Unknown {
        what: "region",
        id: what.to_owned(),
        near,
    })
}

/// What a region came from and what became of it, as far as the register says.
///
/// # Errors
/// As [`find`].
pub fn history<'a>(registry: &'a RegionRegistry, what: &str) -> Result<History<'a>, RunError> {
    let region = find(registry, what)?;
    let chain = registry.history(&region.code);
    let step = |change: &'a Change, relation| Step {
        change,
        relation,
        breaks: registry.breaks_series(change, &region.code),
    };
    let mut steps: Vec<Step<'_>> = Vec::new();
    steps.extend(
        chain
            .before
            .into_iter()
            .map(|change| step(change, Relation::Before)),
    );
    let after = chain
        .after
        .into_iter()
        .map(|change| step(change, Relation::After));
    steps.extend(after);
    let breaks = registry.breaks(&region.code);
    for change in breaks.into_iter().flat_map(|at| at.changes) {
        if !steps.iter().any(|known| known.change == change) {
            steps.push(Step {
                change,
                relation: Relation::Within,
                breaks: true,
            });
        }
    }
    steps.sort_by_key(|step| (step.change.date, &step.change.from, &step.change.to));
    Ok(History { region, steps })
}

/// The regions of a kind that exist on a day, by code; of a bigger region only those that lie in it then.
///
/// # Errors
/// As [`find`], for the bigger region.
pub fn on_day<'a>(
    registry: &'a RegionRegistry,
    day: Date,
    kind: RegionKind,
    within: Option<&str>,
) -> Result<Vec<&'a Region>, RunError> {
    match within {
        None => Ok(registry.of_kind(kind, day).collect()),
        Some(whole) => {
            let whole: &RegionCode = &find(registry, whole)?.code;
            Ok(registry.parts(whole, kind, day))
        }
    }
}
