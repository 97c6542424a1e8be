//! The row of the catalogue.

use super::unit::{Adds, adds};
use super::yaml::{list, quoted, remark, title, word};
use super::{Plan, caution};
use koers_model::dataset::RegionCodes;
use koers_model::provider::Connector;
use koers_model::published::{Axis, PublishedDimension, PublishedMeasure, Publisher};
use koers_model::text::Lang;

/// So many codes of a dimension stand beside its column.
const MOST_CODES: usize = 30;
/// So many measures, or regions, that were left out are named.
const MOST_LEFT_OUT: usize = 40;
/// The longest address that a key of Eurostat may make.
const LONGEST_ADDRESS: usize = 1800;
/// The column in which OData v4 names the measure.
const MEASURE: &str = "Measure";

/// What is asked and kept.
struct Asked {
    address: String,
    filter: Option<String>,
    keep: Vec<(String, Vec<String>)>,
}

pub(super) fn text(plan: &Plan<'_>) -> String {
    let table = plan.table;
    let lang = plan.around.lang;
    let asked = asked(plan);
    let mut out = head(plan);
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("dataset: {}", plan.dataset));
    line(format!("title: {}", title(table.publisher, &table.title)));
    line(format!("publisher: {}", table.publisher.name()));
    line(format!("table: {}", word(&table.table)));
    line(format!("licence: {}", licence(plan)));
    let (nl, en) = (
        format!("Bron: {}, tabel {}", table.publisher.name(), table.table),
        format!("Source: {}, table {}", table.publisher.name(), table.table),
    );
    line(format!(
        "attribution: {{nl: {}, en: {}}}",
        quoted(&nl),
        quoted(&en)
    ));
    line(format!("url: {}", quoted(&page(plan))));
    line("from:".to_owned());
    line(format!("  connector: {}", table.connector.word()));
    line(format!("  address: {}", quoted(&asked.address)));
    if let Some(filter) = &asked.filter {
        line(format!("  filter: {}", quoted(filter)));
    }
    line(format!("frequency: {}", plan.frequency.word()));
    line("columns:".to_owned());
    out.push_str(&columns(plan, &asked));
    out.push_str("measures:\n");
    for (measure, unit) in &plan.measures {
        let Some(unit) = unit else { continue };
        let adds = adds(measure, unit);
        if adds == Adds::Unclear {
            out.push_str(&remark("  ", &caution(
                lang,
                "de beschrijving zegt niet of dit cijfer van delen (gemeenten) op te tellen is tot dat van het geheel (provincie). Is dat zo, schrijf dan additive: true",
                "the description does not say whether figures of parts (municipalities) add up to that of the whole (province). If they do, write additive: true",
            )));
        }
        out.push_str(&format!(
            "  {}: {{title: {}, unit: {}, additive: {}}}   # {}\n",
            word(&measure.key),
            title(table.publisher, &measure.title),
            unit.id,
            adds == Adds::Yes,
            as_published(measure, table.publisher, lang),
        ));
    }
    out.push_str(&left_out(plan));
    if !asked.keep.is_empty() {
        out.push_str("keep:\n");
        for (column, codes) in &asked.keep {
            out.push_str(&format!("  {}: {}\n", word(column), list("    ", codes)));
        }
    }
    out
}

