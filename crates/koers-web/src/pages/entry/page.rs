//! The page with a form, and the page that shows what it will change.

use super::asked::Questions;
use super::fields::{FieldView, PartView, Suggestions, View, Viewing, row_id, row_name};
use super::sort::Sort;
use super::steps::Step;
use super::{Counter, Sent, names, overview};
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::shell::{Shell, render};
use askama::Template;
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::form::{FieldFault, Form, Role, field_name};
use koers_sheet::{Known, Sheet};

/// A fault of the form as a whole: the field it belongs to (or the row), and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Where on the page.
    pub place: String,
    /// What stands above it.
    pub label: String,
    /// What is wrong.
    pub what: String,
}

/// What somebody else did since the form was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meanwhile {
    /// Who, when and why, a line for each change.
    pub changes: Vec<String>,
    /// What the register says now, and what this form says.
    pub differs: Vec<Step>,
}

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Its kind.
    pub sort: Sort,
    /// Its id; `None` for a new one.
    pub id: Option<Id>,
    /// The version that was seen: the number of the event, nil for what is new.
    pub version: u64,
}

#[derive(Template)]
#[template(path = "pages/entry/form.html")]
struct FormPage {
    shell: Shell,
    heading: String,
    here: String,
    token: String,
    version: u64,
    reason: String,
    reason_fault: Option<String>,
    told: Vec<Told>,
    notice: Option<&'static str>,
    meanwhile: Option<Meanwhile>,
    own: Vec<FieldView>,
    lists: Vec<PartView>,
    suggestions: Suggestions,
    /// Where it ends, for what is there.
    end: Option<String>,
    history: Option<String>,
}

/// What a page with a form is made from.
pub struct Filled<'a> {
    /// What it is about.
    pub thing: &'a Thing,
    /// The form.
    pub form: &'a Form,
    /// The register that its fields may name things of.
    pub register: &'a Register,
    /// What they may name outside it.
    pub known: &'a Known,
    /// What is wrong.
    pub faults: &'a [FieldFault],
    /// Why, as far as it was said.
    pub reason: &'a str,
    /// What is wrong with that.
    pub reason_fault: Option<String>,
    /// Something to be said above the form.
    pub notice: Option<&'static str>,
    /// What somebody else did.
    pub meanwhile: Option<Meanwhile>,
    /// The list and the row at which the page opens.
    pub opens_at: Option<(Sheet, usize)>,
}

impl Filled<'_> {
    /// The page.
    pub fn page(self, counter: &Counter<'_>, ask: &Ask) -> Result<Answer, Fault> {
        let lang = ask.lang;
        let (sort, id) = (self.thing.sort, self.thing.id.as_ref());
        let viewing = Viewing {
            register: self.register,
            known: self.known,
            faults: self.faults,
            exists: id.is_some(),
            questions: Questions::of(self.form, counter.site.definitions()?, counter.site.today(), lang),
            opens_at: self.opens_at,
            lang,
        };
        let View {
            own,
            lists,
            suggestions,
        } = viewing.view(self.form);
        let mut told: Vec<Told> = self.faults.iter().map(|fault| self.told(fault, lang)).collect();
        if let Some(fault) = &self.reason_fault {
            told.push(Told {
                place: names::REASON.to_owned(),
                label: lang.pick("Waarom", "Why").to_owned(),
                what: fault.clone(),
            });
        }
        let is_wrong = !told.is_empty();
        let heading = heading(self.thing, lang);
        let title = if is_wrong {
            format!("{}: {heading}", lang.pick("Fout", "Fault"))
        } else {
            heading.clone()
        };
        let page = FormPage {
            shell: shell(counter, ask, title)?,
            heading,
            here: ask.link(&ask.path),
            token: counter.token.to_owned(),
            version: self.thing.version,
            reason: self.reason.to_owned(),
            reason_fault: self.reason_fault,
            told,
            notice: self.notice,
            meanwhile: self.meanwhile,
            own,
            lists,
            suggestions,
            end: id.map(|id| ask.link(&crate::paths::end(sort.word(), id.as_str()))),
            history: id.map(|id| ask.link(&crate::paths::history(sort.word(), id.as_str()))),
        };
        let answer = Answer::page(render(&page)?).fleeting();
        Ok(Answer {
            status: if is_wrong { 422 } else { 200 },
            ..answer
        })
    }

    fn told(&self, fault: &FieldFault, lang: Lang) -> Told {
        let head = fault.head.as_ref().map_or("", |head| head.get(lang));
        let asked = fault.key.is_some_and(|key| {
            let part = self.form.part(fault.sheet);
            part.is_some_and(|part| {
                part.fields
                    .iter()
                    .any(|field| field.key == key && field.role == Role::Asked)
            })
        });
        let label = if fault.sheet.is_of_things() {
            head.to_owned()
        } else {
            let row = row_name(fault.sheet, fault.row, lang);
            // A fault may be that of the row as a whole.
            if head.is_empty() {
                row
            } else {
                format!("{row}, {head}")
            }
        };
        Told {
            place: fault
                .name()
                .filter(|_| asked)
                .unwrap_or_else(|| row_id(fault.sheet, fault.row)),
            label,
            what: fault.sentence(lang),
        }
    }
}

