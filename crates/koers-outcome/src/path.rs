//! Where the figure should be at any moment between the baseline and the target.

use crate::input::JudgeInput;
use crate::line::Line;
use koers_model::period::Period;
use koers_model::target::{Baseline, Goal};
use koers_model::value::{Cell, Number};

/// The required value at a period, and how strongly the baseline goes into it: 1 when it moves along with the baseline, 0 when
/// it stands by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Required {
    pub(crate) value: f64,
    pub(crate) weight: f64,
}

/// What share of the way from the baseline to the target a period lies, between 0 and 1.
fn way(input: &JudgeInput<'_>, from: Period, period: Period) -> f64 {
    let end = input.target_period(from.frequency());
    let steps = |to: Period| to.steps_since(from).map(f64::from);
    match (end.and_then(steps), steps(period)) {
        (Some(total), Some(gone)) if total > 0.0 => (gone / total).clamp(0.0, 1.0),
        _ => 1.0,
    }
}

/// The value required at a period, in the terms of the goal: for a gap the distance to the benchmark. `None` when it needs a
/// baseline that is not there, and for a rank among peers, where nothing is required but the place.
pub(crate) fn required(
    input: &JudgeInput<'_>,
    from: Period,
    baseline: Option<f64>,
    period: Period,
) -> Option<Required> {
    let (sign, way) = (input.sign(), way(input, from, period));
    let moved = |amount: f64, per_base: f64| {
        baseline.map(|base| Required {
            value: base + sign * amount * way,
            weight: 1.0 + sign * per_base * way,
        })
    };
    match &input.target.goal {
        Goal::Level { value } | Goal::Coverage { value } => towards(sign, baseline, value.get(), way),
        Goal::Gap { within, .. } => towards(sign, baseline, -sign * within.get(), way),
        Goal::Rank { top, .. } if input.is_place() => towards(sign, baseline, f64::from(*top), way),
        Goal::Rank { .. } => None,
        Goal::ChangeDirection => moved(0.0, 0.0),
        Goal::ChangeAmount { amount } => moved(amount.get(), 0.0),
        Goal::ChangeRelative { percent } => {
            let share = percent.get() / 100.0;
            let base = baseline?;
            moved(base.abs() * share, if base < 0.0 { -share } else { share })
        }
    }
}

/// The value that is asked for in the end; `None` for a direction only.
pub(crate) fn final_value(input: &JudgeInput<'_>, from: Period, baseline: Option<f64>) -> Option<f64> {
    let end = input.target_period(from.frequency())?.max(from);
    match input.target.goal {
        Goal::ChangeDirection => None,
        _ => required(input, from, baseline, end).map(|required| required.value),
    }
}

/// A straight line from the baseline to a value. A baseline that is already better asks for no more than the value.
fn towards(sign: f64, baseline: Option<f64>, goal: f64, way: f64) -> Option<Required> {
    if way >= 1.0 {
        return Some(Required {
            value: goal,
            weight: 0.0,
        });
    }
    let base = baseline?;
    Some(if sign * base >= sign * goal {
        Required {
            value: goal,
            weight: 0.0,
        }
    } else {
        Required {
            value: base + (goal - base) * way,
            weight: 1.0 - way,
        }
    })
}

/// The figure that the path starts from, in the terms of the goal: for a gap the distance to the benchmark.
pub(crate) fn baseline_cell(baseline: &Baseline, region: &Line, benchmark: Option<&Line>) -> Cell {
    let own = match baseline.value {
        Some(stated) => Cell::value(stated),
        None => region.cell(baseline.period),
    };
    match benchmark {
        Some(benchmark) => {
            let there = benchmark.cell(baseline.period);
            let mut gap = own.combine(&there, |a, b| Some(a - b));
            gap.margin = own
                .margin
                .and_then(|margin| crate::line::root_of_squares(margin, there.margin, 1.0));
            gap
        }
        None => own,
    }
}

/// The required path, from the baseline to the last period that ends by the target date, as figures of the region: for a gap, the
/// figure that the region needs given the benchmark's, where that is known. Empty when the baseline is missing, and for a rank
/// among peers.
#[must_use]
pub fn required_path(input: &JudgeInput<'_>) -> Vec<(Period, Number)> {
    let baseline = &input.target.baseline;
    let benchmark = match input.target.goal {
        Goal::Gap { .. } => Some(Line::of(input.benchmark.unwrap_or(&[]))),
        _ => None,
    };
    let start = baseline_cell(baseline, &Line::of(input.series), benchmark.as_ref()).number();
    let (Some(start), Some(end)) = (start, input.target_period(baseline.period.frequency())) else {
        return Vec::new();
    };
    let steps = end.steps_since(baseline.period).unwrap_or(-1);
    let point = |step: i32| -> Option<(Period, Number)> {
        let period = baseline.period.plus(step);
        let value = required(input, baseline.period, Some(start.get()), period)?.value;
        let there = match &benchmark {
            Some(benchmark) => benchmark.cell(period).number()?.get(),
            None => 0.0,
        };
        Some((period, Number::new(value + there)?))
    };
    (0..=steps).filter_map(point).collect()
}
