//! What hangs on one proposal or action, as tables: its money, promises, milestones, risks, ties and decisions.

use super::super::super::{both, plain};
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::action::Action;
use koers_model::portfolio::decision::Weighed;
use koers_model::portfolio::money::{TooMuch, Total};
use koers_model::portfolio::register::Register;
use koers_report::list::{Column, Field, List};
use koers_report::names::Names;
use koers_report::{date, number};
use koers_run::portfolio::Portfolio;

fn source(names: &Names<'_>, id: &Id) -> Field {
    Field::named(id, |lang| names.source(id, lang))
}

/// A day as the facts above the tables say it; for programs as in files.
fn day(day: Date) -> Field {
    Field::named(day, |lang| date::date(day, lang))
}

fn id(id: Option<&Id>) -> Field {
    id.map_or(Field::Empty, plain)
}

/// Each amount as it was entered. Budget programme and task field are left out where no amount names one.
pub fn money(names: &Names<'_>, action: &Action) -> List {
    let rows = action.money.iter().map(|line| {
        vec![
            plain(line.year),
            Field::named(line.step.word(), |lang| line.step.label(lang).to_owned()),
            Field::named(line.side.word(), |lang| line.side.label(lang).to_owned()),
            source(names, &line.source),
            id(line.programme.as_ref()),
            id(line.task_field.as_ref()),
            // One amount cannot be too much to count.
            Total::of([line.amount]).map_or(Field::Empty, Field::Total),
        ]
    });
    let mut list = List {
        columns: vec![
            Column::new("year", "jaar", "year"),
            Column::new("step", "stap", "step"),
            Column::new("side", "lasten of baten", "costs or income"),
            Column::new("source", "bron", "source"),
            Column::new("programme", "programma (begroting)", "programme (budget)"),
            Column::new("task-field", "taakveld (Iv3)", "task field (Iv3)"),
            Column::new("amount", "bedrag", "amount"),
        ],
        rows: rows.collect(),
    };
    if action.money.iter().all(|line| line.programme.is_none()) {
        list = list.without("programme");
    }
    if action.money.iter().all(|line| line.task_field.is_none()) {
        list = list.without("task-field");
    }
    list
}

/// What the amounts come to at each step of the budget cycle: each source, and then all of them. Steps never add up, nor do costs and income.
///
/// # Errors
/// [`TooMuch`] past what can be counted.
pub fn totals(names: &Names<'_>, action: &Action) -> Result<List, TooMuch> {
    let by_source = action.totals_by_source()?;
    let mut rows = Vec::new();
    for ((step, side), whole) in action.totals()? {
        let row = |source: Field, total: Total| {
            vec![
                Field::named(step.word(), |lang| step.label(lang).to_owned()),
                Field::named(side.word(), |lang| side.label(lang).to_owned()),
                source,
                Field::Total(total),
            ]
        };
        let own = by_source.iter().filter(|((s, d, _), _)| (*s, *d) == (step, side));
        rows.extend(own.map(|((_, _, id), total)| row(source(names, id), *total)));
        let all = both(|lang| lang.pick("alle bronnen samen", "all sources together").to_owned());
        rows.push(row(all, whole));
    }
    Ok(List {
        columns: vec![
            Column::new("step", "stap", "step"),
            Column::new("side", "lasten of baten", "costs or income"),
            Column::new("source", "bron", "source"),
            Column::new("total", "bedrag", "amount"),
        ],
        rows,
    })
}

/// What will be there when, and when it was.
pub fn milestones(action: &Action) -> List {
    let rows = action.milestones.iter().map(|one| {
        vec![
            day(one.due),
            Field::Text(one.title.clone()),
            one.reached.map_or(Field::Empty, day),
        ]
    });
    List {
        columns: vec![
            Column::new("due", "gepland", "planned"),
            Column::new("title", "wat", "what"),
            Column::new("reached", "bereikt", "reached"),
        ],
        rows: rows.collect(),
    }
}

/// What may go wrong, and what is done about it.
pub fn risks(action: &Action) -> List {
    let rows = action.risks.iter().map(|one| {
        vec![
            Field::Text(one.title.clone()),
            Field::named(one.likelihood.word(), |lang| {
                one.likelihood.label(lang).to_owned()
            }),
            Field::named(one.impact.word(), |lang| one.impact.label(lang).to_owned()),
            one.response.clone().map_or(Field::Empty, Field::Text),
        ]
    });
    List {
        columns: vec![
            Column::new("title", "wat", "what"),
            Column::new("likelihood", "kans", "likelihood"),
            Column::new("impact", "gevolg", "impact"),
            Column::new("response", "wat ertegen gebeurt", "what is done about it"),
        ],
        rows: rows.collect(),
    }
}

