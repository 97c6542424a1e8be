//! Values and observations: what the API says is what the readings and the cubes say, in every form.

use crate::asking::{get, json, text};
use crate::site::site;
use koers_run::publish;
use serde_json::Value;

fn rows(csv: &str) -> Vec<Vec<&str>> {
    // Good enough for rows without quotes, which is what the tests below ask for.
    csv.lines().map(|line| line.split(',').collect()).collect()
}

#[test]
fn values_of_an_indicator() {
    let list = json("/indicatoren/banen/waarden?regio=PV22,NL01&periodeVan=2015&periodeTot=2019");
    // Of the country the figure of 2019 is absent, and those before it are withheld.
    assert_eq!(list["totaal"], 9);
    let of = |region: &str, period: &str| -> Value {
        let items = list["items"].as_array().unwrap().iter();
        let mut found = items.filter(|item| item["regio"] == region && item["periode"] == period);
        found.next().unwrap().clone()
    };
    // The figure that the report shows and that `koers explain` leads back to the table of CBS.
    let drenthe = of("PV22", "2019");
    assert_eq!(drenthe["waarde"], 205.1);
    assert_eq!(drenthe["naam"], "Drenthe");
    assert_eq!(drenthe.get("status"), None);
    let country = of("NL01", "2018");
    assert!(country["waarde"].is_null());
    assert_eq!(country["status"], "suppressed");
}

#[test]
fn all_forms_hold_the_same_values() {
    let question = "?regio=PV22&periodeVan=2016&periodeTot=2020";
    let list = json(&format!("/indicatoren/banen/waarden{question}"));
    let items = list["items"].as_array().unwrap();

    let csv = text(&get(&format!("/indicatoren/banen/waarden.csv{question}")));
    let rows = rows(&csv);
    let column = |name: &str| rows[0].iter().position(|head| *head == name).unwrap();
    let (period, value) = (column("period"), column("value"));
    assert_eq!(rows.len(), items.len() + 1);
    for (item, row) in items.iter().zip(&rows[1..]) {
        assert_eq!(item["periode"], row[period]);
        let number = item["waarde"].as_f64().map(|number| number.to_string());
        assert_eq!(number.unwrap_or_default(), row[value]);
    }

    let stat: Value =
        serde_json::from_slice(&get(&format!("/indicatoren/banen/waarden.jsonstat{question}")).body).unwrap();
    assert_eq!(
        (&stat["version"], &stat["class"]),
        (&"2.0".into(), &"dataset".into())
    );
    let values: Vec<f64> = match &stat["value"] {
        Value::Array(values) => values.iter().filter_map(Value::as_f64).collect(),
        Value::Object(values) => values.values().filter_map(Value::as_f64).collect(),
        other => panic!("{other}"),
    };
    assert_eq!(values.len(), items.len());
    assert_eq!(
        stat["href"],
        format!("http://koers.test/api/v1/indicatoren/banen/waarden.jsonstat{question}")
    );

    let parquet = get(&format!("/indicatoren/banen/waarden.parquet{question}"));
    assert!(parquet.body.starts_with(b"PAR1") && parquet.body.ends_with(b"PAR1"));
}

#[test]
fn kinds_of_regions_and_codes_go_together() {
    let list = json("/indicatoren/banen/waarden?soort=province&regio=NL01&periodeVan=2018&periodeTot=2018");
    assert_eq!(list["totaal"], 13);
}

#[test]
fn figures_as_they_were_known() {
    let then =
        json("/indicatoren/brp/waarden?regio=PV22&periodeVan=2020&periodeTot=2020&bekendOp=2022-12-31");
    let now = json("/indicatoren/brp/waarden?regio=PV22&periodeVan=2020&periodeTot=2020");
    let as_of = Some(jiff::civil::date(2022, 12, 31));
    let table = publish::readings(site(), "brp", as_of, None).unwrap();
    let known = table
        .rows(koers_model::text::Lang::Nl)
        .find(|row| row.region.as_str() == "PV22" && row.period.to_string() == "2020")
        .unwrap();
    assert_eq!(
        then["items"][0]["waarde"].as_f64(),
        known.cell.number().map(|number| number.get())
    );
    assert_ne!(then["items"][0]["waarde"], now["items"][0]["waarde"]);
}

#[test]
fn every_indicator_answers_or_says_why_not() {
    for indicator in site().definitions().unwrap().indicators.keys() {
        for resource in ["waarden", "herkomst"] {
            let answer = get(&format!("/indicatoren/{indicator}/{resource}"));
            assert!(
                matches!(answer.status, 200 | 404),
                "{indicator}: {}",
                text(&answer)
            );
        }
    }
}

#[test]
fn a_value_leads_back_to_the_published_cells() {
    let trace = json("/indicatoren/banen/herkomst?regio=PV22&periode=2019");
    assert_eq!(trace["koers_explain"], 1);
    assert_eq!(trace["figure"]["value"], 205.1);
    assert_eq!(trace["trace"]["step"], "computed");
    let last = json("/indicatoren/banen/herkomst?regio=PV22&op=2018-12-31");
    assert_eq!(last["figure"]["period"], "2018");
}

#[test]
fn the_catalogue_with_its_snapshots() {
    let one = json("/gegevenssets/eurostat-nama-10r-3gdp");
    let snapshots = json("/gegevenssets/eurostat-nama-10r-3gdp/momentopnamen");
    assert_eq!(one["aantalMomentopnamen"], snapshots["totaal"]);
    assert_eq!(snapshots["totaal"], 2);
    let counting: Vec<&Value> = snapshots["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|snapshot| snapshot["teltNu"] == true)
        .collect();
    assert_eq!(counting, [&one["momentopname"]]);
    assert!(one["indicatoren"].as_array().unwrap().contains(&"brp".into()));
    assert_eq!(one["metingen"].as_array().unwrap().len(), 4);
    let all = json("/gegevenssets");
    assert!(all["items"].as_array().unwrap().contains(&one));
}

#[test]
fn observations_of_a_part_of_a_table() {
    let list = json(
        "/gegevenssets/cbs-83582ned/waarnemingen?meting=jobs&uitsplitsing=sector:BE,sector:A&regio=CR07&periodeVan=2019&periodeTot=2019",
    );
    let items = list["items"].as_array().unwrap();
    let sectors: Vec<&str> = items
        .iter()
        .map(|item| item["uitsplitsing"]["sector"].as_str().unwrap())
        .collect();
    assert_eq!(sectors, ["A", "BE"]);
    for item in items {
        assert_eq!(
            (&item["meting"], &item["regio"]),
            (&"jobs".into(), &"CR07".into())
        );
        assert!(item["waarde"].is_number() && item["plaats"].is_number());
    }
}

#[test]
fn what_is_missing_says_why_and_is_never_nought() {
    for dataset in site().definitions().unwrap().datasets.keys() {
        let list = json(&format!(
            "/gegevenssets/{dataset}/waarnemingen?paginaGrootte=1000"
        ));
        for item in list["items"].as_array().unwrap() {
            assert_eq!(item["waarde"].is_null(), item["status"].is_string(), "{item}");
        }
    }
}
