//! The pages of plans to choose by.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod site;

use koers_run::portfolio::Choice;
use koers_run::portfolio::select::Fate;
use koers_web::answer::{Fault, media};
use site::{all, ask, page, page_of, practice, text, texts};

const PLAN: &str = "/keuze/ronde-2027";

#[test]
fn a_workspace_without_a_plan_says_what_one_is() {
    let shown = page("/keuze");
    assert!(texts(&shown, "h2").contains(&"Er is nog geen plan".to_owned()));
    let example = texts(&shown, ".pick-file code");
    assert!(example[0].starts_with("koers: 1 selection:"), "{example:?}");
    let listed = page_of(practice(), "/keuze");
    assert_eq!(all(&listed, ".pick-plans li").len(), 1);
    assert_eq!(all(&listed, ".pick-plans a")[0].attr("href"), Some(PLAN));
}

/// The plan that is shown as an example is one, and names only what the workspace has.
#[test]
fn the_example_of_a_plan_is_a_plan() {
    let html = ask(site::site(), "/keuze").unwrap();
    let shown = scraper::Html::parse_document(std::str::from_utf8(&html.body).unwrap());
    let written: String = all(&shown, ".pick-file code")[0].text().collect();
    let name = written
        .lines()
        .find_map(|line| line.strip_prefix("selection: "))
        .unwrap();
    let file = koers_framework::SourceFile {
        path: format!("selections/{name}.yaml").into(),
        bytes: written.clone().into_bytes(),
    };
    let world = site::world_with(vec![file], |_, text| text);
    let served = koers_web::site::Site::read(std::sync::Arc::new(world), "http://koers.test").unwrap();
    assert_eq!(served.definitions().unwrap().selections.len(), 1, "{written}");
    let shown = page_of(&served, &format!("/keuze/{name}"));
    let notes = texts(&shown, ".koers-note");
    assert!(
        !notes
            .iter()
            .any(|note| note.contains("staat niet in het register")),
        "{notes:?}"
    );
}

#[test]
fn every_proposal_stands_there_with_what_became_of_it() {
    let portfolio = practice().portfolio();
    let choice = Choice::of(practice().definitions().unwrap(), &portfolio, "ronde-2027").unwrap();
    let selection = practice().selection(&choice).unwrap();
    let shown = page_of(practice(), PLAN);
    let chosen = selection
        .judged
        .iter()
        .filter(|one| matches!(one.fate, Fate::Chosen { .. }))
        .count();
    assert!(chosen > 0 && chosen < selection.judged.len());
    assert_eq!(all(&shown, ".pick-money tbody tr").len(), chosen);
    let left = all(&shown, ".pick-left > li");
    assert_eq!(left.len(), selection.judged.len() - chosen);
    for one in &left {
        // Its name, and at least what became of it and one reason.
        let said = scraper::Html::parse_fragment(&one.html());
        assert!(all(&said, "p").len() > 2, "{}", text(one));
    }
    let by_score = texts(&shown, "table.pick-all caption");
    assert!(
        by_score
            .iter()
            .any(|caption| caption.contains("hoogste score eerst"))
    );
    let drawn = all(&shown, ".pick-stairs svg circle").len();
    assert_eq!(
        drawn,
        selection.frontier.as_ref().map_or(0, |line| line.points.len())
    );
    assert!(drawn > 1);
    assert_eq!(
        all(&shown, ".pick-stairs svg .k-aim").len(),
        1,
        "the choice is one of the steps"
    );
}

#[test]
fn money_by_source_and_year_adds_up_to_what_the_choice_costs() {
    let portfolio = practice().portfolio();
    let choice = Choice::of(practice().definitions().unwrap(), &portfolio, "ronde-2027").unwrap();
    let selection = practice().selection(&choice).unwrap();
    let budgeted: Vec<_> = choice
        .plan()
        .budgets
        .iter()
        .map(|budget| &budget.source)
        .collect();
    let gets = selection.judged.iter().flat_map(|one| &one.gets);
    let cents: i64 = gets
        .filter(|((source, _), _)| budgeted.contains(&source))
        .map(|(_, money)| money.in_cents())
        .sum();
    assert_eq!(cents, selection.outline.cost.in_cents());
}

