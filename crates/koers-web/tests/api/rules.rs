//! The NL API Design Rules that a linter of the document cannot see, asked of every resource, through everything of the server but its socket.

use crate::site::world;
use http::{HeaderMap, Request, Response};
use koers_web::api::{Resource, table};
use koers_web::http::{Desk, Settings};
use koers_web::site::Site;
use serde_json::Value;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

const ADDRESS: &str = "https://koers.test";

struct Server {
    desk: Desk,
    resources: Vec<(&'static Resource, String)>,
}

fn server() -> Server {
    let site = Site::read(Arc::new(world(|_, text| text)), ADDRESS).unwrap();
    let resources = table::all().map(|resource| {
        let mut all = (resource.addresses)(&site);
        // Not everything has a figure to trace.
        all.retain(|address| !address.ends_with("/herkomst") || address.contains("/banen/"));
        (resource, format!("/api/v1{}", all[0]))
    });
    let resources = resources.collect();
    let mut settings = Settings::new(([127, 0, 0, 1], 0).into(), |_| {});
    settings.allowance.rate = 0;
    Server {
        desk: Desk::open(site, &settings).unwrap(),
        resources,
    }
}

impl Server {
    fn ask(&self, method: &str, address: &str, more: &[(&str, &str)]) -> Response<Vec<u8>> {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        let client = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let answer = self.desk.answer(client, request.body(()).unwrap());
        let what = format!("{method} {address} {more:?}");
        // Rules version-header, transport/security-headers, transport/cors and publish-openapi: whatever the status.
        for (name, value) in [
            ("api-version", "1.0.0"),
            ("access-control-allow-origin", "*"),
            ("strict-transport-security", "max-age=31536000"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(said(answer.headers(), name), value, "{what} {name}");
        }
        let policy = said(answer.headers(), "content-security-policy");
        assert!(policy.ends_with("frame-ancestors 'none'"), "{what}");
        let status = answer.status().as_u16();
        if status >= 400 {
            assert_eq!(said(answer.headers(), "cache-control"), "no-store", "{what}");
            assert_eq!(
                said(answer.headers(), "content-type"),
                "application/problem+json",
                "{what}"
            );
        }
        answer.map(|body| body.to_vec())
    }

    /// A refusal with its problem, which names the status once more.
    fn refused(&self, method: &str, address: &str, more: &[(&str, &str)], status: u16) -> (HeaderMap, Value) {
        let answer = self.ask(method, address, more);
        assert_eq!(answer.status(), status, "{method} {address} {more:?}");
        let problem: Value = serde_json::from_slice(answer.body()).unwrap();
        assert_eq!(problem["status"], status);
        for field in ["type", "title", "detail"] {
            assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()));
        }
        assert_eq!(problem["instance"], address.split('?').next().unwrap());
        (answer.headers().clone(), problem)
    }
}

fn said<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let mut all = headers.get_all(name).iter();
    let first = all.next().map_or("", |value| value.to_str().unwrap());
    assert!(all.next().is_none(), "{name} stands twice");
    first
}

