//! `analyses/<id>.yaml`: figures laid side by side for analyses.

use super::decode::Keyed;
use super::element::{Bilingual, build_all, build_optional};
use super::indicator::SeriesEntry;
use super::leaf::FormatVersion;
use crate::place::Sp;
use koers_model::figures::{FigureRole, Figures, SectorName, Sectors};
use koers_model::id::Id;
use koers_model::region::RegionKind;

record! {
    /// Figures laid side by side for analyses: which series, of which regions, told apart by what.
    pub struct AnalysisFile {
        /// Version of the file format: 1.
        required koers: Option<Sp<FormatVersion>>,
        /// Name, which is also the name of the file.
        required analysis: Option<Sp<Id>>,
        /// What people read.
        required title: Option<Bilingual>,
        /// What the figures mean and what not.
        optional text: Option<Bilingual>,
        /// The kinds of regions that can lie side by side, the one that is shown first in front. Those of one kind are the whole together.
        filled regions: Vec<Sp<RegionKind>>,
        /// Which series there are.
        filled series: Vec<RoleEntry>,
        /// The dimension that tells activities apart.
        optional sectors: Option<SectorsEntry>,
    }
}

record! {
    /// A series in its role.
    pub struct RoleEntry {
        /// What it is to a method.
        required role: Option<Sp<FigureRole>>,
        /// The series, without the dimension of the sectors.
        required of: Option<Box<SeriesEntry>>,
    }
}

record! {
    /// The dimension that tells activities apart.
    pub struct SectorsEntry {
        /// The category column.
        required dimension: Option<Sp<String>>,
        /// Its codes with their names, in the order in which they are shown. Together they are the whole, and no two overlap.
        required names: Keyed<NameEntry>,
    }
}

record! {
    /// The name of a code.
    pub struct NameEntry {
        /// What people read.
        required title: Option<Bilingual>,
        /// The group that it belongs to.
        optional group: Option<Sp<String>>,
    }
}

impl AnalysisFile {
    /// The series of the file.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &SeriesEntry> {
        self.series.iter().filter_map(|entry| entry.of.as_deref())
    }

    pub(crate) fn build(&self) -> Option<Figures> {
        self.koers.as_ref()?;
        let sectors = |entry: &SectorsEntry| {
            let names = entry.names.0.iter().map(|(code, name)| {
                Some(SectorName {
                    code: code.value.clone(),
                    title: name.title.as_ref()?.build()?,
                    group: name.group.as_ref().map(|group| group.value.clone()),
                })
            });
            Some(Sectors {
                dimension: entry.dimension.as_ref()?.value.clone(),
                names: names.collect::<Option<_>>()?,
            })
        };
        let series = |entry: &RoleEntry| Some((entry.role.as_ref()?.value, entry.of.as_ref()?.build()?));
        Some(Figures {
            id: self.analysis.as_ref()?.value.clone(),
            title: self.title.as_ref()?.build()?,
            text: build_optional(self.text.as_ref(), Bilingual::build)?,
            regions: self.regions.iter().map(|kind| kind.value).collect(),
            series: build_all(&self.series, series)?,
            sectors: build_optional(self.sectors.as_ref(), sectors)?,
        })
    }
}
