//! The pages of the economy of the region: which methods there are, what each answers, and what becomes of a wrong question.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod site;

use koers_model::text::Lang;
use koers_report::analysis as said;
use koers_run::analysis::{
    Asked, Family, METHODS, Method, all_fitting, method, of_workspace, on_page, takes_region,
};
use koers_run::workspace;
use koers_web::answer::{Fault, media};
use koers_web::routes;
use site::{all, altered, ask, page, page_of, site, text, texts};
use std::collections::BTreeSet;

fn body(address: &str) -> String {
    String::from_utf8(ask(site(), address).unwrap().body.to_vec()).unwrap()
}

fn links(address: &str, selector: &str) -> Vec<String> {
    let shown = page(address);
    let found = all(&shown, selector);
    found
        .iter()
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect()
}

/// Whether figures of the example fit a method.
fn fits(method: &Method) -> bool {
    !all_fitting(site().definitions().unwrap(), method).is_empty()
}

#[test]
fn every_method_stands_in_the_list_once() {
    let shown = links("/economie", "main a.econ-ask[href*='/economie/']");
    let known: BTreeSet<String> = METHODS
        .iter()
        .map(|method| format!("/economie/{}", method.id))
        .collect();
    assert_eq!(shown.iter().cloned().collect::<BTreeSet<_>>(), known);
    assert_eq!(shown.len(), known.len());
    let own: BTreeSet<String> = links("/economie", "[aria-labelledby=eigen] a")
        .into_iter()
        .collect();
    for method in METHODS {
        assert_eq!(
            own.contains(&format!("/economie/{}", method.id)),
            !fits(method),
            "{}",
            method.id
        );
    }
    // One place in the menu.
    let menu = links("/economie", ".menu a");
    assert_eq!(
        menu.iter().filter(|link| link.starts_with("/economie")).count(),
        1
    );
}

/// The page says what the command says: the same question, put to the workspace without the server.
#[test]
fn a_page_answers_as_the_command_does() {
    let world = site::world(|_, text| text);
    let read = workspace::read(&world, Lang::Nl).unwrap();
    let mut answered = 0;
    for method in METHODS.iter().filter(|method| fits(method)) {
        let figures = all_fitting(site().definitions().unwrap(), method)[0];
        let asked = Asked {
            region: takes_region(method, figures).then(|| "PV22".to_owned()),
            ..Asked::default()
        };
        let asked = on_page(method, asked).unwrap();
        for lang in [Lang::Nl, Lang::En] {
            let shown = page(&koers_web::ask::in_language(
                lang,
                &format!("/economie/{}", method.id),
            ));
            let asked = asked.clone();
            let found = of_workspace(
                &world,
                &read,
                method,
                Some(figures.id.as_str()),
                asked,
                (None, lang),
            );
            let Ok(found) = found else {
                assert!(all(&shown, ".econ-answer").is_empty(), "{}", method.id);
                assert_eq!(all(&shown, "main .koers-note").len(), 1, "{}", method.id);
                continue;
            };
            answered += 1;
            let headline = said::sentence(&found.answer.sentences[0], lang);
            assert_eq!(
                texts(&shown, ".econ-answer"),
                [headline.split_whitespace().collect::<Vec<_>>().join(" ")]
            );
            let captions: Vec<&str> = found
                .answer
                .tables
                .iter()
                .map(|table| table.title.get(lang))
                .collect();
            assert_eq!(texts(&shown, ".econ-table caption"), captions, "{}", method.id);
            let rows: usize = found.answer.tables.iter().map(|table| table.rows.len()).sum();
            assert_eq!(all(&shown, ".econ-table tbody tr").len(), rows, "{}", method.id);
            assert_eq!(
                all(&shown, ".econ-assumed li").len(),
                found.answer.assumptions.len()
            );
            assert_eq!(
                all(&shown, ".econ-drawing svg title").len(),
                usize::from(found.answer.drawing.is_some())
            );
            assert_eq!(links_to_data(&shown), found.inputs.len(), "{}", method.id);
        }
    }
    assert!(answered > 30, "{answered}");
}

fn links_to_data(shown: &scraper::Html) -> usize {
    all(shown, "[aria-labelledby=herkomst] a[href*='/cijfers/']").len()
}

#[test]
fn no_word_of_the_command_is_asked_of_who_reads_a_page() {
    for (address, status) in [
        ("/economie/stl", 200),
        ("/economie/stl?cijfers=brp", 200),
        ("/economie/shift-share?van=2019&tot=2012", 200),
        ("/economie/shift-share?van=2011", 200),
        ("/economie/shift-share?van=1911", 400),
        ("/economie/location-quotients?draws=-1", 400),
        ("/economie/arima?orders=x", 200),
    ] {
        let answer = ask(site(), address).unwrap();
        assert_eq!(answer.status, status, "{address}");
        let shown = scraper::Html::parse_document(std::str::from_utf8(&answer.body).unwrap());
        let note = texts(&shown, "main .koers-note").join(" ");
        assert!(!note.is_empty() && !note.contains("--"), "{address}: {note}");
    }
}

