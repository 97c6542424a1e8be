//! What was filled in, on a page or on a command line.

use super::{Field, Form, Kind, Most, Part, Role, Row, hangs_on};
use crate::layout::rows::About;
use crate::layout::{Belongs, Sheet};
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};

/// A part has no more rows than this: who has more, has a workbook.
const MOST_ROWS: usize = 2_000;

/// Why a row of a command line cannot be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PutError {
    /// No column has that key.
    NotAKey {
        /// The key.
        key: String,
        /// Keys that come near.
        near: Vec<String>,
        /// All that there are.
        known: Vec<&'static str>,
    },
    /// A key stands there twice.
    Twice {
        /// The key.
        key: String,
    },
    /// It does not say which thing it is, or what it belongs to.
    NoOwner {
        /// The keys that say so.
        keys: Vec<&'static str>,
    },
    /// It belongs to something that is not there.
    Nowhere {
        /// What it names.
        id: String,
    },
    /// A new row in which nothing was filled in.
    Blank {
        /// The keys that may not stay empty.
        keys: Vec<&'static str>,
    },
}

impl PutError {
    /// In one sentence.
    #[must_use]
    pub fn say(&self) -> Text {
        match self {
            Self::NotAKey { key, near, known } => {
                let (all, near) = (known.join(", "), near.join(", "));
                let meant = |word: &str| match near.is_empty() {
                    true => ".".to_owned(),
                    false => format!("; {word} {near}?"),
                };
                Text::both(
                    format!(
                        "`{key}` is geen sleutel van dit blad{} Er zijn: {all}",
                        meant("bedoelt u")
                    ),
                    format!(
                        "`{key}` is no key of this sheet{} There are: {all}",
                        meant("did you mean")
                    ),
                )
            }
            Self::Twice { key } => Text::both(
                format!("`{key}` staat er twee keer"),
                format!("`{key}` stands there twice"),
            ),
            Self::NoOwner { keys } => {
                let keys = keys.join("=… ");
                Text::both(
                    format!("zeg waar het om gaat: {keys}=…"),
                    format!("say what it is about: {keys}=…"),
                )
            }
            Self::Nowhere { id } => Text::both(
                format!("`{id}` staat niet in het register"),
                format!("`{id}` is not in the register"),
            ),
            Self::Blank { keys } => {
                let keys = keys.join("=… ");
                Text::both(
                    format!("zeg wat er komt te staan: {keys}=…"),
                    format!("say what will stand there: {keys}=…"),
                )
            }
        }
    }
}

/// The keys that may be meant by one that is none: that of the column whose heading it is, in either language, or else those that are written nearly so.
fn meant(key: &str, sheet: Sheet, known: &[&'static str]) -> Vec<String> {
    let headed = |head: &str| head.to_lowercase() == key.to_lowercase();
    let columns = sheet.spec().columns.iter();
    let by_head = columns.filter(|column| {
        let heads = [Lang::Nl, Lang::En].map(|lang| column.head.get(lang));
        known.contains(&column.key.as_str()) && heads.into_iter().any(headed)
    });
    let by_head: Vec<String> = by_head.map(|column| column.key.clone()).collect();
    if by_head.is_empty() {
        near(key, known.iter().copied())
    } else {
        by_head
    }
}

/// A form with a row of a command line in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The form.
    pub form: Form,
    /// The sheet of the thing that changes.
    pub sheet: Sheet,
    /// The thing that changes, as it was written; it may be new.
    pub id: String,
}

impl Form {
    /// The form with what a browser sends: names as [`super::field_name`] gives them, a name twice where several were chosen. Rows come
    /// as they were sent; names that the form does not know are left out. Line ends are those of the form where nothing else differs,
    /// for a browser has line ends of its own.
    #[must_use]
    pub fn filled(&self, sent: &[(String, String)]) -> Self {
        let mut form = self.clone();
        for (part, was) in form.parts.iter_mut().zip(&self.parts) {
            part.rows = rows(part, sent);
            if part.most == Most::Always {
                part.rows.truncate(1);
                part.add(1);
            }
            for (at, row) in part.rows.iter_mut().enumerate() {
                let old = was.rows.get(at).map_or(&[][..], |old| &old.texts);
                for (at, text) in row.texts.iter_mut().enumerate() {
                    let plain = one_line_end(text);
                    let same = old.get(at).filter(|old| one_line_end(old) == plain);
                    *text = same.map_or(plain, String::clone);
                }
            }
        }
        form
    }

