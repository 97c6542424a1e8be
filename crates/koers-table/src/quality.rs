//! Whether a new snapshot can take the place of the last one: what publishers get wrong is found before anybody reports it.
//!
//! A fault **stops** the snapshot when figures that were sound until now are not: units that changed, parts that no longer add up, a large part of
//! the figures gone. It is then not stored, and the last one stays in use. What can be true but is worth a look, a jump, is **told**.

use crate::cube::Cube;
use crate::plane::Plane;
use jiff::civil::Date;
use koers_model::dataset::Dataset;
use koers_model::period::Period;
use koers_model::region::{RegionKind, RegionRegistry};
use koers_model::text::Text;
use koers_model::value::{Cell, Number};
use std::collections::BTreeMap;

/// A share of the figures that can vanish without a question: tables are cut back at their beginning now and then.
const VANISHED: f64 = 0.2;
/// A change is a jump when it is more than this many spreads away from the usual change.
///
/// The spread is 1.4826 × the median absolute deviation, which is the standard deviation of a normal distribution (Rousseeuw and Croux 1993);
/// with six of them, 2 in a milliard changes of such a series would be called a jump.
const SPREADS: f64 = 6.0;
/// So many earlier changes are needed to know what is usual.
const LEAST_CHANGES: usize = 6;
/// A share of the figures that cannot be a power of ten times what they were by accident.
const SCALED: f64 = 0.8;
/// Steps that publishers round whole numbers to.
const STEPS: [f64; 6] = [1000.0, 500.0, 100.0, 50.0, 10.0, 5.0];
/// Of each kind of fault, so many are named.
const NAMED: usize = 3;

/// What was found in a new snapshot.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is about, as a word in interfaces.
    pub rule: Rule,
    /// In one sentence.
    pub says: Text,
}

impl Finding {
    /// That nothing could be held against the last snapshot.
    #[must_use]
    pub fn incomparable() -> Self {
        Self {
            rule: Rule::Incomparable,
            says: Text::both(
                "de vorige momentopname is niet te lezen zoals de catalogus nu zegt; er is niet mee vergeleken",
                "the last snapshot cannot be read as the catalogue says now; nothing was held against it",
            ),
        }
    }

    /// That the clock of this machine stands before the day on which the last figures came, so that these count from that day too: what came later
    /// never stands before what came earlier.
    #[must_use]
    pub fn clock(today: Date, last: Date) -> Self {
        Self {
            rule: Rule::Clock,
            says: Text::both(
                format!(
                    "de klok van deze computer staat op {today}, en de vorige cijfers kwamen op {last}; deze tellen ook vanaf die dag. Zet de klok goed"
                ),
                format!(
                    "the clock of this machine says {today}, and the last figures came on {last}; these count from that day too. Set the clock right"
                ),
            ),
        }
    }

    /// That figures changed without a later day of publication, so that they count from the day on which they were fetched.
    #[must_use]
    pub fn unannounced(stated: Option<Date>) -> Self {
        let nl = "andere cijfers, en geen latere publicatiedatum dan de vorige";
        let en = "other figures, and no later day of publication than the last ones";
        let of = |day: Date, words: &str| format!("{words} ({day})");
        Self {
            rule: Rule::Unannounced,
            says: Text::both(
                format!(
                    "{}; ze tellen vanaf de dag waarop ze zijn opgehaald",
                    stated.map_or_else(|| nl.to_owned(), |day| of(day, nl))
                ),
                format!(
                    "{}; they count from the day on which they were fetched",
                    stated.map_or_else(|| en.to_owned(), |day| of(day, en))
                ),
            ),
        }
    }
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The publisher counts a measure in another unit, or calls it something else.
    Unit,
    /// Parts do not add up to the whole.
    Total,
    /// Figures are gone.
    Vanished,
    /// Nearly all figures are so many times ten what they were.
    Scale,
    /// A figure that lies far from what came before.
    Jump,
    /// The last snapshot cannot be read, so nothing was held against it.
    Incomparable,
    /// Other figures under the day of the last ones, or under an earlier one.
    Unannounced,
    /// The clock of this machine stands before the day of the last figures.
    Clock,
}

