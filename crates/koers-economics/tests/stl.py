"""Writes stl.tsv: what statsmodels makes of series of series.tsv with the settings that R's stl has.

    pip install statsmodels==0.15.0
    python stl.py > stl.tsv
"""

import math
from pathlib import Path

from statsmodels.tsa.seasonal import STL

known = dict(line.split("\t") for line in (Path(__file__).parent / "series.tsv").read_text().splitlines())
CYCLE = 12


def odd(length):
    length = math.ceil(length)
    return length + 1 - length % 2


for name in ["AirPassengers", "USAccDeaths"]:
    series = [float(value) for value in known[name].split(" ")]
    for window in [7, 13, 10 * len(series) + 1]:
        for robust in [False, True]:
            trend, low = odd(1.5 * CYCLE / (1 - 1.5 / window)), odd(CYCLE)
            model = STL(
                series, period=CYCLE, seasonal=window, trend=trend, low_pass=low, seasonal_deg=0, trend_deg=1, low_pass_deg=1, robust=robust,
                seasonal_jump=math.ceil(window / 10), trend_jump=math.ceil(trend / 10), low_pass_jump=math.ceil(low / 10),
            )
            found = model.fit(inner_iter=1 if robust else 2, outer_iter=15 if robust else 0)
            for part in ["seasonal", "trend", "weights"]:
                # The first year, one in the middle and the last one.
                values = list(getattr(found, part))
                middle = len(values) // 2
                values = values[:12] + values[middle : middle + 12] + values[-12:]
                print(name, window, int(robust), part, " ".join(repr(float(value)) for value in values), sep="\t")
