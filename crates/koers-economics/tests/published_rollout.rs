//! Did it work over many units: numbers that others printed.
//!
//! `mpdta.tsv` beside this file: per county the year in which its state raised the minimum wage, its inhabitants, and its teen employment in 2003-2007.
//! B. Callaway and P. H. C. Sant'Anna (2021); from the data of the package csdid (MIT), whose logarithms these whole numbers give to 10⁻¹³.
//! `rollout.tsv` is what Python packages make of it; `rollout.py` writes it.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::evaluation::*;
use koers_economics::{Fault, Matrix};

fn counties() -> Rollout {
    let mut starts = Vec::new();
    let rows: Vec<Vec<f64>> = include_str!("mpdta.tsv")
        .lines()
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            starts.push(fields[0].parse().ok().map(|year: usize| year - 2003));
            let jobs = fields[2].split(' ');
            jobs.map(|jobs| jobs.parse::<f64>().unwrap().ln()).collect()
        })
        .collect();
    Rollout::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), &starts).unwrap()
}

/// The logarithm of the inhabitants, in thousands.
fn inhabitants() -> Matrix {
    let lines = include_str!("mpdta.tsv").lines();
    let people = lines.map(|line| line.split('\t').nth(1).unwrap().parse::<f64>().unwrap());
    let rows: Vec<[f64; 1]> = people.map(|people| [(people / 1000.0).ln()]).collect();
    Matrix::from_rows(&rows).unwrap()
}

fn close(found: f64, printed: f64, half_digit: f64) {
    assert!((found - printed).abs() <= half_digit, "{found} is not {printed}");
}

fn same(found: Estimate, value: f64, error: f64) {
    close(found.value, value, 1e-12);
    close(found.error.unwrap(), error, 1e-12);
}

#[test]
fn teen_employment_by_two_way_fixed_effects_as_pyfixest_has_it() {
    let found = two_way_fixed_effects(&counties()).unwrap();
    // pyfixest 0.60: feols("lemp ~ treatpost | countyreal + year", vcov={"CRV1": "countyreal"}).
    close(found.effect.value, -0.036_548_936_67, 5e-12);
    close(found.effect.error.unwrap(), 0.013_265_155_43, 5e-12);
    assert_eq!(
        (found.clusters, found.treated_clusters, found.effect.degrees),
        (500, 191, Some(499))
    );
}

/// The package did 2.5.0 for R (R 4.4.2), att_gt(yname = "lemp", xformla = ~1, bstrap = FALSE), as csdid keeps it; the website of did prints the first four digits.
#[test]
fn teen_employment_by_group_and_period_as_did_has_it() {
    let never = [
        (2004, 2004, -0.0105032462209624, 0.0232510363681664),
        (2004, 2005, -0.0704231581031467, 0.0309847667572767),
        (2004, 2006, -0.137258738889403, 0.0364356642876865),
        (2004, 2007, -0.100811363085404, 0.0343592258346732),
        (2006, 2004, 0.00652011242423301, 0.0233268051418047),
        (2006, 2005, -0.00275081875051882, 0.0195585610358817),
        (2006, 2006, -0.00459460695286304, 0.0177551966592763),
        (2006, 2007, -0.0412244715462175, 0.0202291807041068),
        (2007, 2004, 0.0305066555832928, 0.01503356028013),
        (2007, 2005, -0.00272589288611625, 0.0163958328955344),
        (2007, 2006, -0.0310871193896889, 0.0178775113133435),
        (2007, 2007, -0.0260544107191966, 0.0166554353492522),
    ];
    let not_yet = [
        (2004, 2004, -0.0193723636759221, 0.0223101128836806),
        (2004, 2005, -0.0783190990620607, 0.0303902285433973),
        (2004, 2006, -0.136274346328678, 0.03540338496891),
        (2004, 2007, -0.100811363085404, 0.0343592258346732),
        (2006, 2004, -0.00256255094261098, 0.0225302351453388),
        (2006, 2005, -0.00193924609578875, 0.019042158605819),
        (2006, 2006, 0.00466087631997615, 0.0163355842468236),
        (2006, 2007, -0.0412244715462175, 0.0202291807041068),
        (2007, 2004, 0.0297593647610311, 0.0145335416386514),
        (2007, 2005, -0.0024106128000969, 0.0160312963755178),
        (2007, 2006, -0.0310871193896889, 0.0178775113133435),
        (2007, 2007, -0.0260544107191966, 0.0166554353492522),
    ];
    for (untreated, printed, wald, p) in [
        (Untreated::Never, never, 7.79123662720035, 0.16812),
        (Untreated::NotYet, not_yet, 7.79092771882739, 0.16814),
    ] {
        let found = group_time_effects(&counties(), untreated, Adjustment::None).unwrap();
        assert_eq!(found.effects.len(), printed.len());
        for (own, (start, period, value, error)) in found.effects.iter().zip(printed) {
            assert_eq!((own.start + 2003, own.period + 2003), (start, period));
            same(own.effect, value, error);
        }
        let trend = found.pre_trend.unwrap();
        close(trend.statistic, wald, 1e-9);
        close(trend.p, p, 5e-6);
        assert_eq!(trend.degrees, 5);
    }
}

