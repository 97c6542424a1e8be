//! Under which names the server answers.
//!
//! A page of another site can give a name of its own the number of this machine (DNS rebinding), and then read what a server on
//! loopback answers. So a name that is not ours gets no answer. A number cannot be given away like that, so any number will do.

use http::header::HOST;
use http::request::Parts;
use http::uri::Authority;
use http::version::Version;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// A request that does not say as it should for which name it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nameless;

/// The name for which a request is meant; `None` when it is of a version that knows no names.
///
/// # Errors
/// [`Nameless`] when the version asks for a line `Host` and there is none, when there are several, or when what stands in it is no name
/// (RFC 9112, 3.2). A server before us might take another name out of it than we do.
pub fn named(head: &Parts) -> Result<Option<&str>, Nameless> {
    let mut lines = head.headers.get_all(HOST).iter();
    let line = match (lines.next(), lines.next()) {
        (Some(line), None) => Some(line.to_str().map_err(|_| Nameless)?),
        (None, _) if head.version != Version::HTTP_11 => None,
        (None, _) | (Some(_), Some(_)) => return Err(Nameless),
    };
    // An empty name is allowed, and none of ours.
    let sound = |line: &str| {
        line.is_empty() || (!line.contains('@') && Authority::try_from(line).is_ok() && port_is_one(line))
    };
    let ours = |scheme: &str| matches!(scheme, "http" | "https");
    if !line.is_none_or(sound) || !head.uri.scheme_str().is_none_or(ours) {
        return Err(Nameless);
    }
    // What stands in the first line of the request goes before it (RFC 9112, 3.2.2).
    Ok(head.uri.authority().map(Authority::as_str).or(line))
}

/// Whether what stands behind the colon, if anything does, is the number of a port.
fn port_is_one(host: &str) -> bool {
    let behind = host.rsplit(']').next().unwrap_or(host);
    let port = behind.rsplit_once(':').map_or("", |(_, port)| port);
    port.is_empty() || (port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok())
}

/// The names under which the server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosts(BTreeSet<String>);

impl Hosts {
    /// `localhost`, the name in the address that visitors use, and more names; `*` is any name.
    #[must_use]
    pub fn new(address: &str, more: &[String]) -> Self {
        let mut names = BTreeSet::from(["localhost".to_owned()]);
        names.insert(name_of(authority(address)).to_ascii_lowercase());
        names.extend(more.iter().map(|name| name.to_ascii_lowercase()));
        Self(names)
    }

    /// Whether the server answers under the name that the head of a request gives.
    #[must_use]
    pub fn answers_to(&self, host: Option<&str>) -> bool {
        // HTTP/1.0 asks for no name, and a browser speaks a newer one.
        let Some(host) = host else { return true };
        let name = name_of(host).trim_end_matches('.').to_ascii_lowercase();
        let number = name.trim_start_matches('[').trim_end_matches(']');
        self.0.contains("*") || self.0.contains(&name) || number.parse::<IpAddr>().is_ok()
    }
}

/// Whether a name, as a request gives it, can be no other than that of this machine: a page of another site cannot take it.
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    let name = name_of(host);
    let number = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || number.parse::<IpAddr>().is_ok_and(|number| number.is_loopback())
}

/// `https://koers.example.org:8443/a` → `koers.example.org:8443`
pub(super) fn authority(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}

/// The name without its port. The colons in `[::1]` are no ports.
fn name_of(host: &str) -> &str {
    let port = host.rfind(':').filter(|at| !host[*at..].contains(']'));
    port.map_or(host, |at| &host[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    #[test]
    fn one_name_and_no_other() {
        let named = |version, uri: &str, lines: &[&str]| {
            let mut request = Request::builder().version(version).uri(uri);
            for line in lines {
                request = request.header(HOST, *line);
            }
            let (head, ()) = request.body(()).unwrap().into_parts();
            super::named(&head).map(|name| name.map(str::to_owned))
        };
        let (old, new) = (Version::HTTP_10, Version::HTTP_11);
        let some = |name: &str| Ok(Some(name.to_owned()));
        assert_eq!(named(new, "/", &["a.example:80"]), some("a.example:80"));
        assert_eq!(named(new, "/", &["[::1]:80"]), some("[::1]:80"));
        assert_eq!(named(new, "/", &[""]), some(""));
        assert_eq!(named(new, "http://b.example/", &["a.example"]), some("b.example"));
        assert_eq!(named(old, "/", &["a.example"]), some("a.example"));
        assert_eq!(named(old, "/", &[]), Ok(None));
        for (version, uri, lines) in [
            (new, "/", [].as_slice()),
            (new, "http://b.example/", &[]),
            (new, "/", &["a.example", "a.example"]),
            (old, "/", &["a.example", "b.example"]),
            (new, "/", &["a.example, b.example"]),
            (new, "/", &["a.example/b"]),
            (new, "/", &["user@a.example"]),
            (new, "/", &["a b"]),
            (new, "/", &["a.example:99999999"]),
            (new, "/", &["a.example:abc"]),
            (new, "/", &["[::1]:x"]),
            (new, "ftp://a.example/", &["a.example"]),
        ] {
            assert_eq!(named(version, uri, lines), Err(Nameless), "{uri} {lines:?}");
        }
    }

    #[test]
    fn only_our_own_names_and_numbers() {
        let hosts = Hosts::new("https://koers.example.org:8443", &["intern".to_owned()]);
        for host in [
            "koers.example.org",
            "KOERS.example.org:8443",
            "koers.example.org.",
            "localhost:8080",
            "127.0.0.1:8080",
            "[::1]:8080",
            "[::1]",
            "intern:80",
        ] {
            assert!(hosts.answers_to(Some(host)), "{host}");
        }
        for host in [
            "evil.example",
            "koers.example.org.evil.example",
            "localhost.evil.example",
            "",
            "a:b:c",
        ] {
            assert!(!hosts.answers_to(Some(host)), "{host}");
        }
        assert!(hosts.answers_to(None));
        assert!(Hosts::new("http://127.0.0.1:1", &["*".to_owned()]).answers_to(Some("any")));
    }
}
