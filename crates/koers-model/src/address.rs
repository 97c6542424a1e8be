//! Addresses on the web and of mail, as people write them in files.

use std::fmt;

/// The longest address that is accepted, in bytes.
const LONGEST: usize = 2000;

/// An address on the web: `https://` or `http://`, a host, and nothing in it that an address cannot hold.
///
/// It is compared as text and never normalised: what is shown is what was written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WebAddress(Box<str>);

impl WebAddress {
    /// The address that a text says; `None` when it says none: another scheme, no host, a space, a control character, or one of
    /// `<>"{}|\^` and the backtick, which an address never holds (RFC 3986, RFC 3987).
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        let never = |c: char| {
            c.is_whitespace()
                || c.is_control()
                || is_invisible(c)
                || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
        };
        (text.len() <= LONGEST && is_host(host) && !text.contains(never)).then(|| Self(text.into()))
    }
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The host, with its port where one is written: `datasets.cbs.nl`, `127.0.0.1:8080`.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or("")
    }
    /// Whether what goes to and fro is encrypted.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WebAddress({})", self.0)
    }
}

/// Marks that turn the reading direction or take no room: an address that holds one is not the address that people see.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A host with an optional port, as it stands in an address: `stats.example.org`, `127.0.0.1:8080`. Compared in small letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Host(Box<str>);

impl Host {
    /// The host that a text says.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        is_host(text).then(|| Self(text.to_lowercase().into()))
    }
    /// The host as text, in small letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A host with an optional port. Names and passwords before an `@` are refused: nobody publishes those on purpose.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (text, None),
    };
    let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    let bracketed = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .is_some_and(|inner| inner.parse::<core::net::Ipv6Addr>().is_ok());
    port_fits && (bracketed || is_name(host))
}

/// Labels of letters, digits and hyphens, with points between them. Letters of every script are allowed.
fn is_name(host: &str) -> bool {
    let fits = |label: &str| {
        !label.is_empty()
            && label.chars().count() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    host.len() <= 253 && host.split('.').all(fits)
}

/// An address of mail: `name@host`. Of RFC 5322 only what people use: no quotes, no comments, no spaces.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailAddress(Box<str>);

impl MailAddress {
    /// The address that a text says; `None` when it says none.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let (name, host) = text.split_once('@')?;
        // What stands between words in RFC 5322, and what an address in a link has to be written in another way for.
        let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-' | '\'');
        let dots = name.starts_with('.') || name.ends_with('.') || name.contains("..");
        let fits = !name.is_empty() && name.len() <= 64 && name.chars().all(letter) && !dots;
        (fits && text.len() <= 254 && host.contains('.') && is_name(host)).then(|| Self(text.into()))
    }
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailAddress({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_scheme_a_host_and_nothing_strange() {
        for good in [
            "https://koers.example.org",
            "https://koers.example.org:8443/pad/?q=a%20b#c",
            "http://127.0.0.1:8080",
            "http://[::1]:8080/x",
            "https://fryslân.example/ûs",
            "https://identifier.overheid.nl/tooi/id/provincie/pv22",
        ] {
            assert_eq!(WebAddress::new(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            "koers.example.org",
            "https://",
            "https:///pad",
            "https://.example.org",
            "https://-a.example.org",
            "https://a b.example.org",
            "https://a.example.org/a b",
            "https://a.example.org/<x>",
            "https://naam:geheim@example.org/",
            "https://a.example.org:0",
            "https://a.example.org:x",
            "https://[::x]/",
            "javascript:alert(1)",
            "ftp://a.example.org",
            "https://a.example.org/\u{202e}gro",
            "https://a.example.org/a\nb",
        ] {
            assert_eq!(WebAddress::new(bad), None, "{bad}");
        }
        let long = format!("https://a.example.org/{}", "x".repeat(2000));
        assert_eq!(WebAddress::new(&long), None);
    }

    #[test]
    fn an_address_of_mail_is_a_name_and_a_host() {
        for good in ["koers@example.org", "a.b+c-d_e'f@sub.example.org"] {
            assert_eq!(MailAddress::new(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            "koers",
            "koers@",
            "@example.org",
            "koers@example",
            "a b@example.org",
            "a@b@example.org",
            "a,b@example.org",
            ".a@example.org",
            "a..b@example.org",
            "koers@example..org",
            "koers@example.org?subject=x",
            "koers@example.org\n",
        ] {
            assert_eq!(MailAddress::new(bad), None, "{bad}");
        }
    }
}
