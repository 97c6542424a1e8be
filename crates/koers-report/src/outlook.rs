//! What may be expected of an estimate, in sentences: whether its effect could be seen, and what earlier ones say of it.

use crate::number;
use koers_model::portfolio::outlook::{Correction, Effect, OutsideView, Seen, Spread};
use koers_model::text::Lang;
use koers_model::unit::Unit;
use koers_model::value::Number;
use koers_model::verdict::Reason;

/// An indicator at the scale of a region, by name.
#[derive(Debug, Clone, Copy)]
pub struct Scale<'a> {
    /// Name of the indicator.
    pub indicator: &'a str,
    /// Name of the region.
    pub region: &'a str,
    /// Unit of its readings.
    pub unit: &'static Unit,
}

impl Scale<'_> {
    /// A difference in the unit of the indicator, with at least two digits that say something.
    #[must_use]
    pub fn difference(&self, value: Number, lang: Lang) -> String {
        number::difference(value, decimals(value), self.unit, lang)
    }

    /// How much the indicator changes by itself.
    #[must_use]
    pub fn spread(&self, spread: Spread, lang: Lang) -> String {
        let (size, n) = (self.difference(spread.value, lang), spread.changes);
        let Self {
            indicator, region, ..
        } = self;
        match lang {
            Lang::Nl => format!(
                "‘{indicator}’ van {region} schommelt uit zichzelf van jaar op jaar met {size} (standaardafwijking van {n} veranderingen)."
            ),
            Lang::En => format!(
                "'{indicator}' of {region} varies by itself from year to year by {size} (standard deviation of {n} changes)."
            ),
        }
    }

    /// Why nothing can be said of it.
    #[must_use]
    pub fn silent(&self, reason: &Reason, lang: Lang) -> String {
        let Self {
            indicator, region, ..
        } = self;
        match (reason, lang) {
            (Reason::TooFewPoints { changes, needed }, Lang::Nl) => format!(
                "Niet te zeggen: ‘{indicator}’ van {region} heeft {changes} veranderingen van jaar op jaar, en {needed} zijn nodig om te weten hoe het cijfer schommelt."
            ),
            (Reason::TooFewPoints { changes, needed }, Lang::En) => format!(
                "Cannot be said: '{indicator}' of {region} has {changes} year-on-year changes, and it takes {needed} to know how the figure varies."
            ),
            (Reason::RegionNotCovered, Lang::Nl) => {
                format!("Niet te zeggen: ‘{indicator}’ heeft geen cijfers van {region}.")
            }
            (Reason::RegionNotCovered, Lang::En) => {
                format!("Cannot be said: '{indicator}' has no figures of {region}.")
            }
            (_, Lang::Nl) => format!("Niet te zeggen: met de cijfers van ‘{indicator}’ is niet te rekenen."),
            (_, Lang::En) => format!("Cannot be said: the figures of '{indicator}' cannot be computed with."),
        }
    }

    /// Whether an effect could be seen.
    #[must_use]
    pub fn seen(&self, effect: Effect, seen: Seen, lang: Lang) -> String {
        let (size, once) = match effect {
            Effect::Once(size) => (self.difference(size, lang), true),
            Effect::Yearly(size) => (self.difference(size, lang), false),
        };
        let effect = match (once, lang) {
            (true, Lang::Nl) => format!("Een effect van {size}"),
            (true, Lang::En) => format!("An effect of {size}"),
            (false, Lang::Nl) => format!("Een effect van elk jaar {size} erbij"),
            (false, Lang::En) => format!("An effect that adds {size} every year"),
        };
        match seen {
            Seen::After { years } => match (years, lang) {
                (1, Lang::Nl) => format!("{effect} zou na één jaar te zien zijn."),
                (1, Lang::En) => format!("{effect} would be seen after one year."),
                (_, Lang::Nl) => format!("{effect} zou na {years} jaar te zien zijn."),
                (_, Lang::En) => format!("{effect} would be seen after {years} years."),
            },
            Seen::NotWithin {
                years,
                smallest,
                later,
            } => {
                let least = self.difference(smallest, lang);
                match (later, once, lang) {
                    (Some(later), _, Lang::Nl) => format!(
                        "{effect} zou pas na {later} jaar te zien zijn. Binnen {years} jaar valt alleen op wat elk jaar minstens {least} toevoegt."
                    ),
                    (Some(later), _, Lang::En) => format!(
                        "{effect} would only be seen after {later} years. Within {years} years only what adds at least {least} every year stands out."
                    ),
                    (None, true, Lang::Nl) => format!(
                        "{effect} is in dit cijfer nooit te zien: het valt weg in de schommelingen, en langer wachten helpt niet. Pas vanaf {least} valt een effect op."
                    ),
                    (None, true, Lang::En) => format!(
                        "{effect} can never be seen in this figure: it is lost in the variation, and waiting longer does not help. An effect stands out from {least} on."
                    ),
                    (None, false, Lang::Nl) => format!(
                        "{effect} is in dit cijfer nooit te zien. Binnen {years} jaar valt alleen op wat elk jaar minstens {least} toevoegt."
                    ),
                    (None, false, Lang::En) => format!(
                        "{effect} can never be seen in this figure. Within {years} years only what adds at least {least} every year stands out."
                    ),
                }
            }
        }
    }

    /// The smallest effect that would be seen at once.
    #[must_use]
    pub fn smallest(&self, smallest: Number, lang: Lang) -> String {
        let least = self.difference(smallest, lang);
        let Self {
            indicator, region, ..
        } = self;
        match lang {
            Lang::Nl => format!("In ‘{indicator}’ van {region} valt een effect pas op vanaf {least}."),
            Lang::En => format!("In '{indicator}' of {region} an effect stands out from {least} on."),
        }
    }
}

