//! A form of the register as fields of a page.

use super::asked::{Asked, Questions};
use super::hints::hint;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::form::{
    Choice, FieldFault, Form, Kind, Most, Part, Role, Row, choices, end_word, field_name,
};
use koers_sheet::{Known, Sheet, Target};
use std::collections::BTreeMap;

/// Of so many things one is chosen out of a list; of more its id is typed, with the ids as suggestions.
const MOST_LISTED: usize = 400;
/// Of so many things several are ticked; of more the ids are typed.
const MOST_TICKED: usize = 150;

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// A line: type of the field, the list of suggestions.
    Line {
        /// `text` or `date`.
        kind: &'static str,
        /// The list with suggestions; empty for none.
        list: String,
    },
    /// Several lines.
    Lines {
        /// How many are seen.
        rows: usize,
    },
    /// One out of a list: value, words, whether it is the one.
    One(Vec<(String, String, bool)>),
    /// Any number out of a list: value, words, whether it is ticked.
    Ticks(Vec<(String, String, bool)>),
}

/// When a field may not stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may.
    Never,
    /// Always.
    Always,
    /// As soon as anything is filled in in its row.
    InAFilledRow,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldView {
    /// Its name, which is also its id on the page.
    pub name: String,
    /// What stands above it.
    pub label: String,
    /// What stands there now.
    pub value: String,
    /// How it is filled in.
    pub control: Control,
    /// When it may not stay empty.
    pub need: Need,
    /// Whether it stands fast.
    pub fixed: bool,
    /// Whether the page opens here.
    pub first: bool,
    /// The id of the steps of the scale that it is filled in with; empty for none.
    pub scale: String,
    /// How it is written, where that is not plain.
    pub hint: Option<String>,
    /// What is wrong with it.
    pub fault: Option<String>,
}

impl FieldView {
    /// The ids of the texts that belong to it.
    pub fn described(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}.uitleg", self.name));
        let fault = self.fault.as_ref().map(|_| format!("{}.fout", self.name));
        let scale = Some(self.scale.clone()).filter(|scale| !scale.is_empty());
        let ids: Vec<String> = fault.into_iter().chain(scale).chain(hint).collect();
        ids.join(" ")
    }
    /// How many are ticked.
    pub fn ticked(&self) -> usize {
        match &self.control {
            Control::Ticks(options) => options.iter().filter(|(_, _, ticked)| *ticked).count(),
            _ => 0,
        }
    }
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowView {
    /// Its id on the page.
    pub id: String,
    /// What people call it.
    pub legend: String,
    /// What it asks, in a test.
    pub asked: Option<Asked>,
    /// What goes along unseen: name and value.
    pub hidden: Vec<(String, String)>,
    /// Its fields.
    pub fields: Vec<FieldView>,
    /// The box that ends it, where it is there already: name, value, whether it is ticked.
    pub end: Option<(String, &'static str, bool)>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartView {
    /// Its word, for the button that adds rows.
    pub word: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// How many rows hold something.
    pub filled: usize,
    /// Whether it is shown unfolded.
    pub open: bool,
    /// Whether rows can be added.
    pub grows: bool,
    /// Its rows.
    pub rows: Vec<RowView>,
}

/// Suggestions for fields: id of the list, and value with words.
pub type Suggestions = Vec<(String, Vec<(String, String)>)>;

/// A form as a page shows it.
pub struct View {
    /// Fields of the thing itself.
    pub own: Vec<FieldView>,
    /// Its lists.
    pub lists: Vec<PartView>,
    /// Lists of suggestions.
    pub suggestions: Suggestions,
}

/// Makes fields of forms.
pub struct Viewing<'a> {
    /// The register that fields may name things of.
    pub register: &'a Register,
    /// What they may name outside it.
    pub known: &'a Known,
    /// What is wrong.
    pub faults: &'a [FieldFault],
    /// Whether the thing is there already, so that its id stands fast.
    pub exists: bool,
    /// What the rows of a test ask.
    pub questions: Option<Questions<'a>>,
    /// The list and the row at which the page opens: the first of those that were just added.
    pub opens_at: Option<(Sheet, usize)>,
    /// The language.
    pub lang: Lang,
}

