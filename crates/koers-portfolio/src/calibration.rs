//! How earlier promises came out, and what that says of a new one.

use crate::promises::due;
use jiff::civil::Date;
use koers_model::portfolio::estimate::{
    AuthorRole, EffectOn, EffectUnit, Estimate, EvidenceGrade, Finding, Range,
};
use koers_model::portfolio::outlook::{Correction, OutsideView};
use koers_model::text::{Lang, Text};
use koers_model::value::Number;
use std::collections::BTreeMap;

/// The fewest checked promises from which anything is said of another one: with fewer, no range holds the middle ratio with 90% confidence.
pub const LEAST_PAIRS: usize = 5;

/// How finely promises are told apart, always by who estimated and by unit. The finer, the fewer there are of each kind, and the less can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grain {
    /// By no more than that.
    #[default]
    Author,
    /// Also by how they were estimated.
    Method,
    /// Also by what the effect bears on.
    Outcome,
    /// Also by both.
    MethodAndOutcome,
    /// Also by how well founded the estimate was.
    Grade,
}

impl Grain {
    /// Every grain, as they are offered.
    pub const ALL: [Self; 5] = [
        Self::Author,
        Self::Method,
        Self::Outcome,
        Self::MethodAndOutcome,
        Self::Grade,
    ];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Method => "method",
            Self::Outcome => "outcome",
            Self::MethodAndOutcome => "method-and-outcome",
            Self::Grade => "grade",
        }
    }
    /// Whether it tells methods apart.
    #[must_use]
    pub const fn by_method(self) -> bool {
        matches!(self, Self::Method | Self::MethodAndOutcome)
    }
    /// Whether it tells apart what effects bear on.
    #[must_use]
    pub const fn by_outcome(self) -> bool {
        matches!(self, Self::Outcome | Self::MethodAndOutcome)
    }
    /// Whether it tells apart how well founded promises were.
    #[must_use]
    pub const fn by_grade(self) -> bool {
        matches!(self, Self::Grade)
    }
}

/// The name of a method. People write it down in their own words: spaces, capitals and a full stop at its end make no other method, other words do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MethodName(String);

impl MethodName {
    /// The name of the method of an estimate.
    #[must_use]
    pub fn of(method: &Text) -> Self {
        let text = method.get(Lang::Nl).to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        Self(words.join(" ").trim_end_matches(['.', ';', ' ']).to_owned())
    }
    /// In small letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Promises of one kind. Of different units never two are of one kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sort {
    /// Stake of the author.
    pub role: AuthorRole,
    /// Counted in what.
    pub unit: EffectUnit,
    /// How it was estimated, where that is told apart.
    pub method: Option<MethodName>,
    /// How well founded, where that is told apart.
    pub grade: Option<EvidenceGrade>,
    /// What it bears on, where that is told apart.
    pub on: Option<EffectOn>,
}

impl Sort {
    /// The kind that a promise is of.
    #[must_use]
    pub fn of(estimate: &Estimate, grain: Grain) -> Self {
        Self {
            role: estimate.role,
            unit: estimate.unit,
            method: grain.by_method().then(|| MethodName::of(&estimate.method)),
            grade: grain.by_grade().then_some(estimate.grade),
            on: grain.by_outcome().then(|| estimate.on.clone()),
        }
    }
}

/// How findings of one kind compare with their promises.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// How many promises of the kind were checked and can be compared.
    pub pairs: usize,
    /// How many promised nothing at all, and so have no ratio.
    pub without_ratio: usize,
    /// The middle ratio of found to promised; `None` when none of them has a ratio.
    pub median: Option<f64>,
    /// A range that holds the middle ratio of all promises of this kind with at least 90% confidence; `None` with fewer than
    /// [`LEAST_PAIRS`], of which no such range can be had.
    pub interval: Option<(f64, f64)>,
}

