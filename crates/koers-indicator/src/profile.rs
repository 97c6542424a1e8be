//! Methods of the economics room on figures by activity: the figures of each code are read like any series, and the method makes one of them.

use crate::error::EvaluateError;
use crate::evaluate::BREAK;
use crate::grid::{Frame, Grid, Row, Sum, combine_marks, first_reason};
use crate::leaf::{Leaf, computed};
use crate::plan::{Node, Plan, back};
use crate::tables::Tables;
use koers_economics::Matrix;
use koers_economics::growth::shift_share;
use koers_economics::structure::{Comparison, Reference, entropy, hachman, herfindahl, krugman};
use koers_model::indicator::{Profile, Series};
use koers_model::period::Period;
use koers_model::reading::Trace;
use koers_model::region::RegionCode;
use koers_model::value::Missing;
use koers_table::cube::VALUE;
use std::collections::BTreeSet;

/// What rounding leaves of amounts that cancel out, as a part of them.
const DUST: f64 = 1e-13;

/// Figures by activity, with the method that makes one of them.
#[derive(Debug)]
pub(crate) struct Activities<'t> {
    method: Profile,
    /// How many periods back; nought for a method that looks at one period.
    over: i32,
    /// One for each code, in the order of the list.
    codes: Vec<Leaf<'t>>,
    /// The dimension that tells them apart.
    dimension: String,
    /// All of them together: for which regions and periods there may be figures.
    together: Leaf<'t>,
}

/// The figures of all activities, each under the same position.
struct Figures {
    /// Regions × periods, for each activity.
    grids: Vec<Grid>,
    /// How many periods.
    width: usize,
    /// Whether there is one region, which every region is held against.
    one_region: bool,
}

impl<'t> Activities<'t> {
    /// Finds the series of every activity.
    pub(crate) fn plan(
        series: &Series,
        method: &Profile,
        tables: &'t Tables<'_>,
    ) -> Result<Plan<'t>, EvaluateError> {
        let mut lists = series.codes.iter().filter(|(_, codes)| codes.len() > 1);
        let (Some((dimension, list)), None) = (lists.next(), lists.next()) else {
            let longest = series.codes.values().map(Vec::len).max().unwrap_or(0);
            return Err(EvaluateError::Activities {
                rule: method.word(),
                codes: if longest > 1 { 0 } else { longest },
            });
        };
        let over = match method {
            Profile::RegionalShift { over, .. } => back(*over)?,
            _ => 0,
        };
        let (together, frequency, unit) = Leaf::find(series, tables)?;
        if method.against().len() > 1 && !together.adds_up() {
            return Err(EvaluateError::NotAdditive {
                dataset: series.dataset.clone(),
                measure: series.measure.clone(),
            });
        }
        let one = |code: &String| {
            let mut series = series.clone();
            series.codes.insert(dimension.clone(), vec![code.clone()]);
            Ok(Leaf::find(&series, tables)?.0)
        };
        let codes = list.iter().map(one).collect::<Result<_, EvaluateError>>()?;
        Ok(Plan {
            frequency,
            // Parts of one have no unit; a shift counts what the figures count.
            unit: matches!(method, Profile::RegionalShift { .. }).then(|| unit.of_difference()),
            node: Node::Profile(Self {
                method: method.clone(),
                over,
                codes,
                dimension: dimension.clone(),
                together,
            }),
        })
    }

    /// The periods for which there may be a figure.
    pub(crate) fn periods(&self) -> BTreeSet<Period> {
        self.together.periods()
    }

    /// The regions for which there may be a figure.
    pub(crate) fn regions(&self) -> Vec<&'t RegionCode> {
        self.together.regions()
    }

    /// The formula in words.
    fn words(&self) -> String {
        let others = match self.method.against() {
            [one] => one.to_string(),
            several => format!("{} regions together", several.len()),
        };
        let formula = match &self.method {
            Profile::Herfindahl => "sum of share × share".to_owned(),
            Profile::Entropy => "− sum of share × log₂ share".to_owned(),
            Profile::Krugman { .. } => format!("sum of |share − share of {others}|"),
            Profile::Hachman { .. } => format!("1 ÷ sum of share × share ÷ share of {others}"),
            Profile::RegionalShift { over, .. } => {
                format!("sum of x − x {over} earlier × {others} ÷ {others} {over} earlier")
            }
        };
        format!("{formula} over {} codes of {}", self.codes.len(), self.dimension)
    }

    /// The figures of all activities in a frame.
    fn read<const TRACE: bool>(&self, frame: Frame<'_>) -> Figures {
        Figures {
            grids: self.codes.iter().map(|leaf| leaf.read::<TRACE>(frame)).collect(),
            width: frame.periods.len(),
            one_region: false,
        }
    }

    /// Those of the regions that it is held against, added up, for the periods of a frame.
    fn of_others<const TRACE: bool>(&self, periods: &[Period]) -> Figures {
        let regions = self.method.against();
        let frame = Frame { regions, periods };
        let read = self.read::<TRACE>(frame);
        let grids = match regions {
            [_] => read.grids,
            _ => read.grids.into_iter().map(|grid| added_up(grid, frame)).collect(),
        };
        Figures {
            grids,
            one_region: true,
            ..read
        }
    }

    /// The figures of every region and period of a frame.
    pub(crate) fn compute<const TRACE: bool>(&self, frame: Frame<'_>) -> Grid {
        let mut inputs = vec![self.read::<TRACE>(frame)];
        if !self.method.against().is_empty() {
            inputs.push(self.of_others::<TRACE>(frame.periods));
        }
        let mut between = Vec::new();
        if self.over > 0 {
            let earlier = |steps: i32| -> Vec<Period> {
                frame.periods.iter().map(|period| period.plus(-steps)).collect()
            };
            let then = earlier(self.over);
            let regions = frame.regions;
            inputs.push(self.read::<TRACE>(Frame {
                regions,
                periods: &then,
            }));
            inputs.push(self.of_others::<TRACE>(&then));
            for figures in &mut inputs[2..] {
                // A break in the year that is counted from lies before it, and does no harm.
                figures.forget_breaks();
            }
            for periods in (1..self.over).map(earlier) {
                let periods = &periods;
                between.push(self.read::<false>(Frame { regions, periods }));
                between.push(self.of_others::<false>(periods));
            }
        }
        let mut grid = Grid::absent(frame.cells());
        for at in 0..frame.cells() {
            let (kind, marks) = inputs
                .iter()
                .flat_map(|figures| figures.states(at))
                .reduce(|(kind, marks), (other, more)| {
                    (first_reason(kind, other), combine_marks(marks, more))
                })
                .unwrap_or((Missing::Absent as u8, 0));
            let breaks = between.iter().flat_map(|figures| figures.states(at));
            grid.kinds[at] = kind;
            grid.marks[at] = breaks.fold(marks, |marks, (_, more)| marks | (more & BREAK));
            if kind == VALUE {
                let amounts: Vec<Vec<f64>> = inputs.iter().map(|figures| figures.amounts(at)).collect();
                // What has no answer, such as shares of nothing, is undefined.
                grid.values[at] = self.figure(&amounts).unwrap_or(f64::NAN);
            }
        }
        grid.settle();
        if TRACE {
            let words = self.words();
            let step = |at| {
                let inputs = inputs.iter().flat_map(|figures| figures.traces(at)).collect();
                computed(words.clone(), frame, at, &grid, inputs)
            };
            grid.traces = (0..frame.cells()).map(step).collect();
        }
        grid
    }

    /// One figure, from the amounts by activity: those of the region, of the others, and of both of before.
    fn figure(&self, amounts: &[Vec<f64>]) -> Option<f64> {
        let table = |rows: &[&Vec<f64>]| {
            let cells = rows.iter().flat_map(|row| row.iter().copied()).collect();
            Matrix::new(rows.len(), self.codes.len(), cells).ok()
        };
        match (&self.method, amounts) {
            (Profile::Herfindahl, [own]) => Some(herfindahl(own).ok()?.index),
            (Profile::Entropy, [own]) => Some(entropy(own).ok()?.bits),
            (Profile::Krugman { .. }, [own, other]) => {
                let found = krugman(&table(&[own])?, Comparison::Given(other)).ok()?;
                Some(found.first().copied().flatten()?.index)
            }
            (Profile::Hachman { .. }, [own, other]) => {
                let found = hachman(&table(&[own])?, Reference::Given(other)).ok()?;
                found.first().copied().flatten()
            }
            (Profile::RegionalShift { .. }, [own, other, own_then, other_then]) => {
                let (region, reference) = (table(&[own_then, own])?, table(&[other_then, other])?);
                let shift = shift_share(&region, &reference, 0, 1).ok()?.total.regional;
                // What is left of amounts that cancel out is no shift: it would have a sign.
                let amounts: f64 = own.iter().chain(own_then).sum();
                Some(if shift.abs() < amounts * DUST { 0.0 } else { shift })
            }
            _ => None,
        }
    }
}