#[test]
fn other_budgets_show_what_falls() {
    let shown = page_of(practice(), &format!("{PLAN}?begroting=*%3D-40%25"));
    let said = texts(&shown, ".pick-else li");
    assert!(said.iter().any(|line| line.ends_with("valt af.")), "{said:?}");
    assert_eq!(all(&shown, "#begroting")[0].attr("value"), Some("*=-40%"));
    let same = page_of(practice(), &format!("{PLAN}?begroting=*%3D%2B0%25"));
    let said = texts(&same, ".pick-else li");
    assert!(
        said.len() == 2
            && said[0] == "Gevraagd: dezelfde budgetten als in het plan."
            && said[1].starts_with("De keuze blijft zoals zij is: 10 voorstellen, voor € "),
        "{said:?}"
    );
    let none = page_of(practice(), &format!("{PLAN}?begroting=1999%3D-10%25"));
    assert!(texts(&none, ".pick-else li")[0].contains("raakt geen enkel budget"));
    for wrong in ["2027", "2027%3D10%25", "%3Cscript%3E"] {
        let address = format!("{PLAN}?begroting={wrong}");
        assert!(
            matches!(ask(practice(), &address), Err(Fault::BadInput(_))),
            "{wrong}"
        );
    }
    // What the plan itself names can be followed.
    for link in all(&page_of(practice(), PLAN), "#anders ~ p a") {
        page_of(practice(), link.attr("href").unwrap().split('#').next().unwrap());
    }
}

#[test]
fn a_column_that_is_empty_is_left_out_with_the_reason() {
    let shown = page_of(practice(), PLAN);
    let heads = texts(&shown, "section[aria-labelledby=score] thead th");
    assert!(!heads.contains(&"Kern".to_owned()), "{heads:?}");
    let said = texts(&shown, "section[aria-labelledby=score] p").join(" ");
    assert!(said.contains("De kern staat hier niet bij:"), "{said}");
}

#[test]
fn how_often_is_told_of_how_many_draws() {
    let said = |site: &koers_web::site::Site| {
        texts(&page_of(site, PLAN), "section[aria-labelledby=twijfel] p").join(" ")
    };
    let settled = said(practice());
    assert!(
        settled.contains("100.000 trekkingen.") && !settled.contains("verkennend"),
        "{settled}"
    );
    // Which are the best: as many as are chosen, whatever they cost.
    assert!(
        settled.contains("De besten zijn hier de 10 hoogste scores van de 11 getoetste voorstellen, want er zijn 10 voorstellen gekozen."),
        "{settled}"
    );
    let few = site::world_of("oefening", Vec::new(), |path, text| match path {
        "selections/ronde-2027.yaml" => text.replace("draws: 100000", "draws: 10"),
        _ => text,
    });
    let few = said(&koers_web::site::Site::read(std::sync::Arc::new(few), "http://koers.test").unwrap());
    assert!(few.contains("10 trekkingen, dus verkennend"), "{few}");
}

#[test]
fn each_stair_says_what_it_has_otherwise_than_the_one_above_it() {
    let shown = page_of(practice(), PLAN);
    let stairs = texts(&shown, "section[aria-labelledby=waarde] tbody td.pick-words");
    assert!(stairs.len() > 2);
    // The choice of the plan holds proposals in part: their part stands there.
    assert!(
        stairs[0].contains("‘Startersdak Probeerwoude’ (50%)"),
        "{}",
        stairs[0]
    );
    for stair in &stairs[1..] {
        assert!(
            ["zonder ‘", "met ‘", "(was "]
                .iter()
                .any(|word| stair.contains(word)),
            "{stair}"
        );
    }
}

#[test]
fn the_proof_can_be_saved() {
    let shown = page_of(practice(), PLAN);
    let link = all(&shown, "a[href$=\"bewijs.txt\"]")[0]
        .attr("href")
        .unwrap()
        .to_owned();
    let proof = ask(practice(), &link).unwrap();
    assert_eq!(proof.media, media::TEXT);
    assert!(proof.body.starts_with(b"koers-proof 1\ncolumn "));
    let told: Vec<String> = texts(&shown, "#bewijs ~ p");
    assert!(told[0].starts_with("Nagerekend: de keuze is "), "{told:?}");
    assert!(matches!(
        ask(practice(), "/keuze/er-niet"),
        Err(Fault::NotFound { .. })
    ));
}

#[test]
fn what_cannot_be_kept_together_is_said_in_words() {
    let world = site::world_of("oefening", Vec::new(), |name, text| match name {
        "selections/ronde-2027.yaml" => text.replace("least: 1500000", "least: 900000000"),
        _ => text,
    });
    let served = koers_web::site::Site::read(std::sync::Arc::new(world), "http://koers.test").unwrap();
    let shown = page_of(&served, PLAN);
    let said = texts(&shown, ".pick-summary p");
    assert!(
        said.iter()
            .any(|line| line.starts_with("Geen enkele keuze haalt alle grenzen")),
        "{said:?}"
    );
    assert!(
        said.iter()
            .any(|line| line.starts_with("Deze grens is niet te halen")),
        "{said:?}"
    );
    assert!(all(&shown, ".pick-money").is_empty());
}
