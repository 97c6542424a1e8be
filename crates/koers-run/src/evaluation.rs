//! Plans to evaluate, carried out on the figures of a workspace or on a table beside the plan.

pub use koers_analysis::evaluation::{Evaluation, Verdict};

use crate::analysis::{NoAnalysis, inputs, told_apart};
use crate::error::RunError;
use crate::status::tables_of;
use crate::tables::Vintages;
use crate::workspace::Workspace;
use crate::world::World;
use jiff::civil::Date;
use koers_analysis::analysis::Input;
use koers_analysis::evaluation::{Panel, Subject, can_be_carried_out, carry_out, points};
use koers_analysis::frame::Need;
use koers_analysis::say::say;
use koers_analysis::{Columns, Fault, Frame, role};
use koers_framework::Definitions;
use koers_framework::definitions::Planned;
use koers_indicator::{Scope, evaluate};
use koers_model::evaluation::OwnTable;
use koers_model::id::Id;
use koers_model::region::Region;
use koers_model::snapshot::Hash;
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use koers_model::unit::{Kind, Unit};
use koers_table::plain::Plain;

/// A plan that was carried out.
#[derive(Debug, Clone)]
pub struct Evaluated {
    /// The plan, as its file says it.
    pub planned: Planned,
    /// What came out.
    pub evaluation: Evaluation,
}

/// The plan with that id.
///
/// # Errors
/// [`RunError::Unknown`].
pub fn plan<'w>(workspace: &'w Workspace, id: &str) -> Result<&'w Planned, RunError> {
    let evaluations = &workspace.definitions()?.evaluations;
    evaluations.get(id).ok_or_else(|| RunError::Unknown {
        what: "evaluation",
        id: id.to_owned(),
        near: near(id, evaluations.keys().map(Id::as_str)),
    })
}

/// Carries out a plan about an indicator of a workspace, with the figures as they were known on a day.
///
/// # Errors
/// As [`can_be_carried_out`]; [`RunError::Unknown`] for an indicator or a region that is not there; a snapshot that cannot be read; an indicator that cannot be computed.
pub fn of_workspace(
    world: &dyn World,
    workspace: &Workspace,
    planned: &Planned,
    indicator: &Id,
    (as_of, lang): (Option<Date>, Lang),
) -> Result<Evaluated, NoAnalysis> {
    can_be_carried_out(&planned.plan)?;
    let definitions = workspace.definitions()?;
    let day = world.today();
    let found = definitions
        .indicators
        .get(indicator)
        .ok_or_else(|| RunError::Unknown {
            what: "indicator",
            id: indicator.to_string(),
            near: near(indicator.as_str(), definitions.indicators.keys().map(Id::as_str)),
        })?;
    let regions = told_apart(&regions(definitions, planned, day)?);
    let wanted = found.rule.datasets();
    let vintages = Vintages::known_on(&workspace.snapshots, as_of.unwrap_or(day));
    let loaded = workspace.load(world, &vintages, &wanted)?;
    let tables = tables_of(definitions, &loaded);
    let codes: Vec<_> = regions.iter().map(|(code, _)| code.clone()).collect();
    let readings = evaluate(found, &tables, &Scope::Regions(&codes)).map_err(RunError::from)?;
    let periods = readings.periods();
    let (mut names, mut times, mut cells) = (Vec::new(), Vec::new(), Vec::new());
    for (code, name) in &regions {
        let has = periods
            .iter()
            .any(|period| readings.cell(code, *period).number().is_some());
        for period in periods.iter().filter(|_| has) {
            names.push(name.clone());
            times.push(period.to_string());
            cells.push(readings.cell(code, *period));
        }
    }
    let panel = Panel {
        frame: Frame::new(
            [(role::REGION, names), (role::PERIOD, times)],
            [(role::VALUE, cells)],
        )?,
        subject: Subject {
            names: regions
                .into_iter()
                .map(|(code, name)| (code.to_string(), name))
                .collect(),
            outcome: Some(found.title.clone()),
            policy: policy(definitions, planned),
            unit: Some(of_differences(found.unit)),
        },
        inputs: inputs(definitions, &loaded, lang),
        today: day,
    };
    Ok(Evaluated {
        planned: planned.clone(),
        evaluation: carry_out(&planned.plan, &panel),
    })
}