/// Where a choice is still needed, the page says which, and the form stands there.
#[test]
fn a_page_without_a_needed_choice_asks_for_it() {
    let shown = page("/economie/synthetic-control");
    let note = &texts(&shown, "main .koers-note")[0];
    assert!(note.contains("De eerste periode met de maatregel"), "{note}");
    assert_eq!(all(&shown, "select[name=start] option[value='2019']").len(), 1);
    assert!(all(&shown, ".econ-answer").is_empty());
}

#[test]
fn a_wrong_question_is_kept_in_the_form_that_says_what_is_wrong() {
    for (address, field) in [
        (
            "/economie/synthetic-control?start=1066",
            "select[name=start] option[selected][value='1066']",
        ),
        (
            "/economie/synthetic-control?start=2019&regio=XX99",
            "select[name=regio] option[selected][value='XX99']",
        ),
        (
            "/economie/location-quotients?draws=9999999",
            "input[name=draws][value='9999999']",
        ),
        (
            "/economie/location-quotients?draws=20000",
            "input[name=draws][value='20000']",
        ),
        (
            "/economie/shift-share?vergelijk=NL01",
            "select[name=vergelijk] option[selected][value='NL01']",
        ),
        (
            "/economie/krugman?against=nobody",
            "select[name=against] option[selected][value='nobody']",
        ),
        (
            "/economie/gini?cijfers=banen-naar-sector&sector=XX",
            "select[name=sector] option[selected][value='XX']",
        ),
    ] {
        let answer = ask(site(), address).unwrap();
        assert_eq!(answer.status, 400, "{address}");
        let shown = scraper::Html::parse_document(std::str::from_utf8(&answer.body).unwrap());
        assert_eq!(all(&shown, field).len(), 1, "{address}");
        assert_eq!(all(&shown, "main .koers-note").len(), 1, "{address}");
        let file = address.replacen('?', ".csv?", 1);
        assert!(matches!(ask(site(), &file), Err(Fault::BadInput(_))), "{file}");
    }
    let unfit = page_note("/economie/shift-share?cijfers=brp");
    assert!(unfit.contains("banen-naar-sector"), "{unfit}");
}

/// Of figures by sector: all together until one is chosen, and what was chosen stands in the command and in the file.
#[test]
fn one_sector_can_be_chosen() {
    let address = "/economie/gini?cijfers=banen-naar-sector&tot=2024";
    let all_together = page(address);
    assert_eq!(all(&all_together, "select[name=sector] option").len(), 11);
    let industry = page(&format!("{address}&sector=BE"));
    assert_eq!(
        all(&industry, "select[name=sector] option[selected][value=BE]").len(),
        1
    );
    assert_ne!(
        texts(&all_together, ".econ-answer"),
        texts(&industry, ".econ-answer")
    );
    assert!(
        texts(&industry, "main code")
            .iter()
            .any(|code| code.contains("--sector BE"))
    );
    let file = ask(
        site(),
        "/economie/gini.json?cijfers=banen-naar-sector&tot=2024&sector=BE",
    )
    .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&file.body).unwrap();
    assert_eq!(json["asked"]["sector"], "Industrie en energie");
    // A method that tells sectors apart has no such field.
    assert!(all(&page("/economie/shift-share"), "select[name=sector]").is_empty());
}

fn page_note(address: &str) -> String {
    let answer = ask(site(), address).unwrap();
    let shown = scraper::Html::parse_document(std::str::from_utf8(&answer.body).unwrap());
    texts(&shown, "main .koers-note").join(" ")
}

#[test]
fn what_is_not_there_is_not_found_and_what_stands_twice_is_refused() {
    for address in [
        "/economie/geen",
        "/economie/shift-share.pdf",
        "/economie/ras.csv",
        "/economie/.csv",
    ] {
        assert!(
            matches!(ask(site(), address), Err(Fault::NotFound { .. })),
            "{address}"
        );
    }
    for address in [
        "/economie/gini?cijfers=brp&cijfers=bedrijven",
        "/economie/gini?cijfers=geen",
        "/economie?cijfers=geen",
        "/economie/gini?bekendOp=2999-01-01",
        "/economie/gini.csv?tabel=geen",
    ] {
        assert!(
            matches!(ask(site(), address), Err(Fault::BadInput(_))),
            "{address}"
        );
    }
    let before = page_note("/economie/gini?bekendOp=1999-01-01");
    assert!(before.contains("geen publicatie bekend"), "{before}");
    assert!(matches!(
        ask(site(), "/economie/gini.csv?bekendOp=1999-01-01"),
        Err(Fault::NotFound { .. })
    ));
}

