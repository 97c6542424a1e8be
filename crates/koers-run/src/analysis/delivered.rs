//! What activities deliver to each other, as `analyses/` says, brought down to a region by the jobs there.

use super::laid::{Laid, SideBySide, unheard};
use super::{Asked, Fault, Frame, Method, NoAnalysis};
use crate::error::RunError;
use koers_analysis::frame::Need;
use koers_analysis::method::Time;
use koers_analysis::role;
use koers_analysis::say::{Sentence, Words, say};
use koers_analysis::setting::Kind;
use koers_indicator::{EvaluateError, ReadingTable, Scope, Tables, evaluate};
use koers_model::figures::{Deliveries, JobsByActivity};
use koers_model::period::Period;
use koers_model::region::RegionCode;
use koers_model::text::{Lang, Text};
use koers_model::unit::{UNITS, Unit};
use koers_model::value::{Cell, Content, Missing, Number};
use koers_table::cube::Cube;
use std::collections::BTreeSet;

/// The row with the jobs in the region.
const OWN: &str = "own";
/// The row with the jobs in all regions together.
const COUNTRY: &str = "country";
/// The rows of which is told what hangs on the sectors.
const JOBS: &str = "jobs";
/// Rows of which the same is told, in the unit of the table.
const MONEY: &str = "money";
/// The column with the output.
const OUTPUT: &str = "output";
/// The totals that balancing a table aims at: a table of deliveries has none.
const AIMS: &str = "rows";
/// Settings that say which rows and columns are what: a workspace says so itself.
pub(super) const BROUGHT: [&str; 4] = [OWN, COUNTRY, JOBS, OUTPUT];

/// Whether a method takes a table of deliveries.
pub(super) fn takes_deliveries(method: &Method) -> bool {
    let must = |one: role::Role| {
        method
            .roles
            .iter()
            .any(|(role, need)| *role == one && *need == Need::Must)
    };
    must(role::FROM) && must(role::TO)
}

/// Whether a table of deliveries has what a method takes.
pub(super) fn fitting(method: &Method, deliveries: &Deliveries) -> bool {
    let has = |one: role::Role| [role::FROM, role::TO, role::VALUE, role::PERIOD].contains(&one);
    let enough = method
        .roles
        .iter()
        .all(|(role, need)| *need == Need::May || has(*role));
    takes_deliveries(method)
        && !takes(method, AIMS)
        && enough
        && (deliveries.jobs.is_some() || !is_regional(method))
}

/// Whether a method brings a table of deliveries down to a region.
pub(super) fn is_regional(method: &Method) -> bool {
    takes_deliveries(method) && takes(method, OWN)
}

fn takes(method: &Method, word: &str) -> bool {
    method.settings.iter().any(|setting| setting.word == word)
}

/// Sets what a workspace knows, where nobody said otherwise.
fn bring(method: &Method, asked: &mut Asked, word: &str, value: &str) {
    if takes(method, word) && asked.settings.iter().all(|(given, _)| given != word) {
        asked.settings.push((word.to_owned(), value.to_owned()));
    }
}

/// The columns of a frame, row by row.
#[derive(Default)]
struct Rows {
    from: Vec<String>,
    to: Vec<String>,
    period: Vec<String>,
    value: Vec<Cell>,
}

impl Rows {
    fn push(&mut self, (from, to): (&str, &str), period: Period, value: Cell) {
        self.from.push(from.to_owned());
        self.to.push(to.to_owned());
        self.period.push(period.to_string());
        self.value.push(value);
    }

    fn frame(self) -> Result<Frame, Fault> {
        let names = [
            (role::FROM, self.from),
            (role::TO, self.to),
            (role::PERIOD, self.period),
        ];
        Frame::new(names, [(role::VALUE, self.value)])
    }
}

/// Jobs in an activity of the table, in every region of a kind.
struct Jobs {
    activity: String,
    read: ReadingTable,
}

impl Jobs {
    /// Those of all regions together; a region without a figure leaves the sum without one.
    fn together(&self, regions: &[(RegionCode, String)], period: Period) -> Cell {
        let mut sum = 0.0;
        for (code, _) in regions {
            let cell = self.read.cell(code, period);
            match cell.content {
                Content::Value(number) => sum += number.get(),
                Content::Missing { .. } => return cell,
            }
        }
        Number::new(sum).map_or_else(|| Cell::missing(Missing::Undefined), Cell::value)
    }
}

