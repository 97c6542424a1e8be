//! The commands about promises of effect.

use super::Words;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};
use koers_run::portfolio::Grain;

impl Words {
    /// `koers promises`.
    pub(super) fn promises(self) -> Command {
        self.group(
            "promises",
            "Beloften over effect: wanneer ze worden nagekeken, en hoe eerdere uitkwamen",
            "Promises of effect: when they are checked, and how earlier ones came out",
            "  koers promises due\n  koers promises calibration\n  koers promises detect --indicator banen --effect 0.2",
        )
        .subcommand(
            self.command(
                "due",
                "Laat elke schatting zien, en van een belofte wanneer zij wordt nagekeken, te late eerst",
                "Show every estimate, and of a promise when it falls due, the overdue ones first",
                "  koers promises due --on 2019-12-31\n  koers promises due --format ics > beloften.ics",
            )
            .arg(self.workspace())
            .arg(self.database())
            .arg(self.date(
                "on",
                "Dag waarop wordt gekeken (anders vandaag)",
                "Day looked at (else today)",
            ))
            .arg(self.format(&["table", "json", "csv", "ics"])),
        )
        .subcommand(
            self.command(
                "calibration",
                "Laat zien hoe bevindingen zich verhouden tot beloften, per soort opsteller en eenheid",
                "Show how findings compare with promises, by kind of author and unit",
                "  koers promises calibration\n  koers promises calibration --by method-and-outcome",
            )
            .arg(
                Arg::new("by")
                    .long("by")
                    .value_name(self.t("SOORT", "KIND"))
                    .value_parser(PossibleValuesParser::new(Grain::ALL.map(Grain::word)))
                    .default_value("author")
                    .help(self.t(
                        "Hoe fijn wordt gesplitst, naast opsteller en eenheid: ook naar methode, naar resultaat, naar beide, of naar onderbouwing",
                        "How finely promises are told apart, beside author and unit: also by method, by outcome, by both, or by how they were founded",
                    )),
            )
            .arg(self.workspace())
            .arg(self.database())
            .arg(self.date(
                "on",
                "Dag waarop wordt gekeken (anders vandaag)",
                "Day looked at (else today)",
            ))
            .arg(self.format(&["table", "json", "csv"])),
        )
        .subcommand(
            self.command(
                "total",
                "Tel beloften op, elke eenheid en elke plek apart; gedeelde effecten tellen één keer",
                "Add promises up, each unit and place by itself; shared effects count once",
                "  koers promises total\n  koers promises total --on 2023-12-31",
            )
            .arg(self.workspace())
            .arg(self.database())
            .arg(self.date(
                "on",
                "Dag waarop wordt gekeken (anders vandaag)",
                "Day looked at (else today)",
            ))
            .arg(self.format(&["table", "json", "csv"])),
        )
        .subcommand(
            self.command(
                "detect",
                "Reken na of een effect ooit te zien is in een indicator, en na hoeveel jaar",
                "Work out whether an effect could ever be seen in an indicator, and after how many years",
                "  koers promises detect --indicator banen --effect 0,2\n  koers promises detect --indicator banen --region GM0114 --effect 0.1 --yearly --years 10",
            )
            .arg(
                Arg::new("indicator")
                    .long("indicator")
                    .required(true)
                    .value_name("ID")
                    .help(self.t("De indicator", "The indicator")),
            )
            .arg(
                Arg::new("effect")
                    .long("effect")
                    .required(true)
                    .value_name("N")
                    .allow_hyphen_values(true)
                    .value_parser(self.number())
                    .help(self.t(
                        "Hoe groot, in de eenheid van de indicator: 0,2",
                        "How large, in the unit of the indicator: 0.2",
                    )),
            )
            .arg(Arg::new("yearly").long("yearly").action(ArgAction::SetTrue).help(self.t(
                "Het komt er elk jaar bij (anders: het komt één keer en blijft)",
                "It is added every year (else: it comes once and stays)",
            )))
            .arg(
                Arg::new("years")
                    .long("years")
                    .value_name("N")
                    .value_parser(self.whole(1, 100))
                    .default_value("20")
                    .help(self.t("Binnen hoeveel jaar", "Within how many years")),
            )
            .arg(self.region())
            .arg(self.workspace())
            .arg(self.format(&["text", "json"])),
        )
    }
}
