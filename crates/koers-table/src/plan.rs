//! Lays the columns of a file beside the columns of the catalogue.

use crate::error::{Findings, Note, ReadError, code};
use crate::near::question;
use koers_model::dataset::{ColumnRole, Dataset, RegionCodes};
use koers_model::diagnostic::Severity;
use koers_model::spelling::near;
use std::collections::BTreeSet;

/// What a column of a file is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Use {
    Region(RegionCodes),
    Period,
    Category,
    Measure,
    Fixed(String),
    /// With the key of its measure, where it has one of its own.
    Value(Option<String>),
    Status,
    /// Another column with statuses: `CONF_STATUS` of Eurostat, `marks` of a table that Koers published.
    SecondStatus,
    Margin,
    /// When the publisher last changed the table.
    Stamp,
    /// The day since which the row was known.
    Published,
    /// The text of a figure that is a text.
    TextValue,
    /// Tells what the figures of the row count; only looked at to see that it stays the same.
    Unit,
    Ignore,
}

/// A column that belongs to a form and need not stand in the catalogue.
pub(crate) type Structural = (&'static str, Use);

/// What a form asks of the catalogue.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// Columns that belong to the form, with their use when the catalogue does not name them.
    pub(crate) structural: &'static [Structural],
    /// Columns that the catalogue may name although the form has no such column (cells hold value and flag together).
    pub(crate) cells_without_columns: bool,
}

/// How one column is used.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    pub(crate) name: String,
    pub(crate) purpose: Use,
    pub(crate) keep: Option<BTreeSet<String>>,
}

/// A column with figures, and the columns that say something of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures {
    pub(crate) column: usize,
    /// Index in the keys of `measures`; `None` when a measure column says it.
    pub(crate) measure: Option<u32>,
    pub(crate) status: Option<usize>,
    pub(crate) second_status: Option<usize>,
    pub(crate) margin: Option<usize>,
    pub(crate) text: Option<usize>,
}

/// How a file is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) slots: Vec<Slot>,
    pub(crate) figures: Vec<Figures>,
    pub(crate) stamp: Option<usize>,
    pub(crate) published: Option<usize>,
}

/// Names that a column with units has with the publishers that we read.
const UNIT_NAMES: [&str; 5] = ["unit", "UNIT", "UNIT_MEASURE", "eenheid", "Eenheid"];

/// Makes the plan for a file with this header. Every fault goes to the findings; `None` when there is one.
pub(crate) fn plan(header: &[&str], dataset: &Dataset, form: Form, findings: &mut Findings) -> Option<Plan> {
    let before = findings.failed();
    let mut slots: Vec<Slot> = Vec::with_capacity(header.len());
    for (at, name) in header.iter().enumerate() {
        if header[..at].contains(name) {
            findings.error(
                ReadError::new(code::COLUMN_TWICE, format!("column `{name}` stands twice")).column(name),
            );
        }
        let listed = dataset.columns.iter().find(|column| column.name == *name);
        let structural = form.structural.iter().find(|(known, _)| known == name);
        let purpose = match (listed, structural) {
            (Some(column), structural) => purpose(&column.role, name, structural.map(|(_, purpose)| purpose)),
            (None, Some((_, purpose))) => purpose.clone(),
            (None, None) => {
                findings.error(unnamed(name, header, dataset));
                Use::Ignore
            }
        };
        slots.push(Slot {
            name: (*name).to_owned(),
            purpose,
            keep: dataset
                .keep
                .get(*name)
                .map(|codes| codes.iter().map(|code| code.trim().to_owned()).collect()),
        });
    }
    lost(header, dataset, form, findings);
    for column in dataset
        .keep
        .keys()
        .filter(|column| !header.contains(&column.as_str()))
    {
        let near = near(column, header.iter().copied());
        findings.error(
            ReadError::new(
                code::CATALOGUE,
                format!(
                    "`keep:` names column `{column}`, which the table does not have{}",
                    question(&near)
                ),
            )
            .column(column),
        );
    }
    let mut plan = Plan {
        slots,
        ..Plan::default()
    };
    plan.singles(dataset, findings);
    plan.pair_figures(dataset, form, findings);
    (before || !findings.failed()).then_some(plan)
}