#[test]
fn an_answer_can_be_kept_as_a_file() {
    let at = "/economie/shift-share";
    let asked = "?regio=PV20&van=2019";
    let shown = page(&format!("{at}{asked}"));
    let files: Vec<String> = all(&shown, "main a[href*='/economie/shift-share.']")
        .iter()
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect();
    for ending in ["svg", "md", "json", "csv"] {
        assert!(
            files.contains(&format!("{at}.{ending}{asked}")) || ending == "csv",
            "{files:?}"
        );
    }
    let tables = all(&shown, ".econ-table table").len();
    assert_eq!(
        files.iter().filter(|file| file.contains("&tabel=")).count(),
        tables
    );
    for file in &files {
        let answer = ask(site(), file).unwrap();
        let name = answer
            .headers
            .iter()
            .find(|(name, _)| *name == "content-disposition")
            .unwrap();
        assert!(name.1.contains("shift-share-PV20"), "{name:?}");
        match answer.media {
            media::SVG => assert!(body(file).contains("Groningen")),
            media::JSON => {
                let value: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
                assert_eq!(value["asked"]["region"], "Groningen");
            }
            media::MARKDOWN => assert!(body(file).starts_with("# Groei ontleed")),
            media::CSV => assert!(
                body(file).starts_with("sector,") || body(file).starts_with("from,"),
                "{}",
                body(file)
            ),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn the_command_on_a_page_is_what_a_shell_takes() {
    let command = |address: &str| {
        let shown = page(address);
        texts(&shown, "[aria-labelledby=methode] dd code").pop().unwrap()
    };
    assert_eq!(
        command(
            "/economie/synthetic-control?cijfers=brp&start=2019&donors=Frysl%C3%A2n%3BFlevoland%3BGroningen"
        ),
        "koers analyse synthetic-control --figures brp --region PV22 --set start=2019 --set 'donors=Fryslân;Flevoland;Groningen' --set smallest=no"
    );
    assert_eq!(
        command("/en/economie/gini?cijfers=brp&tot=2019"),
        "koers analyse gini --figures brp --to 2019 --lang en"
    );
}

#[test]
fn every_key_of_a_setting_counts_once() {
    let (route, _) = routes::find("/economie/gini", "").unwrap();
    let keys: BTreeSet<&&str> = route.keys.iter().collect();
    assert_eq!(keys.len(), route.keys.len());
    for method in METHODS {
        for setting in method.settings {
            assert!(keys.contains(&setting.word), "{} of {}", setting.word, method.id);
        }
    }
}

/// Settings that a page has lists for are known by their word; a new one that takes names is a question for here.
#[test]
fn the_names_that_settings_take_are_those_of_periods_and_regions() {
    use koers_run::analysis::{Kind, listed_names};
    for method in METHODS.iter().filter(|method| fits(method)) {
        for setting in method
            .settings
            .iter()
            .filter(|setting| setting.kind == Kind::Names)
        {
            // Of a table of deliveries they are its rows and columns, which are written.
            let delivered = method.family == Family::InputOutput;
            assert!(
                delivered || listed_names(setting).is_some(),
                "{} of {}",
                setting.word,
                method.id
            );
        }
    }
}

#[test]
fn a_workspace_without_figures_laid_out_says_how() {
    let world = site::world_kept(|name| !name.starts_with("analyses/"));
    let bare = koers_web::site::Site::read(std::sync::Arc::new(world), "http://koers.test").unwrap();
    let shown = page_of(&bare, "/economie");
    assert_eq!(all(&shown, "[aria-labelledby=eigen] li").len(), METHODS.len());
    let example: String = all(&shown, ".econ-file code")[0].text().collect();
    // It is a file of the workspace once it names a data set that is there.
    let file = koers_framework::SourceFile {
        path: "analyses/banen.yaml".into(),
        bytes: example
            .replace("gegevensset", "cbs-81578ned")
            .replace("measure: maat", "measure: establishments")
            .into_bytes(),
    };
    let laid = site::world_with(vec![file], |_, text| text);
    let laid = koers_web::site::Site::read(std::sync::Arc::new(laid), "http://koers.test").unwrap();
    assert!(laid.definitions().unwrap().analyses.contains_key("banen"));
}

#[test]
fn a_data_set_and_an_indicator_lead_to_the_methods_on_their_figures() {
    assert!(
        links("/cijfers/cbs-83582ned", "main a").contains(&"/economie?cijfers=banen-naar-sector".to_owned())
    );
    let with: Vec<String> = site()
        .definitions()
        .unwrap()
        .indicators
        .keys()
        .map(ToString::to_string)
        .collect();
    let leads = with
        .iter()
        .filter(|id| {
            links(&format!("/indicatoren/{id}"), "main a")
                .iter()
                .any(|link| link.starts_with("/economie?"))
        })
        .count();
    assert!(leads > 0 && leads < with.len(), "{leads} of {}", with.len());
    let only = page("/economie?cijfers=brp");
    assert!(text(&all(&only, "main .koers-note")[0]).contains("Bruto regionaal product"));
}

/// A municipality as the region of the workspace has no figures here: who asks chooses.
#[test]
fn a_region_without_figures_is_not_taken_by_itself() {
    let other = altered(|name, text| match name {
        "koers.yaml" => text.replace("region: PV22", "region: GM0114"),
        _ => text,
    });
    let shown = page_of(&other, "/economie/shift-share");
    assert!(texts(&shown, "main .koers-note")[0].contains("Gebied"));
    assert_eq!(
        all(&shown, "select[name=regio] option[selected][value='']").len(),
        1
    );
    assert!(method("shift-share").is_ok());
}
