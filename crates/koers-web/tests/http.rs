//! The server on a real socket: what it lets in, how long it waits, how it stops and starts afresh. Loopback only, few connections, a few
//! seconds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may stop where it fails"
)]

mod site;

use jiff::civil::Date;
use koers_framework::SourceFile;
use koers_model::portfolio::register::Register;
use koers_model::snapshot::Provenance;
use koers_run::import::{Import, import};
use koers_run::world::{Memory, World, WorldError};
use koers_web::http::{Allowance, Settings};
use site::served::{Running, Said};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

#[test]
fn every_answer_has_the_headers_that_keep_readers_safe() {
    let server = Running::new();
    for address in [
        "/",
        "/en",
        "/kaart",
        "/nergens",
        "/?op=morgen",
        "/api/v1/programmas",
        "/favicon.svg",
    ] {
        let said = server.get(address);
        assert!(said.status > 0, "{address}");
        assert_eq!(
            said.header("x-content-type-options"),
            Some("nosniff"),
            "{address}"
        );
        assert!(said.header("referrer-policy").is_some(), "{address}");
        assert!(said.header("permissions-policy").is_some(), "{address}");
        assert_eq!(said.header("x-frame-options"), Some("deny"), "{address}");
        let policy = said.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(said.header("set-cookie"), None, "{address}");
        assert_eq!(said.header("server"), None, "{address}");
    }
}

#[test]
fn nothing_outside_the_site_can_be_had() {
    let server = Running::new();
    for address in [
        "/../koers.yaml",
        "/..%2fkoers.yaml",
        "/%2e%2e/koers.yaml",
        "/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/%252e%252e/koers.yaml",
        "/..\\koers.yaml",
        "/%c0%ae%c0%ae/koers.yaml",
        "/stijl/../koers.yaml",
        "/stijl/%00",
        "/programmas/..%2f..%2fkoers.yaml",
        "/indicatoren/%2e%2e%2fkoers",
        "/api/v1/../koers.yaml",
        "/api/v1/indicatoren/..%2f..%2fkoers.yaml",
        "//etc/passwd",
        "/koers.yaml",
        "/snapshots/",
    ] {
        let said = server.get(address);
        assert!(matches!(said.status, 400 | 404), "{address}: {}", said.status);
        assert!(!said.text().contains("koers: 1"), "{address}");
    }
}

#[test]
fn what_is_asked_is_never_part_of_the_page() {
    let server = Running::new();
    let nasty = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    for route in koers_web::routes::all() {
        let fixed = !route.path.contains('{');
        for key in route.keys.iter().filter(|_| fixed) {
            let said = server.get(&format!("{}?{key}={nasty}", route.path));
            assert!(
                matches!(said.status, 200 | 400 | 404),
                "{} {key}: {}",
                route.path,
                said.status
            );
            assert!(!said.text().contains("<script>alert"), "{} {key}", route.path);
        }
    }
    let said = server.get(&format!("/{nasty}"));
    assert_eq!(said.status, 404);
    assert!(!said.text().contains("<script>alert"));
    // A line break in an address is no header.
    let said = server.get("/kaart?indicator=x%0d%0aSet-Cookie:%20a=b");
    assert_eq!(said.header("set-cookie"), None);
}

#[test]
fn questions_have_an_end() {
    let server = Running::new();
    assert_eq!(server.get(&format!("/?q={}", "a".repeat(3000))).status, 400);
    assert_eq!(server.get(&format!("/{}", "a".repeat(5000))).status, 414);
    // And so has what is said of them.
    for (address, status) in [
        (format!("/{}", "a".repeat(5000)), 414),
        (format!("/en/{}", "a".repeat(5000)), 414),
        (format!("/?{}", "a".repeat(5000)), 414),
        (format!("/api/v1/{}", "a".repeat(5000)), 414),
        (format!("/{}", "a".repeat(4000)), 404),
        (format!("/en/indicatoren/{}", "a".repeat(4000)), 404),
    ] {
        let said = server.get(&address);
        let begin = &address[..12];
        assert_eq!(said.status, status, "{begin}");
        assert!(said.body.len() < 6000, "{begin}: {} B", said.body.len());
        assert!(!said.text().contains("aaaaaaaa"), "{begin}");
        let english = said.text().contains("lang=\"en\">\n<head>");
        assert_eq!(english, address.starts_with("/en/"), "{begin}");
    }
    assert_eq!(server.get(&format!("/?{}", "a=1&".repeat(100))).status, 400);
    let many = "X-A: b\r\n".repeat(200);
    let said = server.ask("GET", "/", &many);
    assert!(said.status == 431 || said.status == 0, "{}", said.status);
    for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW"] {
        let said = server.ask(method, "/", "Content-Length: 0\r\n");
        assert_eq!(said.status, 405, "{method}");
        assert!(said.header("allow").is_some());
    }
}

