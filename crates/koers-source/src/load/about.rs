//! Asking what a publisher says of a table.

use super::{About, MOST_ABOUT};
use crate::connector::Protocol;
use crate::fetch::fault::{FetchFault, page_title, reason};
use crate::fetch::{Asking, Fetcher};

/// What the publisher says of a table; `None` where only the table itself tells.
pub(super) fn about(fetcher: &Fetcher, protocol: &dyn Protocol) -> Result<Option<About>, FetchFault> {
    let Some(address) = protocol.about() else {
        return Ok(None);
    };
    let asking = Asking {
        address: &address,
        accept: protocol.accept(),
        known: None,
        limit: MOST_ABOUT,
        gives_up_on: &[],
    };
    let body = fetcher.small(&asking)?;
    match protocol.read_about(&body) {
        Ok(about) => Ok(Some(about)),
        Err(why) => Err(unlike(&body, &address, why)),
    }
}

/// An answer that is not what the protocol has: a page or an error when it is one.
fn unlike(body: &[u8], address: &str, why: String) -> FetchFault {
    let address = address.to_owned();
    let start = body.trim_ascii_start();
    if start.starts_with(b"<") {
        let title = page_title(&String::from_utf8_lossy(start));
        return FetchFault::Page { address, title };
    }
    match reason(start) {
        Some(said) if start.starts_with(b"{") => FetchFault::Refused { address, said },
        _ => FetchFault::Misread { address, why },
    }
}
