use super::context::Context;
use super::rule;
use crate::parse::Named;
use crate::place::{Place, Sp};
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;

rule! {"K007" "name-differs" Error,
"De naam in een bestand is een andere dan de naam van het bestand of de map.",
"## What it does
Reports an indicator, data set, aid rule or selection plan whose name differs from the name of its file, a criteria set whose file is not called
`<set>.<version>.yaml`, and a part of a framework whose `framework:` differs from its folder.

## Why is this bad?
Readers look for a definition by its file name; tests belong to an indicator by it too.

## Example
```yaml
# indicators/banen.yaml
indicator: werkgelegenheid
```

## Use instead
```yaml
# indicators/banen.yaml
indicator: banen
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for part in &context.parsed.frameworks {
        compare(context, found, &part.folder, part.record.framework.as_ref());
    }
    fn named<'n, T: 'n>(
        list: &'n [Named<T>],
        id: impl Fn(&'n T) -> Option<&'n Sp<Id>>,
    ) -> impl Iterator<Item = (&'n str, Option<&'n Sp<Id>>)> {
        list.iter()
            .map(move |named| (named.stem.as_str(), id(&named.record)))
    }
    for (stem, id) in named(&context.parsed.indicators, |file| file.indicator.as_ref()) {
        compare(context, found, stem, id);
    }
    for (stem, id) in named(&context.parsed.datasets, |file| file.dataset.as_ref()) {
        compare(context, found, stem, id);
    }
    for (stem, id) in named(&context.parsed.aid, |file| file.rule.as_ref()) {
        compare(context, found, stem, id);
    }
    for (stem, id) in named(&context.parsed.analyses, |file| file.analysis.as_ref()) {
        compare(context, found, stem, id);
    }
    for (stem, id) in named(&context.parsed.evaluations, |file| file.evaluation.as_ref()) {
        compare(context, found, stem, id);
    }
    for (stem, id) in named(&context.parsed.selections, |file| file.selection.as_ref()) {
        compare(context, found, stem, id);
    }
    for file in &context.parsed.criteria {
        let (Some(set), Some(version)) = (&file.record.set, &file.record.version) else {
            continue;
        };
        let name = format!("{}.{}", set.value, version.value);
        if name != file.stem {
            let stem = file.stem.rsplit_once('.').map_or("", |(stem, _)| stem);
            let at = if stem == set.value.as_str() {
                version.at
            } else {
                set.at
            };
            found.push(differs(context, &file.stem, &name, at));
        }
    }
}

fn compare(context: &Context<'_>, found: &mut Vec<Diagnostic>, name: &str, id: Option<&Sp<Id>>) {
    if let Some(id) = id.filter(|id| id.value.as_str() != name) {
        found.push(differs(context, name, id.value.as_str(), id.at));
    }
}

fn differs(context: &Context<'_>, name: &str, written: &str, at: Place) -> Diagnostic {
    RULE.found(
        context,
        at,
        context.say(
            format!("`{written}` staat in een bestand of map met de naam `{name}`"),
            format!("`{written}` stands in a file or folder called `{name}`"),
        ),
        context.say("een andere naam", "another name"),
    )
    .expected_found(format!("`{name}`"), format!("`{written}`"))
    .help(context.say("geef beide dezelfde naam", "give both the same name"))
}
