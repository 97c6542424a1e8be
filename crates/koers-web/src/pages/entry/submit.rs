//! A form comes in: more rows, a look at what it changes, or the change itself.

use super::page::{Filled, Meanwhile, Thing, preview, reason_fault, reason_of, restarted};
use super::sort::{Sort, id_of};
use super::steps::{Step, between, counts};
use super::{Counter, Keys, Route, Sent, history, names, prefill};
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::paths;
use crate::pen::WriteError;
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::text::Text;
use koers_run::permission::Permit;
use koers_run::portfolio::lay_out;
use koers_sheet::form::{FieldFault, Form};
use koers_sheet::{Known, Names, Sheet};
use koers_store::{Change, Error, Kept, Reason, Record, Version};

pub(super) const NEW: Route = Route {
    path: "/invoeren/{soort}",
    keys: Keys::OfFields,
    deed: |ask| Ok(Sort::of(ask)?.deed()),
    look,
    send: Some(send),
};

pub(super) const CHANGE: Route = Route {
    path: "/invoeren/{soort}/{id}",
    keys: Keys::Are(&[]),
    ..NEW
};

/// Rows that a list has to be filled in when the form is opened, and how many a button adds.
const ROOM: usize = 1;
const MORE: usize = 5;

/// What a button of a form does.
enum Do {
    /// Show what will change.
    Look,
    /// Write it down.
    Keep,
    /// Go on filling in.
    Edit,
    /// Add rows to a list.
    Rows(Sheet),
}

impl Do {
    fn of(sent: &Sent) -> Self {
        match sent.get(names::DO) {
            "vastleggen" if sent.is_ours => Self::Keep,
            "wijzigen" => Self::Edit,
            other => {
                let list = other.strip_prefix("rijen:").and_then(Sheet::named);
                list.map_or(Self::Look, Self::Rows)
            }
        }
    }
}

/// A thing with what the register says of it at this moment.
struct Now {
    thing: Thing,
    kept: Kept,
    form: Form,
}

/// What an address names: a new thing, or one that is there.
fn now(counter: &Counter<'_>, ask: &Ask) -> Result<Now, Fault> {
    let sort = Sort::of(ask)?;
    let kept = counter.pen.kept()?;
    let none = || Fault::not_found(&ask.path);
    if ask.part("id").is_empty() {
        let form = Form::blank(sort.sheet(), ask.lang).ok_or_else(none)?;
        let thing = Thing {
            sort,
            id: None,
            version: 0,
        };
        return Ok(Now { thing, kept, form });
    }
    let id = id_of(ask)?;
    let form = Form::of(sort.sheet(), &id, &kept.register, ask.lang).ok_or_else(none)?;
    let version = kept.version(sort.kind(), &id).map_or(0, Version::seq);
    let thing = Thing {
        sort,
        id: Some(id),
        version,
    };
    Ok(Now { thing, kept, form })
}

fn look(counter: &Counter<'_>, ask: &Ask) -> Result<Answer, Fault> {
    let sort = Sort::of(ask)?;
    if sort.sheet().stands() && !ask.part("id").is_empty() {
        // There is nothing to be filled in: its log says what it is, and that it stands.
        let log = paths::history(sort.word(), id_of(ask)?.as_str());
        return Ok(Answer::see_other(ask.link(&log)));
    }
    let Now {
        thing,
        kept,
        mut form,
    } = now(counter, ask)?;
    if thing.id.is_none() {
        form = prefill::filled(&form, ask);
        lay_out(&mut form, counter.site.definitions()?);
    }
    for part in &mut form.parts {
        part.add(ROOM);
    }
    let known = counter.known(ask)?;
    Filled {
        thing: &thing,
        form: &form,
        register: &kept.register,
        known: &known,
        faults: &[],
        reason: "",
        reason_fault: None,
        notice: None,
        meanwhile: None,
        opens_at: None,
    }
    .page(counter, ask)
}

