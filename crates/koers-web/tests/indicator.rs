//! The pages about indicators, where figures come from, images and frames.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod site;

use koers_web::answer::{Fault, Framing, media};
use scraper::Html;
use site::{all, altered, ask, page, page_of, site, texts};

fn svg(address: &str) -> String {
    let answer = ask(site(), address).unwrap();
    assert_eq!(answer.media, media::SVG, "{address}");
    String::from_utf8(answer.body.to_vec()).unwrap()
}

#[test]
fn the_list_has_every_indicator_with_its_last_figure() {
    let list = page("/indicatoren");
    let names = texts(&list, ".gauge-list tbody th a");
    assert!(names.len() > 25, "{}", names.len());
    let mut sorted = names.clone();
    sorted.sort_by_key(|name| name.to_lowercase());
    assert_eq!(names, sorted);
    let rows = texts(&list, ".gauge-list tbody tr");
    let jobs = rows
        .iter()
        .find(|row| row.starts_with("Banen van werknemers "))
        .unwrap();
    assert!(jobs.contains("duizend banen in 2024"), "{jobs}");
    let line = page("/en/indicatoren?lijn=arbeidsmarkt");
    let some = all(&line, ".gauge-list tbody tr").len();
    assert!(some > 0 && some < names.len(), "{some}");
    assert!(matches!(
        ask(site(), "/indicatoren?lijn=nergens"),
        Err(Fault::BadInput(_))
    ));
}

#[test]
fn an_indicator_says_what_it_means_and_what_it_shows() {
    let gdp = page("/indicatoren/brp?vergelijk=PV20&bekendOp=2022-12-31");
    let heads = texts(&gdp, "thead th");
    assert_eq!(heads[..3], ["Periode", "Drenthe", "Groningen"]);
    assert!(texts(&gdp, ".gauge-formula")[0].starts_with("Het cijfer zoals"));
    assert!(texts(&gdp, ".facts dd").contains(&"miljoen euro".to_owned()));
    assert_eq!(texts(&gdp, ".gauge-revisions tbody"), Vec::<String>::new());
    let jobs = page("/indicatoren/banen");
    assert!(!texts(&jobs, ".gauge-measures .verdict").is_empty());
    let files: Vec<&str> = all(&gdp, ".files a")
        .iter()
        .filter_map(|a| a.attr("href"))
        .collect();
    assert_eq!(
        files[0],
        "/beeld/indicatoren/brp.svg?bekendOp=2022-12-31&vergelijk=PV20"
    );
    assert!(files.contains(&"/api/v1/indicatoren/brp/waarden.csv?bekendOp=2022-12-31"));
    let trace = all(&gdp, ".twin tbody th a")[0].attr("href").unwrap().to_owned();
    assert!(
        trace.starts_with("/indicatoren/brp/herkomst?bekendOp=2022-12-31&periode="),
        "{trace}"
    );
}

#[test]
fn other_regions_are_added_and_taken_away_without_a_script() {
    let more = page("/indicatoren/banen?vergelijk=PV20&ook=NL01");
    let hidden = all(&more, "input[type=hidden][name=vergelijk]");
    assert_eq!(hidden[0].attr("value"), Some("PV20,NL01"));
    assert!(all(&more, "input[type=hidden][name=ook]").is_empty());
    let links: Vec<&str> = all(&more, ".gauge-beside a")
        .iter()
        .filter_map(|a| a.attr("href"))
        .collect();
    assert_eq!(links[0], "/indicatoren/banen?vergelijk=NL01");
    let none = page("/indicatoren/banen?vergelijk=geen");
    assert!(all(&none, ".gauge-beside").is_empty());
    for wrong in [
        "vergelijk=XX",
        "vergelijk=NL01,,PV20",
        "ook=PV99",
        "vergelijk=PV20,PV21,PV23,PV24,PV25",
    ] {
        let answer = ask(site(), &format!("/indicatoren/banen?{wrong}"));
        assert!(matches!(answer, Err(Fault::BadInput(_))), "{wrong}");
    }
}