impl Laid<'_> {
    /// A table of deliveries with a row for each pair of names and period, and below it the jobs; what was asked gets the names of rows and columns.
    pub(super) fn deliveries(
        &self,
        deliveries: &Deliveries,
        tables: &Tables<'_>,
        (method, regions): (&Method, &SideBySide),
        asked: &mut Asked,
    ) -> Result<(Frame, Vec<Sentence>), NoAnalysis> {
        if asked.sector.is_some() {
            return Err(Fault::NotTaken { option: "--sector" }.into());
        }
        self.name_settings(deliveries, method, asked);
        let mut rows = Rows::default();
        let (activities, periods) = self.flows(deliveries, tables, &mut rows)?;
        if let Some(output) = &deliveries.output {
            bring(method, asked, OUTPUT, self.title(deliveries, output));
        }
        let region = asked.region.take();
        if region.is_some() && !is_regional(method) {
            return Err(Fault::NotTaken { option: "--region" }.into());
        }
        let own = regions
            .named
            .iter()
            .find(|(_, name)| Some(name) == region.as_ref());
        if is_regional(method) && own.is_none() {
            let known = regions.named.iter().map(|(code, _)| code.to_string()).collect();
            return Err(Fault::Wanted {
                option: "--region",
                known,
            }
            .into());
        }
        let own = own.filter(|_| is_regional(method));
        let Some(jobs) = deliveries
            .jobs
            .as_ref()
            .filter(|_| takes(method, JOBS) || own.is_some())
        else {
            return Ok((rows.frame()?, Vec::new()));
        };
        let unit = self.unit(&jobs.series);
        let read = self.jobs(deliveries, jobs, (tables, regions, unit), &activities)?;
        // As everywhere, a region without any figure takes no part.
        let (counted, without): (Vec<_>, Vec<_>) = regions.named.iter().cloned().partition(|(code, _)| {
            let mut read = read.iter();
            read.any(|one| {
                one.read
                    .series(code)
                    .iter()
                    .any(|point| point.cell.number().is_some())
            })
        });
        let is_whole = |period: Period| {
            let mut read = read.iter();
            read.all(|one| one.together(&counted, period).number().is_some())
        };
        let written = |period: &Option<String>| period.as_deref().and_then(|text| Period::parse(text).ok());
        let chosen: Vec<Period> = match method.time {
            Time::Span => [written(&asked.from), written(&asked.to)]
                .into_iter()
                .flatten()
                .collect(),
            Time::One | Time::Never => {
                let last = periods.iter().rev().copied();
                let chosen = written(&asked.to).or_else(|| last.clone().find(|period| is_whole(*period)));
                chosen.into_iter().collect()
            }
        };
        let is_known = !chosen.is_empty() && chosen.iter().all(|period| is_whole(*period));
        if !is_known && own.is_none() {
            let left_out = say(
                "Van hoeveel mensen er werken zijn over deze periode geen volledige cijfers: daarover staat hier niets.",
                "There are no complete figures of how many work for this period: nothing stands here about that.",
                [],
            );
            return Ok((rows.frame()?, vec![left_out]));
        }
        if let (Some(period), Time::One) = (chosen.first(), method.time) {
            asked.to = Some(period.to_string());
        }
        let title = unit.map_or("", |unit| base(unit).label(self.lang));
        for period in &periods {
            for one in &read {
                rows.push((title, &one.activity), *period, one.together(&counted, *period));
                if let Some((code, name)) = own {
                    rows.push((name, &one.activity), *period, one.read.cell(code, *period));
                }
            }
        }
        // Who names other accounts asks about those.
        if asked.settings.iter().all(|(word, _)| word != MONEY) {
            bring(method, asked, JOBS, title);
        }
        if let Some((_, name)) = own {
            bring(method, asked, COUNTRY, title);
            bring(method, asked, OWN, name);
        }
        Ok((rows.frame()?, unheard(without.into_iter().map(|(_, name)| name))))
    }

    /// What people read for a code of the table.
    fn title<'d>(&self, deliveries: &'d Deliveries, code: &'d str) -> &'d str {
        let found = deliveries.names.iter().find(|(own, _)| own == code);
        found.map_or(code, |(_, title)| title.get(self.lang))
    }

    /// What must be known of the answer: what amounts are counted in, and that the table of a region was not counted but derived.
    pub(super) fn told(
        &self,
        deliveries: &Deliveries,
        method: &Method,
        settings: &[(&'static str, String)],
    ) -> Sentence {
        let unit = self.unit(&deliveries.series);
        let unit = unit.map_or(Words("", ""), |unit| {
            Words(unit.label(Lang::Nl), unit.label(Lang::En))
        });
        let own = settings.iter().find(|(word, _)| *word == OWN);
        let derived = own.filter(|_| is_regional(method)).map(|(_, name)| {
            say(
                "Voor {0} is deze tabel niet geteld maar afgeleid: de landelijke tabel, met de banen daar. Bedragen zijn in {1}.",
                "For {0} this table was not counted but derived: the national table, with the jobs there. Amounts are in {1}.",
                [name.as_str().into(), unit.into()],
            )
        });
        let amounts = || say("Bedragen zijn in {0}.", "Amounts are in {0}.", [unit.into()]);
        derived.unwrap_or_else(amounts)
    }

    /// Settings that name rows and columns take codes too.
    fn name_settings(&self, deliveries: &Deliveries, method: &Method, asked: &mut Asked) {
        let takes_names = |word: &str| {
            let mut settings = method.settings.iter();
            settings.any(|setting| setting.word == word && setting.kind == Kind::Names)
        };
        for (word, value) in &mut asked.settings {
            if takes_names(word) {
                let names = value.split(';').map(|name| self.title(deliveries, name.trim()));
                *value = names.collect::<Vec<_>>().join(";");
            }
        }
    }

    /// The rows of the table itself; its activities, by code, and its periods.
    fn flows(
        &self,
        deliveries: &Deliveries,
        tables: &Tables<'_>,
        rows: &mut Rows,
    ) -> Result<(Vec<String>, BTreeSet<Period>), NoAnalysis> {
        let series = &deliveries.series;
        let unit = self.unit(series).unwrap_or(&UNITS[0]);
        let scope = Scope::Regions(std::slice::from_ref(&deliveries.region));
        let source = tables.get(&series.dataset).ok_or_else(|| {
            let dataset = series.dataset.clone();
            RunError::from(EvaluateError::NoTable { dataset })
        })?;
        let side = |dimension: &str| -> Vec<&String> {
            let held = codes(source.cube, dimension);
            let names = deliveries.names.iter().map(|(code, _)| code);
            names.filter(|code| held.contains(code)).collect()
        };
        let (from, to) = (side(&deliveries.from), side(&deliveries.to));
        let mut periods = BTreeSet::new();
        for one in &from {
            for other in &to {
                let chosen = [(&deliveries.from, one), (&deliveries.to, other)];
                let chosen = chosen.map(|(dimension, code)| (dimension.clone(), vec![(*code).clone()]));
                let read = evaluate(&self.indicator(series, chosen, unit), tables, &scope);
                let read = read.map_err(RunError::from)?;
                let names = (self.title(deliveries, one), self.title(deliveries, other));
                for period in read.periods() {
                    periods.insert(*period);
                    rows.push(names, *period, read.cell(&deliveries.region, *period));
                }
            }
        }
        let activities = activities(deliveries, source.cube).map(|(code, _)| code.clone());
        Ok((activities.collect(), periods))
    }

    /// The jobs in every activity of the table, region by region, one by one.
    fn jobs(
        &self,
        deliveries: &Deliveries,
        jobs: &JobsByActivity,
        (tables, regions, unit): (&Tables<'_>, &SideBySide, Option<&'static Unit>),
        activities: &[String],
    ) -> Result<Vec<Jobs>, NoAnalysis> {
        let codes: Vec<RegionCode> = regions.named.iter().map(|(code, _)| code.clone()).collect();
        let unit = base(unit.unwrap_or(&UNITS[0]));
        let mut all = Vec::with_capacity(activities.len());
        for activity in activities {
            let name = self.title(deliveries, activity).to_owned();
            let own = jobs.codes.iter().find(|(code, _)| code == activity);
            let (_, own) = own.ok_or_else(|| {
                Fault::Method(say(
                    "bij `jobs` staat niet welke codes {0} is",
                    "`jobs` does not say which codes {0} is",
                    [name.as_str().into()],
                ))
            })?;
            let chosen = [(jobs.dimension.clone(), own.clone())];
            let read = evaluate(
                &self.indicator(&jobs.series, chosen, unit),
                tables,
                &Scope::Regions(&codes),
            );
            all.push(Jobs {
                activity: name,
                read: read.map_err(RunError::from)?,
            });
        }
        Ok(all)
    }
}

/// The codes that a table holds of a dimension.
fn codes<'c>(cube: &'c Cube, dimension: &str) -> &'c [String] {
    let mut categories = cube.categories().iter();
    let codes = categories.find(|(name, _)| name == dimension);
    codes.map_or(&[], |(_, codes)| codes)
}

/// The activities of a table of deliveries: what stands on both sides.
pub(super) fn activities<'d>(
    deliveries: &'d Deliveries,
    cube: &Cube,
) -> impl Iterator<Item = &'d (String, Text)> {
    let (from, to) = (codes(cube, &deliveries.from), codes(cube, &deliveries.to));
    deliveries
        .names
        .iter()
        .filter(move |(code, _)| from.contains(code) && to.contains(code))
}

/// The unit that counts the same one by one.
fn base(unit: &'static Unit) -> &'static Unit {
    let one = UNITS
        .iter()
        .find(|other| other.kind == unit.kind && other.factor == 1.0);
    one.unwrap_or(unit)
}
