//! What a unit of a publisher is called here, and whether figures of parts add up.

use koers_model::provider::Connector;
use koers_model::published::PublishedMeasure;
use koers_model::unit::{Kind, Unit};

/// Words of a title that say what is counted. The first one in the title counts: of “banen van werknemers” it is the jobs.
const THINGS: [(&str, &str, &str); 12] = [
    ("banen", "jobs", "thousand-jobs"),
    ("vacature", "vacancies", "thousand-vacancies"),
    ("vestigingen", "establishments", "thousand"),
    ("huishoudens", "households", "thousand"),
    ("personen", "persons", "thousand-persons"),
    ("inwoners", "persons", "thousand-persons"),
    ("bevolking", "persons", "thousand-persons"),
    ("beroepsbevolking", "persons", "thousand-persons"),
    ("werklozen", "persons", "thousand-persons"),
    ("werknemers", "persons", "thousand-persons"),
    ("zelfstandigen", "persons", "thousand-persons"),
    ("werkzamen", "persons", "thousand-persons"),
];
/// Words of a title that say that it is no count or total of anything.
const MEANS: [&str; 10] = [
    "gemiddeld",
    "mediaan",
    "doorsnee",
    "per inwoner",
    "per huishouden",
    "per persoon",
    "relatief",
    "dichtheid",
    "aandeel",
    "percentage",
];
/// Words of a title that say that it tells of a change.
const CHANGES: [&str; 5] = ["groei", "ontwikkeling", "mutatie", "verandering", "toename"];

/// The unit that a measure has here; `None` where its unit is none of ours.
pub(super) fn of(connector: Connector, measure: &PublishedMeasure) -> Option<&'static Unit> {
    let id = match connector {
        Connector::Eurostat => eurostat(&measure.unit)?,
        _ => cbs(&measure.unit, &measure.title)?,
    };
    Unit::from_id(id)
}

fn cbs(unit: &str, title: &str) -> Option<&'static str> {
    let title = title.to_lowercase();
    let unit = unit.to_lowercase().replace('\u{a0}', " ");
    let words: Vec<&str> = unit.split_whitespace().collect();
    let unit = words.join(" ");
    // `x 1 000` and `1 000` are the same, and so are `mln euro` and `x mln euro`.
    let bare = unit.strip_prefix("x ").unwrap_or(&unit);
    Some(match bare {
        "%" if CHANGES.iter().any(|word| title.contains(word)) => "percent-change",
        "%" => "percent",
        "%-punt" | "procentpunt" | "procentpunten" => "percentage-points",
        "aantal" => thing(&title, false),
        "1 000" | "1000" | "1.000" | "duizend" => thing(&title, true),
        "mln" | "miljoen" | "1 000 000" => "million",
        "euro" => "eur",
        "1 000 euro" | "1000 euro" | "duizend euro" => "thousand-eur",
        "mln euro" | "miljoen euro" => "million-eur",
        "euro per inwoner" => "eur-per-inhabitant",
        "per 1 000 inwoners" | "per 1000 inwoners" => "per-thousand-inhabitants",
        "per km2" | "per km²" | "aantal per km2" | "aantal per km²" => "per-square-kilometre",
        "ha" | "hectare" => "hectares",
        "km2" | "km²" => "square-kilometres",
        "km" => "kilometres",
        "ton" => "tonnes",
        "mln ton" => "million-tonnes",
        "jaar" => "years",
        "index" | "indexcijfer" => "index",
        other if is_index(other) => "index",
        _ => return None,
    })
}

/// `2015=100`, with or without spaces.
fn is_index(unit: &str) -> bool {
    let (base, hundred) = unit.split_once('=').unwrap_or((unit, ""));
    hundred.trim() == "100" && base.trim().len() == 4 && base.trim().bytes().all(|b| b.is_ascii_digit())
}

fn thing(title: &str, thousands: bool) -> &'static str {
    let first = THINGS
        .iter()
        .filter_map(|(word, one, thousand)| Some((title.find(word)?, one, thousand)))
        .min_by_key(|(at, ..)| *at);
    let is_count = MEANS.iter().all(|word| !title.contains(word));
    match first.filter(|_| is_count) {
        Some((_, one, _)) if !thousands => one,
        Some((_, _, thousand)) => thousand,
        None if thousands => "thousand",
        None => "number",
    }
}

