//! Plain tables for `koers list …`: aligned text, Markdown, JSON and CSV from the same rows.

use crate::delimited::{Cell as CsvCell, push_row};
use crate::terminal::{Ink, Style, clean, left, right, width, wrap};
use crate::{gfm, number, status};
use koers_model::portfolio::money::Total;
use koers_model::text::{Lang, Text};
use koers_model::value::{Missing, Number};

/// Space between two columns.
const GAP: usize = 2;
/// A text column is not made narrower than this.
const NARROWEST: usize = 12;
/// A longer word than this may be cut to save room.
const LONGEST_WORD: usize = 24;
/// Between words in one field, as in the cells of a workbook.
const MANY: &str = "; ";
/// Columns that people copy into a next command: what stands there is never broken.
const WHOLE: [&str; 5] = ["id", "code", "line", "framework", "dataset"];

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in JSON and CSV.
    pub key: &'static str,
    /// What people read above it.
    pub title: Text,
}

impl Column {
    /// A column with its key and its heading in both languages.
    #[must_use]
    pub fn new(key: &'static str, nl: &str, en: &str) -> Self {
        Self {
            key,
            title: Text::both(nl, en),
        }
    }
}

/// What stands in one field.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// Text that is the same in both languages: a code, an id, a name.
    Plain(String),
    /// Text in two languages.
    Text(Text),
    /// What programs read (an id, a word of the files), and its name for people.
    Named(String, Text),
    /// A number with so many decimals.
    Number(Number, u8),
    /// A difference: people see its sign.
    Signed(Number, u8),
    /// A part of one: people see a percentage with so many decimals.
    Percent(Number, u8),
    /// No number, for this reason.
    Missing(Missing),
    /// A whole number.
    Count(usize),
    /// Yes or no.
    YesNo(bool),
    /// What amounts of money come to. Where one of them is unknown, machines get what is known and how many are not.
    Total(Total),
    /// Words of the files after one another: ids, levels.
    Many(Vec<String>),
    /// Words of the files after one another, and what people read for all of them.
    ManyNamed(Vec<String>, Text),
    /// Nothing.
    Empty,
}

impl Field {
    /// Text that is the same in both languages.
    #[must_use]
    pub fn plain(text: impl ToString) -> Self {
        Self::Plain(text.to_string())
    }
    /// What is said in each language.
    #[must_use]
    pub fn both(say: impl Fn(Lang) -> String) -> Self {
        Self::Text(Text::both(say(Lang::Nl), say(Lang::En)))
    }
    /// What programs read, and what people do.
    #[must_use]
    pub fn named(code: impl ToString, say: impl Fn(Lang) -> String) -> Self {
        Self::Named(code.to_string(), Text::both(say(Lang::Nl), say(Lang::En)))
    }
    /// What programs read one by one, and people in one text.
    #[must_use]
    pub fn many_named(codes: impl IntoIterator<Item = impl ToString>, say: impl Fn(Lang) -> String) -> Self {
        let codes = codes.into_iter().map(|code| code.to_string()).collect();
        Self::ManyNamed(codes, Text::both(say(Lang::Nl), say(Lang::En)))
    }

