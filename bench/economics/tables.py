"""Tables on disk as the jobs of Koers read them: the number of rows and of columns, then all values, row after row; eight bytes each."""

import pathlib

import numpy as np


def write(folder, name, values):
    values = np.atleast_2d(np.asarray(values, dtype="<f8"))
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    with open(pathlib.Path(folder, name + ".table"), "wb") as file:
        file.write(np.array(values.shape, dtype="<u8").tobytes())
        file.write(np.ascontiguousarray(values).tobytes())


def read(folder, name):
    raw = pathlib.Path(folder, name + ".table").read_bytes()
    rows, columns = np.frombuffer(raw, "<u8", 2)
    return np.frombuffer(raw, "<f8", offset=16).reshape(int(rows), int(columns)).copy()