impl Rule {
    /// Every rule with its word in interfaces.
    pub const WORDS: [(Self, &'static str); 8] = [
        (Self::Unit, "unit"),
        (Self::Total, "total"),
        (Self::Vanished, "vanished"),
        (Self::Scale, "scale"),
        (Self::Jump, "jump"),
        (Self::Incomparable, "incomparable"),
        (Self::Unannounced, "unannounced"),
        (Self::Clock, "clock"),
    ];

    /// The word in interfaces.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(rule, _)| *rule == self)
            .map_or("", |(_, word)| word)
    }

    /// Whether what it finds keeps the last snapshot in use.
    #[must_use]
    pub fn stops(self) -> bool {
        matches!(self, Self::Unit | Self::Total | Self::Vanished | Self::Scale)
    }
}

/// How the publisher names and counts every measure.
pub type Units = BTreeMap<String, (String, String)>;

/// A snapshot as it is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Its figures.
    pub cube: &'a Cube,
    /// How the publisher names and counts its measures, where it says so.
    pub units: &'a Units,
}

/// What there is to say of a new snapshot, held against the last one.
#[must_use]
pub fn examine(
    before: Seen<'_>,
    after: Seen<'_>,
    dataset: &Dataset,
    regions: &RegionRegistry,
) -> Vec<Finding> {
    let mut found = units(before.units, after.units, dataset);
    found.extend(scale(before.cube, after.cube));
    found.extend(vanished(before.cube, after.cube));
    found.extend(totals(before.cube, after.cube, dataset, regions));
    found.extend(jumps(before.cube, after.cube));
    found
}

/// Whether a data set uses what a publisher calls by a key: as a measure, or as a column with figures.
fn uses(dataset: &Dataset, key: &str) -> bool {
    dataset.measures.contains_key(key) || dataset.columns.iter().any(|column| column.name == key)
}

fn units(before: &Units, after: &Units, dataset: &Dataset) -> Vec<Finding> {
    let mut found = Vec::new();
    for (measure, (title, unit)) in before.iter().filter(|(measure, _)| uses(dataset, measure)) {
        let Some((new_title, new_unit)) = after.get(measure) else {
            continue;
        };
        if new_unit != unit {
            found.push(Finding {
                rule: Rule::Unit,
                says: Text::both(
                    format!("de uitgever telt `{measure}` nu in `{new_unit}`, en eerder in `{unit}`"),
                    format!("the publisher counts `{measure}` in `{new_unit}` now, and in `{unit}` before"),
                ),
            });
        } else if new_title != title {
            found.push(Finding {
                rule: Rule::Unit,
                says: Text::both(
                    format!("de uitgever noemt `{measure}` nu “{new_title}”, en eerder “{title}”"),
                    format!("the publisher calls `{measure}` “{new_title}” now, and “{title}” before"),
                ),
            });
        }
    }
    found
}

/// Nearly all figures that differ are the same power of ten times what they were: the unit changed, whatever its name says.
fn scale(before: &Cube, after: &Cube) -> Option<Finding> {
    let number = |cell: Cell| cell.number().map(Number::get).filter(|number| *number != 0.0);
    let mut powers: BTreeMap<i32, usize> = BTreeMap::new();
    let mut all = 0_usize;
    before.beside(Some(after), |_, was, is| {
        let Some((was, is)) = number(was).zip(is.and_then(number)) else {
            return;
        };
        all += 1;
        let power = (is / was).abs().log10();
        let whole = power.round();
        if whole != 0.0 && (power - whole).abs() < 0.02 {
            #[expect(clippy::cast_possible_truncation, reason = "a double has 617 powers of ten")]
            let whole = whole as i32;
            *powers.entry(whole).or_default() += 1;
        }
    });
    let (power, count) = powers.into_iter().max_by_key(|(_, count)| *count)?;
    (all >= LEAST_CHANGES && count as f64 > SCALED * all as f64).then(|| {
        let times = 10_f64.powi(power);
        Finding {
            rule: Rule::Scale,
            says: Text::both(
                format!("{count} van de {all} cijfers zijn {times} keer wat ze waren"),
                format!("{count} of the {all} figures are {times} times what they were"),
            ),
        }
    })
}

