//! Drawings of analyses: what is drawn for hard input, and that names cannot break out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use koers_analysis::drawing::{Band, Bubble, Drawing, Line, Named, Shape, Weight};
use koers_analysis::say::Words;
use koers_model::text::Lang;
use koers_report::plot::Plot;

fn drawn(shape: Shape) -> String {
    let drawing = Drawing {
        title: Words("Titel", "Title"),
        x: Words("over", "across"),
        y: Words("omhoog", "up"),
        shape,
    };
    let mut all = String::new();
    for lang in [Lang::Nl, Lang::En] {
        let plot = Plot {
            id: "proef".to_owned(),
            lang,
            drawing: &drawing,
        };
        all.push_str(&plot.svg());
        all.push_str(&plot.standalone("<waarover>", &["noot & bron".to_owned()]));
    }
    for bad in ["NaN", "inf", "<waarover>", "& bron", "<b>"] {
        assert!(!all.contains(bad), "{bad} in {all}");
    }
    // Whatever is opened is closed.
    assert_eq!(all.matches("<svg").count(), all.matches("</svg>").count());
    assert_eq!(all.matches("<text").count(), all.matches("</text>").count());
    all
}

fn line(name: &str, weight: Weight, values: Vec<Option<f64>>) -> Line {
    Line {
        name: Named::Figures(name.to_owned()),
        weight,
        values,
    }
}

#[test]
fn lines_break_at_gaps_and_many_faint_ones_have_one_key() {
    let periods: Vec<String> = (2000..2020).map(|year| year.to_string()).collect();
    let values = |plus: f64| {
        (0..20)
            .map(|at| (at != 7).then(|| f64::from(at) + plus))
            .collect::<Vec<_>>()
    };
    let mut lines = vec![
        line("<b>regio</b>", Weight::Main, values(0.0)),
        line("vergelijking", Weight::Beside, values(1.0)),
    ];
    lines.extend((0..30).map(|at| line("ander", Weight::Faint, values(f64::from(at)))));
    let svg = drawn(Shape::Lines {
        at: periods,
        lines,
        band: Some(Band {
            name: Words("band", "band"),
            values: (0..20)
                .map(|at| (at > 15).then(|| (f64::from(at), f64::from(at) + 2.0)))
                .collect(),
        }),
        from: Some(10),
    });
    assert!(svg.contains("&lt;b&gt;regio"));
    assert_eq!(
        svg.matches(">ander<").count(),
        4,
        "one key in each of four drawings"
    );
    let main = svg.split("class=\"k-line\" d=\"").nth(1).unwrap();
    assert_eq!(
        main.split('"').next().unwrap().matches('M').count(),
        2,
        "broken once"
    );
}

#[test]
fn what_is_empty_equal_or_huge_can_be_drawn() {
    for values in [
        vec![],
        vec![None],
        vec![Some(3.0)],
        vec![Some(5.0); 4],
        vec![Some(1e50), Some(-1e50)],
        vec![Some(1e-50), Some(0.0)],
    ] {
        let count = values.len();
        let at: Vec<String> = (0..count).map(|at| at.to_string()).collect();
        drawn(Shape::Lines {
            at: at.clone(),
            lines: vec![line("regio", Weight::Main, values.clone())],
            band: None,
            from: None,
        });
        drawn(Shape::Bars {
            of: at.clone(),
            parts: vec![
                (Words("deel", "part"), values.clone()),
                (Words("rest", "rest"), values.clone()),
            ],
        });
        drawn(Shape::Intervals {
            of: at.clone(),
            values: values
                .iter()
                .map(|value| value.map(|value| (value, value, value)))
                .collect(),
            nothing: 0.0,
            before: count / 2,
        });
        drawn(Shape::Bubbles {
            points: values
                .iter()
                .flatten()
                .map(|value| Bubble {
                    name: "een lange naam die niet past".to_owned(),
                    x: *value,
                    y: -*value,
                    size: value.abs(),
                })
                .collect(),
            axes: (1.0, 0.0),
        });
        let people: Vec<f64> = values.iter().flatten().map(|value| value.abs()).collect();
        let ages = (0..people.len()).map(|age| age.to_string()).collect();
        drawn(Shape::Pyramid {
            ages,
            years: vec![("2020".to_owned(), people.clone(), people)],
        });
    }
}
