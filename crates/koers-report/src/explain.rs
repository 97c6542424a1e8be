//! The way back from a figure to the bytes it came from, as a tree for the terminal and as JSON.

use crate::status::wire::{PointJson, TextJson};
use crate::terminal::{Ink, Style, clean, wrap};
use crate::view::trace::{self, Made, Step};
use crate::{date, number, status, words};
use koers_model::id::Id;
use koers_model::reading::{Reading, Trace};
use koers_model::snapshot::Hash;
use koers_model::text::{Lang, Text};
use koers_model::unit::Unit;
use koers_model::verdict::Point;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What is known of an indicator besides its readings.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// Name of the indicator.
    pub title: &'a Text,
    /// Version of its definition.
    pub version: u32,
    /// Unit of its readings.
    pub unit: &'a Unit,
    /// Decimals shown.
    pub decimals: u8,
}

/// The reading and its trace as an indented tree: what came out above, what went in below it, down to the published cells.
#[must_use]
pub fn explain_text(
    subject: &Subject<'_>,
    reading: &Reading,
    trace: &Trace,
    lang: Lang,
    style: Style,
) -> String {
    let mut tree = Tree {
        out: String::new(),
        lang,
        style,
    };
    tree.paragraph(
        "",
        &format!(
            "{} · {} · {}",
            subject.title.get(lang),
            reading.region,
            date::period(reading.period, lang)
        ),
        Some(Ink::Strong),
    );
    let figure = number::cell_figure(&reading.cell, subject.decimals, subject.unit, lang);
    let remarks = words::remarks(&reading.cell, subject.decimals, lang);
    tree.paragraph("", &join(&[&figure, &remarks]), None);
    let definition = match lang {
        Lang::Nl => format!("Indicator {}, versie {}", reading.indicator, subject.version),
        Lang::En => format!("Indicator {}, version {}", reading.indicator, subject.version),
    };
    tree.paragraph("", &definition, Some(Ink::Soft));
    tree.out.push('\n');
    tree.step(&Step::of(trace, lang), "", "");
    tree.files(trace);
    tree.out
}

/// The snapshots that a trace ends in, each once.
fn snapshots<'a>(trace: &'a Trace, found: &mut BTreeMap<&'a Hash, &'a Id>) {
    match trace {
        Trace::Published {
            snapshot, dataset, ..
        } => {
            found.insert(snapshot, dataset);
        }
        Trace::Computed { inputs, .. } => {
            for input in inputs {
                snapshots(input, found);
            }
        }
    }
}

/// Says the parts that are not empty, with a dot between them.
fn join(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}

struct Tree {
    out: String,
    lang: Lang,
    style: Style,
}

impl Tree {
    /// A wrapped text; every line starts with `start`.
    fn paragraph(&mut self, start: &str, text: &str, ink: Option<Ink>) {
        self.hanging(start, start, text, ink);
    }

    /// A wrapped text whose first line starts with `first`, the others with `rest`.
    fn hanging(&mut self, first: &str, rest: &str, text: &str, ink: Option<Ink>) {
        // Deep trees keep at least some room for words.
        let taken = crate::terminal::width(first);
        let columns = self.style.columns().saturating_sub(taken).max(24);
        for (at, line) in wrap(text, columns).iter().enumerate() {
            let start = if at == 0 { first } else { rest };
            let painted = match ink {
                Some(ink) => self.style.paint(ink, line),
                None => line.clone(),
            };
            self.out.push_str(format!("{start}{painted}").trim_end());
            self.out.push('\n');
        }
    }

    /// Where the kept bytes stand in the workspace. The paths are not broken, so that they can be copied.
    fn files(&mut self, trace: &Trace) {
        let mut found = BTreeMap::new();
        snapshots(trace, &mut found);
        if found.is_empty() {
            return;
        }
        self.out.push('\n');
        let title = self.lang.pick(
            "Momentopnamen, als bestanden in de werkmap:",
            "Snapshots, as files in the workspace:",
        );
        self.paragraph("", title, Some(Ink::Soft));
        for (snapshot, dataset) in found {
            let _ = writeln!(self.out, "  {dataset}\n  snapshots/{snapshot}.bytes");
        }
    }

