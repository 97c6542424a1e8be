//! The explorer, the data pages, the search page and the pages on the site itself, on the example.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

mod site;

use koers_web::answer::Fault;
use koers_web::routes;
use scraper::Html;
use site::{all, altered, ask, page, page_of, site, text, texts};

/// Where the links of a page lead whose words hold these.
fn link(page: &Html, words: &str) -> String {
    all(page, "main a")
        .iter()
        .find(|link| text(link).contains(words))
        .unwrap_or_else(|| panic!("no link says `{words}`"))
        .attr("href")
        .unwrap()
        .to_owned()
}

#[test]
fn a_programme_is_walked_from_challenge_to_outcome_and_back() {
    let programme = page("/programmas/koers-2016-2019");
    let challenge = link(&programme, "Bereikbaarheid");
    assert_eq!(
        challenge,
        "/programmas/koers-2016-2019/opgaven/opgave-bereikbaarheid"
    );
    let challenge = page(&challenge);
    let headings = texts(&challenge, ".explorer-chain h3");
    let names: Vec<&str> = headings
        .iter()
        .filter_map(|heading| heading.rsplit_once(' '))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        [
            "Opgaven",
            "Kerngedachten",
            "Doelstellingen",
            "Activiteiten",
            "Beoogde resultaten"
        ]
    );
    let here = texts(&challenge, ".explorer-here");
    assert_eq!(here, ["Bereikbaarheid"]);
    let columns = all(&challenge, ".explorer-chain > li");
    let links = |at: usize| -> Vec<String> {
        let column = Html::parse_fragment(&columns[at].html());
        all(&column, "a")
            .iter()
            .map(|link| link.attr("href").unwrap().to_owned())
            .collect()
    };
    let (objectives, activities, outcomes) = (links(2), links(3), links(4));
    assert!(!objectives.is_empty() && !activities.is_empty() && !outcomes.is_empty());
    // And back: the activity leads to the objective and to the challenge that we came from.
    let activity = page(&activities[0]);
    let back: Vec<String> = all(&activity, ".explorer-chain a")
        .iter()
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect();
    assert!(
        back.contains(&"/programmas/koers-2016-2019/opgaven/opgave-bereikbaarheid".to_owned()),
        "{back:?}"
    );
    assert!(back.iter().any(|to| objectives.contains(to)));
}

#[test]
fn a_link_says_how_sure_it_is_and_why() {
    let weakness = page("/programmas/koers-2016-2019/swot/zw-04");
    let ties = all(&weakness, ".explorer-ties li");
    assert!(!ties.is_empty());
    for tie in &ties {
        let tie = Html::parse_fragment(&tie.html());
        let sure = texts(&tie, ".explorer-sure");
        assert_eq!(sure.len(), 1);
        let stated = sure[0] == "gesteld";
        assert!(stated || ["hoog", "middel", "laag"].contains(&sure[0].as_str()));
        // What the text does not say itself has a reason.
        assert!(stated || !texts(&tie, "p").is_empty(), "{}", tie.html());
    }
}

