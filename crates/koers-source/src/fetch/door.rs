//! Which addresses may be asked.

use super::fault::FetchFault;
use koers_model::address::{Host, WebAddress};
use std::collections::BTreeSet;
use std::net::IpAddr;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// The hosts that may be asked: those that the catalogue names. Those that are one's own may have a private address, and need no encryption.
#[derive(Debug, Clone, Default)]
pub struct Door {
    named: BTreeSet<String>,
    own: BTreeSet<String>,
}

impl Door {
    /// Opens for the hosts of these addresses.
    #[must_use]
    pub fn new<'a>(named: impl IntoIterator<Item = &'a WebAddress>, own: &[Host]) -> Self {
        Self {
            named: named
                .into_iter()
                .map(|address| address.host().to_lowercase())
                .collect(),
            own: own.iter().map(|host| host.as_str().to_owned()).collect(),
        }
    }

    /// Whether an address lies on a host of one's own.
    pub(crate) fn is_own(&self, address: &str) -> bool {
        let web = WebAddress::new(address);
        web.is_some_and(|web| self.own.contains(&web.host().to_lowercase()))
    }

    /// Whether an address may be asked.
    ///
    /// # Errors
    /// [`FetchFault::NotAnAddress`], [`FetchFault::OtherHost`], [`FetchFault::NotEncrypted`], [`FetchFault::PrivateAddress`].
    pub fn may(&self, address: &str) -> Result<(), FetchFault> {
        let Some(web) = WebAddress::new(address) else {
            return Err(FetchFault::NotAnAddress {
                address: address.to_owned(),
            });
        };
        let host = web.host().to_lowercase();
        if !self.named.contains(&host) {
            return Err(FetchFault::OtherHost {
                address: address.to_owned(),
                host,
            });
        }
        if self.own.contains(&host) {
            return Ok(());
        }
        if !web.is_https() {
            return Err(FetchFault::NotEncrypted {
                address: address.to_owned(),
            });
        }
        // Behind a proxy names are looked up there; what is written as a number can be judged here.
        match literal(&host) {
            Some(ip) if is_private(ip) => Err(FetchFault::PrivateAddress { host, ip }),
            _ => Ok(()),
        }
    }
}

/// The number that a host is written as.
fn literal(host: &str) -> Option<IpAddr> {
    let name = host
        .rsplit_once(':')
        .filter(|(name, _)| !name.contains(':') || name.ends_with(']'));
    let name = name.map_or(host, |(name, _)| name);
    name.trim_matches(['[', ']']).parse().ok()
}

/// The address that a redirect or a link leads to.
pub(crate) fn join(from: &str, to: &str) -> Option<String> {
    if to.starts_with("https://") || to.starts_with("http://") {
        return Some(to.to_owned());
    }
    let (scheme, rest) = from.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    if let Some(other) = to.strip_prefix("//") {
        return Some(format!("{scheme}://{other}"));
    }
    if to.starts_with('/') {
        return Some(format!("{scheme}://{host}{to}"));
    }
    if to.is_empty() || to.contains("://") {
        return None;
    }
    let path = from.split(['?', '#']).next()?;
    let folder = match path.rsplit_once('/') {
        Some((folder, _)) if folder.len() > scheme.len() + 2 => folder,
        _ => path,
    };
    Some(format!("{folder}/{to}"))
}

/// Whether an address belongs to this machine, to a network of one's own, or to nobody: everything that is not out on the internet
/// (IANA special-purpose address registries; RFC 6890, RFC 1918, RFC 4193, RFC 6598). An IPv4 address inside an IPv6 one counts as itself.
#[must_use]
pub fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            ip.is_loopback()
                || ip.is_private()
                || ip.is_link_local()
                || ip.is_broadcast()
                || ip.is_multicast()
                || ip.is_documentation()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0 && c == 0)
                || (a == 198 && (18..20).contains(&b))
        }
        IpAddr::V6(ip) => {
            let parts = ip.segments();
            let inside = match parts {
                // ::ffff:a.b.c.d and 64:ff9b::a.b.c.d.
                [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
                    Some((high, low))
                }
                // ::a.b.c.d, in which nobody is out on the internet any more; ::1 and :: are told below.
                [0, 0, 0, 0, 0, 0, high, low] if high > 0 => Some((high, low)),
                // 2002:ab:cd::, which leads to a.b.c.d.
                [0x2002, high, low, ..] => Some((high, low)),
                _ => None,
            };
            if let Some((high, low)) = inside {
                let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
                return is_private(IpAddr::from([a, b, c, d]));
            }
            let first = parts.first().copied().unwrap_or(0);
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_multicast()
                || (first & 0xfe00) == 0xfc00
                || (first & 0xffc0) == 0xfe80
                || (first & 0xffc0) == 0xfec0
                || first == 0x100
                || first == 0x5f00
                || (first & 0xfff0) == 0x3ff0
                || parts.starts_with(&[0x64, 0xff9b, 1])
                || (first == 0x2001 && parts.get(1).is_some_and(|second| *second < 0x200))
                || parts.starts_with(&[0x2001, 0xdb8])
        }
    }
}

