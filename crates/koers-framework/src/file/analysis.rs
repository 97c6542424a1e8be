//! `analyses/<id>.yaml`: figures laid side by side for analyses.

use super::decode::{Keyed, Many};
use super::element::{Bilingual, build_all, build_optional};
use super::indicator::SeriesEntry;
use super::leaf::FormatVersion;
use crate::place::Sp;
use koers_model::figures::{Breakdown, Deliveries, FigureRole, Figures, JobsByActivity, SectorName, Sectors};
use koers_model::id::Id;
use koers_model::region::{RegionCode, RegionKind};
use koers_model::text::Text;

record! {
    /// Figures laid side by side for analyses: which series, of which regions, told apart by what; or what activities deliver to each other.
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
        /// Of deliveries: the regions that the table can be brought down to.
        filled regions: Vec<Sp<RegionKind>>,
        /// Which series there are.
        optional series: Vec<RoleEntry>,
        /// The dimension that tells activities apart.
        optional sectors: Option<SectorsEntry>,
        /// The dimension that tells ages apart.
        optional ages: Option<BreakdownEntry>,
        /// The dimension that tells women and men apart.
        optional sexes: Option<BreakdownEntry>,
        /// What activities deliver to each other: an input-output table.
        optional deliveries: Option<DeliveriesEntry>,
    }
    exactly one of series, deliveries;
    at_most one of sectors, deliveries;
    at_most one of ages, deliveries;
    at_most one of sexes, deliveries;
}

record! {
    /// What activities deliver to each other, to others and to final demand.
    pub struct DeliveriesEntry {
        /// The series, without the two dimensions below.
        required of: Option<Box<SeriesEntry>>,
        /// The region that the table is of.
        required region: Option<Sp<RegionCode>>,
        /// The category column that says who delivers, or what is put in.
        required from: Option<Sp<String>>,
        /// The category column that says to whom.
        required to: Option<Sp<String>>,
        /// The codes of both columns that take part, with their names, in the order in which they are shown; an activity has its code in both. Totals are left out.
        filled names: Keyed<Bilingual>,
        /// The code of `to` under which the output of each activity stands; left out: the sum of its row.
        optional output: Option<Sp<String>>,
        /// How many work in each activity, to bring the table down to a region.
        optional jobs: Option<JobsEntry>,
    }
}

record! {
    /// How many work in each activity of a table of deliveries, in every region.
    pub struct JobsEntry {
        /// The series, without the column of its activities.
        required of: Option<Box<SeriesEntry>>,
        /// That column.
        required dimension: Option<Sp<String>>,
        /// Activity of the table → the code of the series that it is, or several that are added up. Every activity has one.
        filled codes: Keyed<Many<Sp<String>>>,
    }
}

record! {
    /// A series in its role.
    pub struct RoleEntry {
        /// What it is to a method.
        required role: Option<Sp<FigureRole>>,
        /// The series, without the dimension of the sectors.
        required of: Option<Box<SeriesEntry>>,
        /// The sex that it is of, where its data set does not tell women and men apart: a code of `sexes`.
        optional sex: Option<Sp<String>>,
    }
}

record! {
    /// A category column with the names of its codes.
    pub struct BreakdownEntry {
        /// The category column.
        required dimension: Option<Sp<String>>,
        /// Its codes with their names, in the order shown. Together they are the whole, and no two overlap.
        filled names: Keyed<Bilingual>,
    }
}

record! {
    /// The dimension that tells activities apart.
    pub struct SectorsEntry {
        /// The category column.
        required dimension: Option<Sp<String>>,
        /// Its codes with their names, in the order in which they are shown. Together they are the whole, and no two overlap.
        filled names: Keyed<NameEntry>,
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
        let deliveries = self.deliveries.iter().flat_map(|entry| {
            let jobs = entry.jobs.as_ref().and_then(|jobs| jobs.of.as_deref());
            entry.of.as_deref().into_iter().chain(jobs)
        });
        self.series
            .iter()
            .filter_map(|entry| entry.of.as_deref())
            .chain(deliveries)
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
            ages: build_optional(self.ages.as_ref(), BreakdownEntry::build)?,
            sexes: build_optional(self.sexes.as_ref(), BreakdownEntry::build)?,
            of_one_sex: self
                .series
                .iter()
                .filter_map(|entry| Some((entry.role.as_ref()?.value, entry.sex.as_ref()?.value.clone())))
                .collect(),
            deliveries: build_optional(self.deliveries.as_ref(), DeliveriesEntry::build)?,
        })
    }
}

impl BreakdownEntry {
    fn build(&self) -> Option<Breakdown> {
        Some(Breakdown {
            dimension: self.dimension.as_ref()?.value.clone(),
            names: titles(&self.names)?,
        })
    }
}

fn titles(names: &Keyed<Bilingual>) -> Option<Vec<(String, Text)>> {
    let names = names.0.iter();
    names
        .map(|(code, title)| Some((code.value.clone(), title.build()?)))
        .collect()
}

impl DeliveriesEntry {
    fn build(&self) -> Option<Deliveries> {
        Some(Deliveries {
            series: self.of.as_ref()?.build()?,
            region: self.region.as_ref()?.value.clone(),
            from: self.from.as_ref()?.value.clone(),
            to: self.to.as_ref()?.value.clone(),
            names: titles(&self.names)?,
            output: self.output.as_ref().map(|code| code.value.clone()),
            jobs: build_optional(self.jobs.as_ref(), JobsEntry::build)?,
        })
    }
}

impl JobsEntry {
    fn build(&self) -> Option<JobsByActivity> {
        let codes = self.codes.0.iter().map(|(activity, codes)| {
            let codes = codes.0.iter().map(|code| code.value.clone()).collect();
            (activity.value.clone(), codes)
        });
        Some(JobsByActivity {
            series: self.of.as_ref()?.build()?,
            dimension: self.dimension.as_ref()?.value.clone(),
            codes: codes.collect(),
        })
    }
}
