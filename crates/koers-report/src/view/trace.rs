//! Where a figure comes from, step by step: what people read of a trace, for the terminal and for a page.

use crate::{date, number, words};
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::period::Period;
use koers_model::reading::Trace;
use koers_model::region::RegionCode;
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use koers_model::unit::Unit;
use koers_model::value::Cell;

/// A step: a figure, and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The figure with all its digits, or why there is none.
    pub value: String,
    /// What the publisher says of it, and its margin; empty when nothing.
    pub remarks: String,
    /// The region.
    pub region: RegionCode,
    /// The period.
    pub period: Period,
    /// How it came about.
    pub made: Made,
}

/// How a figure came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// Computed from others.
    Computed {
        /// The rule in words.
        rule: String,
        /// What went in, in the order of the formula.
        inputs: Vec<Step>,
    },
    /// Read in a published table.
    Published(Box<Origin>),
}

/// The published cell of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The data set.
    pub dataset: Id,
    /// The measure.
    pub measure: String,
    /// Category dimension and code, in the order of the data set.
    pub codes: Vec<(String, String)>,
    /// The snapshot.
    pub snapshot: Hash,
    /// The line of a text or the position in a list, counted from one.
    pub place: Option<u64>,
    /// The publisher's day, where it gives one.
    pub published: Option<Date>,
    /// The day we got it.
    pub retrieved: Date,
}

impl Step {
    /// A trace in words.
    #[must_use]
    pub fn of(trace: &Trace, lang: Lang) -> Self {
        let cell = trace.cell();
        let (region, period, made) = match trace {
            Trace::Computed {
                rule,
                region,
                period,
                inputs,
                ..
            } => {
                let made = Made::Computed {
                    rule: self::rule(rule, lang),
                    inputs: inputs.iter().map(|input| Self::of(input, lang)).collect(),
                };
                (region, period, made)
            }
            Trace::Published {
                dataset,
                snapshot,
                published,
                retrieved,
                measure,
                codes,
                region,
                period,
                place,
                ..
            } => {
                let origin = Origin {
                    dataset: dataset.clone(),
                    measure: measure.clone(),
                    codes: codes.clone(),
                    snapshot: *snapshot,
                    place: *place,
                    published: *published,
                    retrieved: *retrieved,
                };
                (region, period, Made::Published(Box::new(origin)))
            }
        };
        Self {
            value: value(cell, lang),
            remarks: remarks(cell, lang),
            region: region.clone(),
            period: *period,
            made,
        }
    }

    /// The figure with what is said of it in brackets.
    #[must_use]
    pub fn figure(&self) -> String {
        if self.remarks.is_empty() {
            self.value.clone()
        } else {
            format!("{} ({})", self.value, self.remarks)
        }
    }

    /// The published cells that went in, when nothing else did and they all stand in one snapshot: such a step reads best as a table.
    #[must_use]
    pub fn cells(&self) -> Option<Vec<(&Self, &Origin)>> {
        let Made::Computed { inputs, .. } = &self.made else {
            return None;
        };
        let cells: Vec<(&Self, &Origin)> = inputs
            .iter()
            .map(|input| match &input.made {
                Made::Published(origin) => Some((input, origin.as_ref())),
                Made::Computed { .. } => None,
            })
            .collect::<Option<_>>()?;
        let (_, first) = cells.first()?;
        let same = |origin: &Origin| {
            (&origin.dataset, origin.snapshot, &origin.measure)
                == (&first.dataset, first.snapshot, &first.measure)
                && origin.codes.len() == first.codes.len()
        };
        cells.iter().all(|(_, origin)| same(origin)).then_some(cells)
    }

    /// The codes that all published cells have in common which went in, with the first of those cells; nothing where no cells did.
    #[must_use]
    pub fn shared_codes(&self) -> Vec<(&Origin, &str, &str)> {
        let Some(cells) = self.cells() else {
            return Vec::new();
        };
        let Some((_, first)) = cells.first().copied() else {
            return Vec::new();
        };
        first
            .codes
            .iter()
            .filter(|code| cells.iter().all(|(_, origin)| origin.codes.contains(code)))
            .map(|(name, code)| (first, name.as_str(), code.as_str()))
            .collect()
    }
}

impl Origin {
    /// `regel of rij 14`
    #[must_use]
    pub fn place(&self, lang: Lang) -> Option<String> {
        let place = self.place?;
        Some(format!("{} {place}", lang.pick("regel of rij", "line or row")))
    }
    /// `momentopname 0a1b2c3d4e5f`
    #[must_use]
    pub fn snapshot(&self, lang: Lang) -> String {
        format!("{} {}", words::snapshot(lang), self.snapshot.short())
    }
    /// `gepubliceerd 31 maart 2020`
    #[must_use]
    pub fn published(&self, lang: Lang) -> String {
        words::published_on(self.published, lang)
    }
    /// `opgehaald 21 november 2026`
    #[must_use]
    pub fn retrieved(&self, lang: Lang) -> String {
        words::retrieved_on(self.retrieved, lang)
    }
}

/// A figure with all its digits, or why there is none.
fn value(cell: &Cell, lang: Lang) -> String {
    cell.number()
        .map_or_else(|| number::cell(cell, 0, lang), |value| number::plain(value, lang))
}

/// What the publisher says of a figure.
fn remarks(cell: &Cell, lang: Lang) -> String {
    let margin = cell.margin.map_or_else(String::new, |margin| {
        let margin = number::plain(margin, lang);
        format!("{} ±{margin}", lang.pick("marge", "margin"))
    });
    let said: Vec<String> = [words::marks(cell.marks, lang), margin]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    said.join(", ")
}

