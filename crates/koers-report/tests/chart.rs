//! What a chart draws, and what it says to those who do not see it.

mod made_up;

use koers_model::region::RegionCode;
use koers_model::status::MeasureStatus;
use koers_model::text::Lang;
use koers_model::verdict::Point;
use koers_report::chart::{Chart, Symbol};
use made_up::{outcomes, region, series};

fn measure() -> MeasureStatus {
    outcomes::jobs().measures.remove(0)
}

fn chart(measure: &MeasureStatus, lang: Lang) -> Chart<'_> {
    Chart::of(measure, "Veenland", "id".into(), lang)
}

fn drawn(svg: &str, class: &str) -> usize {
    svg.matches(&format!("class=\"{class}\"")).count()
}

#[test]
fn the_drawing_never_changes_by_itself() {
    insta::assert_snapshot!("chart_jobs", chart(&measure(), Lang::Nl).svg());
    insta::assert_snapshot!("spark_jobs", chart(&measure(), Lang::Nl).sparkline());
}

#[test]
fn the_message_is_said_in_words() {
    let jobs = measure();
    assert_eq!(
        chart(&jobs, Lang::Nl).name(),
        "Banen van werknemers, Veenland, 2010–2019"
    );
    assert_eq!(
        chart(&jobs, Lang::Nl).describe(),
        "Veenland steeg: van 190,8 duizend banen in 2016 naar 205,1 duizend banen in 2019. \
         Het pad naar het doel eindigt op 190,8 duizend banen in 2019, met een marge van ±4,1 duizend banen. \
         Geheim: 2011–2015. \
         Ter vergelijking, in 2019: Laagland 8.340,0 duizend banen; Wadland 217,5 duizend banen."
    );
    let dropouts = outcomes::dropouts().measures.remove(0);
    assert_eq!(
        chart(&dropouts, Lang::En).describe(),
        "Veenland rose: from 1.9% in 2014 to 2.3% in 2019. \
         The path to the target ends at 1.5% in 2019, with a margin of ±0.3 percentage points. \
         Not yet published: 2020. Break in series: 2013. Not yet definite: 2019. \
         For comparison, in 2019: Laagland 2.0%."
    );
}

#[test]
fn every_period_without_a_figure_has_its_sign() {
    let svg = chart(&measure(), Lang::Nl).svg();
    assert_eq!(svg.matches(">×</text>").count(), 5);
    let mut long = measure();
    long.series = series(1960, &format!("{} 200.1 203.2", "x ".repeat(50)));
    let svg = chart(&long, Lang::Nl).svg();
    // Too close to stand apart: one sign in the middle of a stroke.
    assert_eq!((svg.matches(">×</text>").count(), drawn(&svg, "k-run")), (1, 1));
}

#[test]
fn the_line_stops_at_a_hole_and_at_a_break() {
    let starts = |cells: &str| {
        let mut one = measure();
        one.series = series(2012, cells);
        one.benchmarks.clear();
        let svg = chart(&one, Lang::Nl).svg();
        let line = svg.split("class=\"k-line\" d=\"").nth(1).unwrap();
        line.split('"').next().unwrap().matches('M').count()
    };
    assert_eq!(starts("190 191 192 193"), 1);
    assert_eq!(starts("190 x 192 193"), 2);
    assert_eq!(starts("190 191 192! 193"), 2);
}

#[test]
fn what_may_still_change_is_hollow() {
    let mut one = measure();
    one.series = series(2014, "190 191 190.8 195 201 205.1*");
    let svg = chart(&one, Lang::Nl).svg();
    assert_eq!(drawn(&svg, "k-reading k-hollow"), 1);
    assert!(
        chart(&one, Lang::Nl)
            .legend()
            .iter()
            .any(|key| key.symbol == Symbol::Reading { preliminary: true })
    );
}

#[test]
fn a_region_on_another_scale_is_left_to_the_table_and_named() {
    let jobs = measure();
    let legend = chart(&jobs, Lang::Nl).legend();
    let words: Vec<&str> = legend.iter().map(|key| key.words.as_str()).collect();
    assert!(words.contains(&"Wadland"));
    assert!(words.contains(&"Laagland past niet op deze schaal en staat in de tabel."));
    assert!(words.contains(&"De as begint bij 180 duizend banen, niet bij nul."));
    assert!(!chart(&jobs, Lang::Nl).svg().contains(">Laagland<"));
}

#[test]
fn other_regions_have_dashes_of_their_own() {
    let mut one = measure();
    one.benchmarks = ["AA", "BB", "CC", "DD"]
        .map(|code| -> (RegionCode, String, Vec<Point>) {
            (region(code), code.to_owned(), series(2016, "190 195 199 201"))
        })
        .into();
    let svg = chart(&one, Lang::Nl).svg();
    for dash in 0..4 {
        assert_eq!(drawn(&svg, &format!("k-other k-other-{dash}")), 1);
    }
}

#[test]
fn a_lone_figure_of_another_region_is_a_dot() {
    let mut one = measure();
    one.benchmarks = vec![(region("AA"), "AA".to_owned(), series(2016, "190 x 199 x 201"))];
    assert_eq!(drawn(&chart(&one, Lang::Nl).svg(), "k-lone"), 2);
}

#[test]
fn without_a_series_the_frame_says_so() {
    let mut one = measure();
    one.series = vec![];
    one.path = vec![];
    one.judgement.reading = None;
    one.judgement.baseline = None;
    let empty = chart(&one, Lang::Nl);
    assert!(empty.svg().contains("Geen reeks") && empty.svg().contains("role=\"img\""));
    assert_eq!(empty.describe().split('.').next(), Some("Er is geen cijfer"));
    assert!(empty.sparkline().is_empty() && empty.legend().is_empty());
    // One figure and a path to the target are no series either.
    one.path = measure().path;
    assert!(!chart(&one, Lang::Nl).can_be_drawn());
    one.series = series(2014, "8010");
    assert!(chart(&one, Lang::En).svg().contains("No series, only 2014"));
}
