//! The codes of one column: each distinct text is looked up once, and remembered as a number.

use crate::error::{Findings, Place, ReadError, code, shown};
use crate::near::question;
use crate::plan::{Slot, Use};
use koers_model::dataset::{Dataset, RegionCodes};
use koers_model::period::{Frequency, Period};
use koers_model::region::{RegionCode, RegionRegistry};
use koers_model::spelling::near;
use rustc_hash::FxHashMap;

/// How a form writes periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PeriodText {
    /// Ours, which is also that of Eurostat.
    Iso,
    /// `2023JJ00`.
    Cbs,
    /// Either; no text is both.
    Either,
}

/// What a period text turned out to be.
pub(crate) enum PeriodFound {
    Period(Period),
    /// A code of CBS for something that is no period of ours.
    Opaque,
    Garbage,
}

impl PeriodText {
    pub(crate) fn read(self, text: &str) -> PeriodFound {
        let iso = || Period::parse(text).ok();
        let found = match self {
            Self::Iso => iso(),
            Self::Cbs => Period::from_cbs(text),
            Self::Either => iso().or_else(|| Period::from_cbs(text)),
        };
        match found {
            Some(period) => PeriodFound::Period(period),
            None if self != Self::Iso && is_opaque(text) => PeriodFound::Opaque,
            None => PeriodFound::Garbage,
        }
    }
}

/// Four digits of a year and four letters or digits whose letters are none of those that we read (`2012X005`, `2024G400`).
fn is_opaque(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(year), Some(kind)) = (bytes.get(..4), bytes.get(4..8)) else {
        return false;
    };
    let ours: [&[u8]; 6] = [b"JJ", b"KW", b"MM", b"HJ", b"SJ", b"W1"];
    bytes.len() == 8
        && year.iter().all(u8::is_ascii_digit)
        && kind.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        && kind[0].is_ascii_uppercase()
        && !ours.contains(&&kind[..2])
}

/// What happens to a row with this code.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// It is kept; the number means what the role of the column says.
    Use(u32),
    /// `keep` leaves it out.
    Drop,
    OtherFrequency(Frequency),
    Opaque,
    Bad,
}

#[derive(Debug)]
struct Entry {
    text: Box<str>,
    fate: Fate,
    /// Rows that were lost by it, or kept with it.
    rows: u64,
    first: Option<Place>,
}

/// The codes of one column.
#[derive(Debug)]
pub(crate) struct Coder<'a> {
    slot: Slot,
    dataset: &'a Dataset,
    registry: &'a RegionRegistry,
    periods_as: PeriodText,
    ids: FxHashMap<Box<[u8]>, u32>,
    entries: Vec<Entry>,
    last: (Vec<u8>, u32),
    pub(crate) regions: Distinct<RegionCode>,
    pub(crate) periods: Distinct<Period>,
}

