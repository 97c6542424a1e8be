//! From what was filled in to the register as it will be, by the reading of the import.

use super::{Form, Kind, Part, Role, field_name, says_nothing};
use crate::book::{Book, Form as Written, Row as Line, Table};
use crate::cell::Cell;
use crate::fault::CellFault;
use crate::known::Known;
use crate::layout::rows::About;
use crate::layout::{Belongs, ENDS, Sheet, Unit};
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};
use std::collections::BTreeSet;

/// Something wrong in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// The sheet of its part.
    pub sheet: Sheet,
    /// The row of the part, from one.
    pub row: usize,
    /// The key of the field; `None`: the row as a whole.
    pub key: Option<&'static str>,
    /// What stands above the field.
    pub head: Option<Text>,
    /// What sort of thing the field wants.
    kind: Option<Kind>,
    fault: CellFault,
}

impl FieldFault {
    /// The name of the field on a page, where it is one field.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        self.key.map(|key| field_name(self.sheet, self.row, key))
    }
    /// What is wrong, and what to do, as who fills in a form knows it: by names, not by sheets and ids.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let fault = &self.fault;
        let mut said = String::new();
        if let Some(found) = fault.found.as_ref().filter(|_| !fault.is_missing()) {
            said.push_str(lang.pick("Hier staat ", "Here stands "));
            said.push_str(found.get(lang));
            said.push_str(". ");
        }
        let own = self.kind.as_ref().filter(|_| fault.of_column);
        let wanted = fault.wanted.get(lang);
        let asked = own.and_then(|kind| asked(kind, fault.is_missing(), lang));
        said.push_str(&asked.unwrap_or_else(|| match (&self.kind, lang) {
            (Some(_), Lang::Nl) => format!("Vul in: {wanted}."),
            (Some(_), Lang::En) => format!("Fill in: {wanted}."),
            (None, Lang::Nl) => format!("Dit past niet bij wat er al staat: {wanted}."),
            (None, Lang::En) => format!("This does not fit what stands there already: {wanted}."),
        }));
        if let Some(words) = fault.meant(lang) {
            said.push_str(&match lang {
                Lang::Nl => format!(" Bedoelt u {words}?"),
                Lang::En => format!(" Did you mean {words}?"),
            });
        }
        said
    }
}

/// What somebody is asked to do at a field of a kind that was not filled in, or with something else; `None` where the wish of the column
/// says it as well.
fn asked(kind: &Kind, is_missing: bool, lang: Lang) -> Option<String> {
    Some(match (kind, lang) {
        (Kind::Own, _) => lang
            .pick(
                "Geef een korte naam zonder spaties: kleine letters, cijfers en streepjes, hoogstens 120 tekens.",
                "Give a short name without spaces: lower-case letters, digits and hyphens, at most 120 characters.",
            )
            .to_owned(),
        (Kind::One(target) | Kind::Several(target), _) => {
            let one = target.label(lang);
            match (is_missing, lang) {
                (true, Lang::Nl) => format!("Kies {one}."),
                (true, Lang::En) => format!("Choose {one}."),
                (false, Lang::Nl) => format!("Dat is er niet. Kies {one} uit de lijst."),
                (false, Lang::En) => format!("There is no such thing. Choose {one} from the list."),
            }
        }
        (Kind::Word(words), Lang::Nl) => format!("Kies een van: {}.", words.join(", ")),
        (Kind::Word(words), Lang::En) => format!("Choose one of: {}.", words.join(", ")),
        (Kind::Line | Kind::Long, _) => lang.pick("Vul dit in.", "Fill this in.").to_owned(),
        (Kind::Date, _) => lang
            .pick(
                "Vul een dag in, zoals 2019-12-31.",
                "Fill in a day, such as 2019-12-31.",
            )
            .to_owned(),
        (Kind::Money, _) => lang
            .pick(
                "Vul een bedrag in euro in, bijvoorbeeld 12.500,00.",
                "Fill in an amount in euro, for example 12,500.00.",
            )
            .to_owned(),
        (Kind::Share, _) => lang
            .pick(
                "Vul een deel in met het teken %, zoals 5%: van 0% tot 100%.",
                "Fill in a part with the sign %, such as 5%: from 0% to 100%.",
            )
            .to_owned(),
        (Kind::Whole | Kind::Number, _) => return None,
    })
}

impl Form {
    /// The register as it will be with what was filled in. Rows of lists in which nothing was filled in are left out; what somebody
    /// ended that was never there, too.
    ///
    /// # Errors
    /// Every fault, with the field it belongs to. Then nothing is entered.
    pub fn read(&self, before: &Register, known: &Known) -> Result<Register, Vec<FieldFault>> {
        let has_request = before
            .actions
            .get(self.id())
            .is_some_and(|action| action.request.is_some());
        let mut book = Book {
            lang: self.lang,
            unit: Unit::Euro,
            stamp: None,
            tables: self
                .parts
                .iter()
                .map(|part| self.table(part, has_request))
                .collect(),
            not_read: Vec::new(),
        };
        book.fill(known);
        match book.apply(before, known) {
            Ok(import) => Ok(import.after),
            Err(faults) => {
                let all: Vec<FieldFault> = faults
                    .list()
                    .iter()
                    .filter_map(|fault| self.placed(fault))
                    .collect();
                let asked: Vec<FieldFault> =
                    all.iter().filter(|fault| self.is_asked(fault)).cloned().collect();
                // Of what the form fills in itself, the fault is that of the field it was taken from.
                Err(if asked.is_empty() { all } else { asked })
            }
        }
    }

