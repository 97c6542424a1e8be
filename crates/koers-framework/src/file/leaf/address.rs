//! Where something is found: on the web, by mail, in the folder of the theme.

use super::Leaf;
use crate::file::decode::Expected;
use koers_model::address::{Host, MailAddress, WebAddress};
use koers_model::publication::{SecurityContact, StylePath};
use serde_json::{Value, json};

/// What an editor can check of a web address: no name or password before the host, nothing that an address never holds.
const WEB_ADDRESS: &str = r#"^https?://[^\s<>"{}|\\^`@/?#]+([/?#][^\s<>"{}|\\^`]*)?$"#;

impl Leaf for WebAddress {
    fn read(text: &str) -> Option<Self> {
        Self::new(text)
    }
    fn expected() -> Expected {
        Expected::Said(
            "een webadres zoals https://www.example.org/pagina",
            "a web address such as https://www.example.org/page",
        )
    }
    fn meant(text: &str) -> Option<String> {
        let whole = format!("https://{}", text.trim_start_matches('/'));
        (text.contains('.') && !text.contains([':', '@']) && Self::new(&whole).is_some()).then_some(whole)
    }
    fn schema() -> Value {
        json!({"type": "string", "pattern": WEB_ADDRESS, "maxLength": 2000})
    }
}

/// A host with an optional port.
const HOST: &str = r"^(\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)(:[0-9]{1,5})?$";

impl Leaf for Host {
    fn read(text: &str) -> Option<Self> {
        Self::new(text)
    }
    fn expected() -> Expected {
        Expected::Said(
            "een host zoals cijfers.example.org of 127.0.0.1:8080",
            "a host such as figures.example.org or 127.0.0.1:8080",
        )
    }
    fn meant(text: &str) -> Option<String> {
        let address = WebAddress::new(text)?;
        Some(address.host().to_owned())
    }
    fn schema() -> Value {
        json!({"type": "string", "pattern": HOST, "maxLength": 260})
    }
}

impl Leaf for MailAddress {
    fn read(text: &str) -> Option<Self> {
        Self::new(text)
    }
    fn expected() -> Expected {
        Expected::Said(
            "een e-mailadres zoals team@example.org",
            "an e-mail address such as team@example.org",
        )
    }
    fn meant(text: &str) -> Option<String> {
        let bare = text.strip_prefix("mailto:").unwrap_or(text).trim();
        Self::new(bare).map(|address| address.to_string())
    }
    fn schema() -> Value {
        json!({"type": "string", "pattern": r"^[A-Za-z0-9._+'-]{1,64}@[^\s@/?#]+\.[^\s@/?#]+$", "maxLength": 254})
    }
}

impl Leaf for SecurityContact {
    fn read(text: &str) -> Option<Self> {
        Self::new(text)
    }
    fn expected() -> Expected {
        Expected::Said(
            "`mailto:` met een e-mailadres, of een webadres met https",
            "`mailto:` with an e-mail address, or a web address with https",
        )
    }
    fn meant(text: &str) -> Option<String> {
        if let Some(address) = MailAddress::new(text) {
            return Some(format!("mailto:{address}"));
        }
        let bare = text.strip_prefix("http://").unwrap_or(text);
        <WebAddress as Leaf>::meant(bare)
    }
    fn schema() -> Value {
        json!({"type": "string", "pattern": r#"^(mailto:[^\s@]+@[^\s@]+|https://[^\s<>"{}|\\^`@/?#]+([/?#][^\s<>"{}|\\^`]*)?)$"#, "maxLength": 2000})
    }
}

impl Leaf for StylePath {
    fn read(text: &str) -> Option<Self> {
        Self::new(text)
    }
    fn expected() -> Expected {
        Expected::Said(
            "een bestand in de map theme, zoals theme/koers-theme.css",
            "a file in the folder theme, such as theme/koers-theme.css",
        )
    }
    fn meant(text: &str) -> Option<String> {
        let name = text.rsplit(['/', '\\']).next().unwrap_or(text);
        Self::new(&format!("theme/{name}")).map(|path| path.as_str().to_owned())
    }
    fn schema() -> Value {
        json!({
            "type": "string",
            "pattern": r"^theme/[A-Za-z0-9_-][A-Za-z0-9_.-]*\.css$",
            "maxLength": 200,
        })
    }
}