/// The same with xformla = ~lpop, est_method = "reg".
#[test]
fn teen_employment_among_counties_of_the_same_size_as_did_has_it() {
    let people = inhabitants();
    let found = group_time_effects(&counties(), Untreated::Never, Adjustment::Regression(&people)).unwrap();
    for (own, (value, error)) in found.effects.iter().zip([
        (-0.014911237790361, 0.0220556930763195),
        (-0.0769963229660512, 0.0283597455101496),
        (-0.141080104628588, 0.0348362869536185),
        (-0.107544274673046, 0.0327376926434119),
        (-0.0020660581184395, 0.022122286483578),
        (-0.00696828306727072, 0.0183457856293695),
        (0.000765525026395888, 0.0191959070328785),
        (-0.0415356365293253, 0.0197168736453729),
        (0.0263658317469803, 0.0140189493226751),
        (-0.00475983533866949, 0.0156699660373289),
        (-0.028502106413859, 0.0181320658924703),
        (-0.0287894881938243, 0.0161678672536918),
    ]) {
        same(own.effect, value, error);
    }
    close(found.pre_trend.unwrap().statistic, 6.8612749537136, 1e-9);
    for (over, value, error) in [
        (Over::Everything, -0.0419686124215432, 0.0114448297682151),
        (Over::Groups, -0.0329292402290042, 0.0118603087662617),
        (Over::Exposure, -0.0807817453337615, 0.0187458547114755),
        (Over::Periods, -0.0445323313531745, 0.0148850278130483),
    ] {
        same(aggregate_effects(&found, over).unwrap().whole, value, error);
    }
    let same_everywhere = Matrix::new(500, 1, vec![3.0; 500]).unwrap();
    assert_eq!(
        group_time_effects(
            &counties(),
            Untreated::Never,
            Adjustment::Regression(&same_everywhere)
        ),
        Err(Fault::SameEverywhere {
            input: "predictors",
            column: 0
        })
    );
    let short = Matrix::new(499, 1, vec![3.0; 499]).unwrap();
    assert!(group_time_effects(&counties(), Untreated::Never, Adjustment::Regression(&short)).is_err());
}

/// aggte(…, bstrap = FALSE) of the same run.
#[test]
fn aggregates_of_teen_employment_as_did_has_them() {
    let effects = group_time_effects(&counties(), Untreated::Never, Adjustment::None).unwrap();
    let whole = aggregate_effects(&effects, Over::Everything).unwrap();
    same(whole.whole, -0.0399512751551763, 0.0120340127701854);
    assert!(whole.parts.is_empty());
    for (over, first, value, error, parts) in [
        (
            Over::Groups,
            2003,
            -0.0310182822287484,
            0.0124460593209979,
            vec![
                (2004, -0.0797491265747291, 0.0263677994350273),
                (2006, -0.0229095392495403, 0.0167033302551619),
                (2007, -0.0260544107191966, 0.0166554353492522),
            ],
        ),
        (
            Over::Exposure,
            0,
            -0.0772398214573151,
            0.0199649890618494,
            vec![
                (-3, 0.0305066555832928, 0.01503356028013),
                (-2, -0.000563084626385429, 0.01329164473655),
                (-1, -0.0244587449711696, 0.0142364022105193),
                (0, -0.0199318167892593, 0.0118263640580582),
                (1, -0.0509573670651939, 0.016893476268678),
                (2, -0.137258738889403, 0.0364356642876865),
                (3, -0.100811363085404, 0.0343592258346733),
            ],
        ),
        (
            Over::Periods,
            2003,
            -0.0417004321312822,
            0.01597185188456,
            vec![
                (2004, -0.0105032462209624, 0.0232510363681664),
                (2005, -0.0704231581031467, 0.0309847667572767),
                (2006, -0.0488159842650431, 0.0201258612605003),
                (2007, -0.0370593399359766, 0.0137470791411185),
            ],
        ),
    ] {
        let found = aggregate_effects(&effects, over).unwrap();
        same(found.whole, value, error);
        assert_eq!(found.parts.len(), parts.len());
        for (part, (at, value, error)) in found.parts.iter().zip(parts) {
            assert_eq!(part.at + first, at);
            same(part.effect, value, error);
        }
    }
    let not_yet = group_time_effects(&counties(), Untreated::NotYet, Adjustment::None).unwrap();
    for (over, value, error) in [
        (Over::Everything, -0.0397636256230437, 0.0120524247873419),
        (Over::Groups, -0.030462228112565, 0.0125751201316818),
        (Over::Exposure, -0.0773993139705847, 0.0195601769463944),
        (Over::Periods, -0.0442670834758837, 0.0155709044211449),
    ] {
        same(aggregate_effects(&not_yet, over).unwrap().whole, value, error);
    }
}

