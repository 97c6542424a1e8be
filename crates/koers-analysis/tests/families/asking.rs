//! Asks a method on a table that is written here.

use koers_analysis::analysis::{Analysis, Asked, analyse};
use koers_analysis::answer::{Item, Standing, Table};
use koers_analysis::say::Slot;
use koers_analysis::{Columns, Fault, Frame, method};
use koers_model::text::Lang;
use koers_table::plain::Plain;

/// Asks a method: settings and options as `word=value`, of which `wide`, `region`, `from` and `to` are options, and `column:role` names a column.
pub fn try_ask(id: &str, csv: &str, said: &[&str]) -> Result<Analysis, Fault> {
    let (mut asked, mut columns) = (Asked::default(), Columns::default());
    for pair in said {
        let (word, value) = pair.split_once('=').unwrap();
        match word {
            "wide" => columns.wide = Some(value.to_owned()),
            "region" => asked.region = Some(value.to_owned()),
            "from" => asked.from = Some(value.to_owned()),
            "to" => asked.to = Some(value.to_owned()),
            _ => match word.strip_prefix("column:") {
                Some(role) => columns.roles.push((role.to_owned(), value.to_owned())),
                None => asked.settings.push((word.to_owned(), value.to_owned())),
            },
        }
    }
    let method = method(id)?;
    let frame = Frame::read(&Plain::read(csv.as_bytes()).unwrap(), &columns, method.roles)?;
    analyse(method, &frame, asked, Vec::new())
}

pub fn ask(id: &str, csv: &str, said: &[&str]) -> Analysis {
    match try_ask(id, csv, said) {
        Ok(analysis) => {
            whole(&analysis);
            analysis
        }
        Err(fault) => panic!("{id}: {}", told(&fault, Lang::En)),
    }
}

/// Every sentence has its places filled, in both languages, and every row an item for each column.
fn whole(analysis: &Analysis) {
    let answer = &analysis.answer;
    let found = answer.assumptions.iter().filter_map(|one| one.found.as_ref());
    for sentence in answer.sentences.iter().chain(&answer.left_out).chain(found) {
        let [nl, en] = [Lang::Nl, Lang::En].map(|lang| sentence.written(lang, |one| slot(one, lang)));
        for text in [&nl, &en] {
            assert!(!text.contains(['{', '}']) && text.ends_with('.'), "{text:?}");
        }
        assert_ne!(nl, en);
        for at in 0..sentence.slots.len() {
            let place = format!("{{{at}}}");
            assert!(
                sentence.form.0.contains(&place) && sentence.form.1.contains(&place),
                "{sentence:?}"
            );
        }
    }
    assert!(!answer.sentences.is_empty());
    for table in &answer.tables {
        let mut keys: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
        assert!(
            table.rows.iter().all(|row| row.len() == keys.len()),
            "{}",
            table.id
        );
        keys.sort_unstable();
        assert!(
            keys.windows(2).all(|pair| pair[0] != pair[1]),
            "{}: {keys:?}",
            table.id
        );
    }
}

/// Why there is no answer, in both languages.
pub fn refused(id: &str, csv: &str, said: &[&str]) -> [String; 2] {
    let fault = try_ask(id, csv, said).unwrap_err();
    [told(&fault, Lang::Nl), told(&fault, Lang::En)]
}

/// Refused with these names, in both languages, and with other words in each.
pub fn refused_with(id: &str, csv: &str, said: &[&str], names: &[&str]) {
    let messages = refused(id, csv, said);
    for message in &messages {
        for name in names {
            assert!(message.contains(name), "{id}: {message:?} lacks {name:?}");
        }
        assert!(!message.contains('{'), "{id}: {message:?}");
    }
    assert_ne!(messages[0], messages[1]);
}