/// A form that came in, beside the register as it is.
struct Came<'a> {
    counter: &'a Counter<'a>,
    ask: &'a Ask,
    thing: Thing,
    form: Form,
    kept: Kept,
    known: Known,
    reason: String,
}

fn send(counter: &Counter<'_>, ask: &Ask, permit: Permit, sent: &Sent) -> Result<Answer, Fault> {
    let Now { thing, kept, form } = now(counter, ask)?;
    sent.refuse_doubles(ask.lang, |name| form.only_one(name))?;
    sent.refuse_strangers(|name| form.knows(name))?;
    let mut form = form.filled(&sent.pairs);
    if let Some(id) = &thing.id {
        form.set_id(id);
    }
    let mut came = Came {
        counter,
        ask,
        thing,
        form,
        known: counter.known(ask)?,
        kept,
        reason: reason_of(sent),
    };
    // What was seen stays what was seen until somebody looks at what changed since.
    let seen = sent.get(names::VERSION).parse().unwrap_or(0);
    match Do::of(sent) {
        Do::Edit => {
            came.thing.version = seen;
            came.again(&[], None, None)
        }
        Do::Rows(sheet) => {
            came.thing.version = seen;
            came.with_more(sheet)
        }
        _ if came.thing.version != seen => came.meanwhile(seen),
        _ if !sent.is_ours => {
            let notice = restarted(ask.lang);
            came.again(&[], None, Some(notice))
        }
        Do::Look => came.look(),
        Do::Keep => came.keep(permit),
    }
}