/// Looks names up, and lets no private address through for a host that is not one's own: a name that leads inside is how a server is made to
/// ask what it should not.
#[derive(Debug)]
pub(crate) struct Guarded {
    door: Door,
    lookup: DefaultResolver,
}

impl Guarded {
    pub(crate) fn new(door: Door) -> Self {
        Self {
            door,
            lookup: DefaultResolver::default(),
        }
    }
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.lookup.resolve(uri, config, timeout)?;
        let host = uri
            .authority()
            .map_or("", |authority| authority.as_str())
            .to_lowercase();
        // The proxy that the administrator chose is no publisher.
        let is_asked = self.door.named.contains(&host);
        if self.door.own.contains(&host) || !is_asked {
            return Ok(found);
        }
        match found.iter().find(|address| is_private(address.ip())) {
            Some(address) => Err(ureq::Error::Other(Box::new(FetchFault::PrivateAddress {
                host,
                ip: address.ip(),
            }))),
            None => Ok(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door() -> Door {
        let address = |text: &str| WebAddress::new(text).unwrap();
        let own = [Host::new("127.0.0.1:8080").unwrap()];
        Door::new(
            &[
                address("https://Datasets.CBS.nl/odata/v1"),
                address("http://127.0.0.1:8080/x"),
                address("https://10.0.0.7/x"),
                address("https://[::1]:443/x"),
            ],
            &own,
        )
    }

    #[test]
    fn only_named_hosts_are_asked_encrypted_and_outside() {
        let door = door();
        for fine in [
            "https://datasets.cbs.nl/odata/v1/CBS?x=1",
            "http://127.0.0.1:8080/y",
            "https://127.0.0.1:8080/y",
        ] {
            assert_eq!(door.may(fine), Ok(()), "{fine}");
        }
        for (address, wanted) in [
            ("http://datasets.cbs.nl/x", "NotEncrypted"),
            ("https://datasets.cbs.nl:8443/x", "OtherHost"),
            ("https://datasets.cbs.nl.example.org/x", "OtherHost"),
            ("https://user@datasets.cbs.nl/x", "NotAnAddress"),
            ("http://127.0.0.1:8081/x", "OtherHost"),
            ("https://10.0.0.7/x", "PrivateAddress"),
            ("https://[::1]:443/x", "PrivateAddress"),
            ("file:///etc/passwd", "NotAnAddress"),
            ("https://datasets.cbs.nl/a b", "NotAnAddress"),
        ] {
            let found = format!("{:?}", door.may(address).unwrap_err());
            assert!(found.starts_with(wanted), "{address}: {found}");
        }
    }

    #[test]
    fn private_addresses_in_every_dress() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "fec0::1",
            "::127.0.0.1",
            "::10.1.2.3",
            "64:ff9b:1::7f00:1",
            "2001::1",
            "3fff::1",
            "5f00::1",
        ] {
            assert!(is_private(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "2a02:a450::1",
            "::ffff:8.8.8.8",
            "2002:808:808::",
        ] {
            assert!(!is_private(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn links_lead_from_where_they_stand() {
        let from = "https://a.example/odata/v1/T/Observations?x=1";
        for (to, found) in [
            ("https://b.example/y", Some("https://b.example/y")),
            ("//b.example/y", Some("https://b.example/y")),
            ("/y?z", Some("https://a.example/y?z")),
            ("Codes", Some("https://a.example/odata/v1/T/Codes")),
            ("", None),
            ("ftp://b.example/y", None),
        ] {
            assert_eq!(join(from, to).as_deref(), found, "{to}");
        }
        assert_eq!(
            join("https://a.example", "y").as_deref(),
            Some("https://a.example/y")
        );
    }
}
