//! From an address to a resource.

use super::TOP;
use super::resource::{Form, Resource};
use crate::answer::{Fault, Wrong};
use crate::ask::escape;
use crate::routes::ROOMS;
use std::sync::OnceLock;

/// Every resource of every room.
pub fn all() -> impl Iterator<Item = &'static Resource> {
    ROOMS.iter().flat_map(|room| room.resources)
}

/// What is at an address.
#[derive(Debug)]
pub struct Found {
    /// The resource.
    pub resource: &'static Resource,
    /// The parts of its path that vary.
    pub parts: Vec<(&'static str, String)>,
    /// The form that the end of the address names.
    pub form: Option<Form>,
}

impl Found {
    /// The path below the root in the one way that we write it, without the form.
    #[must_use]
    pub fn path(&self) -> String {
        fill(self.resource.path, &self.parts)
    }
}

/// A path with its names filled in.
#[must_use]
pub fn fill(path: &str, parts: &[(&'static str, String)]) -> String {
    parts.iter().fold(path.to_owned(), |path, (name, value)| {
        path.replacen(&format!("{{{name}}}"), &escape(value), 1)
    })
}

/// The resource at a path below the root, as it stands in the request.
///
/// # Errors
/// [`Fault::NotFound`] when there is none, [`Fault::BadInput`] when the path holds escapes that mean nothing.
pub fn find(path: &str) -> Result<Found, Fault> {
    let path = if path.is_empty() { TOP } else { path };
    let whole = at(path);
    // A name that is part of the table itself, such as `openapi.json`, ends in no form.
    let written = |found: &Found| !last(found.resource.path).starts_with('{');
    if let Some(found) = whole.filter(written) {
        return decoded(found);
    }
    let mut endings = Form::ALL;
    endings.sort_by_key(|form| std::cmp::Reverse(form.suffix().len()));
    for form in endings {
        let shorter = path.strip_suffix(form.suffix()).and_then(at);
        let offered = |found: &Found| found.resource.forms.contains(&form) && found.resource.takes_suffix();
        if let Some(found) = shorter.filter(offered) {
            return decoded(Found {
                form: Some(form),
                ..found
            });
        }
    }
    match at(path) {
        Some(found) => decoded(found),
        None => Err(Fault::not_found(path)),
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or("")
}

fn at(path: &str) -> Option<Found> {
    static ROUTER: OnceLock<matchit::Router<&'static Resource>> = OnceLock::new();
    let router = ROUTER.get_or_init(|| {
        let mut router = matchit::Router::new();
        for resource in all() {
            // Two resources with one path are found by a test; the first one stands.
            let _ = router.insert(resource.path, resource);
        }
        router
    });
    let found = router.at(path).ok()?;
    let resource = *found.value;
    let values = found.params.iter().map(|(_, value)| value.to_owned());
    Some(Found {
        resource,
        parts: names(resource.path).zip(values).collect(),
        form: None,
    })
}

/// The names in a path of the table.
pub fn names(path: &'static str) -> impl Iterator<Item = &'static str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn decoded(mut found: Found) -> Result<Found, Fault> {
    for (_, value) in &mut found.parts {
        *value = decode(value)
            .ok_or_else(|| Wrong::new("", "het pad is geen geldige tekst", "the path is no valid text"))?;
    }
    Ok(found)
}

/// A text without its escapes; `None` when one of them is no escape, or when what they make is no UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let escapes = text.split('%').skip(1);
    let whole = |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    if !escapes.into_iter().all(whole) {
        return None;
    }
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_resource_can_be_reached() {
        let mut router = matchit::Router::new();
        for resource in all() {
            assert!(
                router.insert(resource.path, resource).is_ok(),
                "{}",
                resource.path
            );
            let parts: Vec<_> = names(resource.path)
                .map(|name| (name, "a/b c".to_owned()))
                .collect();
            let found = find(&fill(resource.path, &parts)).unwrap();
            assert_eq!(found.resource.path, resource.path);
            assert_eq!(found.parts, parts);
            for form in resource.forms.iter().filter(|_| resource.takes_suffix()) {
                let found = find(&(fill(resource.path, &parts) + form.suffix())).unwrap();
                assert_eq!((found.resource.path, found.form), (resource.path, Some(*form)));
            }
        }
    }

    #[test]
    fn operations_have_names_of_their_own() {
        let names: Vec<&str> = all().map(|resource| resource.operation).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }

    #[test]
    fn nothing_else_is_there() {
        for path in [
            "//",
            "/.json",
            ".json",
            "x",
            "/programmas/",
            "/programmas//",
            "/programmas.xyz",
            "/PROGRAMMAS",
            "/programmas.parquet",
        ] {
            assert!(matches!(find(path), Err(Fault::NotFound { .. })), "{path}");
        }
        for path in [
            "/programmas/%",
            "/programmas/%zz",
            "/programmas/%ff",
            "/programmas/%c0%ae",
        ] {
            assert!(matches!(find(path), Err(Fault::BadInput(_))), "{path}");
        }
    }
}
