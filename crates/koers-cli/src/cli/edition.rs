//! Editions: what was told, kept as it was told.

use super::Words;
use clap::{Arg, Command};

impl Words {
    /// `koers edition`.
    pub(super) fn edition(self) -> Command {
        self.command(
            "edition",
            "Leg vast wat u aan de raad of de staten vertelt, en zie later wat er sindsdien anders is",
            "Freeze what you tell the council, and see later what is different since",
            "  koers edition create \"Jaarverslag 2022\" --on 2022-12-31 --as-of 2023-03-01\n  koers edition list\n  koers edition diff jaarverslag-2022",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            self.command(
                "create",
                "Leg een editie vast: oordelen, cijfers, verslag, en alles waar ze op rusten",
                "Freeze an edition: verdicts, figures, report, and everything that they rest on",
                "  koers edition create \"Jaarverslag 2021\" --on 2021-12-31\n  koers edition create \"Voorjaarsnota\" --id voorjaarsnota-2020 --on 2020-04-01 --as-of 2020-04-01",
            )
            .long_about(self.t(
                "Leg een editie vast: oordelen, cijfers, verslag, en alles waar ze op rusten.\n\nEen editie staat in editions/<id>/ en verandert nooit meer. Wie haar uit dezelfde werkmap nog eens maakt, ook op een andere machine, krijgt dezelfde bytes. \
                 Momentopnamen waar een editie op rust, blijven bij `koers store prune` staan.",
                "Freeze an edition: verdicts, figures, report, and everything that they rest on.\n\nAn edition stands in editions/<id>/ and never changes again. Made once more from the same workspace, also on another machine, it has the same bytes. \
                 Snapshots that an edition rests on stay with `koers store prune`.",
            ))
            .arg(
                Arg::new("title")
                    .value_name(self.t("NAAM", "NAME"))
                    .required(true)
                    .help(self.t("Hoe mensen haar noemen", "What people call it")),
            )
            .arg(Arg::new("id").long("id").value_name("ID").help(self.t(
                "De naam van haar map (anders gemaakt van de naam)",
                "The name of its folder (else made of its name)",
            )))
            .arg(self.region())
            .arg(self.on())
            .arg(self.as_of())
            .arg(self.workspace())
            .arg(self.format(&["table", "json", "csv"])),
        )
        .subcommand(
            self.command(
                "list",
                "Laat zien welke edities er zijn",
                "Show which editions there are",
                "  koers edition list\n  koers edition list --format json",
            )
            .arg(self.workspace())
            .arg(self.format(&["table", "json", "csv"])),
        )
        .subcommand(
            self.command(
                "show",
                "Laat zien wat een editie zegt, zoals ze is vastgelegd",
                "Show what an edition says, as it was frozen",
                "  koers edition show jaarverslag-2022\n  koers edition show jaarverslag-2022 --format html > verslag.html",
            )
            .arg(self.which_edition("edition"))
            .arg(self.workspace())
            .arg(self.format(&["table", "json", "csv", "html"])),
        )
        .subcommand(
            self.command(
                "diff",
                "Laat zien wat er anders is: omgeslagen oordelen, andere cijfers, andere definities",
                "Show what is different: verdicts that flipped, other figures, other definitions",
                "  koers edition diff jaarverslag-2021 jaarverslag-2022\n  koers edition diff jaarverslag-2022\n  koers edition diff jaarverslag-2022 --format json",
            )
            .arg(self.which_edition("before"))
            .arg(
                Arg::new("after")
                    .value_name(self.t("LATERE", "LATER"))
                    .help(self.t(
                        "De latere editie (anders: wat er nu te zeggen is)",
                        "The later edition (else: what there is to say now)",
                    )),
            )
            .arg(self.workspace())
            .arg(self.format(&["table", "json"])),
        )
        .subcommand(
            self.command(
                "verify",
                "Maak edities opnieuw uit waar ze op rusten, en kijk of er hetzelfde uitkomt",
                "Make editions once more from what they rest on, and look whether the same comes out",
                "  koers edition verify\n  koers edition verify jaarverslag-2022",
            )
            .arg(
                Arg::new("editions")
                    .value_name(self.t("EDITIE", "EDITION"))
                    .num_args(0..)
                    .help(self.t("Welke (anders alle)", "Which ones (else all)")),
            )
            .arg(self.workspace())
            .arg(self.format(&["table", "json", "csv"])),
        )
    }

    fn which_edition(self, name: &'static str) -> Arg {
        Arg::new(name)
            .value_name(self.t("EDITIE", "EDITION"))
            .required(true)
            .help(self.t("Het id van een editie", "The id of an edition"))
    }
}