/// The values of a line of `rollout.tsv`.
fn told(program: &str, form: &str, predictors: &str, untreated: &str, kind: &str) -> Vec<f64> {
    let wanted = [program, form, predictors, untreated, kind].join("\t") + "\t";
    let line = include_str!("rollout.tsv")
        .lines()
        .find(|line| line.starts_with(&wanted));
    let values = line.unwrap().strip_prefix(&wanted).unwrap().split(' ');
    values.map(|value| value.parse().unwrap()).collect()
}

/// The logarithm of the inhabitants, and its square.
fn with_square() -> Matrix {
    let rows: Vec<[f64; 2]> = inhabitants()
        .values()
        .iter()
        .map(|size| [*size, size * size])
        .collect();
    Matrix::from_rows(&rows).unwrap()
}

#[test]
fn teen_employment_by_line_by_weights_and_by_both_as_csdid_has_it() {
    for (name, predictors) in [("lpop", inhabitants()), ("square", with_square())] {
        for (form, adjustment) in [
            ("dr", Adjustment::DoublyRobust(&predictors)),
            ("ipw", Adjustment::Weighting(&predictors)),
            ("reg", Adjustment::Regression(&predictors)),
        ] {
            for (who, untreated) in [
                ("nevertreated", Untreated::Never),
                ("notyettreated", Untreated::NotYet),
            ] {
                let told = |kind: &str| told("csdid", form, name, who, kind);
                let found = group_time_effects(&counties(), untreated, adjustment).unwrap();
                let (values, errors) = (told("value"), told("error"));
                assert_eq!(found.effects.len(), values.len());
                for ((own, value), error) in found.effects.iter().zip(values).zip(errors) {
                    same(own.effect, value, error);
                }
                for (kind, over) in [
                    ("simple", Over::Everything),
                    ("group", Over::Groups),
                    ("dynamic", Over::Exposure),
                    ("calendar", Over::Periods),
                ] {
                    let aggregate = aggregate_effects(&found, over).unwrap();
                    let whole = told(kind);
                    same(aggregate.whole, whole[0], whole[1]);
                    if over != Over::Everything {
                        let parts = told(&format!("{kind}-value"))
                            .into_iter()
                            .zip(told(&format!("{kind}-error")));
                        assert_eq!(aggregate.parts.len(), parts.len());
                        for (own, (value, error)) in aggregate.parts.iter().zip(parts) {
                            same(own.effect, value, error);
                        }
                    }
                }
            }
        }
    }
}

/// diff-diff stops its search for the chances a little early, so only four or five digits can agree; clusters it counts as G ÷ (G − 1), did and this do not.
#[test]
fn errors_by_cluster_of_effects_by_both_are_those_of_diff_diff() {
    let clusters: Vec<usize> = (0..500).map(|unit| unit % 40).collect();
    for (name, predictors) in [("lpop", inhabitants()), ("square", with_square())] {
        for (kind, rollout, factor) in [
            ("units", counties(), 1.0),
            (
                "clusters",
                counties().clustered(&clusters).unwrap(),
                (40.0_f64 / 39.0).sqrt(),
            ),
        ] {
            let adjustment = Adjustment::DoublyRobust(&predictors);
            let found = group_time_effects(&rollout, Untreated::Never, adjustment).unwrap();
            let told = |what: &str| told("diff-diff", "dr", name, "nevertreated", &format!("{kind}-{what}"));
            for ((own, value), error) in found.effects.iter().zip(told("value")).zip(told("error")) {
                close(own.effect.value, value, 1e-5);
                close(own.effect.error.unwrap() * factor / error, 1.0, 1e-4);
            }
        }
    }
}

