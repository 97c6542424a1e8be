use super::context::Context;
use super::finding::list;
use super::rule;
use super::units::{Misfit, misfit};
use crate::file::indicator::{OperandEntry, RuleEntry};
use koers_model::diagnostic::Diagnostic;

rule! {"K210" "unit-does-not-follow" Error,
"De eenheid van een indicator kan niet uit zijn rekenregel komen.",
"## What it does
Works out the unit that a rule gives from the units of its data sets, and reports an indicator that says something else:
a growth that is no percentage, a sum of jobs in establishments, a rate whose factor forgets that the table counts thousands.

## Why is this bad?
The figure would be a hundred or a thousand times too large or too small, and look fine.

## Example
```yaml
unit: percent
rule: {kind: index, base: 2010, of: {dataset: cbs-81578ned, measure: establishments}}
```

## Use instead
```yaml
unit: index
rule: {kind: index, base: 2010, of: {dataset: cbs-81578ned, measure: establishments}}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for indicator in context.parsed.indicators.iter().map(|file| &file.record) {
        let (Some(rule), Some(unit)) = (&indicator.rule, &indicator.unit) else {
            continue;
        };
        let kind = rule.kind.as_ref();
        let rule_at = kind.map_or(rule.head, |kind| kind.at);
        let finding = match misfit(context, rule, unit.value) {
            None => continue,
            Some(Misfit::Expected(units)) => RULE
                .found(
                    context,
                    unit.at,
                    context.say(
                        "deze eenheid kan niet uit de rekenregel komen",
                        "this unit cannot come out of the rule",
                    ),
                    "",
                )
                .also(context.span(rule_at), context.say("de rekenregel", "the rule"))
                .expected_found(
                    list(&units, context.say("of", "or")),
                    format!("`{}`", unit.value.id),
                ),
            Some(Misfit::Operands(first, second)) => RULE
                .found(
                    context,
                    operand_place(rule),
                    context.say(
                        format!("`{}` en `{}` tellen niet hetzelfde", first.id, second.id),
                        format!("`{}` and `{}` do not count the same", first.id, second.id),
                    ),
                    context.say("het tweede deel van de regel", "the second part of the rule"),
                )
                .also(context.span(rule_at), context.say("de rekenregel", "the rule")),
            Some(Misfit::Factor { key, needed }) => {
                let factor = if key == "per" { &rule.per } else { &rule.times };
                let Some(factor) = factor else { continue };
                RULE.found(
                    context,
                    factor.at,
                    context.say(
                        format!("met deze factor komt er geen `{}` uit", unit.value.id),
                        format!("this factor does not give `{}`", unit.value.id),
                    ),
                    "",
                )
                .also(context.span(unit.at), context.say("de eenheid", "the unit"))
                .expected_found(format!("`{key}: {needed}`"), format!("`{key}: {}`", factor.value))
                .help(context.say(
                    "de factor maakt ook goed dat een tabel in duizendtallen of miljoenen telt",
                    "the factor also makes up for tables that count thousands or millions",
                ))
            }
        };
        found.push(finding);
    }
}

fn operand_place(rule: &RuleEntry) -> crate::place::Place {
    rule.operands().nth(1).map_or(rule.head, OperandEntry::place)
}
