//! One measure: is it on course?

use crate::input::JudgeInput;
use crate::line::Line;
use crate::margin::{from_series, margin, too_large, years_between};
use crate::path::{Required, baseline_cell, final_value, required};
use crate::rank::standing;
use koers_model::target::{Baseline, Goal};
use koers_model::value::{Missing, Number};
use koers_model::verdict::{Judgement, Margin, MarginSource, OtherBase, Point, Reason, Verdict};

/// A figure that may still be revised must be this many margins away from what is required.
const PROVISIONAL_FACTOR: f64 = 1.5;

/// Judges one measure of an outcome: from its own baseline, and from the other base periods that the target names.
#[must_use]
pub fn judge(input: &JudgeInput<'_>) -> Judgement {
    let mut judgement = judge_from(input, &input.target.baseline);
    let others = input.target.also_from.iter().map(|&period| {
        let base = Baseline {
            period,
            value: None,
            cite: Vec::new(),
        };
        let other = judge_from(input, &base);
        OtherBase {
            period,
            verdict: other.verdict,
            reason: other.reason,
        }
    });
    judgement.other_bases = others.collect();
    judgement
}

fn judge_from(input: &JudgeInput<'_>, baseline: &Baseline) -> Judgement {
    let mut judgement = Judgement {
        verdict: Verdict::CannotBeSaid,
        reason: Reason::NoMeasure,
        reading: None,
        baseline: None,
        required: None,
        margin: None,
        rank: None,
        other_bases: Vec::new(),
        months_old: None,
        target: input.target.clone(),
    };
    let case = Case {
        input,
        baseline,
        sign: input.sign(),
    };
    let (verdict, reason) = case
        .decide(&mut judgement)
        .unwrap_or_else(|reason| (Verdict::CannotBeSaid, reason));
    judgement.verdict = verdict;
    judgement.reason = reason;
    judgement
}

/// A measure judged from one baseline.
struct Case<'a> {
    input: &'a JudgeInput<'a>,
    baseline: &'a Baseline,
    sign: f64,
}

/// A verdict with its reason, or the reason why there is none.
type Decision = Result<(Verdict, Reason), Reason>;

