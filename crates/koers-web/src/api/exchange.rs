//! A request in, an answer out: all rules of the API in the order in which they hold, without a socket.

use super::call::Call;
use super::problem::{of_fault, refuse};
use super::{ROOT, VERSION, negotiate, table};
use crate::answer::{Answer, Fault};
use crate::site::Site;

/// What can be done.
pub const METHODS: &str = "GET, HEAD, OPTIONS";
/// No address is longer, in bytes. A question that is too long within that is a fault of the question.
const LONGEST: usize = 4096;
/// Headers that a page of another site may read.
const EXPOSED: &str =
    "API-Version, Allow, Content-Disposition, ETag, Link, RateLimit, RateLimit-Policy, Retry-After";

/// The parts of a request that make a difference.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// `GET`, or another.
    pub method: &'a str,
    /// As it stands in the request.
    pub path: &'a str,
    /// What stands behind the question mark.
    pub query: &'a str,
    /// The header `Accept`, all its lines joined with commas.
    pub accept: Option<&'a str>,
}

/// What to do with a request.
#[derive(Debug)]
pub enum Step {
    /// This is the answer.
    Ready(Answer),
    /// The answer must be made, or was made before.
    Make(Box<Call>),
}

/// Looks a request up in the table and checks it.
#[must_use]
pub fn take(site: &Site, request: &Request<'_>) -> Step {
    checked(site, request).unwrap_or_else(|fault| Step::Ready(of_fault(&site.address, request.path, &fault)))
}

fn checked(site: &Site, request: &Request<'_>) -> Result<Step, Fault> {
    let ready = |answer| Ok(Step::Ready(answer));
    if request.path.len() + request.query.len() > LONGEST {
        return ready(refuse(&site.address, "", 414, None));
    }
    let path = request.path.strip_prefix(ROOT);
    let found = table::find(path.ok_or_else(|| Fault::not_found(request.path))?)?;
    match request.method {
        "GET" | "HEAD" => {}
        "OPTIONS" => return ready(preflight(&site.address)),
        _ => {
            let answer = refuse(&site.address, request.path, 405, None);
            return ready(answer.with("allow", METHODS));
        }
    }
    let forms = found.resource.forms;
    let form = found.form.or_else(|| negotiate::choose(request.accept, forms));
    let Some(form) = form else {
        let offered = forms.iter().filter(|form| form.is_negotiated());
        return Err(Fault::NotAcceptable(
            offered.map(|form| form.media_type()).collect(),
        ));
    };
    let call = Call::new(site, found, form, request.query)?;
    Ok(Step::Make(Box::new(call)))
}

/// Makes the answer to a question that was taken in.
///
/// # Errors
/// Those of the resource. [`of_fault`] turns them into a problem.
pub fn make(site: &Site, call: &Call) -> Result<Answer, Fault> {
    let answer = (call.resource.answer)(site, call)?;
    Ok(dressed(&site.address, answer))
}

/// A request answered from end to end.
#[must_use]
pub fn answer(site: &Site, request: &Request<'_>) -> Answer {
    match take(site, request) {
        Step::Ready(answer) => answer,
        Step::Make(call) => {
            make(site, &call).unwrap_or_else(|fault| of_fault(&site.address, request.path, &fault))
        }
    }
}

/// What a browser asks before it lets a page of another site ask.
fn preflight(address: &str) -> Answer {
    let answer = Answer {
        status: 204,
        ..Answer::new("", "")
    };
    dressed(address, answer)
        .with("allow", METHODS)
        .with("access-control-allow-methods", METHODS)
        .with("access-control-allow-headers", "*")
        .with("access-control-max-age", "86400")
}

/// An answer with the headers that every answer of the API has, whatever its status.
pub(super) fn dressed(address: &str, mut answer: Answer) -> Answer {
    // One header, whatever stands in it: its own links, then those to the documents about the API (RFC 8631).
    let own = answer.headers.iter().position(|(name, _)| *name == "link");
    let own = own.map(|at| answer.headers.remove(at).1);
    let about = format!(
        "<{address}{ROOT}/openapi.json>; rel=\"service-desc\"; type=\"application/json\", <{address}/api>; rel=\"service-doc\"; type=\"text/html\""
    );
    let links: Vec<String> = own.into_iter().chain([about]).collect();
    answer
        .with("api-version", VERSION)
        .with("access-control-allow-origin", "*")
        .with("access-control-expose-headers", EXPOSED)
        .with("cross-origin-resource-policy", "cross-origin")
        .with("vary", "accept, accept-encoding")
        .with("link", links.join(", "))
}
