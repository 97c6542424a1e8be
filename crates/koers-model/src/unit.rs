//! Units: what a number counts. Two numbers are only added or compared when they count the same thing.

use crate::text::Lang;

/// What is counted, without its scale. "A job" has several definitions in this field, which are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Jobs of employees.
    Jobs,
    /// Persons.
    Persons,
    /// Households.
    Households,
    /// Establishments (vestigingen).
    Establishments,
    /// Vacancies.
    Vacancies,
    /// Euro, current prices.
    Euro,
    /// Dollar of the United States, current prices.
    Dollar,
    /// Purchasing power standards.
    Pps,
    /// A share or growth in percent.
    Percent,
    /// A difference between two percentages.
    PercentagePoints,
    /// A quotient of two of the above, as named by the unit.
    Rate,
    /// An index number.
    Index,
    /// Years of life.
    Years,
    /// A place in a ranking.
    Rank,
    /// A plain ratio.
    Ratio,
    /// Surface.
    Area,
    /// Length.
    Length,
    /// Weight.
    Weight,
    /// A count of things that have no unit of their own here: births, dwellings, nights. What is counted stands in the title.
    Count,
}

/// A unit of measurement: a kind, a factor to its base unit, and words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// The word in files: `thousand-jobs`.
    pub id: &'static str,
    /// What is counted.
    pub kind: Kind,
    /// How many base units one of these is: 1000 for `thousand-jobs`.
    pub factor: f64,
    /// Highest value that can exist, where the unit has a natural end.
    pub upper_bound: Option<f64>,
    nl: &'static str,
    en: &'static str,
}

impl PartialEq<&str> for Unit {
    fn eq(&self, other: &&str) -> bool {
        self.id == *other
    }
}

macro_rules! units {
    ($( $id:literal $kind:ident $factor:literal $bound:expr, $nl:literal, $en:literal; )*) => {
        /// Every unit that files may name.
        pub const UNITS: &[Unit] = &[ $( Unit { id: $id, kind: Kind::$kind, factor: $factor, upper_bound: $bound, nl: $nl, en: $en } ),* ];
    };
}

units! {
    "jobs" Jobs 1.0 None, "banen", "jobs";
    "thousand-jobs" Jobs 1000.0 None, "duizend banen", "thousand jobs";
    "persons" Persons 1.0 None, "personen", "persons";
    "thousand-persons" Persons 1000.0 None, "duizend personen", "thousand persons";
    "households" Households 1.0 None, "huishoudens", "households";
    "establishments" Establishments 1.0 None, "vestigingen", "establishments";
    "vacancies" Vacancies 1.0 None, "vacatures", "vacancies";
    "thousand-vacancies" Vacancies 1000.0 None, "duizend vacatures", "thousand vacancies";
    "eur" Euro 1.0 None, "euro", "euro";
    "thousand-eur" Euro 1000.0 None, "duizend euro", "thousand euro";
    "million-eur" Euro 1_000_000.0 None, "miljoen euro", "million euro";
    "million-usd" Dollar 1_000_000.0 None, "miljoen dollar", "million US dollar";
    "million-pps" Pps 1_000_000.0 None, "miljoen koopkrachteenheden", "million PPS";
    "eur-per-inhabitant" Rate 1.0 None, "euro per inwoner", "euro per inhabitant";
    "pps-per-inhabitant" Rate 1.0 None, "koopkrachteenheden per inwoner", "PPS per inhabitant";
    "percent-of-eu" Index 1.0 None, "% van het EU-gemiddelde", "% of the EU average";
    "percent" Percent 1.0 Some(100.0), "%", "%";
    "percent-change" Percent 1.0 None, "% verandering", "% change";
    "percentage-points" PercentagePoints 1.0 None, "procentpunt", "percentage points";
    "per-million-inhabitants" Rate 1.0 None, "per miljoen inwoners", "per million inhabitants";
    "per-thousand-inhabitants" Rate 1.0 None, "per duizend inwoners", "per thousand inhabitants";
    "per-thousand-jobs" Rate 1.0 None, "per duizend banen", "per thousand jobs";
    "per-hundred-establishments" Rate 1.0 None, "per honderd vestigingen", "per hundred establishments";
    "per-square-kilometre" Rate 1.0 None, "per km²", "per km²";
    "index" Index 1.0 None, "index", "index";
    "years" Years 1.0 None, "jaar", "years";
    "rank" Rank 1.0 None, "plaats", "place";
    "ratio" Ratio 1.0 None, "verhouding", "ratio";
    "hectares" Area 10_000.0 None, "hectare", "hectares";
    "square-kilometres" Area 1_000_000.0 None, "km²", "km²";
    "kilometres" Length 1000.0 None, "km", "km";
    "tonnes" Weight 1.0 None, "ton", "tonnes";
    "million-tonnes" Weight 1_000_000.0 None, "miljoen ton", "million tonnes";
    "number" Count 1.0 None, "aantal", "number";
    "thousand" Count 1000.0 None, "duizend", "thousand";
    "million" Count 1_000_000.0 None, "miljoen", "million";
}

impl Unit {
    /// What a difference of two figures is counted in: that of two percentages is in percentage points, other units stay what they are.
    #[must_use]
    pub fn of_difference(&'static self) -> &'static Self {
        let points = Self::from_id("percentage-points").filter(|_| self.kind == Kind::Percent);
        points.unwrap_or(self)
    }
    /// The unit with that word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<&'static Self> {
        UNITS.iter().find(|unit| unit.id == id)
    }
    /// What people read behind a number.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.nl, self.en)
    }
    /// The factor that turns a number in this unit into one in `other`; `None` when they do not count the same thing.
    /// Rates and indices only convert to themselves: their kind does not say what is divided by what. Counts neither: it does not say of what.
    #[must_use]
    pub fn conversion_to(&self, other: &Self) -> Option<f64> {
        if self.id == other.id {
            return Some(1.0);
        }
        let scalable = !matches!(
            self.kind,
            Kind::Rate | Kind::Index | Kind::Percent | Kind::Rank | Kind::Count
        );
        (scalable && self.kind == other.kind).then(|| self.factor / other.factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique() {
        for (at, unit) in UNITS.iter().enumerate() {
            assert!(
                UNITS[at + 1..].iter().all(|other| other.id != unit.id),
                "{}",
                unit.id
            );
        }
    }

    #[test]
    fn thousand_jobs_convert_to_jobs_and_not_to_persons() {
        let thousand = Unit::from_id("thousand-jobs").unwrap();
        assert_eq!(
            thousand.conversion_to(Unit::from_id("jobs").unwrap()),
            Some(1000.0)
        );
        assert_eq!(thousand.conversion_to(Unit::from_id("persons").unwrap()), None);
        // Thousands of one thing are no numbers of another.
        let nights = Unit::from_id("thousand").unwrap();
        assert_eq!(nights.conversion_to(Unit::from_id("number").unwrap()), None);
        let per_head = Unit::from_id("eur-per-inhabitant").unwrap();
        assert_eq!(
            per_head.conversion_to(Unit::from_id("per-million-inhabitants").unwrap()),
            None
        );
    }
}
