use super::context::Context;
use super::rule;
use crate::file::leaf::Year;
use crate::place::Sp;
use koers_model::diagnostic::Diagnostic;
use std::fmt::Display;

rule! {"K104" "period-reversed" Error,
"Een periode eindigt voordat zij begint.",
"## What it does
Reports a programme whose last day lies before its first, an indicator whose definition ends before it begins, a ceiling
of an aid rule that ends before it begins, and a selection plan whose last year lies before its first.

## Why is this bad?
Nothing falls within such a period, so everything would look out of place.

## Example
```yaml
period: {from: 2019-12-31, to: 2016-01-01}
```

## Use instead
```yaml
period: {from: 2016-01-01, to: 2019-12-31}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (from, to) in context.programmes.iter().filter_map(|programme| programme.days()) {
        compare(context, found, &from, &to);
    }
    for indicator in context.parsed.indicators.iter().map(|file| &file.record) {
        if let Some(valid) = &indicator.valid
            && let (Some(from), Some(to)) = (&valid.from, &valid.to)
        {
            compare(context, found, from, to);
        }
    }
    for years in context
        .parsed
        .selections
        .iter()
        .filter_map(|file| file.record.years.as_ref())
    {
        if let (Some(from), Some(to)) = (&years.from, &years.to) {
            let plain = |year: &Sp<Year>| Sp::new(year.value.0, year.at);
            compare(context, found, &plain(from), &plain(to));
        }
    }
    for ceiling in context.parsed.aid.iter().flat_map(|file| &file.record.ceilings) {
        if let (Some(from), Some(to)) = (&ceiling.from, &ceiling.to) {
            compare(context, found, from, to);
        }
    }
}

fn compare<T: Ord + Display>(context: &Context<'_>, found: &mut Vec<Diagnostic>, from: &Sp<T>, to: &Sp<T>) {
    if from.value <= to.value {
        return;
    }
    found.push(
        RULE.found(
            context,
            to.at,
            context.say(
                format!("{} ligt voor {}", to.value, from.value),
                format!("{} lies before {}", to.value, from.value),
            ),
            context.say("het einde", "the end"),
        )
        .also(context.span(from.at), context.say("het begin", "the beginning"))
        .help(context.say("draai de twee om", "swap the two")),
    );
}