/// Compares findings with promises, kind by kind. The ratio is of central values; the middle one is the median, since a single promise that
/// came to nothing must not hide how the others came out. The interval is the one of order statistics: with `n` pairs, the `k`-th lowest and the
/// `k`-th highest ratio hold the median with confidence `1 − 2·P(B ≤ k − 1)`, `B` binomial with `n` and one half (Conover, *Practical
/// Nonparametric Statistics*, 3rd ed., section 3.2). It takes nothing for granted about the shape of the ratios.
#[must_use]
pub fn calibration<'a>(
    estimates: impl IntoIterator<Item = &'a Estimate>,
    findings: impl IntoIterator<Item = &'a Finding>,
    today: Date,
    grain: Grain,
) -> BTreeMap<Sort, Calibration> {
    let none = BTreeMap::new();
    let mut ratios: BTreeMap<Sort, (Vec<f64>, usize)> = BTreeMap::new();
    for due in due(estimates, findings, &none, today) {
        let Some(found) = due.finding.and_then(|finding| finding.amount) else {
            continue;
        };
        let sort = Sort::of(due.estimate, grain);
        let promised = due.estimate.amount.central().get();
        let (ratios, without) = ratios.entry(sort).or_default();
        if promised != 0.0 {
            ratios.push(found.central().get() / promised);
        } else {
            *without += 1;
        }
    }
    ratios
        .into_iter()
        .map(|(sort, (mut ratios, without_ratio))| {
            ratios.sort_by(f64::total_cmp);
            let calibration = Calibration {
                pairs: ratios.len(),
                without_ratio,
                median: (!ratios.is_empty()).then(|| median(&ratios)),
                interval: rank(ratios.len()).map(|k| (ratios[k - 1], ratios[ratios.len() - k])),
            };
            (sort, calibration)
        })
        .collect()
}

/// A promise corrected by how earlier ones of its kind came out: the outside view. Its central value is multiplied by their middle ratio, and by
/// both ends of the range of that middle (reference class forecasting: Kahneman and Tversky 1979, *Intuitive prediction*; Flyvbjerg 2008, European Planning
/// Studies 16(1), 3–21). `None` for a promise of nothing, which has no ratio, and for figures too large to compute with.
#[must_use]
pub fn outside_view(promised: Range, calibration: Option<&Calibration>) -> Option<OutsideView> {
    let central = promised.central().get();
    if central == 0.0 {
        return None;
    }
    let pairs = calibration.map_or(0, |calibration| calibration.pairs);
    let ratios = calibration.and_then(|calibration| calibration.median.zip(calibration.interval));
    let Some((middle, (low, high))) = ratios else {
        return Some(OutsideView::TooFew {
            pairs,
            needed: LEAST_PAIRS,
        });
    };
    let times = |by: f64| {
        // Of a fall that was promised, the highest ratio gives the lowest figure.
        let (low, high) = if by < 0.0 { (high, low) } else { (low, high) };
        let [low, middle, high] = [low, middle, high].map(|ratio| Number::new(ratio * by));
        Range::new(low?, middle?, high?).ok()
    };
    Some(OutsideView::Offered(Correction {
        pairs,
        ratio: times(1.0)?,
        corrected: times(central)?,
    }))
}

/// The middle of rising figures; of an even number, the mean of the two in the middle.
fn median(rising: &[f64]) -> f64 {
    let half = rising.len() / 2;
    if rising.len() % 2 == 1 {
        rising[half]
    } else {
        f64::midpoint(rising[half - 1], rising[half])
    }
}

