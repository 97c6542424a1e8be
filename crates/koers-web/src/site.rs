//! What all pages and resources answer from: one workspace, held in memory, with the settings of the server.

use crate::answer::Fault;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_model::framework::Framework;
use koers_model::outline::Outlines;
use koers_model::region::RegionKind;
use koers_model::text::Lang;
use koers_run::error::RunError;
use koers_run::held::Held;
use koers_run::world::World;
use std::ops::Deref;
use std::sync::Arc;

/// A workspace being served. It does not change: when files or snapshots do, another one takes its place.
pub struct Site {
    held: Held,
    /// The address under which visitors know it, without a slash at the end: `https://koers.example.org`.
    pub address: String,
}

impl Site {
    /// Reads the workspace.
    ///
    /// # Errors
    /// As [`Held::read`].
    pub fn read(world: Arc<dyn World>, address: &str) -> Result<Self, RunError> {
        Ok(Self {
            held: Held::read(world, Lang::Nl)?,
            address: address.trim_end_matches('/').to_owned(),
        })
    }

    /// The definitions of the workspace.
    ///
    /// # Errors
    /// Never, once it is served.
    pub fn definitions(&self) -> Result<&Definitions, Fault> {
        Ok(self.held.definitions()?)
    }

    /// The outlines of a kind of region as they were on a day, when the workspace has them.
    #[must_use]
    pub fn outlines(&self, _kind: RegionKind, _on: Date) -> Option<&Outlines> {
        None
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
