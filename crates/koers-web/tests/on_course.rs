//! Op koers?, outcomes, lines and objectives: that they say what the status says, for every state that an address can ask for.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may stop where it fails")]

mod site;

use koers_framework::SourceFile;
use koers_model::text::Lang;
use koers_web::answer::{Fault, Framing};
use koers_web::site::Site;
use scraper::Html;
use site::{all, altered, ask, page, page_of, site, text, texts, world, world_with};
use std::sync::Arc;

const OUTCOME: &str = "/programmas/koers-2016-2019/resultaten/ck-werkgelegenheid";

fn faults(address: &str) -> Vec<String> {
    match ask(site(), address) {
        Err(Fault::BadInput(wrong)) => wrong.into_iter().map(|wrong| wrong.key).collect(),
        other => panic!("{address}: {other:?}"),
    }
}

#[test]
fn the_front_page_shows_the_last_programme_on_its_last_day() {
    let page = page("/");
    assert_eq!(texts(&page, "h1"), ["Ligt Drenthe op koers?"]);
    let lead = &texts(&page, ".lead")[0];
    assert!(lead.starts_with("Collegeakkoord Drenthe 2019-2023"), "{lead}");
    assert!(lead.contains("op 31 december 2023"), "{lead}");
    assert_eq!(all(&page, ".card").len(), 14);
    assert!(texts(&page, ".course-shows")[0].starts_with("14 van de 14 resultaten"));
    // The other programme is one link away, with its own sentence.
    assert_eq!(
        all(&page, ".course-other h2 a")[0].attr("href"),
        Some("/?programma=koers-2016-2019")
    );
    assert!(texts(&page, ".course-other p")[0].starts_with("Van de 22 beoogde resultaten"));
}

#[test]
fn what_can_be_said_stands_before_everything_else() {
    let page = page("/");
    let rows = texts(&page, ".course-told > li");
    assert!(!rows.is_empty());
    assert_eq!(rows.len() + all(&page, ".card.cannot").len(), 14);
    for row in &rows {
        assert!(
            row.starts_with("Op koers") || row.starts_with("Uit koers"),
            "{row}"
        );
        assert!(row.contains("doel: "), "{row}");
    }
    let off = rows.iter().find(|row| row.starts_with("Uit koers")).unwrap();
    for words in [" in 2022, was ", " in 2019; doel: lager"] {
        assert!(off.contains(words), "{words}: {off}");
    }
    let links = all(&page, ".course-told .t a");
    assert!(links.iter().all(|link| {
        let to = link.attr("href").unwrap();
        to.starts_with("/programmas/akkoord-2019-2023/resultaten/")
    }));
    // It stands whole, whatever is chosen below.
    let chosen = self::page("/?oordeel=cannot_be_said");
    assert_eq!(texts(&chosen, ".course-told > li"), rows);
    // A card off course says why.
    for card in texts(&page, ".card.off") {
        assert!(card.contains("Het cijfer"), "{card}");
    }
}

#[test]
fn counts_and_shapes_lead_to_what_they_count() {
    let page = page("/?lijn=concurrentiekracht&regio=PV20&weergave=tabel&oordeel=cannot_be_said");
    let to: Vec<_> = all(&page, ".counts a")
        .iter()
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect();
    let cannot = "/?programma=koers-2016-2019&regio=PV20&oordeel=cannot_be_said&weergave=tabel#resultaten";
    assert!(to.iter().any(|link| link == cannot), "{to:?}");
    let current = all(&page, ".counts a[aria-current]");
    assert_eq!(current.len(), 1);
    assert_eq!(current[0].attr("href"), Some(cannot));
    // Shapes lead to the same, and say so to those who hear them; a count of nothing leads nowhere.
    let shapes: Vec<_> = all(&page, "main > .strip a")
        .iter()
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect();
    assert_eq!(shapes, to);
    for link in all(&page, "main > .strip a") {
        assert!(link.attr("aria-label").unwrap().starts_with("Toon alleen: "));
    }
}

