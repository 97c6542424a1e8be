"""The three servers: how each is given the figures, started and asked."""

import gzip
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.parse

import wire

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "data" / "serve"
# The page and the reading that are measured.
PROGRAMME, OUTCOME, INDICATOR, REGION = "koers-2016-2019", "ck-werkgelegenheid", "banen", "PV22"


class Peer:
    """A server as a process of its own, on a port of its own."""

    name = ""
    home = "/"

    def __init__(self):
        self.port = wire.free_port()
        self.process = None
        # What it says of itself.
        self.log = DATA / f"{self.name}.log"

    def start(self):
        """Seconds from starting the process to its first answer with 200."""
        start = time.perf_counter()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([str(word) for word in self.command()], stdout=log, stderr=log)
        wire.wait_for(self.port, self.home, self.process)
        return time.perf_counter() - start

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=20)
        self.process = None

    def get(self, path):
        answer = wire.get(self.port, path)
        if answer.status != 200:
            raise SystemExit(f"{self.name}: {path} gives {answer.status}")
        return answer

    def items(self, path):
        """The readings at an address; none where the server says that there are none."""
        answer = wire.get(self.port, path)
        if answer.status == 404:
            return []
        told = json.loads(self.get(path).body)
        return told if isinstance(told, list) else told["items"]

    def readings(self, indicator, region):
        """Period → (value, status), as this server tells it."""
        items = self.items(self.readings_of(indicator, region))
        return {item["periode"]: (item["waarde"], item.get("status")) for item in items}


class Koers(Peer):
    name = "koers"
    workspace = DATA / "workspace"
    page = f"/programmas/{PROGRAMME}/resultaten/{OUTCOME}"
    reading = f"/api/v1/indicatoren/{INDICATOR}/waarden?regio={REGION}"

    def readings_of(self, indicator, region):
        return f"/api/v1/indicatoren/{indicator}/waarden?regio={region}"

    def command(self):
        # Without a limit for one client, for here one client asks everything.
        return [os.environ["KOERS_BIN"], "serve", "--workspace", self.workspace, "--listen", f"127.0.0.1:{self.port}", "--rate", "0"]

    def version(self):
        return subprocess.run([os.environ["KOERS_BIN"], "--version"], capture_output=True, text=True).stdout.split()[-1]

    def lay(self):
        shutil.rmtree(self.workspace, ignore_errors=True)
        told = subprocess.run(
            [os.environ["KOERS_BIN"], "demo", "--no-serve", self.workspace], capture_output=True, text=True
        )
        if told.returncode not in (0, 1):
            raise SystemExit(f"koers demo: {told.stderr}")

    def addresses(self):
        """Every page, as the site lists them for search engines."""
        told = self.get("/sitemap.xml").text()
        return [urllib.parse.urlparse(found).path or "/" for found in re.findall(r"<loc>([^<]+)", told)]

    def all_readings(self):
        """Every reading of every indicator, with its indicator."""
        for indicator in self.items("/api/v1/indicatoren?paginaGrootte=1000"):
            page = 1
            while items := self.items(f"/api/v1/indicatoren/{indicator['id']}/waarden?pagina={page}&paginaGrootte=1000"):
                yield from ((indicator, item) for item in items)
                if len(items) < 1000:
                    break
                page += 1

    def outcomes(self):
        """Every outcome with its verdict, its reason and its indicators."""
        return json.loads(self.get("/api/v1/oordelen?paginaGrootte=100").body)["items"]


