//! People by age and sex, laid out from data sets, held against the same figures as a table of one's own. All figures are made up.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

mod drenthe;
mod numbers;

use koers_model::text::Lang;
use koers_run::analysis::{
    Analysis, Asked, Columns, Fault, NoAnalysis, fitting, method, of_workspace, on_own_table,
};
use koers_run::workspace;
use koers_run::world::World;
use numbers::numbers;
use std::fmt::Write as _;

const HEAD: &str = "publisher: Voorbeeldbureau
table: P
licence: CC0-1.0
attribution: {nl: \"Bron: Voorbeeldbureau\"}
frequency: year
columns:
  - {column: region, role: region, codes: cbs}
  - {column: period, role: period}
  - {column: leeftijd, role: category, title: {nl: Leeftijd}}
";
const AGES: [(&str, &str); 3] = [("l0", "0-14"), ("l15", "15-29"), ("l30", "30+")];
const SEXES: [(&str, &str); 2] = [("M", "mannen"), ("V", "vrouwen")];

/// What is known of an age and sex in a year: people, deaths for each person-year, the share that takes part.
fn figures(area: usize, year: usize, age: usize, sex: usize) -> [f64; 3] {
    let people =
        1000.0 * (area + 1) as f64 + 70.0 * age as f64 + 13.0 * sex as f64 + 5.0 * (year % 10) as f64;
    let mortality = [0.001, 0.002, 0.03][age] - 0.0001 * sex as f64;
    let part = [0.0, 0.8, 0.6][age] + 0.01 * sex as f64 + 0.002 * (year % 10) as f64;
    [people, mortality, part]
}

fn births(area: usize, age: usize) -> f64 {
    [0.0, 0.05, 0.04][age] * (1.0 + 0.02 * area as f64)
}

fn files() -> Vec<(&'static str, String)> {
    let mut people = "region,period,leeftijd,geslacht,measure,value\n".to_owned();
    let mut fertility = "region,period,leeftijd,value\n".to_owned();
    for (area, code) in ["CR07", "CR08"].into_iter().enumerate() {
        for year in [2010, 2020] {
            for (at, (age, _)) in AGES.iter().enumerate() {
                for (which, (sex, _)) in SEXES.iter().enumerate() {
                    let found = figures(area, year, at, which);
                    for (measure, value) in ["people", "mortality", "part"].into_iter().zip(found) {
                        writeln!(people, "{code},{year},{age},{sex},{measure},{value:.4}").unwrap();
                    }
                }
                writeln!(fertility, "{code},{year},{age},{:.4}", births(area, at)).unwrap();
            }
        }
    }
    let catalogue = format!(
        "dataset: mensen\ntitle: {{nl: Mensen}}\n{HEAD}  - {{column: geslacht, role: category, title: {{nl: Geslacht}}}}
  - {{column: measure, role: measure}}\n  - {{column: value, role: value}}\nmeasures:
  people: {{title: {{nl: Inwoners}}, unit: persons, additive: true}}
  mortality: {{title: {{nl: Sterfte}}, unit: ratio, additive: false}}
  part: {{title: {{nl: Deelname}}, unit: ratio, additive: false}}\n"
    );
    let births = format!(
        "dataset: geboorten\ntitle: {{nl: Geboorten}}\n{HEAD}  - {{column: value, role: value, measure: births}}\nmeasures:
  births: {{title: {{nl: Geboorten per vrouw}}, unit: ratio, additive: false}}\n"
    );
    let mut breakdowns = "ages:\n  dimension: leeftijd\n  names:\n".to_owned();
    for (code, name) in AGES {
        writeln!(breakdowns, "    {code}: {{nl: \"{name}\", en: \"{name}\"}}").unwrap();
    }
    breakdowns.push_str(
        "sexes:\n  dimension: geslacht\n  names: {M: {nl: mannen, en: men}, V: {nl: vrouwen, en: women}}\n",
    );
    let laid = |id: &str, series: &str| {
        format!(
            "koers: 1\nanalysis: {id}\ntitle: {{nl: Mensen}}\nregions: [corop]\nseries:\n{series}{breakdowns}"
        )
    };
    vec![
        ("catalogue/mensen.yaml", catalogue),
        ("catalogue/geboorten.yaml", births),
        ("published/mensen.csv", people),
        ("published/geboorten.csv", fertility),
        (
            "analyses/bevolking.yaml",
            laid(
                "bevolking",
                "  - {role: population, of: {dataset: mensen, measure: people}}
  - {role: mortality, of: {dataset: mensen, measure: mortality}}
  - {role: fertility, of: {dataset: geboorten, measure: births}, sex: V}\n",
            ),
        ),
        (
            "analyses/deelname.yaml",
            laid(
                "deelname",
                "  - {role: population, of: {dataset: mensen, measure: people}}
  - {role: participation, of: {dataset: mensen, measure: part}}\n",
            ),
        ),
        (
            "analyses/aantal.yaml",
            laid(
                "aantal",
                "  - {role: value, of: {dataset: mensen, measure: people}}\n",
            ),
        ),
    ]
}

/// The same figures as one table, in which a cell that belongs to nobody is empty.
fn table() -> String {
    let mut out = "region,period,sex,age,population,mortality,participation,fertility\n".to_owned();
    for (area, name) in ["Noord-Drenthe", "Zuidoost-Drenthe"].into_iter().enumerate() {
        for year in [2010, 2020] {
            for (at, (_, age)) in AGES.iter().enumerate() {
                for (which, (_, sex)) in SEXES.iter().enumerate() {
                    let [people, mortality, part] = figures(area, year, at, which);
                    let births = match which {
                        1 => format!("{:.4}", births(area, at)),
                        _ => String::new(),
                    };
                    writeln!(
                        out,
                        "{name},{year},{sex},{age},{people:.4},{mortality:.4},{part:.4},{births}"
                    )
                    .unwrap();
                }
            }
        }
    }
    out
}

fn laid(world: &dyn World, id: &str, figures: &str, asked: Asked) -> Result<Analysis, Fault> {
    let workspace = workspace::read(world, Lang::Nl).unwrap();
    match of_workspace(
        world,
        &workspace,
        method(id).unwrap(),
        Some(figures),
        asked,
        (None, Lang::Nl),
    ) {
        Ok(analysis) => Ok(analysis),
        Err(NoAnalysis::Fault(fault)) => Err(fault),
        Err(NoAnalysis::Run(error)) => panic!("{error}"),
    }
}

fn asked(region: &str, set: &[(&str, &str)]) -> Asked {
    let pair = |(word, value): &(&str, &str)| ((*word).to_owned(), (*value).to_owned());
    Asked {
        region: Some(region.to_owned()),
        settings: set.iter().map(pair).collect(),
        ..Asked::default()
    }
}

fn world() -> impl World {
    let files = files();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    drenthe::world_with(&files)
}

#[test]
fn people_laid_out_are_as_a_table_of_ones_own() {
    let world = world();
    let own = table();
    for (id, figures, set) in [
        ("cohort-component", "bevolking", &[("steps", "3")][..]),
        ("labour-supply", "deelname", &[][..]),
        ("labour-supply", "deelname", &[("scenario", "constant")][..]),
    ] {
        let found = laid(&world, id, figures, asked("CR07", set)).unwrap();
        let columns = Columns::default();
        let other = on_own_table(
            method(id).unwrap(),
            ("t.csv", own.as_bytes()),
            &columns,
            asked("Noord-Drenthe", set),
        )
        .unwrap();
        assert_eq!(found.answer.tables.len(), other.answer.tables.len(), "{id}");
        for (one, other) in found.answer.tables.iter().zip(&other.answer.tables) {
            let (one, other) = (numbers(one), numbers(other));
            assert!(!one.is_empty() && one.len() == other.len(), "{id}");
            for (one, other) in one.iter().zip(&other) {
                assert!(
                    (one - other).abs() <= 1e-9 * one.abs().max(1.0),
                    "{id}: {one} {other}"
                );
            }
        }
    }
}

#[test]
fn sexes_are_added_up_where_a_method_does_not_tell_them_apart() {
    let world = world();
    let found = laid(&world, "replacement-demand", "aantal", asked("CR08", &[])).unwrap();
    // In 2010 those of 30 and over in South-East Drenthe are 2,140 men and 2,153 women.
    let first = numbers(&found.answer.tables[0]);
    assert!(
        first.iter().any(|number| (number - 4293.0).abs() < 1e-9),
        "{first:?}"
    );
    // Rates do not add up.
    let workspace = workspace::read(&world, Lang::Nl).unwrap();
    let definitions = workspace.definitions().unwrap();
    let fits = |id: &str, figures: &str| {
        fitting(
            definitions,
            method(id).unwrap(),
            definitions.analyses.get(figures).unwrap(),
        )
    };
    assert!(fits("cohort-component", "bevolking") && fits("replacement-demand", "aantal"));
    // A method that knows no ages would take each of them for another figure of the same thing.
    assert!(!fits("naive", "aantal") && !fits("gini", "aantal") && !fits("cohort-component", "aantal"));
}
