//! Reading and checking a workspace.

use crate::error::RunError;
use crate::tables::{self, Catalogue, Kept, Loaded, Vintages};
use crate::world::{World, WorldError};
use jiff::civil::Date;
use koers_framework::{Beside, Checked, Definitions, Parsed, SourceFile, check, parse};
use koers_model::dataset::Coverage;
use koers_model::diagnostic::{Diagnostic, Severity};
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::snapshot::{Hash, Provenance};
use koers_model::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// A workspace as read: files, snapshots, and what the check found.
#[derive(Debug)]
pub struct Workspace {
    /// The files that people write.
    pub files: Vec<SourceFile>,
    /// The files as read, with their texts, to show where a finding is.
    pub parsed: Parsed,
    /// The records of all snapshots, hand-entered figures among them.
    pub snapshots: Vec<Provenance>,
    /// Definitions and findings.
    pub checked: Checked,
    /// What each data set holds as it is known now; one without a snapshot is not here.
    pub coverage: BTreeMap<Id, Coverage>,
    /// Tables that were read before.
    kept: Kept,
}

/// Reads and checks a workspace, with all data sets as they are known now.
///
/// # Errors
/// [`RunError::World`] when a file or record cannot be read. Faults in the policy are findings, not errors.
pub fn read(world: &dyn World, lang: Lang) -> Result<Workspace, RunError> {
    read_beside(world, None, lang)
}

/// The same, and holds what files name of the register against it. That finds no errors, so the definitions are the same.
///
/// # Errors
/// As [`read`].
pub fn read_beside(
    world: &dyn World,
    register: Option<&Register>,
    lang: Lang,
) -> Result<Workspace, RunError> {
    let files = world.policy_files()?;
    let parsed = parse(&files);
    let snapshots = tables::all_snapshots(world, &files)?;
    let datasets = parsed.datasets();
    let catalogue = Catalogue {
        datasets: &datasets,
        regions: parsed.regions(),
        files: &files,
    };
    let (coverage, faults) =
        tables::coverage(world, catalogue, &Vintages::known_on(&snapshots, world.today()));
    let beside = Beside {
        coverage: &coverage,
        register,
    };
    let mut checked = check(&parsed, &beside, lang);
    checked.diagnostics.extend(faults);
    checked
        .diagnostics
        .extend(tables::unexplained_figures(&snapshots, catalogue, lang));
    Ok(Workspace {
        files,
        parsed,
        snapshots,
        checked,
        coverage,
        kept: Kept::default(),
    })
}

/// The policy by which something was weighed on an earlier day.
#[derive(Debug)]
pub enum PolicyThen {
    /// No copy of it is kept.
    NotKept,
    /// A copy is kept and is no longer what was kept, or cannot be read: the definitions are those of now.
    Spoilt(WorldError),
    /// The plan that is asked for is not in what was kept by then: the definitions are those of now.
    WithoutPlan {
        /// The day on which it was kept.
        kept: Date,
    },
    /// A copy is kept that this Koers finds errors in: the definitions are those of now.
    Unread {
        /// The day on which it was kept.
        kept: Date,
    },
    /// As it was kept last by then.
    Kept {
        /// The day on which it was kept.
        kept: Date,
        /// What stood in it.
        definitions: Box<Definitions>,
    },
}

impl PolicyThen {
    /// What to weigh by: what stood in the files then, else what stands in them now.
    #[must_use]
    pub fn definitions<'a>(&'a self, now: &'a Definitions) -> &'a Definitions {
        match self {
            Self::Kept { definitions, .. } => definitions,
            Self::NotKept | Self::Spoilt(_) | Self::WithoutPlan { .. } | Self::Unread { .. } => now,
        }
    }

    /// The same, to ask a plan by: what was kept without it does not answer.
    #[must_use]
    pub fn to_ask(self, plan: &str) -> Self {
        match self {
            Self::Kept { kept, definitions } if !definitions.selections.contains_key(plan) => {
                Self::WithoutPlan { kept }
            }
            other => other,
        }
    }
}

impl Workspace {
    /// The policy as it was kept last by the end of a day. Figures are not looked at.
    #[must_use]
    pub fn policy_on(&self, world: &dyn World, day: Date) -> PolicyThen {
        let then = match world.policy_on(day) {
            Ok(Some(then)) => then,
            Ok(None) => return PolicyThen::NotKept,
            Err(error) => return PolicyThen::Spoilt(error),
        };
        let kept = then.kept;
        if then.files == self.files
            && let Some(definitions) = self.checked.definitions.clone()
        {
            let definitions = Box::new(definitions);
            return PolicyThen::Kept { kept, definitions };
        }
        let beside = Beside {
            coverage: &self.coverage,
            register: None,
        };
        let definitions = check(&parse(&then.files), &beside, Lang::Nl).definitions;
        match definitions {
            Some(definitions) => PolicyThen::Kept {
                kept,
                definitions: Box::new(definitions),
            },
            None => PolicyThen::Unread { kept },
        }
    }

    /// The definitions, when the policy has no errors.
    ///
    /// # Errors
    /// [`RunError::Policy`] with the number of errors.
    pub fn definitions(&self) -> Result<&Definitions, RunError> {
        self.checked.definitions.as_ref().ok_or_else(|| {
            RunError::Policy(
                self.checked
                    .diagnostics
                    .iter()
                    .filter(|d| d.severity == Severity::Error)
                    .count(),
            )
        })
    }

    /// What the check of the policy finds beside a register, said in a language. Faults of files with figures are not among them.
    #[must_use]
    pub fn findings(&self, register: &Register, lang: Lang) -> Vec<Diagnostic> {
        let beside = Beside {
            coverage: &self.coverage,
            register: Some(register),
        };
        check(&self.parsed, &beside, lang).diagnostics
    }

    /// What tables are read with.
    ///
    /// # Errors
    /// As [`Workspace::definitions`].
    pub fn catalogue(&self) -> Result<Catalogue<'_>, RunError> {
        let definitions = self.definitions()?;
        Ok(Catalogue {
            datasets: &definitions.datasets,
            regions: &definitions.regions,
            files: &self.files,
        })
    }

    /// The cubes of some data sets.
    ///
    /// # Errors
    /// As [`Workspace::definitions`] and [`tables::load`].
    pub fn load<'a>(
        &self,
        world: &dyn World,
        vintages: &Vintages<'a>,
        wanted: &BTreeSet<&Id>,
    ) -> Result<Loaded<'a>, RunError> {
        tables::load(world, self.catalogue()?, vintages, wanted, &self.kept)
    }

    /// Every policy file with the hash of its bytes, by name.
    #[must_use]
    pub fn file_hashes(&self) -> Vec<(String, Hash)> {
        self.files
            .iter()
            .map(|file| (file.path.to_string(), Hash::of(&file.bytes)))
            .collect()
    }
}