/// The largest `k` for which the `k`-th lowest and highest of `n` hold the median with at least 90% confidence.
fn rank(n: usize) -> Option<usize> {
    let mut term = 0.5_f64.powi(i32::try_from(n).ok()?);
    let (mut below, mut k) = (0.0, 0);
    // term = P(B = k), below = P(B ≤ k − 1)
    while 2.0 * (below + term) <= 0.1 {
        below += term;
        #[expect(
            clippy::cast_precision_loss,
            reason = "numbers of promises are far below 2^52"
        )]
        let next = (n - k) as f64 / (k + 1) as f64;
        term *= next;
        k += 1;
    }
    (k > 0).then_some(k)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]
    use super::*;
    use crate::made::{estimate, id, number};
    use jiff::civil::date;

    fn finding(of: &str, amount: Option<f64>, day: Date) -> Finding {
        Finding {
            id: id(&format!("bij-{of}-{day}")),
            estimate: id(of),
            amount: amount.map(|amount| Range::single(number(amount))),
            method: Text::dutch("made up"),
            author: id("rekenkamer"),
            role: AuthorRole::Independent,
            made: day,
            grade: EvidenceGrade::Counted,
        }
    }

    #[test]
    fn the_interval_of_the_median_is_that_of_the_tables() {
        // Conover, table of the sign test: with 5 pairs only the extremes will do (confidence 93.75%), with 8 the second ones (92.97%),
        // with 10 too (97.85%; the third ones reach only 89.06%), with 20 the sixth ones (95.86%).
        let ranks: Vec<Option<usize>> = [1, 4, 5, 7, 8, 10, 20].map(rank).into();
        assert_eq!(ranks, [None, None, Some(1), Some(1), Some(2), Some(2), Some(6)]);
    }

    #[test]
    fn estimates_are_held_against_what_came_of_them() {
        let names = ["a", "b", "c", "d", "e", "f"];
        let unit = EffectUnit::JobsCreated20;
        let all: Vec<Estimate> = names
            .iter()
            .map(|name| estimate(name, "plan", 10.0, unit))
            .collect();
        let day = date(2020, 1, 1);
        let found: Vec<Finding> = names
            .iter()
            .zip([0.0, 2.0, 4.0, 4.0, 9.0, 20.0])
            .map(|(name, found)| finding(name, Some(found), day))
            .collect();
        let sort = Sort::of(&all[0], Grain::Author);
        let calibration_of = |n: usize| calibration(&all, &found[..n], day, Grain::Author)[&sort];
        let whole = calibration_of(6);
        assert!(whole.median.is_some_and(|median| (median - 0.4).abs() < 1e-12));
        assert_eq!((whole.pairs, whole.interval), (6, Some((0.0, 2.0))));
        assert_eq!(calibration_of(4).interval, None);
        // What was found afterwards is not known before.
        assert!(calibration(&all, &found, date(2019, 12, 31), Grain::Author).is_empty());
        // Told apart by how they were founded, there are fewer of each.
        let mut finer = all.clone();
        finer[0].grade = EvidenceGrade::Counted;
        let pairs = |all: &[Estimate], grain| -> Vec<usize> {
            let kinds = calibration(all, &found, day, grain);
            kinds.values().map(|of| of.pairs).collect()
        };
        assert_eq!(pairs(&finer, Grain::Grade), [5, 1]);
        assert_eq!(pairs(&finer, Grain::Method), [6]);
        // By method and outcome at once, and by each: c and d have another method, d and e bear on something else.
        for (at, method) in [
            (2, "Rekenmodel, met vermenigvuldiger"),
            (3, " rekenmodel, met  vermenigvuldiger. "),
        ] {
            finer[at].method = Text::dutch(method);
        }
        finer[3].on = EffectOn::Outcome(id("export"));
        finer[4].on = EffectOn::Outcome(id("export"));
        assert_eq!(pairs(&finer, Grain::Author), [6]);
        assert_eq!(pairs(&finer, Grain::Method), [4, 2]);
        assert_eq!(pairs(&finer, Grain::Outcome), [4, 2]);
        assert_eq!(pairs(&finer, Grain::MethodAndOutcome), [3, 1, 1, 1]);
    }

    #[test]
    fn a_new_promise_is_corrected_by_how_earlier_ones_came_out_and_only_by_enough_of_them() {
        let found = Calibration {
            pairs: 9,
            without_ratio: 0,
            median: Some(0.6),
            interval: Some((0.3, 1.1)),
        };
        let promised = Range::single(number(200.0));
        let Some(OutsideView::Offered(correction)) = outside_view(promised, Some(&found)) else {
            panic!("nine are enough")
        };
        let corrected = correction.corrected;
        let ends = [corrected.low(), corrected.central(), corrected.high()].map(Number::get);
        for (end, expected) in ends.into_iter().zip([60.0, 120.0, 220.0]) {
            assert!((end - expected).abs() < 1e-9, "{end} {expected}");
        }
        let few = Calibration {
            pairs: 4,
            interval: None,
            ..found
        };
        let too_few = |pairs| Some(OutsideView::TooFew { pairs, needed: 5 });
        assert_eq!(outside_view(promised, Some(&few)), too_few(4));
        assert_eq!(outside_view(promised, None), too_few(0));
        assert_eq!(outside_view(Range::single(Number::ZERO), Some(&found)), None);
        // The floor is where a range begins to exist.
        assert_eq!((rank(LEAST_PAIRS - 1), rank(LEAST_PAIRS)), (None, Some(1)));
    }
}
