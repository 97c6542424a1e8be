//! Other budgets: what falls then, and which outcomes lose their last action.

use crate::answer::Wrong;
use crate::ask::Ask;
use koers_model::portfolio::what_if::BudgetChange;
use koers_model::text::Lang;
use koers_report::view::Phrase;
use koers_run::portfolio::Choice;
use koers_run::portfolio::select::words::fault;
use koers_run::portfolio::select::{self, Effort, Question};

/// The key of the address.
pub(super) const KEY: &str = "begroting";
/// No question changes more budgets.
const MOST: usize = 20;

/// The form, and what came of it.
pub(super) struct Asked {
    /// Where the form goes.
    pub(super) action: String,
    /// What was typed.
    pub(super) typed: String,
    /// What other budgets do, sentence by sentence; nothing when none were asked for.
    pub(super) said: Option<Vec<String>>,
    /// Other budgets that the plan itself names.
    pub(super) named: Vec<(String, Phrase)>,
    /// This page without other budgets.
    pub(super) reset: Option<String>,
}

/// The changes that an address asks for, separated by semicolons.
pub(super) fn changes(ask: &Ask) -> Result<Vec<BudgetChange>, Wrong> {
    let Some(typed) = ask.get(KEY) else {
        return Ok(Vec::new());
    };
    let parts: Vec<&str> = typed
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let wrong = || {
        Wrong::new(
            KEY,
            "schrijf bijvoorbeeld 2019=-10%, bron=+50000 of bron/2019=250000, met een puntkomma ertussen",
            "write for example 2019=-10%, source=+50000 or source/2019=250000, with a semicolon between them",
        )
    };
    if parts.len() > MOST {
        return Err(wrong());
    }
    parts
        .into_iter()
        .map(|part| part.parse().map_err(|_| wrong()))
        .collect()
}

impl Asked {
    pub(super) fn of(
        ask: &Ask,
        choice: &Choice<'_>,
        question: Question<'_>,
        changes: &[BudgetChange],
    ) -> Self {
        let lang = ask.lang;
        let words = choice.words(question, lang);
        let said = (!changes.is_empty()).then(|| {
            let effort = Effort::page(question.standings.len());
            if let Err(none) = choice.names_budgets(changes) {
                return vec![none.message(lang)];
            }
            match select::what_if(&question, changes, &effort) {
                Ok(difference) => {
                    let mut said = vec![words.other_budgets(&difference)];
                    said.extend(words.difference(&difference));
                    said
                }
                Err(reason) => vec![fault(&reason, lang)],
            }
        });
        let named = choice.plan().what_if.iter().map(|one| {
            let written: Vec<String> = one.changes.iter().map(ToString::to_string).collect();
            let link = ask.with(KEY, Some(&written.join("; ")));
            let title = one.title.as_ref().map_or_else(
                || Phrase::own(written.join("; ")),
                |title| Phrase::new(title, lang),
            );
            (format!("{link}#anders"), title)
        });
        Self {
            action: format!("{}#anders", ask.link(&ask.path)),
            typed: ask.get(KEY).unwrap_or_default().to_owned(),
            named: named.collect(),
            reset: said.is_some().then(|| ask.link(&ask.path)),
            said,
        }
    }

    /// A budget change as an example of how to write one, for the plan's own first year.
    pub(super) fn example(choice: &Choice<'_>, lang: Lang) -> String {
        let year = choice.plan().from;
        match lang {
            Lang::Nl => format!("Bijvoorbeeld {year}=-10%"),
            Lang::En => format!("For example {year}=-10%"),
        }
    }
}