/// Which other actions it hangs on.
pub fn ties(register: &Register, action: &Action) -> List {
    let rows = action.dependencies.iter().map(|tie| {
        let other = register.actions.get(&tie.on);
        vec![
            Field::named(tie.kind.word(), |lang| tie.kind.label(lang).to_owned()),
            plain(&tie.on),
            other.map_or(Field::Empty, |other| Field::Text(other.title.clone())),
            other.map_or(Field::Empty, |other| {
                Field::named(other.stage.word(), |lang| other.stage.label(lang).to_owned())
            }),
        ]
    });
    List {
        columns: vec![
            Column::new("kind", "hoe", "how"),
            Column::new("id", "andere actie", "other action"),
            Column::new("title", "naam", "name"),
            Column::new("stage", "stand", "stage"),
        ],
        rows: rows.collect(),
    }
}

/// What was promised, and what was found of it.
pub fn promises(names: &Names<'_>, action: &Action) -> List {
    let register = names.register;
    let own = register
        .estimates
        .values()
        .filter(|estimate| estimate.action == action.id);
    let rows = own.map(|estimate| {
        let found = register
            .findings
            .values()
            .filter(|finding| finding.estimate == estimate.id)
            .max_by_key(|finding| (finding.made, &finding.id));
        vec![
            plain(&estimate.id),
            both(|lang| number::range(estimate.amount, lang)),
            Field::named(estimate.unit.word(), |lang| {
                names.unit(estimate.unit, &estimate.on, lang).to_owned()
            }),
            Field::named(estimate.incidence.word(), |lang| {
                estimate.incidence.label(lang).to_owned()
            }),
            Field::named(&estimate.author, |_| names.organisation(&estimate.author)),
            found.map_or(Field::Empty, |finding| {
                both(|lang| match finding.amount {
                    Some(amount) => number::range(amount, lang),
                    None => lang.pick("niet te zeggen", "cannot be said").to_owned(),
                })
            }),
        ]
    });
    List {
        columns: vec![
            Column::new("id", "schatting", "estimate"),
            Column::new("amount", "hoeveel", "how much"),
            Column::new("unit", "eenheid", "unit"),
            Column::new("incidence", "waar", "where"),
            Column::new("author", "opsteller", "author"),
            Column::new("found", "gevonden", "found"),
        ],
        rows: rows.collect(),
    }
}

/// What was decided about it, oldest first.
pub fn decisions(portfolio: &Portfolio, names: &Names<'_>, action: &Action) -> List {
    let rows = portfolio.decisions(&action.id).map(|decision| {
        vec![
            day(decision.on),
            Field::named(decision.kind.word(), |lang| decision.kind.label(lang).to_owned()),
            Field::Text(decision.title.clone()),
            Field::named(&decision.by, |_| names.organisation(&decision.by)),
            Field::named(decision.followed.word(), |lang| {
                decision.followed.label(lang).to_owned()
            }),
            on_the_table(&decision.weighed),
        ]
    });
    List {
        columns: vec![
            Column::new("on", "dag", "day"),
            Column::new("kind", "soort", "kind"),
            Column::new("title", "wat", "what"),
            Column::new("by", "door", "by"),
            Column::new("followed", "stand", "state"),
            Column::new("weighed", "wat op tafel lag", "what lay on the table"),
        ],
        rows: rows.collect(),
    }
}

/// What was weighed then, by the ids under which it is found again.
fn on_the_table(weighed: &Weighed) -> Field {
    if *weighed == Weighed::default() {
        return Field::Empty;
    }
    both(|lang| {
        let tests = match weighed.appraisals.as_slice() {
            [] => None,
            [one] => Some(format!("{} {one}", lang.pick("toetsing", "test"))),
            all => {
                let all: Vec<&str> = all.iter().map(Id::as_str).collect();
                Some(format!("{} {}", lang.pick("toetsingen", "tests"), all.join(", ")))
            }
        };
        let choice = |id: &Id| format!("{} {id}", lang.pick("keuze", "choice"));
        let edition = |id: &Id| format!("{} {id}", lang.pick("uitgave", "edition"));
        let all = [
            tests,
            weighed.selection.as_ref().map(choice),
            weighed.edition.as_ref().map(edition),
        ];
        all.into_iter().flatten().collect::<Vec<_>>().join("; ")
    })
}
