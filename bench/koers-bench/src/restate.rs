//! A made-up table of municipalities, put on the boundaries of its last day.

use crate::{Asked, Outcome, repeat};
use koers_model::dataset::{Dataset, MeasureInfo};
use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_model::region::{
    Basis, Change, ChangeKind, Region, RegionCode, RegionKind, RegionRegistry, Validity, Weight,
};
use koers_model::text::Text;
use koers_model::unit::UNITS;
use koers_model::value::{Cell, Missing, Number};
use koers_table::builder::CubeBuilder;
use koers_table::cube::Cube;
use koers_table::restate::{Boundaries, restate};
use std::collections::BTreeMap;

const YEARS: i32 = 25;
const LAST: usize = 345;
const MEASURES: usize = 100;
/// So many municipalities end every year: about what happened in the Netherlands since 2000.
const ENDED: usize = 8;

fn code(at: usize) -> Outcome<RegionCode> {
    Ok(RegionCode::new(&format!("GM{at:04}")).ok_or("no code")?)
}

/// Every year seven go into a neighbour that stays, and one is divided over two by weights.
fn registry() -> Outcome<RegionRegistry> {
    let first = LAST + ENDED * (YEARS as usize - 1);
    let (mut regions, mut changes, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..first {
        let ends = at.checked_sub(LAST).map(|at| 2001 + (at / ENDED) as i32);
        let until = ends.and_then(|year| Some(Period::year(year)?.start()));
        regions.push(Region {
            code: code(at)?,
            kind: RegionKind::Municipality,
            name: format!("Made-up {at}"),
            nuts: vec![],
            validity: Validity {
                from: None,
                to: until.and_then(|day| day.yesterday().ok()),
            },
        });
        let Some(date) = until else { continue };
        let divided = at % ENDED == 0;
        let neighbours = [at % LAST, (at * 7 + 1) % LAST];
        let into = if divided && neighbours[0] != neighbours[1] {
            2
        } else {
            1
        };
        for to in &neighbours[..into] {
            changes.push(Change {
                date,
                kind: if into == 2 {
                    ChangeKind::Split
                } else {
                    ChangeKind::Extension
                },
                from: code(at)?,
                to: code(*to)?,
                source: "made up".into(),
            });
            if into == 2 {
                weights.push(Weight {
                    date,
                    from: code(at)?,
                    to: code(*to)?,
                    share: Number::new(0.5).ok_or("no number")?,
                    basis: Basis::Inhabitants,
                    source: "made up".into(),
                });
            }
        }
    }
    let registry = RegionRegistry::new(regions, vec![], changes).map_err(|faults| format!("{faults:?}"))?;
    Ok(registry
        .with_weights(weights)
        .map_err(|faults| format!("{faults:?}"))?)
}

fn measure(at: usize) -> String {
    format!("m{at:02}")
}

fn cube(registry: &RegionRegistry, dataset: &Id) -> Outcome<Cube> {
    let mut builder = CubeBuilder::new(dataset.clone(), Frequency::Year, &[]);
    for year in 2000..2000 + YEARS {
        let period = Period::year(year).ok_or("no year")?;
        for (at, region) in registry
            .of_kind(RegionKind::Municipality, period.start())
            .enumerate()
        {
            for m in 0..MEASURES {
                // One in fifty is withheld.
                let cell = match (at + m) % 50 {
                    0 => Cell::missing(Missing::Suppressed),
                    rest => Cell::value(Number::new((at * 31 + m * 17 + rest) as f64).ok_or("no number")?),
                };
                builder.add(&measure(m), &[], region.code.clone(), period, cell, 1)?;
            }
        }
    }
    Ok(builder.build()?)
}

/// 25 years of 100 measures of 345 municipalities at the end, 537 at the start.
pub fn run(asked: &Asked) -> Outcome<String> {
    let id = Id::new("made-up").map_err(|error| format!("{error:?}"))?;
    let text = || Text::both("Verzonnen", "Made up");
    let info = |at| {
        let info = MeasureInfo {
            title: text(),
            unit: &UNITS[0],
            additive: true,
        };
        (measure(at), info)
    };
    let dataset = Dataset {
        id: id.clone(),
        title: text(),
        publisher: "made up".into(),
        table: "made up".into(),
        licence: "CC0-1.0".into(),
        attribution: text(),
        url: None,
        from: None,
        frequency: Frequency::Year,
        columns: vec![],
        measures: (0..MEASURES).map(info).collect(),
        keep: BTreeMap::new(),
        masks: vec![],
    };
    let registry = registry()?;
    let cube = cube(&registry, &id)?;
    let last = Period::year(2000 + YEARS - 1).ok_or("no year")?;
    let boundaries = Boundaries {
        registry: &registry,
        day: last.start(),
        basis: Some(Basis::Inhabitants),
        from: None,
    };
    let (runs, restated) = repeat(asked.repeat, || Ok(restate(&cube, &dataset, &boundaries)?))?;
    Ok(crate::jobs::json(
        asked,
        &format!(
            r#""runs": {runs:?}, "cells_before": {}, "cells_after": {}, "observations_before": {}, "regions_after": {}"#,
            cube.len(),
            restated.cube.len(),
            cube.observation_count(),
            restated.cube.regions().len(),
        ),
    ))
}
