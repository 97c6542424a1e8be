//! Why a publisher gave no table, in words.

use koers_model::text::Lang;
use std::fmt;
use std::io;
use std::net::IpAddr;
use std::time::Duration;

/// The longest reason of a publisher that is shown, in characters.
const LONGEST: usize = 200;

/// Why a publisher gave no table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchFault {
    /// A text that is no web address.
    NotAnAddress {
        /// The text.
        address: String,
    },
    /// A host that the catalogue does not name.
    OtherHost {
        /// The address that leads there.
        address: String,
        /// The host.
        host: String,
    },
    /// An address without encryption.
    NotEncrypted {
        /// The address.
        address: String,
    },
    /// A host with an address inside.
    PrivateAddress {
        /// The host.
        host: String,
        /// Its address.
        ip: IpAddr,
    },
    /// A redirect that leads nowhere, or one too many.
    Redirect {
        /// From where.
        address: String,
        /// To where.
        to: String,
    },
    /// The other side does not prove who it is.
    Tls {
        /// The address.
        address: String,
        /// What is wrong.
        said: String,
    },
    /// An answer that is an error.
    Status {
        /// The address.
        address: String,
        /// Its number.
        status: u16,
        /// What the publisher said.
        said: Option<String>,
        /// After how long it may be asked again.
        wait: Option<Duration>,
        /// How often was asked.
        tried: u32,
    },
    /// No answer at all.
    NoConnection {
        /// The address.
        address: String,
        /// What the system said.
        said: String,
        /// How often was asked.
        tried: u32,
    },
    /// An answer that ended too early.
    CutOff {
        /// The address.
        address: String,
        /// How much came.
        bytes: u64,
        /// How often was asked.
        tried: u32,
    },
    /// An answer that took too long.
    TooSlow {
        /// The address.
        address: String,
        /// How often was asked.
        tried: u32,
    },
    /// An answer that is too large.
    TooLarge {
        /// The address.
        address: String,
        /// The most bytes that are taken.
        limit: u64,
    },
    /// A web page instead of a table.
    Page {
        /// The address.
        address: String,
        /// Its title.
        title: Option<String>,
    },
    /// The publisher's own error, in an answer that looks fine.
    Refused {
        /// The address.
        address: String,
        /// What it said.
        said: String,
    },
    /// An answer in another shape than the protocol has.
    Misread {
        /// The address.
        address: String,
        /// What is wrong.
        why: String,
    },
    /// The publisher makes the table and does not finish.
    Queued {
        /// The address.
        address: String,
        /// How long was waited, in seconds.
        seconds: u64,
    },
    /// A page that names an earlier page as the next one.
    Circle {
        /// The address that came again.
        address: String,
    },
    /// A page with the same rows as an earlier one.
    SamePage {
        /// Its address.
        address: String,
    },
    /// Other than as many rows as the publisher says that there are.
    Rows {
        /// The address of the table.
        address: String,
        /// How many came.
        got: u64,
        /// How many it says.
        said: u64,
    },
    /// A table without rows.
    Nothing {
        /// Its address.
        address: String,
    },
    /// The table changed while it was fetched, and again.
    Changing {
        /// Its address.
        address: String,
    },
    /// More pages or rows than any table has.
    Endless {
        /// Its address.
        address: String,
    },
    /// The disk.
    Disk {
        /// What the system said.
        said: String,
    },
}

impl std::error::Error for FetchFault {}

impl fmt::Display for FetchFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl FetchFault {
    /// What the file system said while something was kept.
    #[must_use]
    pub fn disk(error: &io::Error) -> Self {
        Self::Disk {
            said: error.to_string(),
        }
    }

