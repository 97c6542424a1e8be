//! The register as typed tables, and the tables as they were read.

use crate::cell::Cell;
use crate::layout::fields::Writing;
use crate::layout::rows::{About, Row as _};
use crate::layout::{Sheet, Spec, Unit};
use koers_model::id::Id;
use koers_model::portfolio::action::Evidence;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use std::sync::Arc;

/// How numbers and days stand in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As numbers and days.
    Workbook,
    /// As text, numbers with a point.
    Points,
    /// As text, numbers as people write them where the comma is the decimal mark.
    Commas,
}

impl Form {
    pub(crate) fn is_text(self) -> bool {
        self != Self::Workbook
    }
}

/// One row, its cells in the order of the columns of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// Its number in the file, from 1.
    pub(crate) line: u32,
    pub(crate) cells: Vec<Cell>,
}

/// One sheet.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) spec: &'static Spec,
    /// Its name in the file.
    pub(crate) name: Arc<str>,
    pub(crate) form: Form,
    /// For each column of the sheet, where it stands in the file.
    pub(crate) columns: Vec<Option<u16>>,
    /// For each column of the sheet, what amounts in it are counted in.
    pub(crate) units: Vec<Unit>,
    pub(crate) rows: Vec<Row>,
}

impl Table {
    pub(crate) fn unit(&self, column: usize) -> Unit {
        self.units.get(column).copied().unwrap_or_default()
    }
}

/// The register as sheets.
#[derive(Debug, Clone)]
pub struct Book {
    pub(crate) lang: Lang,
    pub(crate) unit: Unit,
    /// What whoever made the book wrote into it.
    pub(crate) stamp: Option<String>,
    pub(crate) tables: Vec<Table>,
    /// Names of sheets that are not ours.
    pub(crate) not_read: Vec<String>,
}

/// How a book is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Making {
    /// The language of names, heads and words.
    pub lang: Lang,
    /// What amounts are counted in.
    pub unit: Unit,
    /// A mark that comes back when the book is read, its first 200 characters without blanks around them: the head of the log when the book
    /// was made, for one. When it is not the present one, somebody changed something in between.
    pub stamp: Option<String>,
}

impl Making {
    /// In that language, in euro, without a mark.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self {
            lang,
            unit: Unit::Euro,
            stamp: None,
        }
    }
}

/// The rows come behind a hidden row with keys and a row with heads.
pub(crate) const FIRST_ROW: u32 = 3;

struct Filling<'a> {
    writing: Writing,
    table: &'a mut Table,
}

impl Filling<'_> {
    fn push(&mut self, before: &[Cell], put: impl FnOnce(Writing, &mut Vec<Cell>)) {
        let mut cells = Vec::with_capacity(self.table.spec.columns.len());
        cells.extend_from_slice(before);
        put(self.writing, &mut cells);
        cells.push(Cell::Empty);
        let line = u32::try_from(self.table.rows.len()).unwrap_or(u32::MAX);
        self.table.rows.push(Row {
            line: line.saturating_add(FIRST_ROW),
            cells,
        });
    }
    fn list<T: crate::layout::rows::Row>(&mut self, owner: &Id, list: &[T]) {
        for (at, item) in list.iter().enumerate() {
            let before = [Cell::text(owner.as_str()), number(at)];
            self.push(&before, |writing, cells| item.put(writing, cells));
        }
    }
    fn evidence(&mut self, about: About, owner: &Id, list: &[Evidence]) {
        let about = Cell::text(about.label(self.writing.lang));
        for (at, item) in list.iter().enumerate() {
            let before = [about.clone(), Cell::text(owner.as_str()), number(at)];
            self.push(&before, |writing, cells| item.put(writing, cells));
        }
    }
}

/// The number of something in a list, from 1.
fn number(at: usize) -> Cell {
    Cell::Number(f64::from(u32::try_from(at + 1).unwrap_or(u32::MAX)))
}

impl Book {
    /// Everything in the register. All its kinds have a sheet.
    #[must_use]
    pub fn of(register: &Register, making: &Making) -> Self {
        let writing = Writing {
            lang: making.lang,
            unit: making.unit,
        };
        let tables = Sheet::ALL
            .iter()
            .map(|sheet| table(*sheet, register, writing))
            .collect();
        Self {
            lang: making.lang,
            unit: making.unit,
            stamp: making
                .stamp
                .as_deref()
                .map(|stamp| stamp.trim().chars().take(200).collect()),
            tables,
            not_read: Vec::new(),
        }
    }
    pub(crate) fn table(&self, sheet: Sheet) -> Option<&Table> {
        self.tables.iter().find(|table| table.spec.sheet == sheet)
    }
    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.tables.iter().map(|table| table.rows.len()).sum()
    }
}

fn table(sheet: Sheet, register: &Register, writing: Writing) -> Table {
    let spec = sheet.spec();
    let width = u16::try_from(spec.columns.len()).unwrap_or(u16::MAX);
    let mut table = Table {
        spec,
        name: sheet.title(writing.lang).into(),
        form: Form::Workbook,
        columns: (0..width).map(Some).collect(),
        units: vec![writing.unit; spec.columns.len()],
        rows: Vec::new(),
    };
    let mut fill = Filling {
        writing,
        table: &mut table,
    };
    /// The things of one kind, a row each.
    macro_rules! each {
        ($kind:ident) => {
            for item in register.$kind.values() {
                fill.push(&[], |writing, cells| item.put(writing, cells));
            }
        };
        ($kind:ident, $list:ident) => {
            for owner in register.$kind.values() {
                fill.list(&owner.id, &owner.$list);
            }
        };
    }
    match sheet {
        Sheet::Organisations => each!(organisations),
        Sheet::Funding => each!(funding_sources),
        Sheet::Actions => each!(actions),
        Sheet::Requests => {
            for action in register.actions.values() {
                if let Some(request) = &action.request {
                    let owner = [Cell::text(action.id.as_str())];
                    fill.push(&owner, |writing, cells| request.put(writing, cells));
                }
            }
        }
        Sheet::Partners => each!(actions, partners),
        Sheet::Places => each!(actions, places),
        Sheet::Milestones => each!(actions, milestones),
        Sheet::Risks => each!(actions, risks),
        Sheet::Dependencies => each!(actions, dependencies),
        Sheet::Money => each!(actions, money),
        Sheet::Estimates => each!(estimates),
        Sheet::Findings => each!(findings),
        Sheet::Decisions => each!(decisions),
        Sheet::Subjects => each!(decisions, about),
        Sheet::Appraisals => each!(appraisals),
        Sheet::Gates => each!(appraisals, gates),
        Sheet::Scores => each!(appraisals, scores),
        Sheet::Overrides => each!(overrides),
        Sheet::Aid => each!(aid),
        Sheet::Controls => each!(controls),
        Sheet::Loans => each!(loans),
        Sheet::Evidence => {
            for action in register.actions.values() {
                fill.evidence(About::Action, &action.id, &action.evidence);
            }
            for source in register.funding_sources.values() {
                fill.evidence(About::FundingSource, &source.id, &source.evidence);
            }
            for decision in register.decisions.values() {
                fill.evidence(About::Decision, &decision.id, &decision.evidence);
            }
            for loan in register.loans.values() {
                fill.evidence(About::Loan, &loan.id, &loan.evidence);
            }
        }
    }
    table
}
