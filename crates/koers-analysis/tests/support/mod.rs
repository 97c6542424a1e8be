//! Series of published examples as text, asked as people ask them, and what comes out.

#![allow(dead_code, reason = "not every file of tests uses all")]

use koers_analysis::analysis::{Asked, analyse};
use koers_analysis::answer::{Answer, Assumption, Item, Standing, Table};
use koers_analysis::say::{Sentence, Slot};
use koers_analysis::{Columns, Fault, Frame, method};
use koers_model::text::Lang;
use koers_table::plain::Plain;

/// A series of `koers-economics/tests/series.tsv`, by its name.
pub fn series(name: &str) -> Vec<f64> {
    let all = include_str!("../../../koers-economics/tests/series.tsv").lines();
    let line = all
        .map(|line| line.split_once('\t').unwrap())
        .find(|line| line.0 == name);
    let values = line.unwrap().1.split(' ');
    values.map(|value| value.parse().unwrap()).collect()
}

/// A table of periods and values.
pub fn csv(values: &[f64], period: impl Fn(usize) -> String) -> String {
    let rows = values.iter().enumerate();
    let rows = rows.map(|(at, value)| format!("{},{value}\n", period(at)));
    format!("period,value\n{}", rows.collect::<String>())
}

/// Years from this one on.
pub fn year(first: usize) -> impl Fn(usize) -> String {
    move |at| (first + at).to_string()
}
/// Quarters from the first of this year on.
pub fn quarter(first: usize) -> impl Fn(usize) -> String {
    move |at| format!("{}-Q{}", first + at / 4, at % 4 + 1)
}
/// Months from the first of this year on.
pub fn month(first: usize) -> impl Fn(usize) -> String {
    move |at| format!("{}-{:02}", first + at / 12, at % 12 + 1)
}

/// Settings, and nothing else.
pub fn asked(settings: &[(&str, &str)]) -> Asked {
    Asked {
        settings: settings
            .iter()
            .map(|(word, value)| ((*word).to_owned(), (*value).to_owned()))
            .collect(),
        ..Asked::default()
    }
}

/// Does a method on a table of one's own.
pub fn ask(id: &str, text: &str, asked: Asked) -> Result<Answer, Fault> {
    let method = method(id)?;
    let plain = Plain::read(text.as_bytes())?;
    let frame = Frame::read(&plain, &Columns::default(), method.roles)?;
    analyse(method, &frame, asked, Vec::new()).map(|analysis| analysis.answer)
}

/// A table of an answer, by its word.
pub fn table<'a>(answer: &'a Answer, id: &str) -> &'a Table {
    answer.tables.iter().find(|table| table.id == id).unwrap()
}

/// The number in a place of a table.
pub fn figure(item: &Item) -> f64 {
    match item {
        Item::Number(number, _) | Item::Signed(number, _) | Item::Percent(number, _) => number.get(),
        Item::Count(count) => *count as f64,
        other => panic!("{other:?}"),
    }
}

/// The numbers of a column.
pub fn column(answer: &Answer, id: &str, key: &str) -> Vec<f64> {
    let table = table(answer, id);
    let at = table.columns.iter().position(|column| column.key == key).unwrap();
    table.rows.iter().map(|row| figure(&row[at])).collect()
}

/// The names of the first column.
pub fn names(answer: &Answer, id: &str) -> Vec<String> {
    let rows = table(answer, id).rows.iter();
    rows.map(|row| match &row[0] {
        Item::Name(name) => name.clone(),
        Item::Word(word, _) => (*word).to_owned(),
        other => panic!("{other:?}"),
    })
    .collect()
}

/// The number of a row of the table `model`.
pub fn model(answer: &Answer, row: &str) -> f64 {
    let at = names(answer, "model")
        .iter()
        .position(|name| name == row)
        .unwrap();
    figure(&table(answer, "model").rows[at][1])
}

/// A slot as it stands.
pub fn slot(slot: &Slot) -> String {
    match slot {
        Slot::Name(name) => name.clone(),
        Slot::Names(names) => names.join(" · "),
        Slot::Words(words) => words.0.to_owned(),
        Slot::Number(number, decimals) => format!("{:.*}", usize::from(*decimals), number.get()),
        Slot::Signed(number, decimals) => format!("{:+.*}", usize::from(*decimals), number.get()),
        Slot::Plain(number) => number.get().to_string(),
        Slot::P(number) => format!("p = {:.3}", number.get()),
        Slot::Percent(number, decimals) => {
            format!("{:.*}%", usize::from(*decimals), 100.0 * number.get())
        }
        Slot::Count(count) => count.to_string(),
        Slot::Text(text) => text.get(Lang::Nl).to_owned(),
        Slot::Day(day) => day.to_string(),
        Slot::Reason(fault) => fault.message(Lang::Nl, self::slot),
        Slot::Undefined => "?".to_owned(),
    }
}

/// A sentence in Dutch.
pub fn dutch(sentence: &Sentence) -> String {
    sentence.written(Lang::Nl, slot)
}

/// What is said, in Dutch, where there is no answer.
pub fn refusal(id: &str, text: &str, settings: &[(&str, &str)]) -> String {
    let fault = ask(id, text, asked(settings)).unwrap_err();
    fault.message(Lang::Nl, slot)
}

/// Whether an assumption holds, by how it begins in Dutch.
pub fn standing(answer: &Answer, beginning: &str) -> Standing {
    let mut all = answer.assumptions.iter();
    all.find(|one: &&Assumption| one.what.0.starts_with(beginning))
        .unwrap()
        .standing
}

/// Stops where a number is further from what was published than the margin.
pub fn close(found: f64, published: f64, margin: f64) {
    assert!(
        (found - published).abs() <= margin,
        "{found}, and not {published}"
    );
}
