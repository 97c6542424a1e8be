//! The tables that indicators are computed from, and how the regions on their axes add up.

use crate::division::{Levels, Nest};
use crate::error::EvaluateError;
use jiff::civil::Date;
use koers_model::dataset::Dataset;
use koers_model::id::Id;
use koers_model::region::RegionRegistry;
use koers_model::snapshot::Provenance;
use koers_table::cube::Cube;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A table with what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The figures.
    pub cube: &'a Cube,
    /// The snapshot they were read from.
    pub provenance: &'a Provenance,
    /// Its row in the catalogue.
    pub dataset: &'a Dataset,
}

/// The tables that indicators are computed from: one for each data set, the one that counts on the as-of day.
#[derive(Debug)]
pub struct Tables<'a> {
    registry: &'a RegionRegistry,
    nest: Nest<'a>,
    /// The day on whose boundaries all tables are, where they were put there.
    layout: Option<Date>,
    tables: BTreeMap<&'a Id, Table<'a>>,
}

/// A table, with how its regions add up: worked out when it is first needed, then kept.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    pub(crate) source: Source<'a>,
    levels: OnceLock<Levels>,
}

impl<'a> Tables<'a> {
    /// No tables yet, with the regions that all of them use.
    #[must_use]
    pub fn new(registry: &'a RegionRegistry) -> Self {
        Self {
            registry,
            nest: Nest::new(registry),
            layout: None,
            tables: BTreeMap::new(),
        }
    }

    /// The same tables, all of which were put on the boundaries of one day: for every period their regions add up as on that day.
    #[must_use]
    pub fn on_boundaries(mut self, day: Date) -> Self {
        self.layout = Some(day);
        self
    }

    /// Adds a table, in the place of an earlier one of the same data set.
    pub fn insert(&mut self, source: Source<'a>) {
        let table = Table {
            source,
            levels: OnceLock::new(),
        };
        self.tables.insert(&source.dataset.id, table);
    }

    /// The regions that all tables use.
    #[must_use]
    pub fn registry(&self) -> &'a RegionRegistry {
        self.registry
    }

    /// The table of a data set.
    #[must_use]
    pub fn get(&self, dataset: &Id) -> Option<Source<'a>> {
        self.tables.get(dataset).map(|table| table.source)
    }

    pub(crate) fn table(&self, dataset: &Id) -> Result<&Table<'a>, EvaluateError> {
        self.tables.get(dataset).ok_or_else(|| EvaluateError::NoTable {
            dataset: dataset.clone(),
        })
    }

    /// How the regions of a table add up to bigger ones.
    pub(crate) fn levels<'t>(&'t self, table: &'t Table<'a>) -> &'t Levels {
        table
            .levels
            .get_or_init(|| Levels::new(table.source.cube, &self.nest, self.layout))
    }
}
