//! *Op koers?*: the whole programme on one screen.

use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::controls::{Choice, Controls};
use crate::routes::{Room, Route};
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;

/// The front page.
pub static ROOM: Room = Room {
    routes: &[Route {
        path: "/",
        keys: KEYS,
        menu: Some(("Op koers?", "On course?")),
        answer,
        addresses: |_| Route::fixed("/"),
    }],
    resources: &[],
    style: "",
};

const KEYS: &[&str] = &["programma", "regio", "op", "bekendOp", "lijn", "oordeel"];

#[derive(Template)]
#[template(path = "pages/on_course/page.html")]
struct Page {
    shell: Shell,
    controls: Controls,
    heading: String,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let asked = ask.asked()?;
    let question = site.question(&asked)?;
    let region = site.region(&asked)?;
    let heading = match ask.lang {
        koers_model::text::Lang::Nl => format!("Ligt {} op koers?", region.name),
        koers_model::text::Lang::En => format!("Is {} on course?", region.name),
    };
    let page = Page {
        shell: Shell::new(site, ask, &heading, &heading)?,
        controls: Controls::new(
            ask,
            KEYS,
            vec![
                Choice::on(question.on, ask.lang),
                Choice::as_of(asked.as_of, site.today(), ask.lang),
            ],
        ),
        heading,
    };
    Ok(Answer::page(render(&page)?))
}