#[test]
fn outcomes_that_rest_on_one_figure_say_so() {
    let mut said = 0;
    for address in ["/", "/?programma=koers-2016-2019"] {
        let page = page(address);
        for row in all(&page, ".course-told > li") {
            let html = Html::parse_fragment(&row.html());
            let own = all(&html, ".t a")[0].attr("href").unwrap().to_owned();
            for other in all(&html, ".aim a") {
                said += 1;
                assert!(text(&row).contains("Rust op hetzelfde cijfer als"));
                let other = other.attr("href").unwrap();
                assert_ne!(other, own);
                let traced = |outcome: &str| {
                    let page = self::page(outcome);
                    texts(&page, ".measure .name")[0].clone()
                };
                assert_eq!(traced(other), traced(&own));
            }
        }
    }
    assert!(said > 0);
}

#[test]
fn a_card_says_verdict_figure_target_age_and_source() {
    let page = page("/?programma=koers-2016-2019");
    let card = &texts(&page, ".card")[0];
    for words in [
        "Op koers",
        "Stijging van de werkgelegenheid",
        "205,1 duizend banen in 2019",
        "Doel: hoger dan in 2016",
        "Bron: CBS, tabel 83582NED",
        "minder dan een maand oud",
        "waar komt dit vandaan?",
    ] {
        assert!(card.contains(words), "{words}: {card}");
    }
    let trace = all(&page, ".card .foot a")[0].attr("href").unwrap();
    assert_eq!(trace, "/indicatoren/banen/herkomst?periode=2019");
    // What is too old says so in words.
    assert!(texts(&page, ".card")[1].contains("verouderd, 7 jaar oud"));
}

#[test]
fn verdicts_are_told_by_word_and_shape() {
    for address in ["/?programma=koers-2016-2019", "/en?programma=koers-2016-2019"] {
        let page = page(address);
        for verdict in all(&page, ".card > .verdict") {
            assert!(!text(&verdict).is_empty());
            let html = Html::parse_fragment(&verdict.html());
            assert_eq!(all(&html, "svg.shape").len(), 1);
        }
    }
}

#[test]
fn cards_can_be_filtered_and_shown_as_a_table() {
    let count = |address: &str| all(&page(address), ".card").len();
    assert_eq!(count("/?programma=koers-2016-2019"), 22);
    assert_eq!(count("/?programma=koers-2016-2019&lijn=concurrentiekracht"), 7);
    // A line says which programme it is of.
    assert_eq!(count("/?lijn=concurrentiekracht"), 7);
    assert_eq!(count("/?lijn=concurrentiekracht&oordeel=on_course"), 1);
    assert_eq!(count("/?programma=koers-2016-2019&oordeel=off_course"), 0);
    let none = page("/?programma=koers-2016-2019&oordeel=off_course");
    assert!(texts(&none, ".course-shows")[0].starts_with("0 van de 22"));
    assert_eq!(
        texts(&none, ".intro"),
        ["Geen enkel resultaat past bij deze keuzes."]
    );
    let table = page("/?programma=koers-2016-2019&weergave=tabel");
    assert_eq!(all(&table, ".card").len(), 0);
    assert_eq!(all(&table, ".course-table tbody tr:not(.course-row)").len(), 22);
    // A line of another programme is told, and hides nothing.
    let other = page("/?programma=akkoord-2019-2023&lijn=concurrentiekracht");
    assert_eq!(all(&other, ".card").len(), 14);
    assert!(texts(&other, ".koers-note")[0].contains("concurrentiekracht"));
}

