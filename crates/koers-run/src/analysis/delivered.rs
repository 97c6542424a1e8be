//! What activities deliver to each other, as `analyses/` says, brought down to a region by the jobs there.

use super::laid::{Laid, SideBySide, unheard};
use super::names::Titles;
use super::{Asked, Fault, Frame, Method, NoAnalysis};
use crate::error::RunError;
use koers_analysis::frame::Need;
use koers_analysis::method::Time;
use koers_analysis::role;
use koers_analysis::say::{Sentence, Slot, Words, say};
use koers_analysis::setting::Kind;
use koers_indicator::{EvaluateError, ReadingTable, Scope, Tables, evaluate};
use koers_model::figures::{Deliveries, JobsByActivity};
use koers_model::id::Id;
use koers_model::period::Period;
use koers_model::region::RegionCode;
use koers_model::text::{Lang, Text};
use koers_model::unit::{UNITS, Unit};
use koers_model::value::{Cell, Missing, Number};
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
/// How large a plant is, by its jobs.
const PLANT: &str = "plant_jobs";
/// The column with the output.
const OUTPUT: &str = "output";
/// The totals that balancing a table aims at: a table of deliveries has none.
const AIMS: &str = "rows";
/// Settings that say which rows and columns are what: a workspace says so itself.
pub(super) const BROUGHT: [&str; 4] = [OWN, COUNTRY, JOBS, OUTPUT];

/// Whether a method takes a table of deliveries.
pub(super) fn takes_deliveries(method: &Method) -> bool {
    let must = |one: role::Role| {
        let mut roles = method.roles.iter();
        roles.any(|(role, need)| *role == one && *need == Need::Must)
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
        && enough
        && !takes(method, AIMS)
        && (deliveries.jobs.is_some() || !is_regional(method))
}

/// What a method takes besides its columns, in words of the files; `None` where those are all.
pub(super) fn lacking(method: &Method) -> Option<&'static str> {
    match takes_deliveries(method) {
        true if takes(method, AIMS) => Some("rows, columns"),
        true if is_regional(method) => Some(JOBS),
        _ => None,
    }
}

/// Whether a method brings a table of deliveries down to a region.
pub(super) fn is_regional(method: &Method) -> bool {
    takes_deliveries(method) && takes(method, OWN)
}

/// The data sets that a method reads of a table of deliveries: the jobs only where it looks at them.
pub(super) fn datasets<'d>(method: &Method, deliveries: &'d Deliveries) -> BTreeSet<&'d Id> {
    let jobs = deliveries.jobs.as_ref().filter(|_| looks_at_jobs(method));
    let jobs = jobs.map(|jobs| &jobs.series.dataset);
    std::iter::once(&deliveries.series.dataset).chain(jobs).collect()
}

fn looks_at_jobs(method: &Method) -> bool {
    takes(method, JOBS) || is_regional(method)
}

fn takes(method: &Method, word: &str) -> bool {
    method.settings.iter().any(|setting| setting.word == word)
}

fn is_given(asked: &Asked, word: &str) -> bool {
    asked.settings.iter().any(|(given, _)| given == word)
}

/// Sets what a workspace knows.
fn bring(method: &Method, asked: &mut Asked, word: &str, value: &str) {
    if takes(method, word) {
        asked.settings.push((word.to_owned(), value.to_owned()));
    }
}

/// A table of deliveries as a method takes it.
pub(super) struct Brought {
    pub(super) frame: Frame,
    pub(super) left_out: Vec<Sentence>,
    /// Whether jobs stand in it.
    pub(super) has_jobs: bool,
    /// The rows with jobs: what lacks there is a gap.
    pub(super) rows_of_jobs: Vec<String>,
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

/// Jobs in every activity of the table, region by region.
struct Jobs {
    /// The name of their row.
    row: &'static str,
    /// By name of the activity.
    read: Vec<(String, ReadingTable)>,
    /// The regions that have any.
    counted: Vec<RegionCode>,
    /// The names of those that have none.
    without: Vec<String>,
    /// The codes that belong to no activity.
    unplaced: Vec<String>,
}

impl Jobs {
    /// Those of all regions together. A region without a figure leaves the sum without one, and no region leaves none.
    fn together(&self, read: &ReadingTable, period: Period) -> Cell {
        if self.counted.is_empty() {
            return Cell::missing(Missing::Absent);
        }
        let mut sum = 0.0;
        for code in &self.counted {
            let cell = read.cell(code, period);
            match cell.number() {
                Some(number) => sum += number.get(),
                None => return cell,
            }
        }
        Number::new(sum).map_or_else(|| Cell::missing(Missing::Undefined), Cell::value)
    }

