//! The figures of a map as rows, for the table that always stands beside it.

use super::{Map, Swatch, sort_name};
use crate::list::{Column, Field};
use crate::{number, words};
use koers_model::region::RegionCode;
use koers_model::text::Text;
use koers_model::value::{Cell, Missing};

/// One region in the table of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapRow<'a> {
    /// Its place among the numbers, from the highest on; equal figures share a place.
    pub rank: Option<usize>,
    /// Its code.
    pub code: &'a RegionCode,
    /// Its name.
    pub name: &'a str,
    /// Where more of it stands.
    pub href: Option<&'a str>,
    /// Its figure.
    pub cell: Cell,
    /// The figure in words, without its unit: `205,1`, `× geheim`.
    pub figure: String,
    /// The colour on the map.
    pub swatch: Swatch,
    /// The class in words: `20 tot 35`, or why there is no figure.
    pub class: String,
    /// What the publisher says besides; empty when nothing.
    pub remarks: String,
    /// Whether it is the workspace's own, or a part of it.
    pub own: bool,
}

/// The columns of the table as `koers list` has them, for CSV and JSON beside the map.
pub const COLUMNS: [(&str, &str, &str); 6] = [
    ("rank", "Plaats", "Place"),
    ("code", "Code", "Code"),
    ("region", "Gebied", "Region"),
    ("value", "Cijfer", "Figure"),
    ("class", "Klasse", "Class"),
    ("remarks", "Opmerking", "Remark"),
];

impl<'a> Map<'a> {
    /// The shown regions, the highest figure first, equal ones by name; those without a figure last, by reason and name. Regions without a
    /// place on the map stand in it as well.
    #[must_use]
    pub fn rows(&'a self) -> Vec<MapRow<'a>> {
        let classes = self.classes();
        let mut places: Vec<_> = self
            .places
            .iter()
            .filter(|place| self.shows(&place.code))
            .collect();
        places.sort_by(|a, b| {
            // `None` comes before `Some`: numbers last in this order, so both are turned around.
            let (x, y) = (a.cell.number(), b.cell.number());
            y.cmp(&x)
                .then_with(|| a.cell.missing_reason().cmp(&b.cell.missing_reason()))
                .then_with(|| sort_name(a.name).cmp(&sort_name(b.name)))
                .then_with(|| a.code.cmp(&b.code))
        });
        let mut before: Option<(String, usize)> = None;
        places
            .into_iter()
            .enumerate()
            .map(|(at, place)| {
                let figure = number::cell(&place.cell, self.decimals, self.lang);
                let value = place.cell.number();
                let rank = value.map(|_| match &before {
                    Some((text, rank)) if *text == figure => *rank,
                    _ => at + 1,
                });
                before = rank.map(|rank| (figure.clone(), rank));
                let class = value.map(|value| classes.class_of(value));
                let reason = place.cell.missing_reason().unwrap_or(Missing::Absent);
                MapRow {
                    rank,
                    code: &place.code,
                    name: place.name,
                    href: place.href.as_deref(),
                    cell: place.cell,
                    figure,
                    swatch: class.map_or(Swatch::missing(reason), |class| Swatch::Tone(classes.tone(class))),
                    class: class.map_or_else(
                        || reason.label(self.lang).to_owned(),
                        |class| self.class_words(&classes, class),
                    ),
                    remarks: words::remarks(&place.cell, self.decimals, self.lang),
                    own: self.own.contains(&place.code),
                }
            })
            .collect()
    }

    /// The rows as a table for [`crate::list`]: aligned text, Markdown, CSV or JSON.
    #[must_use]
    pub fn table(&self) -> (Vec<Column>, Vec<Vec<Field>>) {
        let columns = COLUMNS
            .iter()
            .map(|(key, nl, en)| Column::new(key, nl, en))
            .collect();
        let rows = self.rows();
        let rows = rows.iter().map(|row| {
            vec![
                row.rank.map_or(Field::Empty, Field::Count),
                Field::Plain(row.code.to_string()),
                Field::Plain(row.name.to_owned()),
                match row.cell.number() {
                    Some(value) => Field::Number(value, self.decimals),
                    None => Field::Empty,
                },
                Field::Plain(row.class.clone()),
                Field::Text(Text::dutch(row.remarks.clone())),
            ]
        });
        (columns, rows.collect())
    }
}
