//! Columns of the published table, and its observations one by one.

use super::{Description, MeasureDescription};
use crate::cube::Cube;
use koers_model::period::Period;
use koers_model::region::RegionCode;
use koers_model::text::Lang;
use koers_model::value::Cell;

/// Columns before the category dimensions.
pub(super) const BEFORE: [&str; 4] = ["region", "region_name", "period", "period_start"];
/// Columns behind them.
pub(super) const AFTER: [&str; 8] = [
    "measure", "unit", "value", "status", "marks", "margin", "low", "high",
];

/// One code of a category dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code<'a> {
    /// The dimension.
    pub dimension: &'a str,
    /// The code.
    pub code: &'a str,
    /// Its name, where it has one.
    pub label: Option<&'a str>,
}

/// One observation.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// The region.
    pub region: &'a RegionCode,
    /// Its name, where the description has it.
    pub region_name: Option<&'a str>,
    /// The period.
    pub period: Period,
    /// A code of every category dimension.
    pub codes: Vec<Code<'a>>,
    /// The measure.
    pub measure: &'a str,
    /// What the measure means, where the description has it.
    pub about: Option<&'a MeasureDescription>,
    /// The figure, or why there is none.
    pub cell: Cell,
    /// Where it stands in the snapshot: line of a text, or position in a list, counted from one.
    pub place: Option<u64>,
}

/// The observations of a cube, in its order: measure, categories, region, period. What the table has no row for is not among them.
pub fn rows<'a>(cube: &'a Cube, description: &'a Description, lang: Lang) -> impl Iterator<Item = Row<'a>> {
    cube.observations().map(move |observation| {
        let key = observation.key;
        let code = |(dimension, code): (&'a str, &'a str)| Code {
            dimension,
            code,
            label: label(description, dimension, code, lang),
        };
        Row {
            region: key.region,
            region_name: description.regions.get(key.region).map(String::as_str),
            period: key.period,
            codes: key.codes.into_iter().map(code).collect(),
            measure: key.measure,
            about: description.measures.get(key.measure),
            cell: observation.cell,
            place: observation.place,
        }
    })
}

/// The name of a code.
pub(super) fn label<'a>(
    description: &'a Description,
    dimension: &str,
    code: &str,
    lang: Lang,
) -> Option<&'a str> {
    let about = description.dimensions.get(dimension)?;
    about.codes.get(code).map(|text| text.get(lang))
}

/// The columns of one category dimension.
pub(super) struct Dimension<'a> {
    /// Its name in the cube.
    pub(super) name: &'a str,
    /// Name of the column with the codes.
    pub(super) column: String,
    /// Name of the column with the names of the codes; `None` when no code has a name.
    pub(super) label_column: Option<String>,
    pub(super) codes: &'a [String],
}

/// The category dimensions of a cube with the names of their columns. A column never has the name of another: `_` comes behind it.
pub(super) fn dimensions<'a>(cube: &'a Cube, description: &Description) -> Vec<Dimension<'a>> {
    let mut taken: Vec<String> = BEFORE.iter().chain(&AFTER).map(|&name| name.to_owned()).collect();
    let mut free = |wanted: String| {
        let mut name = wanted;
        while taken.contains(&name) {
            name.push('_');
        }
        taken.push(name.clone());
        name
    };
    // First all columns with codes: a name of a label gives way to a name of a dimension, never the other way round.
    let columns: Vec<String> = cube
        .categories()
        .iter()
        .map(|(name, _)| free(name.clone()))
        .collect();
    let both = cube.categories().iter().zip(columns);
    both.map(|((name, codes), column)| {
        let about = description.dimensions.get(name);
        let named = about.is_some_and(|about| codes.iter().any(|code| about.codes.contains_key(code)));
        Dimension {
            name,
            label_column: named.then(|| free(format!("{column}_name"))),
            column,
            codes,
        }
    })
    .collect()
}

/// From a position in a cube to the indices on its axes.
pub(super) struct Places {
    periods: usize,
    regions: usize,
    strides: Vec<(usize, usize)>,
    step: usize,
}

impl Places {
    pub(super) fn of(cube: &Cube) -> Self {
        let (step, strides) = cube.axes.strides();
        let lengths = cube.categories().iter().map(|(_, codes)| codes.len().max(1));
        Self {
            periods: cube.periods().len().max(1),
            regions: cube.regions().len().max(1),
            strides: strides
                .into_iter()
                .map(|stride| stride.max(1))
                .zip(lengths)
                .collect(),
            step: step.max(1),
        }
    }
    pub(super) fn period(&self, position: usize) -> usize {
        position % self.periods
    }
    pub(super) fn region(&self, position: usize) -> usize {
        position / self.periods % self.regions
    }
    pub(super) fn code(&self, dimension: usize, position: usize) -> usize {
        self.strides
            .get(dimension)
            .map_or(0, |(stride, length)| position / stride % length)
    }
    pub(super) fn measure(&self, position: usize) -> usize {
        position / self.step
    }
}