/// numpy draws a million times from csdid's influence functions, so its value and ours are each off by some thousandths. csdid itself divides by drawn quartiles, draws other weights, and takes other errors for it.
#[test]
fn bands_are_as_wide_as_those_of_csdid() {
    let people = inhabitants();
    let adjustment = Adjustment::DoublyRobust(&people);
    let effects = group_time_effects(&counties(), Untreated::Never, adjustment).unwrap();
    let course = aggregate_effects(&effects, Over::Exposure).unwrap();
    let drawing = BandDrawing {
        level: 0.95,
        draws: 100_000,
        seed: 1,
    };
    for (kind, of, estimates) in [
        (
            "effects",
            Together::Effects(&effects),
            effects.effects.iter().map(|one| one.effect).collect::<Vec<_>>(),
        ),
        (
            "dynamic",
            Together::Parts(&course),
            course.parts.iter().map(|part| part.effect).collect(),
        ),
    ] {
        let found = uniform_band(of, drawing).unwrap();
        let told = |program: &str, what: &str| {
            told(program, "dr", "lpop", "nevertreated", &format!("{kind}-{what}"))
        };
        let theirs = told("numpy", "critical");
        close(
            found.critical,
            theirs[0],
            1.5 * (found.critical_error + theirs[1]),
        );
        assert!(
            (0.002..0.01).contains(&found.critical_error),
            "{}",
            found.critical_error
        );
        let halves = told("csdid", "half");
        assert_eq!(found.intervals.len(), halves.len());
        for ((interval, effect), half) in found.intervals.iter().zip(estimates).zip(halves) {
            let (low, high) = interval.unwrap();
            close((low + high) / 2.0, effect.value, 1e-12);
            close((high - low) / 2.0, found.critical * effect.error.unwrap(), 1e-12);
            close((high - low) / 2.0 / half, 1.0, 0.06);
        }
    }
}

#[test]
fn bands_are_the_same_for_any_number_of_threads_and_refuse_what_cannot_be_drawn() {
    let effects = group_time_effects(&counties(), Untreated::Never, Adjustment::None).unwrap();
    let drawing = BandDrawing {
        level: 0.95,
        draws: 2000,
        seed: 7,
    };
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| uniform_band(Together::Effects(&effects), drawing).unwrap())
    };
    assert_eq!(run(1), run(3));
    let seed = BandDrawing { seed: 8, ..drawing };
    let other = uniform_band(Together::Effects(&effects), seed).unwrap();
    assert!(other.critical != run(1).critical);
    close(other.critical, run(1).critical, 3.0 * run(1).critical_error);
    let fault = |drawing| uniform_band(Together::Effects(&effects), drawing).unwrap_err();
    assert!(matches!(
        fault(BandDrawing {
            draws: 999,
            ..drawing
        }),
        Fault::Setting { name: "draws", .. }
    ));
    for level in [0.0, 1.0, f64::NAN] {
        fault(BandDrawing { level, ..drawing });
    }
    let whole = aggregate_effects(&effects, Over::Everything).unwrap();
    assert_eq!(
        uniform_band(Together::Parts(&whole), drawing),
        Err(Fault::Empty { input: "effects" })
    );
    // One effect alone: the interval of that effect, but for the drawing, and never narrower.
    let groups = aggregate_effects(&effects, Over::Groups).unwrap();
    let all = uniform_band(Together::Parts(&groups), drawing).unwrap();
    assert!(all.critical > 1.96 && all.critical < run(1).critical);
}

#[test]
fn a_band_leaves_out_what_has_no_error_and_does_not_widen_what_is_sure() {
    // The first group is one unit; of the second nothing moves, like the untreated.
    let rows = [
        [1.0, 4.0, 9.0],
        [2.0, 2.0, 2.0],
        [3.0, 3.0, 3.0],
        [5.0, 5.0, 5.0],
        [4.0, 4.0, 4.0],
    ];
    let starts = [Some(1), Some(2), Some(2), None, None];
    let rollout = Rollout::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), &starts).unwrap();
    let effects = group_time_effects(&rollout, Untreated::Never, Adjustment::None).unwrap();
    let drawing = BandDrawing {
        level: 0.9,
        draws: 1000,
        seed: 1,
    };
    let nothing = uniform_band(Together::Effects(&effects), drawing);
    assert_eq!(nothing, Err(Fault::Empty { input: "effects" }));
    let mut moved = rows;
    moved[2][2] = 7.0;
    let rollout = Rollout::new(&Panel::from(&Matrix::from_rows(&moved).unwrap()), &starts).unwrap();
    let effects = group_time_effects(&rollout, Untreated::Never, Adjustment::None).unwrap();
    let found = uniform_band(Together::Effects(&effects), drawing).unwrap();
    assert_eq!(found.intervals[..3], [None, None, Some((0.0, 0.0))]);
    let (low, high) = found.intervals[3].unwrap();
    assert!(low < 2.0 && high > 2.0);
}
