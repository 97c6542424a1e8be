//! How a forecast did before, from what was known then.

use super::series::Series;
use crate::fault::Fault;
use crate::say::Words;
use crate::setting::Setting;
use koers_economics::Fault as Refused;
use koers_economics::forecast::{Benchmark, Outlook, RollingOrigin, naive, rolling_origin};
use std::sync::OnceLock;

/// What the two intervals promise.
pub(super) const LEVELS: [f64; 2] = [0.80, 0.95];

/// How often it is tried.
pub(super) const TRIES: Setting = Setting::whole(
    "tries",
    Words(
        "vanaf hoeveel eerdere momenten de voorspelling ten minste wordt beproefd, zover de reeks reikt",
        "from how many earlier places the forecast is tried at least, as far as the series reaches",
    ),
    (1, 200),
    Some("12"),
);

/// A forecast with both intervals, from a past.
pub(super) type Made = Result<[Outlook; 2], Refused>;

/// How a forecast did before, beside the naive one from the same places.
pub(super) struct Record {
    /// With the narrow and the wide interval.
    pub own: [RollingOrigin; 2],
    /// The naive one.
    pub naive: RollingOrigin,
}

/// Both intervals of a forecast.
pub(super) fn both(of: impl Fn(f64) -> Result<Outlook, Refused>) -> Made {
    Ok([of(LEVELS[0])?, of(LEVELS[1])?])
}

/// The naive forecast for a series: the last value, or that of the same season a year ago.
pub(super) fn benchmark(season: usize) -> Benchmark {
    if season > 1 {
        Benchmark::Season(season)
    } else {
        Benchmark::Last
    }
}

impl Record {
    /// Tries a method on the last part of the series, at most half of it.
    pub(super) fn of(
        series: &Series,
        tries: usize,
        method: impl Fn(&[f64]) -> Made + Sync,
    ) -> Result<Self, Fault> {
        let (values, season) = (series.values.as_slice(), series.season);
        let count = values.len();
        let horizon = series.ahead.len();
        let made: Vec<OnceLock<Made>> = (0..=count).map(|_| OnceLock::new()).collect();
        // The intervals come from one fit, which each place needs once.
        let make = |past: &[f64]| -> Made {
            let kept = made.get(past.len()).map(|kept| kept.get_or_init(|| method(past)));
            kept.map_or_else(|| method(past), Clone::clone)
        };
        // Two seasons to learn from, where that leaves something to try.
        let learnt = Some(2 * season + 2).filter(|learnt| season > 1 && *learnt < count);
        let places = (tries + horizon).saturating_sub(1);
        let mut first = count
            .saturating_sub(places)
            .max(count / 2)
            .max(season + 2)
            .max(learnt.unwrap_or(3));
        // The earliest place from which the method has an answer.
        let refused = |fault: Refused, first: usize| match fault {
            Refused::TooShort { needed, .. } => series.fault(Refused::TooShort {
                found: count,
                needed: needed.max(first) + 1,
            }),
            other => series.fault(other),
        };
        loop {
            let Some(past) = values.get(..first).filter(|past| past.len() < count) else {
                return Err(series.fault(Refused::TooShort {
                    found: count,
                    needed: first + 1,
                }));
            };
            match make(past) {
                Ok(_) => break,
                Err(Refused::TooShort { needed, .. }) if needed > first && needed < count => first = needed,
                Err(_) if first + 1 < count => first += 1,
                Err(fault) => return Err(refused(fault, first)),
            }
        }
        let reach = horizon.min(count - first);
        let rolled = |at: usize| {
            rolling_origin(values, first, reach, season, |past| {
                make(past).map(|both| {
                    let [narrow, wide] = both;
                    if at == 0 { narrow } else { wide }
                })
            })
            .map_err(|fault| series.fault(fault))
        };
        let naive = rolling_origin(values, first, reach, season, |past| {
            naive(past, benchmark(season), reach, LEVELS[1])
        });
        Ok(Self {
            own: [rolled(0)?, rolled(1)?],
            naive: naive.map_err(|fault| series.fault(fault))?,
        })
    }

    /// From how many places it was tried.
    pub(super) fn places(&self) -> usize {
        self.naive.horizons.first().map_or(0, |one| one.tries)
    }
}

/// The mean over all tries, however far ahead, of what each horizon has.
pub(super) fn mean(rolled: &RollingOrigin, of: impl Fn(&koers_economics::forecast::AtHorizon) -> f64) -> f64 {
    let tries: usize = rolled.horizons.iter().map(|one| one.tries).sum();
    let all: f64 = rolled.horizons.iter().map(|one| one.tries as f64 * of(one)).sum();
    all / tries as f64
}
