//! Asking the API without a socket.

use crate::site::site;
use koers_web::answer::Answer;
use koers_web::api::exchange::{Request, answer};
use serde_json::Value;

/// `GET` an address below the root of the API.
pub fn get(address: &str) -> Answer {
    asked("GET", &format!("/api/v1{address}"), None)
}

/// Asks with a method and an `Accept`.
pub fn asked(method: &str, address: &str, accept: Option<&str>) -> Answer {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    answer(
        site(),
        &Request {
            method,
            path,
            query,
            accept,
        },
    )
}

/// The JSON of an answer that went well.
pub fn json(address: &str) -> Value {
    let answer = get(address);
    assert_eq!(answer.status, 200, "{address}: {}", text(&answer));
    assert_eq!(answer.media, "application/json", "{address}");
    serde_json::from_slice(&answer.body).unwrap()
}

/// The body as text.
pub fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

/// A header; the last one given is the one that goes out.
pub fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let found = answer.headers.iter().rev().find(|(other, _)| *other == name);
    found.map(|(_, value)| value.as_str())
}
