//! Figures of long periods and an indicator of short ones, in one table: years with a value, quarters or months with an indicator.

use super::series::{decimals, laid_out, name, region};
use crate::answer::{Assumption, Item, Table, column};
use crate::drawing::{Drawing, Line, Named, Shape, Weight};
use crate::fault::Fault;
use crate::frame::Need;
use crate::method::Question;
use crate::role::{INDICATOR, PERIOD, REGION, Role, VALUE};
use crate::say::{Slot, Words, say};
use crate::setting::Setting;
use koers_economics::forecast::Conversion;
use koers_model::period::Period;

/// The columns: the indicator stands beside short periods, the value beside long ones.
pub(super) const ROLES: &[(Role, Need)] = &[
    (PERIOD, Need::Must),
    (VALUE, Need::Must),
    (INDICATOR, Need::Must),
    (REGION, Need::May),
];

/// What a long period is of its short ones.
pub(super) const CONVERSION: Setting = Setting::choice(
    "conversion",
    Words(
        "wat het cijfer van een jaar is van zijn kwartalen of maanden",
        "what the figure of a year is of its quarters or months",
    ),
    &[
        (
            "sum",
            Words("de som: productie, geboorten", "the sum: production, births"),
        ),
        ("mean", Words("het gemiddelde: een index", "the mean: an index")),
        (
            "first",
            Words(
                "de eerste: een stand aan het begin",
                "the first: a stock at the beginning",
            ),
        ),
        (
            "last",
            Words(
                "de laatste: een stand aan het eind",
                "the last: a stock at the end",
            ),
        ),
    ],
    "sum",
);

/// Long periods over short ones, both without gaps.
pub(super) struct Years {
    /// The region, where the figures have regions.
    region: Option<String>,
    /// The long periods.
    pub long: Vec<String>,
    /// Their values.
    pub values: Vec<f64>,
    /// The short periods.
    pub short: Vec<String>,
    /// The indicator at each.
    pub indicator: Vec<f64>,
    /// How many short periods a long one has.
    pub each: usize,
    /// How many of them lie before the first long one.
    pub before: usize,
    /// What a long period is of its short ones.
    pub conversion: Conversion,
}

