//! Golden tests: what must come out of a definition, for made-up rows and for the workspace's own data.

use crate::error::RunError;
use crate::status::tables_of;
use crate::tables::{Loaded, Vintages};
use crate::workspace;
use crate::world::World;
use jiff::civil::Date;
use koers_framework::definitions::{Definitions, Expected, ExpectedCell, Given, GivenRow, GoldenTest};
use koers_indicator::{Scope, Tables};
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::region::RegionCode;
use koers_model::snapshot::{Format, Hash, Provenance};
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use koers_model::value::Cell;
use koers_table::builder::CubeBuilder;
use koers_table::cube::Cube;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What came of one test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldenOutcome {
    /// The indicator.
    pub indicator: Id,
    /// What the test shows.
    pub name: Text,
    /// What was expected and did not come out; empty when the test passes.
    pub faults: Vec<String>,
}

/// Runs the golden tests of all indicators, or of one.
///
/// # Errors
/// As [`crate::status::status`]; [`RunError::Unknown`] for an indicator that is not there.
pub fn run(world: &dyn World, only: Option<&str>, lang: Lang) -> Result<Vec<GoldenOutcome>, RunError> {
    let workspace = workspace::read(world, lang)?;
    let definitions = workspace.definitions()?;
    if let Some(id) = only
        && !definitions.indicators.contains_key(id)
    {
        let near = near(id, definitions.indicators.keys().map(Id::as_str));
        return Err(RunError::Unknown {
            what: "indicator",
            id: id.to_owned(),
            near,
        });
    }
    let wanted: BTreeSet<&Id> = definitions
        .indicators
        .values()
        .filter(|indicator| only.is_none_or(|id| indicator.id.as_str() == id))
        .flat_map(|indicator| indicator.rule.datasets())
        .collect();
    let vintages = Vintages::known_on(&workspace.snapshots, world.today());
    let loaded = workspace.load(world, &vintages, &wanted)?;
    let published = tables_of(definitions, &loaded);
    let mut outcomes = Vec::new();
    for (id, tests) in definitions
        .tests
        .iter()
        .filter(|(id, _)| only.is_none_or(|only| id.as_str() == only))
    {
        let Some(indicator) = definitions.indicators.get(id) else {
            continue;
        };
        for test in tests {
            let faults = match &test.given {
                Given::Published => faults(indicator, &published, test, lang),
                Given::Rows(rows) => match made_up(definitions, rows) {
                    Ok(cubes) => faults(indicator, &tables_of(definitions, &borrowed(&cubes)), test, lang),
                    Err(fault) => vec![fault],
                },
            };
            outcomes.push(GoldenOutcome {
                indicator: id.clone(),
                name: test.name.clone(),
                faults,
            });
        }
    }
    Ok(outcomes)
}

/// A cube of made-up rows, with a record that says so.
type MadeUp = BTreeMap<Id, (Arc<Cube>, Provenance)>;

fn borrowed(cubes: &MadeUp) -> Loaded<'_> {
    cubes
        .iter()
        .map(|(id, (cube, provenance))| (id.clone(), (cube.clone(), provenance)))
        .collect()
}

fn made_up(definitions: &Definitions, rows: &BTreeMap<Id, Vec<GivenRow>>) -> Result<MadeUp, String> {
    let mut cubes = MadeUp::new();
    for (id, rows) in rows {
        let dataset = definitions
            .datasets
            .get(id)
            .ok_or_else(|| format!("there is no data set `{id}`"))?;
        let dimensions: BTreeSet<&str> = rows
            .iter()
            .flat_map(|row| row.codes.keys().map(String::as_str))
            .collect();
        let dimensions: Vec<&str> = dimensions.into_iter().collect();
        let mut builder = CubeBuilder::new(id.clone(), dataset.frequency, &dimensions);
        for row in rows {
            let codes: Vec<&str> = dimensions
                .iter()
                .map(|dimension| row.codes.get(*dimension).map_or("", String::as_str))
                .collect();
            builder
                .add(&row.measure, &codes, row.region.clone(), row.period, row.cell, 0)
                .map_err(|error| format!("`{id}`: {error}"))?;
        }
        let cube = builder.build().map_err(|error| format!("`{id}`: {error}"))?;
        let provenance = Provenance {
            dataset: id.clone(),
            hash: Hash::of(b"made up"),
            size: 0,
            format: Format::KoersCsv,
            origin: "made up".to_owned(),
            published: None,
            retrieved: Date::ZERO,
            stamp: None,
        };
        cubes.insert(id.clone(), (Arc::new(cube), provenance));
    }
    Ok(cubes)
}

fn faults(indicator: &Indicator, tables: &Tables<'_>, test: &GoldenTest, lang: Lang) -> Vec<String> {
    let regions: BTreeSet<RegionCode> = test
        .expect
        .iter()
        .map(|expected| expected.region.clone())
        .collect();
    let regions: Vec<RegionCode> = regions.into_iter().collect();
    let readings = match koers_indicator::evaluate(indicator, tables, &Scope::Regions(&regions)) {
        Ok(readings) => readings,
        Err(error) => return vec![error.to_string()],
    };
    let fault = |expected: &Expected| {
        let cell = readings.cell(&expected.region, expected.period);
        (!fits(&expected.cell, &cell)).then(|| {
            let (wanted, got) = (wanted(&expected.cell), shown(&cell));
            let place = format!("{} {}", expected.region, expected.period);
            match lang {
                Lang::Nl => format!("{place}: verwacht {wanted}, gekregen {got}"),
                Lang::En => format!("{place}: expected {wanted}, got {got}"),
            }
        })
    };
    test.expect.iter().filter_map(fault).collect()
}

fn fits(expected: &ExpectedCell, cell: &Cell) -> bool {
    match expected {
        ExpectedCell::Missing(reason) => cell.missing_reason() == Some(*reason),
        ExpectedCell::Value { value, tolerance } => {
            // A sum of decimals need not be the decimal that one writes down: allow the last bits.
            let slack = tolerance.get() + 1e-9 * value.get().abs().max(1.0);
            cell.number()
                .is_some_and(|number| (number.get() - value.get()).abs() <= slack)
        }
    }
}

fn wanted(expected: &ExpectedCell) -> String {
    match expected {
        ExpectedCell::Missing(reason) => reason.word().to_owned(),
        ExpectedCell::Value { value, tolerance } if tolerance.get() == 0.0 => value.to_string(),
        ExpectedCell::Value { value, tolerance } => format!("{value} ± {tolerance}"),
    }
}

fn shown(cell: &Cell) -> String {
    match (cell.number(), cell.missing_reason()) {
        (Some(number), _) => number.to_string(),
        (None, Some(reason)) => reason.word().to_owned(),
        (None, None) => String::new(),
    }
}
