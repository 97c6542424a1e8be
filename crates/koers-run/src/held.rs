//! A workspace held in memory, for who asks it many questions: the server. It is read once; another question costs only what was not
//! worked out before.

mod evaluations;
mod methods;

pub use methods::Unanswered;

use crate::error::RunError;
use crate::evaluation::Evaluated;
use crate::explain::{Explanation, explain_of};
use crate::portfolio::select::{self, Effort, SelectFault, Selection};
use crate::portfolio::{Choice, Portfolio};
use crate::revisions::vintage_days;
use crate::status::{Asked, region_of, source_note, status_of, tables_of};
use crate::tables::{Vintages, damaged};
use crate::workspace::{self, PolicyThen, Workspace};
use crate::world::{World, WorldError, locked};
use evaluations::PlanAsked;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_indicator::{ReadingTable, Scope};
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::portfolio::register::Register;
use koers_model::region::{Region, RegionCode};
use koers_model::snapshot::{Hash, Provenance};
use koers_model::spelling::near;
use koers_model::status::{Question, SourceNote, Status};
use koers_model::text::Lang;
use koers_table::cube::Cube;
use methods::{Doing, MethodAsked, Outcome};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};

/// How many answers of one kind are kept. Days and regions can be asked for without end; memory has one.
const KEPT: usize = 128;

/// A workspace as it was at one moment, with the world it came from.
pub struct Held {
    world: Arc<dyn World>,
    workspace: Workspace,
    register: Arc<Register>,
    mark: String,
    statuses: Answers<(RegionCode, Option<Id>, Date, Date), Status>,
    readings: Answers<(Id, Vec<Hash>, Option<Date>), ReadingTable>,
    selections: Answers<(Id, Option<Date>), Selection>,
    analyses: Answers<MethodAsked, Mutex<Option<Outcome>>>,
    evaluations: Answers<PlanAsked, Mutex<Option<Arc<Evaluated>>>>,
    doing: Doing,
}

/// The last answers of one kind, by question.
struct Answers<K, V>(Mutex<Inside<K, V>>);

/// The answers, and the questions in the order in which they were asked.
struct Inside<K, V> {
    answers: BTreeMap<K, Arc<V>>,
    order: VecDeque<K>,
}

impl<K: Ord + Clone, V> Answers<K, V> {
    fn new() -> Self {
        Self(Mutex::new(Inside {
            answers: BTreeMap::new(),
            order: VecDeque::new(),
        }))
    }
    fn get(&self, key: &K) -> Option<Arc<V>> {
        locked(&self.0).answers.get(key).cloned()
    }
    /// Keeps an answer; the oldest makes room.
    fn put(&self, key: K, value: Arc<V>) {
        locked(&self.0).put(key, value);
    }
    /// What is kept under a key, made by `new` where nothing is.
    fn get_or(&self, key: K, new: impl FnOnce() -> V) -> Arc<V> {
        let mut inside = locked(&self.0);
        if let Some(known) = inside.answers.get(&key) {
            return Arc::clone(known);
        }
        let made = Arc::new(new());
        inside.put(key, Arc::clone(&made));
        made
    }
}

impl<K: Ord + Clone, V> Inside<K, V> {
    fn put(&mut self, key: K, value: Arc<V>) {
        let Self { answers, order } = self;
        if answers.insert(key.clone(), value).is_none() {
            order.push_back(key);
        }
        while order.len() > KEPT {
            if let Some(oldest) = order.pop_front() {
                answers.remove(&oldest);
            }
        }
    }
}

impl Held {
    /// Reads and checks the workspace.
    ///
    /// # Errors
    /// As [`workspace::read`], and [`RunError::Policy`] when the policy has errors.
    pub fn read(world: Arc<dyn World>, lang: Lang) -> Result<Self, RunError> {
        // The mark is taken first: a file that changes while it is being read gives another mark the next time.
        let mark = world.mark()?;
        let workspace = workspace::read(world.as_ref(), lang)?;
        workspace.definitions()?;
        let register = world.register()?;
        Ok(Self {
            world,
            workspace,
            register,
            mark,
            statuses: Answers::new(),
            readings: Answers::new(),
            selections: Answers::new(),
            analyses: Answers::new(),
            evaluations: Answers::new(),
            doing: Doing::new(),
        })
    }

