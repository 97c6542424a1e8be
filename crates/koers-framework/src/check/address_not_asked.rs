use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K221" "address-not-asked" Error,
"Waar een gegevensset vandaan komt, kan zo niet worden gevraagd.",
"## What it does
Reports a `from: address:` that is not `https` on a host that `own_hosts:` of `koers.yaml` does not name, a `filter` for a protocol that
has none, and an address of Eurostat that is not one of its data.

## Why is this bad?
`koers sync` asks only encrypted, and asks for no more and no less than the row says.

## Example
```yaml
from: {connector: cbs-odata4, address: http://datasets.cbs.nl/odata/v1/CBS/83582NED}
```

## Use instead
```yaml
from: {connector: cbs-odata4, address: https://datasets.cbs.nl/odata/v1/CBS/83582NED}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let own = context.parsed.own_hosts();
    for dataset in context.parsed.datasets.iter().map(|file| &file.record) {
        let Some(from) = &dataset.from else { continue };
        let (Some(connector), Some(address)) = (&from.connector, &from.address) else {
            continue;
        };
        let host = address.value.host().to_lowercase();
        let is_own = own.iter().any(|own| own.as_str() == host);
        if !address.value.is_https() && !is_own {
            let better = address.value.as_str().replacen("http://", "https://", 1);
            let unsafe_host = context.say(
                format!("{host} wordt hier zonder versleuteling gevraagd"),
                format!("{host} is asked here without encryption"),
            );
            let help = context.say(
                format!("schrijf `{better}`, of noem een host van uw eigen netwerk onder `own_hosts:` in koers.yaml"),
                format!("write `{better}`, or name a host of your own network under `own_hosts:` in koers.yaml"),
            );
            found.push(
                RULE.found(
                    context,
                    address.at,
                    unsafe_host,
                    context.say("geen https", "not https"),
                )
                .help(help),
            );
        }
        if let Some(filter) = from.filter.as_ref().filter(|_| !connector.value.filters()) {
            let word = connector.value.word();
            let message = context.say(
                format!("`{word}` kent geen `filter`"),
                format!("`{word}` has no `filter`"),
            );
            let label = context.say("zet de keuze in het adres", "put the choice in the address");
            found.push(RULE.found(context, filter.at, message, label));
        }
        if !connector.value.understands(&address.value) {
            let message = context.say(
                "dit is geen adres van gegevens van Eurostat",
                "this is no address of data of Eurostat",
            );
            let label = context.say(
                "…/sdmx/2.1/data/<code> of …/sdmx/3.0/data/dataflow/ESTAT/<code>",
                "…/sdmx/2.1/data/<code> or …/sdmx/3.0/data/dataflow/ESTAT/<code>",
            );
            found.push(RULE.found(context, address.at, message, label));
        }
    }
}