impl Came<'_> {
    fn page(
        &self,
        faults: &[FieldFault],
        reason_fault: Option<String>,
        notice: Option<&'static str>,
        meanwhile: Option<Meanwhile>,
    ) -> Result<Answer, Fault> {
        let form = self.with_room();
        let filled = Filled {
            reason_fault,
            notice,
            meanwhile,
            ..self.filled(&form, faults)
        };
        filled.page(self.counter, self.ask)
    }

    /// The form with a row to be filled in where a list has none.
    fn with_room(&self) -> Form {
        let mut form = self.form.clone();
        for part in form.parts.iter_mut().filter(|part| part.rows.is_empty()) {
            part.add(ROOM);
        }
        form
    }

    /// A form as it came in, with nothing said about it but its faults.
    fn filled<'f>(&'f self, form: &'f Form, faults: &'f [FieldFault]) -> Filled<'f> {
        Filled {
            thing: &self.thing,
            form,
            register: &self.kept.register,
            known: &self.known,
            faults,
            reason: &self.reason,
            reason_fault: None,
            notice: None,
            meanwhile: None,
            opens_at: None,
        }
    }

    /// The form with more rows in a list, opened at the first of them.
    fn with_more(mut self, sheet: Sheet) -> Result<Answer, Fault> {
        let mut opens_at = None;
        if let Some(part) = self.form.part_mut(sheet) {
            opens_at = Some((sheet, part.rows.len() + 1));
            part.add(MORE);
        }
        let form = self.with_room();
        let filled = Filled {
            opens_at,
            ..self.filled(&form, &[])
        };
        filled.page(self.counter, self.ask)
    }

    /// The form once more, with what was filled in.
    fn again(
        &self,
        faults: &[FieldFault],
        reason_fault: Option<String>,
        notice: Option<&'static str>,
    ) -> Result<Answer, Fault> {
        self.page(faults, reason_fault, notice, None)
    }

    /// The register as it will be, the thing in it and the reason; or the form with everything that is wrong.
    fn read(&self) -> Result<(Register, Record, Reason), Result<Answer, Fault>> {
        let lang = self.ask.lang;
        let reason = Reason::new(&self.reason);
        let reason_wrong = reason.is_err().then(|| reason_fault(lang));
        let kind = self.thing.sort.kind();
        let is_taken = self.thing.id.is_none()
            && Id::new(self.form.id()).is_ok_and(|id| self.kept.version(kind, &id).is_some());
        if is_taken {
            let fault = self.form.own_fault(Text::both(
                "een id dat er nog niet is, en dat ook niet is beëindigd",
                "an id that is not there yet, and that did not end either",
            ));
            let faults: Vec<FieldFault> = fault.into_iter().collect();
            return Err(self.again(&faults, reason_wrong, None));
        }
        let read = self.form.read(&self.kept.register, &self.known);
        match (read, reason) {
            (Ok(after), Ok(reason)) => {
                let record = Id::new(self.form.id())
                    .ok()
                    .and_then(|id| Record::of(&after, kind, &id));
                match record {
                    Some(record) => Ok((after, record, reason)),
                    None => Err(Err(Fault::not_found(&self.ask.path))),
                }
            }
            (read, _) => Err(self.again(&read.err().unwrap_or_default(), reason_wrong, None)),
        }
    }

    fn look(&self) -> Result<Answer, Fault> {
        let (after, _, _) = match self.read() {
            Ok(read) => read,
            Err(page) => return page,
        };
        let steps = self.steps(&after);
        if steps.is_empty() {
            let notice = self.ask.lang.pick(
                "Er verandert niets: alles staat er al zo.",
                "Nothing changes: it all stands there already.",
            );
            return self.again(&[], None, Some(notice));
        }
        preview(
            self.counter,
            self.ask,
            &self.thing,
            &self.form,
            &self.reason,
            (counts(&self.kept.register, &after, self.ask.lang), steps),
        )
    }

    /// What the register says otherwise after it.
    fn steps(&self, after: &Register) -> Vec<Step> {
        let (before, lang) = (&self.kept.register, self.ask.lang);
        let names = Names::of(&[before, after], &self.known, lang);
        between(before, after, &names, lang)
    }

    fn keep(self, permit: Permit) -> Result<Answer, Fault> {
        let (_, record, reason) = match self.read() {
            Ok(read) => read,
            Err(page) => return page,
        };
        let (kind, id) = (record.kind(), record.id().clone());
        let change = match self.thing.id {
            None => Change::new(record),
            Some(_) => Change::of(record, Version::of_event(self.thing.version)),
        };
        match self.counter.pen.write(permit, change, &reason) {
            Ok(_) => Ok(Answer::see_other(self.ask.link(&page_of(self.thing.sort, &id)))),
            // Somebody was first, between our look and our writing.
            Err(WriteError::Store(Error::Conflict(_))) => {
                let seen = self.thing.version;
                let kept = self.counter.pen.kept()?;
                let version = kept.version(kind, &id).map_or(0, Version::seq);
                let thing = Thing {
                    version,
                    ..self.thing.clone()
                };
                Self { kept, thing, ..self }.meanwhile(seen)
            }
            Err(WriteError::Store(error)) => Err(error.into()),
            Err(error) => Err(Fault::Broken(error.to_string())),
        }
    }

    /// The form once more, beside what somebody else did since it was opened. Sent again, it goes over that knowingly.
    fn meanwhile(&self, seen: u64) -> Result<Answer, Fault> {
        let Some(id) = &self.thing.id else {
            // Something new with an id that somebody else took: the look says so at the field.
            return self.look();
        };
        let events = self.counter.pen.history(self.thing.sort.kind(), id)?;
        let changes = events.iter().filter(|event| event.seq > seen);
        let changes = changes.map(|event| history::line(event, self.ask.lang)).collect();
        let (faults, differs) = match self.form.read(&self.kept.register, &self.known) {
            Ok(after) => (Vec::new(), self.steps(&after)),
            Err(faults) => (faults, Vec::new()),
        };
        let answer = self.page(&faults, None, None, Some(Meanwhile { changes, differs }))?;
        Ok(Answer {
            status: 409,
            ..answer
        })
    }
}

/// The page of a thing: its own where it has one, else that of its history.
pub fn page_of(sort: Sort, id: &Id) -> String {
    match sort {
        Sort::Action => paths::action(id.as_str()),
        Sort::Decision => paths::decision(id.as_str()),
        _ => paths::history(sort.word(), id.as_str()),
    }
}