    fn is_whole(&self, period: Period) -> bool {
        let mut read = self.read.iter();
        read.all(|(_, read)| self.together(read, period).number().is_some())
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
    ) -> Result<Brought, NoAnalysis> {
        let titles = Titles::of(
            deliveries.names.iter().map(|(code, title)| (code, title)),
            self.lang,
        );
        let own = asked_of(method, regions, asked)?;
        name_settings(&titles, method, asked);
        let mut rows = Rows::default();
        let (activities, periods) = self.flows(deliveries, tables, &titles, &mut rows)?;
        if let Some(output) = &deliveries.output {
            bring(method, asked, OUTPUT, titles.name(output));
        }
        let known = deliveries.jobs.as_ref().filter(|_| looks_at_jobs(method));
        let jobs = match known {
            Some(jobs) if own.is_some() || tables.get(&jobs.series.dataset).is_some() => {
                Some(self.jobs(jobs, (tables, regions), &titles, &activities)?)
            }
            _ => None,
        };
        let usable = jobs.filter(|jobs| span(method, asked, &periods, jobs) || own.is_some());
        let Some(jobs) = usable else {
            let unknown = known.is_some().then(|| {
                say(
                    "Van hoeveel mensen er werken zijn over deze periode geen volledige cijfers: daarover staat hier niets.",
                    "There are no complete figures of how many work for this period: nothing stands here about that.",
                    [],
                )
            });
            return Ok(Brought {
                frame: rows.frame()?,
                left_out: unknown.into_iter().collect(),
                has_jobs: false,
                rows_of_jobs: Vec::new(),
            });
        };
        let row = titles.free(jobs.row, COUNTRY);
        let own = own.map(|(code, name)| {
            let name = titles.free(&name, code.as_str());
            (code, name)
        });
        for period in &periods {
            for (activity, read) in &jobs.read {
                rows.push((&row, activity), *period, jobs.together(read, *period));
                if let Some((code, name)) = &own {
                    rows.push((name, activity), *period, read.cell(code, *period));
                }
            }
        }
        // Who names other accounts asks about those, unless it is about a plant.
        if !is_given(asked, MONEY) || is_given(asked, PLANT) {
            bring(method, asked, JOBS, &row);
        }
        if let Some((_, name)) = &own {
            bring(method, asked, COUNTRY, &row);
            bring(method, asked, OWN, name);
        }
        let mut left_out = unheard(jobs.without);
        if !jobs.unplaced.is_empty() {
            left_out.push(say(
                "Banen met deze codes horen bij geen sector van de tabel: {0}.",
                "Jobs with these codes belong to no sector of the table: {0}.",
                [Slot::Names(jobs.unplaced)],
            ));
        }
        let own_row = own.map(|(_, name)| name);
        Ok(Brought {
            frame: rows.frame()?,
            left_out,
            has_jobs: true,
            rows_of_jobs: std::iter::once(row).chain(own_row).collect(),
        })
    }

    /// What must be known of the answer: what amounts are counted in, of what they are, and that the table of a region was not counted but derived.
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
        if let Some((_, name)) = own.filter(|_| is_regional(method)) {
            return say(
                "Voor {0} is deze tabel niet geteld maar afgeleid: de landelijke tabel, met de banen daar. Bedragen zijn in {1}.",
                "For {0} this table was not counted but derived: the national table, with the jobs there. Amounts are in {1}.",
                [name.as_str().into(), unit.into()],
            );
        }
        let whole = self.definitions.regions.get(&deliveries.region);
        let whole = whole.map_or(deliveries.region.as_str(), |region| region.name.as_str());
        say(
            "Dit gaat over {0}, niet over een gebied daarin. Bedragen zijn in {1}.",
            "This is about {0}, not about a region in it. Amounts are in {1}.",
            [whole.into(), unit.into()],
        )
    }

