# The study in NumPy: the same draws, the same equations, and what is told of the columns. The lines that depend on the route are
# written in the place of the marks. Arguments: samples, scenarios of a block, processes, where the data are, whether to summarise, and
# for a trial how many of the scenarios to evaluate.
import json
import mmap
import os
import sys
import time
from math import inf

import numpy as np
from numpy import (absolute, add, bitwise_and, bitwise_xor, ceil, copyto, divide, equal, exp, floor, less, less_equal, log, log10,
                   maximum, minimum, multiply, negative, not_equal, power, right_shift, sqrt, subtract)

began = time.perf_counter()
samples, block, processes = (int(word) for word in sys.argv[1:4])
folder, summarises = sys.argv[4], sys.argv[5] == 'all'
asked = int(sys.argv[6]) if len(sys.argv) > 6 else samples
facts = json.load(open(os.path.join(folder, 'facts.json')))
np.seterr(all='ignore')
least, most, total = np.minimum.reduce, np.maximum.reduce, np.add.reduce
u32 = np.uint32


def word(value):
    # an array without dimensions is the quickest scalar
    return np.array(value & 0xffffffff, u32)


# the tables of cubics, by the sign, the exponent and four digits of steps + 1/2, which are the first 16 bits of a float64: the upper
# half is that of negative numbers; location and scale are in the coefficients
FIRST, CELLS, GROUP, PLACES = 1022 << 4, 512, 64, 1 << 16
draws = facts['draws']
raw = np.fromfile(os.path.join(folder, 'tables.bin')).reshape(-1, 2, 33 * 16, 4)
values = np.arange(FIRST, FIRST + CELLS)
exponent, digits = (values >> 4) - 1023, values & 15
whole = np.floor((1 + digits / 16) * 2.0 ** exponent)
cell = np.where(exponent < 5, 0, 16 + digits + 16 * (exponent + 1))
for i in np.flatnonzero(exponent < 5):
    step = int(whole[i])
    bits = step.bit_length()
    cell[i] = 0 if step == 0 else ((step << (32 - bits)) >> 27) + 16 * bits
