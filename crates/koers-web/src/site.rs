//! What all pages and resources answer from: one workspace, held in memory, with the settings of the server.

use crate::answer::Fault;
use crate::pages::search::Collection;
use jiff::Timestamp;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_model::diagnostic::Diagnostic;
use koers_model::framework::Framework;
use koers_model::id::Id;
use koers_model::outline::Outlines;
use koers_model::portfolio::register::Register;
use koers_model::region::RegionKind;
use koers_model::text::Lang;
use koers_model::tie::Ties;
use koers_report::names::{Defined, Names};
use koers_run::boundaries::Maps;
use koers_run::error::RunError;
use koers_run::held::Held;
use koers_run::permission::Visitor;
use koers_run::portfolio::fit::Aims;
use koers_run::world::{World, WorldError};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A workspace being served. It does not change: when files or snapshots do, another one takes its place.
pub struct Site {
    held: Arc<Held>,
    maps: Arc<Maps>,
    /// The address under which visitors know it, without a slash at the end: `https://koers.example.org`.
    pub address: String,
    /// Whether those who work on the workspace are looking, and not the public.
    pub staff: bool,
    /// Whether those who look may enter things here: then pages link to the forms.
    pub entry: bool,
    collection: OnceLock<Collection>,
    ties: OnceLock<BTreeMap<Id, Ties>>,
    aims: OnceLock<BTreeMap<Id, Aims>>,
    findings: [OnceLock<Vec<Diagnostic>>; 2],
    unread: Arc<Mutex<Option<Timestamp>>>,
}

impl Site {
    /// Reads the workspace.
    ///
    /// # Errors
    /// As [`Held::read`].
    pub fn read(world: Arc<dyn World>, address: &str) -> Result<Self, RunError> {
        let maps = Maps::read(world.as_ref(), Lang::Nl)?;
        Ok(Self {
            held: Arc::new(Held::read(world, Lang::Nl)?),
            maps: Arc::new(maps),
            address: address.trim_end_matches('/').to_owned(),
            staff: false,
            entry: false,
            collection: OnceLock::new(),
            ties: OnceLock::new(),
            aims: OnceLock::new(),
            findings: [OnceLock::new(), OnceLock::new()],
            unread: Arc::default(),
        })
    }

    /// The same, for those who work on the workspace.
    #[must_use]
    pub fn for_staff(mut self, staff: bool) -> Self {
        self.staff = staff;
        self
    }

    /// As who those who look count.
    #[must_use]
    pub const fn visitor(&self) -> Visitor {
        if self.staff {
            Visitor::Local
        } else {
            Visitor::Public
        }
    }

    /// The same, where things are entered too.
    #[must_use]
    pub fn for_entry(mut self, entry: bool) -> Self {
        self.entry = entry;
        self
    }

    /// The same workspace, as visitors see it who may enter nothing: no page leads to a form.
    #[must_use]
    pub fn without_entry(&self) -> Self {
        Self {
            held: Arc::clone(&self.held),
            maps: Arc::clone(&self.maps),
            address: self.address.clone(),
            staff: self.staff,
            entry: false,
            collection: OnceLock::new(),
            ties: OnceLock::new(),
            aims: OnceLock::new(),
            findings: [OnceLock::new(), OnceLock::new()],
            unread: Arc::clone(&self.unread),
        }
    }

    /// Since when the register cannot be read; `None` while it can. What is shown is then as it was read before.
    #[must_use]
    pub fn unread_since(&self) -> Option<Timestamp> {
        *self.unread.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes whether the register can be read; the moment of the first time that it could not stays. Whether that is another than before.
    pub fn note_register(&self, unread: Option<Timestamp>) -> bool {
        let mut known = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = known.is_some() != unread.is_some();
        if is_new {
            *known = unread;
        }
        is_new
    }

    /// The definitions of the workspace.
    ///
    /// # Errors
    /// Never, once it is served.
    pub fn definitions(&self) -> Result<&Definitions, Fault> {
        Ok(self.held.definitions()?)
    }

    /// What things are called: by what was entered in this register, and by the definitions.
    #[must_use]
    pub fn names<'a>(&'a self, register: &'a Register) -> Names<'a> {
        let definitions = self.definitions().ok();
        Names {
            register,
            defined: definitions.map(|all| Defined {
                programmes: &all.frameworks,
                indicators: &all.indicators,
                regions: &all.regions,
            }),
        }
    }

    /// The outlines of a kind of region that fit a day best, when the workspace has them.
    #[must_use]
    pub fn outlines(&self, kind: RegionKind, on: Date) -> Option<&Outlines> {
        self.maps.on(kind, on, &self.definitions().ok()?.regions)
    }

    /// The files of boundaries that could not be read, and why.
    #[must_use]
    pub fn map_faults(&self) -> &[WorldError] {
        self.maps.faults()
    }

    /// Everything that can be searched. The first who asks waits for it.
    ///
    /// # Errors
    /// Never, once it is served.
    pub fn collection(&self) -> Result<&Collection, Fault> {
        let definitions = self.definitions()?;
        Ok(self.collection.get_or_init(|| Collection::of(self, definitions)))
    }

    /// What the check of the policy found, said in a language.
    #[must_use]
    pub fn findings(&self, lang: Lang) -> &[Diagnostic] {
        let [nl, en] = &self.findings;
        lang.pick(nl, en).get_or_init(|| self.held.findings(lang))
    }

    /// How the elements of a programme hang together.
    ///
    /// # Errors
    /// [`Fault::NotFound`] when there is no such programme.
    pub fn ties(&self, programme: &Id) -> Result<&Ties, Fault> {
        let frameworks = &self.definitions()?.frameworks;
        let all = self.ties.get_or_init(|| {
            let ties = frameworks
                .iter()
                .map(|framework| (framework.id.clone(), framework.ties()));
            ties.collect()
        });
        all.get(programme)
            .ok_or_else(|| Fault::not_found(programme.as_str()))
    }

    /// The outcomes of a programme, ready to be held against texts; `None` when there is no such programme. The first who asks waits for it.
    #[must_use]
    pub fn aims(&self, programme: &Id) -> Option<&Aims> {
        let definitions = self.definitions().ok()?;
        let all = self.aims.get_or_init(|| {
            let frameworks = definitions.frameworks.iter();
            frameworks
                .map(|framework| (framework.id.clone(), Aims::of(framework, definitions)))
                .collect()
        });
        all.get(programme)
    }

    /// The programme with that id.
    ///
    /// # Errors
    /// [`Fault::NotFound`].
    pub fn framework(&self, id: &str) -> Result<&Framework, Fault> {
        let frameworks = &self.definitions()?.frameworks;
        frameworks
            .iter()
            .find(|framework| framework.id.as_str() == id)
            .ok_or_else(|| Fault::NotFound {
                what: id.to_owned(),
                near: frameworks
                    .iter()
                    .map(|framework| framework.id.to_string())
                    .collect(),
            })
    }
}

/// A site answers what its workspace answers.
impl Deref for Site {
    type Target = Held;
    fn deref(&self) -> &Held {
        &self.held
    }
}