impl Years {
    /// What the figures hold.
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let region = region(question)?;
        let frame = match region {
            Some(name) => question.frame.with(REGION, &[name])?,
            None => question.frame.clone(),
        };
        let mut periods: Vec<(u8, Period, String)> = frame
            .distinct(PERIOD)?
            .iter()
            .map(|name| read(name))
            .collect::<Result<_, Fault>>()?;
        // Within a frequency in the order of time.
        periods.sort_unstable();
        let counts = [periods.first(), periods.last()].map(|one| one.map_or(0, |one| one.0));
        let only = |count: u8| -> Vec<(Period, String)> {
            let of = periods.iter().filter(|one| one.0 == count);
            of.map(|one| (one.1, one.2.clone())).collect()
        };
        let [few, many] = counts;
        let (long, short) = (only(few), only(many));
        if few == many || long.len() + short.len() < periods.len() {
            return Err(Fault::Method(say(
                "de periodes moeten van twee lengten zijn: jaren met een waarde, en kwartalen of maanden met een indicator",
                "the periods must be of two lengths: years with a value, and quarters or months with an indicator",
                [],
            )));
        }
        let absent = question.settings.absent();
        let values = |role: Role, periods: &[(Period, String)]| -> Result<(Vec<String>, Vec<f64>), Fault> {
            let grid = laid_out(&frame, role, every(periods))?;
            let values = grid.values(absent)?;
            Ok((grid.rows, values))
        };
        let (long_names, long_values) = values(VALUE, &long)?;
        let (short_names, indicator) = values(INDICATOR, &short)?;
        let before = match (long.first(), short.first()) {
            (Some((long, _)), Some((short, _))) => Period::containing(short.frequency(), long.start())
                .and_then(|begins| begins.steps_since(*short))
                .and_then(|steps| usize::try_from(steps).ok()),
            _ => None,
        };
        let before = before.ok_or_else(|| {
            Fault::Method(say(
                "de indicator begint na {0}, het eerste cijfer dat verdeeld moet worden",
                "the indicator begins after {0}, the first figure that is to be spread",
                [long_names.first().map_or("", String::as_str).into()],
            ))
        })?;
        Ok(Self {
            region: region.map(str::to_owned),
            long: long_names,
            values: long_values,
            short: short_names,
            indicator,
            each: usize::from(many / few),
            before,
            conversion: match question.settings.text(CONVERSION.word) {
                Some("mean") => Conversion::Mean,
                Some("first") => Conversion::First,
                Some("last") => Conversion::Last,
                _ => Conversion::Sum,
            },
        })
    }

    /// A fault of a method that was handed these figures.
    pub(super) fn fault(&self, fault: koers_economics::Fault) -> Fault {
        match fault {
            koers_economics::Fault::TooShort { .. } if self.short.len() < self.needed() => {
                Fault::Method(say(
                    "de indicator loopt tot en met {0} en dekt niet alle cijfers tot en met {1}",
                    "the indicator goes on to {0} and does not cover all figures up to {1}",
                    [self.short.last(), self.long.last()].map(|one| one.map_or("", String::as_str).into()),
                ))
            }
            other => Fault::method(other, &self.long, &[]),
        }
    }

    fn needed(&self) -> usize {
        self.before + self.each * self.long.len()
    }

    /// What it is called at the beginning of a sentence.
    pub(super) fn name(&self) -> Slot {
        name(self.region.as_deref())
    }

    /// How many decimals its numbers are shown with.
    pub(super) fn decimals(&self) -> u8 {
        decimals(&self.values).saturating_add(1)
    }

    /// How many short periods lie outside the long ones.
    pub(super) fn outside(&self) -> usize {
        self.short.len().saturating_sub(self.each * self.long.len())
    }

    /// The long period that a short one lies in.
    pub(super) fn lies_in(&self, short: usize) -> Option<&String> {
        let within = short.checked_sub(self.before)?;
        self.long.get(within / self.each)
    }

    /// What short values come to in each long period.
    pub(super) fn added_up(&self, short: &[f64]) -> Vec<f64> {
        let known = short.get(self.before..).unwrap_or_default();
        let of = |part: &[f64]| match self.conversion {
            Conversion::Sum => Some(part.iter().sum()),
            Conversion::Mean => Some(part.iter().sum::<f64>() / self.each as f64),
            Conversion::First => part.first().copied(),
            Conversion::Last => part.last().copied(),
        };
        let parts = known.chunks_exact(self.each).take(self.long.len());
        parts.filter_map(of).collect()
    }

    /// Whether the indicator moves along with the figures from one long period to the next.
    pub(super) fn moves_along(&self) -> Assumption {
        let what = Words(
            "De indicator beweegt als de reeks: van jaar op jaar, en dus wellicht ook binnen een jaar.",
            "The indicator moves like the series: from year to year, and so perhaps within a year too.",
        );
        let steps = |values: &[f64]| -> Vec<f64> {
            let pairs = values.iter().zip(values.iter().skip(1));
            pairs.map(|(before, after)| after - before).collect()
        };
        let (own, other) = (steps(&self.values), steps(&self.added_up(&self.indicator)));
        let count = own.len() as f64;
        let beside = |values: &[f64]| -> Vec<f64> {
            let mean = values.iter().sum::<f64>() / count;
            values.iter().map(|value| value - mean).collect()
        };
        let (own, other) = (beside(&own), beside(&other));
        let product = |one: &[f64], other: &[f64]| -> f64 { one.iter().zip(other).map(|(a, b)| a * b).sum() };
        let size = (product(&own, &own) * product(&other, &other)).sqrt();
        if own.len() < 4 || size <= 0.0 {
            return Assumption::untested(what.0, what.1);
        }
        let together = product(&own, &other) / size;
        let limit = 2.0 / count.sqrt();
        Assumption::tested(
            what,
            together > limit,
            say(
                "De samenhang van de veranderingen is {0}; pas boven {1} is dat meer dan toeval.",
                "The correlation of the changes is {0}; only above {1} is that more than chance.",
                [Slot::number(together, 2), Slot::number(limit, 2)],
            ),
        )
    }

    /// That what is given is met.
    pub(super) fn met(&self, short: &[f64]) -> Table {
        let decimals = self.decimals();
        let rows = self.long.iter().zip(self.values.iter().zip(self.added_up(short)));
        Table {
            id: "met",
            title: Words("Of het optelt", "Whether it adds up"),
            columns: vec![
                column("period", "periode", "period"),
                column("given", "gegeven", "given"),
                column("made", "uit de delen", "from the parts"),
            ],
            rows: rows
                .map(|(period, (given, made))| {
                    vec![
                        period.into(),
                        Item::number(*given, decimals),
                        Item::number(made, decimals),
                    ]
                })
                .collect(),
        }
    }

    /// The values over the short periods.
    pub(super) fn drawing(&self, short: &[f64]) -> Drawing {
        Drawing {
            title: Words("De reeks in kortere periodes", "The series by shorter periods"),
            x: Words("periode", "period"),
            y: Words("waarde", "value"),
            shape: Shape::Lines {
                at: self.short.clone(),
                lines: vec![Line {
                    name: match &self.region {
                        Some(region) => Named::Figures(region.clone()),
                        None => Named::Method(Words("verdeeld", "spread")),
                    },
                    weight: Weight::Main,
                    values: short.iter().copied().map(Some).collect(),
                }],
                band: None,
                from: None,
            },
        }
    }
}

/// A period, with how many of its length make a year.
fn read(name: &str) -> Result<(u8, Period, String), Fault> {
    let period = Period::parse(name).ok();
    let found = period.and_then(|period| Some((period.frequency().per_year()?, period, name.to_owned())));
    found.ok_or_else(|| {
        Fault::Method(say(
            "{0}: dit is geen jaar, halfjaar, kwartaal of maand (2019, 2019-S1, 2019-Q1, 2019-03)",
            "{0}: this is no year, half-year, quarter or month (2019, 2019-S1, 2019-Q1, 2019-03)",
            [name.into()],
        ))
    })
}

/// The names of all periods from the first to the last; one that has a row keeps the text that it has there.
fn every(periods: &[(Period, String)]) -> Vec<String> {
    let (Some((first, _)), Some((last, _))) = (periods.first(), periods.last()) else {
        return Vec::new();
    };
    let count = last.steps_since(*first).unwrap_or(0);
    let mut known = periods.iter().peekable();
    (0..=count)
        .map(|step| first.plus(step))
        .map(|period| match known.next_if(|(own, _)| *own == period) {
            Some((_, written)) => written.clone(),
            None => period.to_string(),
        })
        .collect()
}
