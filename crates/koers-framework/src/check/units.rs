//! Which unit a rule gives, and whether an indicator can have it.

use super::context::Context;
use crate::file::indicator::{OperandEntry, RuleEntry};
use crate::file::leaf::RuleKind;
use koers_model::unit::{Kind, Unit};

/// Why a unit cannot come out of a rule.
pub(super) enum Misfit {
    /// These units can come out.
    Expected(Vec<&'static str>),
    /// Two operands count different things.
    Operands(&'static Unit, &'static Unit),
    /// The unit fits, the factor does not: it should be this.
    Factor { key: &'static str, needed: f64 },
}

/// The unit of the figures of an operand; `None` where it does not follow from the catalogue.
fn unit_of(context: &Context<'_>, operand: &OperandEntry) -> Option<&'static Unit> {
    match operand {
        OperandEntry::Series(series) => {
            let dataset = context.datasets.get(&series.dataset.as_ref()?.value)?;
            let measure = series.measure.as_ref()?;
            let (_, info) = dataset
                .measures
                .0
                .iter()
                .find(|(key, _)| key.value == measure.value)?;
            info.unit.as_ref().map(|unit| unit.value)
        }
        OperandEntry::Rule(inner) => result(context, inner.rule.as_deref()?),
    }
}

/// The unit of the figures of a rule; `None` where it does not follow.
fn result(context: &Context<'_>, rule: &RuleEntry) -> Option<&'static Unit> {
    let of = || unit_of(context, rule.of.as_deref()?);
    match rule.kind.as_ref()?.value {
        RuleKind::Measure | RuleKind::Sum => of(),
        RuleKind::Herfindahl | RuleKind::Entropy | RuleKind::Krugman | RuleKind::Hachman => {
            Unit::from_id("ratio")
        }
        RuleKind::Share => Unit::from_id("percent"),
        RuleKind::Growth => Unit::from_id("percent-change"),
        RuleKind::Index | RuleKind::Relative => Unit::from_id("index"),
        RuleKind::Difference | RuleKind::RegionalShift => of().map(Unit::of_difference),
        RuleKind::Ratio | RuleKind::PerHead => None,
    }
}

/// Whether an indicator with this unit can have this rule.
pub(super) fn misfit(context: &Context<'_>, rule: &RuleEntry, unit: &'static Unit) -> Option<Misfit> {
    let one_of =
        |units: &[&'static str]| (!units.contains(&unit.id)).then(|| Misfit::Expected(units.to_vec()));
    let pair = |first: &Option<Box<OperandEntry>>, second: &Option<Box<OperandEntry>>| {
        let first = unit_of(context, first.as_deref()?)?;
        let second = unit_of(context, second.as_deref()?)?;
        Some((first, second))
    };
    match rule.kind.as_ref()?.value {
        RuleKind::Herfindahl | RuleKind::Entropy | RuleKind::Krugman | RuleKind::Hachman => {
            one_of(&["ratio"])
        }
        RuleKind::Measure | RuleKind::Sum | RuleKind::RegionalShift => {
            let from = result(context, rule)?;
            from.conversion_to(unit).is_none().then(|| convertible(from))
        }
        RuleKind::Difference => {
            if let Some((of, minus)) = pair(&rule.of, &rule.minus)
                && minus.conversion_to(of).is_none()
            {
                return Some(Misfit::Operands(of, minus));
            }
            let from = result(context, rule)?;
            from.conversion_to(unit).is_none().then(|| convertible(from))
        }
        RuleKind::Share => {
            if let Some((part, whole)) = pair(&rule.part, &rule.whole)
                && part.conversion_to(whole) != Some(1.0)
            {
                return Some(Misfit::Operands(part, whole));
            }
            one_of(&["percent"])
        }
        RuleKind::Growth => one_of(&["percent", "percent-change"]),
        RuleKind::Index => one_of(&["index"]),
        RuleKind::Relative => one_of(&["index", "percent", "percent-of-eu"]),
        RuleKind::Ratio => {
            let times = rule.times.as_ref()?.value.get();
            let (above, below) = pair(&rule.numerator, &rule.denominator)?;
            quotient(above, below, times, "times", unit)
        }
        RuleKind::PerHead => {
            let per = rule.per.as_ref()?.value.get();
            let (of, heads) = pair(&rule.of, &rule.population)?;
            quotient(of, heads, per, "per", unit)
        }
    }
}

fn convertible(from: &'static Unit) -> Misfit {
    let units = koers_model::unit::UNITS.iter();
    let fitting = units.filter(|to| from.conversion_to(to).is_some());
    Misfit::Expected(fitting.map(|unit| unit.id).collect())
}

/// Units that say what is divided by what: what is counted below the line, per how many of it.
const RATES: &[(&str, Kind, f64)] = &[
    ("per-million-inhabitants", Kind::Persons, 1_000_000.0),
    ("per-thousand-inhabitants", Kind::Persons, 1000.0),
    ("per-thousand-jobs", Kind::Jobs, 1000.0),
    ("per-hundred-establishments", Kind::Establishments, 100.0),
    ("per-square-kilometre", Kind::Area, 1_000_000.0),
    ("eur-per-inhabitant", Kind::Persons, 1.0),
    ("pps-per-inhabitant", Kind::Persons, 1.0),
];

/// The quotient of two series is taken of the figures as published: `above ÷ below × factor`. The factor must make up for
/// the thousands and millions of their units.
fn quotient(
    above: &'static Unit,
    below: &'static Unit,
    factor: f64,
    key: &'static str,
    unit: &'static Unit,
) -> Option<Misfit> {
    let rate = RATES.iter().find(|(id, ..)| *id == unit.id);
    let per = match (rate, unit.kind) {
        (Some((id, counted, per)), _) if *counted == below.kind && fits_above(id, above) => *per,
        (None, Kind::Percent) if above.kind == below.kind => 100.0,
        (None, Kind::Ratio) if above.kind == below.kind => 1.0,
        (None, Kind::Ratio | Kind::Index) => return None,
        (None, kind) if kind == above.kind && kind != below.kind => 1.0 / unit.factor,
        _ => return Some(Misfit::Expected(fitting(above, below))),
    };
    let needed = per * above.factor / below.factor;
    ((needed - factor).abs() > needed.abs() * 1e-9).then_some(Misfit::Factor { key, needed })
}

fn fitting(above: &'static Unit, below: &'static Unit) -> Vec<&'static str> {
    let mut units: Vec<&str> = RATES
        .iter()
        .filter(|(id, counted, _)| *counted == below.kind && fits_above(id, above))
        .map(|(id, ..)| *id)
        .collect();
    if above.kind == below.kind {
        units.push("percent");
    }
    units.push("ratio");
    units
}

/// Whether a rate that says what stands above the line says what stands there.
fn fits_above(rate: &str, above: &Unit) -> bool {
    match rate.split_once('-') {
        Some(("eur", _)) => above.kind == Kind::Euro,
        Some(("pps", _)) => above.kind == Kind::Pps,
        _ => true,
    }
}