#[test]
fn every_region_with_figures_can_be_picked_and_no_other() {
    let people = page("/indicatoren/arbeidsparticipatie");
    let notes = texts(&people, ".koers-note").join(" ");
    assert!(
        notes.contains("Voor Drenthe heeft deze indicator geen cijfer"),
        "{notes}"
    );
    let groups = all(&people, "#keuze-regio optgroup");
    assert_eq!(
        groups
            .iter()
            .filter_map(|group| group.attr("label"))
            .collect::<Vec<_>>(),
        ["gemeenten"]
    );
    let assen = page("/indicatoren/arbeidsparticipatie?regio=GM0106");
    assert_eq!(texts(&assen, "#keuze-regio option[selected]"), ["Assen"]);
    assert!(texts(&assen, ".figure")[0].starts_with("64"));
}

#[test]
fn a_day_before_anything_was_known_is_no_error() {
    for address in [
        "/indicatoren?bekendOp=1990-01-01",
        "/indicatoren/banen?bekendOp=1990-01-01",
        "/indicatoren/banen/herkomst?bekendOp=1990-01-01",
        "/insluiten/indicatoren/banen?bekendOp=1990-01-01",
        "/beeld/indicatoren/banen.svg?bekendOp=1990-01-01",
    ] {
        assert_eq!(ask(site(), address).unwrap().status, 200, "{address}");
    }
}

#[test]
fn what_a_publisher_revised_is_told() {
    let gdp = page("/indicatoren/brp");
    let heads = texts(&gdp, ".gauge-revisions thead th");
    assert_eq!(heads, ["Periode", "18 april 2022", "24 mei 2024"]);
    assert_eq!(texts(&gdp, ".gauge-revisions tbody tr"), ["202015.58415.438"]);
    let links: Vec<&str> = all(&gdp, ".gauge-revisions a")
        .iter()
        .filter_map(|a| a.attr("href"))
        .collect();
    assert_eq!(links[0], "/indicatoren/brp?bekendOp=2022-04-18");
}

#[test]
fn a_trace_goes_down_to_published_cells() {
    let trace = page("/indicatoren/aandeel-industrie/herkomst?periode=2019");
    let intro = &texts(&trace, ".intro")[0];
    assert!(intro.contains("Drenthe, 2019: 11,5%"), "{intro}");
    let steps = texts(&trace, ".gauge-step");
    assert!(steps[0].contains("100 × deel ÷ geheel"), "{steps:?}");
    // Three parts of the province, ten sectors each, and the industry of each.
    assert_eq!(all(&trace, ".gauge-cells tbody tr").len(), 33);
    assert!(
        steps
            .iter()
            .any(|step| step.contains("som van 3 delen, Sector OPQ")),
        "{steps:?}"
    );
    let hashes = texts(&trace, ".gauge-cell code");
    assert!(hashes.iter().any(|hash| hash.len() == 64), "{hashes:?}");
    assert!(matches!(
        ask(site(), "/indicatoren/banen/herkomst?periode=2019-Q1"),
        Err(Fault::BadInput(_))
    ));
    assert!(matches!(
        ask(site(), "/indicatoren/banen/herkomst?periode=ooit"),
        Err(Fault::BadInput(_))
    ));
}

#[test]
fn a_verdict_is_traced_to_the_readings_that_decided() {
    let mut with_readings = 0;
    let definitions = site().definitions().unwrap();
    for framework in &definitions.frameworks {
        for judged in framework.judged() {
            let address = format!(
                "/programmas/{}/resultaten/{}/herkomst",
                framework.id, judged.element.id
            );
            let trace = page(&address);
            with_readings += usize::from(!all(&trace, ".gauge-step").is_empty());
        }
    }
    assert!(with_readings > 5, "{with_readings}");
}