    pub(crate) fn shown(&self, lang: Lang) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Text(text) | Self::Named(_, text) | Self::ManyNamed(_, text) => text.get(lang).to_owned(),
            Self::Number(value, decimals) => number::number(*value, *decimals, lang),
            Self::Signed(value, decimals) => number::signed(*value, *decimals, lang),
            Self::Percent(part, decimals) => number::percent(*part, *decimals, lang),
            Self::Missing(reason) => number::missing(*reason, None, lang),
            Self::Count(count) => number::count(*count, lang),
            Self::YesNo(true) => lang.pick("ja", "yes").to_owned(),
            Self::YesNo(false) => lang.pick("nee", "no").to_owned(),
            Self::Total(total) => number::total(*total, lang),
            Self::Many(words) => words.join(MANY),
            Self::Empty => String::new(),
        }
    }
    fn is_number(&self) -> bool {
        matches!(
            self,
            Self::Number(..)
                | Self::Signed(..)
                | Self::Percent(..)
                | Self::Missing(_)
                | Self::Count(_)
                | Self::Total(_)
        )
    }
    fn csv(&self, lang: Lang) -> CsvCell {
        match self {
            Self::Plain(_) | Self::Text(_) | Self::Many(_) => CsvCell::Text(self.shown(lang)),
            Self::Named(code, _) => CsvCell::Text(code.clone()),
            Self::ManyNamed(codes, _) => CsvCell::Text(codes.join(MANY)),
            Self::Number(value, _) | Self::Signed(value, _) | Self::Percent(value, _) => {
                CsvCell::Own(value.get().to_string())
            }
            Self::Missing(_) => CsvCell::empty(),
            Self::Count(count) => CsvCell::Own(count.to_string()),
            Self::YesNo(yes) => CsvCell::Own(yes.to_string()),
            // An amount that nobody knows is said in words: a blank would be no money at all.
            Self::Total(total) => match total.exact() {
                Some(money) => CsvCell::Own(money.to_string()),
                None if total.count == 0 => CsvCell::empty(),
                None => CsvCell::Text(number::total(*total, lang)),
            },
            Self::Empty => CsvCell::empty(),
        }
    }
    fn json(&self) -> serde_json::Value {
        match self {
            Self::Plain(text) | Self::Named(text, _) => text.clone().into(),
            Self::Text(text) => serde_json::to_value(status::text(text)).unwrap_or_default(),
            Self::Number(value, _) | Self::Signed(value, _) | Self::Percent(value, _) => value.get().into(),
            Self::Missing(_) => serde_json::Value::Null,
            Self::Count(count) => (*count).into(),
            Self::YesNo(yes) => (*yes).into(),
            // Euro with two digits behind the point, as text: a number would lose cents of large amounts.
            // With an unknown amount among them it is no amount but an object; nothing at all is `null`.
            Self::Total(total) => match total.exact() {
                Some(money) => money.to_string().into(),
                None if total.count == 0 => serde_json::Value::Null,
                None => serde_json::json!({
                    "known": total.known.to_string(),
                    "unknown": total.unknown,
                }),
            },
            Self::Many(words) | Self::ManyNamed(words, _) => words.as_slice().into(),
            Self::Empty => serde_json::Value::Null,
        }
    }
}

/// A table in the words of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What stands above each column, and whether it holds numbers and so is set to the right.
    pub heads: Vec<(String, bool)>,
    /// The rows, each with a text for every column.
    pub rows: Vec<Vec<String>>,
}

/// A table. Rows that are shorter than the columns are filled up with nothing; longer ones lose what has no column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Field>>,
}

impl List {
    fn fields<'a>(&'a self, row: &'a [Field]) -> impl Iterator<Item = &'a Field> {
        (0..self.columns.len()).map(|at| row.get(at).unwrap_or(&Field::Empty))
    }

