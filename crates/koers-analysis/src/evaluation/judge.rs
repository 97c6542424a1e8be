//! What came out, by what the plan counts as an effect.

use super::prepare::Prepared;
use super::{Evaluation, title, verdict_slot};
use crate::answer::{Effect, Smallest};
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
    let misfits = effect
        .misfit
        .zip(counts.fit)
        .is_some_and(|(misfit, most)| misfit > most);
    let opposite = match counts.direction {
        Side::Higher => effect.size.get() < 0.0,
        Side::Lower => effect.size.get() > 0.0,
        Side::Either => false,
    };
    match () {
        () if misfits => Verdict::NoFit,
        () if p > counts.level => Verdict::Noise,
        () if opposite => Verdict::Opposite,
        () if effect.size.get().abs() < counts.at_least.get() => Verdict::Small,
        () => Verdict::Effect,
    }
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

/// The verdict in words, with the numbers that it rests on.
pub(super) fn sentences(plan: &EvaluationPlan, prepared: &Prepared, found: &Evaluation) -> Vec<Sentence> {
    let counts = &plan.effect;
    let unit = match &found.unit {
        Some(unit) => Slot::Text(Text {
            nl: format!(" {}", unit.nl),
            en: unit.en.as_ref().map(|en| format!(" {en}")),
        }),
        None => Slot::Words(Words("", "")),
    };
    let regions = Slot::Names(prepared.units.clone());
    let Some(effect) = found.effect else {
        return vec![say(
            "Of er een effect is, is niet te zeggen: {0} geeft geen effect.",
            "Whether there is an effect cannot be said: {0} gives no effect.",
            [title(&plan.method.method)],
        )];
    };
    let size = effect.size.get();
    let shown = decimals(size);
    let Some(p) = effect.p else {
        return vec![say(
            "{0} lag van {1} tot en met {2} gemiddeld {3}{4} van de vergelijking af; of dat toeval is, is niet te zeggen, want {5} geeft daar geen maat voor.",
            "{0} lay {3}{4} from the comparison on average from {1} to {2}; whether that is chance cannot be said, since {5} gives no measure of it.",
            [
                regions,
                (&prepared.start).into(),
                (&prepared.to).into(),
                Slot::Signed(effect.size, shown),
                unit,
                title(&plan.method.method),
            ],
        )];
    };
    let least = decimals(counts.at_least.get());
    let slots = [
        regions,
        (&prepared.start).into(),
        (&prepared.to).into(),
        Slot::Signed(effect.size, shown),
        unit.clone(),
        Slot::P(p),
        Slot::Number(counts.level, 2),
        Slot::Number(counts.at_least, least),
        Slot::percent(effect.misfit.map(Number::get), 0),
        Slot::percent(counts.fit.map(Number::get), 0),
    ];
    let first = match found.verdict {
        Verdict::Effect => say(
            "Ja: {0} lag van {1} tot en met {2} gemiddeld {3}{4} van de vergelijking af, meer dan toeval ({5}) en minstens de {7}{4} die telt.",
            "Yes: {0} lay {3}{4} from the comparison on average from {1} to {2}, more than chance ({5}) and at least the {7}{4} that counts.",
            slots,
        ),
        Verdict::Small => say(
            "Wel een verschil, niet een dat telt: {0} lag van {1} tot en met {2} gemiddeld {3}{4} van de vergelijking af, meer dan toeval ({5}), maar minder dan de {7}{4} die telt.",
            "A difference, not one that counts: {0} lay {3}{4} from the comparison on average from {1} to {2}, more than chance ({5}), but less than the {7}{4} that counts.",
            slots,
        ),
        Verdict::Opposite => say(
            "Een verschil de andere kant op: {0} lag van {1} tot en met {2} gemiddeld {3}{4} van de vergelijking af, meer dan toeval ({5}).",
            "A difference the other way: {0} lay {3}{4} from the comparison on average from {1} to {2}, more than chance ({5}).",
            slots,
        ),
        Verdict::NoFit => say(
            "Of er een effect is, is niet te zeggen: de vergelijking past niet. Voor {1} lag zij er naast met {8} van wat {0} zelf beweegt, en het plan staat {9} toe.",
            "Whether there is an effect cannot be said: the comparison does not fit. Before {1} it was off by {8} of what {0} itself moves, and the plan allows {9}.",
            slots,
        ),
        Verdict::Noise | Verdict::Unanswered | Verdict::TooEarly => say(
            "Niet van toeval te onderscheiden: {0} lag van {1} tot en met {2} gemiddeld {3}{4} van de vergelijking af, en zo veel geeft toeval ook ({5}; de grens is {6}).",
            "Cannot be told from noise: {0} lay {3}{4} from the comparison on average from {1} to {2}, and chance gives as much ({5}; the limit is {6}).",
            slots,
        ),
    };
    let mut out = vec![first];
    if found.verdict == Verdict::Noise {
        out.extend(
            effect
                .smallest
                .map(|smallest| could_be_seen(smallest, counts, &unit)),
        );
    }
    out
}

/// Whether an effect of the size that counts would have been seen: not finding one says something only then.
fn could_be_seen(smallest: Smallest, counts: &Criterion, unit: &Slot) -> Sentence {
    let needed = match counts.direction {
        Side::Higher => smallest.rise,
        Side::Lower => smallest.fall,
        Side::Either => smallest
            .rise
            .zip(smallest.fall)
            .map(|(rise, fall)| rise.max(fall)),
    };
    let least = Slot::Number(counts.at_least, decimals(counts.at_least.get()));
    let often = Slot::Percent(smallest.power, 0);
    match needed {
        Some(needed) if needed <= counts.at_least => say(
            "Een blijvend effect van {0}{1} was in {2} van de gevallen wel gezien: dat het er niet uit komt, zegt dus iets.",
            "A lasting effect of {0}{1} would have been seen in {2} of the cases: that it does not come out therefore says something.",
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
pub(super) fn agreement(found: &Evaluation) -> Vec<Sentence> {
    found
        .beside
        .iter()
        .map(|beside| match &beside.found {
            Ok((_, Some(effect), Verdict::Unanswered)) => say(
                "Daarnaast: {0} geeft {1}, en zegt niet of dat toeval is.",
                "Beside it: {0} gives {1}, and does not say whether that is chance.",
                [
                    title(&beside.method),
                    Slot::Signed(effect.size, decimals(effect.size.get())),
                ],
            ),
            Ok((_, Some(effect), verdict)) => say(
                "Daarnaast: {0} geeft {1}; daarmee was het oordeel: {2}.",
                "Beside it: {0} gives {1}; with that the verdict would be: {2}.",
                [
                    title(&beside.method),
                    Slot::Signed(effect.size, decimals(effect.size.get())),
                    verdict_slot(*verdict),
                ],
            ),
            Ok((_, None, _)) => say(
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