fn vanished(before: &Cube, after: &Cube) -> Option<Finding> {
    let (mut all, mut gone) = (0_usize, 0_usize);
    before.beside(Some(after), |_, was, is| {
        if was.number().is_some() {
            all += 1;
            gone += usize::from(is.and_then(|is| is.number()).is_none());
        }
    });
    let share = gone as f64 / all.max(1) as f64;
    (share > VANISHED).then(|| {
        let percent = (share * 100.0).round();
        Finding {
            rule: Rule::Vanished,
            says: Text::both(
                format!("{gone} van de {all} cijfers van de vorige momentopname zijn weg ({percent}%)"),
                format!("{gone} of the {all} figures of the last snapshot are gone ({percent}%)"),
            ),
        }
    })
}

/// What figures were rounded to: a round number that divides them all, else one of their last decimal.
fn rounded_to(figures: &[Number]) -> f64 {
    let divides = |step: &&f64| figures.iter().all(|figure| figure.get() % **step == 0.0);
    let finest = figures.iter().map(|figure| figure.decimals()).max();
    STEPS
        .iter()
        .find(divides)
        .copied()
        .unwrap_or_else(|| 10_f64.powi(-i32::from(finest.unwrap_or(0))))
}

/// A whole with its parts of one kind, by their places among the regions of a table.
struct Nest {
    whole: usize,
    parts: Vec<usize>,
}

/// Wholes with their parts, on the last day of a period.
fn nests(cube: &Cube, regions: &RegionRegistry, period: Period) -> Vec<Nest> {
    let mut found = Vec::new();
    for (whole, code) in cube.regions().iter().enumerate() {
        for (kind, ..) in RegionKind::WORDS {
            let parts = regions.parts(code, kind, period.end());
            let held: Vec<usize> = parts
                .iter()
                .filter_map(|part| cube.region_index(&part.code))
                .collect();
            if parts.len() > 1 && held.len() == parts.len() {
                found.push(Nest { whole, parts: held });
            }
        }
    }
    found
}

/// How the parts of a whole stand to its own figure.
enum Adds {
    /// One of them has no figure.
    Unknown,
    Up,
    /// They miss it by more than rounding explains: half of what they were rounded to, for each part and for the whole. Their sum, and its figure.
    Not(f64, f64),
}

fn adds(plane: &Plane<'_>, whole: Option<usize>, parts: &[Option<usize>], period: usize) -> Adds {
    let number = |region: Option<usize>| plane.cell(region?, period).number();
    let Some(own) = number(whole) else {
        return Adds::Unknown;
    };
    let mut figures = vec![own];
    for part in parts {
        let Some(figure) = number(*part) else {
            return Adds::Unknown;
        };
        figures.push(figure);
    }
    let sum: f64 = figures.iter().skip(1).map(|figure| figure.get()).sum();
    let own = own.get();
    let slack = 0.5 * rounded_to(&figures) * figures.len() as f64 + own.abs() * 1e-12;
    match (sum - own).abs() > slack {
        true => Adds::Not(sum, own),
        false => Adds::Up,
    }
}

