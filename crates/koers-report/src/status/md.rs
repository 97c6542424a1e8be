//! The status as a short Markdown table, for an issue, a note or a mail. The whole report in Markdown is `crate::markdown`.

use crate::gfm::{escape, head, row};
use crate::{date, words};
use koers_model::status::{FrameworkStatus, OutcomeStatus, Status};
use koers_model::text::Lang;

/// One table per programme: verdict, outcome, figures, why.
#[must_use]
pub fn status_md(status: &Status, lang: Lang) -> String {
    let question = &status.record.question;
    let region = escape(&status.region_name);
    let title = match lang {
        Lang::Nl => format!("# Ligt {region} op koers?"),
        Lang::En => format!("# Is {region} on course?"),
    };
    let days = format!(
        "{} {} · {} {}",
        lang.pick("Peildatum", "Day judged"),
        date::date(question.on, lang),
        lang.pick("zoals bekend op", "as known on"),
        date::date(question.as_of, lang)
    );
    let mut out = format!("{title}\n\n{days}\n");
    for framework in super::programmes(status) {
        programme(&mut out, framework, lang);
    }
    out
}

fn programme(out: &mut String, framework: &FrameworkStatus, lang: Lang) {
    out.push_str(&format!("\n## {}\n\n", escape(framework.title.get(lang))));
    let heads = lang.pick(
        ["Lijn", "Oordeel", "Resultaat", "Cijfer", "Waarom"],
        ["Line", "Verdict", "Outcome", "Figure", "Why"],
    );
    head(out, &heads.map(ToOwned::to_owned), &[]);
    for group in &framework.groups {
        for outcome in &group.outcomes {
            row(
                out,
                &[
                    escape(group.title.get(lang)),
                    format!(
                        "{} {}",
                        words::shape(outcome.verdict),
                        outcome.verdict.label(lang)
                    ),
                    escape(outcome.title.get(lang)),
                    figures(outcome, lang),
                    escape(&words::why(outcome, lang)),
                ],
            );
        }
    }
}

fn figures(outcome: &OutcomeStatus, lang: Lang) -> String {
    let said: Vec<String> = outcome
        .measures
        .iter()
        .filter_map(|measure| {
            let reading = words::reading(measure, lang)?;
            Some(escape(&format!("{}: {reading}", measure.title.get(lang))))
        })
        .collect();
    said.join("<br>")
}
