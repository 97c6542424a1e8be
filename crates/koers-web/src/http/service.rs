//! One request: from its head to the answer that goes out.

use super::api;
use super::cache::Finished;
use super::clients::household;
use super::hosts;
use super::office;
use super::serve::{Door, Live};
use crate::answer::{Answer, Fault, Framing, Refusal};
use crate::api::problem::of_fault;
use crate::api::{is_api, refuse};
use crate::ask::{Ask, language_of};
use crate::pages::entry;
use crate::{assets, routes, shell};
use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::request::Parts;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Body;
use koers_run::permission::Visitor;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// What a page may load, do and be framed by. Everything comes from the site itself; nothing stands in the page.
macro_rules! policy {
    ($framed_by:literal) => {
        concat!(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; ",
            "form-action 'self'; base-uri 'none'; frame-ancestors ",
            $framed_by
        )
    };
}

/// What no page of ours needs.
const PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/// For a year after the last visit a browser comes by https only. Of other names below ours nothing is said: they are not ours to judge.
const ONLY_HTTPS: &str = "max-age=31536000";

/// No address is longer, in bytes.
const LONGEST_ADDRESS: usize = 4096;
/// No path of a page is longer, in bytes. A longer one is not repeated on the page that says that there is none, where it would stand in every link.
const LONGEST_PATH: usize = 256;

