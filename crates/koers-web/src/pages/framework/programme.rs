//! One programme: everything that is in it, with a table of contents.

use super::named::{Elements, Named};
use super::overview::{counts, heading, period, summary};
use super::sections::{Section, Source};
use crate::answer::{Answer, Fault};
use crate::ask::{Ask, address};
use crate::paths;
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::standing::Standing;
use askama::Template;
use koers_model::element::ElementKind;
use koers_model::framework::{CommitmentKind, Element, Framework, MatrixEntry};
use koers_model::text::Lang;
use koers_report::view::{Cited, Count, Phrase};
use koers_report::words::{self, capital, programme};
use koers_report::{date, html, number};
use koers_run::status::Asked;

#[derive(Template)]
#[template(path = "pages/framework/programme.html")]
struct Page {
    shell: Shell,
    title: Phrase,
    period: String,
    counts: String,
    text: Option<Phrase>,
    cited: Vec<Cited>,
    strip: String,
    verdicts: String,
    judged_on: String,
    course: String,
    contents: Vec<(String, String, String)>,
    before: Vec<Section>,
    lines_heading: String,
    lines: Vec<Line>,
    matrix: Option<Matrix>,
    after: Vec<Section>,
    documents: Vec<(Phrase, String, String)>,
    successions: Vec<(String, String, String)>,
}

/// A line with its objectives and outcomes, or a theme with its commitments.
struct Line {
    id: String,
    named: Named,
    subtitle: Option<Phrase>,
    objectives: Vec<(u32, Named)>,
    acts: Vec<Named>,
    outcomes: Vec<Outcome>,
    activities: Option<String>,
}

struct Outcome {
    named: Named,
    shape: String,
    word: String,
}

/// The matrix of scale level by line.
struct Matrix {
    heading: String,
    columns: Vec<Named>,
    rows: Vec<(Named, Vec<Vec<Named>>)>,
}

pub fn addresses(site: &Site) -> Vec<String> {
    let frameworks = site
        .definitions()
        .map(|definitions| definitions.frameworks.iter());
    frameworks
        .map(|all| {
            all.map(|framework| paths::programme(framework.id.as_str()))
                .collect()
        })
        .unwrap_or_default()
}

pub fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let framework = site.framework(ask.part("programma"))?;
    let standing = Standing::of(site, &Asked::default(), framework)?;
    let elements = Elements::of(framework);
    let source = Source {
        framework,
        ties: site.ties(&framework.id)?,
        ask,
    };
    let verdicts = Count::of(
        standing
            .framework()?
            .groups
            .iter()
            .flat_map(|group| &group.outcomes),
    );
    let (before, after) = (source.before(), source.after());
    let lines = lines(framework, &elements, &standing, ask);
    let lines_heading = capital(programme::kinds(
        if framework.lines.is_empty() {
            ElementKind::Theme
        } else {
            ElementKind::Line
        },
        lang,
    ));
    let matrix = matrix(framework, &elements, ask);
    let title = Phrase::new(&framework.title, lang);
    let counts = counts(framework, lang);
    let mut contents: Vec<(String, String, String)> = Vec::new();
    let mut add = |id: &str, words: &str, count: usize| {
        contents.push((id.to_owned(), words.to_owned(), number::count(count, lang)));
    };
    for section in &before {
        add(section.id, &section.heading, section.count());
    }
    if !lines.is_empty() {
        add("lijnen", &lines_heading, lines.len());
    }
    if let Some(matrix) = &matrix {
        add("matrix", &matrix.heading, framework.matrix.len());
    }
    for section in &after {
        add(section.id, &section.heading, section.count());
    }
    add(
        "documenten",
        lang.pick("Brondocumenten", "Source documents"),
        framework.documents.len(),
    );
    let description = format!("{}: {counts}", title.text);
    let page = Page {
        shell: Shell::new(site, ask, title.text.clone(), description)?.crumb(
            ask,
            "/programmas",
            lang.pick("Programma’s", "Programmes"),
        ),
        period: period(framework, lang),
        counts,
        text: framework.text.as_ref().map(|text| Phrase::new(text, lang)),
        cited: Cited::all(framework, &framework.cite, lang),
        strip: html::strip(&verdicts, lang),
        verdicts: html::counts(&verdicts, lang),
        judged_on: match lang {
            Lang::Nl => format!("Peildatum {}", date::date(standing.on(), lang)),
            Lang::En => format!("Judged on {}", date::date(standing.on(), lang)),
        },
        course: address(lang, "/", [("programma", Some(framework.id.as_str()))]),
        contents,
        before,
        lines_heading,
        lines,
        matrix,
        after,
        documents: documents(framework, lang),
        successions: site
            .definitions()?
            .successions
            .iter()
            .filter(|succession| succession.from == framework.id || succession.to == framework.id)
            .filter_map(|succession| {
                let (link, names) = heading(site, succession, ask)?;
                Some((link, names, summary(succession, lang)))
            })
            .collect(),
        title,
    };
    Ok(Answer::page(render(&page)?))
}

