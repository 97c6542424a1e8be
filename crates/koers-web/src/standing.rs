//! A programme as it stands: judged on the day that is asked for, and else on its own last day, or today while it lasts.

use crate::answer::{Fault, Wrong};
use crate::ask::Ask;
use crate::site::Site;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_model::framework::Framework;
use koers_model::status::{FrameworkStatus, GroupStatus, OutcomeStatus, Status};
use koers_model::text::{Lang, Text};
use koers_model::verdict::Verdict;
use koers_report::date;
use koers_report::view::VERDICTS;
use koers_run::status::{Asked, made_for_others};
use std::sync::Arc;

/// A programme with where it stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The answer for all programmes, on the day of this one.
    pub status: Arc<Status>,
    /// This programme's place among them.
    at: usize,
}

impl Standing {
    /// Judges a programme. The whole programme is judged, whatever line is asked for.
    ///
    /// # Errors
    /// As [`koers_run::held::Held::status`].
    pub fn of(site: &Site, asked: &Asked, framework: &Framework) -> Result<Self, Fault> {
        let asked = Asked {
            line: None,
            on: Some(asked.on.unwrap_or_else(|| own_day(framework, site.today()))),
            ..asked.clone()
        };
        let status = site.status(&asked)?;
        let at = status
            .frameworks
            .iter()
            .position(|other| other.id == framework.id)
            .ok_or_else(|| Fault::not_found(framework.id.as_str()))?;
        Ok(Self { status, at })
    }

    /// The programme.
    ///
    /// # Errors
    /// Never: its place was looked up.
    pub fn framework(&self) -> Result<&FrameworkStatus, Fault> {
        self.status
            .frameworks
            .get(self.at)
            .ok_or_else(|| Fault::not_found(""))
    }

    /// An outcome of the programme, with its line or theme.
    ///
    /// # Errors
    /// [`Fault::NotFound`], with the ids that the programme has.
    pub fn outcome(&self, id: &str) -> Result<(&GroupStatus, &OutcomeStatus), Fault> {
        let groups = &self.framework()?.groups;
        groups
            .iter()
            .flat_map(|group| group.outcomes.iter().map(move |outcome| (group, outcome)))
            .find(|(_, outcome)| outcome.id.as_str() == id)
            .ok_or_else(|| Fault::not_found(id))
    }

    /// The day judged.
    #[must_use]
    pub fn on(&self) -> Date {
        self.status.record.question.on
    }

    /// What must be said where the day judged is yet to come, or the region is not the one that the programme was made for.
    ///
    /// # Errors
    /// Never.
    pub fn caveat(&self, site: &Site, lang: Lang) -> Result<Option<String>, Fault> {
        let title = &self.framework()?.title;
        let judged = &self.status.region_name;
        let on = self.on();
        let to_come = (on > site.today()).then(|| {
            let day = date::date(on, lang);
            match lang {
                Lang::Nl => {
                    format!("{day} is nog niet geweest: hier staat wat nu bekend is, en geen voorspelling.")
                }
                Lang::En => format!("{day} is yet to come: this is what is known now, and no forecast."),
            }
        });
        let others = made_for_others(site.workspace(), &self.status)
            .into_iter()
            .find(|(other, _)| *other == title)
            .map(|(_, home)| match lang {
                Lang::Nl => format!(
                    "Dit programma is gemaakt voor {home}, niet voor {judged}. De doelen hieronder zijn dus niet door {judged} gesteld: de cijfers van {judged} zijn langs dezelfde meetlat gelegd."
                ),
                Lang::En => format!(
                    "This programme was made for {home}, not for {judged}. So {judged} did not set the targets below: the figures of {judged} are held against the same yardstick."
                ),
            });
        let said: Vec<String> = to_come.into_iter().chain(others).collect();
        Ok((!said.is_empty()).then(|| said.join(" ")))
    }
}

/// The day on which a programme is judged when no day is asked for.
#[must_use]
pub fn own_day(framework: &Framework, today: Date) -> Date {
    framework.period.to.min(today)
}

/// The programme that is asked for by `programma`, by a `lijn` of it, or by nothing: then the one that holds today, else the one that ended
/// last. `None` when the workspace has no programme.
///
/// # Errors
/// [`Fault::BadInput`] for a programme or line that is not there.
pub fn chosen<'a>(
    definitions: &'a Definitions,
    ask: &Ask,
    today: Date,
) -> Result<Option<&'a Framework>, Fault> {
    let all = &definitions.frameworks;
    if let Some(id) = ask.get("programma") {
        let found = all.iter().find(|framework| framework.id.as_str() == id);
        return found.map(Some).ok_or_else(|| {
            let known: Vec<&str> = all.iter().map(|framework| framework.id.as_str()).collect();
            unknown(
                "programma",
                &known,
                "is geen programma; er zijn",
                "is no programme; there are",
            )
        });
    }
    if let Some(line) = ask.get("lijn") {
        let found = all
            .iter()
            .find(|framework| framework.judged().any(|judged| judged.group.id.as_str() == line));
        return found.map(Some).ok_or_else(|| {
            Wrong::new(
                "lijn",
                "is geen lijn of thema van een programma",
                "is no line or theme of a programme",
            )
            .into()
        });
    }
    let holds = all
        .iter()
        .rfind(|framework| framework.period.from <= today && today <= framework.period.to);
    let ended = || {
        all.iter()
            .filter(|framework| framework.period.to < today)
            .max_by_key(|framework| framework.period.to)
    };
    Ok(holds.or_else(ended).or_else(|| all.first()))
}

/// The verdict that is asked for with `oordeel`, in the words of the contract that the API uses too.
///
/// # Errors
/// [`Fault::BadInput`] for another word.
pub fn verdict(ask: &Ask) -> Result<Option<Verdict>, Fault> {
    let Some(word) = ask.get("oordeel") else {
        return Ok(None);
    };
    VERDICTS
        .into_iter()
        .find(|verdict| verdict.word() == word)
        .map(Some)
        .ok_or_else(|| Wrong::one_of("oordeel", &VERDICTS, Verdict::label).into())
}

/// One word out of a list was needed.
#[must_use]
pub fn unknown(key: &str, known: &[&str], nl: &str, en: &str) -> Fault {
    let known = known.join(", ");
    Fault::BadInput(vec![Wrong {
        key: key.to_owned(),
        what: Text::both(format!("{nl} {known}"), format!("{en} {known}")),
    }])
}