#[test]
fn the_form_keeps_what_was_chosen() {
    let page = page(
        "/?programma=koers-2016-2019&regio=PV20&lijn=arbeidsmarkt&oordeel=cannot_be_said&op=2018-12-31&bekendOp=2024-01-01&weergave=tabel",
    );
    let chosen: Vec<_> = all(&page, ".controls option[selected]")
        .iter()
        .map(|option| option.attr("value").unwrap().to_owned())
        .collect();
    assert_eq!(
        chosen,
        ["koers-2016-2019", "arbeidsmarkt", "cannot_be_said", "PV20"]
    );
    let days: Vec<_> = all(&page, ".controls input[type=date]")
        .iter()
        .map(|day| day.attr("value").unwrap().to_owned())
        .collect();
    assert_eq!(days, ["2018-12-31", "2024-01-01"]);
    let hidden = all(&page, ".controls input[type=hidden]");
    assert_eq!(
        (hidden[0].attr("name"), hidden[0].attr("value")),
        (Some("weergave"), Some("tabel"))
    );
    // The same state from the API: the day is said, because only the page knows the programme's own.
    let data: Vec<_> = all(&page, ".koers-data a")
        .iter()
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect();
    assert_eq!(
        data[0],
        "/api/v1/stand?regio=PV20&op=2018-12-31&bekendOp=2024-01-01&lijn=arbeidsmarkt"
    );
}

#[test]
fn what_cannot_be_asked_is_told() {
    assert_eq!(faults("/?oordeel=goed"), ["oordeel"]);
    assert_eq!(faults("/?programma=koers"), ["programma"]);
    assert_eq!(faults("/?lijn=nergens"), ["lijn"]);
    assert_eq!(faults("/?weergave=taart"), ["weergave"]);
    assert_eq!(faults("/?regio=PV99"), ["regio"]);
    assert_eq!(faults("/?op=31-12-2019&bekendOp=gisteren"), ["op", "bekendOp"]);
    assert_eq!(faults(&format!("{OUTCOME}?regio=XX")), ["regio"]);
    for address in [
        "/programmas/geen/resultaten/ck-werkgelegenheid",
        "/programmas/koers-2016-2019/resultaten/geen",
        "/programmas/koers-2016-2019/lijnen/mkb",
        "/programmas/koers-2016-2019/doelstellingen/geen",
        "/insluiten/resultaten/koers-2016-2019/geen",
    ] {
        assert!(
            matches!(ask(site(), address), Err(Fault::NotFound { .. })),
            "{address}"
        );
    }
}

#[test]
fn another_region_is_told_that_the_programme_is_not_its_own() {
    for address in [
        "/?programma=koers-2016-2019".to_owned(),
        OUTCOME.to_owned(),
        "/programmas/koers-2016-2019/lijnen/concurrentiekracht".to_owned(),
        "/insluiten/resultaten/koers-2016-2019/ck-werkgelegenheid".to_owned(),
        "/niet-te-zeggen".to_owned(),
    ] {
        assert!(all(&page(&address), ".koers-note").is_empty(), "{address}");
        let mark = if address.contains('?') { '&' } else { '?' };
        let other = page(&format!("{address}{mark}regio=PV20"));
        let note = &texts(&other, ".koers-note")[0];
        assert!(
            note.contains("gemaakt voor Drenthe, niet voor Groningen"),
            "{note}"
        );
    }
}

#[test]
fn an_outcome_shows_every_measure_with_chart_and_table() {
    let page = page(OUTCOME);
    assert_eq!(
        texts(&page, "h1"),
        ["Stijging van de werkgelegenheid door start, groei of vestiging"]
    );
    let measures = all(&page, ".measure").len();
    assert!(measures >= 2);
    assert_eq!(all(&page, ".measure svg.k-chart").len(), measures);
    assert_eq!(all(&page, ".measure .twin table").len(), measures);
    // Each row says where on the chart it lies, for who steps through.
    let row = all(&page, ".twin tr[data-at]");
    assert_eq!(row[0].attr("data-at"), Some("0"));
    let links: Vec<_> = all(&page, ".result-on a")
        .iter()
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect();
    for wanted in [
        "/indicatoren/banen/herkomst?periode=2019",
        "/indicatoren/banen",
        "/kaart?indicator=banen",
        "/beeld/resultaten/koers-2016-2019/ck-werkgelegenheid/1.svg?op=2019-12-31",
        "/api/v1/indicatoren/banen/waarden.csv?regio=PV22",
    ] {
        assert!(links.iter().any(|link| link == wanted), "{wanted}: {links:?}");
    }
    assert!(texts(&page, "cite")[0].contains("De Economische Koers"));
    assert!(!all(&page, "#activiteiten").is_empty());
    let embed = &texts(&page, "textarea")[0];
    assert!(
        embed.starts_with(
            "<iframe src=\"http://koers.test/insluiten/resultaten/koers-2016-2019/ck-werkgelegenheid\""
        ),
        "{embed}"
    );
}