fn purpose(role: &ColumnRole, name: &str, structural: Option<&Use>) -> Use {
    match role {
        ColumnRole::Region(codes) => Use::Region(*codes),
        ColumnRole::Period => Use::Period,
        ColumnRole::Category => Use::Category,
        ColumnRole::Measure => Use::Measure,
        ColumnRole::Fixed(code) => Use::Fixed(code.trim().to_owned()),
        ColumnRole::Value(measure) => Use::Value(measure.clone()),
        // `CONF_STATUS` has other letters than `OBS_FLAG`, whatever the catalogue calls them both; `marks` other words than `status`.
        ColumnRole::Status if structural == Some(&Use::SecondStatus) => Use::SecondStatus,
        ColumnRole::Status => Use::Status,
        ColumnRole::Margin => Use::Margin,
        // What a form itself says of a row (its stamp, since when it is known) holds although nobody needs the column.
        ColumnRole::Ignore => match structural {
            Some(known @ (Use::Stamp | Use::Published)) => known.clone(),
            _ if UNIT_NAMES.contains(&name) => Use::Unit,
            _ => Use::Ignore,
        },
    }
}

fn stem(name: &str) -> Option<(&str, &str)> {
    let (stem, number) = name.rsplit_once('_')?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some((stem, number))
}

/// A column of the catalogue that is not in the file and differs from this one only in its number.
fn old_number<'a>(name: &str, header: &[&str], dataset: &'a Dataset) -> Option<&'a str> {
    let (stem_now, _) = stem(name)?;
    let old = dataset.columns.iter().map(|column| column.name.as_str());
    old.filter(|old| !header.contains(old))
        .find(|old| stem(old).is_some_and(|(stem, _)| stem == stem_now))
}

fn unnamed(name: &str, header: &[&str], dataset: &Dataset) -> ReadError {
    if let Some(old) = old_number(name, header, dataset) {
        return ReadError::new(code::RENUMBERED, format!("column `{old}` came back as `{name}`"))
            .column(name)
            .help("the publisher numbers its columns anew when it inserts one; see that title and unit are the same, then name it so in the catalogue");
    }
    let missing: Vec<&str> = dataset
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .filter(|known| !header.contains(known))
        .collect();
    let near = near(name, missing);
    ReadError::new(
        code::UNNAMED_COLUMN,
        format!("column `{name}` is not in the catalogue{}", question(&near)),
    )
    .column(name)
    .help(format!(
        "say in catalogue/{}.yaml what it is for, if only `role: ignore`",
        dataset.id
    ))
}

fn lost(header: &[&str], dataset: &Dataset, form: Form, findings: &mut Findings) {
    for column in &dataset.columns {
        let name = column.name.as_str();
        if header.contains(&name) {
            continue;
        }
        let structural = form.structural.iter().any(|(known, _)| *known == name);
        match column.role {
            ColumnRole::Value(_) | ColumnRole::Status | ColumnRole::Margin if form.cells_without_columns => {}
            ColumnRole::Ignore if form.cells_without_columns || structural => {}
            ColumnRole::Ignore => findings.note(Note::new(
                code::LOST_IGNORED,
                Severity::Note,
                format!("the table no longer has column `{name}`, which was ignored"),
            )),
            // Said where the new number stands.
            _ if header
                .iter()
                .any(|new| old_number(new, header, dataset) == Some(name)) => {}
            _ => {
                let unnamed: Vec<&str> = header
                    .iter()
                    .copied()
                    .filter(|new| dataset.columns.iter().all(|column| column.name != *new))
                    .collect();
                findings.error(
                    ReadError::new(
                        code::LOST_COLUMN,
                        format!("the table lost column `{name}`{}", question(&near(name, unnamed))),
                    )
                    .column(name)
                    .found(header.join(", ")),
                );
            }
        }
    }
}

impl Plan {
    fn columns(&self, wanted: impl Fn(&Use) -> bool) -> Vec<usize> {
        let found = self
            .slots
            .iter()
            .enumerate()
            .filter(|(_, slot)| wanted(&slot.purpose));
        found.map(|(at, _)| at).collect()
    }

