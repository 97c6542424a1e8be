//! The open API over a real socket: what the functions say must come out on the wire as it is, for every method and status.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it fails"
)]

mod site;

use koers_run::world::World;
use koers_web::http::{Server, Settings};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// The address of a server that answers for as long as the tests run.
fn server() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| {
        let world: Arc<dyn World> = Arc::new(site::world(|_, text| text));
        let settings = Settings::new(([127, 0, 0, 1], 0).into(), |_| {});
        let server = Server::start(&settings, Arc::new(move || Arc::clone(&world))).unwrap();
        let address = server.address().to_owned();
        std::thread::spawn(move || server.run());
        address
    })
}

/// What came back.
struct Reply {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
    fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// Sends a request as it is written, and reads until the server closes.
fn send(request: &str) -> Reply {
    let host = server().trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let mut headers = BTreeMap::new();
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        let twice = headers.insert(name.to_ascii_lowercase(), value.to_owned());
        assert_eq!(twice, None, "{name} stands twice");
    }
    Reply {
        status,
        headers,
        body: bytes[end + 4..].to_vec(),
    }
}

fn ask(method: &str, path: &str, more: &str) -> Reply {
    let host = server().trim_start_matches("http://");
    send(&format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n"
    ))
}

#[test]
fn every_status_has_the_headers_of_the_api() {
    let etag = ask("GET", "/api/v1/programmas", "").header("etag").to_owned();
    let unchanged = format!("If-None-Match: {etag}\r\n");
    for (method, path, more, status) in [
        ("GET", "/api/v1/programmas", "", 200),
        ("HEAD", "/api/v1/programmas", "", 200),
        ("OPTIONS", "/api/v1/programmas", "", 204),
        ("GET", "/api/v1/programmas", unchanged.as_str(), 304),
        ("GET", "/api/v1/programmas?x=1", "", 400),
        ("GET", "/api/v1/programmas/%zz", "", 400),
        ("GET", "/api/v1/nergens", "", 404),
        ("GET", "/api/v1/programmas/", "", 404),
        ("GET", "/api/v2/programmas", "", 404),
        ("GET", "/api/", "", 404),
        ("DELETE", "/api/v1/programmas", "", 405),
        ("DELETE", "/api/v1/nergens", "", 404),
        ("POST", "/api/v1/programmas", "Content-Length: 2\r\n", 405),
        ("GET", "/api/v1/programmas", "Accept: image/png\r\n", 406),
        ("GET", &format!("/api/v1/{}", "x".repeat(4200)), "", 414),
    ] {
        let reply = ask(method, path, more);
        let path: String = path.chars().take(60).collect();
        assert_eq!(reply.status, status, "{method} {path}");
        for (name, value) in [
            ("api-version", "1.0.0"),
            ("access-control-allow-origin", "*"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("cross-origin-resource-policy", "cross-origin"),
        ] {
            assert_eq!(reply.header(name), value, "{method} {path} {name}");
        }
        assert!(
            reply
                .header("content-security-policy")
                .contains("frame-ancestors 'none'")
        );
        assert_eq!(reply.header("set-cookie"), "");
        if status >= 400 {
            assert_eq!(reply.header("content-type"), "application/problem+json");
            assert_eq!(reply.header("cache-control"), "no-store");
            assert_eq!(reply.json()["status"], status);
        }
        if status == 405 {
            assert_eq!(reply.header("allow"), "GET, HEAD, OPTIONS");
        }
        if matches!(status, 204 | 304) || method == "HEAD" {
            assert!(reply.body.is_empty(), "{method} {path}");
        }
    }
}

#[test]
fn the_same_question_is_answered_once_and_kept() {
    let address = "/api/v1/indicatoren/banen/waarden.csv?regio=PV22";
    let first = ask("GET", address, "");
    let again = ask("GET", address, "");
    assert_eq!(first.status, 200);
    assert_eq!(
        (first.header("etag"), &first.body),
        (again.header("etag"), &again.body)
    );
    assert_eq!(first.header("cache-control"), "public, max-age=60");
    for tag in [
        first.header("etag").to_owned(),
        format!("\"x\", W/{}", first.header("etag")),
        "*".to_owned(),
    ] {
        let reply = ask("GET", address, &format!("If-None-Match: {tag}\r\n"));
        assert_eq!((reply.status, reply.body.len()), (304, 0), "{tag}");
        assert_eq!(reply.header("etag"), first.header("etag"));
    }
    let other = ask("GET", address, "If-None-Match: \"x\"\r\n");
    assert_eq!(other.status, 200);
}

#[test]
fn one_address_in_several_forms() {
    let address = "/api/v1/indicatoren/banen/waarden?regio=PV22";
    let mut names = Vec::new();
    for accept in [
        "application/json",
        "text/csv",
        "application/vnd.jsonstat+json",
        "application/vnd.apache.parquet",
    ] {
        let reply = ask("GET", address, &format!("Accept: {accept}\r\n"));
        assert_eq!(reply.status, 200);
        assert!(reply.header("content-type").starts_with(accept));
        assert_eq!(reply.header("vary"), "accept, accept-encoding");
        names.push(reply.header("etag").to_owned());
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 4, "every form has a name of its own");
    // Two lines of one header are one header.
    let reply = ask("GET", address, "Accept: image/png\r\nAccept: text/csv;q=0.5\r\n");
    assert!(reply.header("content-type").starts_with("text/csv"));
}

#[test]
fn packed_and_plain_are_the_same() {
    let address = "/api/v1/indicatoren";
    let plain = ask("GET", address, "");
    let packed = ask("GET", address, "Accept-Encoding: gzip\r\n");
    assert_eq!(
        (
            plain.header("content-encoding"),
            packed.header("content-encoding")
        ),
        ("", "gzip")
    );
    assert_ne!(plain.header("etag"), packed.header("etag"));
    assert!(packed.body.len() < plain.body.len() / 3);
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.body.as_slice())
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain.body);
    let head = ask("HEAD", address, "");
    assert_eq!(head.header("content-length"), plain.body.len().to_string());
}

#[test]
fn a_page_of_another_site_may_ask() {
    let reply = ask(
        "OPTIONS",
        "/api/v1/openapi.json",
        "Origin: https://elders.example.org\r\nAccess-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: x-iets\r\n",
    );
    assert_eq!(reply.status, 204);
    assert_eq!(reply.header("access-control-allow-methods"), "GET, HEAD, OPTIONS");
    assert_eq!(reply.header("content-type"), "");
    let reply = ask(
        "GET",
        "/api/v1/openapi.json",
        "Origin: https://elders.example.org\r\n",
    );
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    assert_eq!(reply.header("access-control-allow-credentials"), "");
}

#[test]
fn addresses_in_answers_lead_back_to_the_server() {
    let document = ask("GET", "/api/v1/openapi.json", "").json();
    let root = document["servers"][0]["url"].as_str().unwrap();
    assert_eq!(root, format!("{}/api/v1", server()));
    let list = ask("GET", "/api/v1/indicatoren?paginaGrootte=3", "").json();
    for item in list["items"].as_array().unwrap() {
        let path = item["href"].as_str().unwrap().strip_prefix(server()).unwrap();
        assert_eq!(ask("GET", path, "").json(), *item);
    }
}
