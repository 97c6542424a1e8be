//! The words for what a figure is weighed with: what was required, the margin, and how old the figure is.

use crate::{date, number};
use jiff::civil::Date;
use koers_model::indicator::Counted;
use koers_model::period::{Frequency, Period};
use koers_model::status::MeasureStatus;
use koers_model::target::{Direction, Goal};
use koers_model::text::Lang;
use koers_model::unit::Kind;
use koers_model::value::Number;
use koers_model::verdict::{Judgement, MarginSource};

/// What was required at the period of the reading, with its unit and on which side of it is good: `hoogstens 7,5%`. For a gap it is
/// the distance that was still accepted.
#[must_use]
pub fn required(measure: &MeasureStatus, lang: Lang) -> Option<String> {
    let judgement = &measure.judgement;
    let value = judgement.required?;
    let (unit, decimals) = (measure.unit, measure.decimals);
    let figure = || number::figure(value, decimals, unit, lang);
    let bound = match judgement.target.direction {
        Direction::Up => lang.pick("minstens", "at least"),
        Direction::Down => lang.pick("hoogstens", "at most"),
    };
    Some(match (&judgement.target.goal, judgement.target.direction) {
        (Goal::Gap { .. }, _) => format!(
            "{bound} {}",
            number::signed_difference(value, decimals, unit, lang)
        ),
        // Among peers: the figure of the region at the lowest place that is good enough.
        (Goal::Rank { top, .. }, _) if is_among_peers(measure) => {
            let figure = figure();
            match lang {
                Lang::Nl => format!("{bound} {figure}, het cijfer van plaats {top}"),
                Lang::En => format!("{bound} {figure}, the figure of place {top}"),
            }
        }
        (Goal::Rank { .. }, _) => format!("{} {}", figure(), lang.pick("of beter", "or better")),
        // Where only a change is asked, staying the same is not enough.
        (Goal::ChangeDirection, Direction::Up) => {
            format!("{} {}", lang.pick("hoger dan", "higher than"), figure())
        }
        (Goal::ChangeDirection, Direction::Down) => {
            format!("{} {}", lang.pick("lager dan", "lower than"), figure())
        }
        _ => format!("{bound} {}", figure()),
    })
}

/// How old the reading is, in words: on the day judged `on`, or on the day of the target when that comes first.
#[must_use]
pub fn age(judgement: &Judgement, on: Date, lang: Lang) -> Option<String> {
    let months = judgement.months_old?;
    let by = judgement.target.by;
    // Behind the day of the target the age is counted to that day: later figures do not decide either.
    let day = match (on > by, lang) {
        (false, Lang::Nl) => "op de peildatum".to_owned(),
        (false, Lang::En) => "on the day judged".to_owned(),
        (true, Lang::Nl) => format!("op {}, de dag van het doel", date::date(by, lang)),
        (true, Lang::En) => format!("on {}, the day of the target", date::date(by, lang)),
    };
    Some(format!("{} {day}", months_old(months, lang)))
}

/// How old the figure of a period is on a day: `7 jaar oud`.
#[must_use]
pub fn age_of(period: Period, counted: Counted, on: Date, lang: Lang) -> String {
    months_old(counted.months_before(period, on), lang)
}

fn months_old(months: u32, lang: Lang) -> String {
    match (months, lang) {
        (0, Lang::Nl) => "minder dan een maand oud".to_owned(),
        (0, Lang::En) => "less than a month old".to_owned(),
        (_, Lang::Nl) => format!("{} oud", date::months(months, lang)),
        (_, Lang::En) => format!("{} old", date::months(months, lang)),
    }
}

/// A margin with its unit and how it came about.
#[must_use]
pub fn margin(measure: &MeasureStatus, lang: Lang) -> Option<String> {
    let margin = measure.judgement.margin?;
    let value = number::difference(margin.value, measure.decimals, measure.unit, lang);
    Some(match margin.source {
        MarginSource::Published => format!(
            "±{value}, {}",
            lang.pick(
                "door de uitgever bij het cijfer gegeven",
                "stated by the publisher with the figure",
            )
        ),
        MarginSource::Target => format!(
            "±{value}, {}",
            lang.pick(
                "in het programma bij het doel vastgelegd",
                "laid down with the target",
            )
        ),
        MarginSource::Series => {
            let sum = margin_sum(measure, lang)?;
            match lang {
                Lang::Nl => format!("±{value}: {sum}; zie Hoe wij oordelen"),
                Lang::En => format!("±{value}: {sum}; see How we judge"),
            }
        }
    })
}