/// Holds a plan against the one that was adopted: where it is another one, that is a deviation.
#[must_use]
pub fn seal(mut evaluated: Evaluated, adopted: Hash) -> Evaluated {
    let own = evaluated.planned.hash;
    if own != adopted {
        evaluated.evaluation.deviations.insert(
            0,
            say(
                "Dit is niet het plan dat is vastgesteld: de SHA-256 daarvan is {0}, en van dit plan {1}.",
                "This is not the plan that was adopted: the SHA-256 of that is {0}, and of this plan {1}.",
                [
                    adopted.to_string().as_str().into(),
                    own.to_string().as_str().into(),
                ],
            ),
        );
    }
    evaluated
}

/// What a difference of two figures is counted in: that of two percentages is in percentage points, that of two index numbers in points.
fn of_differences(unit: &'static Unit) -> Text {
    let unit = unit.of_difference();
    match unit.kind {
        Kind::Index => points(),
        _ => Text::both(unit.label(Lang::Nl), unit.label(Lang::En)),
    }
}

/// The elements of policy that a plan is about, in their own words.
fn policy(definitions: &Definitions, planned: &Planned) -> Vec<Text> {
    let Some(about) = &planned.plan.about else {
        return Vec::new();
    };
    let mut frameworks = definitions.frameworks.iter();
    let framework = frameworks.find(|framework| framework.id == about.framework);
    let found = framework.into_iter().flat_map(|framework| {
        let elements = about.elements.iter();
        elements.filter_map(|id| framework.element(id.as_str()))
    });
    found.map(|entry| entry.element.title.text().clone()).collect()
}

/// The regions of the kind of those with the measure, and whatever else the plan names.
fn regions<'w>(
    definitions: &'w Definitions,
    planned: &Planned,
    day: Date,
) -> Result<Vec<&'w Region>, RunError> {
    let all = &definitions.regions;
    let plan = &planned.plan;
    let pools = plan.donors.iter().chain(&plan.without);
    let named = plan.units.iter().chain(pools.flat_map(|pool| &pool.regions));
    let mut found: Vec<&Region> = Vec::new();
    for code in named {
        let region = all.by_code(code).ok_or_else(|| RunError::Unknown {
            what: "region",
            id: code.clone(),
            near: Vec::new(),
        })?;
        if found.is_empty() {
            found.extend(all.of_kind(region.kind, day));
        }
        if !found.iter().any(|other| other.code == region.code) {
            found.push(region);
        }
    }
    Ok(found)
}

/// Carries out a plan about a table of one's own, today: the bytes of its file.
///
/// # Errors
/// As [`can_be_carried_out`]; why the table cannot be read. That there is no answer is an outcome, not an error.
pub fn on_own_table(
    planned: &Planned,
    (table, bytes): (&OwnTable, &[u8]),
    today: Date,
) -> Result<Evaluated, Fault> {
    can_be_carried_out(&planned.plan)?;
    let plain = Plain::read(bytes)?;
    let columns = Columns {
        roles: table.columns.clone(),
        wide: table.wide.clone(),
    };
    let roles = [
        (role::REGION, Need::Must),
        (role::PERIOD, Need::Must),
        (role::VALUE, Need::Must),
        (role::PREDICTOR, Need::May),
    ];
    let panel = Panel {
        frame: Frame::read(&plain, &columns, &roles)?,
        subject: Subject::default(),
        inputs: vec![Input {
            name: table.file.clone(),
            rows: plain.len(),
            hash: Hash::of(bytes).to_string(),
            published: None,
        }],
        today,
    };
    Ok(Evaluated {
        planned: planned.clone(),
        evaluation: carry_out(&planned.plan, &panel),
    })
}