    /// What stands above a field, by its name on a page, where only one value of it counts: `None` for what takes several, and for what is no
    /// field of this form.
    #[must_use]
    pub fn only_one(&self, name: &str) -> Option<String> {
        let (part, row, field) = self.named(name)?;
        let head = field.head.get(self.lang);
        let of_row = || {
            format!(
                "{}, {} {}, {head}",
                part.sheet.title(self.lang),
                self.lang.pick("rij", "row"),
                row + 1
            )
        };
        match (&field.kind, part.most) {
            (Kind::Several(_), _) => None,
            (_, Most::Any) => Some(of_row()),
            (_, Most::Always | Most::AtMostOne) => Some(head.to_owned()),
        }
    }

    /// Whether a name on a page is that of a field of this form.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.named(name).is_some()
    }

    /// The field of a name, with its part and the place of its row.
    fn named(&self, name: &str) -> Option<(&Part, usize, &Field)> {
        let (sheet, rest) = name.split_once('.')?;
        let (row, key) = rest.split_once('.')?;
        let part = self.parts.iter().find(|part| part.sheet.word() == sheet)?;
        let field = part.fields.iter().find(|field| field.key == key)?;
        Some((part, row_of(row)?, field))
    }

    /// The form of the thing that one row of a sheet is of or belongs to, with that row changed or added: keys and values. What it does
    /// not name stays as it is.
    ///
    /// # Errors
    /// [`PutError`] when it is not clear which row is meant, or nothing is said of a new one.
    pub fn put(
        sheet: Sheet,
        values: &[(String, String)],
        register: &Register,
        lang: Lang,
    ) -> Result<Placed, PutError> {
        let known: Vec<&'static str> = sheet.spec().columns.iter().map(|one| one.key.as_str()).collect();
        for (at, (key, _)) in values.iter().enumerate() {
            if !known.contains(&key.as_str()) {
                return Err(PutError::NotAKey {
                    key: key.clone(),
                    near: meant(key, sheet, &known),
                    known,
                });
            }
            if values.iter().take(at).any(|(other, _)| other == key) {
                return Err(PutError::Twice { key: key.clone() });
            }
        }
        let said = |key: &str| {
            let found = values.iter().find(|(other, _)| other == key);
            found
                .map(|(_, value)| value.trim())
                .filter(|value| !value.is_empty())
        };
        let owner = owner(sheet, said)?;
        let id = said(owner.key).ok_or(PutError::NoOwner {
            keys: vec![owner.key],
        })?;
        let there = Id::new(id)
            .ok()
            .and_then(|id| Self::of(owner.sheet, &id, register, lang));
        let mut form = match there {
            Some(form) => form,
            None if owner.sheet == sheet => {
                Self::blank(sheet, lang).ok_or(PutError::Nowhere { id: id.to_owned() })?
            }
            None => return Err(PutError::Nowhere { id: id.to_owned() }),
        };
        if let Some(part) = form.part_mut(sheet) {
            let there = part.rows.len();
            let at = place(part, said);
            for (key, value) in values {
                let field = part.position(key);
                let text = field.and_then(|field| part.rows.get_mut(at)?.texts.get_mut(field));
                if let Some(text) = text {
                    text.clone_from(value);
                }
            }
            if at >= there && part.rows.get(at).is_some_and(|row| part.is_blank(row)) {
                let asked = part.fields.iter().filter(|field| field.role == Role::Asked);
                let required = asked.filter(|field| field.required);
                return Err(PutError::Blank {
                    keys: required.map(|field| field.key).collect(),
                });
            }
        }
        Ok(Placed {
            form,
            sheet: owner.sheet,
            id: id.to_owned(),
        })
    }
}