#[test]
fn what_is_no_request_is_refused_in_words() {
    let server = Running::new();
    let head = |more: &str| format!("GET / HTTP/1.1\r\nHost: localhost\r\n{more}\r\n").into_bytes();
    let large = |bytes: usize| head(&format!("X-A: {}\r\n", "a".repeat(bytes)));
    for (bytes, status) in [
        (b"HELLO\r\n\r\n".to_vec(), 400),
        (b"GET / HTTP/9.9\r\n\r\n".to_vec(), 400),
        (b"GET /\x01 HTTP/1.1\r\n\r\n".to_vec(), 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(), 400),
        (head("Host : localhost\r\n"), 400),
        (head("X-A: \x01\r\n"), 400),
        (head("no header\r\n"), 400),
        (head("Content-Length: 1\r\nContent-Length: 2\r\n"), 400),
        (head(&"X-A: b\r\n".repeat(100)), 431),
        (large(20_000), 431),
        (large(200_000), 431),
        (
            format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(20_000)).into_bytes(),
            431,
        ),
    ] {
        let said = Said::of(&server.raw(&bytes));
        let sent = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        assert_eq!(said.status, status, "{sent}");
        for (name, value) in [
            ("content-type", "application/problem+json"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "deny"),
            ("cache-control", "no-store"),
            ("api-version", "1.0.0"),
            ("connection", "close"),
        ] {
            assert_eq!(said.header(name), Some(value), "{sent}: {name}");
        }
        assert!(said.header("date").is_some(), "{sent}");
        let length = said.body.len().to_string();
        assert_eq!(said.header("content-length"), Some(length.as_str()), "{sent}");
        let problem: serde_json::Value = serde_json::from_slice(&said.body).unwrap();
        assert_eq!(problem["status"], status, "{sent}");
        assert!(
            problem["detail"]
                .as_str()
                .is_some_and(|detail| !detail.is_empty())
        );
    }
    // Behind a question that could be read, on the same connection: that one is answered first.
    let two = format!(
        "GET /favicon.svg HTTP/1.1\r\nHost: {}\r\n\r\nHELLO\r\n\r\n",
        server.at
    );
    let said = String::from_utf8_lossy(&server.raw(two.as_bytes())).into_owned();
    let (first, second) = (said.find("HTTP/1.1 200"), said.find("HTTP/1.1 400"));
    assert!(first.is_some() && second.is_some() && first < second, "{said}");
    // And nobody else notices.
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn browsers_are_told_to_come_by_https_only_where_that_is_the_address() {
    let asked = |address: Option<&str>| {
        let world = Arc::new(site::world(|_, text| text));
        let server = Running::with(|settings| settings.address = address.map(str::to_owned), world);
        let answers = [
            server.get("/"),
            server.get("/nergens"),
            server.get("/favicon.svg"),
            server.get("/api/v1/nergens"),
            Said::of(&server.raw(b"HELLO\r\n\r\n")),
        ];
        answers.map(|said| said.header("strict-transport-security").map(str::to_owned))
    };
    let year = Some("max-age=31536000".to_owned());
    assert_eq!(
        asked(Some("https://koers.example.org")),
        [(); 5].map(|()| year.clone())
    );
    assert_eq!(asked(Some("http://koers.example.org")), [const { None }; 5]);
    assert_eq!(asked(None), [const { None }; 5]);
}

