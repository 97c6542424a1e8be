//! The statement on accessibility, in the parts of the Dutch model: how far it is, what is not right, what is done, where to complain.

use super::contact::Reach;
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::publication::Conformance;
use koers_model::text::Lang;
use koers_report::date;
use koers_report::view::Phrase;

#[derive(Template)]
#[template(path = "pages/about/accessibility.html")]
struct Page {
    shell: Shell,
    intro: String,
    status: String,
    scope: String,
    basis: String,
    limits: Vec<Phrase>,
    measures: Vec<&'static str>,
    reach: Option<Reach>,
}

pub fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let workspace = &site.definitions()?.workspace;
    let publication = workspace.publication.as_ref();
    let statement = publication.and_then(|publication| publication.accessibility.as_ref());
    let publisher = publication.map(|publication| publication.publisher.name.get(lang));
    let intro = match (publisher, lang) {
        (Some(name), Lang::Nl) => format!("{name} wil dat iedereen deze site kan gebruiken, ook wie slecht ziet, niet hoort, geen muis gebruikt of moeite heeft met lezen."),
        (Some(name), Lang::En) => format!("{name} wants everybody to be able to use this site, also those who see badly, do not hear, use no mouse or find reading hard."),
        (None, Lang::Nl) => "Iedereen moet deze site kunnen gebruiken, ook wie slecht ziet, niet hoort, geen muis gebruikt of moeite heeft met lezen.".to_owned(),
        (None, Lang::En) => "Everybody must be able to use this site, also those who see badly, do not hear, use no mouse or find reading hard.".to_owned(),
    };
    let conformance = statement.map_or(Conformance::E, |statement| statement.status);
    let assessed = statement.and_then(|statement| statement.assessed);
    let basis = match (assessed, lang) {
        (Some(day), Lang::Nl) => format!(
            "De site is voor het laatst als geheel onderzocht op {}.",
            date::date(day, lang)
        ),
        (Some(day), Lang::En) => format!(
            "The site was last assessed as a whole on {}.",
            date::date(day, lang)
        ),
        (None, Lang::Nl) => "De site is nog niet als geheel onderzocht volgens WCAG-EM.".to_owned(),
        (None, Lang::En) => "The site was not assessed as a whole after WCAG-EM yet.".to_owned(),
    };
    let title = lang.pick("Toegankelijkheid", "Accessibility");
    let page = Page {
        shell: Shell::new(site, ask, title, intro.clone())?,
        intro,
        status: match lang {
            Lang::Nl => format!("Status {}: {}.", conformance.letter(), conformance.words(lang)),
            Lang::En => format!("Status {}: {}.", conformance.letter(), conformance.words(lang)),
        },
        scope: match lang {
            Lang::Nl => format!(
                "Dit geldt voor alle pagina’s onder {}, gemeten aan EN 301 549 en WCAG 2.2, niveau A en AA.",
                site.address
            ),
            Lang::En => format!(
                "This holds for all pages under {}, measured by EN 301 549 and WCAG 2.2, levels A and AA.",
                site.address
            ),
        },
        basis,
        limits: statement
            .map(|statement| {
                statement
                    .limits
                    .iter()
                    .map(|limit| Phrase::new(limit, lang))
                    .collect()
            })
            .unwrap_or_default(),
        measures: measures(lang),
        reach: publication.map(|publication| {
            let complaints = statement.and_then(|statement| statement.complaints.as_ref());
            Reach::new(complaints.unwrap_or(&publication.contact), lang)
        }),
    };
    Ok(Answer::page(render(&page)?))
}

/// What is true of every site that Koers serves.
fn measures(lang: Lang) -> Vec<&'static str> {
    vec![
        lang.pick(
            "Alles werkt met alleen een toetsenbord, en zonder JavaScript.",
            "Everything works with a keyboard alone, and without JavaScript.",
        ),
        lang.pick(
            "Een oordeel heeft altijd een woord en een vorm, nooit alleen een kleur.",
            "A verdict always has a word and a shape, never a colour alone.",
        ),
        lang.pick(
            "Bij elke grafiek en elke kaart staat een tabel met dezelfde cijfers.",
            "With every chart and every map stands a table with the same figures.",
        ),
        lang.pick(
            "De pagina’s passen zich aan: aan een smal scherm, aan grote letters, aan donkere kleuren en aan papier.",
            "The pages adapt: to a narrow screen, to large letters, to dark colours and to paper.",
        ),
        lang.pick(
            "De teksten zijn in gewoon Nederlands geschreven. Wat niet vertaald is, is als Nederlands gemarkeerd.",
            "The texts are written in plain language. What is not translated is marked as Dutch.",
        ),
        lang.pick(
            "Elke verandering van het programma wordt automatisch nagekeken. Zulke controles vinden een deel van de fouten.",
            "Every change of the program is checked automatically. Such checks find a part of the faults.",
        ),
    ]
}
