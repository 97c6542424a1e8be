//! The page that explains the API to people, made from the same table as everything else.

use super::openapi::TAGS;
use super::parameter::PARTS;
use super::resource::{Form, Parameter, Resource};
use super::{ROOT, VERSION, problem, table};
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::text::Lang;

/// The page.
pub(super) const PAGE: Route = Route {
    path: "/api",
    keys: &[],
    menu: None,
    answer,
    addresses: |_| Route::fixed("/api"),
};

#[derive(Template)]
#[template(path = "api/docs.html")]
struct Page {
    shell: Shell,
    root: String,
    version: &'static str,
    licence: Option<(&'static str, &'static str)>,
    contact: Option<(String, String)>,
    forms: Vec<FormRow>,
    groups: Vec<Group>,
    problems: Vec<ProblemRow>,
}

struct FormRow {
    name: &'static str,
    suffix: &'static str,
    media: &'static str,
    about: &'static str,
}

struct Group {
    id: &'static str,
    heading: &'static str,
    words: &'static str,
    resources: Vec<Shown>,
}

struct Shown {
    id: &'static str,
    path: &'static str,
    summary: &'static str,
    description: &'static str,
    keys: Vec<KeyRow>,
    suffixes: Vec<&'static str>,
    paged: bool,
    example: Option<String>,
}

struct KeyRow {
    name: &'static str,
    place: &'static str,
    words: &'static str,
    example: Option<&'static str>,
}

struct ProblemRow {
    id: String,
    status: u16,
    title: &'static str,
    detail: &'static str,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let shell = Shell::new(
        site,
        ask,
        "Open API",
        lang.pick(
            "Alle oordelen, indicatoren en cijfers van dit dashboard voor andere programma’s, zonder aanmelding.",
            "All verdicts, indicators and figures of this dashboard for other programs, without login.",
        ),
    )?;
    let publication = site.definitions()?.workspace.publication.as_ref();
    let page = Page {
        shell,
        root: format!("{}{ROOT}", site.address),
        version: VERSION,
        licence: publication.map(|publication| (publication.licence.word(), publication.licence.page(lang))),
        contact: publication.map(|publication| {
            let contact = &publication.contact;
            (
                contact.name.get(lang).to_owned(),
                format!("mailto:{}", contact.email),
            )
        }),
        forms: Form::ALL.into_iter().map(|form| form_row(form, lang)).collect(),
        groups: TAGS
            .iter()
            .map(|(id, heading, words)| Group {
                id,
                heading: heading.get(lang),
                words: words.get(lang),
                resources: table::all()
                    .filter(|resource| resource.tag == *id)
                    .map(|resource| shown(site, resource, lang))
                    .collect(),
            })
            .collect(),
        problems: problem::kinds()
            .map(|(status, slug, title, detail)| ProblemRow {
                id: format!("probleem-{slug}"),
                status,
                title,
                detail,
            })
            .collect(),
    };
    Ok(Answer::page(render(&page)?))
}

fn form_row(form: Form, lang: Lang) -> FormRow {
    let (name, nl, en) = match form {
        Form::Json => (
            "JSON",
            "Wat u krijgt zonder keuze.",
            "What you get without a choice.",
        ),
        Form::Csv => (
            "CSV",
            "Komma's, punt in getallen, UTF-8.",
            "Commas, point in numbers, UTF-8.",
        ),
        Form::Excel => (
            "CSV (Excel)",
            "Puntkomma’s en decimale komma. Alleen met het achtervoegsel.",
            "Semicolons and decimal comma. Only with the suffix.",
        ),
        Form::Csvw => (
            "CSV on the Web",
            "Wat de kolommen van de CSV betekenen.",
            "What the columns of the CSV mean.",
        ),
        Form::JsonStat => (
            "JSON-stat 2.0",
            "Tabel met labels en eenheden.",
            "Table with labels and units.",
        ),
        Form::Parquet => ("Parquet", "Voor DuckDB, pandas, R.", "For DuckDB, pandas, R."),
        Form::Turtle => ("Turtle", "De catalogus als RDF.", "The catalogue as RDF."),
        Form::JsonLd => (
            "JSON-LD",
            "De catalogus als RDF in JSON.",
            "The catalogue as RDF in JSON.",
        ),
    };
    FormRow {
        name,
        suffix: form.suffix(),
        media: form.media_type(),
        about: lang.pick(nl, en),
    }
}

fn shown(site: &Site, resource: &'static Resource, lang: Lang) -> Shown {
    let parts = table::names(resource.path).map(|name| KeyRow {
        name,
        place: lang.pick("in het pad", "in the path"),
        words: PARTS
            .iter()
            .find(|(part, _)| *part == name)
            .map_or("", |(_, words)| words.get(lang)),
        example: None,
    });
    // Those for pages are the same everywhere, and explained once.
    let own = resource.parameters.iter().copied();
    let keys = own.map(|parameter: &'static Parameter| KeyRow {
        name: parameter.name,
        place: lang.pick("in de vraag", "in the query"),
        words: parameter.description.get(lang),
        example: Some(parameter.example),
    });
    let suffixes = resource.forms.iter().filter(|_| resource.takes_suffix());
    let address = (resource.addresses)(site).into_iter().next();
    Shown {
        id: resource.operation,
        path: resource.path,
        summary: resource.summary.get(lang),
        description: resource.description.get(lang),
        keys: parts.chain(keys).collect(),
        suffixes: suffixes.map(|form| form.suffix()).collect(),
        paged: resource.paged,
        example: address.map(|address| format!("{ROOT}{address}")),
    }
}
