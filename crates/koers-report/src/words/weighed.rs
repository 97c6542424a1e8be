//! The words for what a figure is weighed with: what was required, the margin, and how old the figure is.

use crate::{date, number};
use jiff::civil::Date;
use koers_model::status::MeasureStatus;
use koers_model::target::Goal;
use koers_model::text::Lang;
use koers_model::unit::Unit;
use koers_model::verdict::{Judgement, Margin, MarginSource};

/// What was required at the period of the reading, with its unit. For a gap it is the distance that was still accepted.
#[must_use]
pub fn required(measure: &MeasureStatus, lang: Lang) -> Option<String> {
    let judgement = &measure.judgement;
    let value = judgement.required?;
    let (unit, decimals) = (measure.unit, measure.decimals);
    Some(match judgement.target.goal {
        Goal::Gap { .. } => number::signed_difference(value, decimals, unit, lang),
        // Among peers: the figure of the region at the lowest place that is good enough.
        Goal::Rank { top, .. } if unit.id != "rank" => {
            let figure = number::figure(value, decimals, unit, lang);
            match lang {
                Lang::Nl => format!("{figure}, het cijfer van plaats {top}"),
                Lang::En => format!("{figure}, the figure of place {top}"),
            }
        }
        _ => number::figure(value, decimals, unit, lang),
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
    Some(match (months, lang) {
        (0, Lang::Nl) => format!("minder dan een maand oud {day}"),
        (0, Lang::En) => format!("less than a month old {day}"),
        (_, Lang::Nl) => format!("{} oud {day}", date::months(months, lang)),
        (_, Lang::En) => format!("{} old {day}", date::months(months, lang)),
    })
}

/// How a margin came about, as a clause.
#[must_use]
pub fn margin_source(source: MarginSource, lang: Lang) -> &'static str {
    match source {
        MarginSource::Published => lang.pick(
            "door de uitgever bij het cijfer gegeven",
            "stated by the publisher with the figure",
        ),
        MarginSource::Target => lang.pick(
            "in het programma bij het doel vastgelegd",
            "laid down with the target",
        ),
        MarginSource::Series => lang.pick(
            "bepaald uit hoe sterk de reeks van jaar op jaar schommelt",
            "taken from how much the series moves from year to year",
        ),
    }
}

/// A margin with its unit and how it came about.
#[must_use]
pub fn margin(margin: &Margin, decimals: u8, unit: &Unit, lang: Lang) -> String {
    format!(
        "±{}, {}",
        number::difference(margin.value, decimals, unit, lang),
        margin_source(margin.source, lang)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use koers_model::citation::Citation;
    use koers_model::period::Period;
    use koers_model::target::{Baseline, Direction, Target};
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
