//! Plain files, with a tag that tells one version from another.

use crate::Shared;
use crate::answer::Answer;
use crate::query::Request;
use crate::table::Figure;

/// A table in our own CSV; with `If-None-Match` of the same version, no more than that it is the same.
pub(crate) fn answer(shared: &Shared, name: &str, request: &Request) -> Answer {
    let table = name.strip_suffix(".csv").and_then(|id| shared.table(id));
    let Some(table) = table else {
        return Answer::text(404, "");
    };
    let mut out = format!(
        "# publisher: stub\n# table: {}\n# published: {}\n",
        table.id,
        table.modified.get(..10).unwrap_or("")
    );
    let names: Vec<String> = table
        .dimensions
        .iter()
        .map(|dimension| match dimension.name.as_str() {
            "RegioS" => "region".to_owned(),
            "Perioden" => "period".to_owned(),
            other => other.to_lowercase(),
        })
        .collect();
    out.push_str(&format!("{},value,status\n", names.join(",")));
    for at in 0..table.rows() {
        let Some((places, figures)) = table.row(at) else {
            break;
        };
        for dimension in 0..table.dimensions.len() {
            let code = table.code(dimension, &places);
            let code = code.strip_suffix("JJ00").unwrap_or(code);
            out.push_str(&format!("{code},"));
        }
        match figures.first() {
            Some(Figure::Number(number)) => out.push_str(&format!("{number},\n")),
            Some(Figure::Secret) => out.push_str(",suppressed\n"),
            _ => out.push_str(",not-available\n"),
        }
    }
    Answer::written("text/csv; charset=utf-8", out).tagged(request)
}
