use super::context::Context;
use super::rule;
use crate::file::tiles::TileRow;
use crate::place::Sp;
use koers_model::diagnostic::Diagnostic;
use koers_model::outline::Tile;
use koers_model::region::{Region, RegionCode, RegionKind};
use std::collections::BTreeMap;

rule! {"K017" "tiles-do-not-fit" Error,
"Twee gebieden liggen op dezelfde tegel, of een gebied van de tegelkaart is niet bekend.",
"## What it does
Reports a row of `regions/tiles.csv` whose region is not in `regions/regions.csv`, a region that stands twice in it, and two
regions of one kind on one tile while a day has both.

## Why is this bad?
On the map one region would hide the other, or stay white.

## Example
```csv
code,column,row,label
PV20,4,0,Gr
PV22,4,0,Dr
```

## Use instead
```csv
code,column,row,label
PV20,4,0,Gr
PV22,4,1,Dr
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let regions = &context.parsed.regions;
    // A list of regions that has faults of its own says nothing on which codes exist.
    if regions.is_empty() {
        return;
    }
    let mut rows: BTreeMap<&RegionCode, &Sp<TileRow>> = BTreeMap::new();
    let mut taken: BTreeMap<(RegionKind, Tile), Vec<Held<'_>>> = BTreeMap::new();
    for row in &context.parsed.tiles {
        let code = &row.value.code;
        if let Some(first) = rows.insert(code, row) {
            found.push(
                RULE.found(
                    context,
                    row.at,
                    context.say(
                        format!("gebied `{code}` staat twee keer op de tegelkaart"),
                        format!("region `{code}` stands twice on the tile map"),
                    ),
                    context.say("hier opnieuw", "again here"),
                )
                .also(context.span(first.at), context.say("eerst hier", "first here")),
            );
            continue;
        }
        let Some(region) = regions.get(code) else {
            found.push(RULE.found(
                context,
                row.at,
                context.say(
                    format!("gebied `{code}` is niet bekend"),
                    format!("region `{code}` is not known"),
                ),
                context.say(
                    "staat niet in regions/regions.csv",
                    "is not in regions/regions.csv",
                ),
            ));
            continue;
        };
        let here = taken.entry((region.kind, row.value.tile)).or_default();
        let other = here.iter().find(|(other, _)| meet(other, region));
        if let Some((other, first)) = other {
            found.push(
                RULE.found(
                    context,
                    row.at,
                    context.say(
                        format!("`{code}` en `{}` liggen op dezelfde tegel", other.code),
                        format!("`{code}` and `{}` lie on one tile", other.code),
                    ),
                    "",
                )
                .also(context.span(first.at), context.say("deze", "this one"))
                .help(context.say(
                    "kies een tegel die nog vrij is; alleen gebieden die nooit tegelijk bestaan mogen er een delen",
                    "choose a tile that is free; only regions that never exist at the same time may share one",
                )),
            );
        }
        here.push((region, row));
    }
}

/// A region on a tile, with its row.
type Held<'p> = (&'p Region, &'p Sp<TileRow>);

/// Whether a day has both.
fn meet(a: &Region, b: &Region) -> bool {
    let before = |a: &Region, b: &Region| {
        let end = a.validity.to.zip(b.validity.from);
        end.is_some_and(|(end, start)| end < start)
    };
    !before(a, b) && !before(b, a)
}
