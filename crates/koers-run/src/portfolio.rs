//! Where proposals, promises and money stand: what people entered, beside the programmes that it should serve.

mod aid;
mod choice;
mod dangling;
pub mod detect;
pub mod fit;
mod nameable;
mod timeline;

use crate::error::RunError;
pub use aid::{UnderRule, Undertaking};
pub use choice::Choice;
pub use dangling::{Amiss, Dangling, dangling};
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_framework::definitions::Yardstick;
use koers_model::framework::Framework;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Stage, Step};
use koers_model::portfolio::decision::{Decision, Subject};
use koers_model::portfolio::estimate::{EffectOn, EffectUnit, Estimate, Finding, Range};
use koers_model::portfolio::money::TooMuch;
use koers_model::portfolio::outlook::OutsideView;
use koers_model::portfolio::register::Register;
use koers_model::spelling::near;
use koers_model::text::Lang;
pub use koers_portfolio::aid::{AidError, Room, ceiling_on};
pub use koers_portfolio::appraise::{GateStanding, Stand, Standing};
pub use koers_portfolio::calibration::{Calibration, Grain, Sort};
pub use koers_portfolio::coverage::{Coverage, Covered};
use koers_portfolio::gate::Ground;
pub use koers_portfolio::promises::{Due, DueState};
pub use koers_portfolio::scored::CriterionStanding;
pub use koers_portfolio::select::{self, Tested};
pub use koers_portfolio::spread::{InLine, Spread, as_many_lines};
pub use koers_portfolio::together::{ClaimedTwice, Heap, RollUp};
use koers_portfolio::{calibration, coverage, decided, promises, spread, together};
pub use nameable::{lay_out, nameable, yardstick_of};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
pub use timeline::{Event, Happened};

/// What people entered, as it stood at one moment.
#[derive(Debug, Clone)]
pub struct Portfolio {
    register: Arc<Register>,
    /// The day at whose end it stood so; none for as it stands now.
    as_of: Option<Date>,
}

/// A day on which a promise falls due.
#[derive(Debug, Clone, PartialEq)]
pub struct DueDay<'a> {
    /// The promise.
    pub promise: &'a Id,
    /// The action that it is about.
    pub action: &'a Id,
    /// The day.
    pub day: Date,
    /// What is to be done.
    pub title: String,
    /// How much was promised.
    pub range: Range,
    /// Of what.
    pub unit: EffectUnit,
    /// What the effect bears on.
    pub on: &'a EffectOn,
}

impl Portfolio {
    /// The portfolio of a register.
    #[must_use]
    pub const fn new(register: Arc<Register>) -> Self {
        Self {
            register,
            as_of: None,
        }
    }
    /// The portfolio of a register as it stood at the end of a day.
    #[must_use]
    pub const fn as_of(register: Arc<Register>, day: Date) -> Self {
        Self {
            register,
            as_of: Some(day),
        }
    }
    /// The day at whose end it stood so; `None` for as it stands now.
    #[must_use]
    pub const fn stood_on(&self) -> Option<Date> {
        self.as_of
    }
    /// Everything that was entered.
    #[must_use]
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// The action or proposal with that id.
    ///
    /// # Errors
    /// [`RunError::Unknown`], with the ids that come near.
    pub fn action(&self, id: &str) -> Result<&Action, RunError> {
        let actions = &self.register.actions;
        actions.get(id).ok_or_else(|| RunError::Unknown {
            what: "action",
            id: id.to_owned(),
            near: near(id, actions.keys().map(Id::as_str)),
        })
    }