fn lines(framework: &Framework, elements: &Elements<'_>, standing: &Standing, ask: &Ask) -> Vec<Line> {
    let lang = ask.lang;
    let outcome = |element: &Element| {
        let named = elements.named(&element.id, ask)?;
        let (_, outcome) = standing.outcome(element.id.as_str()).ok()?;
        Some(Outcome {
            named,
            shape: html::shape(outcome.verdict),
            word: words::verdict(outcome.verdict, lang),
        })
    };
    let lines = framework.lines.iter().filter_map(|line| {
        let activities = line.activities.len();
        Some(Line {
            id: format!("lijn-{}", line.element.id),
            named: elements.named(&line.element.id, ask)?,
            subtitle: line.subtitle.as_ref().map(|text| Phrase::new(text, lang)),
            objectives: line
                .objectives
                .iter()
                .filter_map(|objective| Some((objective.number, elements.named(&objective.element.id, ask)?)))
                .collect(),
            acts: Vec::new(),
            outcomes: line
                .outcomes
                .iter()
                .filter_map(|entry| outcome(&entry.element))
                .collect(),
            activities: (activities > 0).then(|| {
                let words = if activities == 1 {
                    programme::kind(ElementKind::Activity, lang)
                } else {
                    programme::kinds(ElementKind::Activity, lang)
                };
                format!("{} {words}", number::count(activities, lang))
            }),
        })
    });
    let themes = framework.themes.iter().filter_map(|theme| {
        let commitments = theme.commitments.iter();
        Some(Line {
            id: format!("lijn-{}", theme.element.id),
            named: elements.named(&theme.element.id, ask)?,
            subtitle: None,
            objectives: Vec::new(),
            acts: commitments
                .clone()
                .filter(|commitment| commitment.kind == CommitmentKind::Act)
                .filter_map(|commitment| elements.named(&commitment.element.id, ask))
                .collect(),
            outcomes: commitments
                .filter(|commitment| commitment.kind != CommitmentKind::Act)
                .filter_map(|commitment| outcome(&commitment.element))
                .collect(),
            activities: None,
        })
    });
    lines.chain(themes).collect()
}

fn matrix(framework: &Framework, elements: &Elements<'_>, ask: &Ask) -> Option<Matrix> {
    if framework.matrix.is_empty() {
        return None;
    }
    let lines: Vec<&Element> = framework.lines.iter().map(|line| &line.element).collect();
    let cell = |scale: &Element, line: &Element| -> Vec<Named> {
        let fits = |entry: &&MatrixEntry| entry.scale == scale.id && entry.line == line.id;
        framework
            .matrix
            .iter()
            .filter(fits)
            .filter_map(|entry| elements.named(&entry.element.id, ask))
            .collect()
    };
    Some(Matrix {
        heading: ask
            .lang
            .pick(
                "Matrix: wat gebeurt op welke schaal",
                "Matrix: what takes place at which scale",
            )
            .to_owned(),
        columns: lines
            .iter()
            .filter_map(|line| elements.named(&line.id, ask))
            .collect(),
        rows: framework
            .scale_levels
            .iter()
            .filter_map(|scale| {
                let cells = lines.iter().map(|line| cell(scale, line)).collect();
                Some((elements.named(&scale.id, ask)?, cells))
            })
            .collect(),
    })
}

/// Title, publisher, number of sections.
fn documents(framework: &Framework, lang: Lang) -> Vec<(Phrase, String, String)> {
    let documents = framework.documents.iter().map(|document| {
        let count = number::count(document.sections.len(), lang);
        let sections = match lang {
            Lang::Nl => format!("{count} delen waarnaar wordt verwezen"),
            Lang::En => format!("{count} sections that are cited"),
        };
        (
            Phrase::new(&document.title, lang),
            document.publisher.clone(),
            sections,
        )
    });
    documents.collect()
}
