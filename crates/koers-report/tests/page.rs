//! The council page: what it says, and what every page must keep to so that everybody can read it.
#![allow(clippy::unwrap_used, reason = "a test that finds nothing should fail there")]

mod made_up;

use koers_model::status::Status;
use koers_model::text::{Lang, Text};
use koers_report::{html, markdown, number};
use made_up::{small, whole};
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

fn parse(page: &str) -> Html {
    Html::parse_document(page)
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>()
}

/// The page without its styles, which would only be in the way.
fn bare(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    format!("{before}<style></style>{after}")
}

fn pages() -> Vec<String> {
    let empty = made_up::status(vec![]);
    let mut pages = Vec::new();
    for lang in [Lang::Nl, Lang::En] {
        for status in [&small(), &whole(), &empty, &nasty()] {
            pages.push(html(status, lang));
        }
    }
    pages
}

/// A status whose names try to be markup.
fn nasty() -> Status {
    let mut status = small();
    let bad = "<script>alert(\"x\")</script> & 'y' | `z` **w** ]]> -->";
    status.region_name = bad.into();
    status.workspace = Text::dutch(bad);
    for framework in &mut status.frameworks {
        framework.title = Text::dutch(bad);
        for group in &mut framework.groups {
            group.title = Text::dutch(bad);
            group.subtitle = Some(Text::dutch(bad));
            for outcome in &mut group.outcomes {
                outcome.title = Text::dutch(bad);
                outcome.text = Some(Text::dutch(bad));
                outcome.why = Some(Text::dutch(bad));
                outcome.rubric = vec![Text::dutch(bad)];
                for measure in &mut outcome.measures {
                    measure.title = Text::dutch(bad);
                    measure.covers = Text::dutch(bad);
                    for benchmark in &mut measure.benchmarks {
                        benchmark.1 = bad.into();
                    }
                    for source in &mut measure.sources {
                        source.attribution = Text::dutch(bad);
                        source.licence = bad.into();
                    }
                }
            }
        }
    }
    status.record.inputs[0].0 = bad.into();
    status
}

#[test]
fn html_in_both_languages() {
    insta::assert_snapshot!("page_nl", bare(&html(&small(), Lang::Nl)));
    insta::assert_snapshot!("page_en", bare(&html(&small(), Lang::En)));
}

#[test]
fn markdown_in_both_languages() {
    insta::assert_snapshot!("markdown_nl", markdown(&small(), Lang::Nl));
    insta::assert_snapshot!("markdown_en", markdown(&small(), Lang::En));
}

#[test]
fn html_is_well_formed() {
    for page in pages() {
        let parsed = parse(&page);
        assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
    }
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    for page in pages() {
        let parsed = parse(&page);
        for selector in [
            "script", "link", "img", "iframe", "object", "embed", "base", "form", "[src]", "[style]",
        ] {
            assert!(all(&parsed, selector).is_empty(), "{selector}");
        }
        for link in all(&parsed, "[href]") {
            assert!(link.attr("href").unwrap().starts_with('#'));
        }
        let style = text(&all(&parsed, "style")[0]);
        assert!(!style.contains("url(") && !style.contains("@import"));
        let handlers = all(&parsed, "*")
            .iter()
            .any(|element| element.value().attrs().any(|(name, _)| name.starts_with("on")));
        assert!(!handlers);
    }
}

#[test]
fn names_stay_text() {
    let page = html(&nasty(), Lang::Nl);
    assert!(!page.contains("<script"));
    let parsed = parse(&page);
    let heading = all(&parsed, "article h4")[0];
    assert!(text(&heading).contains("<script>alert(\"x\")</script> & 'y'"));
    let text = markdown(&nasty(), Lang::Nl);
    assert!(!text.contains("<script") && text.contains("&lt;script&gt;"));
    assert!(!text.contains("**w**") && text.contains("\\*\\*w\\*\\*"));
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    for page in pages() {
        let parsed = parse(&page);
        let levels: Vec<u32> = all(&parsed, "h1,h2,h3,h4,h5,h6")
            .iter()
            .map(|heading| heading.value().name()[1..].parse().unwrap())
            .collect();
        assert_eq!(levels.first(), Some(&1));
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{levels:?}");
        }
    }
}