impl Viewing<'_> {
    /// The form as fields. Every list gets a row more than it has, to be filled in.
    pub fn view(&self, form: &Form) -> View {
        let mut targets = BTreeMap::new();
        for field in form.parts.iter().flat_map(|part| &part.fields) {
            if let (Kind::One(target) | Kind::Several(target), Role::Asked) = (&field.kind, field.role) {
                targets
                    .entry(*target)
                    .or_insert_with(|| choices(*target, self.register, self.known, self.lang));
            }
        }
        let own = form.own().and_then(|part| Some((part, part.rows.first()?)));
        let suggestions = targets
            .iter()
            .filter_map(|(target, choices)| Some((target, choices.as_ref()?)))
            .filter(|(_, choices)| choices.len() > MOST_TICKED)
            .map(|(target, choices)| {
                let pairs = choices.iter().map(|one| (one.id.clone(), one.name.clone()));
                (list_id(*target), pairs.collect())
            });
        View {
            own: own.map_or_else(Vec::new, |(part, row)| self.fields(part, 1, row, &targets)),
            suggestions: suggestions.collect(),
            lists: form
                .parts
                .iter()
                .skip(1)
                .map(|part| self.part(part, &targets))
                .collect(),
        }
    }

    fn part(&self, part: &Part, targets: &Targets) -> PartView {
        let faulty = self.faults.iter().any(|fault| fault.sheet == part.sheet);
        let filled = part.rows.iter().filter(|row| !part.is_blank(row)).count();
        PartView {
            word: part.sheet.word(),
            title: part.sheet.title(self.lang),
            filled,
            open: faulty || filled > 0 || self.opens_at.is_some_and(|(sheet, _)| sheet == part.sheet),
            grows: part.most == Most::Any,
            rows: (1..)
                .zip(&part.rows)
                .map(|(at, row)| self.row(part, at, row, targets))
                .collect(),
        }
    }

    fn row(&self, part: &Part, at: usize, row: &Row, targets: &Targets) -> RowView {
        let text = |role| {
            let found = part
                .fields
                .iter()
                .zip(&row.texts)
                .find(|(field, _)| field.role == role);
            found.map(|(field, text)| (field_name(part.sheet, at, field.key), text.clone()))
        };
        let number = text(Role::Number);
        let is_there = number
            .as_ref()
            .map_or(!part.is_blank(row), |(_, number)| !number.is_empty());
        let end = text(Role::End).filter(|_| is_there);
        let asked = self.questions.as_ref().and_then(|questions| {
            let named = row.texts.get(part.position(question_key(part.sheet)?)?)?;
            questions.asked(part.sheet, named.trim())
        });
        let mut fields = self.fields(part, at, row, targets);
        if asked.as_ref().is_some_and(|asked| !asked.scale.is_empty()) {
            let score = field_name(part.sheet, at, "score");
            for field in fields.iter_mut().filter(|field| field.name == score) {
                field.scale = format!("{}.schaal", row_id(part.sheet, at));
            }
        }
        if self.opens_at == Some((part.sheet, at))
            && let Some(field) = fields.first_mut()
        {
            field.first = true;
        }
        RowView {
            id: row_id(part.sheet, at),
            legend: match part.most {
                Most::Any => row_name(part.sheet, at, self.lang),
                Most::Always | Most::AtMostOne => part.sheet.title(self.lang).to_owned(),
            },
            hidden: number
                .into_iter()
                .filter(|(_, number)| !number.is_empty())
                .collect(),
            fields,
            asked,
            end: end.map(|(name, text)| (name, end_word(self.lang), !text.is_empty())),
        }
    }

    fn fields(&self, part: &Part, at: usize, row: &Row, targets: &Targets) -> Vec<FieldView> {
        let asked = part.fields.iter().zip(&row.texts);
        asked
            .filter(|(field, _)| field.role == Role::Asked)
            .map(|(field, text)| {
                let own_id = field.kind == Kind::Own && part.sheet.is_of_things();
                let fault = self.faults.iter().find(|fault| {
                    fault.sheet == part.sheet && fault.row == at && fault.key == Some(field.key)
                });
                let control = control(&field.kind, text, targets);
                FieldView {
                    name: field_name(part.sheet, at, field.key),
                    label: field.head.get(self.lang).to_owned(),
                    value: text.clone(),
                    need: match (field.required, part.sheet.is_of_things() || !part.is_blank(row)) {
                        (false, _) => Need::Never,
                        (true, true) => Need::Always,
                        (true, false) => Need::InAFilledRow,
                    },
                    first: false,
                    scale: String::new(),
                    fixed: own_id && self.exists,
                    hint: hint(field, part.sheet, &control, self.lang),
                    control,
                    fault: fault.map(|fault| fault.sentence(self.lang)),
                }
            })
            .collect()
    }
}

