//! One request: from its head to the answer that goes out.

use super::api;
use super::cache::Finished;
use super::serve::Live;
use crate::answer::{Answer, Fault, Framing, media};
use crate::api::is_api;
use crate::ask::{Ask, language_of};
use crate::{assets, routes, shell};
use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::Full;
use std::sync::Arc;

/// What a page may load, do and be framed by. Everything comes from the site itself; nothing stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; ";

/// Answers a request.
pub async fn answer<B>(live: Arc<Live>, request: Request<B>) -> Response<Full<Bytes>> {
    let (head, _) = request.into_parts();
    let (path, query) = (head.uri.path(), head.uri.query().unwrap_or(""));
    let finished = if is_api(path) {
        api::finished(&live, &head.method, path, query, &head.headers).await
    } else {
        finished(&live, &head.method, path, query).await
    };
    outgoing(&head.method, &head.headers, &finished)
}

async fn finished(live: &Arc<Live>, method: &Method, path: &str, query: &str) -> Arc<Finished> {
    if method != Method::GET && method != Method::HEAD {
        return Arc::new(Finished::new(
            Answer {
                status: 405,
                ..Answer::new(media::TEXT, "405\n")
            }
            .with("allow", "GET, HEAD"),
        ));
    }
    if let Some(asset) = assets::find(path) {
        return Arc::new(Finished::new(asset));
    }
    let (route, ask) = match routes::find(path, query) {
        Ok(found) => found,
        Err(fault) => return Arc::new(faulty(live, path, &fault)),
    };
    let key = ask.here(ask.lang);
    if let Some(ready) = live.answers.get(&key) {
        return ready;
    }
    let made = live
        .answers
        .get_or_insert_async(&key, async {
            let (live, ask) = (Arc::clone(live), ask.clone());
            let made = tokio::task::spawn_blocking(move || (route.answer)(&live.site, &ask)).await;
            match made {
                Ok(Ok(answer)) => Ok(Arc::new(Finished::new(answer))),
                Ok(Err(fault)) => Err(fault),
                Err(error) => Err(Fault::Broken(error.to_string())),
            }
        })
        .await;
    match made {
        Ok(ready) => ready,
        Err(fault) => Arc::new(faulty(live, path, &fault)),
    }
}

fn faulty(live: &Live, path: &str, fault: &Fault) -> Finished {
    let (lang, rest) = language_of(path);
    let body = match Ask::new(lang, rest, vec![], "", &[]) {
        Ok(ask) => shell::fault_page(&live.site, &ask, fault),
        Err(_) => String::new(),
    };
    Finished::new(Answer {
        status: fault.status(),
        ..Answer::page(body)
    })
}

fn outgoing(method: &Method, asked: &HeaderMap, finished: &Finished) -> Response<Full<Bytes>> {
    let packed = finished.gzip.as_ref().filter(|_| takes_gzip(asked));
    let etag = match packed {
        // Other bytes, other name (RFC 9110, 8.8.3).
        Some(_) => finished.etag.replacen('"', "\"gz-", 1),
        None => finished.etag.clone(),
    };
    let unchanged = finished.status == 200
        && asked
            .get(header::IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| {
                value
                    .split(',')
                    .any(|tag| tag.trim() == "*" || tag.trim().trim_start_matches("W/") == etag)
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
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
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
    put(
        HeaderName::from_static("permissions-policy"),
        "interest-cohort=()",
    );
    let frame = match finished.framing {
        Framing::Nobody => "frame-ancestors 'none'",
        Framing::Everybody => "frame-ancestors *",
    };
    put(header::CONTENT_SECURITY_POLICY, &format!("{POLICY}{frame}"));
    if finished.framing == Framing::Nobody {
        put(header::X_FRAME_OPTIONS, "DENY");
    }
    if finished.status == 200 {
        put(header::ETAG, &etag);
        put(header::CACHE_CONTROL, "public, max-age=60");
    } else {
        put(header::CACHE_CONTROL, "no-store");
    }
    for (name, value) in &finished.headers {
        put(HeaderName::from_static(name), value);
    }
    if packed.is_some() {
        put(header::CONTENT_ENCODING, "gzip");
    }
    if method == Method::HEAD && !unchanged {
        put(header::CONTENT_LENGTH, &length.to_string());
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
                let refused = parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
                (name == "gzip" || name == "*") && !refused
            })
        })
}