/// Different things, numbered in the order in which they came.
#[derive(Debug)]
pub(crate) struct Distinct<T> {
    pub(crate) list: Vec<T>,
    numbers: FxHashMap<T, u32>,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self {
            list: Vec::new(),
            numbers: FxHashMap::default(),
        }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Distinct<T> {
    fn number(&mut self, thing: &T) -> u32 {
        if let Some(&number) = self.numbers.get(thing) {
            return number;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(thing.clone());
        self.numbers.insert(thing.clone(), number);
        number
    }
}

/// What a row comes to by one of its codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Use(u32),
    /// Left out without a word.
    Drop,
    /// Left out, and counted.
    Skip,
    Bad,
}

impl<'a> Coder<'a> {
    pub(crate) fn new(
        slot: Slot,
        dataset: &'a Dataset,
        registry: &'a RegionRegistry,
        periods_as: PeriodText,
    ) -> Self {
        Self {
            slot,
            dataset,
            registry,
            periods_as,
            ids: FxHashMap::default(),
            entries: Vec::new(),
            last: (Vec::new(), u32::MAX),
            regions: Distinct::default(),
            periods: Distinct::default(),
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.slot.name
    }
    /// How many different codes there were.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
    /// The text of a code.
    pub(crate) fn text(&self, id: u32) -> &str {
        self.entries.get(id as usize).map_or("", |entry| &entry.text)
    }

    /// The number of a text, without the padding around it.
    #[inline]
    pub(crate) fn id(&mut self, text: &[u8]) -> u32 {
        if self.last.1 != u32::MAX && self.last.0 == text {
            return self.last.1;
        }
        let id = match self.ids.get(text) {
            Some(&id) => id,
            None => self.learn(text),
        };
        self.last.0.clear();
        self.last.0.extend_from_slice(text);
        self.last.1 = id;
        id
    }

    /// Looks up a text that is new. Two spellings that differ only in padding get one code.
    fn learn(&mut self, text: &[u8]) -> u32 {
        let trimmed = text.trim_ascii();
        if trimmed.len() != text.len() {
            let id = match self.ids.get(trimmed) {
                Some(&id) => id,
                None => self.learn(trimmed),
            };
            self.ids.insert(text.into(), id);
            return id;
        }
        let id = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let said = String::from_utf8_lossy(text).into_owned();
        let fate = self.fate(&said, id);
        self.entries.push(Entry {
            text: said.into(),
            fate,
            rows: 0,
            first: None,
        });
        self.ids.insert(text.into(), id);
        id
    }

    fn fate(&mut self, text: &str, id: u32) -> Fate {
        if let Some(keep) = &self.slot.keep
            && !keep.contains(text)
        {
            return Fate::Drop;
        }
        match &self.slot.purpose {
            Use::Region(codes) => {
                let found = match codes {
                    RegionCodes::Cbs => self.registry.by_code(text),
                    RegionCodes::Nuts => self.registry.by_nuts(text),
                };
                found.map_or(Fate::Bad, |region| Fate::Use(self.regions.number(&region.code)))
            }
            Use::Period => match self.periods_as.read(text) {
                PeriodFound::Period(period) if period.frequency() == self.dataset.frequency => {
                    Fate::Use(self.periods.number(&period))
                }
                PeriodFound::Period(period) => Fate::OtherFrequency(period.frequency()),
                PeriodFound::Opaque => Fate::Opaque,
                PeriodFound::Garbage => Fate::Bad,
            },
            Use::Measure => {
                let found = self.dataset.measures.keys().position(|known| known == text);
                found
                    .and_then(|index| u32::try_from(index).ok())
                    .map_or(Fate::Bad, Fate::Use)
            }
            Use::Fixed(code) if code != text => Fate::Bad,
            Use::Category if text.is_empty() => Fate::Bad,
            _ => Fate::Use(id),
        }
    }

    #[inline]
    pub(crate) fn verdict(&self, id: u32) -> Verdict {
        match self.entries.get(id as usize).map(|entry| &entry.fate) {
            Some(Fate::Use(target)) => Verdict::Use(*target),
            Some(Fate::Drop) => Verdict::Drop,
            Some(Fate::OtherFrequency(_) | Fate::Opaque) => Verdict::Skip,
            Some(Fate::Bad) | None => Verdict::Bad,
        }
    }

    /// Counts a row that this code left out or spoiled.
    pub(crate) fn count(&mut self, id: u32, place: Place, rows: u64) {
        if let Some(entry) = self.entries.get_mut(id as usize) {
            entry.rows += rows;
            entry.first.get_or_insert(place);
        }
    }

    /// Codes that left rows out, with how many and the first place: by frequency, and opaque ones.
    pub(crate) fn skipped(&self) -> impl Iterator<Item = (Option<Frequency>, &str, u64, Option<Place>)> {
        self.entries
            .iter()
            .filter(|entry| entry.rows > 0)
            .filter_map(|entry| match entry.fate {
                Fate::OtherFrequency(frequency) => {
                    Some((Some(frequency), &*entry.text, entry.rows, entry.first))
                }
                Fate::Opaque => Some((None, &*entry.text, entry.rows, entry.first)),
                _ => None,
            })
    }

    /// Codes under `keep` that never came.
    pub(crate) fn kept_nothing(&self) -> Vec<&str> {
        let keep = self.slot.keep.iter().flatten();
        keep.map(String::as_str)
            .filter(|code| !self.ids.contains_key(code.as_bytes()))
            .collect()
    }

    /// One error for all bad codes of the column together.
    pub(crate) fn report(&self, findings: &mut Findings) {
        let bad: Vec<&Entry> = self
            .entries
            .iter()
            .filter(|entry| entry.rows > 0 && entry.fate == Fate::Bad)
            .collect();
        let (empty, bad): (Vec<_>, Vec<_>) = bad.into_iter().partition(|entry| entry.text.is_empty());
        for entry in empty {
            let mut error = ReadError::new(code::EMPTY_CODE, format!("{} rows have no code", entry.rows))
                .column(self.name());
            error.place = entry.first;
            findings.error(error);
        }
        let Some(first) = bad.first() else { return };
        let (code, one, several, expected, help) = self.words();
        let what = if bad.len() == 1 {
            one.to_owned()
        } else {
            format!("{} {several}", bad.len())
        };
        let mut listed: Vec<String> = Vec::new();
        for entry in bad.iter().take(20) {
            let near = if listed.len() < 5 {
                self.near(&entry.text)
            } else {
                Vec::new()
            };
            let near = match near.as_slice() {
                [] => String::new(),
                words => format!(" (near: {})", words.join(", ")),
            };
            listed.push(format!("`{}`{near}", shown(entry.text.as_bytes())));
        }
        if bad.len() > 20 {
            listed.push(format!("and {} more", bad.len() - 20));
        }
        let rows: u64 = bad.iter().map(|entry| entry.rows).sum();
        let mut error = ReadError::new(code, format!("{what} in {rows} rows"))
            .column(self.name())
            .found(listed.join(", "))
            .expected(expected)
            .help(help);
        error.place = first.first;
        findings.error(error);
    }

    fn words(&self) -> (koers_model::diagnostic::Code, &str, &str, String, String) {
        let keep = |what: &str| {
            format!(
                "{what}, or keep it out with `keep: {{{}: […]}}` in the catalogue",
                self.name()
            )
        };
        match &self.slot.purpose {
            Use::Region(codes) => (
                code::UNKNOWN_REGION,
                "a region is not in the list of regions",
                "regions are not in the list of regions",
                match codes {
                    RegionCodes::Cbs => "codes of regions/regions.csv".to_owned(),
                    RegionCodes::Nuts => "NUTS codes of regions/regions.csv".to_owned(),
                },
                keep("add the region to regions/regions.csv"),
            ),
            Use::Period => (
                code::NOT_A_PERIOD,
                "a text is no period",
                "texts are no periods",
                match self.periods_as {
                    PeriodText::Iso => "2019, 2019-S1, 2019-Q3, 2019-03, 2019-W05, 2019/2020 or 2019-12-31",
                    PeriodText::Cbs => {
                        "2019JJ00, 2019HJ01, 2019KW03, 2019MM03, 2019W105, 2019SJ00 or 20191231"
                    }
                    PeriodText::Either => "a period as Eurostat or as CBS writes it",
                }
                .to_owned(),
                "see whether the column is really the period".to_owned(),
            ),
            Use::Measure => (
                code::UNKNOWN_MEASURE,
                "a measure is not in the catalogue",
                "measures are not in the catalogue",
                self.dataset
                    .measures
                    .keys()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(", "),
                keep("add the measure under `measures:`"),
            ),
            Use::Fixed(code) => (
                code::NOT_FIXED,
                "a column that must hold one code holds another",
                "other codes stand in a column that must hold one",
                code.clone(),
                keep("make the column a category"),
            ),
            _ => (
                code::EMPTY_CODE,
                "a code cannot be used",
                "codes cannot be used",
                "a code".to_owned(),
                keep("look at the column"),
            ),
        }
    }

    fn near(&self, text: &str) -> Vec<String> {
        match &self.slot.purpose {
            Use::Region(RegionCodes::Cbs) => {
                near(text, self.registry.iter().map(|region| region.code.as_str()))
            }
            Use::Region(RegionCodes::Nuts) => near(
                text,
                self.registry
                    .iter()
                    .flat_map(|region| region.nuts.iter().map(String::as_str)),
            ),
            Use::Measure => near(text, self.dataset.measures.keys().map(String::as_str)),
            _ => Vec::new(),
        }
    }

    /// A question about near words, for a code that was asked for and never came.
    pub(crate) fn question(&self, code: &str) -> String {
        question(&near(code, self.entries.iter().map(|entry| &*entry.text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_are_no_period_of_ours_are_told_from_garbage() {
        for (text, opaque) in [
            ("2012X005", true),
            ("2024X000", true),
            ("2024G400", true),
            ("2024KW05", false),
            ("2024JJ01", false),
            ("20241301", false),
            ("totaal", false),
            ("2024", false),
        ] {
            assert_eq!(
                matches!(PeriodText::Cbs.read(text), PeriodFound::Opaque),
                opaque,
                "{text}"
            );
        }
        assert!(matches!(PeriodText::Iso.read("2012X005"), PeriodFound::Garbage));
        assert!(matches!(
            PeriodText::Either.read("2012JJ00"),
            PeriodFound::Period(_)
        ));
        assert!(matches!(
            PeriodText::Either.read("2012-Q1"),
            PeriodFound::Period(_)
        ));
    }
}
