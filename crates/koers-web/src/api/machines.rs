//! Files for machines at fixed addresses: what search engines may read, and where leaks are reported.

use crate::answer::{Answer, Fault, media};
use crate::ask::{Ask, in_language};
use crate::routes::{self, Route, unlisted};
use crate::site::Site;
use koers_model::publication::Standing;
use koers_model::text::Lang;
use std::fmt::Write as _;

/// The list of pages.
pub(super) const SITEMAP: Route = file("/sitemap.xml", |site, ask| {
    once(ask)?;
    Ok(Answer::new(media::XML, sitemap(site)))
});

/// What search engines may visit.
pub(super) const ROBOTS: Route = file("/robots.txt", |site, ask| {
    once(ask)?;
    Ok(Answer::new(media::TEXT, robots(&site.address)))
});

/// Where leaks are reported (RFC 9116).
pub(super) const SECURITY: Route = file("/.well-known/security.txt", |site, ask| {
    once(ask)?;
    let text = security(site)?.ok_or_else(|| Fault::not_found(&ask.path))?;
    Ok(Answer::new(media::TEXT, text))
});

const fn file(path: &'static str, answer: fn(&Site, &Ask) -> Result<Answer, Fault>) -> Route {
    Route {
        path,
        keys: &[],
        menu: None,
        answer,
        addresses: unlisted,
    }
}

/// Such a file stands at one address, and has no twin in English.
fn once(ask: &Ask) -> Result<(), Fault> {
    match ask.lang {
        Lang::Nl => Ok(()),
        Lang::En => Err(Fault::not_found(&ask.path)),
    }
}

/// Every page in both languages, each with its twin (<https://www.sitemaps.org/protocol.html>).
fn sitemap(site: &Site) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let full = |lang: Lang, path: &str| escaped(&format!("{}{}", site.address, in_language(lang, path)));
    for path in routes::all().flat_map(|route| (route.addresses)(site)) {
        for lang in [Lang::Nl, Lang::En] {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "<url>\n<loc>{}</loc>", full(lang, &path));
            for (tag, other) in [("nl", Lang::Nl), ("en", Lang::En), ("x-default", Lang::Nl)] {
                let twin = full(other, &path);
                let _ = writeln!(
                    out,
                    "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{twin}\"/>"
                );
            }
            out.push_str("</url>\n");
        }
    }
    out.push_str("</urlset>\n");
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}

/// Pages may be visited. The API need not be searched, but for what portals read.
fn robots(address: &str) -> String {
    format!(
        "User-agent: *\nAllow: /api/v1/dcat\nAllow: /api/v1/openapi.json\nDisallow: /api/v1/\n\nSitemap: {address}/sitemap.xml\n"
    )
}

/// `None` when the workspace names no way to report, or the block has expired: nobody should rely on it then.
fn security(site: &Site) -> Result<Option<String>, Fault> {
    let publication = site.definitions()?.workspace.publication.as_ref();
    let Some(security) = publication.and_then(|publication| publication.security.as_ref()) else {
        return Ok(None);
    };
    if security.standing(site.today()) == Standing::Expired {
        return Ok(None);
    }
    let mut out = String::new();
    for contact in &security.contacts {
        let _ = writeln!(out, "Contact: {}", contact.uri());
    }
    let _ = writeln!(out, "Expires: {}T23:59:59Z", security.expires);
    if let Some(policy) = &security.policy {
        let _ = writeln!(out, "Policy: {policy}");
    }
    let _ = writeln!(out, "Preferred-Languages: nl, en");
    let _ = writeln!(out, "Canonical: {}/.well-known/security.txt", site.address);
    Ok(Some(out))
}