#[test]
fn another_name_gets_no_answer() {
    let server = Running::new();
    let said = Said::of(&server.raw(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"));
    assert_eq!(said.status, 421);
    assert!(!said.text().contains("Drenthe op koers"));
    let api = b"GET /api/v1/programmas HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    let said = Said::of(&server.raw(api));
    assert_eq!(said.status, 421);
    assert_eq!(said.header("content-type"), Some("application/problem+json"));
    let said = Said::of(&server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    assert_eq!(said.status, 200);
}

#[test]
fn a_request_names_one_server() {
    let server = Running::new();
    let at = server.at;
    for (version, lines, status) in [
        ("1.1", String::new(), 400),
        ("1.1", format!("Host: {at}\r\nHost: {at}\r\n"), 400),
        ("1.1", "Host: localhost\r\nhost: evil.example\r\n".to_owned(), 400),
        ("1.0", format!("Host: {at}\r\nHost: localhost\r\n"), 400),
        ("1.1", "Host: localhost/x\r\n".to_owned(), 400),
        ("1.1", "Host: x@localhost\r\n".to_owned(), 400),
        ("1.1", "Host: localhost, localhost\r\n".to_owned(), 400),
        ("1.1", "Host:\r\n".to_owned(), 421),
        ("1.1", "Host: localhost\r\n".to_owned(), 200),
        ("1.0", "Host: localhost\r\n".to_owned(), 200),
        ("1.0", String::new(), 200),
    ] {
        for path in [
            "/favicon.svg",
            "/api/v1/programmas",
            "http://localhost/favicon.svg",
        ] {
            // A name in the first line is the one that counts, where the lines are sound.
            let status = if path.starts_with("http") && status == 421 {
                200
            } else {
                status
            };
            let request = format!("GET {path} HTTP/{version}\r\n{lines}Connection: close\r\n\r\n");
            let said = Said::of(&server.raw(request.as_bytes()));
            assert_eq!(said.status, status, "{request}");
            assert_eq!(
                said.header("x-content-type-options"),
                Some("nosniff"),
                "{request}"
            );
            if path.starts_with("/api") && status == 400 {
                let problem: serde_json::Value = serde_json::from_slice(&said.body).unwrap();
                assert!(
                    problem["detail"]
                        .as_str()
                        .is_some_and(|detail| detail.contains("Host"))
                );
            }
        }
    }
}

#[test]
fn a_flood_of_one_client_does_not_keep_another_waiting() {
    let world = Arc::new(site::world(|_, text| text));
    // Behind a proxy, so that both can come from this machine whatever numbers it has.
    let server = Running::with(
        |settings| {
            settings.behind_proxy = true;
            settings.allowance.rate = 0;
        },
        world,
    );
    // Every question is another one, so none is answered from what is kept.
    let ask = |client: &str, day: usize| {
        let (year, month, day) = (2000 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        let address = format!("/?op={year}-{month:02}-{day:02}");
        server
            .ask("GET", &address, &format!("X-Forwarded-For: {client}\r\n"))
            .status
    };
    assert_eq!(ask("127.0.0.9", 0), 200);
    let (done, next, answered) = (AtomicBool::new(false), AtomicUsize::new(1), AtomicUsize::new(0));
    let mut others = Vec::new();
    std::thread::scope(|scope| {
        for _ in 0..48 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let status = ask("127.0.0.1", next.fetch_add(1, Ordering::Relaxed));
                    answered.fetch_add(usize::from(status == 200), Ordering::Relaxed);
                }
            });
        }
        std::thread::sleep(Duration::from_millis(500));
        for day in 0..5 {
            let before = answered.load(Ordering::Relaxed);
            let status = ask("127.0.0.9", 6000 + day);
            others.push((answered.load(Ordering::Relaxed) - before, status));
        }
        done.store(true, Ordering::Relaxed);
    });
    // Told by what was answered before it, not by the clock, which says more of the machine: the line of the flood is four dozen deep.
    others.sort_unstable();
    assert!(others.iter().all(|(_, status)| *status == 200), "{others:?}");
    assert!(others[2].0 <= 16, "{others:?}");
}

