//! What a chart says, in words, for those who do not see it.

use super::Chart;
use crate::{date, number, words};
use koers_model::period::Period;
use koers_model::text::Lang;
use koers_model::value::{Marks, Missing, Number};

impl Chart<'_> {
    /// The name of the chart: what, where, from when until when.
    #[must_use]
    pub fn name(&self) -> String {
        let start = format!("{}, {}", self.title, self.region);
        let numbers = self.numbers();
        match (numbers.first(), numbers.last()) {
            (Some((first, _)), Some((last, _))) if first != last => {
                format!("{start}, {}", date::periods(&between(*first, *last), self.lang))
            }
            (Some((only, _)), _) => format!("{start}, {}", date::period(*only, self.lang)),
            _ => start,
        }
    }

    /// The message of the chart in a few sentences: from where to where, what was needed, what is missing, and the others.
    #[must_use]
    pub fn describe(&self) -> String {
        let mut said = vec![self.movement()];
        said.extend(self.needed());
        said.extend(self.silences());
        said.extend(self.others());
        said.join(" ")
    }

    fn figure(&self, value: Number) -> String {
        number::figure(value, self.decimals, self.unit, self.lang)
    }

    /// From the baseline (or the first figure) to the reading (or the last figure).
    fn movement(&self) -> String {
        let lang = self.lang;
        let numbers = self.numbers();
        let find = |wanted: Option<Period>| {
            let wanted = wanted?;
            numbers.iter().find(|(period, _)| *period == wanted).copied()
        };
        let start = self
            .baseline
            .and_then(|point| Some((point.period, point.cell.number()?)))
            .or_else(|| numbers.first().copied());
        let end = find(self.reading).or_else(|| numbers.last().copied());
        let (Some((from, a)), Some((to, b))) = (start, end) else {
            return lang.pick("Er is geen cijfer.", "There is no figure.").to_owned();
        };
        let (from_words, to_words) = (date::in_period(from, lang), date::in_period(to, lang));
        if from.start() >= to.start() {
            return format!("{}: {} {to_words}.", self.region, self.figure(b));
        }
        let verb = if number::number(a, self.decimals, lang) == number::number(b, self.decimals, lang) {
            lang.pick("bleef gelijk", "stayed the same")
        } else if a < b {
            lang.pick("steeg", "rose")
        } else {
            lang.pick("daalde", "fell")
        };
        let (a, b) = (self.figure(a), self.figure(b));
        match lang {
            Lang::Nl => format!(
                "{} {verb}: van {a} {from_words} naar {b} {to_words}.",
                self.region
            ),
            Lang::En => format!("{} {verb}: from {a} {from_words} to {b} {to_words}.", self.region),
        }
    }

    fn needed(&self) -> Option<String> {
        let lang = self.lang;
        let (period, value) = self.path.last()?;
        let margin = self.margin.map_or_else(String::new, |margin| {
            let margin = number::difference(margin, self.decimals, self.unit, lang);
            format!(
                "{} ±{margin}",
                lang.pick(", met een marge van", ", with a margin of")
            )
        });
        let period = date::in_period(*period, lang);
        Some(match lang {
            Lang::Nl => format!(
                "Het pad naar het doel eindigt op {} {period}{margin}.",
                self.figure(*value)
            ),
            Lang::En => format!(
                "The path to the target ends at {} {period}{margin}.",
                self.figure(*value)
            ),
        })
    }

    fn silences(&self) -> Vec<String> {
        let mut said: Vec<String> = Missing::ALL
            .into_iter()
            .filter_map(|reason| {
                let periods = self.periods_missing(reason);
                (!periods.is_empty()).then(|| {
                    format!(
                        "{}: {}.",
                        words::capital(reason.label(self.lang)),
                        date::periods(&periods, self.lang)
                    )
                })
            })
            .collect();
        for (mark, nl, en) in [
            (Marks::BREAK, "Breuk in de reeks", "Break in series"),
            (Marks::NONE, "Nog niet definitief", "Not yet definite"),
        ] {
            let periods = if mark == Marks::NONE {
                self.preliminary()
            } else {
                self.breaks()
            };
            if !periods.is_empty() {
                said.push(format!(
                    "{}: {}.",
                    self.lang.pick(nl, en),
                    date::periods(&periods, self.lang)
                ));
            }
        }
        said
    }

    /// What the other regions had in the period of the reading, or in the last period of the region.
    fn others(&self) -> Option<String> {
        let lang = self.lang;
        let at = self
            .reading
            .or_else(|| self.numbers().last().map(|(period, _)| *period))?;
        let figures: Vec<String> = self
            .benchmarks
            .iter()
            .filter_map(|(name, points)| {
                let point = points.iter().find(|point| point.period == at)?;
                let text = match point.cell.number() {
                    Some(value) => self.figure(value),
                    None => point.cell.missing_reason()?.label(lang).to_owned(),
                };
                Some(format!("{name} {text}"))
            })
            .collect();
        (!figures.is_empty()).then(|| {
            format!(
                "{} {}: {}.",
                lang.pick("Ter vergelijking,", "For comparison,"),
                date::in_period(at, lang),
                figures.join("; ")
            )
        })
    }

    /// The periods of the region that miss a figure for this reason, in the order of time.
    pub(crate) fn periods_missing(&self, reason: Missing) -> Vec<Period> {
        self.periods(|point| point.cell.missing_reason() == Some(reason))
    }
    /// The periods whose figure may still change.
    pub(crate) fn preliminary(&self) -> Vec<Period> {
        self.periods(|point| point.cell.number().is_some() && point.cell.marks.is_preliminary())
    }
    /// The periods at which the series breaks.
    pub(crate) fn breaks(&self) -> Vec<Period> {
        self.periods(|point| point.cell.marks.has(Marks::BREAK))
    }
    fn periods(&self, keep: impl Fn(&koers_model::verdict::Point) -> bool) -> Vec<Period> {
        let mut periods: Vec<Period> = self
            .series
            .iter()
            .filter(|point| keep(point))
            .map(|point| point.period)
            .collect();
        periods.sort_by_key(|period| period.start());
        periods.dedup();
        periods
    }
}

/// The periods from the first to the last, or only the two when they are not of one kind or too many.
fn between(first: Period, last: Period) -> Vec<Period> {
    match last.steps_since(first) {
        Some(steps) if (0..400).contains(&steps) => (0..=steps).map(|step| first.plus(step)).collect(),
        _ => vec![first, last],
    }
}