    /// Whether it may pass by itself, so that what is here already stays for the next time.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(
            self,
            Self::Status { .. }
                | Self::NoConnection { .. }
                | Self::CutOff { .. }
                | Self::TooSlow { .. }
                | Self::Queued { .. }
                | Self::Page { .. }
                | Self::Disk { .. }
        )
    }

    /// What happened, in one sentence.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let nl = lang == Lang::Nl;
        let times = |tried: u32| match (tried, lang) {
            (0 | 1, _) => String::new(),
            (many, Lang::Nl) => format!(" ({many} keer geprobeerd)"),
            (many, Lang::En) => format!(" (tried {many} times)"),
        };
        match self {
            Self::NotAnAddress { address } if nl => format!("`{address}` is geen webadres"),
            Self::NotAnAddress { address } => format!("`{address}` is no web address"),
            Self::OtherHost { address, host } if nl => {
                format!("{address} ligt op {host}, en die host staat niet in de catalogus")
            }
            Self::OtherHost { address, host } => {
                format!("{address} is on {host}, a host that the catalogue does not name")
            }
            Self::NotEncrypted { address } if nl => format!("{address} is niet versleuteld (https)"),
            Self::NotEncrypted { address } => format!("{address} is not encrypted (https)"),
            Self::PrivateAddress { host, ip } if nl => {
                format!("{host} heeft een adres binnen een eigen netwerk ({ip})")
            }
            Self::PrivateAddress { host, ip } => {
                format!("{host} has an address inside a private network ({ip})")
            }
            Self::Redirect { address, to } if nl => {
                format!("{address} verwijst door naar `{to}`, en dat gaat niet verder")
            }
            Self::Redirect { address, to } => {
                format!("{address} redirects to `{to}`, which leads no further")
            }
            Self::Tls { address, said } if nl => {
                format!("{address} bewijst niet wie het is: {said}")
            }
            Self::Tls { address, said } => format!("{address} does not prove who it is: {said}"),
            Self::Status {
                address,
                status,
                said,
                tried,
                ..
            } => {
                let meaning = status_words(*status, lang);
                let said = said.as_ref().map_or_else(String::new, |said| format!(": {said}"));
                match nl {
                    true => format!(
                        "{address} antwoordt met {status} ({meaning}){said}{}",
                        times(*tried)
                    ),
                    false => format!("{address} answers {status} ({meaning}){said}{}", times(*tried)),
                }
            }
            Self::NoConnection { address, said, tried } if nl => {
                format!("{address} is niet te bereiken: {said}{}", times(*tried))
            }
            Self::NoConnection { address, said, tried } => {
                format!("{address} cannot be reached: {said}{}", times(*tried))
            }
            Self::CutOff {
                address,
                bytes,
                tried,
            } if nl => format!(
                "het antwoord van {address} brak af na {bytes} bytes{}",
                times(*tried)
            ),
            Self::CutOff {
                address,
                bytes,
                tried,
            } => format!(
                "the answer of {address} broke off after {bytes} bytes{}",
                times(*tried)
            ),
            Self::TooSlow { address, tried } if nl => {
                format!("{address} antwoordt niet op tijd{}", times(*tried))
            }
            Self::TooSlow { address, tried } => format!("{address} does not answer in time{}", times(*tried)),
            Self::TooLarge { address, limit } if nl => {
                format!("het antwoord van {address} is groter dan {limit} bytes")
            }
            Self::TooLarge { address, limit } => {
                format!("the answer of {address} is larger than {limit} bytes")
            }
            Self::Page { address, title } => {
                let title = title
                    .as_ref()
                    .map_or_else(String::new, |title| format!(" (“{title}”)"));
                match nl {
                    true => format!("{address} geeft een webpagina in plaats van een tabel{title}"),
                    false => format!("{address} gives a web page instead of a table{title}"),
                }
            }
            Self::Refused { address, said } if nl => {
                format!("{address} geeft een fout in plaats van een tabel: {said}")
            }
            Self::Refused { address, said } => {
                format!("{address} gives an error instead of a table: {said}")
            }
            Self::Misread { address, why } if nl => {
                format!("het antwoord van {address} heeft een andere vorm dan verwacht: {why}")
            }
            Self::Misread { address, why } => {
                format!("the answer of {address} has another shape than expected: {why}")
            }
            Self::Queued { address, seconds } if nl => {
                format!("{address} maakt de tabel nog: na {seconds} seconden was hij niet klaar")
            }
            Self::Queued { address, seconds } => {
                format!("{address} is still making the table: it was not ready after {seconds} seconds")
            }
            Self::Circle { address } if nl => {
                format!("de bladzijden lopen rond: {address} komt opnieuw als volgende bladzijde")
            }
            Self::Circle { address } => {
                format!("the pages go round: {address} comes again as the next page")
            }
            Self::SamePage { address } if nl => {
                format!("{address} heeft dezelfde rijen als een eerdere bladzijde")
            }
            Self::SamePage { address } => format!("{address} has the same rows as an earlier page"),
            Self::Rows { address, got, said } if nl => {
                format!("van {address} kwamen {got} rijen, en de uitgever zegt dat het er {said} zijn")
            }
            Self::Rows { address, got, said } => {
                format!("{got} rows came from {address}, and the publisher says that there are {said}")
            }
            Self::Nothing { address } if nl => format!("{address} geeft geen enkele rij"),
            Self::Nothing { address } => format!("{address} gives not a single row"),
            Self::Changing { address } if nl => {
                format!("{address} veranderde terwijl hij werd opgehaald, en daarna nog eens")
            }
            Self::Changing { address } => format!("{address} changed while it was fetched, and then again"),
            Self::Endless { address } if nl => format!("{address} houdt niet op: geen tabel is zo groot"),
            Self::Endless { address } => format!("{address} does not end: no table is so large"),
            Self::Disk { said } if nl => format!("het ophalen kan niet worden opgeslagen: {said}"),
            Self::Disk { said } => format!("what is fetched cannot be stored: {said}"),
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn help(&self, lang: Lang) -> Option<String> {
        let said = |nl: &str, en: &str| Some(lang.pick(nl.to_owned(), en.to_owned()));
        match self {
            Self::OtherHost { .. } => said(
                "noem de host in een `from: address:` van de catalogus als hij erbij hoort",
                "name the host in a `from: address:` of the catalogue when it belongs there",
            ),
            Self::NotEncrypted { .. } | Self::PrivateAddress { .. } => said(
                "is dit een host van uw eigen netwerk, noem hem dan in koers.yaml onder `own_hosts:`",
                "when this is a host of your own network, name it in koers.yaml under `own_hosts:`",
            ),
            Self::Disk { .. } => said(
                "maak ruimte op de schijf, of kijk of de map beschreven mag worden",
                "make room on the disk, or see whether the folder may be written to",
            ),
            Self::Tls { .. } => said(
                "de certificaten van het systeem gelden; een kantoor dat in zijn verkeer kijkt, moet het zijne daarbij zetten",
                "the certificates of the system count; an office that looks into its traffic has to put its own among them",
            ),
            Self::Status { status: 404, .. } => said(
                "kijk of de tabel nog bestaat: een tabel kan zijn vervangen door een met een ander nummer",
                "see whether the table still exists: a table can be replaced by one of another number",
            ),
            Self::Status {
                wait: Some(pause), ..
            } => Some(match lang {
                Lang::Nl => format!("de uitgever vraagt om {} seconden te wachten", pause.as_secs()),
                Lang::En => format!("the publisher asks to wait for {} seconds", pause.as_secs()),
            }),
            Self::NoConnection { .. }
            | Self::CutOff { .. }
            | Self::TooSlow { .. }
            | Self::Queued { .. }
            | Self::Status { .. } => said(
                "probeer het later nog eens; wat al binnen is, wordt dan niet opnieuw gevraagd",
                "try again later; what is here already will not be asked for again",
            ),
            Self::Rows { .. } | Self::Changing { .. } | Self::SamePage { .. } | Self::Circle { .. } => said(
                "probeer het later nog eens; er is niets overgenomen",
                "try again later; nothing was taken over",
            ),
            Self::Nothing { .. } => said(
                "kijk of `filter:` in de catalogus nog klopt",
                "see whether `filter:` in the catalogue still fits",
            ),
            _ => None,
        }
    }
}

