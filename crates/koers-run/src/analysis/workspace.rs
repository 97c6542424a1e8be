//! Methods on figures of a workspace.

use super::borders::beside;
use super::delivered;
use super::laid::{Laid, role_of};
use super::{Analysis, Asked, Fault, Frame, Input, Method, Published, analyse};
use crate::error::RunError;
use crate::status::tables_of;
use crate::tables::{Loaded, Vintages};
use crate::workspace::Workspace;
use crate::world::World;
use jiff::civil::Date;
use koers_analysis::frame::Need;
use koers_analysis::method::Place;
use koers_analysis::role;
use koers_analysis::say::{Sentence, Slot, Words, say};
use koers_framework::Definitions;
use koers_model::figures::Figures;
use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_model::region::{RegionCode, RegionKind};
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use koers_model::value::{Cell, Missing};
use std::collections::BTreeSet;

/// Why figures of a workspace gave no analysis.
#[derive(Debug, thiserror::Error)]
pub enum NoAnalysis {
    /// The run itself.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The method, or what was asked of it.
    #[error("the method gives no answer")]
    Fault(Fault),
}

impl From<Fault> for NoAnalysis {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// What can be chosen of figures: regions and periods, by the names that they have in an analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// The regions, kind by kind, those of a kind by name: code and name.
    pub regions: Vec<(RegionKind, Vec<(RegionCode, String)>)>,
    /// The periods.
    pub periods: Vec<String>,
    /// The activities of a table of deliveries: code and name.
    pub activities: Vec<(String, Text)>,
    /// What else is put in or asked for in a table of deliveries: rows and columns beside the activities, code and name.
    pub beside: Vec<(String, Text)>,
}

/// Methods that look for what comes back every year, in figures of quarters or months.
const SEASONAL: [&str; 1] = ["stl"];

/// Whether figures are of whole years.
fn is_yearly(definitions: &Definitions, figures: &Figures) -> bool {
    figures.every_series().all(|series| {
        let dataset = definitions.datasets.get(&series.dataset);
        series.yearly.is_some() || dataset.is_some_and(|dataset| dataset.frequency == Frequency::Year)
    })
}

/// Whether figures have every column that a method cannot do without, and are of the parts of a year where it looks at those.
#[must_use]
pub fn fitting(definitions: &Definitions, method: &Method, figures: &Figures) -> bool {
    if SEASONAL.contains(&method.id) && is_yearly(definitions, figures) {
        return false;
    }
    if let Some(deliveries) = &figures.deliveries {
        return delivered::fitting(method, deliveries);
    }
    // A method that knows no ages would take each of them for another figure of the same thing.
    let knows_ages = method.roles.iter().any(|(role, _)| *role == role::AGE);
    if figures.ages.is_some() && !knows_ages {
        return false;
    }
    method.roles.iter().all(|(role, need)| {
        *need == Need::May
            || *role == role::REGION
            || *role == role::PERIOD
            // Who lies beside whom follows from the boundaries.
            || *role == role::NEIGHBOURS
            || (*role == role::SECTOR && figures.sectors.is_some())
            || (*role == role::AGE && figures.ages.is_some())
            || (*role == role::SEX && figures.sexes.is_some())
            || (*role == role::GROUP && has_groups(figures))
            || figures.series.iter().any(|(own, _)| role_of(*own) == *role)
    })
}

/// Whether one activity, or all of them together, can be chosen: of figures by activity, for a method that does not tell activities apart.
#[must_use]
pub fn takes_sector(method: &Method, figures: &Figures) -> bool {
    figures.sectors.is_some() && !method.tells_sectors_apart()
}

/// Whether a region can be chosen: of series where the method is about one, of deliveries where it brings the table down to one.
#[must_use]
pub fn takes_region(method: &Method, figures: &Figures) -> bool {
    match &figures.deliveries {
        Some(_) => delivered::is_regional(method),
        None => method.place != Place::All,
    }
}

/// The figures that have every column that a method cannot do without; first those of which nothing need be chosen.
#[must_use]
pub fn all_fitting<'a>(definitions: &'a Definitions, method: &Method) -> Vec<&'a Figures> {
    let all = definitions.analyses.values();
    let mut fit: Vec<&Figures> = all
        .filter(|figures| fitting(definitions, method, figures))
        .collect();
    fit.sort_by_key(|figures| takes_sector(method, figures));
    fit
}

fn has_groups(figures: &Figures) -> bool {
    figures
        .sectors
        .as_ref()
        .is_some_and(|sectors| sectors.names.iter().all(|name| name.group.is_some()))
}

