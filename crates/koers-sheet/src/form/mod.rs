//! One thing as a form on a page: its own row, and the rows of its lists, with the columns of their sheets.
//!
//! A form knows no column of its own: what can be filled in stands in `layout/rows.rs`, and what was filled in goes through the same
//! reading as a workbook. [`Form::of`] and [`Form::blank`] make one, [`Form::filled`] takes in what a browser sends, [`Form::put`] what a
//! command line says, and [`Form::read`] gives the register as it will be, or every fault with the field it belongs to.

mod choices;
mod fill;
mod plain;
mod read;

use crate::book::{Book, Making};
use crate::cell::Cell;
use crate::known::Target;
use crate::layout::rows::About;
use crate::layout::several::CANNOT_SAY;
use crate::layout::{Belongs, Column, Shape, Sheet, Spec, fields::UNKNOWN};
pub use choices::{Choice, choices};
pub use fill::{Placed, PutError};
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};
pub use read::{FieldFault, end_word};

/// What sort of thing is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// The id of the row itself. In a list it may stay empty: then it gets one.
    Own,
    /// The id of something else.
    One(Target),
    /// Ids of other things, with `;` between them.
    Several(Target),
    /// One of these words.
    Word(Vec<&'static str>),
    /// A text of one line.
    Line,
    /// A text that may have lines.
    Long,
    /// A day, written as 2019-12-31.
    Date,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// An amount in euro.
    Money,
    /// A part of a whole, written as 40%.
    Share,
}

/// Who fills in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Whoever fills in the form.
    Asked,
    /// The form: what the row belongs to.
    Owner,
    /// The form: the place of the row in its list.
    Number,
    /// Whoever fills in the form, when the row is to end.
    End,
}

/// A column, as something to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its key: the one of the column.
    pub key: &'static str,
    /// What stands above it.
    pub head: Text,
    /// What sort of thing is wanted.
    pub kind: Kind,
    /// Whether it may not stay empty.
    pub required: bool,
    /// Who fills it in.
    pub role: Role,
    /// A word that may stand there besides, where nobody knows.
    pub besides: Option<Text>,
}

/// A row of a form: a text for each field of its part, as people write it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// In the order of the fields.
    pub texts: Vec<String>,
}

/// How many rows a part can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Most {
    /// One, always.
    Always,
    /// One or none.
    AtMostOne,
    /// Any number.
    Any,
}

/// The rows of one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The sheet.
    pub sheet: Sheet,
    /// How many rows it can have.
    pub most: Most,
    /// The fields of each row: all columns of the sheet.
    pub fields: Vec<Field>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Part {
    /// Whether nothing that is asked for was filled in.
    #[must_use]
    pub fn is_blank(&self, row: &Row) -> bool {
        let mut said = self.fields.iter().zip(&row.texts);
        said.all(|(field, text)| field.role != Role::Asked || text.trim().is_empty())
    }
    /// Adds rows to be filled in; none where one is all there can be.
    pub fn add(&mut self, rows: usize) {
        let room = match self.most {
            Most::Any => rows,
            Most::Always | Most::AtMostOne => 1_usize.saturating_sub(self.rows.len()).min(rows),
        };
        let blank = Row {
            texts: vec![String::new(); self.fields.len()],
        };
        self.rows.extend(std::iter::repeat_n(blank, room));
    }
    /// Where the field with that key stands.
    #[must_use]
    pub fn position(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.key == key)
    }
}

/// One thing as a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The language of its words.
    pub lang: Lang,
    /// Its parts: its own row first, then its lists in the order of the book.
    pub parts: Vec<Part>,
}

/// The name of a field on a page: the sheet, the row of the part from one, the key of the column.
#[must_use]
pub fn field_name(sheet: Sheet, row: usize, key: &str) -> String {
    format!("{}.{row}.{key}", sheet.word())
}

