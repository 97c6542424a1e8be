//! Every plan to evaluate with what came out.

use super::plan::{BUSY, Silence, as_of, carried_out, told};
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::pages::economy;
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::day;
use koers_report::evaluation::sign;
use koers_report::view::Phrase;
use koers_report::words::capital;

pub(in crate::pages) const PATH: &str = "/evaluaties";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: &[super::plan::AS_OF],
    menu: None,
    answer,
    addresses: |_| Route::fixed(PATH),
};

#[derive(Template)]
#[template(path = "pages/evaluation/list.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    rows: Vec<Row>,
    methods: String,
}

struct Row {
    link: String,
    title: Phrase,
    verdict: String,
    effect: String,
    p: String,
    written: String,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let heading = lang.pick("Heeft het gewerkt?", "Did it work?");
    let as_of = as_of(site, ask)?;
    let mut rows = Vec::new();
    for planned in site.definitions()?.evaluations.values() {
        let plan = &planned.plan;
        let (verdict, effect, p) = match carried_out(site, planned, (as_of, lang)) {
            Ok(done) => {
                let told = told(&done);
                let verdict = done.evaluation.verdict;
                let label = capital(verdict.label().get(lang));
                (
                    format!("{} {label}", sign(verdict)),
                    told.size(lang),
                    told.p(lang),
                )
            }
            Err(Silence::None(why)) => (why, String::new(), String::new()),
            // One plan whose figures cannot be read does not take the others along.
            Err(Silence::Failed(_)) => {
                let said = lang.pick(
                    "De cijfers van dit plan zijn niet te lezen.",
                    "The figures of this plan cannot be read.",
                );
                (said.to_owned(), String::new(), String::new())
            }
            Err(Silence::Busy) => return Err(BUSY),
        };
        rows.push(Row {
            link: ask.carry(&paths::evaluation(plan.id.as_str())),
            title: Phrase::new(&plan.title, lang),
            verdict,
            effect,
            p,
            written: day::date(plan.written, lang),
        });
    }
    let shell = Shell::new(
        site,
        ask,
        heading,
        lang.pick(
            "Plannen om na te gaan of beleid werkte, en wat eruit kwam",
            "Plans to find out whether policy worked, and what came out",
        ),
    )?;
    let html = render(&Page {
        shell: shell.crumb(ask, economy::PATH, lang.pick("Economie", "Economy")),
        heading,
        rows,
        methods: ask.carry(economy::PATH),
    })?;
    Ok(Answer::page(html))
}