/// The head of a page about a thing.
pub fn heading(thing: &Thing, lang: Lang) -> String {
    let one = thing.sort.one(lang);
    match (&thing.id, lang) {
        (None, Lang::Nl) => format!("Nieuw: {one}"),
        (None, Lang::En) => format!("New: {one}"),
        (Some(id), Lang::Nl) => format!("Wijzigen: {one} {id}"),
        (Some(id), Lang::En) => format!("Change: {one} {id}"),
    }
}

/// The frame of a page of this room: for nobody's list.
pub fn shell(counter: &Counter<'_>, ask: &Ask, title: impl Into<String>) -> Result<Shell, Fault> {
    let title = title.into();
    let enter = ask.lang.pick("Invoeren", "Enter");
    let mut shell = Shell::new(counter.site, ask, title.clone(), title)?;
    shell.listed = false;
    if ask.path != overview::PATH {
        shell = shell.crumb(ask, overview::PATH, enter);
    }
    Ok(shell)
}

#[derive(Template)]
#[template(path = "pages/entry/preview.html")]
struct PreviewPage {
    shell: Shell,
    heading: String,
    here: String,
    who: String,
    reason: String,
    /// How many rows of which sheets become what.
    counts: Vec<String>,
    steps: Vec<Step>,
    hidden: Vec<(String, String)>,
}

/// The page that shows what a form will change, with a button that does it.
pub fn preview(
    counter: &Counter<'_>,
    ask: &Ask,
    thing: &Thing,
    form: &Form,
    reason: &str,
    (counts, steps): (Vec<String>, Vec<Step>),
) -> Result<Answer, Fault> {
    let mut hidden = vec![
        (names::TOKEN.to_owned(), counter.token.to_owned()),
        (names::VERSION.to_owned(), thing.version.to_string()),
        (names::REASON.to_owned(), reason.to_owned()),
    ];
    for part in &form.parts {
        for (at, row) in (1..).zip(&part.rows) {
            for (field, text) in part.fields.iter().zip(&row.texts) {
                if field.role != Role::Owner && !text.is_empty() {
                    hidden.push((field_name(part.sheet, at, field.key), text.clone()));
                }
            }
        }
    }
    let heading = ask.lang.pick("Klopt dit?", "Is this right?");
    let page = PreviewPage {
        shell: shell(counter, ask, heading)?,
        heading: heading.to_owned(),
        here: ask.link(&ask.path),
        who: counter.pen.who().to_string(),
        reason: reason.to_owned(),
        counts,
        steps,
        hidden,
    };
    Ok(Answer::page(render(&page)?).fleeting())
}

/// Why, as it was sent, with line ends as the register has them.
pub fn reason_of(sent: &Sent) -> String {
    sent.get(names::REASON).replace("\r\n", "\n").trim().to_owned()
}

/// Words for a reason that is none.
pub fn reason_fault(lang: Lang) -> String {
    lang.pick(
        "Schrijf in een paar woorden waarom; hoogstens 4000 tekens, zonder verborgen tekens.",
        "Write in a few words why; at most 4000 characters, none of them hidden.",
    )
    .to_owned()
}

/// What is said of a form that was opened before the server was started anew.
pub fn restarted(lang: Lang) -> &'static str {
    lang.pick(
        "De server is opnieuw gestart sinds dit formulier werd geopend. Er is nog niets vastgelegd: kijk het na en verstuur het opnieuw.",
        "The server was started anew since this form was opened. Nothing was kept yet: look it over and send it again.",
    )
}
