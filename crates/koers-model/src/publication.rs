//! How a workspace is published: by whom, under which licence, how to reach them, and what they say of its accessibility.

use crate::address::{MailAddress, WebAddress};
use crate::text::{Lang, Text};
use jiff::civil::Date;

/// The settings of a workspace that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The public address of the site, without a slash at its end; `None`: the address that was asked for.
    pub url: Option<WebAddress>,
    /// Who publishes.
    pub publisher: Publisher,
    /// Where questions go.
    pub contact: Contact,
    /// The licence of what the publisher made: readings, verdicts, texts. Published tables keep the licence of their own publisher.
    pub licence: OpenLicence,
    /// Where leaks go.
    pub security: Option<Security>,
    /// Who sees which questions no figure answers.
    pub gaps: Gaps,
    /// By what the public knows who tested a proposal.
    pub assessors: Assessors,
    /// What the publisher says of the accessibility of the site.
    pub accessibility: Option<Accessibility>,
    /// A style sheet in the workspace that is laid over the one of Koers.
    pub theme: Option<StylePath>,
}

/// Who publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// Name.
    pub name: Text,
    /// Its identifier in a public register: `https://identifier.overheid.nl/tooi/id/provincie/pv22`.
    pub uri: Option<WebAddress>,
    /// Its own site.
    pub homepage: Option<WebAddress>,
}

/// Where questions go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Name of the desk or team; no person.
    pub name: Text,
    /// Address of mail.
    pub email: MailAddress,
    /// A page with more ways.
    pub url: Option<WebAddress>,
}

/// Where people report a leak: the content of `security.txt` (RFC 9116).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Security {
    /// Where to report, the preferred way first; at least one.
    pub contacts: Vec<SecurityContact>,
    /// The day after which nobody should rely on this any more.
    pub expires: Date,
    /// What a reporter may expect.
    pub policy: Option<WebAddress>,
}

/// How long a [`Security`] block still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Holds,
    /// Its last day is over.
    Expired,
    /// Its last day lies more than a year ahead. RFC 9116 (2.5.5) recommends less than a year.
    TooFarAhead,
}

impl Security {
    /// How long it still holds on a day.
    #[must_use]
    pub fn standing(&self, today: Date) -> Standing {
        use jiff::ToSpan;
        if self.expires < today {
            Standing::Expired
        } else if today.checked_add(1.year()).is_ok_and(|day| self.expires > day) {
            Standing::TooFarAhead
        } else {
            Standing::Holds
        }
    }
}

/// One way to report a leak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityContact {
    /// By mail; written `mailto:…`.
    Mail(MailAddress),
    /// On a page; written `https://…`.
    Page(WebAddress),
}

impl SecurityContact {
    /// The way that a text says: `mailto:` with an address of mail, or a page under `https://`.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        match text.strip_prefix("mailto:") {
            Some(address) => MailAddress::new(address).map(Self::Mail),
            None => WebAddress::new(text).filter(WebAddress::is_https).map(Self::Page),
        }
    }
    /// As it stands in `security.txt`.
    #[must_use]
    pub fn uri(&self) -> String {
        match self {
            Self::Mail(address) => format!("mailto:{address}"),
            Self::Page(address) => address.to_string(),
        }
    }
}

/// Who sees which questions no figure answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Gaps {
    /// Everybody.
    Public,
    /// Only those who work on the workspace.
    #[default]
    Staff,
}

/// By what the public knows who tested a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Assessors {
    /// By what was entered: a function, or a name.
    Named,
    /// By a number on the page.
    #[default]
    Numbered,
}

/// The licence of what the publisher made itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpenLicence {
    /// No rights reserved.
    Cc0,
    /// The source must be named.
    CcBy,
}

impl OpenLicence {
    /// Every licence with its word in files (the identifiers of SPDX).
    pub const WORDS: [(Self, &'static str); 2] = [(Self::Cc0, "CC0-1.0"), (Self::CcBy, "CC-BY-4.0")];
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Cc0 => "CC0-1.0",
            Self::CcBy => "CC-BY-4.0",
        }
    }
    /// The page that explains it.
    #[must_use]
    pub fn page(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Cc0, Lang::Nl) => "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
            (Self::Cc0, Lang::En) => "https://creativecommons.org/publicdomain/zero/1.0/deed.en",
            (Self::CcBy, Lang::Nl) => "https://creativecommons.org/licenses/by/4.0/deed.nl",
            (Self::CcBy, Lang::En) => "https://creativecommons.org/licenses/by/4.0/deed.en",
        }
    }
}

