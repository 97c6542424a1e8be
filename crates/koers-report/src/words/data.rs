//! The words for data sets: how often, how new, under which licence.

use crate::{date, number};
use koers_model::freshness::{Freshness, Lateness, patience};
use koers_model::indicator::{Level, Profile, Rule};
use koers_model::period::Frequency;
use koers_model::region::RegionKind;
use koers_model::text::Lang;

/// So many data sets.
#[must_use]
pub fn sets(count: usize, lang: Lang) -> String {
    let words = match count {
        1 => lang.pick("gegevensset", "data set"),
        _ => lang.pick("gegevenssets", "data sets"),
    };
    format!("{} {words}", number::count(count, lang))
}

/// So many snapshots.
#[must_use]
pub fn snapshots(count: usize, lang: Lang) -> String {
    let words = match count {
        1 => lang.pick("momentopname", "snapshot"),
        _ => lang.pick("momentopnamen", "snapshots"),
    };
    format!("{} {words}", number::count(count, lang))
}

/// Where an indicator looks in the chain from money to society, in one word.
#[must_use]
pub fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Output => lang.pick("prestatie", "output"),
        Level::Outcome => lang.pick("uitkomst", "outcome"),
        Level::Impact => lang.pick("effect", "impact"),
    }
}

/// How an indicator is computed, in a word or two.
#[must_use]
pub fn rule(rule: &Rule, lang: Lang) -> &'static str {
    match rule {
        Rule::Measure { .. } => lang.pick("zoals gepubliceerd", "as published"),
        Rule::Sum { .. } => lang.pick("som", "sum"),
        Rule::Ratio { .. } => lang.pick("verhouding", "ratio"),
        Rule::Share { .. } => lang.pick("aandeel", "share"),
        Rule::PerHead { .. } => lang.pick("per hoofd", "per head"),
        Rule::Growth { .. } => lang.pick("groei", "growth"),
        Rule::Index { .. } => lang.pick("index", "index"),
        Rule::Difference { .. } => lang.pick("verschil", "difference"),
        Rule::Relative { .. } => lang.pick("tegenover een ander gebied", "against another region"),
        Rule::Profile { method, .. } => match method {
            Profile::Herfindahl => lang.pick("concentratie", "concentration"),
            Profile::Entropy => lang.pick("spreiding", "diversity"),
            Profile::Krugman { .. } => lang.pick("specialisatie", "specialisation"),
            Profile::Hachman { .. } => lang.pick("gelijkenis", "likeness"),
            Profile::RegionalShift { .. } => lang.pick("eigen deel van de groei", "own part of growth"),
        },
    }
}

/// How often a series has a figure: `per jaar`.
#[must_use]
pub fn frequency(frequency: Frequency, lang: Lang) -> &'static str {
    match frequency {
        Frequency::Year => lang.pick("per jaar", "yearly"),
        Frequency::HalfYear => lang.pick("per half jaar", "half-yearly"),
        Frequency::Quarter => lang.pick("per kwartaal", "quarterly"),
        Frequency::Month => lang.pick("per maand", "monthly"),
        Frequency::Week => lang.pick("per week", "weekly"),
        Frequency::SchoolYear => lang.pick("per schooljaar", "by school year"),
        Frequency::Day => lang.pick("per dag", "daily"),
    }
}

/// What kind of region it is, in the singular: `provincie`.
#[must_use]
pub fn region_kind(kind: RegionKind, lang: Lang) -> &'static str {
    match kind {
        RegionKind::Municipality => lang.pick("gemeente", "municipality"),
        RegionKind::Corop => lang.pick("COROP-gebied", "COROP area"),
        RegionKind::Province => lang.pick("provincie", "province"),
        RegionKind::Part => lang.pick("landsdeel", "part of the country"),
        RegionKind::Country => lang.pick("land", "country"),
        RegionKind::LabourMarket => lang.pick("arbeidsmarktregio", "labour-market region"),
        RegionKind::Foreign => lang.pick("regio buiten het land", "region outside the country"),
    }
}

/// How many regions of a kind: `1 land`, `12 provincies`.
#[must_use]
pub fn regions(count: usize, kind: RegionKind, lang: Lang) -> String {
    let words = if count == 1 {
        region_kind(kind, lang)
    } else {
        kind.plural(lang)
    };
    format!("{} {words}", number::count(count, lang))
}

/// How new a table is, in one word.
#[must_use]
pub fn freshness(freshness: Freshness, lang: Lang) -> &'static str {
    match freshness {
        Freshness::Current => lang.pick("actueel", "up to date"),
        Freshness::Late => lang.pick("loopt achter", "running late"),
        Freshness::Old => lang.pick("oud", "old"),
    }
}

/// What stands above the data sets that are late.
#[must_use]
pub fn late_heading(lang: Lang) -> &'static str {
    lang.pick("Bronnen die achterlopen", "Sources that run late")
}

