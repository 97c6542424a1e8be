"""What visitors notice of a workspace that changes, and of a server that is stopped: questions go on all the while and are counted."""

import signal
import threading
import time

import wire

# Questions a second.
RATE = 500


def during(koers, load, path, seconds, deed):
    """Asks for so many seconds, and meanwhile does something."""
    found = {}
    asking = threading.Thread(target=lambda: found.update(load(koers, path, RATE, seconds)))
    asking.start()
    done = deed()
    asking.join()
    return found, done


def reloading(koers, load, asked):
    """A file of the workspace changes again and again. The server looks at it every two seconds, and when told to."""
    koers.stop()
    koers.start()
    times = 3 if asked.quick else 10
    file = koers.workspace / "koers.yaml"
    before = file.read_text()

    def change():
        read = 0
        for number in range(times):
            time.sleep(0.5)
            log = koers.log
            told = log.stat().st_size
            file.write_text(before + f"# {number}\n")
            koers.process.send_signal(signal.SIGHUP)
            for _ in range(200):
                time.sleep(0.02)
                if "again" in log.read_bytes()[told:].decode(errors="replace"):
                    read += 1
                    break
        return read

    try:
        found, read = during(koers, load, koers.page, times * 2 + 2, change)
    finally:
        file.write_text(before)
    good = found["statuses"].get("200", 0)
    print("### A workspace that changes under load\n")
    print(
        f"{found['asked']:,} questions at {RATE}/s while the workspace changed and was read again {read} times: {good:,} answered with 200, "
        f"{found['asked'] - good} not (lost {found['lost']}, refused {found['refused']}); asked once more {found['again']}; "
        f"p99 {found['p99'] / 1000:.1f} ms, slowest {found['max'] / 1000:.1f} ms. "
        + ("No question was dropped.\n" if good == found["asked"] and read == times else "**Not as it should be.**\n")
    )


def stopping(koers, load, asked):
    """The server is asked to stop in the middle of a load."""
    times = 3 if asked.quick else 10
    sums = {"answered": 0, "refused": 0, "lost": 0, "again": 0, "bad": 0}
    took = []
    why = ""
    for _ in range(times):
        koers.stop()
        koers.start()
        koers.get(koers.page)

        def stop():
            time.sleep(1)
            start = time.perf_counter()
            koers.process.send_signal(signal.SIGTERM)
            koers.process.wait(timeout=20)
            return time.perf_counter() - start

        found, seconds = during(koers, load, koers.page, 2, stop)
        took.append(seconds)
        for key in ("answered", "refused", "lost", "again"):
            sums[key] += found[key]
        sums["bad"] += found["answered"] - found["statuses"].get("200", 0)
        why = why or found["first_lost"]
        code = koers.process.returncode
        if code != 0:
            raise SystemExit(f"koers stopped with {code}")
    print("### A stop under load\n")
    print(
        f"{times} times SIGTERM in the middle of {RATE}/s: {sums['answered']:,} questions answered ({sums['bad']} of them not with 200), "
        f"{sums['lost']} taken in and lost{f' ({why})' if why else ''}, {sums['refused']:,} refused at the door afterwards; on {sums['again']} kept connections the "
        f"server had just closed, so the client asked once more. The process was gone after {max(took) * 1000:.0f} ms at most, with code 0."
    )
    in_flight(koers)


def in_flight(koers):
    """A page that takes long to make is being made when the stop comes."""
    koers.stop()
    koers.start()
    answers = []
    paths = ["/kaart", "/hiaten", "/indicatoren", "/zoeken?q=werk"]
    asking = [threading.Thread(target=lambda path=path: answers.append(wire.get(koers.port, path).status)) for path in paths]
    for thread in asking:
        thread.start()
    time.sleep(0.003)
    koers.process.send_signal(signal.SIGTERM)
    for thread in asking:
        thread.join()
    koers.process.wait(timeout=20)
    good = answers.count(200)
    print(
        f"Of {len(paths)} pages that had never been made, asked for 3 ms before the stop, {good} came whole"
        + (".\n" if good == len(paths) else ": **not as it should be**.\n")
    )