#[test]
fn a_client_that_asks_too_much_hears_when_to_come_back() {
    let few = Allowance {
        rate: 1,
        burst: 3,
        connections: 64,
    };
    let world = Arc::new(site::world(|_, text| text));
    let server = Running::with(|settings| settings.allowance = few, world);
    let said: Vec<Said> = (0..6).map(|_| server.get("/api/v1/programmas")).collect();
    assert!(said.iter().take(3).all(|said| said.status == 200));
    let last = said.last().unwrap();
    assert_eq!(last.status, 429);
    assert!(last.header("retry-after").is_some());
    assert_eq!(last.header("content-type"), Some("application/problem+json"));
    assert_eq!(server.get("/").status, 429);
}

#[test]
fn connections_of_one_client_have_an_end() {
    let few = Allowance {
        connections: 4,
        ..Settings::ALLOWANCE
    };
    let world = Arc::new(site::world(|_, text| text));
    let server = Running::with(|settings| settings.allowance = few, world);
    let held: Vec<TcpStream> = (0..4).map(|_| server.connect()).collect();
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(server.get("/").status, 0, "the fifth is let go");
    drop(held);
    let since = Instant::now();
    while server.get("/favicon.svg").status != 200 {
        assert!(since.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn who_dribbles_its_question_does_not_keep_others_waiting() {
    let server = Running::new();
    let mut slow: Vec<TcpStream> = (0..40).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
    }
    let since = Instant::now();
    assert_eq!(server.get("/favicon.svg").status, 200);
    assert!(since.elapsed() < Duration::from_secs(5));
    // And it is let go in the end, with nothing or with a word on time.
    let mut left = Vec::new();
    slow[0].read_to_end(&mut left).unwrap();
    assert!(since.elapsed() < Duration::from_secs(28), "{:?}", since.elapsed());
}

#[test]
fn the_same_bytes_are_not_sent_twice() {
    let server = Running::new();
    for address in ["/", "/api/v1/programmas"] {
        let plain = server.get(address);
        let tag = plain.header("etag").unwrap().to_owned();
        let again = server.ask("GET", address, &format!("If-None-Match: {tag}\r\n"));
        assert_eq!((again.status, again.body.len()), (304, 0), "{address}");
        let packed = server.ask("GET", address, "Accept-Encoding: gzip\r\n");
        assert_eq!(packed.header("content-encoding"), Some("gzip"));
        assert_ne!(
            packed.header("etag"),
            Some(tag.as_str()),
            "other bytes, other name"
        );
        assert!(packed.body.len() < plain.body.len() / 2);
        let head = server.ask("HEAD", address, "");
        assert!(head.body.is_empty());
        assert_eq!(head.header("etag"), Some(tag.as_str()));
        assert_eq!(
            head.header("content-length"),
            Some(plain.body.len().to_string().as_str())
        );
    }
}

#[test]
fn several_questions_on_one_connection_are_answered_in_order() {
    let server = Running::new();
    let two = format!(
        "GET /favicon.svg HTTP/1.1\r\nHost: {0}\r\n\r\nGET /nergens HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\n\r\n",
        server.at
    );
    let said = String::from_utf8_lossy(&server.raw(two.as_bytes())).into_owned();
    let (first, second) = (said.find("HTTP/1.1 200"), said.find("HTTP/1.1 404"));
    assert!(first.is_some() && second.is_some() && first < second);
}

#[test]
fn a_new_publication_is_shown_and_no_request_is_dropped() {
    let world = Arc::new(site::world(|_, text| text));
    let server = Running::with(
        |settings| settings.allowance.rate = 0,
        Arc::clone(&world) as Arc<dyn World>,
    );
    let page = "/cijfers/eurostat-tgs00010";
    let before = server.get(page).header("etag").unwrap().to_owned();
    let done = Arc::new(AtomicBool::new(false));
    let (asked, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let said = server.get("/api/v1/gegevenssets");
                    asked.fetch_add(1, Ordering::Relaxed);
                    if said.status != 200 {
                        failed.lock().unwrap().push(said.status);
                    }
                }
            });
        }
        // A figure of the example, published once more with another day.
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../examples/drenthe/published/eurostat-tgs00010.csv"
        );
        let mut bytes = b"# nog een keer gepubliceerd / published once more\n".to_vec();
        bytes.extend(std::fs::read(path).unwrap());
        let new = Import {
            dataset: "eurostat-tgs00010",
            bytes: &bytes,
            origin: "again.csv",
            format: None,
            published: None,
            stamp: None,
        };
        let imported = import(world.as_ref(), &new);
        let since = Instant::now();
        while server.get(page).header("etag") == Some(before.as_str())
            && since.elapsed() < Duration::from_secs(20)
        {
            std::thread::sleep(Duration::from_millis(100));
        }
        std::thread::sleep(Duration::from_millis(300));
        done.store(true, Ordering::Relaxed);
        imported.unwrap();
    });
    assert!(failed.lock().unwrap().is_empty(), "{:?}", failed.lock().unwrap());
    assert_ne!(server.get(page).header("etag"), Some(before.as_str()));
    assert!(asked.load(Ordering::Relaxed) > 10);
}

