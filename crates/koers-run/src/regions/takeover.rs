//! Takes over a register of regions into `regions/regions.csv` and `regions/events.csv`: adds what is not there and fills in days that are open. What
//! stands there stays as people wrote it, comments too; where the register says otherwise, that is told and nothing is changed.

use crate::error::RunError;
use crate::workspace::Workspace;
use jiff::civil::Date;
use koers_framework::{Beside, SourceFile, check, parse};
use koers_model::diagnostic::Diagnostic;
use koers_model::region::{Change, Region, RegionCode, RegionRegistry};
use koers_model::text::{Lang, Text};
pub use koers_table::register::{Form, MOST_BYTES};
use koers_table::register::{Register, read};
use std::collections::BTreeMap;

/// The file of regions.
pub const REGIONS: &str = "regions/regions.csv";
/// The file of changes.
pub const EVENTS: &str = "regions/events.csv";
const REGION_COLUMNS: &str = "code,kind,name,nuts,valid_from,valid_to";
const EVENT_COLUMNS: &str = "date,kind,from,to,source";
/// Rules of the check about these files.
const RULES: [&str; 3] = ["K015", "K016", "K017"];

/// One thing that is taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// A region that was not there.
    Region(Region),
    /// A day that was open.
    Day {
        /// The region.
        region: RegionCode,
        /// Whether it is the last day, else the first.
        last: bool,
        /// The day.
        day: Date,
    },
    /// A change that was not there.
    Change(Change),
}

/// What taking over a register does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takeover {
    /// The files as they become, by path; only those that change.
    pub files: BTreeMap<&'static str, String>,
    /// What is taken over.
    pub taken: Vec<Taken>,
    /// What the register leaves open, and where it says something else than the workspace.
    pub remarks: Vec<Text>,
}

/// Works out what taking over a register does, and writes nothing.
///
/// # Errors
/// [`RunError::Register`] when the bytes are no such register, when a file has other columns, or when the result would not pass the check.
pub fn take_over(
    workspace: &Workspace,
    bytes: &[u8],
    origin: &str,
    form: Option<Form>,
    since: Option<Date>,
) -> Result<Takeover, RunError> {
    let registry = &workspace.definitions()?.regions;
    let refused = |errors| RunError::Register {
        origin: origin.to_owned(),
        errors,
    };
    let register = read(bytes, form.unwrap_or_else(|| Form::sniff(bytes))).map_err(|errors| {
        refused(
            errors
                .iter()
                .map(|error| format!("\n{}", error.render(origin)))
                .collect(),
        )
    })?;
    let text = |path: &str| {
        let found = workspace.files.iter().find(|file| *file.path == *path);
        found.map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
    };
    let mut work = Work {
        registry,
        regions: Lines::new(text(REGIONS), REGION_COLUMNS),
        events: Lines::new(text(EVENTS), EVENT_COLUMNS),
        taken: Vec::new(),
        remarks: register
            .remarks
            .iter()
            .map(|remark| remark.text.clone())
            .collect(),
    };
    for (path, lines) in [(REGIONS, &work.regions), (EVENTS, &work.events)] {
        if !lines.sound {
            return Err(refused(vec![format!("\n{path}: `{}`?", lines.columns)]));
        }
    }
    work.merge(&register, since);
    let mut files = BTreeMap::new();
    for (path, lines) in [(REGIONS, work.regions), (EVENTS, work.events)] {
        if lines.changed {
            files.insert(path, lines.text());
        }
    }
    let faults = faults(workspace, &files);
    if !faults.is_empty() {
        return Err(refused(faults));
    }
    Ok(Takeover {
        files,
        taken: work.taken,
        remarks: work.remarks,
    })
}

/// What the check of the workspace would say of these files.
fn faults(workspace: &Workspace, changed: &BTreeMap<&'static str, String>) -> Vec<String> {
    let mut files = workspace.files.clone();
    for (path, text) in changed {
        files.retain(|file| *file.path != **path);
        files.push(SourceFile {
            path: (*path).into(),
            bytes: text.as_bytes().into(),
        });
    }
    let beside = Beside {
        coverage: &workspace.coverage,
        register: None,
    };
    let about = |found: &&Diagnostic| RULES.contains(&found.code.0);
    let found = check(&parse(&files), &beside, Lang::Nl).diagnostics;
    found
        .iter()
        .filter(about)
        .map(|found| format!("\n{}", found.message))
        .collect()
}

struct Work<'a> {
    registry: &'a RegionRegistry,
    regions: Lines,
    events: Lines,
    taken: Vec<Taken>,
    remarks: Vec<Text>,
}

