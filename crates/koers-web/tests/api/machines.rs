//! Files for machines, and the page that explains the API.

use crate::site::{all, altered, ask, page, site, texts};
use koers_model::text::Lang;
use koers_web::answer::Fault;
use koers_web::api::exchange::{Request, Step, take};
use koers_web::api::{Form, table};
use koers_web::ask::in_language;
use koers_web::routes;
use std::collections::BTreeSet;

fn file(address: &str) -> String {
    let answer = ask(site(), address).unwrap();
    assert_eq!(answer.status, 200);
    String::from_utf8(answer.body.to_vec()).unwrap()
}

#[test]
fn every_page_is_listed_in_both_languages() {
    let map = file("/sitemap.xml");
    let pages: Vec<String> = routes::all()
        .flat_map(|route| (route.addresses)(site()))
        .collect();
    assert_eq!(map.matches("<url>").count(), 2 * pages.len());
    for path in &pages {
        let twin = if path == "/" {
            "/en".to_owned()
        } else {
            format!("/en{path}")
        };
        assert!(
            map.contains(&format!("<loc>http://koers.test{path}</loc>")),
            "{path}"
        );
        assert!(
            map.contains(&format!("<loc>http://koers.test{twin}</loc>")),
            "{twin}"
        );
    }
    let read = scraper::Html::parse_fragment(&map);
    assert_eq!(all(&read, "url").len(), 2 * pages.len());
}

#[test]
fn robots_find_the_list_of_pages() {
    let text = file("/robots.txt");
    assert!(text.starts_with("User-agent: *\n"));
    assert!(text.ends_with("Sitemap: http://koers.test/sitemap.xml\n"));
}

#[test]
fn leaks_are_reported_where_the_workspace_says() {
    let text = file("/.well-known/security.txt");
    assert_eq!(
        text,
        "Contact: mailto:veilig@example.org\nContact: https://www.example.org/koers/veilig\nExpires: 2027-10-31T23:59:59Z\n\
         Policy: https://www.example.org/koers/lek-melden\nPreferred-Languages: nl, en\nCanonical: http://koers.test/.well-known/security.txt\n"
    );
    // A block that has expired is no block.
    let old = altered(|name, text| match name {
        "koers.yaml" => text.replace("expires: 2027-10-31", "expires: 2026-10-31"),
        _ => text,
    });
    assert!(matches!(
        ask(&old, "/.well-known/security.txt"),
        Err(Fault::NotFound { .. })
    ));
}

#[test]
fn what_pages_ask_of_the_api_is_answered() {
    let mut links = BTreeSet::new();
    for route in routes::all() {
        // The first of its kind stands for the others.
        for path in (route.addresses)(site()).iter().take(2) {
            for lang in [Lang::Nl, Lang::En] {
                let page = page(&in_language(lang, path));
                let found = all(&page, "a[href^='/api/v1']");
                links.extend(found.iter().map(|link| link.attr("href").unwrap().to_owned()));
            }
        }
    }
    assert!(links.len() > 20, "{links:?}");
    for link in links {
        let (path, query) = link.split_once('?').unwrap_or((&link, ""));
        let request = Request {
            method: "GET",
            path,
            query,
            accept: None,
        };
        if let Step::Ready(answer) = take(site(), &request) {
            panic!("{link}: {}", crate::asking::text(&answer));
        }
    }
}

#[test]
fn such_files_have_one_address() {
    for path in [
        "/en/sitemap.xml",
        "/en/robots.txt",
        "/en/.well-known/security.txt",
    ] {
        assert!(matches!(ask(site(), path), Err(Fault::NotFound { .. })), "{path}");
    }
}

#[test]
fn the_page_on_the_api_names_everything() {
    for address in ["/api", "/en/api"] {
        let page = page(address);
        let paths = texts(&page, ".api-resource h4 code");
        for resource in table::all() {
            assert!(
                paths.iter().any(|path| path == resource.path),
                "{}",
                resource.path
            );
        }
        let suffixes = texts(&page, "#vormen ~ .scroll td code");
        for form in Form::ALL {
            assert!(suffixes.iter().any(|suffix| suffix == form.suffix()), "{form:?}");
        }
        // What a problem names as its type stands on the page.
        for status in [400, 404, 405, 406, 414, 421, 429, 500, 503] {
            let answer = koers_web::api::refuse("", "/", status, None);
            let problem: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
            let anchor = problem["type"].as_str().unwrap().split_once('#').unwrap().1;
            assert_eq!(all(&page, &format!("#{anchor}")).len(), 1, "{anchor}");
        }
        // Every example can be followed.
        for link in all(&page, ".api-try a") {
            let href = link.attr("href").unwrap();
            let path = href.strip_prefix("/api/v1").unwrap();
            assert!(table::find(path).is_ok(), "{href}");
        }
    }
}

#[test]
fn every_file_that_the_catalogue_lists_is_there() {
    let listed = crate::asking::get("/dcat.ttl");
    let turtle = crate::asking::text(&listed);
    let files: BTreeSet<&str> = turtle
        .split("http://koers.test/api/v1")
        .skip(1)
        .filter_map(|behind| behind.split_once('>').map(|(address, _)| address))
        .filter(|address| address.contains("/waarden.csv") || address.contains("/waarnemingen.csv"))
        .collect();
    assert!(files.len() > 50, "{}", files.len());
    for address in files {
        assert_eq!(crate::asking::get(address).status, 200, "{address}");
    }
}
