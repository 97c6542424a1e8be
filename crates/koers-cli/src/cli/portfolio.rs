//! The commands about what people enter: proposals and actions, promises, the log.

use super::Words;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use koers_model::portfolio::action::{Stage, Step};
use koers_sheet::Sheet;
use koers_store::Kind;
use std::path::PathBuf;

/// Where the register is kept when it is not the file in the workspace.
pub const SERVER: &str = "KOERS_DATABASE";

impl Words {
    /// A command that only holds others.
    pub(super) fn group(
        self,
        name: &'static str,
        nl: &'static str,
        en: &'static str,
        examples: &'static str,
    ) -> Command {
        self.command(name, nl, en, examples)
            .subcommand_required(true)
            .arg_required_else_help(true)
            .disable_help_subcommand(true)
    }

    pub(super) fn database(self) -> Arg {
        Arg::new("database")
            .long("database")
            .value_name("URL")
            .env(SERVER)
            .hide_env_values(true)
            .help(self.t(
                "PostgreSQL waarin het register staat (anders koers.db in de werkmap)",
                "PostgreSQL that keeps the register (else koers.db in the workspace)",
            ))
    }

    pub(super) fn who(self) -> Arg {
        Arg::new("who")
            .long("who")
            .value_name(self.t("NAAM", "NAME"))
            .env("KOERS_WHO")
            .hide_env_values(true)
            .help(self.t(
                "Wie dit invoert (anders de gebruiker van deze machine)",
                "Who enters this (else the user of this machine)",
            ))
    }

    fn reason(self) -> Arg {
        Arg::new("reason")
            .long("reason")
            .value_name(self.t("TEKST", "TEXT"))
            .required(true)
            .help(self.t("Waarom; dit komt in het logboek", "Why; this goes into the log"))
    }

    fn dry_run(self) -> Arg {
        Arg::new("dry-run")
            .long("dry-run")
            .action(ArgAction::SetTrue)
            .help(self.t(
                "Laat alleen zien wat er zou veranderen",
                "Only show what would change",
            ))
    }

    fn step(self) -> Arg {
        let steps = self.worded(Step::ALL, Step::word, Step::label);
        Arg::new("step")
            .long("step")
            .value_name(self.t("STAP", "STEP"))
            .value_parser(steps)
            .default_value(Step::Original.word())
            .help(self.t(
                "Stap van de begrotingscyclus waarvan de bedragen zijn",
                "Step of the budget cycle that amounts are of",
            ))
    }