/// Parts that no longer add up to the whole, of measures that add up. Where they never did, that is how the publisher publishes; of a first
/// snapshot nobody knows.
fn totals(before: &Cube, after: &Cube, dataset: &Dataset, regions: &RegionRegistry) -> Option<Finding> {
    let by_period: Vec<Vec<Nest>> = after
        .periods()
        .iter()
        .map(|period| nests(after, regions, *period))
        .collect();
    let old_region: Vec<Option<usize>> = after
        .regions()
        .iter()
        .map(|code| before.region_index(code))
        .collect();
    let (mut named, mut count) = (Vec::new(), 0_usize);
    for (measure, codes, plane) in after.every_plane() {
        let adds_up = dataset.measures.get(measure).is_some_and(|info| info.additive);
        let Some(old) = before.plane(measure, &codes).ok().filter(|_| adds_up) else {
            continue;
        };
        for ((p, period), nests) in after.periods().iter().enumerate().zip(&by_period) {
            for nest in nests {
                let parts: Vec<Option<usize>> = nest.parts.iter().map(|part| Some(*part)).collect();
                let Adds::Not(sum, own) = adds(&plane, Some(nest.whole), &parts, p) else {
                    continue;
                };
                let at = |region: usize| old_region.get(region).copied().flatten();
                let (whole, parts) = (
                    at(nest.whole),
                    nest.parts.iter().map(|part| at(*part)).collect::<Vec<_>>(),
                );
                let then = |period: usize| adds(&old, whole, &parts, period);
                // Where they missed in any period before, that is how the publisher publishes.
                let mut any = false;
                let fitted = (0..before.periods().len()).map(then).all(|adds| {
                    any |= matches!(adds, Adds::Up);
                    !matches!(adds, Adds::Not(..))
                }) && any;
                if fitted {
                    count += 1;
                    if let Some(whole) = after.regions().get(nest.whole).filter(|_| named.len() < NAMED) {
                        named.push(format!("{whole} {period} `{measure}`: {sum} ≠ {own}"));
                    }
                }
            }
        }
    }
    (count > 0).then(|| {
        let named = named.join("; ");
        Finding {
            rule: Rule::Total,
            says: Text::both(
                format!(
                    "delen die eerder optelden, tellen {count} keer niet meer op tot het geheel ({named})"
                ),
                format!("parts that added up before no longer do, {count} times ({named})"),
            ),
        }
    })
}

/// Figures of new periods that lie far from what came before.
fn jumps(before: &Cube, after: &Cube) -> Option<Finding> {
    let is_new: Vec<bool> = after
        .periods()
        .iter()
        .map(|period| before.period_index(*period).is_none())
        .collect();
    if !is_new.contains(&true) {
        return None;
    }
    let (mut named, mut count) = (Vec::new(), 0_usize);
    for (measure, codes, plane) in after.every_plane() {
        for (r, region) in after.regions().iter().enumerate() {
            let figures: Vec<(usize, f64)> = (0..is_new.len())
                .filter_map(|p| Some((p, plane.cell(r, p).number()?.get())))
                .collect();
            let steps = figures.iter().zip(figures.iter().skip(1));
            let changes: Vec<(usize, f64)> = steps.map(|((_, from), (p, to))| (*p, to - from)).collect();
            let new = |p: &usize| is_new.get(*p).copied().unwrap_or(false);
            let usual: Vec<f64> = changes
                .iter()
                .filter(|(p, _)| !new(p))
                .map(|(_, by)| *by)
                .collect();
            if usual.len() < LEAST_CHANGES {
                continue;
            }
            let middle = median(usual.clone());
            let spread = spread(&usual, middle);
            for (p, by) in changes.iter().filter(|(p, _)| new(p)) {
                if spread > 0.0 && (by - middle).abs() > SPREADS * spread {
                    count += 1;
                    if let Some(period) = after.periods().get(*p).filter(|_| named.len() < NAMED) {
                        let codes: String = codes.iter().map(|(_, code)| format!(" {code}")).collect();
                        named.push(format!("{region} {period} `{measure}`{codes}"));
                    }
                }
            }
        }
    }
    (count > 0).then(|| {
        let named = named.join("; ");
        Finding {
            rule: Rule::Jump,
            says: Text::both(
                format!("{count} nieuwe cijfers liggen ver van wat eraan voorafging ({named})"),
                format!("{count} new figures lie far from what came before ({named})"),
            ),
        }
    })
}

/// How far numbers lie from their middle: 1.4826 × the median of that; where most lie in the middle itself, 1.2533 × the mean of it, which is the
/// standard deviation of a normal distribution too (Iglewicz and Hoaglin 1993).
fn spread(numbers: &[f64], middle: f64) -> f64 {
    let away: Vec<f64> = numbers.iter().map(|number| (number - middle).abs()).collect();
    let mean = away.iter().sum::<f64>() / away.len().max(1) as f64;
    match median(away) {
        0.0 => 1.2533 * mean,
        half => 1.4826 * half,
    }
}

/// The middle of some numbers, of which there is one at least.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let half = numbers.len() / 2;
    let at = |place: usize| numbers.get(place).copied().unwrap_or(0.0);
    match numbers.len() % 2 {
        0 => (at(half.saturating_sub(1)) + at(half)) / 2.0,
        _ => at(half),
    }
}