/// What a reader should know before anything else.
fn head(plan: &Plan<'_>) -> String {
    let (table, lang, today) = (plan.table, plan.around.lang, plan.around.today);
    let name = format!("{}/{}", table.publisher.word(), table.table);
    let made = match lang {
        Lang::Nl => format!(
            "Gemaakt met `koers add {name}` op {today}, uit wat {} van de tabel zegt. Kijk na wat achter LET OP staat; de rest mag u ook wijzigen.",
            table.publisher.name()
        ),
        Lang::En => format!(
            "Made with `koers add {name}` on {today}, from what {} says of the table. Look at what stands behind NOTE; you may change the rest too.",
            table.publisher.name()
        ),
    };
    let mut out = remark("", &made);
    if !table.summary.is_empty() {
        out.push_str(&remark("", &table.summary));
    }
    match table.publisher {
        Publisher::Cbs => out.push_str(&remark("", &caution(
            lang,
            "het CBS beschrijft deze tabel in het Nederlands. Schrijf bij de titels een Engelse naam (en: …), of noem in koers.yaml alleen nl bij languages",
            "CBS describes this table in Dutch. Write an English name beside the titles (en: …), or name only nl under languages in koers.yaml",
        ))),
        Publisher::Eurostat => out.push_str(&remark("", &caution(
            lang,
            "Eurostat beschrijft deze tabel in het Engels. Vertaal de titels achter nl:",
            "Eurostat describes this table in English. Translate the titles behind nl:",
        ))),
    }
    if table.is_stopped {
        out.push_str(&remark(
            "",
            &caution(
                lang,
                "de uitgever houdt deze tabel niet meer bij; zoek of er een opvolger is",
                "the publisher no longer keeps this table up; see whether another one follows it",
            ),
        ));
    }
    let unknown = &plan.choice.unknown;
    if !unknown.is_empty() && plan.filter.is_none() {
        let some: Vec<&str> = unknown.iter().take(MOST_LEFT_OUT).map(String::as_str).collect();
        let more = match unknown.len() > some.len() {
            true => ", …",
            false => "",
        };
        let codes = format!("{}{more}", some.join(", "));
        let count = unknown.len();
        out.push_str(&remark("", &caution(
            lang,
            &format!("{count} gebieden van de tabel staan niet in regions/regions.csv en worden niet gevraagd of bewaard: {codes}"),
            &format!("{count} regions of the table are not in regions/regions.csv and are not asked for or kept: {codes}"),
        )));
    }
    if !plan.others.is_empty() {
        let others: Vec<&str> = plan.others.iter().map(|other| other.word()).collect();
        let others = others.join(", ");
        out.push_str(&remark("", &match lang {
            Lang::Nl => format!("De tabel heeft ook andere perioden ({others}); die komen niet mee. Wilt u die, kies dan een andere `frequency`."),
            Lang::En => format!("The table has other periods too ({others}); they are left out. To have those, choose another `frequency`."),
        }));
    }
    out
}

/// What is asked of the publisher, and what is kept of what comes.
fn asked(plan: &Plan<'_>) -> Asked {
    let table = plan.table;
    let known = plan.measures.iter().filter(|(_, unit)| unit.is_some());
    let known: Vec<String> = known.map(|(measure, _)| measure.key.clone()).collect();
    let all = known.len() == plan.measures.len();
    let mut keep = Vec::new();
    let regions = (plan.region.name.clone(), plan.choice.known.clone());
    if table.connector == Connector::Eurostat {
        let with = |regions: &[String]| {
            let part = |dimension: &PublishedDimension| match dimension.axis {
                Axis::Measure if !all => known.join("+"),
                Axis::Region if dimension.name == plan.region.name => regions.join("+"),
                Axis::Category if dimension.name == "freq" => frequency_code(plan).to_owned(),
                _ => String::new(),
            };
            let axes = table.dimensions.iter().filter(|one| one.axis != Axis::Period);
            let key: Vec<String> = axes.map(part).collect();
            format!("{}/{}", table.address, key.join("."))
        };
        let some = match plan.choice.keeps {
            true => plan.choice.known.as_slice(),
            false => &[],
        };
        let mut address = with(some);
        if address.len() > LONGEST_ADDRESS {
            address = with(&[]);
            keep.push(regions);
        }
        return Asked {
            address,
            filter: None,
            keep,
        };
    }
    let filter = plan.filter.clone().or_else(|| plan.choice.filter.clone());
    if plan.choice.keeps && plan.filter.is_none() {
        keep.push(regions);
    }
    if table.connector == Connector::CbsOdata4 && !all {
        keep.push((MEASURE.to_owned(), known));
    }
    Asked {
        address: table.address.to_string(),
        filter,
        keep,
    }
}

