//! `catalogue/<dataset>.yaml`: what a data set is and how its columns map.

use super::decode::Keyed;
use super::element::{Bilingual, build_all, build_optional};
use super::leaf::Role;
use crate::place::Sp;
use koers_model::address::WebAddress;
use koers_model::dataset::{Column, ColumnRole, Dataset, Mask, MeasureInfo, RegionCodes};
use koers_model::id::Id;
use koers_model::period::Frequency;
use koers_model::provider::{Connector, Provider};
use koers_model::unit::Unit;
use koers_model::value::{Bounds, Number};

record! {
    /// A data set: who publishes it, and how its columns map.
    pub struct DatasetFile {
        /// Its name, equal to the name of the file.
        required dataset: Option<Sp<Id>>,
        /// What people read.
        required title: Option<Bilingual>,
        /// Who publishes it.
        required publisher: Option<Sp<String>>,
        /// The publisher's name of the table.
        required table: Option<Sp<String>>,
        /// Licence.
        required licence: Option<Sp<String>>,
        /// What must be shown with the figures.
        required attribution: Option<Bilingual>,
        /// Where people find it.
        optional url: Option<Sp<String>>,
        /// Where it is fetched; left out: people take its files over by hand.
        optional from: Option<ProviderEntry>,
        /// How often it has a figure.
        required frequency: Option<Sp<Frequency>>,
        /// How the publisher's columns map.
        filled columns: Vec<ColumnEntry>,
        /// Its measures by key.
        filled measures: Keyed<MeasureInfoEntry>,
        /// Codes to keep, by column; a column not named here keeps everything.
        optional keep: Keyed<Vec<Sp<String>>>,
        /// Texts in value cells that hide numbers.
        optional masks: Vec<MaskEntry>,
    }
}

record! {
    /// Where a data set is fetched.
    pub struct ProviderEntry {
        /// The protocol.
        required connector: Option<Sp<Connector>>,
        /// The address of the table: of OData what stands before the names of its sets, of SDMX that of its data, else that of the file.
        required address: Option<Sp<WebAddress>>,
        /// Which rows are asked for, as `$filter` of OData says it; left out: all.
        optional filter: Option<Sp<String>>,
    }
}

record! {
    /// How one column of the published table maps.
    pub struct ColumnEntry by role {
        /// Its name in the published table.
        required column: Option<Sp<String>>,
        /// What it is for.
        required role: Option<Sp<Role>>,
        /// Which codes it holds.
        required codes: Option<Sp<RegionCodes>> where "region",
        /// What people read.
        optional title: Option<Bilingual>,
        /// The text that it must hold in every row that is kept.
        required value: Option<Sp<String>> where "fixed",
        /// The measure of a value column, in a table with several of them.
        optional measure: Option<Sp<String>> where "value",
    }
}

record! {
    /// A measure of a data set.
    pub struct MeasureInfoEntry {
        /// What people read.
        required title: Option<Bilingual>,
        /// Unit of the published figures.
        required unit: Option<Sp<&'static Unit>>,
        /// Whether figures of parts add up to the figure of the whole.
        required additive: Option<Sp<bool>>,
    }
}

record! {
    /// A text in a value cell that hides a number between two bounds.
    pub struct MaskEntry {
        /// The text as published.
        required text: Option<Sp<String>>,
        /// The lowest number that it can mean.
        required low: Option<Sp<Number>>,
        /// The highest number that it can mean.
        required high: Option<Sp<Number>>,
    }
}

impl ColumnEntry {
    fn build(&self) -> Option<Column> {
        Some(Column {
            name: self.column.as_ref()?.value.clone(),
            role: match self.role.as_ref()?.value {
                Role::Region => ColumnRole::Region(self.codes.as_ref()?.value),
                Role::Period => ColumnRole::Period,
                Role::Category => ColumnRole::Category,
                Role::Measure => ColumnRole::Measure,
                Role::Fixed => ColumnRole::Fixed(self.value.as_ref()?.value.clone()),
                Role::Value => ColumnRole::Value(self.measure.as_ref().map(|m| m.value.clone())),
                Role::Status => ColumnRole::Status,
                Role::Margin => ColumnRole::Margin,
                Role::Ignore => ColumnRole::Ignore,
            },
            title: build_optional(self.title.as_ref(), Bilingual::build)?,
        })
    }
}

impl ProviderEntry {
    fn build(&self) -> Option<Provider> {
        Some(Provider {
            connector: self.connector.as_ref()?.value,
            address: self.address.as_ref()?.value.clone(),
            filter: self.filter.as_ref().map(|filter| filter.value.clone()),
        })
    }
}

impl DatasetFile {
    pub(crate) fn build(&self) -> Option<Dataset> {
        let measure = |entry: &MeasureInfoEntry| {
            Some(MeasureInfo {
                title: entry.title.as_ref()?.build()?,
                unit: entry.unit.as_ref()?.value,
                additive: entry.additive.as_ref()?.value,
            })
        };
        let mask = |entry: &MaskEntry| {
            Some(Mask {
                text: entry.text.as_ref()?.value.clone(),
                bounds: Bounds {
                    low: entry.low.as_ref()?.value,
                    high: entry.high.as_ref()?.value,
                },
            })
        };
        Some(Dataset {
            id: self.dataset.as_ref()?.value.clone(),
            title: self.title.as_ref()?.build()?,
            publisher: self.publisher.as_ref()?.value.clone(),
            table: self.table.as_ref()?.value.clone(),
            licence: self.licence.as_ref()?.value.clone(),
            attribution: self.attribution.as_ref()?.build()?,
            url: self.url.as_ref().map(|url| url.value.clone()),
            from: build_optional(self.from.as_ref(), ProviderEntry::build)?,
            frequency: self.frequency.as_ref()?.value,
            columns: build_all(&self.columns, ColumnEntry::build)?,
            measures: self
                .measures
                .0
                .iter()
                .map(|(key, entry)| Some((key.value.clone(), measure(entry)?)))
                .collect::<Option<_>>()?,
            keep: self
                .keep
                .0
                .iter()
                .map(|(column, codes)| {
                    let codes = codes.iter().map(|code| code.value.clone()).collect();
                    (column.value.clone(), codes)
                })
                .collect(),
            masks: build_all(&self.masks, mask)?,
        })
    }
}
