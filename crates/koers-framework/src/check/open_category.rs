use super::context::Context;
use super::data::is_additive;
use super::evaluation_contradicts::lies_in;
use super::rule;
use super::unknown_code::dimensions;
use crate::file::indicator::{OperandEntry, RuleEntry, SeriesEntry};
use crate::file::leaf::RuleKind;
use crate::place::{Place, Sp};
use koers_model::diagnostic::Diagnostic;
use koers_model::region::RegionCode;

rule! {"K209" "open-category" Error,
"Een reeks zegt niet welke code van een categorie zij neemt, of noemt er meer dan de rekenregel aankan.",
"## What it does
Reports a series that leaves a category dimension of its data set open, one that lists several codes outside the rule `sum`
and the methods on figures by activity (`herfindahl`, `entropy`, `krugman`, `hachman`, `regional-shift`), one of these methods
without a list of activities or with two, a code that is listed twice, regions to hold against of which one stands twice or lies in another, one that is held against several regions with a measure that does not add up, and a rule over codes that is given another rule, which has none.

## Why is this bad?
Nobody can tell which of the figures is meant. Adding up everything would count totals twice.

## Example
```yaml
# cbs-83582ned has a category column: sector
rule: {kind: measure, of: {dataset: cbs-83582ned, measure: jobs}}
```

## Use instead
```yaml
rule: {kind: measure, of: {dataset: cbs-83582ned, measure: jobs, where: {sector: BE}}}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for rule in context
        .parsed
        .indicators
        .iter()
        .filter_map(|file| file.record.rule.as_ref())
    {
        visit(context, rule, found);
    }
}

fn visit(context: &Context<'_>, rule: &RuleEntry, found: &mut Vec<Diagnostic>) {
    let kind = rule.kind.as_ref().map(|kind| kind.value);
    let takes_codes = kind.is_some_and(RuleKind::takes_codes);
    let is_profile = kind.is_some_and(RuleKind::is_profile);
    for operand in rule.operands() {
        match operand {
            OperandEntry::Rule(inner) => {
                if takes_codes {
                    found.push(RULE.found(
                        context,
                        operand.place(),
                        context.say(
                            "deze rekenregel gaat over codes van een reeks, en dit is een andere rekenregel",
                            "this rule is about codes of a series, and this is another rule",
                        ),
                        "",
                    ));
                }
                if let Some(rule) = &inner.rule {
                    visit(context, rule, found);
                }
            }
            OperandEntry::Series(series) => {
                for (dimension, codes) in series.codes.0.iter().filter(|(_, codes)| codes.0.len() > 1) {
                    if let Some(code) = codes.0.get(1).filter(|_| !takes_codes) {
                        found.push(
                            RULE.found(
                                context,
                                code.at,
                                context.say(
                                    format!("meer dan één code van `{}`", dimension.value),
                                    format!("more than one code of `{}`", dimension.value),
                                ),
                                context.say("de tweede", "the second one"),
                            )
                            .help(context.say(
                                "alleen `kind: sum` en methoden op cijfers naar onderdeel, zoals `krugman`, nemen een lijst",
                                "only `kind: sum` and methods on figures by activity, such as `krugman`, take a list",
                            )),
                        );
                    }
                }
                let lists = series
                    .codes
                    .0
                    .iter()
                    .filter(|(_, codes)| codes.0.len() > 1)
                    .count();
                if is_profile && lists != 1 {
                    found.push(RULE.found(
                        context,
                        series.head,
                        context.say(
                            "deze methode vergelijkt onderdelen, en daarvoor is één lijst van codes nodig",
                            "this method compares activities, which takes one list of codes",
                        ),
                        match lists {
                            0 => context.say("hier staat er geen", "there is none here"),
                            _ => context.say("hier staan er meer", "there are more here"),
                        },
                    ));
                }
                if let (Some(second), Some(dataset)) = (rule.against.0.get(1), &series.dataset)
                    && context.datasets.contains_key(&dataset.value)
                    && !is_additive(context, series, &dataset.value)
                {
                    found.push(RULE.found(
                        context,
                        second.at,
                        context.say(
                            "cijfers van deze maat tellen niet op over gebieden",
                            "figures of this measure do not add up over regions",
                        ),
                        context.say("vergelijk met één gebied", "hold against one region"),
                    ));
                }
                twice(context, rule, series, found);
                let dataset = series
                    .dataset
                    .as_ref()
                    .and_then(|id| context.datasets.get(&id.value));
                for dimension in dataset.into_iter().flat_map(|dataset| dimensions(dataset)) {
                    let fixed = series
                        .codes
                        .0
                        .iter()
                        .any(|(key, codes)| key.value == dimension && !codes.0.is_empty());
                    if !fixed {
                        found.push(
                            RULE.found(
                                context,
                                series.head,
                                context.say(
                                    format!("welke code van `{dimension}`?"),
                                    format!("which code of `{dimension}`?"),
                                ),
                                context.say("deze reeks zegt het niet", "this series does not say"),
                            )
                            .help(context.say(
                                format!("voeg `where: {{{dimension}: …}}` toe"),
                                format!("add `where: {{{dimension}: …}}`"),
                            )),
                        );
                    }
                }
            }
        }
    }
}

/// A code that stands twice in its list, and regions that would be added up twice.
fn twice(context: &Context<'_>, rule: &RuleEntry, series: &SeriesEntry, found: &mut Vec<Diagnostic>) {
    let mut counted = |first: Place, second: Place, what: &str| {
        let message = context.say(
            format!("`{what}` telt hier twee keer"),
            format!("`{what}` counts twice here"),
        );
        let finding = RULE.found(
            context,
            second,
            message,
            context.say("de tweede keer", "the second time"),
        );
        found.push(finding.also(context.span(first), context.say("en hier", "and here")));
    };
    for (_, codes) in &series.codes.0 {
        for (at, code) in codes.0.iter().enumerate() {
            if let Some(first) = codes.0.iter().take(at).find(|other| other.value == code.value) {
                counted(first.at, code.at, &code.value);
            }
        }
    }
    let lies_in = |part: &Sp<RegionCode>, whole: &Sp<RegionCode>| {
        part.value == whole.value || lies_in(context, part.value.as_str(), whole.value.as_str())
    };
    let regions = &rule.against.0;
    for (at, region) in regions.iter().enumerate() {
        let before = regions.iter().take(at);
        if let Some(first) = before
            .into_iter()
            .find(|other| lies_in(region, other) || lies_in(other, region))
        {
            counted(first.at, region.at, region.value.as_str());
        }
    }
}
