//! Why a run gave no answer.

use crate::world::WorldError;
pub use koers_indicator::EvaluateError;
use koers_model::id::Id;
use koers_model::period::Frequency;
use koers_model::text::Lang;
use koers_table::error::ReadError;

/// Why a run gave no answer. "Cannot be said" is an answer, and none of these.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// Something outside failed.
    #[error(transparent)]
    World(#[from] WorldError),
    /// The policy files have this many errors; `koers check` shows them.
    #[error("the policy files have {0} errors: `koers check` shows them")]
    Policy(usize),
    /// Something that was asked for is not there.
    #[error("there is no {what} `{id}`{}", or_these(.near))]
    Unknown {
        /// What kind of thing.
        what: &'static str,
        /// What was asked for.
        id: String,
        /// What it may have meant.
        near: Vec<String>,
    },
    /// A text that is no period.
    #[error(transparent)]
    NotAPeriod(#[from] koers_model::period::PeriodError),
    /// Bytes that cannot be read as the data set that they should be.
    #[error("`{origin}` cannot be read as data set `{dataset}`:{}", lines(.origin, .errors))]
    Data {
        /// The data set.
        dataset: Id,
        /// The file or snapshot.
        origin: String,
        /// Everything that is wrong with it.
        errors: Vec<ReadError>,
    },
    /// A file of boundaries that no map can be made of.
    #[error("`{origin}`: {error}")]
    Boundaries {
        /// The file.
        origin: String,
        /// What is wrong with it.
        #[source]
        error: koers_geo::GeoError,
    },
    /// Bytes that look like none of the forms that are read.
    #[error("`{origin}` looks like none of the forms that Koers reads: name its form with --as")]
    UnknownForm {
        /// The file.
        origin: String,
    },
    /// An indicator that cannot be computed as its file says.
    #[error(transparent)]
    Evaluate(#[from] EvaluateError),
    /// A table that cannot be written in the form asked for.
    #[error("the table cannot be written: {0}")]
    Publish(#[from] koers_table::publish::PublishError),
    /// A register of regions that cannot be taken over.
    #[error("`{origin}` cannot be taken over as a register of regions:{}", .errors.concat())]
    Register {
        /// The file.
        origin: String,
        /// Everything that is wrong, one line each.
        errors: Vec<String>,
    },
    /// A table that would be too big on other boundaries.
    #[error("the table cannot be put on other boundaries: {0}")]
    Restate(#[from] koers_table::TooSparse),
}

fn or_these(near: &[String]) -> String {
    if near.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", near.join(", "))
    }
}

fn lines(origin: &str, errors: &[ReadError]) -> String {
    errors
        .iter()
        .map(|error| format!("\n{}", error.render(origin)))
        .collect()
}

impl RunError {
    /// The message in the reader's language. What comes from the system or a publisher's file stays as it is.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::Nl, Self::Policy(1)) => {
                "de beleidsbestanden hebben 1 fout: `koers check` laat die zien".to_owned()
            }
            (Lang::Nl, Self::Policy(count)) => {
                format!("de beleidsbestanden hebben {count} fouten: `koers check` laat ze zien")
            }
            (
                Lang::Nl,
                Self::Unknown {
                    what: asked,
                    id,
                    near,
                },
            ) => {
                let what = match *asked {
                    "region" => "gebied",
                    "line or theme" => "programmalijn of thema",
                    "outcome or indicator" => "resultaat of indicator",
                    "outcome" => "resultaat",
                    "indicator or data set" => "indicator of gegevensset",
                    "reading" => "meting",
                    "measure" => "maat",
                    "data set" => "gegevensset",
                    "data set with `from:`" => "gegevensset met `from:`",
                    "action" => "actie of voorstel",
                    "selection" => "keuze",
                    "analysis" => "stel cijfers in analyses/",
                    "evaluation" => "plan in evaluations/",
                    "indicator" => "indicator",
                    "criteria set" => "meetlat",
                    "edition" => "editie",
                    "programme" => "programma",
                    "line" => "programmalijn of thema",
                    "organisation" => "organisatie",
                    "decision" => "besluit",
                    "thing" => "ding in het logboek met het id",
                    other => other,
                };
                let near = if near.is_empty() {
                    String::new()
                } else {
                    format!("; bedoelt u {}?", near.join(", "))
                };
                // A plan is a file: where it would stand is said behind its name.
                let place = if *asked == "selection" {
                    " in selections/"
                } else {
                    ""
                };
                format!("er is geen {what} `{id}`{place}{near}")
            }
            (Lang::Nl, Self::Evaluate(EvaluateError::NoTable { dataset })) => {
                format!(
                    "van gegevensset `{dataset}` is op deze datum geen publicatie bekend: neem er een over met `koers import`"
                )
            }
            (Lang::En, Self::Evaluate(EvaluateError::NoTable { dataset })) => {
                format!(
                    "no publication of data set `{dataset}` is known on this day: take one over with `koers import`"
                )
            }
            (Lang::Nl, Self::Evaluate(EvaluateError::Period { period, frequency })) => {
                let wanted = match frequency {
                    Frequency::Year => "per jaar (2019)",
                    Frequency::HalfYear => "per halfjaar (2019-S1)",
                    Frequency::Quarter => "per kwartaal (2019-Q4)",
                    Frequency::Month => "per maand (2019-03)",
                    Frequency::Week => "per week (2019-W05)",
                    Frequency::SchoolYear => "per schooljaar (2019/2020)",
                    Frequency::Day => "per dag (2019-12-31)",
                };
                format!("`{period}` is gevraagd, maar deze indicator heeft een cijfer {wanted}")
            }
            (Lang::Nl, Self::Evaluate(error)) => format!("de indicator is niet te berekenen: {error}"),
            (Lang::Nl, Self::NotAPeriod(error)) => {
                format!("`{}` is geen periode (2019, 2019-Q3, 2019-03)", error.text)
            }
            (
                Lang::Nl,
                Self::Data {
                    dataset,
                    origin,
                    errors,
                },
            ) => {
                format!(
                    "`{origin}` is niet te lezen als gegevensset `{dataset}`:{}",
                    lines(origin, errors)
                )
            }
            (Lang::Nl, Self::Register { origin, errors }) => {
                format!(
                    "`{origin}` is niet over te nemen als register van gebieden:{}",
                    errors.concat()
                )
            }
            (Lang::Nl, Self::Boundaries { origin, error }) => format!("`{origin}`: {}", error.message(lang)),
            (Lang::Nl, Self::UnknownForm { origin }) => {
                format!("`{origin}` lijkt op geen van de vormen die Koers leest: noem de vorm met --as")
            }
            _ => self.to_string(),
        }
    }
}
