//! The series that a forecast goes on from, and the periods that come after it.

use crate::fault::Fault;
use crate::frame::{Frame, Need};
use crate::grid::Grid;
use crate::method::Question;
use crate::role::{PERIOD, REGION, Role, VALUE};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::Setting;
use koers_model::period::Period;
use koers_model::value::{Cell, Missing};

/// The columns of a series.
pub(super) const ROLES: &[(Role, Need)] = &[(PERIOD, Need::Must), (VALUE, Need::Must), (REGION, Need::May)];

/// How far ahead.
pub(super) const HORIZON: Setting = Setting::whole(
    "horizon",
    Words(
        "hoeveel periodes vooruit; anders twee jaar van kwartalen of maanden, of vier periodes",
        "how many periods ahead; otherwise two years of quarters or months, or four periods",
    ),
    (1, 200),
    None,
);

/// How many periods make a year.
pub(super) const SEASON: Setting = Setting::whole(
    "season",
    Words(
        "hoeveel periodes een jaar heeft; anders zoals de periodes zijn geschreven (kwartalen 4, maanden 12), of 1: geen seizoen",
        "how many periods a year has; otherwise as the periods are written (quarters 4, months 12), or 1: no season",
    ),
    (1, 60),
    None,
);

/// A series without gaps.
pub(super) struct Series {
    /// The region, where the figures have regions.
    pub region: Option<String>,
    /// Its periods, one after the other.
    pub periods: Vec<String>,
    /// Its values.
    pub values: Vec<f64>,
    /// How many periods make a year; one: no season.
    pub season: usize,
    /// The periods that are asked for.
    pub ahead: Vec<String>,
    /// What was taken for nought.
    pub filled: Option<Sentence>,
}

impl Series {
    /// The series that is asked about.
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let (frame, region) = match region(question)? {
            Some(name) => (question.frame.with(REGION, &[name])?, Some(name.to_owned())),
            None => (question.frame.clone(), None),
        };
        // Between the periods that are asked for, as all figures have them: what this region lacks is then a gap.
        let known = question.span()?;
        let clock = Clock::of(&known)?;
        let grid = laid_out(&frame, VALUE, clock.without_gaps(&known)?)?;
        let absent = question.settings.absent();
        let values = grid.values(absent)?;
        let season = match question.settings.maybe_whole(SEASON.word)? {
            Some(season) => season,
            None => clock.per_year(),
        };
        let horizon = match question.settings.maybe_whole(HORIZON.word)? {
            Some(horizon) => horizon,
            None if season > 1 => 2 * season,
            None => 4,
        };
        Ok(Self {
            region,
            values,
            season,
            ahead: (1..=horizon).map(|step| clock.after(step)).collect(),
            filled: crate::methods::structure::table::filled(&grid, absent),
            periods: grid.rows,
        })
    }

    /// A fault of a method that was handed the series or its beginning, with its periods.
    pub(super) fn fault(&self, fault: koers_economics::Fault) -> Fault {
        Fault::method(fault, &self.periods, &[])
    }

    /// How many decimals its numbers are shown with.
    pub(super) fn decimals(&self) -> u8 {
        decimals(&self.values)
    }

    /// What it is called at the beginning of a sentence.
    pub(super) fn name(&self) -> Slot {
        name(self.region.as_deref())
    }
}

/// How many decimals numbers of this size are shown with.
pub(super) fn decimals(values: &[f64]) -> u8 {
    let size = values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    match size {
        _ if size >= 1000.0 => 0,
        _ if size >= 10.0 => 1,
        _ => 3,
    }
}

/// What a series of a region, or of no region, is called at the beginning of a sentence.
pub(super) fn name(region: Option<&str>) -> Slot {
    match region {
        Some(region) => region.into(),
        None => Words("De reeks", "The series").into(),
    }
}

/// The figures of a role at these periods, in one column.
pub(super) fn laid_out(frame: &Frame, figures: Role, periods: Vec<String>) -> Result<Grid, Fault> {
    let found = frame.series(figures, PERIOD)?;
    let cell = |name: &String| -> Cell {
        let at = found.rows.iter().position(|row| row == name);
        at.map_or(Cell::missing(Missing::Absent), |at| found.cell(at, 0))
    };
    let cells = periods.iter().map(cell).collect();
    Ok(Grid::new(periods, vec![figures.word.to_owned()], cells))
}

/// The region: the one that is asked for, or the only one.
pub(super) fn region<'a>(question: &Question<'a>) -> Result<Option<&'a str>, Fault> {
    if question.region.is_some() {
        return question.region().map(Some);
    }
    if !question.frame.has(REGION) {
        return Ok(None);
    }
    match question.frame.names(REGION)? {
        [first, rest @ ..] if rest.iter().all(|name| name == first) => Ok(Some(first)),
        _ => question.region().map(Some),
    }
}

/// How the periods of a series follow one another.
enum Clock {
    /// Periods of one length, so many of them from one to the next.
    Periods { first: Period, last: Period, step: i32 },
    /// Whole numbers.
    Numbers { first: i64, last: i64, step: i64 },
    /// Names that say nothing of time.
    Names,
}