/// Words of formulas in traces, which are English, and what they are in Dutch.
const DUTCH: [(&str, &str); 43] = [
    ("sum", "som"),
    ("mean", "gemiddelde"),
    ("last", "laatste"),
    ("of", "van"),
    ("parts", "delen"),
    ("figures", "cijfers"),
    ("figure", "cijfer"),
    ("day", "dag"),
    ("month", "maand"),
    ("quarter", "kwartaal"),
    ("half-year", "halfjaar"),
    ("year", "jaar"),
    ("numerator", "teller"),
    ("denominator", "noemer"),
    ("part", "deel"),
    ("share", "aandeel"),
    ("whole", "geheel"),
    ("population", "bevolking"),
    ("region", "gebied"),
    ("regions", "gebieden"),
    ("together", "samen"),
    ("earlier", "eerder"),
    ("to", "naar"),
    ("outside", "buiten"),
    ("and", "en"),
    ("estimate", "schatting"),
    ("by", "naar"),
    ("from", "uit"),
    ("on", "op"),
    ("the", "de"),
    ("boundaries", "indeling"),
    ("inhabitants", "inwoners"),
    ("households", "huishoudens"),
    ("dwellings", "woningen"),
    ("jobs", "banen"),
    ("establishments", "vestigingen"),
    ("area", "oppervlakte"),
    ("not-additive", "deze cijfers tellen niet op"),
    ("no-basis", "een gebied is verdeeld en er is geen gewicht gekozen"),
    (
        "no-weight",
        "een gebied is verdeeld en dat gewicht staat niet in de werkmap",
    ),
    ("no-origin", "niet bekend waaruit dit gebied is ontstaan"),
    (
        "borders-moved",
        "de grens is verlegd en de tabel heeft geen gemeenten",
    ),
    ("no-layout", "niet bekend op welke indeling de tabel is"),
];

/// A rule in words. The trace speaks English; the words of formulas are known, and names of columns are left as they are.
fn rule(line: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return line.to_owned();
    }
    if let Some((from, to)) = line
        .strip_prefix("the definition holds from ")
        .and_then(|span| span.split_once(" to "))
    {
        return format!("de definitie geldt van {from} tot en met {to}");
    }
    if let Some((day, why)) = line
        .strip_prefix("cannot be put on the boundaries of ")
        .and_then(|rest| rest.split_once(": "))
    {
        let why = DUTCH.iter().find(|(english, _)| *english == why);
        let why = why.map_or("", |(_, dutch)| *dutch);
        return format!("niet te herberekenen naar de indeling van {day}: {why}");
    }
    if let Some(said) = units(line) {
        return said;
    }
    // What stands behind `codes of` are names.
    let (formula, names) = match line.split_once("codes of ") {
        Some((formula, names)) => (formula, Some(names)),
        None => (line, None),
    };
    let dutch = |word: &str| {
        DUTCH
            .iter()
            .find(|(english, _)| *english == word)
            .map_or_else(|| word.to_owned(), |(_, dutch)| (*dutch).to_owned())
    };
    let in_a_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut said = String::new();
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let end = rest
            .find(|c: char| in_a_word(c) != in_a_word(first))
            .unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        said.push_str(&dutch(piece));
        rest = behind;
    }
    match names {
        Some(names) => format!("{said}codes van {names}"),
        None => said,
    }
}

/// A change of units: `1000 × (thousand-jobs to jobs)`; `None` for anything else.
fn units(line: &str) -> Option<String> {
    let (factor, units) = line.split_once(" × (")?;
    let (from, to) = units.strip_suffix(')')?.split_once(" to ")?;
    let label = |word: &str| Some(Unit::from_id(word)?.label(Lang::Nl));
    Some(format!("{factor} × ({} naar {})", label(from)?, label(to)?))
}

/// A period as it stands in a trace.
#[must_use]
pub fn place(region: &str, period: Period, lang: Lang) -> String {
    format!("{region}, {}", date::period(period, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_speak_dutch_and_names_stay() {
        for (english, dutch) in [
            (
                "sum over 10 codes of sector × part",
                "som over 10 codes van sector × part",
            ),
            ("100 × part ÷ whole", "100 × deel ÷ geheel"),
            (
                "mean of 4 figures per quarter",
                "gemiddelde van 4 cijfers per kwartaal",
            ),
            (
                "1000 × (thousand-jobs to jobs)",
                "1000 × (duizend banen naar banen)",
            ),
            (
                "the definition holds from 2010 to …",
                "de definitie geldt van 2010 tot en met …",
            ),
            ("100 × (x ÷ x 1 earlier − 1)", "100 × (x ÷ x 1 eerder − 1)"),
            ("100 × region ÷ NL01", "100 × gebied ÷ NL01"),
            (
                "estimate by inhabitants from 3 parts on the boundaries of 2019-01-01",
                "schatting naar inwoners uit 3 delen op de indeling van 2019-01-01",
            ),
            (
                "cannot be put on the boundaries of 2019-01-01: not-additive",
                "niet te herberekenen naar de indeling van 2019-01-01: deze cijfers tellen niet op",
            ),
            (
                "sum of |share − share of 11 regions together| over 10 codes of sector",
                "som van |aandeel − aandeel van 11 gebieden samen| over 10 codes van sector",
            ),
        ] {
            assert_eq!(rule(english, Lang::Nl), dutch);
            assert_eq!(rule(english, Lang::En), english);
        }
    }
}