/// What the publisher says of the accessibility of the site, after the model of the Dutch government.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accessibility {
    /// How far it is.
    pub status: Conformance,
    /// The day of the last assessment; `None` when nobody assessed it.
    pub assessed: Option<Date>,
    /// Where complaints go; `None`: where questions go.
    pub complaints: Option<Contact>,
    /// What is known not to work.
    pub limits: Vec<Text>,
}

/// How far a site is with the law on accessibility: the five states of a Dutch statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Conformance {
    /// Assessed as a whole, and nothing was found.
    A,
    /// Assessed as a whole; what was found is described, with measures.
    B,
    /// Not assessed as a whole; an assessment is planned within six months.
    C,
    /// Not assessed as a whole, and no assessment is planned.
    D,
    /// There is no statement.
    E,
}

impl Conformance {
    /// The letter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
        }
    }
    /// What the letter means, in a few words: "voldoet gedeeltelijk".
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::A => lang.pick("voldoet volledig", "fully compliant"),
            Self::B => lang.pick("voldoet gedeeltelijk", "partially compliant"),
            Self::C => lang.pick("eerste maatregelen genomen", "first measures taken"),
            Self::D => lang.pick(
                "voldoet niet: er zijn geen resultaten van een volledig onderzoek bekend",
                "not compliant: no results of a full assessment are known",
            ),
            Self::E => lang.pick("geen verklaring", "no statement"),
        }
    }
    /// Whether it rests on an assessment of the whole site.
    #[must_use]
    pub fn needs_assessment(self) -> bool {
        matches!(self, Self::A | Self::B)
    }
}

/// The path of a style sheet of a workspace: `theme/koers-theme.css`. It lies in the folder `theme`, and is no hidden file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StylePath(Box<str>);

impl StylePath {
    /// The path that a text says; `None` when it is no `.css` right under `theme`.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let name = text.strip_prefix("theme/")?;
        let good =
            name.len() > 4 && name.ends_with(".css") && !name.starts_with('.') && name.chars().all(letter);
        (good && text.len() <= 200).then(|| Self(text.into()))
    }
    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_style_sheet_stays_inside_the_workspace() {
        for good in ["theme/koers-theme.css", "theme/b_c.min.css"] {
            assert_eq!(StylePath::new(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            ".css",
            "theme",
            "a.css",
            "/theme/a.css",
            "../theme/a.css",
            "theme/../b.css",
            "theme/a/b.css",
            "theme//b.css",
            "theme/.b.css",
            "theme/.css",
            "C:\\a.css",
            "a b.css",
            "a.css?x",
            "https://example.org/a.css",
        ] {
            assert_eq!(StylePath::new(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_security_block_holds_for_a_year_at_most() {
        let security = |expires| Security {
            contacts: vec![SecurityContact::new("mailto:veilig@example.org").unwrap()],
            expires,
            policy: None,
        };
        let today = date(2026, 11, 21);
        assert_eq!(security(date(2026, 11, 20)).standing(today), Standing::Expired);
        assert_eq!(security(today).standing(today), Standing::Holds);
        assert_eq!(security(date(2027, 11, 21)).standing(today), Standing::Holds);
        assert_eq!(
            security(date(2027, 11, 22)).standing(today),
            Standing::TooFarAhead
        );
    }

    #[test]
    fn leaks_are_reported_by_mail_or_on_an_encrypted_page() {
        for good in ["mailto:veilig@example.org", "https://example.org/veilig"] {
            assert_eq!(SecurityContact::new(good).unwrap().uri(), good);
        }
        for bad in [
            "veilig@example.org",
            "http://example.org/veilig",
            "mailto:veilig",
            "tel:+31",
        ] {
            assert_eq!(SecurityContact::new(bad), None, "{bad}");
        }
    }
}