    /// `koers portfolio`.
    pub(super) fn portfolio(self) -> Command {
        let stages = self.worded(Stage::ALL, Stage::word, Stage::label);
        let id = |nl, en| {
            Arg::new("id")
                .required(true)
                .value_name("ID")
                .help(self.t(nl, en))
        };
        self.group(
            "portfolio",
            "Voorstellen en acties: wat er gebeurt, voor welk geld, voor welk resultaat",
            "Proposals and actions: what is done, with which money, for which outcome",
            "  koers portfolio list\n  koers portfolio export --json register.json\n  koers portfolio import register.json --reason \"eerste vulling\"",
        )
        .subcommand(
            self.command(
                "list",
                "Geef de voorstellen en acties",
                "List the proposals and actions",
                "  koers portfolio list --stage running\n  koers portfolio list --line arbeidsmarkt --format csv",
            )
            .arg(self.workspace())
            .arg(self.database())
            .arg(
                Arg::new("stage")
                    .long("stage")
                    .value_name(self.t("STAND", "STAGE"))
                    .value_parser(stages)
                    .help(self.t("Alleen met deze stand", "Only at this stage")),
            )
            .arg(self.line())
            .arg(Arg::new("outcome").long("outcome").value_name("ID").help(self.t(
                "Alleen wat dit resultaat dient",
                "Only what serves this outcome",
            )))
            .arg(self.step())
            .arg(self.format(&["table", "json", "csv"])),
        )
        .subcommand(
            self.command(
                "show",
                "Laat een voorstel of actie zien: geld, partners, schattingen, besluiten en bronnen",
                "Show a proposal or action: money, partners, estimates, decisions and sources",
                "  koers portfolio show mkb-fonds-drenthe\n  koers portfolio show mkb-fonds-drenthe --history\n  koers portfolio show mkb-fonds-drenthe --format json",
            )
            .arg(id("Het voorstel of de actie", "The proposal or action"))
            .arg(Arg::new("history").long("history").action(ArgAction::SetTrue).help(self.t(
                "Laat ook elke wijziging zien",
                "Show every change too",
            )))
            .arg(self.workspace())
            .arg(self.database())
            .arg(self.format(&["text", "json"])),
        )
        .subcommand(
            self.command(
                "coverage",
                "Laat per resultaat zien: welke acties, hoeveel geld, welk bewijs",
                "Show for each outcome: which actions, how much money, which evidence",
                "  koers portfolio coverage\n  koers portfolio coverage --step realised --format json",
            )
            .arg(self.workspace())
            .arg(self.database())
            .arg(self.step())
            .arg(self.format(&["table", "json", "csv"])),
        )
        .subcommand(
            self.command(
                "aid",
                "Laat zien hoeveel kleine steun een onderneming nog mag krijgen, met wat al is toegekend en de regel",
                "Show how much small aid an undertaking may still get, with what was granted and the rule",
                "  koers portfolio aid\n  koers portfolio aid mechanica -w oefening --ask 80000 --on 2026-10-15",
            )
            .arg(
                Arg::new("organisation")
                    .value_name("ID")
                    .help(self.t("De organisatie (anders alle die steun kregen)", "The organisation (else all that got aid)")),
            )
            .arg(
                Arg::new("ask")
                    .long("ask")
                    .value_name("EURO")
                    .help(self.t("Past dit bedrag erbij?", "Does this amount fit in?")),
            )
            .arg(self.date("on", "Dag waarop wordt gekeken (anders vandaag)", "Day looked at (else today)"))
            .arg(self.workspace())
            .arg(self.database())
            .arg(self.format(&["table", "json", "csv"])),
        )
        .subcommand(
            self.command(
                "check",
                "Zoek namen die nergens op slaan: een resultaat dat geen programma heeft, een organisatie die niemand invoerde",
                "Look for names that point nowhere: an outcome that no programme has, an organisation that nobody entered",
                "  koers portfolio check",
            )
            .arg(self.workspace())
            .arg(self.database())
            .arg(self.format(&["table", "json", "csv"])),
        )
        .subcommand(
            self.command(
                "export",
                "Schrijf het hele register als werkboek, tekstbestanden of JSON",
                "Write the whole register as a workbook, text files or JSON",
                "  koers portfolio export --xlsx register.xlsx\n  koers portfolio export --csv register/\n  koers portfolio export --json register.json",
            )
            .arg(self.form("xlsx", "FILE", "Werkboek voor Excel of LibreOffice", "Workbook for Excel or LibreOffice"))
            .arg(self.form("csv", "DIR", "Map met een CSV-bestand per blad", "Folder with a CSV file for each sheet"))
            .arg(self.form("json", "FILE", "JSON, voor programma's", "JSON, for programs"))
            .group(ArgGroup::new("form").args(["xlsx", "csv", "json"]).required(true))
            .arg(
                Arg::new("thousands")
                    .long("thousands")
                    .action(ArgAction::SetTrue)
                    .conflicts_with("json")
                    .help(self.t(
                        "Bedragen in duizend euro; dat staat dan in het werkboek",
                        "Amounts in thousand euro; the workbook then says so",
                    )),
            )
            .arg(Arg::new("overwrite").long("overwrite").action(ArgAction::SetTrue).help(self.t(
                "Vervang wat er al staat (anders wordt een bestand dat er al is, niet aangeraakt)",
                "Replace what is there (else a file that is there already is not touched)",
            )))
            .arg(self.workspace())
            .arg(self.database()),
        )
        .subcommand(
            self.command(
                "import",
                "Neem een werkboek, map met CSV of JSON over in het register: alles of niets, en niets wordt gewist",
                "Take a workbook, folder of CSV or JSON over into the register: all or nothing, and nothing is deleted",
                "  koers portfolio export --xlsx register.xlsx\n  koers portfolio import register.xlsx --dry-run --reason proef\n  koers portfolio import register.xlsx --reason \"stand van de najaarsnota\" --who \"M. Beheer (verzonnen)\"",
            )
            .arg(file(self, "Het werkboek, de map of het JSON-bestand", "The workbook, the folder or the JSON file"))
            .arg(self.reason())
            .arg(self.who())
            .arg(self.dry_run())
            .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help(self.t(
                "Laat elke rij zien die verandert (anders de eerste 1.000)",
                "Show every row that changes (else the first 1,000)",
            )))
            .arg(Arg::new("without-mark").long("without-mark").action(ArgAction::SetTrue).help(self.t(
                "Neem het ook over als het niet zegt van welke stand van het register het is gemaakt: wat intussen is gewijzigd, gaat dan terug",
                "Take it over even when it does not say of what state of the register it was made: what changed since then is undone",
            )))
            .arg(self.workspace())
            .arg(self.database()),
        )
        .subcommand(self.put())
        .subcommand(self.ending(
            "end",
            "Beëindig iets in het register: het telt niet meer mee, en niets wordt gewist",
            "End something in the register: it no longer counts, and nothing is deleted",
            "  koers portfolio end estimate praktijkhal-mensen --reason \"dubbel ingevoerd\" -w oefening",
        ))
        .subcommand(self.ending(
            "reopen",
            "Heropen iets dat is beëindigd: het staat er weer zoals het was",
            "Reopen something that has ended: it stands there again as it was",
            "  koers portfolio reopen estimate praktijkhal-mensen --reason \"toch niet dubbel\" -w oefening",
        ))
    }

    /// `koers portfolio put`.
    fn put(self) -> Command {
        let sheets: Vec<&'static str> = Sheet::ALL.iter().map(|sheet| sheet.word()).collect();
        self.command(
            "put",
            "Voer één rij in of wijzig er een: de kolommen zijn die van het werkboek; wat niet wordt genoemd, blijft",
            "Enter one row or change one: the columns are those of the workbook; what is not named stays",
            "  koers portfolio put organisations id=molen name=\"De Molen (verzonnen)\" kind=bedrijf --reason aangemeld -w oefening\n  koers portfolio put actions id=molenpad title=\"Molenpad (verzonnen)\" kind=project stage=voorgesteld framework=werkplan --reason aanvraag -w oefening\n  koers portfolio put money action=molenpad year=2027 step=\"primitieve begroting\" side=lasten source=eigen-geld amount=12500 --reason begroting -w oefening\n  koers portfolio put money action=molenpad id=money-1 amount=onbekend --reason \"nog niet bekend\" --dry-run -w oefening",
        )
        .arg(
            Arg::new("sheet")
                .required(true)
                .value_name(self.t("BLAD", "SHEET"))
                .value_parser(PossibleValuesParser::new(sheets))
                .help(self.t("Het blad van het werkboek", "The sheet of the workbook")),
        )
        .arg(
            Arg::new("fields")
                .required(true)
                .num_args(1..)
                .value_name(self.t("SLEUTEL=WAARDE", "KEY=VALUE"))
                .help(self.t(
                    "Wat er komt te staan; een lege waarde maakt het veld leeg",
                    "What will stand there; an empty value empties the field",
                )),
        )
        .arg(self.reason())
        .arg(self.who())
        .arg(self.dry_run())
        .arg(self.workspace())
        .arg(self.database())
    }

    /// `koers portfolio end` and `reopen`.
    fn ending(
        self,
        name: &'static str,
        nl: &'static str,
        en: &'static str,
        examples: &'static str,
    ) -> Command {
        let kinds: Vec<&'static str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        self.command(name, nl, en, examples)
            .arg(
                Arg::new("kind")
                    .required(true)
                    .value_name(self.t("SOORT", "KIND"))
                    .value_parser(PossibleValuesParser::new(kinds))
                    .help(self.t("Wat voor ding", "What sort of thing")),
            )
            .arg(
                Arg::new("id")
                    .required(true)
                    .value_name("ID")
                    .help(self.t("Welk ding", "Which thing")),
            )
            .arg(self.reason())
            .arg(self.who())
            .arg(self.workspace())
            .arg(self.database())
    }

    fn form(self, name: &'static str, value: &'static str, nl: &'static str, en: &'static str) -> Arg {
        Arg::new(name)
            .long(name)
            .value_name(value)
            .value_parser(value_parser!(PathBuf))
            .help(self.t(nl, en))
    }

    /// `koers select`.
    pub(super) fn select(self) -> Command {
        self.command(
            "select",
            "Kies uit voorstellen onder alle budgetten en grenzen tegelijk, en zeg waarom de rest afvalt",
            "Choose among proposals under all budgets and bounds at once, and say why the rest is left out",
            "  koers select ronde-2027 -w oefening\n  koers select ronde-2027 -w oefening --budget 2027=-10%\n  koers select ronde-2027 -w oefening --part budgets --format json\n  koers select ronde-2027 -w oefening --budget 2027=-10% --part value\n  koers select ronde-2027 -w oefening --proof bewijs.txt",
        )
        .arg(
            Arg::new("plan")
                .required(true)
                .value_name("ID")
                .help(self.t("Een keuze uit selections/", "A plan of selections/")),
        )
        .arg(
            Arg::new("budget")
                .long("budget")
                .value_name("2019=-10%")
                .action(ArgAction::Append)
                .help(self.t(
                    "Wat als: een ander budget; laat zien wat dan gekozen is, wat afvalt en wat erbij komt",
                    "What if: another budget; shows what is chosen then, what falls and what comes in",
                )),
        )
        .arg(
            Arg::new("part")
                .long("part")
                .value_name("PART")
                .value_parser(["outline", "proposals", "budgets", "value", "what-if"])
                .help(self.t(
                    "Eén tabel van het antwoord: de uitkomst, de voorstellen, de budgetten met hun schaduwprijs, waarde voor geld, of wat als van het plan zelf; met --budget onder die budgetten",
                    "One table of the answer: the outcome, the proposals, the budgets with their shadow price, value for money, or the what-ifs of the plan; with --budget under those budgets",
                )),
        )
        .arg(Arg::new("quick").long("quick").action(ArgAction::SetTrue).help(self.t(
            "Alleen de keuze met haar bewijs, zonder twijfel en omslag",
            "Only the choice with its proof, without doubt and turning weights",
        )))
        .arg(
            Arg::new("proof")
                .long("proof")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(self.t(
                    "Schrijf het bewijs, dat ieder kan narekenen",
                    "Write the proof, which anybody can check",
                )),
        )
        .arg(self.entered_by())
        .arg(self.workspace())
        .arg(self.database())
        .arg(self.format(&["text", "json", "csv"]))
    }

    /// `koers log`.
    pub(super) fn log(self) -> Command {
        self.group(
            "log",
            "Het logboek van het register: wie, wanneer, wat, waarom",
            "The log of the register: who, when, what, why",
            "  koers log show\n  koers log verify",
        )
        .subcommand(
            self.command(
                "show",
                "Laat de wijzigingen zien, oudste eerst",
                "Show the changes, oldest first",
                "  koers log show --after 120\n  koers log show --id mkb-fonds-drenthe\n  koers log show --format json",
            )
            .arg(Arg::new("id").long("id").value_name("ID").help(self.t(
                "Alleen wat met dit ding gebeurde, veld voor veld: wat het was en wat het werd",
                "Only what happened to this thing, field by field: what it was and what it became",
            )))
            .arg(
                Arg::new("after")
                    .long("after")
                    .value_name("N")
                    .value_parser(self.parsed(
                        "schrijf een geheel getal, 0 of meer",
                        "write a whole number, 0 or more",
                        |text| text.parse::<u64>().ok(),
                    ))
                    .default_value("0")
                    .help(self.t("Alleen na dit nummer", "Only after this number")),
            )
            .arg(
                Arg::new("most")
                    .long("most")
                    .value_name("N")
                    .value_parser(self.whole(1, u32::MAX))
                    .default_value("1000")
                    .help(self.t("Ten hoogste zoveel", "At most so many")),
            )
            .arg(self.workspace())
            .arg(self.database())
            .arg(self.format(&["table", "json", "csv"])),
        )
        .subcommand(
            self.command(
                "verify",
                "Bewijs dat er achteraf niets is veranderd",
                "Prove that nothing was changed afterwards",
                "  koers log verify\n  koers log verify --known 42:9f86d081884c7d65…",
            )
            .arg(Arg::new("known").long("known").value_name("N:HASH").help(self.t(
                "Het laatste nummer en controlegetal van eerder, zoals dit commando ze gaf",
                "The last number and hash of earlier, as this command gave them",
            )))
            .arg(self.workspace())
            .arg(self.database())
            .arg(self.format(&["text", "json"])),
        )
        .subcommand(
            self.command(
                "backup",
                "Maak een kopie van koers.db in backups/",
                "Copy koers.db to backups/",
                "  koers log backup",
            )
            .arg(self.workspace()),
        )
        .subcommand(
            self.command(
                "restore",
                "Zet een kopie terug; het bestand dat er staat, blijft ernaast bewaard",
                "Put a copy back; the file that is there is kept beside it",
                "  koers log restore backups/koers-000000000042-1f3a5c7e.db",
            )
            .arg(file(self, "De kopie", "The copy"))
            .arg(self.workspace()),
        )
        .subcommand(
            self.command(
                "export",
                "Schrijf het hele logboek naar een nieuw bestand, om het register mee te nemen: van bestand naar server, of terug",
                "Write the whole log to a new file, to carry the register along: from file to server, or back",
                "  koers log export logboek.jsonl",
            )
            .arg(file(self, "Het nieuwe bestand", "The new file"))
            .arg(self.workspace())
            .arg(self.database()),
        )
        .subcommand(
            self.command(
                "import",
                "Neem een logboek over in een leeg register: alles, met wie, wanneer en waarom, of niets",
                "Take a log over into an empty register: all of it, with who, when and why, or nothing",
                "  koers log export logboek.jsonl\n  koers log import logboek.jsonl --database \"host=/run/postgresql dbname=koers\"",
            )
            .arg(file(self, "Het bestand dat export schreef", "The file that export wrote"))
            .arg(Arg::new("known").long("known").value_name("N:HASH").help(self.t(
                "Het laatste nummer en controlegetal, zoals export ze gaf: een bestand zonder eind wordt dan niet overgenomen",
                "The last number and hash, as export gave them: a file without its end is then not taken over",
            )))
            .arg(self.workspace())
            .arg(self.database()),
        )
    }
}

fn file(words: Words, nl: &'static str, en: &'static str) -> Arg {
    Arg::new("file")
        .required(true)
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help(words.t(nl, en))
}