#[test]
fn every_resource_keeps_the_rules() {
    let server = server();
    for (resource, address) in &server.resources {
        let whole = server.ask("GET", address, &[]);
        assert_eq!(whole.status(), 200, "{address}");
        let media = said(whole.headers(), "content-type");
        assert!(media.starts_with(resource.forms[0].media_type()), "{address}");
        assert_eq!(said(whole.headers(), "vary"), "accept, accept-encoding");
        let links = said(whole.headers(), "link");
        assert!(links.contains("https://koers.test/api/v1/openapi.json>; rel=\"service-desc\""));
        assert_eq!(links.contains("rel=\"first\""), resource.paged, "{address}");

        // http-safety: the head alone, and what is known already.
        let head = server.ask("HEAD", address, &[]);
        assert_eq!((head.status().as_u16(), head.body().len()), (200, 0), "{address}");
        assert_eq!(
            said(head.headers(), "content-length"),
            whole.body().len().to_string()
        );
        let etag = said(whole.headers(), "etag");
        for name in ["etag", "content-type", "cache-control", "vary", "link"] {
            assert_eq!(said(head.headers(), name), said(whole.headers(), name), "{name}");
        }
        let known = server.ask("GET", address, &[("if-none-match", etag)]);
        assert_eq!(
            (known.status().as_u16(), known.body().len()),
            (304, 0),
            "{address}"
        );
        for name in ["etag", "vary"] {
            assert_eq!(said(known.headers(), name), said(whole.headers(), name), "{name}");
        }

        // no-trailing-slash: not there, and no other address is given instead. The root of the API is exempt by the rule itself.
        if !address.ends_with('/') {
            let (headers, _) = server.refused("GET", &format!("{address}/"), &[], 404);
            assert!(!headers.contains_key("location"));
        }
        // invalid-input and all-errors.
        let (_, problem) = server.refused("GET", &format!("{address}?nergens=1&x=2"), &[], 400);
        let errors = problem["errors"].as_array().unwrap();
        let names: Vec<&Value> = errors.iter().map(|error| &error["location"]["name"]).collect();
        assert_eq!(names, ["nergens", "x"], "{address}");
        // http-response-code and http-methods.
        server.refused("GET", address, &[("accept", "image/png")], 406);
        for method in ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"] {
            let (headers, _) = server.refused(method, address, &[], 405);
            assert_eq!(said(&headers, "allow"), "GET, HEAD, OPTIONS");
        }
        // cors: what a browser asks first.
        let origin = ("origin", "https://elders.example.org");
        let wish = ("access-control-request-method", "GET");
        let before = server.ask("OPTIONS", address, &[origin, wish]);
        assert_eq!(before.status(), 204, "{address}");
        assert_eq!(
            said(before.headers(), "access-control-allow-methods"),
            "GET, HEAD, OPTIONS"
        );
        assert!(!before.headers().contains_key("access-control-allow-credentials"));
    }
}

#[test]
fn the_way_in_leads_to_everything() {
    let server = server();
    let bare = server.ask("GET", "/api/v1", &[]);
    let root = server.ask("GET", "/api/v1/", &[]);
    assert_eq!((bare.status().as_u16(), bare.body()), (200, root.body()));
    assert_eq!(said(bare.headers(), "etag"), said(root.headers(), "etag"));
    let entrance: Value = serde_json::from_slice(root.body()).unwrap();
    let mut paths = Vec::new();
    for one in entrance["adressen"].as_array().unwrap() {
        paths.push(one["pad"].as_str().unwrap());
        match one["href"].as_str() {
            Some(href) => {
                let address = href.strip_prefix(ADDRESS).unwrap();
                assert_eq!(server.ask("HEAD", address, &[]).status(), 200, "{href}");
                assert!(one.get("sjabloon").is_none());
            }
            None => assert!(one["sjabloon"].as_str().unwrap().contains('{')),
        }
    }
    let all: Vec<&str> = table::all().map(|resource| resource.path).collect();
    assert_eq!(paths, all);
    for field in ["beschrijving", "uitleg"] {
        let address = entrance[field].as_str().unwrap().strip_prefix(ADDRESS).unwrap();
        let client = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let request = Request::builder().uri(address).body(()).unwrap();
        assert_eq!(server.desk.answer(client, request).status(), 200, "{address}");
    }
    for address in ["/api/v1//", "/api/v1/.json", "/api/v1.json", "/api/v1x", "/api/"] {
        server.refused("GET", address, &[], 404);
    }
}

#[test]
fn what_is_no_host_of_ours_and_what_is_too_much_are_problems_too() {
    let server = server();
    let other = [("host", "evil.example")];
    server.refused("GET", "/api/v1/programmas", &other, 421);
    let long = format!("/api/v1/{}", "x".repeat(4200));
    let answer = server.ask("GET", &long, &[]);
    assert_eq!(answer.status(), 414);

    let site = Site::read(Arc::new(world(|_, text| text)), ADDRESS).unwrap();
    let mut settings = Settings::new(([127, 0, 0, 1], 0).into(), |_| {});
    settings.allowance.burst = 1;
    settings.allowance.rate = 1;
    let busy = Server {
        desk: Desk::open(site, &settings).unwrap(),
        resources: Vec::new(),
    };
    assert_eq!(busy.ask("GET", "/api/v1/programmas", &[]).status(), 200);
    let (headers, _) = busy.refused("GET", "/api/v1/programmas", &[], 429);
    assert_eq!(said(&headers, "retry-after"), "1");
}
