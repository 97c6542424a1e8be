//! What came out, by what the plan counts as an effect.

use super::prepare::Prepared;
use super::{Evaluation, title};
use crate::analysis::Analysis;
use crate::answer::{Against, Effect, Fit, Smallest, Standing};
use crate::say::{Sentence, Slot, Words, say};
use koers_model::evaluation::{Criterion, EvaluationPlan, Side};
use koers_model::text::Text;
use koers_model::value::Number;

/// What came out of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// An effect, as the plan counts it.
    Effect,
    /// More than chance, and smaller than what counts.
    Small,
    /// More than chance, and the other way than the plan asks about.
    Opposite,
    /// Cannot be told from noise.
    Noise,
    /// The comparison does not fit as well as the plan asks.
    NoFit,
    /// Nothing can be said.
    Unanswered,
    /// No figure yet of the time with the measure.
    TooEarly,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 7] = [
        Self::Effect,
        Self::Small,
        Self::Opposite,
        Self::Noise,
        Self::NoFit,
        Self::Unanswered,
        Self::TooEarly,
    ];

    /// The word for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Effect => "effect",
            Self::Small => "small",
            Self::Opposite => "opposite",
            Self::Noise => "noise",
            Self::NoFit => "no-fit",
            Self::Unanswered => "unanswered",
            Self::TooEarly => "too-early",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn label(self) -> Words {
        match self {
            Self::Effect => Words("effect gevonden", "effect found"),
            Self::Small => Words(
                "verschil kleiner dan wat telt",
                "difference smaller than what counts",
            ),
            Self::Opposite => Words("verschil de andere kant op", "difference the other way"),
            Self::Noise => Words("niet van toeval te onderscheiden", "cannot be told from noise"),
            Self::NoFit => Words("vergelijking past niet", "comparison does not fit"),
            Self::Unanswered => Words("niet te zeggen", "cannot be said"),
            Self::TooEarly => Words("te vroeg", "too early"),
        }
    }
}

/// The verdict on an effect. In this order: a comparison that does not fit says nothing, chance comes before size, and the way before size.
pub(super) fn verdict(effect: Option<Effect>, counts: &Criterion) -> Verdict {
    let Some((effect, p)) = effect.and_then(|effect| Some((effect, effect.p?))) else {
        return Verdict::Unanswered;
    };
    let misfits = match (effect.fit, counts.fit) {
        (Fit::Off(off), Some(most)) => off > most,
        (Fit::Still(_), Some(_)) => true,
        (Fit::Unmeasured, _) | (_, None) => false,
    };
    let opposite = match counts.direction {
        Side::Higher => effect.size.get() < 0.0,
        Side::Lower => effect.size.get() > 0.0,
        Side::Either => false,
    };
    match () {
        () if misfits => Verdict::NoFit,
        () if p > counts.level => Verdict::Noise,
        () if opposite => Verdict::Opposite,
        () if !is_enough(effect, counts) => Verdict::Small,
        () => Verdict::Effect,
    }
}

/// Whether an effect is at least as large as what counts; a difference in the last bits of a sum is none.
fn is_enough(effect: Effect, counts: &Criterion) -> bool {
    let least = counts.at_least.get();
    effect.size.get().abs() >= least - least.abs() * 1e-9
}

/// As many decimals as three figures that count ask for.
#[must_use]
pub fn decimals(value: f64) -> u8 {
    match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    }
}

/// As many decimals as show on which side of what counts an effect lies.
fn apart(effect: Effect, counts: &Criterion) -> u8 {
    let (size, least) = (effect.size.get().abs(), counts.at_least.get());
    let enough = is_enough(effect, counts);
    let shows = |places: &u8| {
        let scale = 10.0_f64.powi(i32::from(*places));
        ((size * scale).round() / scale >= least) == enough
    };
    (decimals(size)..=8).find(shows).unwrap_or(8)
}

/// The words that say what an effect is measured against: the verb for one region and for several, and what follows the size.
fn measured(against: Against, several: bool) -> (Words, Words) {
    let verb = match (against, several) {
        (Against::Change, false) => Words("veranderde", "changed"),
        (Against::Change, true) => Words("veranderden", "changed"),
        (_, false) => Words("lag", "lay"),
        (_, true) => Words("lagen", "lay"),
    };
    let than = match against {
        Against::Level => Words("van de vergelijking af", "from the comparison"),
        Against::Change => Words("meer dan de vergelijking", "more than the comparison"),
        Against::OwnLine => Words("van de eigen lijn van ervoor af", "from its own line of before"),
    };
    (verb, than)
}