    /// Region and period must stand exactly once; stamp, day of publication and measure at most once.
    fn singles(&mut self, dataset: &Dataset, findings: &mut Findings) {
        type Wanted = fn(&Use) -> bool;
        let asked: [(&str, Wanted, bool); 5] = [
            ("region", |purpose| matches!(purpose, Use::Region(_)), true),
            ("period", |purpose| *purpose == Use::Period, true),
            ("measure", |purpose| *purpose == Use::Measure, false),
            ("stamp", |purpose| *purpose == Use::Stamp, false),
            ("published", |purpose| *purpose == Use::Published, false),
        ];
        for (word, wanted, required) in asked {
            let found = self.columns(wanted);
            match found.as_slice() {
                [] if required => findings.error(
                    ReadError::new(code::CATALOGUE, format!("no column of the table is the {word}")).help(
                        format!("name it in catalogue/{}.yaml with `role: {word}`", dataset.id),
                    ),
                ),
                [] => {}
                [one] => match word {
                    "stamp" => self.stamp = Some(*one),
                    "published" => self.published = Some(*one),
                    _ => {}
                },
                several => {
                    let names: Vec<&str> = several.iter().map(|&at| self.slots[at].name.as_str()).collect();
                    findings.error(ReadError::new(
                        code::CATALOGUE,
                        format!("several columns are the {word}: `{}`", names.join("`, `")),
                    ));
                }
            }
        }
    }

    fn pair_figures(&mut self, dataset: &Dataset, form: Form, findings: &mut Findings) {
        let has_measures = self.slots.iter().any(|slot| slot.purpose == Use::Measure);
        let measure_index = |key: &str| {
            let found = dataset.measures.keys().position(|known| known == key);
            found.and_then(|index| u32::try_from(index).ok())
        };
        let resolve = |named: Option<&str>, column: &str, findings: &mut Findings| -> Option<u32> {
            let fault = match (named, has_measures) {
                (Some(_), true) => "has a measure of its own although a measure column says it".to_owned(),
                (Some(key), false) => match measure_index(key) {
                    Some(index) => return Some(index),
                    None => {
                        let near = near(key, dataset.measures.keys().map(String::as_str));
                        format!(
                            "holds measure `{key}`, which stands not under `measures:`{}",
                            question(&near)
                        )
                    }
                },
                (None, true) => return None,
                (None, false) if dataset.measures.len() == 1 => return Some(0),
                (None, false) => "does not say which of the measures it holds".to_owned(),
            };
            findings.error(
                ReadError::new(code::CATALOGUE, format!("value column `{column}` {fault}")).column(column),
            );
            None
        };
        if form.cells_without_columns {
            let values: Vec<_> = dataset
                .columns
                .iter()
                .filter_map(|column| match &column.role {
                    ColumnRole::Value(measure) => Some((measure.as_deref(), column.name.as_str())),
                    _ => None,
                })
                .collect();
            if values.len() > 1 {
                findings.error(ReadError::new(
                    code::CATALOGUE,
                    "the catalogue names several value columns, but this form has one figure per cell",
                ));
            }
            let (named, column) = values.first().copied().unwrap_or((None, "value"));
            let measure = resolve(named, column, findings);
            self.figures.push(Figures {
                column: usize::MAX,
                measure,
                ..Figures::default()
            });
            return;
        }
        let mut before = Figures::default();
        for (at, slot) in self.slots.iter().enumerate() {
            // A status or margin belongs to the value column on its left; before the first, to the first.
            let mut orphan = Figures::default();
            let target = self
                .figures
                .last_mut()
                .unwrap_or(if has_value_after(&self.slots, at) {
                    &mut before
                } else {
                    &mut orphan
                });
            match &slot.purpose {
                Use::Status => target.status = Some(at),
                Use::SecondStatus => target.second_status = Some(at),
                Use::Margin => target.margin = Some(at),
                Use::TextValue => target.text = Some(at),
                Use::Value(named) => {
                    let measure = resolve(named.as_deref(), &slot.name, findings);
                    let first = std::mem::take(&mut before);
                    self.figures.push(Figures {
                        column: at,
                        measure,
                        ..first
                    });
                }
                _ => {}
            }
        }
        if self.figures.is_empty() {
            findings.error(
                ReadError::new(code::CATALOGUE, "no column of the table holds the figures").help(format!(
                    "name it in catalogue/{}.yaml with `role: value`",
                    dataset.id
                )),
            );
        }
        let mut seen = BTreeSet::new();
        for figures in &self.figures {
            if !seen.insert(figures.measure) {
                let name = self
                    .slots
                    .get(figures.column)
                    .map_or("", |slot| slot.name.as_str());
                findings.error(
                    ReadError::new(
                        code::CATALOGUE,
                        format!("value column `{name}` holds the same measure as another one"),
                    )
                    .column(name),
                );
            }
        }
    }
}

fn has_value_after(slots: &[Slot], at: usize) -> bool {
    slots[at..]
        .iter()
        .any(|slot| matches!(slot.purpose, Use::Value(_)))
}
