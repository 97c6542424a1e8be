//! Two editions side by side: which verdicts flipped, which figures moved, which targets ask something else.

use koers_model::edition::{
    Defines, DefinitionChange, EditionDiff, FigureChange, Side, TargetChange, Told, ToldMeasure, ToldOutcome,
    VerdictFlip,
};
use koers_model::id::Id;
use koers_model::period::Period;
use koers_model::value::Cell;
use koers_model::verdict::Point;
use std::collections::{BTreeMap, BTreeSet};

/// What an earlier and a later edition say differently. `definitions`: which ones are different, so that no figure is shown as moved by facts
/// alone when its definition moved too.
///
/// A figure counts as moved when its number, the reason why there is none, or what the publisher says of it is another one. An indicator that
/// several outcomes use is told once.
#[must_use]
pub fn compare(before: &Told, after: &Told, definitions: &[DefinitionChange]) -> EditionDiff {
    let redefined: BTreeSet<&Id> = definitions
        .iter()
        .filter(|one| one.of == Defines::Indicator && one.moves_figures())
        .map(|one| &one.id)
        .collect();
    let earlier = by_name(before);
    let later = by_name(after);
    let mut diff = EditionDiff {
        definitions: definitions.to_vec(),
        ..EditionDiff::default()
    };
    for (key, outcome) in &later {
        let Some(was) = earlier.get(key) else {
            diff.outcomes.push(named(Side::After, outcome));
            continue;
        };
        let targets = targets(was, outcome);
        if was.verdict != outcome.verdict {
            let uses =
                |measures: &[ToldMeasure]| measures.iter().any(|one| redefined.contains(&one.indicator));
            diff.flips.push(VerdictFlip {
                framework: outcome.framework.clone(),
                outcome: outcome.id.clone(),
                title: outcome.title.clone(),
                before: (was.verdict, was.reason.clone()),
                after: (outcome.verdict, outcome.reason.clone()),
                is_redefined: !targets.is_empty() || uses(&was.measures) || uses(&outcome.measures),
            });
        }
        diff.targets.extend(targets);
    }
    let went = earlier.iter().filter(|(key, _)| !later.contains_key(*key));
    diff.outcomes
        .extend(went.map(|(_, outcome)| named(Side::Before, outcome)));
    diff.figures = figures(before, after, &redefined);
    diff
}

fn by_name(told: &Told) -> BTreeMap<(&Id, &Id), &ToldOutcome> {
    let outcomes = told.outcomes.iter();
    outcomes.map(|one| ((&one.framework, &one.id), one)).collect()
}

fn named(side: Side, outcome: &ToldOutcome) -> (Side, Id, Id, koers_model::text::Text) {
    let (framework, id) = (outcome.framework.clone(), outcome.id.clone());
    (side, framework, id, outcome.title.clone())
}

/// The targets that ask something else, of measures that both have.
fn targets(before: &ToldOutcome, after: &ToldOutcome) -> Vec<TargetChange> {
    let change = |is: &ToldMeasure| {
        let was = before.measures.iter().find(|was| was.indicator == is.indicator)?;
        (was.terms != is.terms).then(|| TargetChange {
            framework: after.framework.clone(),
            outcome: after.id.clone(),
            indicator: is.indicator.clone(),
            before: was.target.clone(),
            after: is.target.clone(),
        })
    };
    after.measures.iter().filter_map(change).collect()
}

fn figures(before: &Told, after: &Told, redefined: &BTreeSet<&Id>) -> Vec<FigureChange> {
    let (earlier, later) = (by_indicator(before), by_indicator(after));
    let all: BTreeSet<&Id> = earlier.keys().chain(later.keys()).copied().collect();
    let mut found = Vec::new();
    for id in all {
        let (was, is) = (earlier.get(id), later.get(id));
        let Some(measure) = is.or(was) else { continue };
        let series = |of: Option<&&ToldMeasure>| cells(of.map_or(&[], |one| one.series.as_slice()));
        let (then, now) = (series(was), series(is));
        let periods: BTreeSet<_> = then.keys().chain(now.keys()).copied().collect();
        for (start, period) in periods {
            let (before, after) = (then.get(&(start, period)), now.get(&(start, period)));
            if before != after {
                found.push(FigureChange {
                    indicator: id.clone(),
                    title: measure.title.clone(),
                    unit: measure.unit,
                    decimals: measure.decimals,
                    period,
                    before: before.copied(),
                    after: after.copied(),
                    is_redefined: redefined.contains(id),
                });
            }
        }
    }
    found
}

