//! The snapshots that are kept.

use super::Words;
use clap::{Arg, ArgAction, Command};

impl Words {
    /// `koers store`.
    pub(super) fn store(self) -> Command {
        self.command(
            "store",
            "Kijk na wat er van de uitgevers bewaard is, en ruim het op",
            "Look after what is kept of the publishers, and clear it up",
            "  koers store stats\n  koers store verify\n  koers store prune --keep 10",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            self.command(
                "stats",
                "Laat per gegevensset zien hoeveel momentopnamen er zijn, van wanneer, en hoeveel ruimte ze nemen",
                "Show for each data set how many snapshots there are, since when, and how much room they take",
                "  koers store stats\n  koers store stats --format json",
            )
            .arg(self.workspace())
            .arg(self.format(&["table", "json", "csv"])),
        )
        .subcommand(
            self.command(
                "verify",
                "Lees elke momentopname opnieuw, en kijk of de bytes nog zijn wat ze waren",
                "Read every snapshot again, and look whether its bytes are still what they were",
                "  koers store verify",
            )
            .arg(self.workspace()),
        )
        .subcommand(
            self.command(
                "prune",
                "Gooi oude momentopnamen weg; de laatste van elke gegevensset blijft altijd",
                "Throw old snapshots away; the last one of every data set always stays",
                "  koers store prune --keep 10\n  koers store prune --keep 1 --dataset eurostat-nama-10r-3gdp --yes",
            )
            .long_about(self.t(
                "Gooi oude momentopnamen weg; de laatste van elke gegevensset blijft altijd.\n\nZonder --yes wordt alleen gezegd wat er weg zou gaan. Wat weg is, komt niet terug: \
                 op een dag van vroeger is dan niet meer te zien wat er toen bekend was.",
                "Throw old snapshots away; the last one of every data set always stays.\n\nWithout --yes it only tells what would go. What is gone does not come back: what was known \
                 on an earlier day can then be seen no more.",
            ))
            .arg(
                Arg::new("keep")
                    .long("keep")
                    .required(true)
                    .value_name(self.t("AANTAL", "COUNT"))
                    .value_parser(self.whole(1, 1_000_000))
                    .help(self.t(
                        "Zoveel momentopnamen van elke gegevensset blijven, de laatste",
                        "So many snapshots of every data set stay, the last ones",
                    )),
            )
            .arg(
                Arg::new("dataset")
                    .long("dataset")
                    .short('d')
                    .action(ArgAction::Append)
                    .value_name("ID")
                    .help(self.t("Alleen deze gegevensset (mag vaker)", "Only this data set (may stand several times)")),
            )
            .arg(Arg::new("yes").long("yes").action(ArgAction::SetTrue).help(self.t(
                "Gooi het echt weg",
                "Really throw it away",
            )))
            .arg(self.workspace())
            .arg(self.format(&["table", "json", "csv"])),
        )
    }
}