/// The verdict in words, with the numbers that it rests on.
pub(super) fn sentences(plan: &EvaluationPlan, prepared: &Prepared, found: &Evaluation) -> Vec<Sentence> {
    let counts = &plan.effect;
    let unit = match &found.subject.unit {
        Some(unit) => Slot::Text(Text {
            nl: format!(" {}", unit.nl),
            en: unit.en.as_ref().map(|en| format!(" {en}")),
        }),
        None => Slot::Words(Words("", "")),
    };
    let regions = Slot::Names(prepared.units.clone());
    let Some(effect) = found.effect() else {
        return vec![say(
            "Of er een effect is, is niet te zeggen: {0} geeft geen effect.",
            "Whether there is an effect cannot be said: {0} gives no effect.",
            [title(&plan.method.method)],
        )];
    };
    let (verb, than) = measured(effect.against, prepared.units.len() > 1);
    let (off, still) = match effect.fit {
        Fit::Off(off) => (Slot::Percent(off, 0), None),
        Fit::Still(by) => (Slot::Undefined, Some(by)),
        Fit::Unmeasured => (Slot::Undefined, None),
    };
    let slots = [
        regions,
        (&prepared.start).into(),
        (&prepared.to).into(),
        Slot::Signed(effect.size, apart(effect, counts)),
        unit.clone(),
        effect.p.map_or(Slot::Undefined, Slot::P),
        Slot::Plain(counts.level),
        Slot::Plain(counts.at_least),
        off,
        Slot::percent(counts.fit.map(Number::get), 0),
        verb.into(),
        than.into(),
        Slot::number(still.map(Number::get), 3),
    ];
    let first = match found.verdict {
        Verdict::Effect => say(
            "Ja: {0} {10} van {1} tot en met {2} gemiddeld {3}{4} {11}, meer dan toeval ({5}) en minstens zo veel als telt ({7}{4}).",
            "Yes: {0} {10} {3}{4} {11} on average from {1} to {2}, more than chance ({5}) and at least as much as counts ({7}{4}).",
            slots,
        ),
        Verdict::Small => say(
            "Wel een verschil, niet een dat telt: {0} {10} van {1} tot en met {2} gemiddeld {3}{4} {11}, meer dan toeval ({5}), maar minder dan telt ({7}{4}).",
            "A difference, not one that counts: {0} {10} {3}{4} {11} on average from {1} to {2}, more than chance ({5}), but less than counts ({7}{4}).",
            slots,
        ),
        Verdict::Opposite => say(
            "Een verschil de andere kant op: {0} {10} van {1} tot en met {2} gemiddeld {3}{4} {11}, meer dan toeval ({5}).",
            "A difference the other way: {0} {10} {3}{4} {11} on average from {1} to {2}, more than chance ({5}).",
            slots,
        ),
        Verdict::NoFit if still.is_some() => say(
            "Of er een effect is, is niet te zeggen: de vergelijking past niet. Voor {1} bewoog {0} niet, en de vergelijking lag er gemiddeld {12} naast.",
            "Whether there is an effect cannot be said: the comparison does not fit. Before {1} {0} did not move, and the comparison was off by {12} on average.",
            slots,
        ),
        Verdict::NoFit => say(
            "Of er een effect is, is niet te zeggen: de vergelijking past niet. Vóór {1} was haar fout {8} van hoeveel {0} zelf beweegt, en het plan staat {9} toe.",
            "Whether there is an effect cannot be said: the comparison does not fit. Before {1} its error was {8} of how much {0} itself moves, and the plan allows {9}.",
            slots,
        ),
        Verdict::Unanswered => say(
            "{0} {10} van {1} tot en met {2} gemiddeld {3}{4} {11}; of dat toeval is, is hier niet te zeggen.",
            "{0} {10} {3}{4} {11} on average from {1} to {2}; whether that is chance cannot be said here.",
            slots,
        ),
        Verdict::Noise | Verdict::TooEarly => say(
            "Niet van toeval te onderscheiden: {0} {10} van {1} tot en met {2} gemiddeld {3}{4} {11}, en zo veel geeft toeval ook ({5}; de grens is {6}).",
            "Cannot be told from noise: {0} {10} {3}{4} {11} on average from {1} to {2}, and chance gives as much ({5}; the limit is {6}).",
            slots,
        ),
    };
    let mut out = vec![first];
    if found.verdict == Verdict::Noise {
        out.push(could_be_seen(effect.smallest, counts, &unit));
    }
    out
}