    /// The rows of the table itself; its activities, by code, and its periods.
    fn flows(
        &self,
        deliveries: &Deliveries,
        tables: &Tables<'_>,
        titles: &Titles,
        rows: &mut Rows,
    ) -> Result<(Vec<String>, BTreeSet<Period>), NoAnalysis> {
        let series = &deliveries.series;
        let source = tables.get(&series.dataset).ok_or_else(|| {
            let dataset = series.dataset.clone();
            RunError::from(EvaluateError::NoTable { dataset })
        })?;
        let unit = self.unit_or_first(series);
        let scope = Scope::Regions(std::slice::from_ref(&deliveries.region));
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
                let names = (titles.name(one), titles.name(other));
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
        jobs: &JobsByActivity,
        (tables, regions): (&Tables<'_>, &SideBySide),
        titles: &Titles,
        activities: &[String],
    ) -> Result<Jobs, NoAnalysis> {
        let all: Vec<RegionCode> = regions.named.iter().map(|(code, _)| code.clone()).collect();
        let unit = base(self.unit_or_first(&jobs.series));
        let mut read = Vec::with_capacity(activities.len());
        let mut placed: BTreeSet<&String> = BTreeSet::new();
        for activity in activities {
            let name = titles.name(activity).to_owned();
            let own = jobs.codes.iter().find(|(code, _)| code == activity);
            let (_, own) = own.ok_or_else(|| {
                Fault::Method(say(
                    "bij `jobs` staat niet welke codes {0} is",
                    "`jobs` does not say which codes {0} is",
                    [name.as_str().into()],
                ))
            })?;
            placed.extend(own);
            let chosen = [(jobs.dimension.clone(), own.clone())];
            let found = evaluate(
                &self.indicator(&jobs.series, chosen, unit),
                tables,
                &Scope::Regions(&all),
            );
            read.push((name, found.map_err(RunError::from)?));
        }
        // As everywhere, a region without any figure takes no part.
        let has_any = |code: &RegionCode| {
            let mut read = read.iter();
            read.any(|(_, read)| {
                read.series(code)
                    .iter()
                    .any(|point| point.cell.number().is_some())
            })
        };
        let (counted, without): (Vec<_>, Vec<_>) =
            regions.named.iter().cloned().partition(|(code, _)| has_any(code));
        let held = tables.get(&jobs.series.dataset).map(|source| source.cube);
        let held = held.map_or(&[][..], |cube| codes(cube, &jobs.dimension));
        Ok(Jobs {
            row: unit.label(self.lang),
            unplaced: held
                .iter()
                .filter(|code| !placed.contains(code))
                .cloned()
                .collect(),
            counted: counted.into_iter().map(|(code, _)| code).collect(),
            without: without.into_iter().map(|(_, name)| name).collect(),
            read,
        })
    }
}

/// What can be asked of a table of deliveries: the region that it is brought down to, where the method does that.
fn asked_of(
    method: &Method,
    regions: &SideBySide,
    asked: &mut Asked,
) -> Result<Option<(RegionCode, String)>, Fault> {
    if asked.sector.is_some() {
        return Err(Fault::NotTaken { option: "--sector" });
    }
    if let Some((word, _)) = asked
        .settings
        .iter()
        .find(|(word, _)| BROUGHT.contains(&word.as_str()) && takes(method, word))
    {
        return Err(Fault::Method(say(
            "`{0}` volgt uit analyses/ en is hier niet te kiezen",
            "`{0}` follows from analyses/ and cannot be chosen here",
            [word.as_str().into()],
        )));
    }
    let region = asked.region.take();
    if !is_regional(method) {
        return match region {
            Some(_) => Err(Fault::Method(say(
                "deze methode gaat over de hele tabel, niet over een gebied. Wat er in een gebied aan een sector hangt, zegt `regional-range`",
                "this method is about the whole table, not about a region. What hangs on a sector in a region is told by `regional-range`",
                [],
            ))),
            None => Ok(None),
        };
    }
    let own = regions
        .named
        .iter()
        .find(|(_, name)| Some(name) == region.as_ref());
    let known = || regions.named.iter().map(|(code, _)| code.to_string()).collect();
    own.cloned().map(Some).ok_or_else(|| Fault::Wanted {
        option: "--region",
        known: known(),
    })
}

/// Settings that name rows and columns take codes too.
fn name_settings(titles: &Titles, method: &Method, asked: &mut Asked) {
    let takes_names = |word: &str| {
        let mut settings = method.settings.iter();
        settings.any(|setting| setting.word == word && setting.kind == Kind::Names)
    };
    for (word, value) in &mut asked.settings {
        if takes_names(word) {
            let names = value.split(';').map(|name| titles.name(name.trim()));
            *value = names.collect::<Vec<_>>().join(";");
        }
    }
}

/// Fills in which periods are looked at where nobody said: the last, or the first and the last, with jobs of all regions. Whether there are jobs in
/// all that are looked at.
fn span(method: &Method, asked: &mut Asked, periods: &BTreeSet<Period>, jobs: &Jobs) -> bool {
    let whole: Vec<Period> = periods
        .iter()
        .copied()
        .filter(|period| jobs.is_whole(*period))
        .collect();
    let is_whole = |written: &Option<String>| {
        let period = written.as_deref().and_then(|text| Period::parse(text).ok());
        period.is_some_and(|period| whole.contains(&period))
    };
    if method.time != Time::Span {
        if asked.to.is_none() {
            asked.to = whole.last().map(ToString::to_string);
        }
        return is_whole(&asked.to);
    }
    match (&asked.from, &asked.to, whole.as_slice()) {
        (None, None, [first, .., last]) => {
            asked.from = Some(first.to_string());
            asked.to = Some(last.to_string());
        }
        (None, Some(_), _) => asked.from = periods.first().map(ToString::to_string),
        (Some(_), None, _) => asked.to = periods.last().map(ToString::to_string),
        _ => {}
    }
    is_whole(&asked.from) && is_whole(&asked.to)
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

/// The unit that counts the same one by one; a unit that has none stays what it is.
fn base(unit: &'static Unit) -> &'static Unit {
    let one = UNITS
        .iter()
        .find(|other| other.kind == unit.kind && other.factor == 1.0);
    one.unwrap_or(unit)
}