    /// The same table without the column of that key.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        if let Some(at) = self.columns.iter().position(|column| column.key == key) {
            self.columns.remove(at);
            for row in self.rows.iter_mut().filter(|row| at < row.len()) {
                row.remove(at);
            }
        }
        self
    }

    /// Whether a column holds numbers, and so is set to the right.
    fn is_number(&self, at: usize) -> bool {
        let mut fields = self
            .rows
            .iter()
            .filter_map(|row| row.get(at))
            .filter(|field| **field != Field::Empty)
            .peekable();
        fields.peek().is_some() && fields.all(Field::is_number)
    }

    /// Whether a column may be made narrower than what stands in it.
    fn gives_way(&self, at: usize) -> bool {
        // What has a name for people is no code to be copied.
        let is_named = self
            .rows
            .iter()
            .any(|row| matches!(row.get(at), Some(Field::Named(..) | Field::ManyNamed(..))));
        let whole = !is_named
            && self
                .columns
                .get(at)
                .is_some_and(|column| WHOLE.contains(&column.key));
        !whole && !self.is_number(at)
    }

    /// The narrowest that a column can be: its words stay whole.
    fn floor(at: usize, cells: &[Vec<String>]) -> usize {
        cells
            .iter()
            .filter_map(|row| row.get(at))
            .flat_map(|cell| cell.split(' '))
            .map(width)
            .filter(|word| *word <= LONGEST_WORD)
            .max()
            .unwrap_or(0)
            .max(NARROWEST)
    }

    /// How wide the columns are when all must fit: the widest text column gives way first, ids never do.
    fn widths(&self, cells: &[Vec<String>], style: Style) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..self.columns.len())
            .map(|at| {
                cells
                    .iter()
                    .filter_map(|row| row.get(at))
                    .map(|cell| width(cell))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let floors: Vec<usize> = (0..widths.len()).map(|at| Self::floor(at, cells)).collect();
        let gaps = GAP * widths.len().saturating_sub(1);
        let room = style.columns().saturating_sub(gaps);
        while widths.iter().sum::<usize>() > room {
            let widest = widths
                .iter()
                .enumerate()
                .filter(|(at, width)| {
                    self.gives_way(*at) && floors.get(*at).is_some_and(|floor| *width > floor)
                })
                .max_by_key(|(at, width)| (**width, std::cmp::Reverse(*at)))
                .map(|(at, _)| at);
            match widest.and_then(|at| widths.get_mut(at)) {
                Some(width) => *width -= 1,
                // Nothing can give way any more: lines get longer than the terminal rather than unreadable.
                None => break,
            }
        }
        widths
    }

    /// Aligned columns that fit the terminal where that is possible; long texts go on below.
    #[must_use]
    pub fn text(&self, lang: Lang, style: Style) -> String {
        let mut cells: Vec<Vec<String>> = vec![
            self.columns
                .iter()
                .map(|column| clean(column.title.get(lang)))
                .collect(),
        ];
        for row in &self.rows {
            cells.push(self.fields(row).map(|field| clean(&field.shown(lang))).collect());
        }
        let widths = self.widths(&cells, style);
        let mut out = String::new();
        for (at, row) in cells.iter().enumerate() {
            let parts: Vec<Vec<String>> = row
                .iter()
                .zip(&widths)
                .map(|(cell, columns)| wrap(cell, *columns))
                .collect();
            let height = parts.iter().map(Vec::len).max().unwrap_or(0);
            for line in 0..height {
                let mut text = String::new();
                for (column, (part, columns)) in parts.iter().zip(&widths).enumerate() {
                    if column > 0 {
                        text.push_str(&" ".repeat(GAP));
                    }
                    let piece = part.get(line).map_or("", String::as_str);
                    text.push_str(&if self.is_number(column) {
                        right(piece, *columns)
                    } else {
                        left(piece, *columns)
                    });
                }
                let text = text.trim_end();
                let painted = if at == 0 {
                    style.paint(Ink::Strong, text)
                } else {
                    text.to_owned()
                };
                out.push_str(&painted);
                out.push('\n');
            }
            if at == 0 {
                let total = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
                out.push_str(&"─".repeat(total));
                out.push('\n');
            }
        }
        out
    }

    /// The table in words, for a page.
    #[must_use]
    pub fn shown(&self, lang: Lang) -> Shown {
        let heads = self.columns.iter().enumerate();
        Shown {
            heads: heads
                .map(|(at, column)| (column.title.get(lang).to_owned(), self.is_number(at)))
                .collect(),
            rows: self
                .rows
                .iter()
                .map(|row| self.fields(row).map(|field| field.shown(lang)).collect())
                .collect(),
        }
    }

    /// A Markdown table.
    #[must_use]
    pub fn markdown(&self, lang: Lang) -> String {
        let mut out = String::new();
        let heads: Vec<String> = self
            .columns
            .iter()
            .map(|column| gfm::escape(column.title.get(lang)))
            .collect();
        let rights: Vec<bool> = (0..heads.len()).map(|at| self.is_number(at)).collect();
        gfm::head(&mut out, &heads, &rights);
        for row in &self.rows {
            let cells: Vec<String> = self
                .fields(row)
                .map(|field| gfm::escape(&field.shown(lang)))
                .collect();
            gfm::row(&mut out, &cells);
        }
        out
    }

    /// CSV after RFC 4180, headed by the keys. Numbers are not rounded and have a point.
    #[must_use]
    pub fn csv(&self, lang: Lang) -> String {
        let mut out = String::new();
        let heads: Vec<CsvCell> = self
            .columns
            .iter()
            .map(|column| CsvCell::Own(column.key.to_owned()))
            .collect();
        push_row(&mut out, &heads);
        for row in &self.rows {
            let cells: Vec<CsvCell> = self.fields(row).map(|field| field.csv(lang)).collect();
            push_row(&mut out, &cells);
        }
        out
    }

    /// A JSON list of objects, in the order of the columns, with texts in both languages.
    #[must_use]
    pub fn json(&self) -> String {
        status::pretty(&self.values())
    }

    /// The rows as objects, for a JSON text that holds more than this list.
    pub(crate) fn values(&self) -> Vec<Ordered> {
        self.rows
            .iter()
            .map(|row| {
                let keys = self.columns.iter().map(|column| column.key);
                Ordered(keys.zip(self.fields(row).map(Field::json)).collect())
            })
            .collect()
    }
}

