//! Methods as people ask for them: what was published comes out, by name; what is wrong is named.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at once"
)]

mod evaluation;
mod every;
mod faults;
mod growth;
mod structure;

use koers_analysis::analysis::{Analysis, Asked, analyse};
use koers_analysis::answer::Item;
use koers_analysis::say::Slot;
use koers_analysis::{Columns, Fault, Frame, method};
use koers_model::text::Lang;
use koers_table::plain::Plain;

/// A question about a table of one's own, as the command line puts it.
#[derive(Default, Clone, Copy)]
struct Own<'a> {
    table: &'a str,
    columns: &'a [(&'a str, &'a str)],
    wide: Option<&'a str>,
    region: Option<&'a str>,
    reference: Option<&'a str>,
    from: Option<&'a str>,
    to: Option<&'a str>,
    set: &'a [(&'a str, &'a str)],
}

impl Own<'_> {
    fn ask(&self, id: &str) -> Result<Analysis, Fault> {
        let method = method(id)?;
        let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs
                .iter()
                .map(|(word, value)| ((*word).to_owned(), (*value).to_owned()))
                .collect()
        };
        let columns = Columns {
            roles: pairs(self.columns),
            wide: self.wide.map(str::to_owned),
        };
        let frame = Frame::read(&Plain::read(self.table.as_bytes())?, &columns, method.roles)?;
        let asked = Asked {
            region: self.region.map(str::to_owned),
            reference: self.reference.map(str::to_owned),
            from: self.from.map(str::to_owned),
            to: self.to.map(str::to_owned),
            sector: None,
            settings: pairs(self.set),
        };
        analyse(method, &frame, asked, Vec::new())
    }

    fn found(&self, id: &str) -> Analysis {
        self.ask(id)
            .unwrap_or_else(|fault| panic!("{id}: {}", fault.message(Lang::En, written)))
    }

    fn fault(&self, id: &str, lang: Lang) -> String {
        match self.ask(id) {
            Ok(_) => panic!("{id} gives an answer"),
            Err(fault) => fault.message(lang, written),
        }
    }
}

/// A slot, roughly.
fn written(slot: &Slot) -> String {
    match slot {
        Slot::Name(name) => name.clone(),
        Slot::Names(names) => names.join(", "),
        Slot::Words(words) => words.1.to_owned(),
        Slot::Plain(value)
        | Slot::P(value)
        | Slot::Number(value, _)
        | Slot::Signed(value, _)
        | Slot::Percent(value, _) => value.to_string(),
        Slot::Count(count) => count.to_string(),
        Slot::Text(text) => text.get(Lang::En).to_owned(),
        Slot::Day(day) => day.to_string(),
        Slot::Reason(fault) => fault.message(Lang::En, written),
        Slot::Undefined => "?".to_owned(),
    }
}

/// What stands in a column, in the rows whose first items begin with these names.
fn cells<'a>(analysis: &'a Analysis, table: &str, names: &[&str], column: &str) -> Vec<&'a Item> {
    let table = analysis.answer.tables.iter().find(|one| one.id == table).unwrap();
    let at = table.columns.iter().position(|one| one.key == column).unwrap();
    let named = |row: &&Vec<Item>| {
        names.iter().zip(row.iter()).all(|(name, item)| match item {
            Item::Name(own) => own == name,
            Item::Word(word, _) => word == name,
            Item::Number(value, _) => value.to_string() == *name,
            Item::Count(count) => count.to_string() == *name,
            _ => false,
        })
    };
    table.rows.iter().filter(named).map(|row| &row[at]).collect()
}

/// The one number that stands there.
fn number(analysis: &Analysis, table: &str, names: &[&str], column: &str) -> f64 {
    match cells(analysis, table, names, column)[..] {
        [Item::Number(value, _) | Item::Signed(value, _) | Item::Percent(value, _)] => value.get(),
        [Item::Count(count)] => u32::try_from(*count).unwrap().into(),
        ref other => panic!("{names:?} {column}: {other:?}"),
    }
}

#[track_caller]
fn close(found: f64, printed: f64, within: f64) {
    assert!((found - printed).abs() <= within, "{found} is not {printed}");
}
