//! Names and sums of a table that cannot be right: a slip of the pen, a total among the sectors.

use super::table::plus;
use crate::fault::Fault;
use crate::say::{Words, say};
use koers_economics::Matrix;
use koers_model::text::Lang;
use koers_model::value::Missing;

/// Refuses a name that stands on neither side.
pub(super) fn known(name: &str, from: &[String], to: &[String]) -> Result<(), Fault> {
    if from.iter().chain(to).any(|one| one == name) {
        return Ok(());
    }
    let mut known = from.to_vec();
    known.extend(to.iter().filter(|name| !from.contains(name)).cloned());
    Err(Fault::NoSuchName {
        name: name.to_owned(),
        known,
    })
}

/// Refuses a sector where a row beside the sectors is asked for.
pub(super) fn beside(
    name: &str,
    word: &'static str,
    from: &[String],
    to: &[String],
    rows_only: bool,
) -> Result<(), Fault> {
    known(name, from, to)?;
    let stands = |names: &[String]| names.iter().any(|one| one == name);
    if stands(from) && stands(to) {
        return Err(Fault::Method(say(
            "`{0}` is een sector: het staat bij `from` en bij `to`. `{1}` vraagt een rij naast de sectoren",
            "`{0}` is a sector: it stands in `from` and in `to`. `{1}` asks for a row beside the sectors",
            [name.into(), word.into()],
        )));
    }
    if rows_only && stands(to) {
        return Err(Fault::Method(say(
            "`{0}` staat bij `to`, en `{1}` vraagt een rij: iets wat sectoren nodig hebben",
            "`{0}` stands in `to`, and `{1}` asks for a row: something that sectors need",
            [name.into(), word.into()],
        )));
    }
    Ok(())
}

/// A cell between sectors without a number, with what may be the matter: a total or a heading among the sectors.
pub(super) fn no_figure(fault: Fault) -> Fault {
    match fault {
        Fault::NoFigure { names, reason } if reason != Missing::Absent => Fault::Method(say(
            "{0}: geen getal ({1}). Is een van beide geen sector, laat die dan weg met --set without=NAAM",
            "{0}: no number ({1}). If one of them is no sector, leave it out with --set without=NAME",
            [
                names.join(" · ").as_str().into(),
                Words(reason.label(Lang::Nl), reason.label(Lang::En)).into(),
            ],
        )),
        other => other,
    }
}

/// Names that differ by a slip of the pen only: a sector whose row and column do not find each other.
pub(super) fn alike(inputs: &[String], kinds: &[String]) -> Result<(), Fault> {
    let plain = |name: &str| name.to_lowercase().split_whitespace().collect::<String>();
    for row in inputs {
        let found = kinds.iter().find(|kind| {
            let (one, other) = (plain(row), plain(kind));
            one == other || (one.chars().count() > 4 && a_slip(&one, &other))
        });
        if let Some(column) = found {
            return Err(Fault::Method(say(
                "`{0}` staat alleen bij `from` en `{1}` alleen bij `to`. Is dat dezelfde sector, schrijf de naam dan gelijk; is dat niet zo, geef een van beide een andere naam",
                "`{0}` stands in `from` only and `{1}` in `to` only. If they are one sector, write its name the same; if they are not, give one of them another name",
                [row.into(), column.into()],
            )));
        }
    }
    Ok(())
}

/// Whether one letter too many, too few or another one makes one word of the other.
fn a_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = |a: &mut dyn Iterator<Item = &char>, b: &mut dyn Iterator<Item = &char>| {
        a.zip(b).take_while(|(a, b)| a == b).count()
    };
    let before = same(&mut one.iter(), &mut other.iter());
    let after = same(&mut one.iter().rev(), &mut other.iter().rev());
    let longest = one.len().max(other.len());
    one.len().abs_diff(other.len()) <= 1 && before + after + 1 >= longest
}

/// Refuses a row or a column that is the sum of all others: a total among the sectors.
pub(super) fn totals(
    sectors: &[String],
    between: &Matrix,
    kinds: &[String],
    demand: Option<&Matrix>,
    inputs: &[String],
    paid: Option<&Matrix>,
) -> Result<(), Fault> {
    // In a published table sums are off by rounding; of few sectors a chance likeness must not be taken for a sum.
    let slack = if sectors.len() > 4 { 0.002 } else { 1e-9 };
    let is_sum = |value: &[f64], sum: &[f64]| {
        let size: f64 = sum.iter().map(|sum| sum.abs()).sum();
        let off: f64 = value
            .iter()
            .zip(sum)
            .map(|(value, sum)| (value - sum).abs())
            .sum();
        value.len() > 1 && size > 0.0 && off <= slack * size
    };
    let refuse = |name: &str| {
        Err(Fault::Method(say(
            "`{0}` is precies de som van de andere. Is het een totaal, laat het dan weg met --set without={0}, of noem het met --set output={0} als het de productie is",
            "`{0}` is exactly the sum of the others. If it is a total, leave it out with --set without={0}, or name it with --set output={0} if it is the output",
            [name.into()],
        )))
    };
    let less = |sums: &[f64], own: &[f64]| -> Vec<f64> {
        sums.iter().zip(own).map(|(sum, own)| sum - own).collect()
    };
    if sectors.len() > 2 {
        let sums = between.column_totals();
        for (name, row) in sectors.iter().zip(between.iter_rows()) {
            if is_sum(row, &less(&sums, row)) {
                return refuse(name);
            }
        }
    }
    let sides = [
        (kinds, demand.map(Matrix::transposed), between.row_totals()),
        (inputs, paid.cloned(), between.column_totals()),
    ];
    for (names, table, inner) in sides {
        let Some(table) = table else { continue };
        let outer = table.column_totals();
        for (name, own) in names.iter().zip(table.iter_rows()) {
            let others = less(&outer, own);
            if is_sum(own, &inner)
                || is_sum(own, &plus(&inner, &others))
                || is_sum(own, &others) && names.len() > 2
            {
                return refuse(name);
            }
        }
    }
    Ok(())
}