    /// A fault of the id of the thing itself, which only who keeps the register can know.
    #[must_use]
    pub fn own_fault(&self, wanted: Text) -> Option<FieldFault> {
        let part = self.own()?;
        let text = part.rows.first()?.texts.first()?;
        let fault = CellFault::at(part.sheet.word(), 1, Some(0), wanted);
        self.placed(&fault.found(&Cell::text(text)))
    }

    fn is_asked(&self, fault: &FieldFault) -> bool {
        let field = self
            .part(fault.sheet)
            .zip(fault.key)
            .and_then(|(part, key)| part.fields.iter().find(|field| field.key == key));
        field.is_none_or(|field| matches!(field.role, Role::Asked | Role::End))
    }

    fn placed(&self, fault: &CellFault) -> Option<FieldFault> {
        let part = self.parts.iter().find(|part| part.sheet.word() == fault.sheet);
        // What shows at another thing, which this form does not hold, is a fault of this thing as a whole.
        let part = part.or_else(|| self.own())?;
        let field = fault
            .column
            .and_then(|column| part.fields.get(usize::from(column)));
        Some(FieldFault {
            sheet: part.sheet,
            row: usize::try_from(fault.line.unwrap_or(1)).ok()?,
            key: field.map(|field| field.key),
            head: field.map(|field| field.head.clone()),
            kind: field.map(|field| field.kind.clone()),
            fault: fault.clone(),
        })
    }

    fn table(&self, part: &Part, has_request: bool) -> Table {
        let spec = part.sheet.spec();
        let width = u16::try_from(spec.columns.len()).unwrap_or(u16::MAX);
        let mut taken = taken(part);
        let mut rows = Vec::new();
        for (line, row) in (1..).zip(&part.rows) {
            let mut cells: Vec<Cell> = row.texts.iter().map(|text| Cell::text(text)).collect();
            if part.sheet.is_of_things() {
                rows.push(Line { line, cells });
                continue;
            }
            let number = part.fields.iter().position(|field| field.role == Role::Number);
            let is_new = match number {
                Some(at) => cells.get(at).is_none_or(says_nothing),
                // What is there at most once has no number: it is there or it is not.
                None => !has_request,
            };
            let ends = cells.get(spec.end()).is_some_and(|cell| !cell.is_empty());
            // A new row in which nothing was filled in, or that ends before it began.
            if is_new && (ends || part.is_blank(row)) {
                continue;
            }
            self.own_cells(part.sheet, &mut cells);
            if let Belongs::ById(_) = part.sheet.belongs()
                && let Some(own) = cells.get_mut(spec.before).filter(|cell| says_nothing(cell))
            {
                *own = Cell::text(&fresh(part.sheet, &mut taken));
            }
            rows.push(Line { line, cells });
        }
        Table {
            spec,
            name: part.sheet.word().into(),
            form: Written::Commas,
            columns: (0..width).map(Some).collect(),
            units: vec![Unit::Euro; spec.columns.len()],
            rows,
        }
    }

    /// Fills in what a row belongs to.
    fn own_cells(&self, sheet: Sheet, cells: &mut [Cell]) {
        let mut own = Vec::new();
        if sheet.belongs() == Belongs::ToSome {
            let target = self.own().and_then(|part| part.sheet.names());
            let about = About::ALL.iter().find(|about| Some(about.target()) == target);
            own.push(Cell::text(about.map_or("", |about| about.word())));
        }
        own.push(Cell::text(self.id()));
        for (cell, own) in cells.iter_mut().zip(own) {
            *cell = own;
        }
    }
}

/// The ids of the rows of a part.
fn taken(part: &Part) -> BTreeSet<String> {
    let at = part.sheet.spec().before;
    let ids = part.rows.iter().filter_map(|row| row.texts.get(at));
    ids.map(|id| id.trim().to_owned()).collect()
}

/// An id that no row of the list has yet.
fn fresh(sheet: Sheet, taken: &mut BTreeSet<String>) -> String {
    let free = (1_u32..)
        .map(|number| format!("{}-{number}", sheet.word()))
        .find(|id| !taken.contains(id))
        .unwrap_or_default();
    taken.insert(free.clone());
    free
}

/// The word that ends a row.
#[must_use]
pub fn end_word(lang: Lang) -> &'static str {
    lang.pick(ENDS.0, ENDS.1)
}