    /// The mark of the world when it was read.
    #[must_use]
    pub fn mark(&self) -> &str {
        &self.mark
    }
    /// The workspace as read.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }
    /// The style sheet that the workspace lays over ours.
    #[must_use]
    pub fn theme(&self) -> Option<&[u8]> {
        let publication = self.definitions().ok()?.workspace.publication.as_ref()?;
        let path = publication.theme.as_ref()?.as_str();
        let mut files = self.workspace.files.iter();
        files.find(|file| &*file.path == path).map(|file| &*file.bytes)
    }
    /// The definitions.
    ///
    /// # Errors
    /// Never, once it has been read; the signature keeps that promise out of the types.
    pub fn definitions(&self) -> Result<&Definitions, RunError> {
        self.workspace.definitions()
    }
    /// What the check of the policy finds, said in a language.
    #[must_use]
    pub fn findings(&self, lang: Lang) -> Vec<Diagnostic> {
        self.workspace.findings(&self.register, lang)
    }
    /// What people entered about proposals and actions, as it was when the workspace was read.
    #[must_use]
    pub fn portfolio(&self) -> Portfolio {
        Portfolio::new(Arc::clone(&self.register))
    }
    /// What people had entered by the end of a day; `None` where what was is not kept.
    ///
    /// # Errors
    /// [`RunError::World`] when the register cannot be read.
    pub fn portfolio_on(&self, day: Date) -> Result<Option<Portfolio>, RunError> {
        let register = self.world.register_on(day)?;
        Ok(register.map(|register| Portfolio::as_of(Arc::new(register), day)))
    }
    /// The policy as it was kept last by the end of a day.
    #[must_use]
    pub fn policy_on(&self, day: Date) -> PolicyThen {
        self.workspace.policy_on(self.world.as_ref(), day)
    }
    /// What a plan chooses, with the work that a page may take; kept, as it is asked for in two languages and for its proof.
    ///
    /// # Errors
    /// [`SelectFault`] when the plan cannot be asked.
    pub fn selection(&self, choice: &Choice<'_>) -> Result<Arc<Selection>, SelectFault> {
        let key = (choice.plan().id.clone(), choice.stood_on());
        if let Some(known) = self.selections.get(&key) {
            return Ok(known);
        }
        let standings = choice.standings();
        let question = choice.question(&standings);
        let found = Arc::new(select::run(&question, &Effort::page(standings.len()))?);
        self.selections.put(key, Arc::clone(&found));
        Ok(found)
    }
    /// The day it was when the workspace was read.
    #[must_use]
    pub fn today(&self) -> Date {
        self.world.today()
    }
    /// Every snapshot whose bytes are gone or changed.
    #[must_use]
    pub fn damaged(&self) -> Vec<WorldError> {
        damaged(self.world.as_ref(), &self.workspace.snapshots)
    }

    /// The region that is asked for, or that of the workspace.
    ///
    /// # Errors
    /// [`RunError::Unknown`] when there is no such region.
    pub fn region(&self, asked: &Asked) -> Result<&Region, RunError> {
        region_of(self.definitions()?, asked.region.as_ref())
    }

    /// Where everything stands.
    ///
    /// # Errors
    /// As [`crate::status::status`].
    pub fn status(&self, asked: &Asked) -> Result<Arc<Status>, RunError> {
        let today = self.today();
        let key = (
            self.region(asked)?.code.clone(),
            asked.line.as_deref().and_then(|line| Id::new(line).ok()),
            asked.on.unwrap_or(today),
            asked.as_of.unwrap_or(today),
        );
        // A line that is no id is no line: the question itself says so.
        let known = key.1.is_some() == asked.line.is_some();
        if let Some(status) = known.then(|| self.statuses.get(&key)).flatten() {
            return Ok(status);
        }
        let status = Arc::new(status_of(self.world.as_ref(), &self.workspace, asked)?);
        self.statuses.put(key, Arc::clone(&status));
        Ok(status)
    }

    /// The question as it will be answered: what was left out is filled in.
    ///
    /// # Errors
    /// [`RunError::Unknown`] when there is no such region.
    pub fn question(&self, asked: &Asked) -> Result<Question, RunError> {
        let today = self.today();
        Ok(Question {
            region: self.region(asked)?.code.clone(),
            on: asked.on.unwrap_or(today),
            as_of: asked.as_of.unwrap_or(today),
            line: asked.line.as_deref().and_then(|line| Id::new(line).ok()),
        })
    }

    /// Where a figure or a verdict comes from.
    ///
    /// # Errors
    /// As [`crate::explain::explain`].
    pub fn explain(&self, what: &str, period: Option<&str>, asked: &Asked) -> Result<Explanation, RunError> {
        explain_of(self.world.as_ref(), &self.workspace, what, period, asked)
    }