    /// The yardsticks of an action on a day: those that it was tested with by then, each in its version, or else those that are used on that day.
    #[must_use]
    pub fn yardsticks<'d>(
        &self,
        definitions: &'d Definitions,
        action: &'d Action,
        on: Date,
    ) -> Vec<&'d Yardstick> {
        let tests = self.register.appraisals.values();
        let used: BTreeSet<(&Id, u32)> = tests
            .filter(|one| one.proposal == action.id && one.made <= on)
            .map(|one| (&one.set, one.version))
            .collect();
        let known: Vec<&Yardstick> = used
            .into_iter()
            .filter_map(|(set, version)| definitions.yardstick(set, version))
            .collect();
        if known.is_empty() {
            definitions.yardsticks_on(&action.framework, on).collect()
        } else {
            known
        }
    }

    /// The decisions that hang on an action, oldest first.
    pub fn decisions<'a>(&'a self, action: &'a Id) -> impl Iterator<Item = &'a Decision> + 'a {
        let about = move |subject: &Subject| matches!(subject, Subject::Action(id) if id == action);
        let mut found: Vec<&Decision> = self
            .register
            .decisions
            .values()
            .filter(|decision| decision.about.iter().any(about))
            .collect();
        found.sort_by_key(|decision| (decision.on, &decision.id));
        found.into_iter()
    }

    /// The tests that were there on a day, with what the register says of gates.
    #[must_use]
    pub fn tested<'a>(&'a self, definitions: &'a Definitions, on: Date) -> Tested<'a> {
        let ground = Ground {
            register: &self.register,
            programmes: &definitions.frameworks,
            aid_rules: &definitions.aid_rules,
            regions: &definitions.regions,
        };
        Tested::on(ground, on)
    }

    /// The actions that were granted, each with the day of the first decision about it where one is known. An action that is only asked for,
    /// or that was refused or taken back, is not among them. A decision to pass over a gate grants nothing.
    #[must_use]
    pub fn granted(&self) -> BTreeMap<&Id, Option<Date>> {
        decided::granted(&self.register)
    }

    /// Every promise with where it stands on a day: what is overdue first.
    #[must_use]
    pub fn promises(&self, on: Date) -> Vec<Due<'_>> {
        promises::due(self.estimates(), self.findings(), &self.granted(), on)
    }

    /// The days on which promises fall due that nobody looked at yet, in words.
    #[must_use]
    pub fn calendar(&self, on: Date, lang: Lang) -> Vec<DueDay<'_>> {
        let open = |due: &Due<'_>| matches!(due.state, DueState::Overdue | DueState::Coming);
        let days = self.promises(on).into_iter().filter(open).filter_map(|due| {
            let action = &due.estimate.action;
            let known = self.register.actions.get(action);
            let title = known.map_or(action.as_str(), |known| known.title.get(lang));
            Some(DueDay {
                promise: &due.estimate.id,
                action,
                day: due.day?,
                title: match lang {
                    Lang::Nl => format!("Kijk na wat ‘{title}’ heeft opgeleverd"),
                    Lang::En => format!("Check what ‘{title}’ has brought"),
                },
                range: due.estimate.amount,
                unit: due.estimate.unit,
                on: &due.estimate.on,
            })
        });
        days.collect()
    }

    /// How findings compare with the promises that they check, kind by kind.
    #[must_use]
    pub fn calibration(&self, on: Date, grain: Grain) -> BTreeMap<Sort, Calibration> {
        calibration::calibration(self.estimates(), self.findings(), on, grain)
    }

    /// What earlier promises of the same sort say of each promise that nobody checked yet; promises of nothing are left out.
    #[must_use]
    pub fn outside_views(&self, on: Date, grain: Grain) -> BTreeMap<&Id, OutsideView> {
        let known = self.calibration(on, grain);
        let open = self.promises(on).into_iter().filter(|due| due.finding.is_none());
        open.filter_map(|due| {
            let calibration = known.get(&Sort::of(due.estimate, grain));
            let view = calibration::outside_view(due.estimate.amount, calibration)?;
            Some((&due.estimate.id, view))
        })
        .collect()
    }

    /// What the promises come to that were made by a day, of actions that were granted by then, each kind by itself; [`ClaimedTwice`] for a kind
    /// of which actions claim more than there is. Where the day of the grant is not known, the action counts.
    #[must_use]
    pub fn roll_up(&self, on: Date) -> BTreeMap<Heap<'_>, Result<RollUp, ClaimedTwice<'_>>> {
        let granted = self.granted();
        let by_then = |id: &Id| granted.get(id).is_some_and(|day| day.is_none_or(|day| day <= on));
        let counts = |estimate: &&Estimate| {
            let action = self.register.actions.get(&estimate.action);
            let goes_on = action.is_some_and(|action| {
                matches!(action.stage, Stage::Granted | Stage::Running | Stage::Completed)
            });
            goes_on && estimate.made <= on && by_then(&estimate.action)
        };
        together::roll_up(self.estimates().filter(counts))
    }

    /// Outcomes of a programme by actions, money and evidence, with the amounts of one step of the budget cycle.
    ///
    /// # Errors
    /// [`TooMuch`] past what can be counted.
    pub fn coverage<'a>(&'a self, programme: &'a Framework, step: Step) -> Result<Coverage<'a>, TooMuch> {
        let outcomes = programme.judged().map(|judged| &judged.element.id);
        let actions = self.register.actions.values();
        coverage::coverage(
            outcomes,
            actions.filter(|action| action.framework == programme.id),
            self.estimates(),
            self.findings(),
            step,
        )
    }

    /// How actions and money of a programme lie over its lines and themes, with the amounts of one step of the budget cycle: now, or as far as was
    /// decided or begun by a day. An action without any such day is not in what was.
    ///
    /// # Errors
    /// [`TooMuch`] past what can be counted.
    pub fn spread<'a>(
        &'a self,
        programme: &'a Framework,
        step: Step,
        by: Option<Date>,
    ) -> Result<Spread<'a>, TooMuch> {
        let granted = self.granted();
        let was_there = |action: &&Action| {
            by.is_none_or(|by| {
                let day = granted.get(&action.id).copied().flatten().or(action.from);
                day.is_some_and(|day| day <= by)
            })
        };
        let themes = programme.themes.iter().map(|theme| &theme.element.id);
        let lines = programme.lines.iter().map(|line| &line.element.id).chain(themes);
        let actions = self.register.actions.values();
        let own = actions.filter(|action| action.framework == programme.id);
        spread::spread(lines, own.filter(was_there), step)
    }

    fn estimates(&self) -> impl Iterator<Item = &Estimate> {
        self.register.estimates.values()
    }
    fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.register.findings.values()
    }
}