#[test]
fn a_result_of_a_theme_names_the_acts_beside_it() {
    let mut seen = 0;
    for link in all(&page("/"), ".card h3 a") {
        let page = page(link.attr("href").unwrap());
        let section = "section[aria-labelledby=activiteiten]";
        let words = texts(&page, section)[0].clone();
        assert!(!words.contains("noemt geen activiteit"), "{words}");
        assert!(words.contains("verbindt geen enkele activiteit"), "{words}");
        if words.contains("Onder hetzelfde thema staat wel:") {
            seen += 1;
            let acts = all(&page, &format!("{section} li a"));
            assert!(!acts.is_empty());
            assert!(acts.iter().all(|act| {
                let to = act.attr("href").unwrap();
                to.starts_with("/programmas/akkoord-2019-2023/activiteiten/")
            }));
        }
    }
    assert!(seen > 0);
}

#[test]
fn an_outcome_that_is_not_measured_says_what_would_help() {
    let page = page("/programmas/koers-2016-2019/resultaten/ck-bedrijfslocaties");
    assert!(all(&page, ".measure").is_empty());
    let silent = &texts(&page, ".result-silent")[0];
    assert!(
        silent.contains("Er is geen cijfer dat dit kan zeggen"),
        "{silent}"
    );
    assert!(silent.contains("Dit zou helpen:"), "{silent}");
}

#[test]
fn an_embed_may_be_framed_and_has_no_menu() {
    let answer = ask(site(), "/insluiten/resultaten/koers-2016-2019/ck-werkgelegenheid").unwrap();
    assert_eq!(answer.framing, Framing::Everybody);
    let page = page("/insluiten/resultaten/koers-2016-2019/ck-werkgelegenheid");
    assert!(all(&page, "nav, form, header").is_empty());
    assert!(
        all(&page, "main a")
            .iter()
            .all(|link| link.attr("target") == Some("_top"))
    );
    let here = ask(site(), OUTCOME).unwrap();
    assert_eq!(here.framing, Framing::Nobody);
}

#[test]
fn a_revision_is_shown_as_it_was_known_then() {
    let figure = |as_of: &str| {
        let address = format!("/?programma=koers-2016-2019&weergave=tabel{as_of}");
        texts(&page(&address), ".course-table tbody tr:not(.course-row)").len()
    };
    assert_eq!(figure("&bekendOp=2020-06-30"), figure(""));
    let before = page("/?programma=koers-2016-2019&bekendOp=2016-01-01");
    assert!(texts(&before, ".lead")[0].contains("van geen enkel te zeggen"));
}

#[test]
fn lines_and_themes_and_objectives() {
    let line = page("/programmas/koers-2016-2019/lijnen/concurrentiekracht");
    assert_eq!(texts(&line, "h1"), ["Concurrentiekracht"]);
    assert_eq!(all(&line, ".card").len(), 7);
    assert!(!all(&line, ".line-objectives a").is_empty());
    let objective = all(&line, ".line-objectives a")[0]
        .attr("href")
        .unwrap()
        .to_owned();
    let objective = page(&objective);
    assert!(!all(&objective, ".line-years, .line-reasons").is_empty());
    let theme = page("/programmas/akkoord-2019-2023/lijnen/mkb");
    assert_eq!(texts(&theme, "#activiteiten"), ["Wat wordt toegezegd"]);
}

