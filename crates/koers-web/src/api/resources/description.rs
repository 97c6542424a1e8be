//! What the API says of itself.

use crate::api::listing::json;
use crate::api::openapi;
use crate::api::resource::{Form, Resource, Words};
use schemars::json_schema;

pub(super) const OPENAPI: Resource = Resource {
    path: "/openapi.json",
    operation: "openapi",
    tag: "beschrijving",
    summary: Words::new("Dit document", "The OpenAPI document"),
    description: Words::new(
        "De beschrijving van deze API als OpenAPI 3.1, gemaakt uit dezelfde tabel waarmee de server vragen controleert.",
        "The description of this API as OpenAPI 3.1, made from the table by which the server checks what is asked.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, _| json(&openapi::document(site)?),
    schema: |_| json_schema!({ "type": "object", "required": ["openapi", "info", "paths"] }),
    addresses: |_| vec!["/openapi.json".to_owned()],
};
