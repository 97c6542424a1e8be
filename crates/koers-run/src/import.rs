//! Taking over a published file.

use crate::error::RunError;
use crate::tables::Catalogue;
use crate::world::World;
use jiff::civil::Date;
use koers_framework::parse;
use koers_model::dataset::Dataset;
use koers_model::id::Id;
use koers_model::snapshot::{Format, Hash, Provenance};
use koers_model::text::Lang;
use koers_table::error::{Note, ReadError};
use koers_table::{Options, Table};

/// What is to be taken over.
#[derive(Debug, Clone)]
pub struct Import<'a> {
    /// The data set of the catalogue that it belongs to.
    pub dataset: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The file or address that it came from.
    pub origin: &'a str,
    /// Its form; `None`: recognise it.
    pub format: Option<Format>,
    /// The publisher's day, when the bytes do not state it.
    pub published: Option<Date>,
    /// How the publisher tells this state of the table from another, where it was fetched.
    pub stamp: Option<&'a str>,
}

/// What came of it.
#[derive(Debug)]
pub struct Imported {
    /// The record.
    pub provenance: Provenance,
    /// `false`: the same bytes were there already.
    pub new: bool,
    /// How many observations the cube holds.
    pub observations: usize,
    /// Remarks on what was read.
    pub notes: Vec<Note>,
    /// Remarks on the days.
    pub remarks: Vec<Remark>,
}

/// What a user should know of the days of a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// It says that it is published after today: it counts only from that day.
    PublishedLater(Date),
    /// The bytes state another day than the one that was given; theirs counts.
    StatesAnotherDay {
        /// What the bytes state.
        stated: Date,
        /// What was given.
        given: Date,
    },
}

impl Remark {
    /// One sentence.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::PublishedLater(day), Lang::Nl) => {
                format!("de publicatiedatum {day} ligt in de toekomst: de cijfers tellen pas vanaf die dag")
            }
            (Self::PublishedLater(day), Lang::En) => {
                format!(
                    "the day of publication {day} lies in the future: the figures count only from that day"
                )
            }
            (Self::StatesAnotherDay { stated, given }, Lang::Nl) => {
                format!("het bestand noemt zelf {stated} als publicatiedatum; {given} is niet gebruikt")
            }
            (Self::StatesAnotherDay { stated, given }, Lang::En) => {
                format!("the file itself states {stated} as its day of publication; {given} was not used")
            }
        }
    }
}

/// Takes over published bytes: reads them with the catalogue's mapping, and only when that works stores them as a snapshot and keeps the
/// cube. The store is the last step that can fail, and it is atomic.
///
/// # Errors
/// [`RunError::Unknown`] for a data set that the catalogue does not have (or whose row has errors),
/// [`RunError::UnknownForm`] for bytes whose form is not recognised,
/// [`RunError::Data`] with everything that is wrong with the bytes, [`RunError::World`].
pub fn import(world: &dyn World, what: &Import<'_>) -> Result<Imported, RunError> {
    let files = world.policy_files()?;
    let parsed = parse(&files);
    let datasets = parsed.datasets();
    let catalogue = Catalogue {
        datasets: &datasets,
        regions: parsed.regions(),
        files: &files,
    };
    let dataset = datasets.get(what.dataset).ok_or_else(|| RunError::Unknown {
        what: "data set",
        id: what.dataset.to_owned(),
        near: koers_model::spelling::near(what.dataset, datasets.keys().map(Id::as_str)),
    })?;
    let read = read(world, catalogue, dataset, what)?;
    read.store(world, catalogue, what.bytes)
}

/// A published file that was read and is not stored yet.
pub(crate) struct Read {
    pub(crate) table: Table,
    pub(crate) provenance: Provenance,
    remarks: Vec<Remark>,
}

impl Read {
    /// Stores it as a snapshot and keeps its cube.
    pub(crate) fn store(
        self,
        world: &dyn World,
        catalogue: Catalogue<'_>,
        bytes: &[u8],
    ) -> Result<Imported, RunError> {
        let new = world.add_snapshot(&self.provenance, bytes)?;
        Ok(self.stored(world, catalogue, new))
    }

    /// Stores it although the same bytes were a snapshot before: the publisher went back to them, and from now on they count again.
    pub(crate) fn store_again(
        self,
        world: &dyn World,
        catalogue: Catalogue<'_>,
        bytes: &[u8],
    ) -> Result<Imported, RunError> {
        world.add_again(&self.provenance, bytes)?;
        Ok(self.stored(world, catalogue, true))
    }

    fn stored(self, world: &dyn World, catalogue: Catalogue<'_>, new: bool) -> Imported {
        crate::tables::keep(world, catalogue, &self.provenance, &self.table.cube);
        Imported {
            provenance: self.provenance,
            new,
            observations: self.table.cube.observation_count(),
            notes: self.table.notes,
            remarks: self.remarks,
        }
    }
}

/// Reads published bytes with the catalogue's mapping.
pub(crate) fn read(
    world: &dyn World,
    catalogue: Catalogue<'_>,
    dataset: &Dataset,
    what: &Import<'_>,
) -> Result<Read, RunError> {
    let unreadable = |errors| RunError::Data {
        dataset: dataset.id.clone(),
        origin: what.origin.to_owned(),
        errors,
    };
    let format = match what.format {
        Some(format) => format,
        None => match koers_table::sniff(what.bytes) {
            Some(format) => format,
            // Bytes that are no table at all (cut off, another encoding, an error page) have a reason of their own.
            None => match koers_table::read(
                what.bytes,
                Format::KoersCsv,
                dataset,
                catalogue.regions,
                Options::default(),
            ) {
                Err(errors) if errors.iter().any(ReadError::is_about_the_file) => {
                    return Err(unreadable(errors));
                }
                _ => {
                    return Err(RunError::UnknownForm {
                        origin: what.origin.to_owned(),
                    });
                }
            },
        },
    };
    let stamp = koers_table::stamp(what.bytes);
    let retrieved = stamp.retrieved.unwrap_or_else(|| world.today());
    let options = Options {
        retrieved: Some(retrieved),
        known_by: None,
    };
    let table =
        koers_table::read(what.bytes, format, dataset, catalogue.regions, options).map_err(unreadable)?;
    let provenance = Provenance {
        dataset: dataset.id.clone(),
        hash: Hash::of(what.bytes),
        size: what.bytes.len() as u64,
        format,
        origin: what.origin.to_owned(),
        published: table.published.or(what.published),
        retrieved,
        stamp: what.stamp.map(str::to_owned),
    };
    let mut remarks = Vec::new();
    if let (Some(stated), Some(given)) = (table.published, what.published)
        && stated != given
    {
        remarks.push(Remark::StatesAnotherDay { stated, given });
    }
    remarks.extend(
        provenance
            .published
            .filter(|day| *day > world.today())
            .map(Remark::PublishedLater),
    );
    Ok(Read {
        table,
        provenance,
        remarks,
    })
}