#[test]
fn an_element_stands_under_its_own_kind_only() {
    for wrong in [
        "/programmas/koers-2016-2019/opgaven/kg-1",
        "/programmas/koers-2016-2019/kerngedachten/niets",
        "/programmas/koers-2016-2019/onzin/kg-1",
        "/programmas/niets/kerngedachten/kg-1",
        "/programmas/niets",
        "/opvolging/niets",
    ] {
        assert!(
            matches!(ask(site(), wrong), Err(Fault::NotFound { .. })),
            "{wrong}"
        );
    }
    match ask(site(), "/programmas/koers-2016-2019/opgaven/kg-1") {
        Err(Fault::NotFound { near, .. }) => {
            assert_eq!(near, ["/programmas/koers-2016-2019/kerngedachten/kg-1"]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_the_source_lost_is_never_filled_in() {
    let lost = page("/programmas/koers-2016-2019/opgaven/opgave-nu-1");
    assert_eq!(all(&lost, "h1.explorer-lost").len(), 1);
    assert!(texts(&lost, ".koers-note")[0].contains("verloren"));
}

#[test]
fn a_succession_counts_what_it_shows() {
    let whole = page("/opvolging/koers-naar-akkoord");
    let counts: Vec<usize> = texts(&whole, ".explorer-numbers b")
        .iter()
        .map(|count| count.replace('.', "").parse().unwrap())
        .collect();
    let rows = all(&whole, ".explorer-steps tbody tr").len();
    assert_eq!(counts.iter().sum::<usize>(), rows);
    for (at, step) in ["gaat-door", "verandert", "is-nieuw", "vervalt"]
        .iter()
        .enumerate()
    {
        let part = page(&format!("/opvolging/koers-naar-akkoord?stap={step}"));
        assert_eq!(all(&part, ".explorer-steps tbody tr").len(), counts[at], "{step}");
    }
    let theme = page("/opvolging/koers-naar-akkoord?lijn=agribusiness&stap=is-nieuw");
    let some = all(&theme, ".explorer-steps tbody tr").len();
    assert!(some > 0 && some < rows);
    for wrong in ["stap=niets", "lijn=niets"] {
        let address = format!("/opvolging/koers-naar-akkoord?{wrong}");
        assert!(
            matches!(ask(site(), &address), Err(Fault::BadInput(_))),
            "{wrong}"
        );
    }
}

#[test]
fn an_old_activity_says_what_became_of_it() {
    let old = page("/programmas/koers-2016-2019/activiteiten/ge-a-ketens");
    assert!(
        link(&old, "Kansen en samenwerking in de keten")
            .ends_with("/programmas/akkoord-2019-2023/activiteiten/agri-ketens")
    );
}

#[test]
fn gaps_lead_to_what_they_are_about() {
    let gaps = page("/hiaten");
    assert!(
        texts(&gaps, ".explorer-gap h2")
            .iter()
            .any(|heading| heading.contains("geen aandacht"))
    );
    // The one weakness that the programme leaves open on purpose.
    assert_eq!(
        link(&gaps, "Oververtegenwoordiging van conjunctuurgevoelige"),
        "/programmas/koers-2016-2019/swot/zw-03"
    );
    let english = page("/en/hiaten");
    let details: Vec<String> = texts(&english, ".explorer-gap p.soft");
    assert!(
        details
            .iter()
            .any(|detail| detail.starts_with("the data behind ")),
        "{details:?}"
    );
}

#[test]
fn gaps_that_are_not_public_are_not_there() {
    let private = altered(|name, text| {
        if name == "koers.yaml" {
            text.replace("gaps: public", "gaps: staff")
        } else {
            text
        }
    });
    assert!(matches!(ask(&private, "/hiaten"), Err(Fault::NotFound { .. })));
    let listed: Vec<String> = routes::all()
        .flat_map(|route| (route.addresses)(&private))
        .collect();
    assert!(!listed.contains(&"/hiaten".to_owned()));
    for address in ["/programmas", "/zoeken?q=hiaten"] {
        let page = page_of(&private, address);
        let links = all(&page, "a[href]");
        assert!(
            links.iter().all(|link| link.attr("href") != Some("/hiaten")),
            "{address}"
        );
    }
    let staff = private.for_staff(true);
    let page = page_of(&staff, "/hiaten");
    assert_eq!(texts(&page, "main .koers-note").len(), 1);
}

#[test]
fn search_finds_words_in_any_form_with_marks() {
    let found = page("/zoeken?q=bedrijf");
    let marks = texts(&found, ".search-hits mark");
    assert!(
        marks.iter().any(|mark| mark.to_lowercase() == "bedrijven"),
        "{marks:?}"
    );
    let first = page("/zoeken?q=83582NED");
    assert_eq!(
        all(&first, ".search-hits a")[0].attr("href"),
        Some("/cijfers/cbs-83582ned")
    );
    let region = page("/zoeken?q=PV22");
    assert_eq!(
        all(&region, ".search-hits a")[0].attr("href"),
        Some("/?regio=PV22")
    );
    let code = page("/zoeken?q=zw-04");
    assert_eq!(
        all(&code, ".search-hits a")[0].attr("href"),
        Some("/programmas/koers-2016-2019/swot/zw-04")
    );
}

#[test]
fn search_is_filtered_by_kind_and_paged() {
    let all_kinds = page("/zoeken?q=energie");
    let kinds = all(&all_kinds, ".search-kinds a");
    assert!(kinds.len() > 3);
    let one = page("/zoeken?q=energie&soort=doelstellingen");
    for about in texts(&one, ".search-about") {
        assert!(
            about.starts_with("doelstelling ·") || about.starts_with("prioriteit ·"),
            "{about}"
        );
    }
    let next = page("/zoeken?q=bedrijf&pagina=2");
    assert_eq!(all(&next, ".search-hits")[0].attr("start"), Some("21"));
    for wrong in ["pagina=0", "pagina=x", "pagina=51", "soort=niets"] {
        let address = format!("/zoeken?q=bedrijf&{wrong}");
        assert!(
            matches!(ask(site(), &address), Err(Fault::BadInput(_))),
            "{wrong}"
        );
    }
}

#[test]
fn search_helps_who_finds_nothing() {
    let none = page("/zoeken?q=werkloosheit");
    assert_eq!(link(&none, "werkloosheid"), "/zoeken?q=werkloosheid");
    let empty = page("/zoeken");
    assert!(all(&empty, ".search-hits").is_empty());
    assert!(!all(&empty, ".search-examples a").is_empty());
    // The page that asks may be listed, its answers not.
    assert!(all(&empty, "meta[name=robots]").is_empty());
    assert_eq!(all(&none, "meta[name=robots]").len(), 1);
}

#[test]
fn search_in_english_finds_english_and_what_was_never_translated() {
    let english = page("/en/zoeken?q=unemployed");
    assert!(!all(&english, ".search-hits li").is_empty());
    let link = all(&english, ".search-hits a")[0].attr("href").unwrap();
    assert!(link.starts_with("/en"), "{link}");
}

#[test]
fn hostile_questions_stay_words() {
    for hostile in [
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "%22%3E%3Cimg+src%3Dx+onerror%3D1%3E",
        "%E2%80%AEabc",
        "%22",
        "-",
        "-%22",
        "%00",
    ] {
        let page = page(&format!("/zoeken?q={hostile}"));
        assert!(all(&page, "main script, main img").is_empty(), "{hostile}");
    }
}

#[test]
fn every_data_set_has_its_catalogue_row_and_page() {
    let catalogue = page("/cijfers");
    let definitions = site().definitions().unwrap();
    assert_eq!(
        all(&catalogue, ".data-list tbody tr").len(),
        definitions.datasets.len()
    );
    for id in definitions.datasets.keys() {
        let page = page(&format!("/cijfers/{id}"));
        assert!(!all(&page, ".data-preview tbody tr").is_empty(), "{id}");
        let hash = &texts(&page, ".data-hash")[0];
        let stored = site().snapshots(id).last().unwrap().hash.to_string();
        assert_eq!(*hash, stored, "{id}");
        // Only the name of the file is anybody's business.
        assert!(!page.html().contains("published/"), "{id}");
    }
}

#[test]
fn a_table_is_looked_into_by_measure_and_region() {
    let all_rows = page("/cijfers/cbs-83582ned?regio=CR07");
    for region in texts(&all_rows, ".data-preview tbody th") {
        assert_eq!(region, "Noord-Drenthe");
    }
    for wrong in [
        "regio=XX99",
        "regio=GM0106",
        "maat=niets",
        "regio=%20",
        "bekendOp=gisteren",
    ] {
        let address = format!("/cijfers/cbs-83582ned?{wrong}");
        assert!(
            matches!(ask(site(), &address), Err(Fault::BadInput(_))),
            "{wrong}"
        );
    }
    assert!(matches!(
        ask(site(), "/cijfers/niets"),
        Err(Fault::NotFound { .. })
    ));
}

#[test]
fn an_earlier_snapshot_can_be_looked_into() {
    let now = page("/cijfers/eurostat-nama-10r-3gdp");
    let rows = all(&now, "#momentopnamen ~ .scroll tbody tr");
    assert_eq!(rows.len(), 2);
    assert_eq!(all(&now, ".data-counts").len(), 1);
    let then = page("/cijfers/eurostat-nama-10r-3gdp?bekendOp=2022-12-31");
    assert_ne!(
        texts(&now, ".data-counts code"),
        texts(&then, ".data-counts code")
    );
    let before = page("/cijfers/eurostat-nama-10r-3gdp?bekendOp=1999-12-31");
    assert!(all(&before, ".data-preview").is_empty());
}

#[test]
fn everything_comes_in_one_file() {
    let bundle = ask(site(), "/cijfers/alles.zip").unwrap();
    assert_eq!(bundle.media, "application/zip");
    assert!(bundle.body.starts_with(b"PK"));
    let file = &bundle
        .headers
        .iter()
        .find(|(name, _)| *name == "content-disposition")
        .unwrap()
        .1;
    assert_eq!(file, "attachment; filename=\"koers-cijfers-2026-11-21.zip\"");
}

#[test]
fn the_site_says_who_publishes_and_how_accessible_it_is() {
    let about = page("/over");
    let all_text = text(&all(&about, "main")[0]);
    for part in [
        "koers@example.org",
        "Provincie Drenthe (voorbeeld)",
        "EUPL",
        "SHA-256",
    ] {
        assert!(all_text.contains(part), "{part}");
    }
    let statement = page("/toegankelijkheid");
    assert!(texts(&statement, ".about-status")[0].starts_with("Status D"));
    let unpublished = altered(|name, text| {
        if name != "koers.yaml" {
            return text;
        }
        text.split_once("\n# This is an example").unwrap().0.to_owned()
    });
    for address in [
        "/over",
        "/toegankelijkheid",
        "/begrippen",
        "/cijfers",
        "/programmas",
    ] {
        page_of(&unpublished, address);
    }
    let nothing = page_of(&unpublished, "/toegankelijkheid");
    assert!(texts(&nothing, ".about-status")[0].starts_with("Status E"));
    assert!(matches!(
        ask(&unpublished, "/hiaten"),
        Err(Fault::NotFound { .. })
    ));
}

#[test]
fn every_word_can_be_linked_to() {
    let words = page("/begrippen");
    let found = page("/zoeken?q=nulmeting&soort=woorden");
    let link = all(&found, ".search-hits a")[0].attr("href").unwrap().to_owned();
    assert_eq!(link, "/begrippen#nulmeting");
    // Pages full of such words lead to it.
    for path in ["/acties", "/beloften", "/dekking", "/acties/markthal/toets"] {
        let shown = page_of(site::practice(), path);
        assert!(!all(&shown, "main a[href=\"/begrippen\"]").is_empty(), "{path}");
    }
    assert_eq!(all(&words, "#nulmeting").len(), 1);
}

#[test]
fn a_map_shows_every_region_that_the_table_has_figures_of() {
    // Weesp ended in March 2022, and the table is of 1 January: 345 municipalities, not the 344 of the end of the year.
    let page = page("/kaart?indicator=arbeidsparticipatie&niveau=gemeente&periode=2022");
    let names = texts(&page, ".map-table th[scope=row]");
    assert_eq!(names.len(), 345);
    assert!(names.iter().any(|name| name == "Weesp"));
    let counted: usize = texts(&page, ".map-keys .soft")
        .iter()
        .take(5)
        .map(|count| count.parse::<usize>().unwrap())
        .sum();
    assert_eq!(counted, 345);
    // A code for what is in no area, of which the source has no figure, is no region of a map.
    let text = texts(&self::page("/kaart?indicator=banen"), "main").concat();
    assert!(!text.contains("Niet in te delen"), "{text}");
}

#[test]
fn nobody_knows_what_will_be_known() {
    for address in [
        "/?bekendOp=2026-11-22",
        "/beeld/indicatoren/brp.svg?bekendOp=9000-01-01",
    ] {
        assert!(
            matches!(ask(site(), address), Err(Fault::BadInput(_))),
            "{address}"
        );
    }
    assert!(ask(site(), "/?bekendOp=2026-11-21").is_ok());
}