fn eurostat(code: &str) -> Option<&'static str> {
    Some(match code {
        "NR" => "number",
        "THS" => "thousand",
        "MIO" => "million",
        "PER" => "persons",
        "THS_PER" => "thousand-persons",
        "HH" => "households",
        "EUR" => "eur",
        "THS_EUR" => "thousand-eur",
        "MIO_EUR" | "CP_MEUR" => "million-eur",
        "EUR_HAB" | "CP_EUR_HAB" => "eur-per-inhabitant",
        "MIO_PPS" | "MIO_PPS_EU27_2020" => "million-pps",
        "PPS_HAB" | "PPS_EU27_2020_HAB" | "PPS_HAB_EU27_2020" => "pps-per-inhabitant",
        "EUR_HAB_EU27_2020" => "percent-of-eu",
        "PC" | "PC_ACT" | "PC_POP" | "PC_EMP" | "PC_IND" | "PC_HH" => "percent",
        "PCH_PRE" | "PCH_SM" => "percent-change",
        "P_MHAB" => "per-million-inhabitants",
        "P_THAB" => "per-thousand-inhabitants",
        "PER_KM2" => "per-square-kilometre",
        "YR" => "years",
        "HA" => "hectares",
        "KM2" => "square-kilometres",
        "KM" => "kilometres",
        "T" => "tonnes",
        code if code.starts_with('I') && code.len() == 3 && is_year(code) => "index",
        _ => return None,
    })
}

/// `I15`: 2015 is 100.
fn is_year(code: &str) -> bool {
    code.bytes().skip(1).all(|byte| byte.is_ascii_digit())
}

/// Whether figures of parts add up to that of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Adds {
    /// It is a count or a total.
    Yes,
    /// It is a share, a mean, an index.
    No,
    /// The title and the unit do not tell.
    Unclear,
}

pub(super) fn adds(measure: &PublishedMeasure, unit: &Unit) -> Adds {
    let title = measure.title.to_lowercase();
    let is_mean = measure.is_relative || MEANS.iter().any(|word| title.contains(word));
    match unit.kind {
        _ if is_mean => Adds::No,
        Kind::Percent
        | Kind::PercentagePoints
        | Kind::Rate
        | Kind::Index
        | Kind::Years
        | Kind::Rank
        | Kind::Ratio => Adds::No,
        Kind::Jobs | Kind::Persons | Kind::Households | Kind::Establishments | Kind::Vacancies => Adds::Yes,
        // An income or a price is in euro as well, and one of thousands of euro too.
        Kind::Euro | Kind::Dollar | Kind::Pps if unit.factor < 1_000_000.0 => Adds::Unclear,
        Kind::Euro | Kind::Dollar | Kind::Pps | Kind::Area | Kind::Weight => Adds::Yes,
        Kind::Length | Kind::Count => Adds::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(unit: &str, title: &str) -> PublishedMeasure {
        PublishedMeasure {
            key: "M1".to_owned(),
            title: title.to_owned(),
            unit: unit.to_owned(),
            decimals: None,
            is_relative: false,
            is_text: false,
        }
    }

    #[test]
    fn units_of_cbs_by_what_they_say_and_what_is_counted() {
        // Units and titles as they stand in tables 83582NED, 85678NED, 83474NED and 85039NED.
        for (unit, title, wanted, adds_up) in [
            (
                "x 1 000",
                "Banen van werknemers",
                Some("thousand-jobs"),
                Adds::Yes,
            ),
            ("x 1 000", "Personen", Some("thousand-persons"), Adds::Yes),
            (
                "x 1 000",
                "Particuliere huishoudens",
                Some("thousand"),
                Adds::Unclear,
            ),
            (
                "%",
                "Particuliere huishoudens relatief",
                Some("percent"),
                Adds::No,
            ),
            (
                "aantal",
                "Bevolking aan het begin van de periode",
                Some("persons"),
                Adds::Yes,
            ),
            ("aantal", "Levend geboren kinderen", Some("number"), Adds::Unclear),
            (
                "x 1 000 euro",
                "Gemiddelde WOZ-waarde van woningen",
                Some("thousand-eur"),
                Adds::No,
            ),
            ("aantal", "Gemiddeld aantal inwoners", Some("number"), Adds::No),
            ("%", "Bevolkingsgroei", Some("percent-change"), Adds::No),
            ("2015 = 100", "Prijs", Some("index"), Adds::No),
            ("mln euro", "Bbp", Some("million-eur"), Adds::Yes),
            ("m3", "Aardgas", None, Adds::No),
        ] {
            let measure = measure(unit, title);
            let found = of(Connector::CbsOdata4, &measure);
            assert_eq!(found.map(|unit| unit.id), wanted, "{unit} {title}");
            if let Some(found) = found {
                assert_eq!(adds(&measure, found), adds_up, "{unit} {title}");
            }
        }
    }

    #[test]
    fn every_unit_that_is_written_is_one_of_ours() {
        for (_, one, thousand) in THINGS {
            assert!(Unit::from_id(one).is_some() && Unit::from_id(thousand).is_some());
        }
        for code in ["MIO_EUR", "EUR_HAB", "THS_PER", "PC", "I15", "NR", "CP_MEUR"] {
            assert!(of(Connector::Eurostat, &measure(code, "")).is_some(), "{code}");
        }
        assert_eq!(of(Connector::Eurostat, &measure("GWH", "")), None);
    }
}
