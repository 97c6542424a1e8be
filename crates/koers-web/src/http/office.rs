//! Where forms come in: only on the machine itself, only from a page of this site, only so much.

use super::hosts;
use super::reload::Fresh;
use crate::answer::{Answer, Fault, Refusal};
use crate::ask::Ask;
use crate::pages::entry::{Counter, Route, Sent, names};
use crate::pen::Pen;
use crate::site::Site;
use bytes::Bytes;
use http::header::{self, HeaderName};
use http::request::Parts;
use http::{HeaderMap, Method};
use http_body_util::BodyExt as _;
use hyper::body::Body;
use koers_model::snapshot::Hash;
use koers_run::permission::Visitor;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// The largest form, in bytes, and its most fields.
const LARGEST: usize = 1 << 20;
const MOST_FIELDS: usize = 20_000;
/// Of one that is larger, so much is taken in and forgotten, in bytes.
const FORGOTTEN: usize = 8 << 20;
/// How long a form may take to come in.
const COMING: Duration = Duration::from_secs(15);
/// The only kind of content that is taken in.
const FORM: &str = "application/x-www-form-urlencoded";

/// What a proxy adds. Whoever comes with one of these comes from elsewhere, even when the connection is from this machine.
const PASSED_ON: [&str; 9] = [
    "forwarded",
    "x-forwarded",
    "x-real-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "true-client-ip",
    "cf-connecting-ip",
    "fastly-client-ip",
    "via",
];
/// How the names begin of what else a proxy adds: `X-Forwarded-For`, `-Host`, `-Proto`, `-Server`.
const PASSED_ON_AS: &str = "x-forwarded-";

/// What no page of another site can know: another one for every process.
struct Token(String);

impl Token {
    fn new() -> Result<Self, std::io::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        Ok(Self(Hash::of(&bytes).to_string()))
    }
    /// Whether a text is it, in a time that does not tell how much of it fits.
    fn is(&self, text: &str) -> bool {
        let differs = |(a, b): (u8, u8)| a ^ b;
        let sum = self
            .0
            .bytes()
            .zip(text.bytes())
            .map(differs)
            .fold(0, |sum, one| sum | one);
        sum == 0 && self.0.len() == text.len()
    }
}

/// Where forms come in.
pub struct Office {
    pen: Pen,
    token: Token,
    fresh: Arc<Fresh>,
    tell: fn(&str),
}

impl Office {
    /// Opens, with a new token.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn open(pen: Pen, fresh: Arc<Fresh>, tell: fn(&str)) -> Result<Self, std::io::Error> {
        Ok(Self {
            pen,
            token: Token::new()?,
            fresh,
            tell,
        })
    }

    /// The page at an address of this room, or what becomes of a form that was sent to it.
    ///
    /// # Errors
    /// The refusal, and the faults of the page.
    pub async fn answer(
        self: &Arc<Self>,
        site: Arc<Site>,
        route: &'static Route,
        ask: Ask,
        visitor: Visitor,
        body: Option<Bytes>,
    ) -> Result<Answer, Fault> {
        let office = Arc::clone(self);
        let job = tokio::task::spawn_blocking(move || {
            let counter = Counter {
                site: &site,
                pen: &office.pen,
                token: &office.token.0,
            };
            let Some(body) = body else {
                return route.answer(&counter, &ask, visitor);
            };
            let sent = office.sent(&body)?;
            let answer = route.take(&counter, &ask, visitor, &sent)?;
            if answer.status == 303 {
                // The page that comes next shows it. When the files of the workspace have faults, it is kept all the same.
                if let Err(why) = office.fresh.anew() {
                    (office.tell)(&why);
                }
            }
            Ok(answer)
        });
        job.await
            .unwrap_or_else(|panic| Err(Fault::Broken(panic.to_string())))
    }

    fn sent(&self, body: &[u8]) -> Result<Sent, Fault> {
        let mut pairs = Vec::new();
        for (name, value) in form_urlencoded::parse(body) {
            if pairs.len() == MOST_FIELDS {
                return Err(Fault::Refused(Refusal::TooMuch));
            }
            pairs.push((name.into_owned(), value.into_owned()));
        }
        let mut sent = Sent {
            pairs,
            is_ours: false,
        };
        sent.is_ours = self.token.is(sent.get(names::TOKEN));
        Ok(sent)
    }
}

/// Who asks: whoever sits at this machine and uses its own name, or anybody.
pub fn visitor(peer: IpAddr, head: &Parts) -> Visitor {
    let mut names = head.headers.keys().map(HeaderName::as_str);
    let passed_on = names.any(|name| PASSED_ON.contains(&name) || name.starts_with(PASSED_ON_AS));
    let by_own_name = matches!(hosts::named(head), Ok(Some(name)) if hosts::is_this_machine(name));
    if peer.to_canonical().is_loopback() && by_own_name && !passed_on {
        Visitor::Local
    } else {
        Visitor::Public
    }
}

