//! An answer before it is written to a connection.

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

    pub(crate) fn written(kind: &'static str, body: String) -> Self {
        Self {
            status: 200,
            kind,
            headers: Vec::new(),
            body: body.into_bytes(),
        }
    }
}