impl Form {
    /// An empty form for a new thing; `None` for a sheet whose rows belong to something else.
    #[must_use]
    pub fn blank(sheet: Sheet, lang: Lang) -> Option<Self> {
        let mut form = Self::over(sheet, &Register::default(), lang)?;
        form.own_mut()?.add(1);
        Some(form)
    }

    /// The form of a thing of the register, as it stands there.
    #[must_use]
    pub fn of(sheet: Sheet, id: &Id, register: &Register, lang: Lang) -> Option<Self> {
        let form = Self::over(sheet, &alone(sheet, id, register)?, lang)?;
        Some(form)
    }

    /// The form of a register that holds one thing, or nothing.
    fn over(sheet: Sheet, register: &Register, lang: Lang) -> Option<Self> {
        (sheet.belongs() == Belongs::Itself).then_some(())?;
        let book = Book::of(register, &Making::new(lang));
        let hangs = |other: &Sheet| *other == sheet || (sheet.names().is_some() && hangs_on(*other, sheet));
        let mut sheets: Vec<Sheet> = Sheet::ALL.iter().copied().filter(hangs).collect();
        // Its own row first; the others stay in the order of the book.
        sheets.sort_by_key(|other| *other != sheet);
        let parts = sheets.into_iter().map(|other| part(other, &book, lang)).collect();
        Some(Self { lang, parts })
    }

    /// Its own row.
    #[must_use]
    pub fn own(&self) -> Option<&Part> {
        self.parts.first()
    }
    fn own_mut(&mut self) -> Option<&mut Part> {
        self.parts.first_mut()
    }
    /// The id that was filled in.
    #[must_use]
    pub fn id(&self) -> &str {
        let text = || self.own()?.rows.first()?.texts.first();
        text().map_or("", |id| id.trim())
    }
    /// Sets the id: of a thing that is there it does not change.
    pub fn set_id(&mut self, id: &Id) {
        let text = self
            .own_mut()
            .and_then(|part| part.rows.first_mut())
            .and_then(|row| row.texts.first_mut());
        if let Some(text) = text {
            id.as_str().clone_into(text);
        }
    }
    /// The part of a sheet.
    #[must_use]
    pub fn part(&self, sheet: Sheet) -> Option<&Part> {
        self.parts.iter().find(|part| part.sheet == sheet)
    }
    /// The part of a sheet, to be changed.
    pub fn part_mut(&mut self, sheet: Sheet) -> Option<&mut Part> {
        self.parts.iter_mut().find(|part| part.sheet == sheet)
    }
}

impl Sheet {
    /// What an id of the things on this sheet names; `None` where nothing names them.
    #[must_use]
    pub fn names(self) -> Option<Target> {
        Target::ALL
            .iter()
            .copied()
            .find(|target| target.sheet() == Some(self))
    }
    /// Whether its rows stand forever as they were entered: they neither change nor end.
    #[must_use]
    pub const fn stands(self) -> bool {
        matches!(self, Self::Overrides)
    }
    /// Whether the rows are things by themselves, and do not belong to another one.
    #[must_use]
    pub fn is_of_things(self) -> bool {
        self.belongs() == Belongs::Itself
    }
}

/// Whether rows of a sheet belong to things of another one.
fn hangs_on(sheet: Sheet, owner: Sheet) -> bool {
    match sheet.belongs() {
        Belongs::Itself => false,
        Belongs::Once(target) | Belongs::ById(target) | Belongs::ByNumber(target) => {
            owner.names() == Some(target)
        }
        Belongs::ToSome => About::ALL
            .iter()
            .any(|about| owner.names() == Some(about.target())),
    }
}

