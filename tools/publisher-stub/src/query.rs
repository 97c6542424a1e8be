//! A question: its path, its query, and the few headers that count.

/// A question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    /// Path and query as they came.
    pub(crate) target: String,
    /// The path, decoded.
    pub(crate) path: String,
    /// Names and values of the query, decoded.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) if_none_match: Option<String>,
    pub(crate) takes_gzip: bool,
    pub(crate) closes: bool,
}

impl Request {
    pub(crate) fn of(target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let pair = |piece: &str| {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            (decoded(name), decoded(value))
        };
        Self {
            target: target.to_owned(),
            // A plus in a path is a plus.
            path: decoded(&path.replace('+', "%2B")),
            query: query
                .split('&')
                .filter(|piece| !piece.is_empty())
                .map(pair)
                .collect(),
            ..Self::default()
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    /// The query as it came, but for how many rows are skipped, and ready for one more name: a link to the next page goes on from it.
    pub(crate) fn without_skip(&self) -> String {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        query
            .split('&')
            .filter(|piece| !piece.is_empty() && !piece.starts_with("$skip"))
            .map(|piece| format!("{piece}&"))
            .collect()
    }
}

/// Bytes behind per cent signs; a plus is a space, as clients write it.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits: Vec<u8> = rest.by_ref().take(2).collect();
                let digits = std::str::from_utf8(&digits).unwrap_or("");
                bytes.push(u8::from_str_radix(digits, 16).unwrap_or(b'?'));
            }
            b'+' => bytes.push(b' '),
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Which codes of which dimensions a filter lets through: `(A eq 'x' or A eq 'y') and startswith(B,'z')`. A dimension that it does not name has all.
pub(crate) fn filtered(filter: &str) -> Option<Vec<Clause>> {
    let mut clauses: Vec<Clause> = Vec::new();
    for part in filter.split(" and ") {
        let mut any = Vec::new();
        for one in part.split(" or ") {
            let one = one.trim().trim_matches(['(', ')']);
            let quoted = |text: &str| text.trim().trim_matches('\'').to_owned();
            if let Some((name, code)) = one.split_once(" eq ") {
                any.push((name.trim_matches('(').trim().to_owned(), Test::Is(quoted(code))));
            } else if let Some((name, start)) = one
                .strip_prefix("startswith(")
                .and_then(|rest| rest.split_once(','))
            {
                any.push((
                    name.trim().to_owned(),
                    Test::Starts(quoted(start.trim_end_matches(')'))),
                ));
            } else {
                return None;
            }
        }
        clauses.push(Clause { any });
    }
    Some(clauses)
}

/// Tests of which one must hold.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    any: Vec<(String, Test)>,
}

#[derive(Debug, Clone)]
enum Test {
    Is(String),
    Starts(String),
}

impl Clause {
    /// Whether it holds for a row, whose codes are told by name.
    pub(crate) fn holds(&self, code: impl Fn(&str) -> Option<String>) -> bool {
        self.any.iter().any(|(name, test)| {
            code(name).is_some_and(|code| match test {
                Test::Is(wanted) => code == *wanted,
                Test::Starts(start) => code.starts_with(start.as_str()),
            })
        })
    }
}