#[test]
fn images_stand_alone() {
    for address in [
        "/beeld/indicatoren/banen.svg?vergelijk=PV20,PV21",
        "/en/beeld/indicatoren/banen.svg?regio=CR07",
        "/beeld/indicatoren/arbeidsparticipatie.svg",
    ] {
        let image = svg(address);
        assert!(
            image.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\""),
            "{image}"
        );
        assert!(!image.contains("var("), "{address}");
        assert!(image.contains("koers.test"), "{address}");
        let page = Html::parse_document(&image);
        assert!(!texts(&page, "title")[0].is_empty());
    }
    let answer = ask(site(), "/beeld/indicatoren/banen.svg").unwrap();
    let header = |name: &str| {
        answer
            .headers
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.as_str())
    };
    assert_eq!(
        header("content-disposition"),
        Some("attachment; filename=\"banen-PV22.svg\"")
    );
    assert!(
        header("content-security-policy")
            .unwrap()
            .starts_with("default-src 'none'")
    );
    for address in [
        "/beeld/indicatoren/banen.gif",
        "/beeld/indicatoren/banen",
        "/beeld/indicatoren/nergens.svg",
    ] {
        assert!(
            matches!(ask(site(), address), Err(Fault::NotFound { .. })),
            "{address}"
        );
    }
}

#[test]
#[cfg(feature = "png")]
fn an_image_can_be_a_picture_too() {
    let answer = ask(site(), "/beeld/indicatoren/banen.png?vergelijk=PV20").unwrap();
    assert_eq!(answer.media, media::PNG);
    assert!(answer.body.starts_with(b"\x89PNG\r\n\x1a\n"));
    // Width and height stand in the first chunk (PNG, 11.2.1).
    assert_eq!(answer.body[16..20], 1200_u32.to_be_bytes());
    let dots = answer.body.len();
    assert!((20_000..200_000).contains(&dots), "{dots}");
    let other = ask(site(), "/beeld/indicatoren/werkloosheid.png").unwrap();
    assert_ne!(answer.body, other.body);
}

#[test]
#[cfg(not(feature = "png"))]
fn without_pictures_that_is_said() {
    let answer = ask(site(), "/beeld/indicatoren/banen.png");
    assert!(matches!(answer, Err(Fault::NotAcceptable(forms)) if forms == [media::SVG]));
    let outcome = page("/programmas/koers-2016-2019/resultaten/ck-werkgelegenheid");
    assert!(all(&outcome, "a[href*='.png']").is_empty());
}

#[test]
fn a_frame_may_be_shown_elsewhere() {
    let frame = ask(site(), "/insluiten/indicatoren/banen?regio=PV20").unwrap();
    assert_eq!(frame.framing, Framing::Everybody);
    let page = Html::parse_document(std::str::from_utf8(&frame.body).unwrap());
    assert!(all(&page, "nav, form").is_empty());
    assert!(texts(&page, ".figure")[0].starts_with("Groningen:"));
    let snippet = &texts(&site::page("/indicatoren/banen?regio=PV20"), "#insluiten")[0];
    assert!(
        snippet.contains("src=\"http://koers.test/insluiten/indicatoren/banen?regio=PV20\""),
        "{snippet}"
    );
}

#[test]
fn texts_of_files_stay_texts() {
    let hostile = altered(|name, text| {
        if name == "indicators/banen.yaml" {
            text.replace("Banen van werknemers", "<script>alert(1)</script>")
        } else {
            text
        }
    });
    for address in [
        "/indicatoren",
        "/indicatoren/banen",
        "/indicatoren/banen/herkomst",
        "/insluiten/indicatoren/banen",
    ] {
        let page = page_of(&hostile, address);
        assert!(all(&page, "script:not([src])").is_empty(), "{address}");
    }
    let image = ask(&hostile, "/beeld/indicatoren/banen.svg").unwrap();
    assert!(
        !String::from_utf8(image.body.to_vec())
            .unwrap()
            .contains("<script")
    );
}