/// How a margin from the series came about: `1,28 × de spreiding van de jaarlijkse veranderingen × √3 (jaren van 2016 tot 2019)`.
/// `None` for any other margin.
#[must_use]
pub fn margin_sum(measure: &MeasureStatus, lang: Lang) -> Option<String> {
    let judgement = &measure.judgement;
    judgement
        .margin
        .filter(|margin| margin.source == MarginSource::Series)?;
    let spread = lang.pick(
        "1,28 × de spreiding van de jaarlijkse veranderingen",
        "1.28 × the spread of the yearly changes",
    );
    let of = match judgement.target.goal {
        Goal::Gap { .. } => lang.pick(" van het verschil", " of the difference"),
        Goal::Rank { .. } if is_among_peers(measure) => lang.pick(
            " van het verschil met de laatste plaats die goed genoeg is",
            " of the difference with the last place that is good enough",
        ),
        _ => "",
    };
    let years = years(measure).map_or_else(String::new, |(from, to, years)| {
        let whole = years.get().fract() == 0.0;
        let root = number::number(years, if whole { 0 } else { 2 }, lang);
        let (from, to) = (date::the_period(from, lang), date::the_period(to, lang));
        match lang {
            Lang::Nl => format!(" × √{root} (jaren van {from} tot {to})"),
            Lang::En => format!(" × √{root} (years from {from} to {to})"),
        }
    });
    Some(format!("{spread}{of}{years}"))
}

/// Whether regions are compared with each other in one period, so that no years go into the margin. A place that is published as
/// such is a series of its own.
fn is_among_peers(measure: &MeasureStatus) -> bool {
    matches!(measure.judgement.target.goal, Goal::Rank { .. }) && measure.unit.kind != Kind::Rank
}

/// The years from the base period to the period of the reading: they go into a margin from the series.
fn years(measure: &MeasureStatus) -> Option<(Period, Period, Number)> {
    let judgement = &measure.judgement;
    if is_among_peers(measure) {
        return None;
    }
    let (from, to) = (judgement.target.baseline.period, judgement.reading?.period);
    let steps = f64::from(to.steps_since(from)?);
    let per_year = match to.frequency() {
        Frequency::Year | Frequency::SchoolYear => 1.0,
        Frequency::HalfYear => 2.0,
        Frequency::Quarter => 4.0,
        Frequency::Month => 12.0,
        Frequency::Week => 52.0,
        Frequency::Day => 365.0,
    };
    Some((from, to, Number::new(steps / per_year)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use koers_model::citation::Citation;
    use koers_model::target::{Baseline, Target};
    use koers_model::verdict::{Reason, Verdict};

    fn judgement() -> Judgement {
        Judgement {
            verdict: Verdict::OnCourse,
            reason: Reason::AheadOfPath,
            reading: None,
            baseline: None,
            required: None,
            margin: None,
            rank: None,
            other_bases: vec![],
            months_old: Some(6),
            target: Target {
                goal: Goal::ChangeDirection,
                direction: Direction::Up,
                baseline: Baseline {
                    period: Period::year(2016).unwrap(),
                    value: None,
                    cite: vec![],
                },
                by: date(2019, 12, 31),
                cite: Vec::<Citation>::new(),
                margin: None,
                also_from: vec![],
                note: None,
            },
        }
    }

    #[test]
    fn the_age_says_on_which_day() {
        let on = |day| age(&judgement(), day, Lang::Nl).unwrap();
        assert_eq!(on(date(2019, 12, 31)), "6 maanden oud op de peildatum");
        assert_eq!(
            on(date(2021, 1, 1)),
            "6 maanden oud op 31 december 2019, de dag van het doel"
        );
    }
}