fn slot(slot: &Slot, lang: Lang) -> String {
    match slot {
        Slot::Name(name) => name.clone(),
        Slot::Names(names) => names.join(", "),
        Slot::Words(words) => words.get(lang).to_owned(),
        Slot::Number(value, decimals) => format!("{:.*}", usize::from(*decimals), value.get()),
        Slot::Signed(value, decimals) => format!("{:+.*}", usize::from(*decimals), value.get()),
        Slot::Plain(number) => number.get().to_string(),
        Slot::P(number) => format!("p = {:.3}", number.get()),
        Slot::Percent(part, decimals) => format!("{:.*}%", usize::from(*decimals), 100.0 * part.get()),
        Slot::Count(count) => count.to_string(),
        Slot::Text(text) => text.get(lang).to_owned(),
        Slot::Day(day) => day.to_string(),
        Slot::Reason(fault) => told(fault, lang),
        Slot::Undefined => "?".to_owned(),
    }
}

fn told(fault: &Fault, lang: Lang) -> String {
    fault.message(lang, |one| slot(one, lang))
}

/// The sentences of an answer.
pub fn said(analysis: &Analysis, lang: Lang) -> String {
    let lines = analysis
        .answer
        .sentences
        .iter()
        .map(|one| one.written(lang, |one| slot(one, lang)));
    lines.collect::<Vec<_>>().join("\n")
}

/// How each assumption stands, in order.
pub fn standings(analysis: &Analysis) -> Vec<Standing> {
    analysis
        .answer
        .assumptions
        .iter()
        .map(|one| one.standing)
        .collect()
}

fn table<'a>(analysis: &'a Analysis, id: &str) -> &'a Table {
    let tables = &analysis.answer.tables;
    tables
        .iter()
        .find(|table| table.id == id)
        .unwrap_or_else(|| panic!("no table {id}"))
}

/// What an item holds, for a test: a name or a word as text.
fn text(item: &Item) -> String {
    match item {
        Item::Name(name) => name.clone(),
        Item::Word(word, _) => (*word).to_owned(),
        Item::Count(count) => count.to_string(),
        Item::YesNo(yes) => yes.to_string(),
        _ => String::new(),
    }
}

fn number(item: &Item) -> Option<f64> {
    match item {
        Item::Number(value, _) | Item::Signed(value, _) | Item::Percent(value, _) => Some(value.get()),
        Item::Count(count) => Some(*count as f64),
        _ => None,
    }
}

fn at(table: &Table, key: &str) -> usize {
    let found = table.columns.iter().position(|column| column.key == key);
    found.unwrap_or_else(|| panic!("{}: no column {key}", table.id))
}

/// The numbers of a column, in the rows whose names and words begin with `names`.
pub fn column(analysis: &Analysis, id: &str, names: &[&str], key: &str) -> Vec<f64> {
    let table = table(analysis, id);
    let place = at(table, key);
    for row in &table.rows {
        assert_eq!(
            row.len(),
            table.columns.len(),
            "{id}: a row has another number of items than there are columns"
        );
    }
    let fits = |row: &&Vec<Item>| {
        names
            .iter()
            .zip(row.iter())
            .all(|(name, item)| text(item) == *name)
    };
    table
        .rows
        .iter()
        .filter(fits)
        .filter_map(|row| number(&row[place]))
        .collect()
}

/// The one number of a column in the row that begins with `names`.
pub fn value(analysis: &Analysis, id: &str, names: &[&str], key: &str) -> f64 {
    let found = column(analysis, id, names, key);
    assert_eq!(found.len(), 1, "{id} {names:?} {key}: {found:?}");
    found[0]
}

/// The names and words of a column.
pub fn words(analysis: &Analysis, id: &str, key: &str) -> Vec<String> {
    let table = table(analysis, id);
    let place = at(table, key);
    table.rows.iter().map(|row| text(&row[place])).collect()
}

/// Numbers as they were printed: each within half of the last digit.
pub fn alike(found: &[f64], printed: &[f64], half_digit: f64) {
    assert_eq!(found.len(), printed.len(), "{found:?} is not {printed:?}");
    for (a, b) in found.iter().zip(printed) {
        assert!((a - b).abs() <= half_digit, "{found:?} is not {printed:?}");
    }
}