fn status_words(status: u16, lang: Lang) -> &'static str {
    match status {
        400 => lang.pick("de vraag klopt niet", "the question is wrong"),
        401 | 403 => lang.pick("geen toegang", "no access"),
        404 | 410 => lang.pick("bestaat niet", "does not exist"),
        406 => lang.pick("niet in deze vorm", "not in this form"),
        413 => lang.pick("te groot", "too large"),
        408 | 425 | 429 => lang.pick("te druk", "too busy"),
        500..=599 => lang.pick("storing bij de uitgever", "a fault of the publisher"),
        _ => lang.pick("geen tabel", "no table"),
    }
}

/// A reason in the body of an error: what JSON of OData, of Eurostat or of problem details says, the title of a page, or a short text.
pub(crate) fn reason(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body);
    let text = text.trim();
    if let Ok(json) = serde_json::from_str::<serde_json::Value>(text) {
        let said = [
            "/error/message",
            "/error/message/value",
            "/odata.error/message/value",
            "/error/0/label",
            "/detail",
            "/title",
            "/message",
        ];
        let said = said
            .into_iter()
            .filter_map(|at| json.pointer(at))
            .find_map(|one| one.as_str());
        return said.map(shown);
    }
    if let Some(title) = page_title(text) {
        return Some(title);
    }
    (!text.is_empty() && !text.starts_with('<') && text.chars().count() <= LONGEST).then(|| shown(text))
}

/// The title of a web page; `None` for what is no page.
pub(crate) fn page_title(text: &str) -> Option<String> {
    let small = text.to_ascii_lowercase();
    let from = small.find("<title")?;
    let from = from + small.get(from..)?.find('>')? + 1;
    let to = from + small.get(from..)?.find("</title")?;
    let title = shown(text.get(from..to)?);
    (!title.is_empty()).then_some(title)
}

/// A text of a publisher on one line, without control characters, and not too long.
pub(crate) fn shown(text: &str) -> String {
    on_one_line(text, LONGEST)
}

/// The same with another length, in characters.
pub(crate) fn on_one_line(text: &str, longest: usize) -> String {
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let clean: String = clean.collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or("")),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_of_publishers_are_found() {
        for (body, said) in [
            (
                r#"{"error":{"code":"","message":"Table not found"}}"#,
                Some("Table not found"),
            ),
            (
                r#"{"odata.error":{"code":"","message":{"lang":"nl-NL","value":"Te veel rijen"}}}"#,
                Some("Te veel rijen"),
            ),
            (
                r#"{"error":[{"status":404,"id":100,"label":"no results"}]}"#,
                Some("no results"),
            ),
            (r#"{"title":"Not found","status":404}"#, Some("Not found")),
            (
                "<html><head><TITLE>\n Onderhoud\u{7} </TITLE></head>",
                Some("Onderhoud"),
            ),
            ("try later\n", Some("try later")),
            ("", None),
            ("<a>", None),
            ("{}", None),
        ] {
            assert_eq!(reason(body.as_bytes()).as_deref(), said, "{body}");
        }
        assert_eq!(shown(&"x".repeat(300)).chars().count(), LONGEST + 1);
    }
}