fn frequency_code(plan: &Plan<'_>) -> &'static str {
    use koers_model::period::Frequency as F;
    match plan.frequency {
        F::Year | F::SchoolYear => "A",
        F::HalfYear => "S",
        F::Quarter => "Q",
        F::Month => "M",
        F::Week => "W",
        F::Day => "D",
    }
}

fn columns(plan: &Plan<'_>, asked: &Asked) -> String {
    let table = plan.table;
    let lang = plan.around.lang;
    let mut out = String::new();
    for dimension in &table.dimensions {
        let name = word(&dimension.name);
        if dimension.name == plan.region.name {
            let codes = match plan.codes {
                RegionCodes::Cbs => "cbs",
                RegionCodes::Nuts => "nuts",
            };
            out.push_str(&format!("  - {{column: {name}, role: region, codes: {codes}}}\n"));
        } else if dimension.name == plan.period.name {
            // SDMX has a column of its own for the period, whatever the description calls it.
            if table.connector != Connector::Eurostat {
                out.push_str(&format!("  - {{column: {name}, role: period}}\n"));
            }
        } else if dimension.axis == Axis::Measure {
            out.push_str(&format!("  - {{column: {name}, role: measure}}\n"));
        } else if table.connector == Connector::Eurostat && dimension.name == "freq" {
            let code = quoted(frequency_code(plan));
            out.push_str(&format!("  - {{column: {name}, role: fixed, value: {code}}}\n"));
        } else {
            let title = title(table.publisher, &dimension.title);
            out.push_str(&format!(
                "  - {{column: {name}, role: category, title: {title}}}\n"
            ));
            out.push_str(&remark("    ", &codes(dimension, lang)));
        }
    }
    if asked.keep.iter().any(|(column, _)| column == MEASURE) {
        out.push_str(&format!("  - {{column: {MEASURE}, role: measure}}\n"));
    }
    if table.connector == Connector::CbsOdata3 {
        for (measure, unit) in &plan.measures {
            let key = word(&measure.key);
            out.push_str(&match unit {
                Some(_) => format!("  - {{column: {key}, role: value, measure: {key}}}\n"),
                None => format!("  - {{column: {key}, role: ignore}}\n"),
            });
        }
    }
    out
}

/// The codes of a dimension with what people read.
fn codes(dimension: &PublishedDimension, lang: Lang) -> String {
    let some = dimension.codes.iter().take(MOST_CODES);
    let some: Vec<String> = some.map(|code| format!("{} {}", code.code, code.title)).collect();
    let left = dimension.codes.len().saturating_sub(some.len());
    let more = match left {
        0 => String::new(),
        left => format!(
            "; {} {left} {}",
            lang.pick("en nog", "and"),
            lang.pick("codes", "more")
        ),
    };
    format!("{}{more}", some.join("; "))
}

/// What the publisher says of a measure: its unit and decimals.
fn as_published(measure: &PublishedMeasure, publisher: Publisher, lang: Lang) -> String {
    let unit = match measure.unit.is_empty() {
        true => lang.pick("geen eenheid", "no unit").to_owned(),
        false => measure.unit.clone(),
    };
    let decimals = measure.decimals.map_or_else(String::new, |count| {
        let word = match count {
            1 => lang.pick("decimaal", "decimal"),
            _ => lang.pick("decimalen", "decimals"),
        };
        format!("; {count} {word}")
    });
    format!("{}: {unit}{decimals}", publisher.name())
}

/// Measures whose unit is none of ours.
fn left_out(plan: &Plan<'_>) -> String {
    let lang = plan.around.lang;
    let left: Vec<_> = plan
        .measures
        .iter()
        .filter_map(|(measure, unit)| unit.is_none().then_some(*measure))
        .collect();
    if left.is_empty() {
        return String::new();
    }
    let mut out = remark(
        "  ",
        &caution(
            lang,
            "deze maten komen niet mee, omdat Koers hun eenheid niet kent of omdat het teksten zijn. Wilt u er een bij, gebruik dan `koers add` met --unit MAAT=EENHEID",
            "these measures are left out, because Koers does not know their unit or because they are texts. To have one, use `koers add` with --unit MEASURE=UNIT",
        ),
    );
    for measure in left.iter().take(MOST_LEFT_OUT) {
        out.push_str(&format!(
            "  #   {}: {} ({})\n",
            measure.key,
            measure.title,
            as_published(measure, plan.table.publisher, lang)
        ));
    }
    if left.len() > MOST_LEFT_OUT {
        out.push_str(&format!(
            "  #   {} {}\n",
            lang.pick("en nog", "and more:"),
            left.len() - MOST_LEFT_OUT
        ));
    }
    out
}

fn licence(plan: &Plan<'_>) -> String {
    match (plan.table.publisher, plan.table.licence.as_deref()) {
        (Publisher::Eurostat, None) => quoted("Eurostat reuse policy (reuse allowed with the source named)"),
        // What CBS says of its open data as a whole holds where the table itself says nothing.
        (Publisher::Cbs, None) => "CC-BY-4.0".to_owned(),
        (_, Some(said)) if said.contains("creativecommons.org/licenses/by/4.0") => "CC-BY-4.0".to_owned(),
        (_, Some(said)) if said.contains("creativecommons.org/publicdomain/zero/1.0") => "CC0-1.0".to_owned(),
        (_, Some(said)) => quoted(said),
    }
}

/// Where people find the table.
fn page(plan: &Plan<'_>) -> String {
    let id = &plan.table.table;
    match plan.table.publisher {
        Publisher::Cbs => format!("https://opendata.cbs.nl/statline/#/CBS/nl/dataset/{id}"),
        Publisher::Eurostat => format!("https://ec.europa.eu/eurostat/databrowser/view/{id}"),
    }
}