#[test]
fn ids_are_unique_and_every_reference_has_an_end() {
    for page in pages() {
        let parsed = parse(&page);
        let mut ids = BTreeSet::new();
        for element in all(&parsed, "[id]") {
            let id = element.attr("id").unwrap();
            assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{id:?}");
            assert!(ids.insert(id.to_owned()), "{id} twice");
        }
        for element in all(&parsed, "[aria-labelledby]") {
            for id in element.attr("aria-labelledby").unwrap().split_whitespace() {
                assert!(ids.contains(id), "{id}");
            }
        }
        for link in all(&parsed, "a[href]") {
            let id = link.attr("href").unwrap().trim_start_matches('#');
            assert!(ids.contains(id), "{id}");
            assert!(!text(&link).trim().is_empty());
        }
    }
}

#[test]
fn the_page_starts_with_a_skip_link_and_says_its_language() {
    for (lang, tag) in [(Lang::Nl, "nl"), (Lang::En, "en")] {
        let page = html(&whole(), lang);
        let parsed = parse(&page);
        assert_eq!(all(&parsed, "html")[0].attr("lang"), Some(tag));
        assert_eq!(all(&parsed, "a[href]")[0].attr("href"), Some("#main"));
        assert_eq!(all(&parsed, "main#main").len(), 1);
        assert!(!text(&all(&parsed, "title")[0]).is_empty());
    }
}

#[test]
fn a_text_without_translation_says_that_it_is_dutch() {
    let mut status = small();
    status.frameworks[0].groups[0].outcomes[0].title = Text::dutch("Meer werk");
    let english = html(&status, Lang::En);
    let parsed = parse(&english);
    let heading = all(&parsed, "article h4")[0];
    assert_eq!(
        (text(&heading).as_str(), heading.attr("lang")),
        ("Meer werk", Some("nl"))
    );
    assert_eq!(all(&parsed, "article h4")[1].attr("lang"), None);
    let dutch = html(&status, Lang::Nl);
    assert!(all(&parse(&dutch), "main [lang]").is_empty());
}

#[test]
fn tables_have_captions_and_scopes() {
    for page in pages() {
        let parsed = parse(&page);
        for table in all(&parsed, "table") {
            let select = |selector: &str| {
                table
                    .select(&Selector::parse(selector).unwrap())
                    .map(|element| element.attr("scope").map(ToOwned::to_owned))
                    .collect::<Vec<_>>()
            };
            assert_eq!(select("caption").len(), 1);
            assert!(
                select("thead th")
                    .iter()
                    .all(|scope| scope.as_deref() == Some("col"))
            );
            assert!(
                select("tbody th")
                    .iter()
                    .all(|scope| scope.as_deref() == Some("row"))
            );
            assert_eq!(select("tbody tr").len(), select("tbody th").len());
        }
        let mut names = BTreeSet::new();
        for scroll in all(&parsed, ".scroll") {
            // The same indicator may stand under two outcomes; their regions still need different names.
            assert!(names.insert(scroll.attr("aria-labelledby")));
            assert_eq!(
                (scroll.attr("role"), scroll.attr("tabindex")),
                (Some("region"), Some("0"))
            );
        }
    }
}

#[test]
fn every_chart_has_a_name_a_message_and_a_table_with_the_same_figures() {
    let status = whole();
    let page = html(&status, Lang::Nl);
    let parsed = parse(&page);
    let measures: Vec<_> = status
        .frameworks
        .iter()
        .flat_map(|framework| &framework.groups)
        .flat_map(|group| &group.outcomes)
        .flat_map(|outcome| &outcome.measures)
        .collect();
    let pictures = all(&parsed, ".picture");
    assert_eq!(pictures.len(), measures.len());
    assert_eq!(all(&parsed, "svg.k-chart").len(), measures.len());
    for (picture, measure) in pictures.iter().zip(measures) {
        let one = |selector: &str| picture.select(&Selector::parse(selector).unwrap()).next();
        let chart = one("svg.k-chart").unwrap();
        assert_eq!(chart.attr("role"), Some("img"));
        assert!(text(&one("svg.k-chart > title").unwrap()).contains(measure.title.get(Lang::Nl)));
        assert!(text(&one("svg.k-chart > desc").unwrap()).ends_with('.'));
        let fields: Vec<String> = one("table")
            .unwrap()
            .select(&Selector::parse("td").unwrap())
            .map(|field| text(&field))
            .collect();
        let others = measure.benchmarks.iter().flat_map(|(.., series)| series);
        for point in measure.series.iter().chain(others) {
            let figure = number::cell(&point.cell, measure.decimals, Lang::Nl);
            assert!(fields.iter().any(|field| field.starts_with(&figure)), "{figure}");
        }
        for (_, value) in &measure.path {
            let figure = number::number(*value, measure.decimals, Lang::Nl);
            assert!(fields.contains(&figure), "{figure}");
        }
    }
}