impl Clock {
    fn of(names: &[String]) -> Result<Self, Fault> {
        let periods: Option<Vec<Period>> = names.iter().map(|name| Period::parse(name).ok()).collect();
        if let Some(periods) = periods
            && let [first, .., last] = periods.as_slice()
        {
            let mut step = 0;
            for (pair, texts) in periods.windows(2).zip(names.windows(2)) {
                let passed = match pair {
                    [before, after] => after.steps_since(*before).filter(|passed| *passed > 0),
                    _ => None,
                };
                let passed = passed.ok_or_else(|| unlike(texts))?;
                step = i32::try_from(divisor(step.into(), passed.into())).unwrap_or(1);
            }
            return Ok(Self::Periods {
                first: *first,
                last: *last,
                step,
            });
        }
        let numbers: Option<Vec<i64>> = names.iter().map(|name| name.parse().ok()).collect();
        if let Some(numbers) = numbers
            && let [first, .., last] = numbers.as_slice()
        {
            let steps = numbers.windows(2).zip(names.windows(2));
            let step = steps
                .map(|(pair, texts)| match pair {
                    [before, after] if after > before => Ok(after.saturating_sub(*before)),
                    _ => Err(unlike(texts)),
                })
                .try_fold(0, |step, passed| passed.map(|passed| divisor(step, passed)))?;
            return Ok(Self::Numbers {
                first: *first,
                last: *last,
                step,
            });
        }
        Ok(Self::Names)
    }

    /// The names, and between them those that are passed over. A period that has a row keeps the text that it has there.
    fn without_gaps(&self, names: &[String]) -> Result<Vec<String>, Fault> {
        let count = match self {
            Self::Periods { first, last, step } => {
                i64::from(last.steps_since(*first).unwrap_or(0)) / i64::from(*step)
            }
            Self::Numbers { first, last, step } => last.saturating_sub(*first) / step,
            Self::Names => return Ok(names.to_vec()),
        };
        // As many again as there are is no series with a gap.
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        if count > names.len().saturating_mul(2) {
            return Err(Fault::Method(say(
                "tussen {0} ontbreken de meeste periodes, zodat er geen reeks is",
                "between {0} most periods are missing, so that there is no series",
                [Slot::Names(
                    [names.first(), names.last()]
                        .into_iter()
                        .flatten()
                        .cloned()
                        .collect(),
                )],
            )));
        }
        let mut known = names.iter().peekable();
        let own = (0..=count).map(|steps| {
            known
                .next_if(|name| self.is_at(name, steps))
                .cloned()
                .unwrap_or_else(|| self.at(steps))
        });
        Ok(own.collect())
    }

    /// Whether a name is that of so many steps after the first.
    fn is_at(&self, name: &str, steps: usize) -> bool {
        match self {
            Self::Periods { first, step, .. } => {
                let period = first.plus(step.saturating_mul(whole(steps)));
                Period::parse(name).is_ok_and(|one| one == period)
            }
            Self::Numbers { first, step, .. } => {
                let passed = step.saturating_mul(whole(steps).into());
                name.parse() == Ok(first.saturating_add(passed))
            }
            Self::Names => false,
        }
    }

    /// The name of so many steps after the first.
    fn at(&self, steps: usize) -> String {
        match self {
            Self::Periods { first, step, .. } => first.plus(step.saturating_mul(whole(steps))).to_string(),
            Self::Numbers { first, step, .. } => {
                let passed = step.saturating_mul(whole(steps).into());
                first.saturating_add(passed).to_string()
            }
            Self::Names => format!("+{steps}"),
        }
    }

    /// How many of these steps make a year; one where they do not divide it.
    fn per_year(&self) -> usize {
        let Self::Periods { first, step, .. } = self else {
            return 1;
        };
        let per_year = first.frequency().per_year().map_or(1, i32::from);
        let whole = per_year % step == 0;
        if whole {
            usize::try_from(per_year / step).unwrap_or(1)
        } else {
            1
        }
    }

    /// The name of what comes so many steps after the last one.
    fn after(&self, steps: usize) -> String {
        match self {
            Self::Periods { last, step, .. } => last.plus(step.saturating_mul(whole(steps))).to_string(),
            Self::Numbers { last, step, .. } => {
                let passed = step.saturating_mul(whole(steps).into());
                last.saturating_add(passed).to_string()
            }
            Self::Names => format!("+{steps}"),
        }
    }
}

/// A number of steps as the numbers of periods are kept.
fn whole(steps: usize) -> i32 {
    i32::try_from(steps).unwrap_or(i32::MAX)
}

/// Two periods that do not follow one another in one series.
fn unlike(texts: &[String]) -> Fault {
    Fault::Method(say(
        "{0} staan in één reeks, maar zijn niet even lang of vallen samen",
        "{0} stand in one series, but are not equally long or are the same",
        [Slot::Names(texts.to_vec())],
    ))
}

/// The greatest number that divides both.
fn divisor(one: i64, other: i64) -> i64 {
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}
