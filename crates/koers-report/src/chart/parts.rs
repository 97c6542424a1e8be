//! Small parts of the drawing: the words above it, which figures follow each other, how wide a gutter is.

use super::{Axis, Chart};
use crate::number;
use koers_model::period::Period;
use koers_model::target::Direction;
use koers_model::text::Lang;
use koers_model::value::Number;
use koers_model::verdict::Point;

/// One step of a gutter, as `chart.css` has it, in pixels.
pub(super) const STEP: f64 = 8.0;
/// The widest gutter that `chart.css` has.
const MOST_STEPS: u8 = 14;

impl Chart<'_> {
    /// `nulmeting 2016: 190,8`
    pub(super) fn baseline_note(&self) -> Option<String> {
        let point = self.baseline?;
        let value = point.cell.number()?;
        Some(format!(
            "{} {}: {}",
            self.lang.pick("nulmeting", "baseline"),
            point.period,
            number::compact(value, self.decimals, self.lang)
        ))
    }

    /// `doel 2019: ≥ 75,0`; `>` and `<` where any change will do.
    pub(super) fn aim_note(&self) -> Option<String> {
        let aim = self.aim.as_ref()?;
        let value = aim.value?;
        let day = if (aim.by.month(), aim.by.day()) == (12, 31) {
            aim.by.year().to_string()
        } else {
            crate::date::iso(aim.by)
        };
        let sign = match (aim.direction, aim.inclusive) {
            (Direction::Up, true) => "≥",
            (Direction::Up, false) => ">",
            (Direction::Down, true) => "≤",
            (Direction::Down, false) => "<",
        };
        let word = match self.lang {
            Lang::Nl => "doel",
            Lang::En => "target",
        };
        Some(format!(
            "{word} {day}: {sign} {}",
            number::compact(value, self.decimals, self.lang)
        ))
    }
}

/// How many steps a gutter takes that must hold these words and a space beside them.
pub(super) fn steps(widths: impl Iterator<Item = f64>, space: f64) -> u8 {
    let widest = widths.fold(14.0, f64::max) + space;
    (1..=MOST_STEPS)
        .find(|steps| f64::from(*steps) * STEP >= widest)
        .unwrap_or(MOST_STEPS)
}

/// The figures that are numbers and lie on the axis, in the order of time.
pub(super) fn sorted<'p>(points: &'p [Point], axis: &Axis) -> Vec<(&'p Point, Number)> {
    let mut numbers: Vec<(&Point, Number)> = points
        .iter()
        .filter(|point| axis.shows(point.period))
        .filter_map(|point| Some((point, point.cell.number()?)))
        .collect();
    numbers.sort_by_key(|(point, _)| point.period.start());
    numbers
}

/// Whether a line leads to or from a figure.
pub(super) fn neighbour(points: &[(&Point, Number)], at: usize) -> bool {
    let next_to = |other: Option<usize>| {
        let here = points.get(at)?.0.period;
        let there = points.get(other?)?.0.period;
        here.steps_since(there)
    };
    next_to(at.checked_sub(1)) == Some(1) || next_to(at.checked_add(1)) == Some(-1)
}

/// Periods in runs of neighbours.
pub(super) fn runs(periods: &[Period]) -> Vec<Vec<Period>> {
    let mut runs: Vec<Vec<Period>> = Vec::new();
    for &period in periods {
        match runs.last_mut() {
            Some(run)
                if run
                    .last()
                    .is_some_and(|last| period.steps_since(*last) == Some(1)) =>
            {
                run.push(period);
            }
            _ => runs.push(vec![period]),
        }
    }
    runs
}