class Static(Peer):
    """The pages of Koers itself, saved, behind nginx with as many workers as there are processors: what a generator of static sites such as
    Open SDG would put on a server. Packed beforehand, as nginx can send it without work; without a log."""

    name = "nginx"
    folder = DATA / "static"
    page = f"/programmas/{PROGRAMME}/resultaten/{OUTCOME}/"
    reading = f"/data/{INDICATOR}-{REGION}.json"

    def command(self):
        (DATA / "nginx").mkdir(exist_ok=True)
        places = "\n".join(
            f"  {kind}_temp_path {DATA}/nginx/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        conf = DATA / "nginx.conf"
        conf.write_text(
            f"""daemon off;
worker_processes auto;
pid {DATA}/nginx/pid;
error_log stderr;
events {{ worker_connections 1024; }}
http {{
{places}
  include /etc/nginx/mime.types;
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  open_file_cache max=2000;
  gzip_static on;
  server {{
    listen 127.0.0.1:{self.port} backlog=1024;
    root {self.folder};
    etag on;
  }}
}}
"""
        )
        return ["nginx", "-c", conf, "-p", DATA / "nginx", "-e", "stderr"]

    def version(self):
        return subprocess.run(["nginx", "-v"], capture_output=True, text=True).stderr.strip().rsplit("/", 1)[-1]

    def lay(self, koers):
        """Saves all pages of Koers and the readings of the region."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for path in koers.addresses():
            self.save(self.folder / path.strip("/") / "index.html", koers.get(path).body)
        for path in set(re.findall(r'(?:href|src)="(/stijl/[^"]+|/favicon[^"]+)"', koers.get("/").text())):
            self.save(self.folder / path.strip("/"), koers.get(path).body)
        for indicator in {indicator["id"] for indicator, _ in koers.all_readings()}:
            answer = wire.get(koers.port, koers.readings_of(indicator, REGION))
            if answer.status == 200:
                self.save(self.folder / "data" / f"{indicator}-{REGION}.json", answer.body)

    @staticmethod
    def save(path, body):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(body, 9))

    def readings_of(self, indicator, region):
        return f"/data/{indicator}-{region}.json"


class Datasette(Peer):
    """The same figures in SQLite, with the indexes that the questions need, opened as a file that does not change: then Datasette counts and
    looks up its tables once. The questions are prepared ones, which are quicker than its tables with filters."""

    name = "datasette"
    database = DATA / "koers.db"
    page = f"/koers/uitkomst?programma={PROGRAMME}&resultaat={OUTCOME}&regio={REGION}"
    reading = f"/koers/reeks.json?indicator={INDICATOR}&regio={REGION}&_shape=array"

    def command(self):
        return [
            HERE / ".venv" / "bin" / "datasette", "serve", "--immutable", self.database, "--metadata", DATA / "datasette.json",
            "--inspect-file", DATA / "inspect.json", "--host", "127.0.0.1", "--port", self.port,
            "--setting", "num_sql_threads", "4", "--setting", "max_returned_rows", "5000",
        ]

    def version(self):
        import importlib.metadata

        return importlib.metadata.version("datasette") + ", Python " + sys.version.split()[0]

    def lay(self, koers):
        self.database.unlink(missing_ok=True)
        with sqlite3.connect(self.database) as rows:
            rows.executescript(
                """create table waarden (indicator text, titel text, eenheid text, regio text, naam text, periode text, waarde real,
                     status text, primary key (indicator, regio, periode)) without rowid;
                   create table uitkomsten (programma text, resultaat text, titel text, oordeel text, reden text,
                     primary key (programma, resultaat)) without rowid;
                   create table meet (programma text, resultaat text, indicator text,
                     primary key (programma, resultaat, indicator)) without rowid;"""
            )
            for indicator, item in koers.all_readings():
                rows.execute(
                    "insert into waarden values (?, ?, ?, ?, ?, ?, ?, ?)",
                    (indicator["id"], indicator["titel"]["nl"], indicator["eenheidNaam"]["nl"], item["regio"], item["naam"],
                     item["periode"], item["waarde"], item.get("status")),
                )
            for outcome in koers.outcomes():
                key = outcome["programma"], outcome["resultaat"]
                reason = (outcome.get("reden") or {}).get("sentence", {}).get("nl")
                rows.execute(
                    "insert into uitkomsten values (?, ?, ?, ?, ?)", (*key, outcome["titel"]["nl"], outcome["oordeel"], reason)
                )
                rows.executemany("insert or ignore into meet values (?, ?, ?)", [(*key, name) for name in outcome["indicatoren"]])
        rows.close()
        with sqlite3.connect(self.database) as rows:
            rows.execute("vacuum")
            rows.execute("analyze")
        rows.close()
        outcome = """select u.titel, u.oordeel, u.reden, w.indicator, w.titel as cijfer, w.eenheid, w.naam, w.periode, w.waarde, w.status
            from uitkomsten u join meet m using (programma, resultaat) join waarden w on w.indicator = m.indicator and w.regio = :regio
            where u.programma = :programma and u.resultaat = :resultaat order by w.indicator, w.periode"""
        reading = "select regio, naam, periode, waarde, status from waarden where indicator = :indicator and regio = :regio order by periode"
        queries = {"uitkomst": {"sql": outcome}, "reeks": {"sql": reading}}
        (DATA / "datasette.json").write_text(json.dumps({"databases": {"koers": {"queries": queries}}}))
        told = subprocess.run(
            [HERE / ".venv" / "bin" / "datasette", "inspect", self.database, "--inspect-file", DATA / "inspect.json"],
            capture_output=True, text=True,
        )
        if told.returncode != 0:
            raise SystemExit(f"datasette inspect: {told.stderr}")

    def readings_of(self, indicator, region):
        return f"/koers/reeks.json?indicator={indicator}&regio={region}&_shape=array"