fn by_indicator(told: &Told) -> BTreeMap<&Id, &ToldMeasure> {
    let measures = told.outcomes.iter().flat_map(|one| &one.measures);
    measures.map(|one| (&one.indicator, one)).collect()
}

/// The cells of a series, in the order of their periods.
fn cells(series: &[Point]) -> BTreeMap<(jiff::civil::Date, Period), Cell> {
    let key = |point: &Point| (point.period.start(), point.period);
    series.iter().map(|point| (key(point), point.cell)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;
    use koers_model::edition::DefinedPart;
    use koers_model::text::Text;
    use koers_model::unit::Unit;
    use koers_model::value::{Marks, Missing, Number};
    use koers_model::verdict::Verdict;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }
    fn number(value: f64) -> Cell {
        Cell::value(Number::new(value).unwrap())
    }
    fn told(verdict: Verdict, terms: &str, series: &[(&str, Cell)]) -> Told {
        let point = |(period, cell): &(&str, Cell)| Point {
            period: Period::parse(period).unwrap(),
            cell: *cell,
        };
        let measure = ToldMeasure {
            indicator: id("banen"),
            title: Text::both("Banen", "Jobs"),
            unit: Unit::from_id("jobs").unwrap(),
            decimals: 0,
            target: Text::both(terms, terms),
            terms: terms.to_owned(),
            series: series.iter().map(point).collect(),
        };
        let outcome = ToldOutcome {
            framework: id("a"),
            id: id("werk"),
            title: Text::both("Werk", "Work"),
            verdict,
            reason: Text::both("omdat", "because"),
            measures: vec![measure],
        };
        Told {
            outcomes: vec![outcome],
        }
    }

    #[test]
    fn an_edition_is_equal_to_itself() {
        let one = told(Verdict::OnCourse, "more", &[("2020", number(1.0))]);
        assert!(compare(&one, &one, &[]).is_empty());
    }

    #[test]
    fn what_moved_is_told_once_with_all_that_moved_it() {
        let before = told(
            Verdict::OnCourse,
            "more",
            &[
                ("2019", number(5.0)),
                ("2020", number(1.0).marked(Marks::PROVISIONAL)),
                ("2021", number(2.0)),
                ("2022", number(3.0)),
            ],
        );
        let after = told(
            Verdict::OffCourse,
            "much more",
            &[
                ("2020", number(1.0)),
                ("2021", number(2.0)),
                ("2022", Cell::missing(Missing::Suppressed)),
                ("2023", number(4.0)),
            ],
        );
        let redefined = DefinitionChange {
            of: Defines::Indicator,
            id: id("banen"),
            title: Text::both("Banen", "Jobs"),
            before: Some(1),
            after: Some(2),
            only: None,
            parts: vec![DefinedPart::Rule],
        };
        let diff = compare(&before, &after, std::slice::from_ref(&redefined));
        assert_eq!((diff.flips.len(), diff.targets.len()), (1, 1));
        assert!(diff.flips[0].is_redefined);
        let periods: Vec<String> = diff.figures.iter().map(|one| one.period.to_string()).collect();
        assert_eq!(periods, ["2019", "2020", "2022", "2023"]);
        assert!(diff.figures.iter().all(|one| one.is_redefined));
        // Other words are no other figures.
        let words = DefinitionChange {
            parts: vec![DefinedPart::Words],
            ..redefined
        };
        let diff = compare(&before, &after, &[words]);
        assert!(diff.figures.iter().all(|one| !one.is_redefined));
    }

    #[test]
    fn outcomes_that_one_does_not_have_are_told() {
        let one = told(Verdict::OnCourse, "more", &[("2020", number(1.0))]);
        let none = Told { outcomes: Vec::new() };
        let sides = |diff: EditionDiff| diff.outcomes.iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(sides(compare(&one, &none, &[])), [Side::Before]);
        assert_eq!(sides(compare(&none, &one, &[])), [Side::After]);
    }
}
