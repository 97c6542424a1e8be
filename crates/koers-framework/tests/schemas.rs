//! Files that are read validate against the schemas, and what the schemas refuse is refused.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use koers_framework::schemas;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn yaml_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            yaml_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    files.sort();
}

fn kind(path: &str) -> Option<&'static str> {
    if path.ends_with("/koers.yaml") && !path.contains("/framework/") {
        Some("koers")
    } else if path.ends_with(".succession.yaml") {
        Some("succession")
    } else if path.ends_with(".test.yaml") {
        Some("indicator-test")
    } else if path.contains("/framework/") {
        Some("framework")
    } else if path.contains("/indicators/") {
        Some("indicator")
    } else if path.contains("/catalogue/") {
        Some("dataset")
    } else if path.contains("/criteria/") {
        Some("criteria")
    } else if path.contains("/aid/") {
        Some("aid")
    } else if path.contains("/analyses/") {
        Some("analysis")
    } else if path.contains("/evaluations/") {
        Some("evaluation")
    } else if path.contains("/selections/") {
        Some("selection")
    } else {
        None
    }
}

/// YAML as an editor reads it: the core schema of YAML 1.2.
fn to_json(text: &str) -> Value {
    use saphyr_parser::{Event, Parser, ScalarStyle};
    enum Open {
        List(Vec<Value>),
        Map(Map<String, Value>, Option<String>),
    }
    fn put(value: Value, stack: &mut [Open], root: &mut Value) {
        match stack.last_mut() {
            None => *root = value,
            Some(Open::List(items)) => items.push(value),
            Some(Open::Map(map, key)) => match key.take() {
                None => *key = Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
                Some(key) => {
                    map.insert(key, value);
                }
            },
        }
    }
    fn plain(text: &str) -> Value {
        match text {
            "" | "~" | "null" => Value::Null,
            "true" => json!(true),
            "false" => json!(false),
            _ => text
                .parse::<i64>()
                .map(|n| json!(n))
                .or_else(|_| text.parse::<f64>().map(|n| json!(n)))
                .unwrap_or_else(|_| json!(text)),
        }
    }
    let mut stack: Vec<Open> = Vec::new();
    let mut root = Value::Null;
    for event in Parser::new_from_str(text) {
        match event.unwrap().0 {
            Event::Scalar(text, ScalarStyle::Plain, ..) => put(plain(&text), &mut stack, &mut root),
            Event::Scalar(text, ..) => put(json!(text), &mut stack, &mut root),
            Event::SequenceStart(..) => stack.push(Open::List(Vec::new())),
            Event::MappingStart(..) => stack.push(Open::Map(Map::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => {
                let value = match stack.pop().unwrap() {
                    Open::List(items) => Value::Array(items),
                    Open::Map(map, _) => Value::Object(map),
                };
                put(value, &mut stack, &mut root);
            }
            _ => {}
        }
    }
    root
}

fn validators() -> BTreeMap<String, jsonschema::Validator> {
    schemas()
        .into_iter()
        .map(|(name, text)| {
            let schema: Value = serde_json::from_str(&text).unwrap();
            assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name}");
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            (name.trim_end_matches(".schema.json").to_owned(), validator)
        })
        .collect()
}

fn examples() -> Vec<(PathBuf, &'static str, Value)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    yaml_files(&here.join("tests/good"), &mut files);
    for example in ["drenthe", "oefening"] {
        yaml_files(&here.join("../../examples").join(example), &mut files);
    }
    let read = |path: PathBuf| {
        let kind = kind(&path.to_string_lossy())?;
        let value = to_json(&std::fs::read_to_string(&path).unwrap());
        Some((path, kind, value))
    };
    files.into_iter().filter_map(read).collect()
}

#[test]
fn every_shipped_file_fits_its_schema() {
    let validators = validators();
    let mut seen = BTreeMap::new();
    for (path, kind, value) in examples() {
        let errors: Vec<String> = validators[kind]
            .iter_errors(&value)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        *seen.entry(kind).or_insert(0) += 1;
    }
    assert_eq!(seen.len(), validators.len(), "{seen:?}");
}

#[test]
fn a_key_that_is_not_known_is_refused_everywhere() {
    let validators = validators();
    for (path, kind, value) in examples() {
        if !path.to_string_lossy().contains("tests/good") {
            continue;
        }
        let mut maps = Vec::new();
        pointers(&value, String::new(), &mut maps);
        // These maps have keys that the file itself chooses.
        let open = ["/where", "/measures", "/keep", "/weights", "/codes"];
        let closed = |pointer: &String| {
            !pointer.contains("/given") && !open.iter().any(|open| pointer.ends_with(open))
        };
        for pointer in maps.into_iter().filter(closed) {
            let mut broken = value.clone();
            let map = broken.pointer_mut(&pointer).unwrap().as_object_mut().unwrap();
            map.insert("zomaar".into(), json!(["x"]));
            assert!(
                !validators[kind].is_valid(&broken),
                "{} {pointer}",
                path.display()
            );
        }
    }
}

/// Every map of a file.
fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(value, format!("{at}/{key}"), found);
            }
            found.push(at);
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn what_a_schema_requires_is_required() {
    let validators = validators();
    let target = |target: Value| {
        json!({"framework": "oud", "lines": [{
            "id": "l", "title": {"nl": "L"}, "cite": "p#1",
            "outcomes": [{"id": "r", "title": {"nl": "R"}, "cite": "p#1", "measures": [
                {"indicator": "i", "part": "main", "covers": {"nl": "a"}, "target": target}
            ]}],
        }]})
    };
    let whole = json!({"kind": "level", "value": 3, "direction": "up", "baseline": {"period": 2016},
        "by": "2019-12-31", "cite": "p#1"});
    assert!(validators["framework"].is_valid(&target(whole.clone())));
    for key in ["kind", "value", "direction", "baseline", "by", "cite"] {
        let mut part = whole.clone();
        part.as_object_mut().unwrap().remove(key);
        assert!(!validators["framework"].is_valid(&target(part)), "{key}");
    }
    let mut other = whole;
    other["amount"] = json!(3);
    assert!(!validators["framework"].is_valid(&target(other)));
}