/// What a method takes for granted and does not hold here: a verdict that rests on it must say so.
pub(super) fn warnings(analysis: &Analysis) -> Vec<Sentence> {
    let failing = analysis.answer.assumptions.iter();
    failing
        .filter(|one| one.standing == Standing::Fails)
        .map(|one| {
            say(
                "Let op, dit klopt hier niet: {0}",
                "Mind, this does not hold here: {0}",
                [one.what.into()],
            )
        })
        .collect()
}

/// Whether an effect of the size that counts would have been seen: not finding one says something only then.
fn could_be_seen(smallest: Option<Smallest>, counts: &Criterion, unit: &Slot) -> Sentence {
    let Some(smallest) = smallest else {
        return say(
            "Hoe groot een effect had moeten zijn om te worden gezien, zoekt deze methode niet uit.",
            "How large an effect would have to be to be seen this method does not find out.",
            [],
        );
    };
    let needed = match counts.direction {
        Side::Higher => smallest.rise,
        Side::Lower => smallest.fall,
        Side::Either => smallest
            .rise
            .zip(smallest.fall)
            .map(|(rise, fall)| rise.max(fall)),
    };
    let least = Slot::Plain(counts.at_least);
    let often = Slot::Percent(smallest.power, 0);
    match needed {
        Some(needed) if needed <= counts.at_least => say(
            "Is het gebied zo grillig als de andere, dan was een blijvend effect van {0}{1} in {2} van de gevallen wel gezien: dat het er niet uit komt, zegt dan iets.",
            "If the area is as unsteady as the others, a lasting effect of {0}{1} would have been seen in {2} of the cases: that it does not come out then says something.",
            [least, unit.clone(), often],
        ),
        Some(needed) => say(
            "Een blijvend effect van {0}{1} was met deze regio’s ook niet gezien; pas vanaf {2}{1} was dat in {3} van de gevallen zo. Dat er niets uit komt, wil dus niet zeggen dat er niets was.",
            "A lasting effect of {0}{1} would not have been seen with these regions either; only from {2}{1} on would it be in {3} of the cases. That nothing comes out does therefore not say that there was nothing.",
            [
                least,
                unit.clone(),
                Slot::Number(needed, decimals(needed.get())),
                often,
            ],
        ),
        None => say(
            "Met deze regio’s en periodes kan geen enkel effect worden gezien, hoe groot ook: dat er niets uit komt, zegt niets.",
            "With these regions and periods no effect at all can be seen, however large: that nothing comes out says nothing.",
            [],
        ),
    }
}

/// Whether the methods beside it would have said the same.
pub(super) fn agreement(found: &Evaluation, asks_fit: bool) -> Vec<Sentence> {
    found
        .beside
        .iter()
        .map(|beside| match beside.found.as_ref().map(|(analysis, verdict)| (analysis.answer.effect, verdict)) {
            Ok((Some(effect), Verdict::Unanswered)) => say(
                "Daarnaast: {0} geeft {1}, en zegt niet of dat toeval is.",
                "Beside it: {0} gives {1}, and does not say whether that is chance.",
                [
                    title(&beside.method),
                    Slot::Signed(effect.size, decimals(effect.size.get())),
                ],
            ),
            Ok((Some(effect), verdict)) => {
                let slots = [
                    title(&beside.method),
                    Slot::Signed(effect.size, decimals(effect.size.get())),
                    verdict.label().into(),
                ];
                match (effect.fit, asks_fit) {
                    (Fit::Unmeasured, true) => say(
                        "Daarnaast: {0} geeft {1}; daarmee was het oordeel: {2}, maar of de vergelijking past, meet die methode niet.",
                        "Beside it: {0} gives {1}; with that the verdict would be: {2}, but whether the comparison fits that method does not measure.",
                        slots,
                    ),
                    _ => say(
                        "Daarnaast: {0} geeft {1}; daarmee was het oordeel: {2}.",
                        "Beside it: {0} gives {1}; with that the verdict would be: {2}.",
                        slots,
                    ),
                }
            }
            Ok((None, _)) => say(
                "Daarnaast: {0} geeft geen effect.",
                "Beside it: {0} gives no effect.",
                [title(&beside.method)],
            ),
            Err(fault) => say(
                "Daarnaast: {0} kon niet: {1}",
                "Beside it: {0} could not be done: {1}",
                [title(&beside.method), fault.clone().into()],
            ),
        })
        .collect()
}