#[test]
fn every_verdict_stands_in_words() {
    let status = whole();
    for lang in [Lang::Nl, Lang::En] {
        let page = html(&status, lang);
        let parsed = parse(&page);
        let articles = all(&parsed, "article");
        assert_eq!(articles.len(), 22);
        let outcomes = status.frameworks[0]
            .groups
            .iter()
            .flat_map(|group| &group.outcomes);
        for (article, outcome) in articles.iter().zip(outcomes) {
            let verdict = article
                .select(&Selector::parse(".verdict").unwrap())
                .next()
                .unwrap();
            let words = text(&verdict).to_lowercase();
            assert!(words.contains(outcome.verdict.label(lang)), "{words}");
        }
        let strip = all(&parsed, ".strip")[0];
        let counts = [4, 2, 16];
        for (count, verdict) in counts.into_iter().zip([
            koers_model::verdict::Verdict::OnCourse,
            koers_model::verdict::Verdict::OffCourse,
            koers_model::verdict::Verdict::CannotBeSaid,
        ]) {
            let said = format!("{count} {}", verdict.label(lang));
            assert!(strip.attr("aria-label").unwrap().contains(&said));
        }
    }
}

#[test]
fn everything_that_cannot_be_said_is_listed_with_its_reason() {
    let page = html(&whole(), Lang::Nl);
    let parsed = parse(&page);
    let silent = all(&parsed, "ul.silent > li");
    assert_eq!(silent.len(), 16);
    let words: String = silent.iter().map(text).collect();
    for expected in [
        "Niemand vraagt ondernemers geregeld",
        "Een enquête om de twee jaar",
        "De afspraken worden uitgevoerd.",
        "De reeks heeft een breuk in 2017",
    ] {
        assert!(words.contains(expected), "{expected}");
    }
}

#[test]
fn the_sentence_counts_well() {
    let lead = |status: &Status, lang| text(&all(&parse(&html(status, lang)), ".lead")[0]);
    assert_eq!(
        lead(&whole(), Lang::Nl),
        "De Verzonnen Koers 2016-2019: van de 22 beoogde resultaten lagen er op 31 december 2019 vier op koers en twee uit koers. Van zestien is het niet te zeggen."
    );
    assert_eq!(
        lead(&whole(), Lang::En),
        "The Made-up Course 2016-2019: of the 22 intended outcomes, four were on course and two off course on 31 December 2019. Of sixteen it cannot be said."
    );
    let mut silent = whole();
    for group in &mut silent.frameworks[0].groups {
        group
            .outcomes
            .retain(|outcome| outcome.verdict == koers_model::verdict::Verdict::CannotBeSaid);
    }
    assert!(lead(&silent, Lang::Nl).contains("is van geen enkel te zeggen"));
    let mut none = whole();
    none.frameworks[0].groups.clear();
    assert!(lead(&none, Lang::Nl).contains("er zijn geen beoogde resultaten"));
}

#[test]
fn the_same_status_gives_the_same_bytes() {
    for lang in [Lang::Nl, Lang::En] {
        assert_eq!(html(&whole(), lang), html(&whole(), lang));
        assert_eq!(markdown(&whole(), lang), markdown(&whole(), lang));
    }
}

#[test]
fn markdown_says_what_html_says() {
    let status = whole();
    let text_of = |html: &str| text(&all(&parse(html), "main")[0]);
    for lang in [Lang::Nl, Lang::En] {
        let page = text_of(&html(&status, lang));
        let marked = markdown(&status, lang);
        for outcome in status.frameworks[0]
            .groups
            .iter()
            .flat_map(|group| &group.outcomes)
        {
            for said in [
                outcome.title.get(lang).to_owned(),
                koers_report::words::why(outcome, lang),
            ] {
                assert!(page.contains(&said) && marked.contains(&said), "{said}");
            }
            for measure in &outcome.measures {
                let target = koers_report::words::target(measure, lang);
                assert!(page.contains(&target) && marked.contains(&target), "{target}");
            }
        }
    }
}