    /// One step; `first` starts its first line, `rest` the lines below it.
    fn step(&mut self, step: &Step, first: &str, rest: &str) {
        let lang = self.lang;
        let figure = step.figure();
        let at = trace::place(step.region.as_str(), step.period, lang);
        match &step.made {
            Made::Computed { rule, inputs } => {
                let below = if inputs.is_empty() {
                    rest.to_owned()
                } else {
                    format!("{rest}│ ")
                };
                let line = join(&[&format!("{figure} = {}", clean(rule)), &at]);
                self.hanging(first, &below, &line, None);
                for (at, input) in inputs.iter().enumerate() {
                    let last = at + 1 == inputs.len();
                    let (branch, space) = if last {
                        ("└─ ", "   ")
                    } else {
                        ("├─ ", "│  ")
                    };
                    self.step(input, &format!("{rest}{branch}"), &format!("{rest}{space}"));
                }
            }
            Made::Published(origin) => {
                let mut what = vec![origin.dataset.to_string(), clean(&origin.measure)];
                what.extend(origin.codes.iter().map(|(name, code)| format!("{name} {code}")));
                what.push(at);
                self.hanging(first, rest, &join(&[&figure, &what.join(" · ")]), None);
                let snapshot = match origin.place(lang) {
                    Some(place) => format!("{}, {place}", origin.snapshot(lang)),
                    None => origin.snapshot(lang),
                };
                self.paragraph(
                    &format!("{rest}  "),
                    &join(&[&snapshot, &origin.published(lang), &origin.retrieved(lang)]),
                    Some(Ink::Soft),
                );
            }
        }
    }
}

/// A reading with its trace, as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "koers explain")]
pub struct ExplainJson {
    /// Version of this contract.
    #[schemars(range(min = 1, max = 1))]
    pub koers_explain: u32,
    /// The indicator.
    pub indicator: String,
    /// Version of its definition.
    pub version: u32,
    /// Name of the indicator.
    pub title: TextJson,
    /// The word for the unit.
    pub unit: String,
    /// Decimals shown to people; the numbers here are not rounded.
    pub decimals: u8,
    /// The region.
    pub region: String,
    /// The figure.
    pub figure: PointJson,
    /// How it came about.
    pub trace: StepJson,
}

/// A step of a computation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum StepJson {
    /// A cell of a published table.
    Published {
        /// The data set.
        dataset: String,
        /// SHA-256 of the snapshot.
        snapshot: String,
        /// The publisher's day, where it gives one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        published: Option<String>,
        /// The day it was retrieved.
        retrieved: String,
        /// The measure.
        measure: String,
        /// Category dimensions and codes, in the order of the data set.
        codes: Vec<CodeJson>,
        /// The region.
        region: String,
        /// The figure as read.
        figure: PointJson,
        /// Where it stands in the snapshot, counted from one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        place: Option<u64>,
    },
    /// A figure computed from others.
    Computed {
        /// The rule in words.
        rule: String,
        /// The region.
        region: String,
        /// The figure that came out.
        figure: PointJson,
        /// What went in, in the order of the formula.
        inputs: Vec<StepJson>,
    },
}

/// A category dimension and its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CodeJson {
    /// The dimension.
    pub dimension: String,
    /// The code.
    pub code: String,
}

/// The reading and its trace as JSON, with a line break at the end.
#[must_use]
pub fn explain_json(subject: &Subject<'_>, reading: &Reading, trace: &Trace) -> String {
    status::pretty(&ExplainJson {
        koers_explain: 1,
        indicator: reading.indicator.to_string(),
        version: subject.version,
        title: status::text(subject.title),
        unit: subject.unit.id.to_owned(),
        decimals: subject.decimals,
        region: reading.region.to_string(),
        figure: status::point(&Point {
            period: reading.period,
            cell: reading.cell,
        }),
        trace: wire(trace),
    })
}

/// The JSON Schema of what [`explain_json`] writes.
#[must_use]
pub fn explain_schema() -> String {
    status::pretty(&schemars::schema_for!(ExplainJson))
}

fn wire(trace: &Trace) -> StepJson {
    match trace {
        Trace::Published {
            dataset,
            snapshot,
            published,
            retrieved,
            measure,
            codes,
            region,
            period,
            place,
            cell,
        } => StepJson::Published {
            dataset: dataset.to_string(),
            snapshot: snapshot.to_string(),
            published: published.map(|day| day.to_string()),
            retrieved: retrieved.to_string(),
            measure: measure.clone(),
            codes: codes
                .iter()
                .map(|(dimension, code)| CodeJson {
                    dimension: dimension.clone(),
                    code: code.clone(),
                })
                .collect(),
            region: region.to_string(),
            figure: status::point(&Point {
                period: *period,
                cell: *cell,
            }),
            place: *place,
        },
        Trace::Computed {
            rule,
            region,
            period,
            cell,
            inputs,
        } => StepJson::Computed {
            rule: rule.clone(),
            region: region.to_string(),
            figure: status::point(&Point {
                period: *period,
                cell: *cell,
            }),
            inputs: inputs.iter().map(wire).collect(),
        },
    }
}
