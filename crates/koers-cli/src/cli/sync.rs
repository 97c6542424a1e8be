//! Figures that come in by themselves.

use super::Words;
use clap::{Arg, ArgAction, Command};

impl Words {
    /// `koers sync`.
    pub(super) fn sync(self) -> Command {
        self.command(
            "sync",
            "Haal bij de uitgevers op wat veranderd is",
            "Fetch what changed from the publishers",
            "  koers sync\n  koers sync --dry-run\n  koers sync --all --format json",
        )
        .long_about(self.t(
            "Haal bij de uitgevers op wat veranderd is.\n\nEerst wordt gevraagd of een tabel veranderd is; alleen dan wordt hij opgehaald. Wat eerder bekend was, blijft bewaard. \
             Een tabel die niet klopt (een andere eenheid, delen die niet meer optellen, veel cijfers weg) wordt niet gebruikt: de vorige blijft gelden. Wie halverwege stopt, \
             gaat de volgende keer verder waar het bleef.",
            "Fetch what changed from the publishers.\n\nFirst is asked whether a table changed; only then it is fetched. What was known before stays. A table that is not sound \
             (another unit, parts that no longer add up, many figures gone) is not used: the last one stays. Who stops halfway goes on there the next time.",
        ))
        .arg(
            Arg::new("datasets")
                .num_args(0..)
                .value_name(self.t("GEGEVENSSET", "DATASET"))
                .help(self.t(
                    "Alleen deze gegevenssets (anders alle met `from:` in de catalogus)",
                    "Only these data sets (else all with `from:` in the catalogue)",
                )),
        )
        .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(self.t(
            "Vraag wat veranderd is, en haal niets op",
            "Ask what changed, and fetch nothing",
        )))
        .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help(self.t(
            "Haal ook op wat volgens de uitgever niet veranderd is: zo komt aan het licht wat in stilte veranderde",
            "Fetch also what the publisher says did not change: that shows what changed in silence",
        )))
        .arg(Arg::new("accept").long("accept").action(ArgAction::SetTrue).requires("datasets").help(self.t(
            "Neem deze gegevenssets ook over als ze niet lijken te kloppen",
            "Take these data sets over also when they do not look sound",
        )))
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv"]))
    }
}