/// Does a method on figures of a workspace, as they were known on a day.
///
/// # Errors
/// [`NoAnalysis`]; [`RunError::Unknown`] for figures that are not there, [`Fault::Wanted`] where several fit and none was chosen.
pub fn of_workspace(
    world: &dyn World,
    workspace: &Workspace,
    method: &Method,
    figures: Option<&str>,
    asked: Asked,
    (as_of, lang): (Option<Date>, Lang),
) -> Result<Analysis, NoAnalysis> {
    let definitions = workspace.definitions()?;
    let figures = chosen(definitions, method, figures)?;
    let as_of = as_of.unwrap_or_else(|| world.today());
    let laid = Laid {
        definitions,
        figures,
        day: as_of,
        lang,
    };
    let (regions, mut asked) = laid.regions(asked)?;
    // Where a method is about all regions, the one that was named only said which kind of them.
    if method.place == Place::All && figures.deliveries.is_none() {
        asked.region = None;
    }
    asked.settings.extend(laid.counted(method, &asked.settings));
    let wanted = match &figures.deliveries {
        Some(deliveries) => delivered::datasets(method, deliveries),
        None => figures.datasets(),
    };
    let vintages = Vintages::known_on(&workspace.snapshots, as_of);
    let loaded = workspace.load(world, &vintages, &wanted)?;
    let tables = tables_of(definitions, &loaded);
    let mut inputs = inputs(definitions, &loaded, lang);
    let mut rows_of_jobs = Vec::new();
    let (mut frame, left_out) = match &figures.deliveries {
        Some(deliveries) => {
            let brought = laid.deliveries(deliveries, &tables, (method, &regions), &mut asked)?;
            if !brought.has_jobs {
                let own = loaded.get(&deliveries.series.dataset);
                let own = own.map(|(_, provenance)| provenance.hash.to_string());
                inputs.retain(|input| Some(&input.hash) == own.as_ref());
            }
            rows_of_jobs = brought.rows_of_jobs;
            (brought.frame, brought.left_out)
        }
        None => {
            let slices = laid.slices(method, &mut asked)?;
            laid.frame(&tables, &regions.named, &slices)?
        }
    };
    if method.roles.iter().any(|(role, _)| *role == role::NEIGHBOURS) {
        let (with, input) = beside(world, definitions, frame, &regions, (laid.day, lang))?;
        frame = with;
        inputs.push(input);
    }
    let mut analysis =
        analyse(method, &frame, asked, inputs).map_err(|fault| with_periods(fault, &frame, &rows_of_jobs))?;
    analysis.answer.left_out.extend(left_out);
    let told = match &figures.deliveries {
        Some(deliveries) => Some(laid.told(deliveries, method, &analysis.settings)),
        None => laid.counted_in(),
    };
    analysis.answer.sentences.extend(told);
    Ok(analysis)
}

/// A figure that lacks, with the periods in which none does.
fn with_periods(fault: Fault, frame: &Frame, rows_of_jobs: &[String]) -> Fault {
    let Fault::NoFigure { names, reason } = fault else {
        return fault;
    };
    let slots = |periods: Vec<String>| {
        let reason = Words(reason.label(Lang::Nl), reason.label(Lang::En));
        [
            names.join(" · ").as_str().into(),
            reason.into(),
            Slot::Names(periods),
        ]
    };
    match whole_periods(frame, rows_of_jobs).filter(|periods| !periods.is_empty()) {
        Some(periods) => Fault::Method(say(
            "{0}: geen getal ({1}), en deze methode heeft het nodig. Alle cijfers zijn er over: {2}",
            "{0}: no number ({1}), and this method needs it. All figures are there for: {2}",
            slots(periods),
        )),
        None => Fault::Method(say(
            "{0}: geen getal ({1}), en deze methode heeft het nodig",
            "{0}: no number ({1}), and this method needs it",
            slots(Vec::new()),
        )),
    }
}

/// The periods in which no cell that a table has a row for lacks a number, nor any of the rows with jobs.
fn whole_periods(frame: &Frame, rows_of_jobs: &[String]) -> Option<Vec<String>> {
    let (when, cells) = (frame.names(role::PERIOD).ok()?, frame.figures(role::VALUE).ok()?);
    let from = frame.names(role::FROM).unwrap_or(&[]);
    let must = |row: usize| from.get(row).is_some_and(|name| rows_of_jobs.contains(name));
    let lacking = |row: usize, cell: &Cell| {
        let reason = cell.missing_reason();
        reason.is_some_and(|reason| reason != Missing::Absent || must(row))
    };
    let cells = when.iter().zip(cells).enumerate();
    let gaps: BTreeSet<&String> = cells
        .filter(|(row, (_, cell))| lacking(*row, cell))
        .map(|(_, (period, _))| period)
        .collect();
    let periods = frame.distinct(role::PERIOD).ok()?;
    Some(
        periods
            .into_iter()
            .filter(|period| !gaps.contains(period))
            .collect(),
    )
}

/// Where figures of a workspace come from.
pub(crate) fn inputs(definitions: &Definitions, loaded: &Loaded<'_>, lang: Lang) -> Vec<Input> {
    loaded
        .iter()
        .filter_map(|(id, (cube, provenance))| {
            let dataset = definitions.datasets.get(id)?;
            Some(Input {
                name: dataset.title.get(lang).to_owned(),
                rows: cube.observation_count(),
                hash: provenance.hash.to_string(),
                published: Some(Published::of(dataset, provenance.known_since())),
            })
        })
        .collect()
}