/// Whether a form that is sent may be looked at: it must come from a page of ours and be a form.
///
/// # Errors
/// [`Refusal::Elsewhere`], [`Refusal::NotAForm`].
pub fn may_come(head: &Parts) -> Result<(), Refusal> {
    if head.method != Method::POST {
        return Ok(());
    }
    let line = |name: HeaderName| one(&head.headers, &name);
    let from = line(HeaderName::from_static("sec-fetch-site"))?;
    if from.is_some_and(|from| from != "same-origin") {
        return Err(Refusal::Elsewhere);
    }
    // A browser says from where it sends a form; the name must be the one it was sent to.
    let named = hosts::named(head).ok().flatten();
    if let Some(origin) = line(header::ORIGIN)? {
        let ours = origin
            .strip_prefix("http://")
            .or_else(|| origin.strip_prefix("https://"));
        if ours.is_none() || ours != named {
            return Err(Refusal::Elsewhere);
        }
    } else if from.is_none() {
        return Err(Refusal::Elsewhere);
    }
    let kind = line(header::CONTENT_TYPE)?.unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim();
    if kind.eq_ignore_ascii_case(FORM) {
        Ok(())
    } else {
        Err(Refusal::NotAForm)
    }
}

/// The value of a line of the head that may stand there once.
fn one<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, Refusal> {
    let mut lines = headers.get_all(name).iter();
    match (lines.next(), lines.next()) {
        (None, _) => Ok(None),
        (Some(line), None) => line.to_str().map(Some).map_err(|_| Refusal::Elsewhere),
        (Some(_), Some(_)) => Err(Refusal::Elsewhere),
    }
}

/// The bytes of a form, when they come in time and are not too many. Of too many some more are taken in and forgotten: who is still
/// sending does not hear an answer.
///
/// # Errors
/// [`Refusal::TooMuch`], [`Refusal::TooSlow`].
pub async fn received<B: Body<Data = Bytes>>(body: B) -> Result<Bytes, Refusal> {
    let mut body = std::pin::pin!(body);
    let mut all = Vec::new();
    let mut size = 0_usize;
    let coming = async {
        while let Some(frame) = body.frame().await {
            // Who breaks off does not hear this.
            let Ok(data) = frame.map_err(|_| Refusal::TooSlow)?.into_data() else {
                continue;
            };
            size = size.saturating_add(data.len());
            if size <= LARGEST {
                all.extend_from_slice(&data);
            } else if size > FORGOTTEN {
                break;
            }
        }
        Ok(())
    };
    timeout(COMING, coming).await.unwrap_or(Err(Refusal::TooSlow))?;
    if size > LARGEST {
        return Err(Refusal::TooMuch);
    }
    Ok(all.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    fn head(lines: &[(&str, &str)]) -> Parts {
        let mut request = Request::post("/invoeren/acties").header("host", "127.0.0.1:8080");
        for (name, value) in lines {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap().into_parts().0
    }

    #[test]
    fn a_form_comes_from_a_page_of_ours() {
        let form = ("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        let fine = [
            &[
                form,
                ("sec-fetch-site", "same-origin"),
                ("origin", "http://127.0.0.1:8080"),
            ][..],
            &[form, ("origin", "http://127.0.0.1:8080")],
            &[form, ("sec-fetch-site", "same-origin")],
        ];
        for lines in fine {
            assert_eq!(may_come(&head(lines)), Ok(()), "{lines:?}");
        }
        let elsewhere = [
            &[form][..],
            &[
                form,
                ("sec-fetch-site", "cross-site"),
                ("origin", "http://127.0.0.1:8080"),
            ],
            &[form, ("sec-fetch-site", "same-site")],
            &[form, ("sec-fetch-site", "none")],
            &[form, ("sec-fetch-site", "same-origin"), ("origin", "null")],
            &[form, ("origin", "http://127.0.0.1:8081")],
            &[form, ("origin", "http://elders.example")],
            &[
                form,
                ("origin", "http://127.0.0.1:8080"),
                ("origin", "http://elders.example"),
            ],
        ];
        for lines in elsewhere {
            assert_eq!(may_come(&head(lines)), Err(Refusal::Elsewhere), "{lines:?}");
        }
        for kind in [
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/json",
            "",
        ] {
            let lines = [("content-type", kind), ("sec-fetch-site", "same-origin")];
            assert_eq!(may_come(&head(&lines)), Err(Refusal::NotAForm), "{kind}");
        }
    }

    #[test]
    fn who_sits_at_the_machine_uses_its_own_name_and_no_proxy() {
        let here: IpAddr = "127.0.0.1".parse().unwrap();
        assert_eq!(visitor(here, &head(&[])), Visitor::Local);
        assert_eq!(
            visitor("::ffff:127.0.0.1".parse().unwrap(), &head(&[])),
            Visitor::Local
        );
        assert_eq!(visitor("192.0.2.7".parse().unwrap(), &head(&[])), Visitor::Public);
        for name in PASSED_ON {
            assert_eq!(
                visitor(here, &head(&[(name, "1.2.3.4")])),
                Visitor::Public,
                "{name}"
            );
        }
        let mut other = head(&[]);
        other.headers.insert("host", "elders.example".parse().unwrap());
        assert_eq!(visitor(here, &other), Visitor::Public);
    }

    #[test]
    fn a_token_is_itself_and_nothing_else() {
        let (one, other) = (Token::new().unwrap(), Token::new().unwrap());
        assert!(one.is(&one.0) && !one.is(&other.0));
        assert!(!one.is("") && !one.is(&one.0[..63]) && !one.is(&format!("{}0", one.0)));
    }
}
