//! Which methods can be asked here, in their families, and on which figures; and which only on a table of one's own.

use super::keys;
use crate::answer::{Answer, Fault, Wrong};
use crate::ask::{Ask, address};
use crate::pages::evaluation;
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::figures::Figures;
use koers_model::text::{Lang, Text};
use koers_report::view::Phrase;
use koers_report::words::capital;
use koers_run::analysis::{Family, METHODS, Method, Need, fitting};

pub(in crate::pages) const PATH: &str = "/economie";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: &[keys::FIGURES],
    menu: Some(("Economie", "Economy")),
    answer,
    addresses: |_| Route::fixed(PATH),
};

#[derive(Template)]
#[template(path = "pages/economy/list.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    intro: &'static str,
    /// Only the methods on these figures are shown.
    only: Option<Phrase>,
    figures: Vec<Laid>,
    families: Vec<Kin>,
    elsewhere: Vec<Kin>,
    /// Where the plans to evaluate stand.
    plans: String,
    /// A file of figures as people write it, where there is none yet.
    example: Option<&'static str>,
}

/// Figures that lie side by side here.
struct Laid {
    link: String,
    title: Phrase,
    text: Option<Phrase>,
}

/// Methods of one family.
struct Kin {
    id: &'static str,
    name: String,
    methods: Vec<Row>,
}

struct Row {
    link: String,
    title: &'static str,
    asks: &'static str,
    /// Where it can be asked: link and name of the figures.
    on: Vec<(String, Phrase)>,
    /// The columns that it cannot do without, where no figures fit.
    needs: Vec<String>,
}

/// The shortest file that lays figures side by side.
const EXAMPLE: &str = "\
koers: 1
analysis: banen
title: {nl: \"Banen\", en: \"Jobs\"}
regions: [corop, province]
series:
  - role: value
    of: {dataset: gegevensset, measure: maat}
";

/// The figures that are asked for.
pub(super) fn named<'a>(site: &'a Site, id: Option<&str>) -> Result<Option<&'a Figures>, Fault> {
    let Some(id) = id else {
        return Ok(None);
    };
    let all = &site.definitions()?.analyses;
    all.get(id).map(Some).ok_or_else(|| {
        let known: Vec<&str> = all.keys().map(koers_model::id::Id::as_str).collect();
        let known = known.join(", ");
        let what = Text::both(
            format!("zijn geen cijfers van deze werkmap; wel: {known}"),
            format!("are no figures of this workspace; there are: {known}"),
        );
        Wrong {
            key: keys::FIGURES.to_owned(),
            what,
        }
        .into()
    })
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let definitions = site.definitions()?;
    let all = &definitions.analyses;
    let only = named(site, ask.get(keys::FIGURES))?;
    let here: Vec<&Figures> = match only {
        Some(figures) => vec![figures],
        None => all.values().collect(),
    };
    let kin = |family: Family, fit: bool| {
        let of = METHODS.iter().filter(|method| method.family == family);
        let rows = of.filter_map(|method| {
            let on: Vec<&Figures> = here
                .iter()
                .copied()
                .filter(|figures| fitting(definitions, method, figures))
                .collect();
            // Where only some figures are looked at, a method on others is not one for a table of one's own.
            let anywhere = all.values().any(|figures| fitting(definitions, method, figures));
            let shown = if fit { !on.is_empty() } else { !anywhere };
            shown.then(|| row(method, &on, ask))
        });
        let methods: Vec<Row> = rows.collect();
        (!methods.is_empty()).then(|| Kin {
            id: family.word(),
            name: capital(family.label().get(lang)),
            methods,
        })
    };
    let elsewhere = match only {
        Some(_) => Vec::new(),
        None => Family::ALL
            .into_iter()
            .filter_map(|family| kin(family, false))
            .collect(),
    };
    let heading = lang.pick("De economie van het gebied", "The economy of the region");
    let intro = lang.pick(
        "Waar is het gebied sterk in, waar kwam de groei vandaan, wat komt er, en heeft iets gewerkt? Elke vraag hieronder is een methode van de regionale economie. Het antwoord is een zin, met de cijfers, wat wordt aangenomen en waar het vandaan komt.",
        "What is the region strong in, where did growth come from, what comes next, and did something work? Each question below is a method of regional science. The answer is a sentence, with the figures, what is taken for granted and where it comes from.",
    );
    render(&Page {
        shell: Shell::new(site, ask, heading, intro)?,
        heading,
        intro,
        only: only.map(|figures| Phrase::new(&figures.title, lang)),
        plans: ask.carry(evaluation::PATH),
        figures: all
            .values()
            .map(|figures| Laid {
                link: address(lang, PATH, [(keys::FIGURES, Some(figures.id.as_str()))]),
                title: Phrase::new(&figures.title, lang),
                text: figures.text.as_ref().map(|text| Phrase::new(text, lang)),
            })
            .collect(),
        families: Family::ALL
            .into_iter()
            .filter_map(|family| kin(family, true))
            .collect(),
        elsewhere,
        example: all.is_empty().then_some(EXAMPLE),
    })
    .map(Answer::page)
}

fn row(method: &'static Method, on: &[&Figures], ask: &Ask) -> Row {
    let lang = ask.lang;
    let path = paths::method(method.id);
    Row {
        link: ask.link(&path),
        title: method.title.get(lang),
        asks: method.asks.get(lang),
        on: on
            .iter()
            .map(|figures| {
                let link = address(lang, &path, [(keys::FIGURES, Some(figures.id.as_str()))]);
                (link, Phrase::new(&figures.title, lang))
            })
            .collect(),
        needs: needs(method, lang),
    }
}

/// The columns that a method cannot do without: what stands above them, and in words.
pub(super) fn needs(method: &Method, lang: Lang) -> Vec<String> {
    let needed = method.roles.iter().filter(|(_, need)| *need == Need::Must);
    needed
        .map(|(role, _)| format!("{} ({})", role.word, role.title.get(lang)))
        .collect()
}
