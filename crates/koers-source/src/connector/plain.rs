//! A file at an address. What the server says of its version tells whether it has to be fetched again.

use super::{About, Ask, Protocol, Said};
use crate::fetch::fault::{page_title, reason};
use koers_model::provider::Provider;
use koers_model::snapshot::Format;

pub(super) struct Plain<'p> {
    pub(super) provider: &'p Provider,
    pub(super) accept: &'static str,
    pub(super) format: Option<Format>,
}

impl Protocol for Plain<'_> {
    fn accept(&self) -> &'static str {
        self.accept
    }
    fn about(&self) -> Option<String> {
        None
    }
    fn read_about(&self, _: &[u8]) -> Result<About, String> {
        Ok(About::default())
    }
    fn stage(
        &self,
        stage: usize,
        _: &About,
        _: &dyn Fn(&str) -> Option<Vec<Vec<u8>>>,
    ) -> Result<Option<Vec<Ask>>, String> {
        let ask = || Ask {
            set: "data".to_owned(),
            address: self.provider.address.as_str().to_owned(),
            is_rows: true,
            parts: Vec::new(),
        };
        Ok((stage == 0).then(|| vec![ask()]))
    }
    fn read(&self, _: &Ask, head: &[u8]) -> Result<Said, String> {
        csv_rows(head)
    }
    fn format(&self) -> Option<Format> {
        self.format
    }
    fn is_bundle(&self) -> bool {
        false
    }
}

/// What the beginning of a file says of it: a web page or an error is no table. How many rows it has shows when it is read; nothing but a header is
/// none.
pub(super) fn csv_rows(head: &[u8]) -> Result<Said, String> {
    let start = head.trim_ascii_start();
    if start.starts_with(b"<") {
        return Ok(Said::WebPage(page_title(&String::from_utf8_lossy(start))));
    }
    let is_error = start.starts_with(b"{\"error\"") || start.starts_with(b"{\"odata.error\"");
    if let Some(said) = reason(start).filter(|_| is_error) {
        return Ok(Said::Refused(said));
    }
    let is_packed = start.starts_with(b"\x1f\x8b") || start.starts_with(b"PK");
    let is_json = start.starts_with(b"{") || start.starts_with(b"[");
    let lines = start
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.trim_ascii().is_empty());
    let rows = match is_packed || is_json {
        true => 1,
        false => lines.skip(1).count() as u64,
    };
    Ok(Said::Page {
        rows,
        next: None,
        hash: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table_is_seen_at_its_beginning() {
        let rows = |rows| Said::Page {
            rows,
            next: None,
            hash: None,
        };
        for (head, said) in [
            ("a,b\n1,2\n", rows(1)),
            ("a,b\n", rows(0)),
            ("", rows(0)),
            ("{\"version\":\"2.0\"}", rows(1)),
            ("<html><title>Weg</title>", Said::WebPage(Some("Weg".to_owned()))),
            (
                r#"{"error":[{"status":413,"id":130,"label":"too large"}]}"#,
                Said::Refused("too large".to_owned()),
            ),
        ] {
            assert_eq!(csv_rows(head.as_bytes()), Ok(said), "{head}");
        }
    }
}