/// Which thing a row is of.
struct Owner {
    sheet: Sheet,
    /// The key that holds its id.
    key: &'static str,
}

fn owner<'v>(sheet: Sheet, said: impl Fn(&str) -> Option<&'v str>) -> Result<Owner, PutError> {
    let columns = &sheet.spec().columns;
    let key = |at: usize| columns.get(at).map_or("", |column| column.key.as_str());
    let none = |keys| PutError::NoOwner { keys };
    match sheet.belongs() {
        Belongs::Itself => Ok(Owner { sheet, key: key(0) }),
        Belongs::Once(target) | Belongs::ById(target) | Belongs::ByNumber(target) => {
            let sheet = target.sheet().ok_or(none(vec![key(0)]))?;
            Ok(Owner { sheet, key: key(0) })
        }
        Belongs::ToSome => {
            let keys = vec![key(0), key(1)];
            let word = said(key(0)).ok_or_else(|| none(keys.clone()))?.to_lowercase();
            let is = |about: &&About| {
                [about.word(), about.label(Lang::Nl), about.label(Lang::En)].contains(&word.as_str())
            };
            let about = About::ALL.iter().find(is).ok_or_else(|| none(keys.clone()))?;
            let sheet = Sheet::ALL
                .iter()
                .copied()
                .find(|owner| owner.names() == Some(about.target()) && hangs_on(sheet, *owner))
                .ok_or(none(keys))?;
            Ok(Owner { sheet, key: key(1) })
        }
    }
}

/// Where a row stands in its part: the one with the same id or number, else a new one.
fn place<'v>(part: &mut Part, said: impl Fn(&str) -> Option<&'v str>) -> usize {
    let by = match part.sheet.belongs() {
        Belongs::Itself | Belongs::Once(_) => None,
        Belongs::ById(_) => Some("id"),
        Belongs::ByNumber(_) | Belongs::ToSome => Some("nr"),
    };
    let found = match by {
        None => (!part.rows.is_empty()).then_some(0),
        Some(key) => part.position(key).zip(said(key)).and_then(|(field, value)| {
            let same = |row: &Row| row.texts.get(field).is_some_and(|text| text == value);
            part.rows.iter().position(same)
        }),
    };
    found.unwrap_or_else(|| {
        part.add(1);
        part.rows.len().saturating_sub(1)
    })
}

/// The place of a row by its number in a name, from one. Written in one way: `01` and `+1` would be other names for one field.
fn row_of(number: &str) -> Option<usize> {
    let row: usize = number.parse().ok()?;
    let row = row.checked_sub(1).filter(|row| *row < MOST_ROWS)?;
    (number == (row + 1).to_string()).then_some(row)
}

/// The rows of a part, as they were sent.
fn rows(part: &Part, sent: &[(String, String)]) -> Vec<Row> {
    let word = part.sheet.word();
    let mut rows: Vec<Row> = Vec::new();
    for (name, value) in sent {
        let mut names = name.splitn(3, '.');
        if names.next() != Some(word) {
            continue;
        }
        let Some(row) = names.next().and_then(row_of) else {
            continue;
        };
        let Some(field) = names.next().and_then(|key| part.position(key)) else {
            continue;
        };
        // What the form itself fills in is not for others to say.
        if part
            .fields
            .get(field)
            .is_some_and(|field| field.role == Role::Owner)
        {
            continue;
        }
        while rows.len() <= row {
            rows.push(Row {
                texts: vec![String::new(); part.fields.len()],
            });
        }
        if let Some(text) = rows.get_mut(row).and_then(|row| row.texts.get_mut(field)) {
            if !text.is_empty() && !value.is_empty() {
                text.push_str("; ");
            }
            text.push_str(value);
        }
    }
    rows
}

/// A text with single line ends, as no browser sends it and every register may hold it.
fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