/// Figures of several regions as those of one: the sum, in every period. The steps of all of them are kept, region after region.
fn added_up(grid: Grid, frame: Frame<'_>) -> Grid {
    let width = frame.periods.len();
    let mut sum = Sum::new(width);
    sum.terms(0, width, frame.regions.len());
    let rows = Row {
        values: &grid.values,
        kinds: &grid.kinds,
        marks: &grid.marks,
    };
    for region in 0..frame.regions.len() {
        if let Some(row) = rows.part(region * width..(region + 1) * width) {
            // Amounts below nought have no shares, and in the sum they would hide.
            let kinds: Vec<u8> = row
                .kinds
                .iter()
                .zip(row.values)
                .map(|(kind, value)| {
                    if *kind == VALUE && *value < 0.0 {
                        Missing::Undefined as u8
                    } else {
                        *kind
                    }
                })
                .collect();
            sum.add(0, Row { kinds: &kinds, ..row });
        }
    }
    Grid {
        traces: grid.traces,
        ..sum.into_grid()
    }
}

impl Figures {
    /// Where the figures stand for a cell of the frame that they were read for.
    fn place(&self, at: usize) -> usize {
        if self.one_region { at % self.width } else { at }
    }

    fn amounts(&self, at: usize) -> Vec<f64> {
        let place = self.place(at);
        let values = self.grids.iter().map(|grid| grid.values.get(place));
        values.map(|value| value.copied().unwrap_or(f64::NAN)).collect()
    }

    /// Kind and marks of every figure.
    fn states(&self, at: usize) -> impl Iterator<Item = (u8, u16)> {
        let place = self.place(at);
        self.grids
            .iter()
            .map(move |grid| (grid.kinds[place], grid.marks[place]))
    }

    /// How the figures came about: of every region that is added up.
    fn traces(&self, at: usize) -> impl Iterator<Item = Trace> {
        let place = self.place(at);
        let regions = if self.one_region { usize::MAX } else { 1 };
        self.grids.iter().flat_map(move |grid| {
            let steps = grid.traces.iter().skip(place).step_by(self.width.max(1));
            steps.take(regions).cloned()
        })
    }

    fn forget_breaks(&mut self) {
        let marks = self.grids.iter_mut().flat_map(|grid| &mut grid.marks);
        marks.for_each(|marks| *marks &= !BREAK);
    }
}
