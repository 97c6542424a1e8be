//! The branch of the open API: what [`crate::api`] says, with the answers that were made before.

use super::cache::Finished;
use super::serve::Live;
use crate::answer::Fault;
use crate::api::exchange::{self, Request, Step};
use crate::api::problem::of_fault;
use http::{HeaderMap, Method, header};
use std::net::IpAddr;
use std::sync::Arc;

/// Answers a request to an address of the API.
pub async fn finished(
    live: &Arc<Live>,
    client: IpAddr,
    method: &Method,
    path: &str,
    query: &str,
    headers: &HeaderMap,
) -> Arc<Finished> {
    let accept = accept(headers);
    let request = Request {
        method: method.as_str(),
        path,
        query,
        accept: accept.as_deref(),
    };
    let call = match exchange::take(&live.site, &request) {
        Step::Ready(answer) => return Arc::new(Finished::new(answer)),
        Step::Make(call) => call,
    };
    // The day is part of the question where none was asked for.
    let key = format!("{} {}", call.key(), live.site.today());
    let state = Arc::clone(live);
    let job = move || exchange::make(&state.site, &call).map(Finished::new);
    let made = live.workshop.make(&live.shelf, client, &key, job).await;
    made.unwrap_or_else(|fault| {
        let mut answer = of_fault(&live.site.address, path, &fault);
        if let Fault::Refused(refusal) = *fault {
            answer.headers.extend(refusal.header());
        }
        Arc::new(Finished::new(answer))
    })
}

/// What is asked for, all lines of the header together.
fn accept(headers: &HeaderMap) -> Option<String> {
    let lines: Vec<&str> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .collect();
    (!lines.is_empty()).then(|| lines.join(","))
}