/// The formula behind [`Scale::seen`] for a spread that calls for this multiplier, with the odds that it takes.
#[must_use]
pub fn formula(multiplier: Number, spread: Spread, lang: Lang) -> String {
    let (times, n) = (number::number(multiplier, 2, lang), spread.changes);
    match lang {
        Lang::Nl => format!(
            "Formule: kleinste zichtbare effect na t jaar = {times} × schommeling × √t. Zo is de kans op vals alarm 10% (eenzijdig), en de kans dat een effect van deze grootte opvalt 80%; met {n} veranderingen, waaruit de schommeling is geschat, is daar {times} voor nodig."
        ),
        Lang::En => format!(
            "Formula: smallest visible effect after t years = {times} × variation × √t. A false alarm then has a chance of 10% (one-sided), and an effect of this size stands out with a chance of 80%; with the {n} changes that the variation was estimated from, that takes {times}."
        ),
    }
}

/// How earlier promises of the kind came out, and what a new one would be if it came out like them.
#[must_use]
pub fn outside_view(view: &OutsideView, promised: Number, lang: Lang) -> String {
    match view {
        OutsideView::Offered(Correction {
            pairs,
            ratio,
            corrected,
        }) => {
            // Two decimals, and none that are only zeros.
            let of = |value: Number| {
                let rounded = Number::new((value.get() * 100.0).round() / 100.0).unwrap_or(value);
                number::plain(rounded, lang)
            };
            let (middle, low, high) = (of(ratio.central()), of(ratio.low()), of(ratio.high()));
            // Halves go up, as people do: 30 times 0.75 is 23.
            let whole = |value: Number| {
                let decimals = decimals(value);
                let unit = 10_f64.powi(decimals.into());
                let rounded = Number::new((value.get() * unit).round() / unit).unwrap_or(value);
                number::number(rounded, decimals, lang)
            };
            let (central, from, to) = (
                whole(corrected.central()),
                whole(corrected.low()),
                whole(corrected.high()),
            );
            let promised = number::plain(promised, lang);
            match lang {
                Lang::Nl => format!(
                    "Beloften van deze soort kwamen uit op {middle} keer het beloofde ({low}–{high}; n = {pairs}). Van buiten gezien: {central} ({from}–{to}) in plaats van {promised}."
                ),
                Lang::En => format!(
                    "Promises of this kind came out at {middle} times what was promised ({low}–{high}; n = {pairs}). Seen from outside: {central} ({from}–{to}) instead of {promised}."
                ),
            }
        }
        OutsideView::TooFew { pairs, needed } => match (pairs, lang) {
            (0, Lang::Nl) => {
                "Van geen belofte van deze soort is al een uitkomst in cijfers bekend; er is dus geen blik van buiten.".to_owned()
            }
            (0, Lang::En) => {
                "Of no promise of this kind an outcome in figures is known yet, so there is no outside view.".to_owned()
            }
            (1, Lang::Nl) => {
                format!("Van 1 belofte van deze soort is de uitkomst in cijfers bekend; een blik van buiten vraagt er {needed}.")
            }
            (1, Lang::En) => {
                format!("Of one promise of this kind the outcome in figures is known; an outside view takes {needed}.")
            }
            (_, Lang::Nl) => format!(
                "Van {pairs} beloften van deze soort is de uitkomst in cijfers bekend; een blik van buiten vraagt er {needed}."
            ),
            (_, Lang::En) => {
                format!("Of {pairs} promises of this kind the outcome in figures is known; an outside view takes {needed}.")
            }
        },
    }
}