/// What the decoder says of `koers.yaml` with one value of its block `publication` set to something else.
fn reads(pointer: &str, text: &str) -> bool {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good/koers.yaml");
    let mut value = to_json(&std::fs::read_to_string(here).unwrap());
    *value.pointer_mut(&format!("/publication{pointer}")).unwrap() = json!(text);
    assert_eq!(
        validators()["koers"].is_valid(&value),
        FITS.contains(&(pointer, text)),
        "schema: {pointer} {text}"
    );
    // JSON is YAML.
    let file = koers_framework::SourceFile {
        path: "koers.yaml".into(),
        bytes: value.to_string().into_bytes(),
    };
    let checked = koers_framework::check(
        &koers_framework::parse(&[file]),
        &Default::default(),
        koers_model::text::Lang::En,
    );
    !checked.diagnostics.iter().any(|found| found.code.0 == "K011")
}

const FITS: &[(&str, &str)] = &[
    ("/url", "https://koers.example.org"),
    ("/url", "https://koers.example.org/@team?a=b#c"),
    ("/contact/email", "a.b+c@sub.example.org"),
    ("/security/expires", "2027-06-30"),
    ("/security/contact/0", "https://example.org/veilig"),
    ("/security/contact/0", "mailto:veilig@example.org"),
    ("/theme", "theme/drenthe.min.css"),
    ("/licence", "CC-BY-4.0"),
    ("/gaps", "staff"),
    ("/assessors", "named"),
    ("/assessors", "numbered"),
    ("/accessibility/status", "D"),
];

const DOES_NOT_FIT: &[(&str, &str)] = &[
    ("/url", "koers.example.org"),
    ("/url", "https://naam:geheim@example.org/"),
    ("/url", "https://a b.example.org"),
    ("/url", "javascript:alert(1)"),
    ("/publisher/uri", "pv22"),
    ("/contact/email", "team"),
    ("/contact/email", "team@example"),
    ("/contact/email", "mailto:team@example.org"),
    ("/security/expires", "30-06-2027"),
    ("/security/contact/0", "http://example.org/veilig"),
    ("/security/contact/0", "veilig@example.org"),
    ("/theme", "/etc/koers.css"),
    ("/theme", "theme/../../koers.css"),
    ("/theme", "theme/koers.js"),
    ("/licence", "CC0"),
    ("/gaps", "nobody"),
    ("/assessors", "yes"),
    ("/accessibility/status", "AA"),
];

#[test]
fn reading_and_schema_agree_on_how_a_workspace_is_published() {
    for (pointer, text) in FITS {
        assert!(reads(pointer, text), "{pointer} {text}");
    }
    for (pointer, text) in DOES_NOT_FIT {
        assert!(!reads(pointer, text), "{pointer} {text}");
    }
}
