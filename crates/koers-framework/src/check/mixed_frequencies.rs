use super::context::Context;
use super::data::{frequency, operand_frequency};
use super::rule;
use crate::file::indicator::{OperandEntry, RuleEntry};
use koers_model::diagnostic::Diagnostic;
use koers_model::period::Frequency;

rule! {"K217" "mixed-frequencies" Error,
"Een rekenregel of doel brengt jaren en kwartalen (of andere perioden) bij elkaar.",
"## What it does
Reports a rule whose parts have different frequencies, `yearly` on figures that do not divide a year, and a base period or a
baseline that is no period of the series.

## Why is this bad?
There is no figure for \"2019\" in a series of quarters. `yearly` says how four quarters become a year.

## Example
```yaml
numerator: {dataset: cbs-vacatures, measure: vacancies}     # quarters
denominator: {dataset: cbs-83582ned, measure: jobs}         # years
```

## Use instead
```yaml
numerator: {dataset: cbs-vacatures, measure: vacancies, yearly: mean}
denominator: {dataset: cbs-83582ned, measure: jobs}
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
    for (measure, target) in context
        .programmes
        .iter()
        .flat_map(|programme| programme.targets())
    {
        let indicator = measure
            .indicator
            .as_ref()
            .and_then(|id| context.indicators.get(&id.value));
        let rule = indicator.and_then(|indicator| indicator.rule.as_ref());
        let Some(per) = rule.and_then(|rule| frequency(context, rule)) else {
            continue;
        };
        let baseline = target
            .baseline
            .as_ref()
            .and_then(|baseline| baseline.period.as_ref());
        for period in baseline.into_iter().chain(&target.also_from) {
            if period.value.frequency() != per {
                found.push(
                    RULE.found(
                        context,
                        period.at,
                        context.say(
                            format!("{} is geen periode van deze indicator", period.value),
                            format!("{} is no period of this indicator", period.value),
                        ),
                        "",
                    )
                    .expected_found(name(context, per), name(context, period.value.frequency())),
                );
            }
        }
    }
}

fn visit(context: &Context<'_>, rule: &RuleEntry, found: &mut Vec<Diagnostic>) {
    let mut first: Option<(Frequency, &OperandEntry)> = None;
    for operand in rule.operands() {
        match operand {
            OperandEntry::Rule(inner) => {
                if let Some(rule) = &inner.rule {
                    visit(context, rule, found);
                }
            }
            OperandEntry::Series(series) => {
                let dataset = series
                    .dataset
                    .as_ref()
                    .and_then(|id| context.datasets.get(&id.value));
                let published = dataset.and_then(|dataset| dataset.frequency.as_ref());
                if let (Some(yearly), Some(published)) = (&series.yearly, published)
                    && published.value.per_year().is_none()
                {
                    found.push(
                        RULE.found(
                            context,
                            yearly.at,
                            context.say(
                                "`yearly` kan hier niet: deze perioden verdelen geen kalenderjaar",
                                "`yearly` cannot be used: these periods do not divide a calendar year",
                            ),
                            "",
                        )
                        .also(
                            context.span(published.at),
                            context.say("de gegevensset", "the data set"),
                        ),
                    );
                }
            }
        }
        let Some(per) = operand_frequency(context, operand) else {
            continue;
        };
        match first {
            Some((other, before)) if other != per => found.push(
                RULE.found(
                    context,
                    operand.place(),
                    context.say(
                        "deze rekenregel brengt verschillende perioden bij elkaar",
                        "this rule brings different periods together",
                    ),
                    name(context, per),
                )
                .also(context.span(before.place()), name(context, other))
                .help(context.say(
                    "met `yearly: mean`, `sum` of `last` worden kwartalen en maanden jaren",
                    "`yearly: mean`, `sum` or `last` turns quarters and months into years",
                )),
            ),
            Some(_) => {}
            None => first = Some((per, operand)),
        }
    }
    if let (Some(base), Some((per, _))) = (&rule.base, first)
        && base.value.frequency() != per
    {
        found.push(
            RULE.found(
                context,
                base.at,
                context.say(
                    format!("{} is geen periode van deze reeks", base.value),
                    format!("{} is no period of this series", base.value),
                ),
                "",
            )
            .expected_found(name(context, per), name(context, base.value.frequency())),
        );
    }
}

fn name(context: &Context<'_>, frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Year => context.say("een jaar", "a year"),
        Frequency::HalfYear => context.say("een half jaar", "half a year"),
        Frequency::Quarter => context.say("een kwartaal", "a quarter"),
        Frequency::Month => context.say("een maand", "a month"),
        Frequency::Week => context.say("een week", "a week"),
        Frequency::SchoolYear => context.say("een schooljaar", "a school year"),
        Frequency::Day => context.say("een dag", "a day"),
    }
}