/// As many decimals as two digits that say something need, and no more than six.
fn decimals(value: Number) -> u8 {
    let size = value.get().abs();
    (0..6_u8)
        .find(|&decimals| size * 10_f64.powi(i32::from(decimals)) >= 10.0 || size == 0.0)
        .unwrap_or(6)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;
    use koers_model::portfolio::estimate::Range;
    use koers_model::unit;

    fn n(value: f64) -> Number {
        Number::new(value).unwrap()
    }
    fn scale() -> Scale<'static> {
        Scale {
            indicator: "Banen",
            region: "Drenthe",
            unit: unit::UNITS
                .iter()
                .find(|unit| unit.id == "thousand-jobs")
                .unwrap(),
        }
    }

    #[test]
    fn digits_are_those_that_say_something() {
        let shown = [0.0, 0.034, 0.9, 6.24, 62.4, 1234.5].map(|value| decimals(n(value)));
        assert_eq!(shown, [0, 3, 2, 1, 0, 0]);
    }

    #[test]
    fn never_is_said_as_never() {
        let never = Seen::NotWithin {
            years: 20,
            smallest: n(6.2),
            later: None,
        };
        let said = scale().seen(Effect::Once(n(0.2)), never, Lang::Nl);
        assert_eq!(
            said,
            "Een effect van 0,20 duizend banen is in dit cijfer nooit te zien: het valt weg in de schommelingen, en langer wachten helpt niet. \
             Pas vanaf 6,2 duizend banen valt een effect op."
        );
        let later = Seen::NotWithin {
            years: 20,
            smallest: n(1.4),
            later: Some(38),
        };
        let said = scale().seen(Effect::Yearly(n(1.0)), later, Lang::En);
        assert!(
            said.starts_with(
                "An effect that adds 1.0 thousand jobs every year would only be seen after 38 years."
            ),
            "{said}"
        );
    }

    #[test]
    fn the_outside_view_is_offered_with_its_numbers_or_not_at_all() {
        let range = |low, central, high| Range::new(n(low), n(central), n(high)).unwrap();
        let view = OutsideView::Offered(Correction {
            pairs: 9,
            ratio: range(0.3, 0.6, 1.1),
            corrected: range(60.0, 120.0, 220.0),
        });
        assert_eq!(
            outside_view(&view, n(200.0), Lang::Nl),
            "Beloften van deze soort kwamen uit op 0,6 keer het beloofde (0,3–1,1; n = 9). Van buiten gezien: 120 (60–220) in plaats van 200."
        );
        let few = OutsideView::TooFew { pairs: 4, needed: 5 };
        assert!(outside_view(&few, n(200.0), Lang::Nl).contains("Van 4 beloften van deze soort"));
    }
}