/// What can be chosen of figures.
///
/// # Errors
/// When the figures cannot be read.
pub fn choices(
    world: &dyn World,
    workspace: &Workspace,
    figures: &Figures,
    as_of: Option<Date>,
) -> Result<Choices, RunError> {
    let definitions = workspace.definitions()?;
    let day = world.today();
    let vintages = Vintages::known_on(&workspace.snapshots, as_of.unwrap_or(day));
    let wanted = figures.datasets();
    let loaded = workspace.load(world, &vintages, &wanted)?;
    // Of deliveries the periods are those of the table itself, not of the jobs beside it.
    let table = figures
        .deliveries
        .as_ref()
        .map(|deliveries| &deliveries.series.dataset);
    let periods: BTreeSet<Period> = loaded
        .iter()
        .filter(|(id, _)| table.is_none_or(|table| *id == table))
        .flat_map(|(_, (cube, _))| cube.periods().iter().copied())
        .collect();
    let of_kind = |kind: RegionKind| {
        let regions = definitions.regions.of_kind(kind, day);
        let mut named: Vec<_> = regions
            .map(|region| (region.code.clone(), region.name.clone()))
            .collect();
        named.sort_by(|(a, one), (b, other)| one.cmp(other).then(a.cmp(b)));
        (kind, named)
    };
    let regions = figures.regions.iter().copied().map(of_kind).collect();
    let activities: Option<Vec<_>> = figures.deliveries.as_ref().and_then(|deliveries| {
        let (_, (cube, _)) = loaded.iter().find(|(id, _)| **id == deliveries.series.dataset)?;
        Some(delivered::activities(deliveries, cube).cloned().collect())
    });
    Ok(Choices {
        regions,
        periods: periods.iter().map(ToString::to_string).collect(),
        beside: rows_and_columns(figures, activities.as_deref().unwrap_or_default()),
        activities: activities.unwrap_or_default(),
    })
}

/// The rows and columns of a table of deliveries beside its activities and its output.
fn rows_and_columns(figures: &Figures, activities: &[(String, Text)]) -> Vec<(String, Text)> {
    let names = figures.deliveries.iter().flat_map(|deliveries| {
        let others = deliveries.names.iter();
        others.filter(|(code, _)| deliveries.output.as_ref() != Some(code))
    });
    names.filter(|one| !activities.contains(one)).cloned().collect()
}

/// The figures that were named, or the only ones that fit.
fn chosen<'a>(
    definitions: &'a Definitions,
    method: &Method,
    named: Option<&str>,
) -> Result<&'a Figures, NoAnalysis> {
    let known = all_fitting(definitions, method);
    let ids = || known.iter().map(|figures| figures.id.to_string()).collect();
    if let Some(named) = named {
        let found = definitions.analyses.get(named);
        let found = found.ok_or_else(|| {
            let known = definitions.analyses.keys().map(Id::as_str);
            RunError::Unknown {
                what: "analysis",
                id: named.to_owned(),
                near: near(named, known),
            }
        })?;
        return match fitting(definitions, method, found) {
            true => Ok(found),
            false => Err(Fault::Method(unfit(method, found, ids())).into()),
        };
    }
    let plain = known
        .iter()
        .filter(|figures| !takes_sector(method, figures))
        .count();
    match known.first() {
        None => Err(Fault::NoFigures { roles: needs(method) }.into()),
        Some(one) if known.len() == 1 || plain == 1 => Ok(one),
        Some(_) => Err(Fault::Wanted {
            option: "--figures",
            known: ids(),
        }
        .into()),
    }
}

/// The words of the columns that a method cannot do without.
fn needs(method: &Method) -> Vec<String> {
    let needed = method.roles.iter().filter(|(_, need)| *need == Need::Must);
    let more = delivered::lacking(method).or_else(|| SEASONAL.contains(&method.id).then_some("Q, M"));
    let words = needed.map(|(role, _)| role.word).chain(more);
    words.map(str::to_owned).collect()
}

/// That a method cannot be done on figures, and on which it can.
fn unfit(method: &Method, figures: &Figures, fit: Vec<String>) -> Sentence {
    let nowhere = fit.is_empty();
    let slots = [
        figures.id.as_str().into(),
        Slot::Names(needs(method)),
        Slot::Names(fit),
    ];
    match nowhere {
        true => say(
            "deze methode gaat niet op de cijfers `{0}`: zij vraagt {1}. Op andere cijfers van deze werkmap gaat zij ook niet",
            "this method cannot be done on the figures `{0}`: it takes {1}. Nor can it be done on other figures of this workspace",
            slots,
        ),
        false => say(
            "deze methode gaat niet op de cijfers `{0}`: zij vraagt {1}. Wel op: {2}",
            "this method cannot be done on the figures `{0}`: it takes {1}. It can on: {2}",
            slots,
        ),
    }
}