    /// The indicator with that id.
    ///
    /// # Errors
    /// [`RunError::Unknown`], with the ids that come near.
    pub fn indicator(&self, id: &str) -> Result<&Indicator, RunError> {
        let indicators = &self.definitions()?.indicators;
        indicators.get(id).ok_or_else(|| RunError::Unknown {
            what: "indicator",
            id: id.to_owned(),
            near: near(id, indicators.keys().map(Id::as_str)),
        })
    }

    /// All readings of an indicator, for every region that its tables have or that can be added up from its parts.
    ///
    /// # Errors
    /// As [`Held::indicator`] and [`koers_indicator::evaluate`].
    pub fn readings(&self, indicator: &str, as_of: Option<Date>) -> Result<Arc<ReadingTable>, RunError> {
        let indicator = self.indicator(indicator)?;
        let vintages = self.vintages(as_of);
        let wanted = indicator.rule.datasets();
        // Two as-of days with the same snapshots have the same readings, but for hand-entered figures, whose rows have days of their own.
        let under = self.under(&wanted, as_of);
        let by = self
            .has_figures(&wanted)
            .then(|| as_of.unwrap_or_else(|| self.today()));
        let key = (indicator.id.clone(), under, by);
        if let Some(readings) = self.readings.get(&key) {
            return Ok(readings);
        }
        let loaded = self.workspace.load(self.world.as_ref(), &vintages, &wanted)?;
        let tables = tables_of(self.definitions()?, &loaded);
        let readings = Arc::new(koers_indicator::evaluate(indicator, &tables, &Scope::All)?);
        self.readings.put(key, Arc::clone(&readings));
        Ok(readings)
    }

    /// The sources of an indicator, as they count on a day; those of which nothing was known yet are left out.
    ///
    /// # Errors
    /// Never, once it has been read.
    pub fn sources(&self, indicator: &Indicator, as_of: Option<Date>) -> Result<Vec<SourceNote>, RunError> {
        let datasets = &self.definitions()?.datasets;
        let vintages = self.vintages(as_of);
        let notes: BTreeSet<SourceNote> = indicator
            .rule
            .datasets()
            .into_iter()
            .filter_map(|id| Some(source_note(datasets.get(id)?, vintages.get(id)?)))
            .collect();
        Ok(notes.into_iter().collect())
    }

    /// The days on which another snapshot of a data set of an indicator became known, up to a day, the oldest first. Rows of
    /// hand-entered figures have days of their own and are not counted.
    #[must_use]
    pub fn vintage_days(&self, indicator: &Indicator, until: Option<Date>) -> Vec<Date> {
        let until = until.unwrap_or_else(|| self.today());
        vintage_days(&self.workspace.snapshots, &indicator.rule.datasets(), until)
    }

    /// The snapshots of data sets that count on a day: with the same ones an answer is the same.
    fn under(&self, datasets: &BTreeSet<&Id>, as_of: Option<Date>) -> Vec<Hash> {
        let vintages = self.vintages(as_of);
        let datasets = datasets.iter();
        datasets.filter_map(|id| Some(vintages.get(id)?.hash)).collect()
    }

    fn has_figures(&self, wanted: &BTreeSet<&Id>) -> bool {
        self.workspace
            .files
            .iter()
            .filter_map(|file| file.path.strip_prefix("figures/")?.strip_suffix(".csv"))
            .any(|name| wanted.iter().any(|id| id.as_str() == name))
    }

    /// The cube of a data set with the record of its snapshot, as known on a day; `None` when nothing was known yet.
    ///
    /// # Errors
    /// [`RunError::Unknown`] when the catalogue has no such row; as [`crate::tables::load`].
    pub fn cube(
        &self,
        dataset: &str,
        as_of: Option<Date>,
    ) -> Result<Option<(Arc<Cube>, &Provenance)>, RunError> {
        let datasets = &self.definitions()?.datasets;
        let (id, _) = datasets.get_key_value(dataset).ok_or_else(|| RunError::Unknown {
            what: "data set",
            id: dataset.to_owned(),
            near: near(dataset, datasets.keys().map(Id::as_str)),
        })?;
        let loaded = self
            .workspace
            .load(self.world.as_ref(), &self.vintages(as_of), &[id].into())?;
        Ok(loaded.into_values().next())
    }

    /// Every snapshot of a data set, the oldest first.
    pub fn snapshots<'a>(&'a self, dataset: &'a Id) -> impl Iterator<Item = &'a Provenance> {
        self.workspace
            .snapshots
            .iter()
            .filter(move |snapshot| snapshot.dataset == *dataset)
    }

    /// The snapshot of each data set that counts on a day.
    #[must_use]
    pub fn vintages(&self, as_of: Option<Date>) -> Vintages<'_> {
        Vintages::known_on(&self.workspace.snapshots, as_of.unwrap_or_else(|| self.today()))
    }
}