#[test]
fn hostile_texts_stay_texts() {
    let bad = "<script>alert(1)</script><img src=x onerror=alert(2)>\u{202e}";
    let yaml = serde_json::to_string(bad).unwrap();
    let site = altered(|name, text| {
        if !name.starts_with("framework/koers-2016-2019/4.2") {
            return text;
        }
        // Every title and text of the line says it.
        let mut out = String::new();
        for line in text.lines() {
            let trimmed = line.trim_start().trim_start_matches("- ");
            let indent = &line[..line.len() - line.trim_start().len()];
            if trimmed.starts_with("title: {") && line.ends_with('}') && !line.trim_start().starts_with("- ")
            {
                out.push_str(&format!("{indent}title: {{nl: {yaml}, en: {yaml}}}\n"));
            } else {
                out.push_str(line);
                out.push('\n');
            }
        }
        out
    });
    for address in [
        "/?programma=koers-2016-2019",
        "/?programma=koers-2016-2019&weergave=tabel",
        "/niet-te-zeggen?programma=koers-2016-2019",
        OUTCOME,
        "/programmas/koers-2016-2019/lijnen/concurrentiekracht",
        "/insluiten/resultaten/koers-2016-2019/ck-werkgelegenheid",
    ] {
        let page = page_of(&site, address);
        assert!(
            page.html().contains("alert(1)"),
            "{address} does not show it at all"
        );
        assert!(all(&page, "script:not([src])").is_empty(), "{address}");
        assert!(all(&page, "img").is_empty(), "{address}");
    }
    let echoed = page_of(
        &site,
        "/?programma=koers-2016-2019&lijn=%3Cscript%3Ealert(3)%3C/script%3E",
    );
    assert!(all(&echoed, "script:not([src])").is_empty());
}

#[test]
fn the_front_page_is_light() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let packed = |bytes: &[u8]| {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(bytes).unwrap();
        gzip.finish().unwrap().len()
    };
    let answer = ask(site(), "/").unwrap();
    let page = page("/");
    let mut sum = packed(&answer.body);
    for link in all(&page, "link[rel=stylesheet], link[rel=icon], script[src]") {
        let to = link.attr("href").or(link.attr("src")).unwrap();
        sum += packed(&koers_web::assets::find(site(), to).unwrap().body);
    }
    assert!(sum < 60_000, "{sum} bytes");
}

#[test]
fn a_theme_of_the_workspace_is_laid_over_ours() {
    let css = ":root{--basis-color-action-1-color-default:#7a1f5c}";
    let theme = SourceFile {
        path: "theme/huis.css".into(),
        bytes: css.into(),
    };
    let named = |path: &str, text: String| match path {
        "koers.yaml" => text.replacen("publication:\n", "publication:\n  theme: theme/huis.css\n", 1),
        _ => text,
    };
    let site = Site::read(Arc::new(world_with(vec![theme], named)), "http://koers.test").unwrap();
    let page = page_of(&site, "/");
    let sheets = all(&page, "link[rel=stylesheet]");
    let links: Vec<&str> = sheets.iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(links.len(), 2, "{links:?}");
    let body = |link| koers_web::assets::find(&site, link).unwrap().body;
    assert_eq!(&*body(links[1]), css.as_bytes());
    // What a theme sets is what our style asks for.
    let ours = String::from_utf8(body(links[0]).to_vec()).unwrap();
    assert!(ours.contains("--koers-accent:var(--basis-color-action-1-color-default)"));
    // One that is named and not there is left out; the check tells it.
    let site = Site::read(Arc::new(world(named)), "http://koers.test").unwrap();
    assert_eq!(all(&page_of(&site, "/"), "link[rel=stylesheet]").len(), 1);
    assert!(
        site.findings(Lang::Nl)
            .iter()
            .any(|finding| finding.code.to_string() == "K604")
    );
}