impl Work<'_> {
    fn merge(&mut self, register: &Register, since: Option<Date>) {
        let lately = |day: Option<Date>| since.is_none_or(|since| day.is_none_or(|day| since <= day));
        for region in register
            .regions
            .iter()
            .filter(|region| lately(region.validity.to))
        {
            match self.registry.get(&region.code) {
                Some(known) => {
                    self.day(known, false, region.validity.from);
                    self.day(known, true, region.validity.to);
                }
                // A NUTS code of a region that has a code of its own here.
                None if self.registry.by_nuts(region.code.as_str()).is_some() => {}
                None => {
                    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
                    let nuts = region.nuts.join(" ");
                    let (from, to) = (day(region.validity.from), day(region.validity.to));
                    let cells = [
                        region.code.as_str(),
                        region.kind.word(),
                        &region.name,
                        &nuts,
                        &from,
                        &to,
                    ];
                    self.regions.push(&cells);
                    self.taken.push(Taken::Region(region.clone()));
                }
            }
        }
        for change in register.changes.iter().filter(|change| lately(Some(change.date))) {
            let same = |known: &Change| {
                (known.date, &known.from, &known.to) == (change.date, &change.from, &change.to)
            };
            if self.registry.changes().iter().any(same) {
                continue;
            }
            let there = |code: &RegionCode| {
                let taken = |taken: &Taken| matches!(taken, Taken::Region(region) if region.code == *code);
                self.registry.get(code).is_some() || self.taken.iter().any(taken)
            };
            if let Some(missing) = [&change.from, &change.to].into_iter().find(|code| !there(code)) {
                let date = change.date;
                self.remarks.push(Text::both(
                    format!("een verandering van {date} noemt {missing}, dat geen gebied van de werkmap is; overgeslagen"),
                    format!("a change of {date} names {missing}, which is no region of the workspace; left out"),
                ));
                continue;
            }
            let date = change.date.to_string();
            let cells = [
                &date,
                change.kind.word(),
                change.from.as_str(),
                change.to.as_str(),
                &change.source,
            ];
            self.events.push(&cells);
            self.taken.push(Taken::Change(change.clone()));
        }
    }

    /// Fills in a day that is open, or tells that the register has another one.
    fn day(&mut self, known: &Region, last: bool, told: Option<Date>) {
        let Some(told) = told else { return };
        let (ours, column) = if last {
            (known.validity.to, 5)
        } else {
            (known.validity.from, 4)
        };
        let code = &known.code;
        match ours {
            Some(ours) if ours == told => {}
            Some(ours) => {
                let (nl, en) = if last {
                    ("laatste", "last")
                } else {
                    ("eerste", "first")
                };
                self.remarks.push(Text::both(
                    format!("{code}: in de werkmap is {ours} de {nl} dag, in het register {told}; er verandert niets"),
                    format!("{code}: the {en} day is {ours} in the workspace and {told} in the register; nothing is changed"),
                ));
            }
            None if self.regions.fill(code.as_str(), column, &told.to_string()) => {
                self.taken.push(Taken::Day {
                    region: code.clone(),
                    last,
                    day: told,
                });
            }
            None => {}
        }
    }
}

/// The lines of a CSV file that people write, changed one by one.
struct Lines {
    lines: Vec<String>,
    columns: &'static str,
    /// Whether its header is as we write it.
    sound: bool,
    changed: bool,
}

impl Lines {
    fn new(text: Option<String>, columns: &'static str) -> Self {
        let text = text.unwrap_or_else(|| columns.to_owned());
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let header = lines
            .iter()
            .map(|line| line.trim_start_matches('\u{feff}'))
            .find(|line| !line.starts_with('#') && !line.is_empty());
        Self {
            sound: header == Some(columns),
            columns,
            lines,
            changed: false,
        }
    }
    fn push(&mut self, cells: &[&str]) {
        let cells: Vec<String> = cells.iter().map(|cell| written(cell)).collect();
        self.lines.push(cells.join(","));
        self.changed = true;
    }
    /// Writes an empty cell of the row that begins with a code. A row with quotes is left as it is.
    fn fill(&mut self, code: &str, column: usize, text: &str) -> bool {
        let row = self.lines.iter_mut().find(|line| {
            let rest = line.strip_prefix(code);
            rest.is_some_and(|rest| rest.starts_with(','))
        });
        let Some(row) = row.filter(|row| !row.contains('"')) else {
            return false;
        };
        let mut cells: Vec<&str> = row.split(',').collect();
        match cells.get_mut(column) {
            Some(cell) if cell.is_empty() => *cell = text,
            _ => return false,
        }
        *row = cells.join(",");
        self.changed = true;
        true
    }
    fn text(&self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }
}

/// A cell as it is written in CSV.
fn written(cell: &str) -> String {
    let cell: String = cell
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if cell.contains([',', '"']) || cell.starts_with('#') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}
