//! An answer before it is written to a connection.

use crate::query::Request;
use serde_json::Value;

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) kind: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(status: u16, body: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            headers: Vec::new(),
            body: body.as_bytes().to_vec(),
        }
    }

    pub(crate) fn json(body: &Value) -> Self {
        Self::written("application/json; charset=utf-8", body.to_string())
    }

    /// With a tag that tells one version from another; to who has this version already, no more than that it is the same.
    pub(crate) fn tagged(mut self, request: &Request) -> Self {
        // The same bytes have the same tag, and other bytes another one: a sum is enough for a stub.
        let sum = self.body.iter().fold(5381_u64, |sum, byte| {
            sum.wrapping_mul(33).wrapping_add(u64::from(*byte))
        });
        let tag = format!("\"{sum:x}\"");
        if request.if_none_match.as_deref() == Some(tag.as_str()) {
            self.status = 304;
            self.body.clear();
        }
        self.headers.push(("ETag", tag));
        self
    }

    pub(crate) fn written(kind: &'static str, body: String) -> Self {
        Self {
            status: 200,
            kind,
            headers: Vec::new(),
            body: body.into_bytes(),
        }
    }
}
