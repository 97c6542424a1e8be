//! An outcome with several measures. All judgements are made up.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use koers_model::framework::{Measure, MeasurePart, Measurement};
use koers_model::id::Id;
use koers_model::target::{Direction, Goal};
use koers_model::text::Text;
use koers_model::verdict::{Judgement, Reason, Verdict};
use koers_outcome::outcome_verdict;
use support::*;

fn judgement(verdict: Verdict) -> Judgement {
    let reason = match verdict {
        Verdict::OnCourse => Reason::TargetReached,
        Verdict::OffCourse => Reason::BehindPath,
        Verdict::CannotBeSaid => Reason::WithinMargin,
    };
    let target = target(Goal::ChangeDirection, Direction::Up, 2016);
    Judgement {
        verdict,
        reason,
        reading: None,
        baseline: None,
        required: None,
        margin: None,
        rank: None,
        other_bases: vec![],
        months_old: None,
        target,
    }
}

/// `+` on course, `-` off course, `?` cannot be said; main measures in capitals stand before the bar, supporting ones behind it.
fn told(measures: &str) -> String {
    let (mains, supporting) = measures.split_once('|').unwrap();
    let of = |part: MeasurePart, text: &str| -> Vec<(MeasurePart, Judgement)> {
        let verdict = |c: char| match c {
            '+' => Verdict::OnCourse,
            '-' => Verdict::OffCourse,
            _ => Verdict::CannotBeSaid,
        };
        text.chars().map(|c| (part, judgement(verdict(c)))).collect()
    };
    let mut all = of(MeasurePart::Supporting, supporting);
    all.extend(of(MeasurePart::Main, mains));
    let measure = Measure {
        indicator: Id::new("banen").unwrap(),
        part: MeasurePart::Main,
        covers: Text::dutch("verzonnen"),
        target: target(Goal::ChangeDirection, Direction::Up, 2016),
    };
    let measurement = Measurement::Measured(vec![measure]);
    let judged: Vec<(MeasurePart, &Judgement)> = all.iter().map(|(part, j)| (*part, j)).collect();
    let (verdict, reason) = outcome_verdict(Some(&measurement), &judged);
    format!("{} {}", verdict.word(), reason.code())
}

#[test]
fn measures_are_never_averaged() {
    let rows = [
        ("+|", "on_course target_reached"),
        ("-|", "off_course behind_path"),
        ("?|", "cannot_be_said within_margin"),
        ("++|", "on_course measures_agree"),
        ("--|", "off_course measures_agree"),
        ("+-|", "cannot_be_said measures_disagree"),
        ("+?|", "cannot_be_said main_measure_silent"),
        ("-?|", "cannot_be_said main_measure_silent"),
        ("+|+", "on_course target_reached"),
        ("+|?", "on_course target_reached"),
        ("+|-", "on_course supporting_disagrees"),
        ("--|+?", "off_course supporting_disagrees"),
        ("?|+", "cannot_be_said within_margin"),
        ("|+", "cannot_be_said only_supporting"),
        ("|", "cannot_be_said no_measure"),
    ];
    for (measures, expected) in rows {
        assert_eq!(told(measures), expected, "{measures}");
    }
}

#[test]
fn what_no_figure_measures_cannot_be_said() {
    let (why, would_do) = (Text::dutch("verzonnen"), Text::dutch("verzonnen"));
    let rubric = Measurement::Qualitative {
        rubric: vec![],
        why: why.clone(),
    };
    let unmeasured = Measurement::Unmeasured { why, would_do };
    let told = |measurement: Option<&Measurement>| outcome_verdict(measurement, &[]).1;
    assert_eq!(told(Some(&rubric)), Reason::Qualitative);
    assert_eq!(told(Some(&unmeasured)), Reason::Unmeasured);
    assert_eq!(told(None), Reason::NoMeasure);
}
