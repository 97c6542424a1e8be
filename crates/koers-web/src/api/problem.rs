//! Why there is no answer, as `application/problem+json` (RFC 9457).

use super::exchange::dressed;
use crate::answer::{Answer, Fault, Refusal, Wrong, media};
use koers_model::text::{Lang, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// Waarom er geen antwoord is (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Probleem")]
pub struct Problem {
    /// Het soort probleem: een adres waar het wordt uitgelegd.
    #[serde(rename = "type")]
    pub kind: String,
    /// Het soort probleem in een paar woorden.
    pub title: String,
    /// De HTTP-status.
    pub status: u16,
    /// Wat er deze keer aan de hand was.
    pub detail: String,
    /// Het pad dat werd gevraagd.
    pub instance: String,
    /// Elke fout in de vraag; alleen bij status 400.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Mistake>,
}

/// Een fout in de vraag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Fout")]
pub struct Mistake {
    /// Waar de fout staat.
    #[serde(rename = "in")]
    pub place: Place,
    /// Om welke sleutel het gaat; weggelaten als het om het geheel gaat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// Wat er niet klopt.
    pub detail: String,
}

/// Waar een fout staat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "FoutPlaats")]
pub enum Place {
    /// In de vraag achter het vraagteken.
    Query,
    /// In het pad.
    Path,
}

/// Welke sleutel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "FoutSleutel")]
pub struct Location {
    /// De naam van de sleutel.
    pub name: String,
}

/// A kind of problem.
struct Kind {
    status: u16,
    /// Where the page on the API explains it: `/api#probleem-…`.
    slug: &'static str,
    title: &'static str,
    /// What to say when nothing more is known.
    detail: &'static str,
}

const fn kind(status: u16, slug: &'static str, title: &'static str, detail: &'static str) -> Kind {
    Kind {
        status,
        slug,
        title,
        detail,
    }
}

/// Every kind of problem, by status. What is not here is the first of its hundred.
const KINDS: &[Kind] = &[
    kind(400, "ongeldige-vraag", "Ongeldige vraag", "De vraag klopt niet."),
    kind(404, "niet-gevonden", "Niet gevonden", "Op dit adres is niets."),
    kind(
        405,
        "methode",
        "Methode niet toegestaan",
        "Deze API kent alleen GET, HEAD en OPTIONS.",
    ),
    kind(
        406,
        "vorm",
        "Vorm niet beschikbaar",
        "Geen van de gevraagde vormen is er.",
    ),
    kind(
        408,
        "te-langzaam",
        "Vraag niet op tijd",
        "De vraag kwam niet op tijd binnen.",
    ),
    kind(
        413,
        "te-groot",
        "Vraag te groot",
        "Deze API neemt geen inhoud aan.",
    ),
    kind(414, "adres-te-lang", "Adres te lang", "Het adres is te lang."),
    kind(
        421,
        "verkeerde-naam",
        "Verkeerde naam",
        "Deze server antwoordt niet onder de gevraagde naam.",
    ),
    kind(
        429,
        "te-veel-vragen",
        "Te veel vragen",
        "Probeer het over een moment opnieuw; zie Retry-After.",
    ),
    kind(
        431,
        "kop-te-groot",
        "Kop te groot",
        "De koppen van de vraag zijn te groot.",
    ),
    kind(
        500,
        "interne-fout",
        "Interne fout",
        "Dit ligt niet aan de vraag. Probeer het later opnieuw.",
    ),
    kind(
        503,
        "te-druk",
        "Te druk",
        "Probeer het over een moment opnieuw; zie Retry-After.",
    ),
];

/// Every kind of problem: status, the anchor on the page, title, explanation.
pub fn kinds() -> impl Iterator<Item = (u16, &'static str, &'static str, &'static str)> {
    KINDS
        .iter()
        .map(|kind| (kind.status, kind.slug, kind.title, kind.detail))
}

fn of(status: u16) -> &'static Kind {
    let first = if status < 500 { 0 } else { KINDS.len() - 2 };
    let same = KINDS.iter().find(|kind| kind.status == status);
    same.unwrap_or(&KINDS[first])
}

/// A refusal, for who has a status and no more: limits, names of hosts, methods. Works before anything is known of what was asked, and
/// always gives all headers of the API. `address` is that of the site, `path` what was asked for.
#[must_use]
pub fn refuse(address: &str, path: &str, status: u16, detail: Option<&Text>) -> Answer {
    let kind = of(status);
    let detail = detail.map_or(kind.detail, |text| text.get(Lang::Nl));
    say(address, path, status, detail.to_owned(), Vec::new())
}

/// A fault as a problem.
#[must_use]
pub fn of_fault(address: &str, path: &str, fault: &Fault) -> Answer {
    let status = fault.status();
    match fault {
        Fault::NotFound { what, near } => {
            let mut detail = if what.starts_with('/') {
                "Op dit adres is niets.".to_owned()
            } else if what.contains(' ') {
                format!("Er is geen {what}.")
            } else {
                format!("Er is geen `{what}`.")
            };
            if !near.is_empty() {
                detail.push_str(&format!(" Bedoelde u {}?", near.join(", ")));
            }
            say(address, path, status, detail, Vec::new())
        }
        Fault::BadInput(wrong) => {
            let sentences: Vec<String> = wrong.iter().map(|one| one.sentence(Lang::Nl)).collect();
            let detail = format!("{}.", sentences.join("; "));
            say(address, path, status, detail, wrong.iter().map(mistake).collect())
        }
        Fault::NotAcceptable(forms) => {
            let detail = format!("Dit is er als {}.", forms.join(", "));
            say(address, path, status, detail, Vec::new())
        }
        Fault::Refused(Refusal::Nameless) => {
            let detail = "In de vraag moet precies één naam van een server staan (Host).".to_owned();
            say(address, path, status, detail, Vec::new())
        }
        Fault::Refused(_) => refuse(address, path, status, None),
        // What broke is for the operator, not for who asks.
        Fault::Broken(_) => refuse(address, path, status, None),
    }
}

fn mistake(wrong: &Wrong) -> Mistake {
    let whole = wrong.key.is_empty();
    Mistake {
        place: Place::Query,
        location: (!whole).then(|| Location {
            name: wrong.key.clone(),
        }),
        detail: wrong.what.nl.clone(),
    }
}

fn say(address: &str, path: &str, status: u16, detail: String, errors: Vec<Mistake>) -> Answer {
    let kind = of(status);
    let problem = Problem {
        kind: format!("{address}/api#probleem-{}", kind.slug),
        title: kind.title.to_owned(),
        status,
        detail,
        instance: path.to_owned(),
        errors,
    };
    // Texts and a number cannot fail to be written.
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let answer = Answer {
        status,
        ..Answer::new(media::PROBLEM, body)
    };
    dressed(address, answer.with("content-language", "nl"))
}