/// The mark of a state whose register cannot be read.
const UNREAD: &str = "unread";

#[test]
fn pages_say_that_the_register_cannot_be_read_until_it_can() {
    let state = |mark| -> Arc<dyn World> {
        let world = site::world(|_, text| text);
        Arc::new(State {
            world,
            mark,
            spoilt: false,
        })
    };
    let now = Arc::new(Mutex::new(state("whole")));
    let worlds = Arc::clone(&now);
    let server = Running::over(|_| {}, Arc::new(move || Arc::clone(&worlds.lock().unwrap())));
    let says = || server.get("/acties").text().contains("koers log restore");
    assert!(!says());
    for (mark, expected) in [(UNREAD, true), ("whole", false)] {
        *now.lock().unwrap() = state(mark);
        let since = Instant::now();
        while says() != expected && since.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(100));
        }
        assert_eq!(says(), expected, "{mark}");
    }
}

/// The example, as another state of it.
struct State {
    world: Memory,
    mark: &'static str,
    spoilt: bool,
}

impl World for State {
    fn policy_files(&self) -> Result<Vec<SourceFile>, WorldError> {
        self.world.policy_files()
    }
    fn snapshots(&self) -> Result<Vec<Provenance>, WorldError> {
        self.world.snapshots()
    }
    fn snapshot_bytes(&self, provenance: &Provenance) -> Result<Vec<u8>, WorldError> {
        if self.spoilt {
            let message = format!("{} is spoilt", provenance.hash);
            return Err(WorldError { message });
        }
        self.world.snapshot_bytes(provenance)
    }
    fn add_snapshot(&self, provenance: &Provenance, bytes: &[u8]) -> Result<bool, WorldError> {
        self.world.add_snapshot(provenance, bytes)
    }
    fn add_again(&self, provenance: &Provenance, bytes: &[u8]) -> Result<(), WorldError> {
        self.world.add_again(provenance, bytes)
    }
    fn cached(&self, key: &str) -> Option<Vec<u8>> {
        self.world.cached(key)
    }
    fn keep(&self, key: &str, bytes: &[u8]) {
        self.world.keep(key, bytes);
    }
    fn today(&self) -> Date {
        self.world.today()
    }
    fn register(&self) -> Result<Arc<Register>, WorldError> {
        if self.mark == UNREAD {
            let message = "koers.db is damaged".to_owned();
            return Err(WorldError { message });
        }
        self.world.register()
    }
    fn mark(&self) -> Result<String, WorldError> {
        if self.mark == UNREAD {
            let message = "koers.db is damaged".to_owned();
            return Err(WorldError { message });
        }
        if self.mark.is_empty() {
            let message = "there is no koers.yaml".to_owned();
            return Err(WorldError { message });
        }
        Ok(self.mark.to_owned())
    }
    fn progress(&self, _: &str, _: usize, _: usize) {}
}

