//! The regions and how they change.

use super::Words;
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use koers_model::region::RegionKind;

impl Words {
    /// `koers regions`.
    pub(super) fn regions(self) -> Command {
        self.command(
            "regions",
            "Kijk welke gebieden er op een dag zijn, en wat ervan is geworden",
            "See which regions there are on a day, and what became of them",
            "  koers regions history GM0014\n  koers regions as-of 2022-01-01 --in PV22",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(self.regions_history())
        .subcommand(self.regions_as_of())
    }

    fn regions_history(self) -> Command {
        self.command(
            "history",
            "Laat zien waar een gebied uit is ontstaan en waarin het is opgegaan",
            "Show what a region came from and what it went into",
            "  koers regions history GM0014\n  koers regions history Haren\n  koers regions history PV26 --format json",
        )
        .arg(
            Arg::new("what")
                .required(true)
                .value_name(self.t("CODE|NAAM", "CODE|NAME"))
                .help(self.t("De code van het gebied, of zijn naam", "The code of the region, or its name")),
        )
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv"]))
    }

    fn regions_as_of(self) -> Command {
        let kinds: Vec<&'static str> = RegionKind::WORDS.iter().map(|row| row.1).collect();
        self.command(
            "as-of",
            "Geef de gebieden die er op een dag zijn",
            "List the regions that there are on a day",
            "  koers regions as-of 2022-01-01 --in PV22\n  koers regions as-of 2019-01-01 --level province --format csv",
        )
        .arg(
            Arg::new("day")
                .required(true)
                .value_name("JJJJ-MM-DD")
                .value_parser(self.parsed(
                    "schrijf een dag als JJJJ-MM-DD, zoals 2019-12-31",
                    "write a day as YYYY-MM-DD, such as 2019-12-31",
                    koers_model::day::read,
                ))
                .help(self.t("De dag", "The day")),
        )
        .arg(
            Arg::new("level")
                .long("level")
                .value_name(self.t("SOORT", "KIND"))
                .value_parser(PossibleValuesParser::new(kinds))
                .default_value(RegionKind::Municipality.word())
                .help(self.t("Soort gebied", "Kind of region")),
        )
        .arg(
            Arg::new("in")
                .long("in")
                .value_name("CODE")
                .help(self.t("Alleen wat er die dag in dit gebied ligt", "Only what lies in this region that day")),
        )
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv"]))
    }
}