impl Case<'_> {
    /// Goes through the questions in their order, filling in the judgement on the way.
    fn decide(&self, judgement: &mut Judgement) -> Decision {
        let from = self.baseline.period;
        let region = Line::of(self.input.series);
        self.same_frequency(&region)?;
        if region.points().is_empty() {
            return Err(Reason::RegionNotCovered);
        }
        if self.input.on <= from.end() {
            return Err(Reason::NotStarted);
        }
        if let Goal::Rank { top, .. } = self.input.target.goal
            && !self.input.is_place()
        {
            return self.place(judgement, &region, top);
        }
        let benchmark = match self.input.target.goal {
            Goal::Gap { .. } => Some(Line::of(self.input.benchmark.unwrap_or(&[]))),
            _ => None,
        };
        let base = self.base(judgement, &region, benchmark.as_ref())?;
        let line = match &benchmark {
            Some(benchmark) => region.minus(benchmark),
            None => region.clone(),
        };
        let reading = self.reading(judgement, &region, &line, benchmark.as_ref())?;
        let breaks = [Some(&region), benchmark.as_ref()].into_iter().flatten();
        if let Some(at) = breaks
            .filter_map(|line| line.break_between(from, reading.period))
            .min()
        {
            return Err(Reason::SeriesBreak { at });
        }
        self.compare(judgement, &line, &reading, base)
    }

    fn same_frequency(&self, region: &Line) -> Result<(), Reason> {
        let frequency = self.baseline.period.frequency();
        match region
            .points()
            .iter()
            .find(|point| point.period.frequency() != frequency)
        {
            None => Ok(()),
            Some(other) => Err(Reason::CannotCompute {
                what: format!(
                    "the baseline {} is a {}, the figures are per {}",
                    self.baseline.period,
                    frequency.word(),
                    other.period.frequency().word()
                ),
            }),
        }
    }

    /// The starting figure. A level that is judged at its end does without.
    fn base(
        &self,
        judgement: &mut Judgement,
        region: &Line,
        benchmark: Option<&Line>,
    ) -> Result<Option<f64>, Reason> {
        let period = self.baseline.period;
        let cell = baseline_cell(self.baseline, region, benchmark);
        if let Some(number) = cell.number() {
            judgement.baseline = Some(Point { period, cell });
            return Ok(Some(number.get()));
        }
        let asked_change = !matches!(
            self.input.target.goal,
            Goal::Level { .. } | Goal::Coverage { .. } | Goal::Gap { .. } | Goal::Rank { .. }
        );
        if asked_change {
            Err(self.no_baseline(region, benchmark))
        } else {
            Ok(None)
        }
    }

    /// Why there is no starting figure.
    fn no_baseline(&self, region: &Line, benchmark: Option<&Line>) -> Reason {
        let period = self.baseline.period;
        let own = baseline_cell(self.baseline, region, None);
        match (own.missing_reason(), benchmark, &self.input.target.goal) {
            (None, Some(other), Goal::Gap { benchmark, .. }) => Reason::BenchmarkMissing {
                region: benchmark.clone(),
                missing: other.cell(period).missing_reason().unwrap_or(Missing::Absent),
            },
            // A series that stopped before the programme began says more than that its first year is not there.
            (missing, ..) => match region.last_number() {
                Some(last) if last < period && missing == Some(Missing::Absent) => {
                    Reason::NoReadingSinceBaseline { last: Some(last) }
                }
                _ => Reason::BaselineMissing {
                    period,
                    missing: missing.unwrap_or(Missing::Absent),
                },
            },
        }
    }

    /// The reading that decides: the last figure after the baseline whose period has ended by the day that counts.
    fn reading(
        &self,
        judgement: &mut Judgement,
        region: &Line,
        line: &Line,
        benchmark: Option<&Line>,
    ) -> Result<Point, Reason> {
        let due = self.input.due();
        let after = |point: &&Point| self.baseline.period < point.period && point.period.end() <= due;
        let with_number = |point: &&Point| point.cell.number().is_some();
        let Some(reading) = line.points().iter().filter(after).rfind(with_number) else {
            return Err(self.no_reading(region, benchmark));
        };
        judgement.reading = Some(*reading);
        let months = self.input.counted.months_before(reading.period, due);
        judgement.months_old = Some(months);
        if months > self.input.stale_after_months {
            return Err(Reason::Stale {
                period: reading.period,
                months,
            });
        }
        Ok(*reading)
    }

    /// Why there is no reading.
    fn no_reading(&self, region: &Line, benchmark: Option<&Line>) -> Reason {
        let due = self.input.due();
        let ended = || region.points().iter().filter(|point| point.period.end() <= due);
        let mut after = ended().filter(|point| self.baseline.period < point.period);
        let own = after.clone().rfind(|point| point.cell.number().is_some());
        if let (Some(own), Some(other), Goal::Gap { benchmark, .. }) =
            (own, benchmark, &self.input.target.goal)
        {
            return Reason::BenchmarkMissing {
                region: benchmark.clone(),
                missing: other.cell(own.period).missing_reason().unwrap_or(Missing::Absent),
            };
        }
        let missing = after.rfind(|point| point.cell.missing_reason() != Some(Missing::Absent));
        match missing.and_then(|point| Some((point.period, point.cell.missing_reason()?))) {
            Some((period, missing)) => Reason::ReadingMissing { period, missing },
            // A series that goes on after the day judged has not stopped.
            None if region
                .last_number()
                .is_some_and(|last| last.end() > due && self.baseline.period < last) =>
            {
                Reason::NothingDueYet {
                    last: ended()
                        .rfind(|point| point.cell.number().is_some())
                        .map(|point| point.period),
                }
            }
            None => Reason::NoReadingSinceBaseline {
                last: ended()
                    .rfind(|point| point.cell.number().is_some())
                    .map(|point| point.period),
            },
        }
    }

    /// Compares the reading with the final target and with the required path.
    fn compare(
        &self,
        judgement: &mut Judgement,
        line: &Line,
        reading: &Point,
        base: Option<f64>,
    ) -> Decision {
        let from = self.baseline.period;
        let value = reading.cell.number().map_or(0.0, Number::get);
        if self.input.is_place() {
            judgement.rank = place_of(value);
        }
        let needed = required(self.input, from, base, reading.period);
        judgement.required = needed.and_then(|required| Number::new(required.value));
        let known = judgement.baseline;
        let margin = margin(
            &reading.cell,
            known.as_ref().map(|point| &point.cell),
            needed.map_or(0.0, |required| required.weight),
            self.input.target.margin,
            line,
            years_between(from, reading.period),
        );
        judgement.margin = margin.as_ref().ok().copied();
        let provisional = reading.cell.marks.is_preliminary();
        let end = final_value(self.input, from, base);
        if let Some(end) = end
            && self.reached(value, end, margin.as_ref().ok(), provisional)
        {
            return Ok((Verdict::OnCourse, Reason::TargetReached));
        }
        let Some(Required { value: needed, .. }) = needed else {
            return Err(self.no_baseline(&Line::of(self.input.series), self.benchmark_line().as_ref()));
        };
        let ahead = self.sign * (value - needed);
        let strictly = matches!(self.input.target.goal, Goal::ChangeDirection);
        weigh(ahead, margin?, provisional, strictly, Reason::AheadOfPath)
    }

    fn benchmark_line(&self) -> Option<Line> {
        let gap = matches!(self.input.target.goal, Goal::Gap { .. });
        gap.then(|| Line::of(self.input.benchmark.unwrap_or(&[])))
    }

    /// Whether the final target itself is reached. How much a series varies from year to year does not undo a level that is reached;
    /// a margin of the figure itself must be cleared, unless the unit ends there. A figure that may be revised needs half a
    /// margin more.
    fn reached(&self, value: f64, end: f64, margin: Option<&Margin>, provisional: bool) -> bool {
        let more = if provisional {
            PROVISIONAL_FACTOR - 1.0
        } else {
            0.0
        };
        let at_end = self.sign > 0.0 && self.input.unit.upper_bound.is_some_and(|bound| value >= bound);
        let clear = match margin {
            _ if at_end && !provisional => 0.0,
            Some(margin) if margin.source == MarginSource::Series => more * margin.value.get(),
            Some(margin) => (1.0 + more) * margin.value.get(),
            None if provisional => return false,
            None => 0.0,
        };
        self.sign * (value - end) >= clear
    }

    /// A place among peers. The region is compared with the one it must not fall behind; the margin is that of one year, because
    /// figures of the same period are compared.
    fn place(&self, judgement: &mut Judgement, region: &Line, top: u32) -> Decision {
        let start = baseline_cell(self.baseline, region, None);
        if start.number().is_some() {
            judgement.baseline = Some(Point {
                period: self.baseline.period,
                cell: start,
            });
        }
        let reading = self.reading(judgement, region, region, None)?;
        let own = reading.cell.number().map_or(0.0, Number::get);
        let standing = standing(own, self.input.peers, reading.period, self.sign, top)?;
        judgement.rank = Some(standing.place);
        let Some(boundary) = standing.boundary else {
            // There are no more others than good places.
            let verdict = (Verdict::OnCourse, Reason::TargetReached);
            return if standing.place <= top {
                Ok(verdict)
            } else {
                Ok((Verdict::OffCourse, Reason::BehindPath))
            };
        };
        let there = boundary.cell(reading.period);
        judgement.required = there.number();
        let distance = region.minus(&boundary);
        let margin = match (distance.cell(reading.period).margin, self.input.target.margin) {
            (Some(value), _) => Margin {
                value,
                source: MarginSource::Published,
            },
            (None, Some(value)) => Margin {
                value,
                source: MarginSource::Target,
            },
            (None, None) => from_series(&distance, 1.0)?,
        };
        judgement.margin = Some(margin);
        let ahead = self.sign * (own - there.number().map_or(own, Number::get));
        let provisional = reading.cell.marks.combine(there.marks).is_preliminary();
        weigh(ahead, margin, provisional, false, Reason::TargetReached)
    }
}

/// Whether a difference, counted so that more is better, is more than the margin. `strictly`: no difference is not enough.
fn weigh(ahead: f64, margin: Margin, provisional: bool, strictly: bool, good: Reason) -> Decision {
    if !ahead.is_finite() {
        return Err(too_large());
    }
    let once = margin.value.get();
    let needed = if provisional {
        PROVISIONAL_FACTOR * once
    } else {
        once
    };
    if ahead >= needed && !(strictly && ahead <= 0.0) {
        Ok((Verdict::OnCourse, good))
    } else if ahead <= -needed {
        Ok((Verdict::OffCourse, Reason::BehindPath))
    } else if ahead.abs() >= once {
        Err(Reason::ProvisionalOnEdge)
    } else {
        Err(Reason::WithinMargin)
    }
}

/// A published place as a whole number.
fn place_of(value: f64) -> Option<u32> {
    let whole = value.round();
    // In range: the conversion loses nothing.
    (1.0..=f64::from(u32::MAX))
        .contains(&whole)
        .then_some(whole as u32)
}