/// A register with that one thing.
fn alone(sheet: Sheet, id: &Id, register: &Register) -> Option<Register> {
    let mut only = Register::default();
    /// The thing in its place.
    macro_rules! of {
        ($place:ident) => {{
            only.$place.insert(id.clone(), register.$place.get(id)?.clone());
        }};
    }
    match sheet {
        Sheet::Organisations => of!(organisations),
        Sheet::Funding => of!(funding_sources),
        Sheet::Actions => of!(actions),
        Sheet::Estimates => of!(estimates),
        Sheet::Findings => of!(findings),
        Sheet::Decisions => of!(decisions),
        Sheet::Appraisals => of!(appraisals),
        Sheet::Overrides => of!(overrides),
        Sheet::Aid => of!(aid),
        Sheet::Controls => of!(controls),
        Sheet::Loans => of!(loans),
        Sheet::Requests
        | Sheet::Partners
        | Sheet::Places
        | Sheet::Milestones
        | Sheet::Risks
        | Sheet::Dependencies
        | Sheet::Money
        | Sheet::Subjects
        | Sheet::Gates
        | Sheet::Scores
        | Sheet::Evidence => return None,
    }
    Some(only)
}

fn part(sheet: Sheet, book: &Book, lang: Lang) -> Part {
    let spec = sheet.spec();
    let rows = book.table(sheet).map_or_else(Vec::new, |table| {
        let row = |row: &crate::book::Row| Row {
            texts: row
                .cells
                .iter()
                .zip(&spec.columns)
                .map(|(cell, column)| plain::written(cell, column.shape, lang))
                .collect(),
        };
        table.rows.iter().map(row).collect()
    });
    Part {
        sheet,
        most: match sheet.belongs() {
            Belongs::Itself => Most::Always,
            Belongs::Once(_) => Most::AtMostOne,
            Belongs::ById(_) | Belongs::ByNumber(_) | Belongs::ToSome => Most::Any,
        },
        fields: (0..spec.columns.len())
            .filter_map(|at| field(spec, at, lang))
            .collect(),
        rows,
    }
}

fn field(spec: &'static Spec, at: usize, lang: Lang) -> Option<Field> {
    let column = spec.columns.get(at)?;
    let role = if at == spec.end() {
        Role::End
    } else if at >= spec.before {
        Role::Asked
    } else if column.key == "nr" {
        Role::Number
    } else {
        Role::Owner
    };
    // In a list the form itself gives an id to what has none.
    let named = matches!(column.shape, Shape::Own) && !spec.sheet.is_of_things();
    Some(Field {
        key: &column.key,
        head: column.head.clone(),
        kind: kind(column, lang),
        required: column.required && !named && !is_completed(spec.sheet, column),
        role,
        besides: besides(spec.sheet, column).map(|(nl, en)| Text::both(nl, en)),
    })
}

fn kind(column: &Column, lang: Lang) -> Kind {
    match column.shape {
        Shape::Own => Kind::Own,
        Shape::Ref(target) => Kind::One(target),
        Shape::Refs(target) => Kind::Several(target),
        Shape::Words(words) => Kind::Word(words(lang)),
        Shape::Text if !column.is_name() => Kind::Long,
        Shape::Text | Shape::Formed | Shape::Hash => Kind::Line,
        Shape::Date => Kind::Date,
        Shape::Whole => Kind::Whole,
        Shape::Money | Shape::KnownMoney => Kind::Money,
        Shape::Share => Kind::Share,
        Shape::Number | Shape::Degrees(_) => Kind::Number,
    }
}

/// Whether the workspace fills in a column that was left empty: the hash of a yardstick follows from its set and version.
fn is_completed(sheet: Sheet, column: &Column) -> bool {
    sheet == Sheet::Appraisals && column.key == "set-hash"
}

/// The word that a column takes where nobody knows.
fn besides(sheet: Sheet, column: &Column) -> Option<(&'static str, &'static str)> {
    match (sheet, column.key.as_str(), column.shape) {
        (Sheet::Findings, "central", _) | (Sheet::Scores, "score", _) => Some(CANNOT_SAY),
        (_, _, Shape::Money) => Some(UNKNOWN),
        _ => None,
    }
}

/// Whether a cell says nothing.
fn says_nothing(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.trim().is_empty()) || cell.is_empty()
}