/// How late newer figures are, as a sentence.
#[must_use]
pub fn late(of: &Lateness, lang: Lang) -> String {
    let (title, last) = (of.title.get(lang), date::period(of.last, lang));
    let (expected, days) = (date::date(of.expected, lang), of.days as usize);
    let ago = match days {
        1 => lang.pick("1 dag", "1 day").to_owned(),
        2..=92 => format!("{days} {}", lang.pick("dagen", "days")),
        _ => date::months(
            // A month has 30.44 days on average.
            u32::try_from(days * 100 / 3044).unwrap_or(u32::MAX),
            lang,
        ),
    };
    match lang {
        Lang::Nl => {
            format!(
                "{title}: de laatste periode is {last}; nieuwere cijfers hadden er uiterlijk op {expected} moeten zijn ({ago} te laat)."
            )
        }
        Lang::En => {
            format!(
                "{title}: the last period is {last}; newer figures should have been there by {expected} ({ago} late)."
            )
        }
    }
}

/// What the word of [`freshness`] means for a table of this frequency, as a sentence.
#[must_use]
pub fn freshness_means(freshness: Freshness, of: Frequency, lang: Lang) -> String {
    let months = u32::try_from(patience(of)).unwrap_or(0);
    let (once, thrice) = (date::months(months, lang), date::months(3 * months, lang));
    match (freshness, lang) {
        (Freshness::Current, Lang::Nl) => format!("De laatste periode is hooguit {once} geleden geëindigd."),
        (Freshness::Current, Lang::En) => format!("The last period ended no more than {once} ago."),
        (Freshness::Late, Lang::Nl) => {
            format!(
                "De laatste periode is meer dan {once} geleden geëindigd: er zouden nieuwere cijfers moeten zijn."
            )
        }
        (Freshness::Late, Lang::En) => {
            format!("The last period ended more than {once} ago: there should be newer figures.")
        }
        (Freshness::Old, Lang::Nl) => {
            format!(
                "De laatste periode is meer dan {thrice} geleden geëindigd: de reeks is gestopt, of lang niet opgehaald."
            )
        }
        (Freshness::Old, Lang::En) => {
            format!(
                "The last period ended more than {thrice} ago: the series has stopped, or was not fetched for long."
            )
        }
    }
}

/// The publisher's name of a table, or that it is not known.
#[must_use]
pub fn table(name: &str, lang: Lang) -> &str {
    match name {
        "unknown" => lang.pick("nummer van de tabel onbekend", "table number not known"),
        name => name,
    }
}

/// A licence as a catalogue names it, in words that say what it asks of the reader, with the page that explains it. Words that are not known
/// are given as they are.
#[must_use]
pub fn licence_in_words(name: &str, lang: Lang) -> (String, Option<&'static str>) {
    let bare = name.split('(').next().unwrap_or(name).trim();
    let (words, page) = match bare.to_ascii_uppercase().as_str() {
        "CC0-1.0" => (
            lang.pick(
                "geen rechten voorbehouden (CC0 1.0)",
                "no rights reserved (CC0 1.0)",
            ),
            lang.pick(
                "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
                "https://creativecommons.org/publicdomain/zero/1.0/deed.en",
            ),
        ),
        "CC-BY-4.0" => (
            lang.pick("naamsvermelding (CC BY 4.0)", "attribution (CC BY 4.0)"),
            lang.pick(
                "https://creativecommons.org/licenses/by/4.0/deed.nl",
                "https://creativecommons.org/licenses/by/4.0/deed.en",
            ),
        ),
        "CC-BY-SA-4.0" => (
            lang.pick(
                "naamsvermelding, gelijk delen (CC BY-SA 4.0)",
                "attribution, share alike (CC BY-SA 4.0)",
            ),
            lang.pick(
                "https://creativecommons.org/licenses/by-sa/4.0/deed.nl",
                "https://creativecommons.org/licenses/by-sa/4.0/deed.en",
            ),
        ),
        "EUROSTAT REUSE POLICY" => (
            lang.pick(
                "hergebruik met bronvermelding (Eurostat)",
                "reuse with the source named (Eurostat)",
            ),
            "https://ec.europa.eu/eurostat/help/copyright-notice",
        ),
        _ => return (name.trim().to_owned(), None),
    };
    (words.to_owned(), Some(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_name_is_put_in_words() {
        let (words, page) = licence_in_words("cc-by-4.0", Lang::Nl);
        assert_eq!(words, "naamsvermelding (CC BY 4.0)");
        assert!(page.is_some());
        let eurostat = "Eurostat reuse policy (reuse allowed with the source named)";
        assert!(licence_in_words(eurostat, Lang::En).1.is_some());
        let unknown = "not stated; single figures";
        assert_eq!(licence_in_words(unknown, Lang::Nl), (unknown.to_owned(), None));
    }
}