/// The column of a test by which a row says what it answers.
fn question_key(sheet: Sheet) -> Option<&'static str> {
    match sheet {
        Sheet::Gates => Some("gate"),
        Sheet::Scores => Some("criterion"),
        _ => None,
    }
}

type Targets = BTreeMap<Target, Option<Vec<Choice>>>;

fn list_id(target: Target) -> String {
    format!("keuze-{}", target.word())
}

/// The id of a row on the page.
pub fn row_id(sheet: Sheet, row: usize) -> String {
    format!("{}.{row}", sheet.word())
}

/// What people call a row of a list.
pub fn row_name(sheet: Sheet, row: usize, lang: Lang) -> String {
    format!("{}, {} {row}", sheet.title(lang), lang.pick("rij", "row"))
}

fn control(kind: &Kind, text: &str, targets: &Targets) -> Control {
    // Never a keypad of numbers: it has no letters for “onbekend” or “niet te zeggen”.
    let line = || Control::Line {
        kind: "text",
        list: String::new(),
    };
    let listed = |target: &Target| targets.get(target).and_then(Option::as_ref);
    match kind {
        Kind::Word(words) => Control::One(options(
            words.iter().map(|word| ((*word).to_owned(), (*word).to_owned())),
            text.trim(),
        )),
        Kind::One(target) => match listed(target) {
            Some(list) if list.len() <= MOST_LISTED => Control::One(options(named(list), text.trim())),
            Some(_) => Control::Line {
                kind: "text",
                list: list_id(*target),
            },
            None => line(),
        },
        Kind::Several(target) => match listed(target) {
            Some(list) if list.len() <= MOST_TICKED => Control::Ticks(ticks(list, text)),
            _ => line(),
        },
        // A line would lose its line ends.
        Kind::Line if text.contains(['\n', '\r']) => Control::Lines { rows: 3 },
        Kind::Long => Control::Lines {
            rows: if text.len() > 200 { 6 } else { 2 },
        },
        // A field for days drops what is no day, and with it what somebody typed.
        Kind::Date if text.is_empty() || koers_model::day::read(text).is_some() => Control::Line {
            kind: "date",
            list: String::new(),
        },
        Kind::Own | Kind::Line | Kind::Date | Kind::Whole | Kind::Number | Kind::Money | Kind::Share => {
            line()
        }
    }
}

fn named(list: &[Choice]) -> impl Iterator<Item = (String, String)> {
    let mut pairs: Vec<(String, String)> = list
        .iter()
        .map(|one| match one.name == one.id {
            true => (one.id.clone(), one.id.clone()),
            false => (one.id.clone(), format!("{} ({})", one.name, one.id)),
        })
        .collect();
    pairs.sort_by_cached_key(|(_, words)| words.to_lowercase());
    pairs.into_iter()
}

/// The options of a list; what stands there and is none of them is one all the same, so that it is kept.
fn options(all: impl Iterator<Item = (String, String)>, chosen: &str) -> Vec<(String, String, bool)> {
    let fits = |value: &str| value.to_lowercase() == chosen.to_lowercase();
    let mut options: Vec<(String, String, bool)> = all
        .map(|(value, words)| {
            let is_chosen = fits(&value);
            (value, words, is_chosen)
        })
        .collect();
    if !chosen.is_empty() && !options.iter().any(|(_, _, is_chosen)| *is_chosen) {
        options.insert(0, (chosen.to_owned(), chosen.to_owned(), true));
    }
    options
}

/// What is ticked first, in its own order; then the others.
fn ticks(list: &[Choice], text: &str) -> Vec<(String, String, bool)> {
    let words: BTreeMap<String, String> = named(list).collect();
    let mut ticked: Vec<&str> = Vec::new();
    for id in text.split(';').map(str::trim).filter(|id| !id.is_empty()) {
        if !ticked.contains(&id) {
            ticked.push(id);
        }
    }
    let others = named(list).filter(|(id, _)| !ticked.contains(&id.as_str()));
    let first = ticked.iter().map(|id| {
        let id = (*id).to_owned();
        let said = words.get(&id).cloned().unwrap_or_else(|| id.clone());
        (id, said, true)
    });
    first
        .chain(others.map(|(id, words)| (id, words, false)))
        .collect()
}
