//! Under which names the server answers.
//!
//! A page of another site can give a name of its own the number of this machine (DNS rebinding), and then read what a server on
//! loopback answers. So a name that is not ours gets no answer. A number cannot be given away like that, so any number will do.

use std::collections::BTreeSet;
use std::net::IpAddr;

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
        // HTTP/1.0 knows no names, and a browser speaks a newer one.
        let Some(host) = host else { return true };
        let name = name_of(host).trim_end_matches('.').to_ascii_lowercase();
        let number = name.trim_start_matches('[').trim_end_matches(']');
        self.0.contains("*") || self.0.contains(&name) || number.parse::<IpAddr>().is_ok()
    }
}

/// `https://koers.example.org:8443/a` → `koers.example.org:8443`
fn authority(address: &str) -> &str {
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