/// Answers a request of a client at an address.
pub async fn answer<B>(
    live: Arc<Live>,
    door: &Door,
    peer: IpAddr,
    request: Request<B>,
) -> Response<Full<Bytes>>
where
    B: Body<Data = Bytes>,
{
    let since = Instant::now();
    let (head, body) = request.into_parts();
    let path = head.uri.path();
    let client = household(client(door, peer, &head.headers));
    let visitor = office::visitor(peer, &head);
    let live = live.seen_by(visitor);
    let finished = match refusal(&live, door, client, &head, since) {
        Some(refusal) => Arc::new(faulty(&live, path, &Fault::Refused(refusal))),
        None => match entered(&live, door, visitor, &head, body).await {
            Some(answer) => answer,
            None => finished(&live, client, &head).await,
        },
    };
    let mut response = outgoing(&head.method, &head.headers, &finished, door);
    if door.closing.load(Ordering::Relaxed) {
        let headers = response.headers_mut();
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if door.log {
        let bytes = response.body().size_hint().exact().unwrap_or_default();
        let (status, took) = (response.status().as_u16(), since.elapsed().as_micros());
        // Not the query: what somebody searches for is nobody's business.
        (door.tell)(&format!(
            "{} {} {status} {bytes} B {took} µs",
            head.method,
            path.escape_default()
        ));
    }
    response
}

/// Why a request is not taken in.
fn refusal(live: &Live, door: &Door, client: IpAddr, head: &Parts, now: Instant) -> Option<Refusal> {
    if let Err(after) = door.clients.ask(client, now) {
        return Some(Refusal::TooMany { after });
    }
    let Ok(named) = hosts::named(head) else {
        return Some(Refusal::Nameless);
    };
    if !door.hosts.answers_to(named) {
        return Some(Refusal::WrongName);
    }
    let length = head.uri.path_and_query().map_or(0, |all| all.as_str().len());
    if length > LONGEST_ADDRESS {
        return Some(Refusal::TooLong);
    }
    // The API says itself what can be done with an address of its own.
    let path = head.uri.path();
    let allowed = match head.method {
        Method::GET | Method::HEAD => true,
        Method::POST if takes_forms(live, path) => return office::may_come(head).err(),
        _ => is_api(path),
    };
    (!allowed).then_some(Refusal::Method)
}

/// Whether a form can be sent to an address, by who sees this state.
fn takes_forms(live: &Live, path: &str) -> bool {
    let found = live.site.entry.then(|| entry::find(path, "")).flatten();
    matches!(found, Some(Ok((route, _))) if route.takes_forms())
}

/// The answer at an address where things are entered; `None` at any other, and where this visitor enters nothing: for the public there is no
/// such page.
async fn entered<B>(
    live: &Arc<Live>,
    door: &Door,
    visitor: Visitor,
    head: &Parts,
    body: B,
) -> Option<Arc<Finished>>
where
    B: Body<Data = Bytes>,
{
    let office = door.office.get().filter(|_| live.site.entry)?;
    let (path, query) = (head.uri.path(), head.uri.query().unwrap_or(""));
    let found = entry::find(path, query)?;
    let answer = async {
        let (route, ask) = found?;
        let body = match head.method {
            // Before anything is taken in, it is known that it may be.
            Method::POST => {
                route.may(&ask, visitor)?;
                Some(office::received(body).await.map_err(Fault::Refused)?)
            }
            _ => None,
        };
        office
            .answer(Arc::clone(&live.site), route, ask, visitor, body)
            .await
    };
    Some(Arc::new(match answer.await {
        Ok(answer) => Finished::new(answer),
        Err(fault) => {
            if let Fault::Broken(why) = &fault {
                (door.tell)(why);
            }
            faulty(live, path, &fault)
        }
    }))
}

/// Who asks: the other end of the connection, or whoever our own proxy says it is.
fn client(door: &Door, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let told = || {
        let lines = headers.get_all("x-forwarded-for");
        let last = lines.iter().next_back()?.to_str().ok()?;
        last.rsplit(',').next()?.trim().parse().ok()
    };
    door.behind_proxy.then(told).flatten().unwrap_or(peer)
}

async fn finished(live: &Arc<Live>, client: IpAddr, head: &Parts) -> Arc<Finished> {
    let (path, query) = (head.uri.path(), head.uri.query().unwrap_or(""));
    if is_api(path) {
        return api::finished(live, client, &head.method, path, query, &head.headers).await;
    }
    if assets::is_one(path) {
        // No page has such an address, so they share the room; packing one every time would cost more than a page.
        let made = || assets::find(&live.site, path).map(|asset| Arc::new(Finished::new(asset)));
        if let Ok(ready) = live
            .shelf
            .finished()
            .get_or_insert_with(path, || made().ok_or(()))
        {
            return ready;
        }
    }
    let (route, ask) = match routes::find(path, query) {
        Ok(found) => found,
        Err(fault) => return Arc::new(faulty(live, path, &fault)),
    };
    let key = ask.here(ask.lang);
    let state = Arc::clone(live);
    let job = move || (route.answer)(&state.site, &ask).map(Finished::new);
    let made = live.workshop.make(&live.shelf, client, &key, job).await;
    made.unwrap_or_else(|fault| Arc::new(faulty(live, path, &fault)))
}

/// Why there is no answer, in the form that fits the address: a page, or a problem of the API.
fn faulty(live: &Live, path: &str, fault: &Fault) -> Finished {
    let too_long = matches!(fault, Fault::Refused(Refusal::TooLong));
    let mut answer = if is_api(path) {
        let path = if too_long { "" } else { path };
        of_fault(&live.site.address, path, fault)
    } else {
        let (lang, rest) = language_of(path);
        let rest = if rest.len() > LONGEST_PATH { "/" } else { rest };
        let page =
            Ask::new(lang, rest, vec![], "", &[]).map(|ask| shell::fault_page(&live.site, &ask, fault));
        Answer {
            status: fault.status(),
            ..Answer::page(page.unwrap_or_default())
        }
    };
    if let Fault::Refused(refusal) = fault {
        answer.headers.extend(refusal.header());
    }
    Finished::new(answer)
}

/// What is said to who sent something that is no request, or whose head is too large: nobody knows then what was asked, so it is said as
/// the API says it.
pub fn unread(live: &Live, door: &Door, status: StatusCode) -> Response<Bytes> {
    let finished = Finished::new(refuse(&live.site.address, "", status.as_u16(), None));
    if door.log {
        (door.tell)(&format!("- - {} {} B", status.as_u16(), finished.plain.len()));
    }
    let said = outgoing(&Method::GET, &HeaderMap::new(), &finished, door);
    said.map(|_| finished.plain)
}

fn outgoing(method: &Method, asked: &HeaderMap, finished: &Finished, door: &Door) -> Response<Full<Bytes>> {
    let packed = finished.gzip.as_ref().filter(|_| takes_gzip(asked));
    let etag = match packed {
        Some(_) => &finished.packed_etag,
        None => &finished.etag,
    };
    let unchanged = finished.status == 200
        && asked
            .get(header::IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| {
                value
                    .split(',')
                    .any(|tag| tag.trim() == "*" || tag.trim().trim_start_matches("W/") == *etag)
            });
    let body = match (unchanged || method == Method::HEAD, packed) {
        (true, _) => Bytes::new(),
        (false, Some(gzip)) => gzip.clone(),
        (false, None) => finished.plain.clone(),
    };
    let length = packed.unwrap_or(&finished.plain).len();
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = if unchanged {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::from_u16(finished.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    };
    let headers = response.headers_mut();
    // Nearly all are the same every time: they are not made anew for each answer.
    headers.reserve(24);
    let mut put = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    if !finished.media.is_empty() {
        put(header::CONTENT_TYPE, finished.media);
    }
    put(header::VARY, "accept-encoding");
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "same-origin");
    put(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    put(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    if door.secure {
        put(header::STRICT_TRANSPORT_SECURITY, ONLY_HTTPS);
    }
    let policy = match finished.framing {
        Framing::Nobody => policy!("'none'"),
        Framing::Everybody => policy!("*"),
    };
    put(header::CONTENT_SECURITY_POLICY, policy);
    if finished.framing == Framing::Nobody {
        put(header::X_FRAME_OPTIONS, "DENY");
    }
    if packed.is_some() {
        put(header::CONTENT_ENCODING, "gzip");
    }
    if finished.status == 200 {
        // Where things are entered, the next page shows them.
        let keep = match door.office.get() {
            Some(_) => "no-cache",
            None => "public, max-age=60",
        };
        put(header::CACHE_CONTROL, keep);
        headers.insert(header::ETAG, etag.clone());
    } else {
        put(header::CACHE_CONTROL, "no-store");
    }
    for (name, value) in &finished.headers {
        headers.insert(name, value.clone());
    }
    if method == Method::HEAD && !unchanged {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    response
}

fn takes_gzip(asked: &HeaderMap) -> bool {
    asked
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value.split(',').any(|coding| {
                let mut parts = coding.split(';').map(str::trim);
                let name = parts.next().unwrap_or("");
                let refused = parts.any(|part| {
                    let weight = part
                        .split_once('=')
                        .filter(|(key, _)| key.trim().eq_ignore_ascii_case("q"));
                    weight.is_some_and(|(_, weight)| {
                        weight.trim().parse().is_ok_and(|weight: f32| weight <= 0.0)
                    })
                });
                (name.eq_ignore_ascii_case("gzip") || name == "*") && !refused
            })
        })
}