#[test]
fn what_lost_something_on_the_way_does_not_take_the_place_of_what_was_whole() {
    static TOLD: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let state = |mark, spoilt, world| -> Arc<dyn World> { Arc::new(State { world, mark, spoilt }) };
    let whole = || site::world(|_, text| text);
    // What is asked of proposals names the programmes, and goes with them.
    let bare = |name: &str| {
        !["framework/", "criteria/", "evaluations/"]
            .iter()
            .any(|room| name.starts_with(room))
    };
    let without = Memory::new(
        whole()
            .policy_files()
            .unwrap()
            .into_iter()
            .filter(|file| bare(&file.path))
            .collect(),
        site::TODAY,
    );
    for snapshot in whole().snapshots().unwrap() {
        let bytes = whole().snapshot_bytes(&snapshot);
        if let Ok(bytes) = bytes {
            let _ = without.add_snapshot(&snapshot, &bytes);
        }
    }
    let empty = Memory::new(whole().policy_files().unwrap(), site::TODAY);
    let now = Arc::new(Mutex::new(state("whole", false, whole())));
    let worlds = Arc::clone(&now);
    let tell: fn(&str) = |said| TOLD.lock().unwrap().push(said.to_owned());
    let server = Running::over(
        |settings| settings.tell = tell,
        Arc::new(move || Arc::clone(&worlds.lock().unwrap())),
    );
    let page = "/api/v1/stand?op=2019-12-31";
    let before = server.get(page);
    assert_eq!(before.status, 200);
    for (other, words) in [
        (state("spoilt", true, whole()), "is spoilt"),
        (state("no snapshots", false, empty), "snapshots gone"),
        (state("no programme", false, without), "no programme is left"),
        (state("", false, whole()), "there is no koers.yaml"),
    ] {
        *now.lock().unwrap() = other;
        let since = Instant::now();
        let told = || {
            TOLD.lock()
                .unwrap()
                .iter()
                .filter(|said| said.contains(words))
                .count()
        };
        while told() == 0 && since.elapsed() < Duration::from_secs(30) {
            std::thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(told(), 1, "{words}: {:?}", TOLD.lock().unwrap());
        let said = server.get(page);
        assert_eq!((said.status, said.body), (200, before.body.clone()), "{words}");
    }
    *now.lock().unwrap() = state("whole again", false, whole());
    let since = Instant::now();
    let read = || {
        TOLD.lock()
            .unwrap()
            .iter()
            .any(|said| said.contains("was read again"))
    };
    while !read() && since.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(read());
    assert_eq!(server.get(page).status, 200);
}

#[test]
fn who_has_said_all_and_only_listens_is_answered() {
    let server = Running::new();
    for n in 0..5 {
        let mut stream = server.connect();
        let head = format!("GET /zoeken?q=hc{n} HTTP/1.1\r\nHost: {}\r\n\r\n", server.at);
        stream.write_all(head.as_bytes()).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert_eq!(Said::of(&answer).status, 200, "{n}");
    }
}

#[test]
fn who_is_being_answered_is_answered_before_the_server_stops() {
    let server = Running::new();
    let at = server.at;
    let mut stream = server.connect();
    // The first to search waits for the index, so the server is asked to stop while it is at work.
    let head = format!("GET /zoeken?q=banen HTTP/1.1\r\nHost: {at}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(60));
    let stopping = std::thread::spawn(move || drop(server));
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert_eq!(Said::of(&answer).status, 200);
    stopping.join().unwrap();
    assert!(TcpStream::connect(at).is_err(), "nobody listens any more");
}

#[test]
fn a_kept_connection_is_told_that_the_server_stops_before_it_is_closed() {
    let server = Running::new();
    let mut kept = server.connect();
    let head = format!("GET /favicon.svg HTTP/1.1\r\nHost: {}\r\n\r\n", server.at);
    let mut ask = move || {
        kept.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let mut buffer = [0; 4096];
        // The drawing ends the answer.
        while !answer.ends_with(b"</svg>\n") {
            let came = kept.read(&mut buffer).unwrap();
            assert!(came > 0, "closed without a word");
            answer.extend_from_slice(&buffer[..came]);
        }
        Said::of(&answer)
    };
    assert_eq!(ask().header("connection"), None);
    let stopping = std::thread::spawn(move || drop(server));
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        let said = ask();
        assert_eq!(said.status, 200);
        if said.header("connection") == Some("close") {
            break;
        }
        assert!(Instant::now() < until, "nobody told");
    }
    stopping.join().unwrap();
}