tables = [np.zeros(FIRST + PLACES * (1 + len(draws) // GROUP) + PLACES) for _ in range(4)]
taken = [[] for _ in range(4)]
for d, (table, location, scale) in enumerate(draws):
    base = PLACES * (d // GROUP) + CELLS * (d % GROUP)
    for c in range(4):
        for half in range(2):
            coefficients = raw[table, half, cell, c] * scale * (-1 if half and c % 2 else 1) + (location if c == 0 else 0)
            start = FIRST + base + half * (PLACES // 2)
            tables[c][start:start + CELLS] = coefficients
        taken[c].append(tables[c][base:].take)
take0, take1, take2, take3 = taken

words = np.empty((len(draws), block), u32)
flat = words.ravel()
h, t = np.empty(block, u32), np.empty(block, u32)
f, g, low, x = (np.empty(block) for _ in range(4))
high16 = x.view(np.uint16)[3::4]
h_signed, t_signed = h.view(np.int32), t.view(np.int32)
place = np.empty(block, np.intp)
half, one, per_word = np.array(0.5), np.array(1.0), np.array(2.0 ** -32)


def looked_up(d, out):
    # t is the word, which as a signed number is the steps from either end
    add(t_signed, half, x)
    copyto(place, high16)
    take3[d](place, 0, out, 'clip')
    multiply(out, x, out)
    take2[d](place, 0, f, 'clip')
    add(out, f, out)
    multiply(out, x, out)
    take1[d](place, 0, f, 'clip')
    add(out, f, out)
    multiply(out, x, out)
    take0[d](place, 0, f, 'clip')
    add(out, f, out)


if facts['sampler'] == 'latin-hypercube':
    dimensions = facts['dimensions']
    mask, shift = word(dimensions[0]['mask']), word(dimensions[0]['shift'])
    shift_by, mask_by = u32(shift), u32(mask)
    rounds = [[(word(one['rounds'][2 * i]), word(one['rounds'][2 * i + 1])) for i in range(4)] for one in dimensions]
    added = [np.array([int(one['rounds'][2 * i]) & 0xffffffff for one in dimensions], u32) for i in range(4)]
    times = [np.array([int(one['rounds'][2 * i + 1]) & 0xffffffff for one in dimensions], u32) for i in range(4)]
    turns = [word(one['turn']) for one in dimensions]
    keys = [word(one['key']) for one in dimensions]
    strata, width = word(samples), np.array(2.0 ** 32 / samples)
    s16, s13, c1, c2 = word(16), word(13), word(0x85ebca6b), word(0xc2b2ae35)
    counters, counted = np.arange(block, dtype=u32), np.empty(block, u32)
    outside = np.empty(flat.size, bool)

    def begin(start):
        add(counters, word(start), counted)
        minimum(counted, word(samples - 1), out=counted)
        for row, ((a0, m0), (a1, m1), (a2, m2), (a3, m3)) in zip(words, rounds):
            add(counted, a0, row), multiply(row, m0, row), bitwise_and(row, mask, row)
            right_shift(row, shift, t), bitwise_xor(row, t, row)
            add(row, a1, row), multiply(row, m1, row), bitwise_and(row, mask, row)
            right_shift(row, shift, t), bitwise_xor(row, t, row)
            add(row, a2, row), multiply(row, m2, row), bitwise_and(row, mask, row)
            right_shift(row, shift, t), bitwise_xor(row, t, row)
            add(row, a3, row), multiply(row, m3, row), bitwise_and(row, mask, row)
            right_shift(row, shift, t), bitwise_xor(row, t, row)
        # those that came out behind the last stratum walk on, of all dimensions at once
        at = np.flatnonzero(np.greater_equal(flat, strata, outside))
        at_row, walking = at // block, flat[at]
        while at.size:
            for a, m in zip(added, times):
                walking += a[at_row]
                walking *= m[at_row]
                walking &= mask_by
                walking ^= walking >> shift_by
            flat[at] = walking
            still = walking >= strata
            at, at_row, walking = at[still], at_row[still], walking[still]

    def draw(d, out):
        row = words[d]
        add(row, turns[d], row)
        subtract(row, strata, t)
        # a number below 0 wraps round and is the greater
        minimum(row, t, out=t)
        bitwise_xor(t, keys[d], h)
        right_shift(h, s16, row), bitwise_xor(h, row, h), multiply(h, c1, h)
        right_shift(h, s13, row), bitwise_xor(h, row, h), multiply(h, c2, h)
        right_shift(h, s16, row), bitwise_xor(h, row, h)
        copyto(f, t_signed)
        multiply(f, width, low), add(low, half, low), floor(low, low)
        add(f, one, f), multiply(f, width, f), add(f, half, f), floor(f, f)
        subtract(f, low, f)
        copyto(g, h)
        multiply(f, g, f), multiply(f, per_word, f), add(f, low, f)
        copyto(t, f, casting='unsafe')
        looked_up(d, out)
else:
    directions = np.zeros((len(draws), 32), u32)
    for d, one in enumerate(facts['dimensions']):
        directions[d, :len(one['directions'])] = one['directions']
    shifts = np.array([int(one['shift']) & 0xffffffff for one in facts['dimensions']], u32)
    patterns = np.zeros((len(draws), block), u32)
    for i in range(1, block):
        patterns[:, i] = patterns[:, i - 1] ^ directions[:, (i & -i).bit_length() - 1]
    first = [None]

    def begin(start):
        gray = start ^ (start >> 1)
        bits = [i for i in range(32) if gray >> i & 1]
        first[0] = np.bitwise_xor.reduce(directions[:, bits], axis=1) ^ shifts

    def draw(d, out):
        bitwise_xor(patterns[d], first[0][d], t)
        looked_up(d, out)

outputs = facts['outputs']
# what processes share
memory = np.frombuffer(mmap.mmap(-1, 8 * (len(outputs) * samples + processes * facts['codes'])))
columns = memory[:len(outputs) * samples].reshape(len(outputs), samples)
refused = memory[len(outputs) * samples:].reshape(processes, facts['codes'])
status = [None]


def refuse(value, low_end, high_end, code):
    broken = ~((value >= low_end) & (value <= high_end))
    if status[0] is None:
        status[0] = np.zeros(block, np.int64)
    status[0][broken & (status[0] == 0)] = code


def store(value, output, start, count):
    factor, offset = outputs[output]
    into = columns[output, start:start + count]
    if offset:
        subtract(value[:count], offset, into)
        divide(into, factor, into)
    elif factor != 1:
        divide(value[:count], factor, into)
    else:
        copyto(into, value[:count])


def end(start, count, counts):
    here = columns[:, start:start + count]
    if not total(here, axis=None) * 0 == 0:
        if status[0] is None:
            status[0] = np.zeros(block, np.int64)
        unnumbered = ~np.isfinite(here).all(axis=0)
        status[0][:count][unnumbered & (status[0][:count] == 0)] = facts['codes'] - 1
    if status[0] is not None:
        codes = status[0][:count]
        here[:, codes != 0] = np.nan
        counts += np.bincount(codes, minlength=facts['codes'])
        status[0] = None


#CONSTANTS#


def evaluate(start, count):
    #LINES#


def work(part):
    for start in range(part * block, asked, block * processes):
        count = min(block, samples - start)
        begin(start)
        evaluate(start, count)
        end(start, count, refused[part])


children = []
for part in range(1, processes):
    child = os.fork()
    if child == 0:
        work(part)
        os._exit(0)
    children.append(child)
work(0)
for child in children:
    if os.waitpid(child, 0)[1] != 0:
        sys.exit('a process of the study failed')
answer = {'seconds': 0, 'refused': refused.sum(axis=0)[1:].tolist()}
if summarises:
    answer['outputs'] = []
    for column in columns:
        finite = column[np.isfinite(column)] if refused[:, 1:].any() else column
        answer['outputs'].append({
            'mean': finite.mean(), 'sd': finite.std(ddof=1),
            'percentiles': np.percentile(finite, facts['percents']).tolist(),
        })
answer['seconds'] = time.perf_counter() - began
json.dump(answer, sys.stdout)