/// An object whose keys keep the order of the columns.
pub(crate) struct Ordered(Vec<(&'static str, serde_json::Value)>);

impl serde::Serialize for Ordered {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (*key, value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> List {
        List {
            columns: vec![
                Column::new("id", "id", "id"),
                Column::new("title", "naam", "name"),
                Column::new("value", "waarde", "value"),
            ],
            rows: vec![
                vec![
                    Field::Plain("banen".into()),
                    Field::Text(Text::both(
                        "Banen van werknemers in december",
                        "Jobs of employees in December",
                    )),
                    Field::Number(Number::new(-1205.14).unwrap(), 1),
                ],
                vec![Field::Plain("=1+1".into()), Field::Empty, Field::Count(7)],
                vec![],
            ],
        }
    }

    #[test]
    fn aligned_text() {
        let style = Style {
            colour: false,
            width: 40,
        };
        insta::assert_snapshot!(list().text(Lang::Nl, style));
        for line in list().text(Lang::Nl, style).lines() {
            assert!(width(line) <= 40, "{line}");
        }
    }

    #[test]
    fn a_column_is_left_out_with_all_that_stands_under_it() {
        let fewer = list().without("title");
        assert_eq!(
            fewer.csv(Lang::Nl),
            "id,value\r\nbanen,-1205.14\r\n'=1+1,7\r\n,\r\n"
        );
        assert_eq!(list().without("nothing"), list());
    }

    #[test]
    fn ids_are_never_broken() {
        let long = "vertrouwen-in-de-economie-van-noord-nederland";
        let list = List {
            columns: vec![
                Column::new("framework", "programma", "programme"),
                Column::new("id", "id", "id"),
                Column::new("title", "naam", "name"),
            ],
            rows: vec![vec![
                Field::Plain("koers-2016-2019".into()),
                Field::Plain(long.into()),
                Field::Plain("Een naam van werkgelegenheid die best een paar regels mag innemen".into()),
            ]],
        };
        for width in [40, 60, 80, 120] {
            let text = list.text(Lang::Nl, Style { colour: false, width });
            assert!(text.contains(long) && text.contains("koers-2016-2019"), "{text}");
            assert!(text.contains("werkgelegenheid"), "{text}");
        }
    }

    #[test]
    fn csv_and_markdown_and_json() {
        insta::assert_snapshot!(list().csv(Lang::En));
        insta::assert_snapshot!(list().markdown(Lang::Nl));
        insta::assert_snapshot!(list().json());
        let empty = List::default();
        assert_eq!(empty.json(), "[]\n");
        assert!(empty.text(Lang::Nl, Style::default()).ends_with('\n'));
    }
}
