#![no_main]
//! The first line is a method and an address, every other line a header: `GET /kaart?op=2019-12-31`, `Accept: text/csv`. What cannot be made
//! a request of is for the HTTP library, and left out.

use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Uri};
use jiff::civil::date;
use koers_framework::SourceFile;
use koers_run::import::{Import, import};
use koers_run::world::Memory;
use koers_web::http::{Desk, Settings};
use koers_web::site::Site;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, LazyLock};

const ADDRESS: &str = "https://koers.example.org";

/// The small workspace of the tests, with figures for its two tables.
static DESK: LazyLock<Desk> = LazyLock::new(|| {
    macro_rules! files {
        ($($path:literal)*) => { [$(($path, include_bytes!(concat!("../../crates/koers-framework/tests/good/", $path)).as_slice())),*] };
    }
    let files = files!(
        "koers.yaml" "catalogue/breedband.yaml" "catalogue/werk.yaml" "figures/cijfers.csv" "framework/nieuw/kader.yaml"
        "framework/oud/kader.yaml" "framework/oud/werk.yaml" "framework/oud-naar-nieuw.succession.yaml" "indicators/banen.yaml"
        "indicators/breedband.yaml" "regions/events.csv" "regions/hierarchy.csv" "regions/regions.csv" "regions/tiles.csv" "theme/koers-theme.css"
    );
    let files = files.map(|(path, bytes)| SourceFile { path: path.into(), bytes: bytes.to_vec() });
    let world = Memory::new(files.to_vec(), date(2026, 11, 21));
    let figures = [
        ("werk", "region,period,sector,value\nPV22,2015,A,5.1\nPV22,2015,BE,30\nPV22,2019,A,5\nPV22,2019,BE,92\nPV20,2019,A,7\nCR07,2019,A,1\nNL01,2019,A,100.5\nNL01,2019,BE,900\n"),
        ("breedband", "region,period,value\nNL13,2018,88\nNL11,2018,91\nNL13,2019,93\nNL,2019,97\n"),
    ];
    for (dataset, text) in figures {
        let new = Import { dataset, bytes: text.as_bytes(), origin: "made-up.csv", format: None, published: Some(date(2020, 3, 1)), stamp: None };
        import(&world, &new).expect("figures that fit");
    }
    let site = Site::read(Arc::new(world), ADDRESS).expect("a workspace that can be served");
    let mut settings = Settings::new(SocketAddr::from(([127, 0, 0, 1], 0)), |_| {});
    settings.allowance.rate = 0;
    settings.hosts = vec!["*".to_owned()];
    Desk::open(site, &settings).expect("threads")
});

fn request(bytes: &[u8]) -> Option<Request<()>> {
    let mut lines = bytes.split(|&byte| byte == b'\n');
    let first = lines.next()?;
    let space = first.iter().position(|&byte| byte == b' ')?;
    let mut request = Request::new(());
    *request.method_mut() = Method::from_bytes(first.get(..space)?).ok()?;
    *request.uri_mut() = Uri::try_from(first.get(space + 1..)?).ok()?;
    for line in lines.take(64) {
        let Some(colon) = line.iter().position(|&byte| byte == b':') else { continue };
        let name = HeaderName::from_bytes(&line[..colon]);
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii());
        if let (Ok(name), Ok(value)) = (name, value) {
            request.headers_mut().append(name, value);
        }
    }
    Some(request)
}

fn said<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().expect("plain text"))
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some(request) = request(bytes) else { return };
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let answer = DESK.answer(IpAddr::V4(Ipv4Addr::LOCALHOST), request);
    let (status, headers, body) = (answer.status().as_u16(), answer.headers(), answer.body());
    assert!(matches!(status, 200 | 204 | 304 | 400 | 404 | 405 | 406 | 414 | 421), "{status}");
    for name in ["referrer-policy", "permissions-policy", "cache-control", "vary"] {
        assert!(!said(headers, name).is_empty(), "{name}");
    }
    assert_eq!(said(headers, "x-content-type-options"), "nosniff");
    assert_eq!(said(headers, "strict-transport-security"), "max-age=31536000");
    let policy = said(headers, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'; ") && policy.contains("frame-ancestors "));
    // A picture to keep has its style within itself, because it goes on alone; nothing else may, and scripts never.
    let picture = path.starts_with("/beeld/") || path.starts_with("/en/beeld/");
    assert!(!policy.contains("unsafe") || picture && !policy.contains("script-src"));
    assert!(!headers.contains_key("set-cookie"));

    let api = path.starts_with("/api/");
    assert_eq!(said(headers, "api-version").is_empty(), !api);
    let media = headers.get(CONTENT_TYPE).map_or("", |value| value.to_str().expect("plain text"));
    if status >= 400 {
        assert_eq!(media, if api { "application/problem+json" } else { "text/html; charset=utf-8" });
    }
    if status == 405 {
        assert!(said(headers, "allow").starts_with("GET, HEAD"));
    }
    if method == Method::HEAD || matches!(status, 204 | 304) {
        assert!(body.is_empty());
        return;
    }
    // What is packed is the same as what is not.
    if headers.contains_key(CONTENT_ENCODING) {
        return;
    }
    if media.contains("json") {
        serde_json::from_slice::<serde_json::Value>(body).expect("JSON");
    } else if media.starts_with("text/") || media.contains("xml") {
        let text = std::str::from_utf8(body).expect("UTF-8");
        if media.starts_with("text/html") {
            assert!(text.starts_with("<!doctype html>") || text.starts_with("<!DOCTYPE html>"), "{path}");
            // An address may hold anything, but never becomes an element.
            assert!(!text.contains("<q9") && !text.contains("\"q9=\""), "{path}");
        }
    }
});
