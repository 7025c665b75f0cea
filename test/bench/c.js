// The kernel on one thread against C over the same remainder of equations.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { agree, clock, constantOf, drawnBlock, inFolder, median, ratio, said, timed } from './study.js'

const FLAGS = ['-O3', '-march=native', '-fno-math-errno', '-fno-trapping-math']
const WAYS = {
  scalar: ['-O3', '-march=native', '-fno-tree-vectorize'],
  compiled: ['-O3', '-march=native'],
  // what stands in the way of vectors by the letter of C is let go of, and libmvec has vectors of exp, log and pow
  vector: [...FLAGS, '-fopenmp-simd', '-DVECTOR'],
}
const BINARY = { add: '+', subtract: '-', multiply: '*', divide: '/' }
const COMPARED = { less: '<', lessOrEqual: '<=', equal: '==', notEqual: '!=' }
const UNARY = {
  negate: '-',
  sqrt: 'sqrt',
  exp: 'exp',
  ln: 'log',
  log10: 'log10',
  ceil: 'ceil_near',
  floor: 'floor_near',
}
const CALLED = { power: 'pow', min: 'least', max: 'most', annuity: 'annuity', share: 'share' }

/** The program: one loop over the scenarios of a block, a local a row; columns of inputs and outputs. */
function sourceOf({ rest, operations, plan, conditions }, block, count) {
  const text = (reference) => {
    const value = constantOf(rest, reference)
    return value === undefined ? `r${reference}` : `(${literal(value)})`
  }
  const inputOf = new Map(rest.inputs.map((row, input) => [row, input]))
  const lines = []
  for (const [row, operation] of rest.operations.entries()) {
    const name = operations.get(operation)
    const [a, b, c] = [rest.first, rest.second, rest.third].map((of) => (name === 'variable' ? '' : text(of[row])))
    const value =
      name === 'variable'
        ? `in[${inputOf.get(row)}][i]`
        : BINARY[name] !== undefined
          ? `${a} ${BINARY[name]} ${b}`
          : COMPARED[name] !== undefined
            ? `${a} ${COMPARED[name]} ${b} ? 1.0 : 0.0`
            : UNARY[name] !== undefined
              ? `${UNARY[name]}(${a})`
              : CALLED[name] !== undefined
                ? `${CALLED[name]}(${a}, ${b})`
                : `${a} != 0.0 ? ${b} : ${c}`
    lines.push(`const double r${row} = ${value};`)
    for (const { row: of, least, most, code } of conditions) {
      if (of !== row) continue
      // all in numbers: what a compiler makes of truths is not vectors
      const within = most < Number.POSITIVE_INFINITY ? `(r${row} <= ${literal(most)} ? 0.0 : ${code}.0)` : '0.0'
      const first = least > Number.NEGATIVE_INFINITY ? `(r${row} >= ${literal(least)} ? ${within} : ${code}.0)` : within
      lines.push(`status = status == 0.0 ? ${first} : status;`)
    }
  }
  const references = rest.wanted.slice(0, plan.outputs.length)
  for (const [output, reference] of references.entries()) lines.push(`out[${output}][i] = ${text(reference)};`)
  lines.push('refused[i] = status;')
  return `#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#ifdef VECTOR
#define SIMD __attribute__((simd("notinbranch"), const))
SIMD extern double exp(double);
SIMD extern double log(double);
SIMD extern double pow(double, double);
#define LOOP _Pragma("omp simd")
#else
#define LOOP
#endif
#define INPUTS ${plan.inputs.length}
#define OUTPUTS ${plan.outputs.length}
#define BLOCK ${block}
static inline double least(double a, double b) { return a < b ? a : b; }
static inline double most(double a, double b) { return a > b ? a : b; }
static inline double share(double a, double b) { return b == 0 ? 0 : a / b; }
static inline double annuity(double r, double n) { return r / (1 - exp(-n * log(1 + r))); }
static inline double ceil_near(double a) {
  const double near = floor(a + 0.5);
  return fabs(a - near) <= 1e-9 * fabs(near) ? near : ceil(a);
}
static inline double floor_near(double a) {
  const double near = floor(a + 0.5);
  return fabs(a - near) <= 1e-9 * fabs(near) ? near : floor(a);
}
static double in[INPUTS][BLOCK], out[OUTPUTS][BLOCK], refused[BLOCK];
__attribute__((noinline)) static void run(int count) {
  LOOP for (int i = 0; i < count; i++) {
    double status = 0;
    ${lines.join('\n    ')}
  }
}
int main(int argc, char **argv) {
  FILE *file = fopen(argv[1], "rb");
  if (fread(in, sizeof in, 1, file) != 1) return 1;
  fclose(file);
  run(BLOCK);
  fwrite(out, sizeof out, 1, stdout);
  double sum = 0;
  for (int k = 0; k < ${Math.ceil(count / 20)}; k++) run(BLOCK);
  struct timespec from, to;
  clock_gettime(CLOCK_MONOTONIC, &from);
  for (int k = 0; k < ${count}; k++) {
    run(BLOCK);
    sum += out[0][k % BLOCK] + refused[k % BLOCK];
  }
  clock_gettime(CLOCK_MONOTONIC, &to);
  double seconds = (to.tv_sec - from.tv_sec) + 1e-9 * (to.tv_nsec - from.tv_nsec);
  fwrite(&seconds, sizeof seconds, 1, stdout);
  return sum == sum ? 0 : 1;
}
`
}

const literal = (value) => (Number.isFinite(value) ? value.toExponential(17).replace('+', '') : 'NAN')

export function againstC(study, rounds = 15) {
  const compiler = ['gcc', 'cc'].find((command) => said(command, ['--version']) !== undefined)
  if (compiler === undefined) return console.log('C: SKIPPED, there is no gcc or cc here')
  const columns = drawnBlock(study)
  const [{ length: block }] = columns
  const count = 200
  const { Kernel, codesOf } = study.from
  const kernel = new Kernel(study.plan)
  for (const [i, column] of kernel.inputs.entries()) column.set(columns[i])
  const refused = new Float64Array(codesOf(study.plan))
  const run = (times) => {
    for (let k = 0; k < times; k++) kernel.run(block, refused)
  }
  run(20 * count)
  return inFolder((folder) => {
    const source = join(folder, 'study.c')
    const data = join(folder, 'inputs.bin')
    writeFileSync(source, sourceOf(study, block, count))
    writeFileSync(data, Buffer.concat(columns.map((column) => Buffer.from(column.slice().buffer))))
    const times = { kernel: [] }
    for (const [way, flags] of Object.entries(WAYS)) {
      const libraries = way === 'vector' ? ['-lmvec', '-lm'] : ['-lm']
      timed(compiler, [...flags, '-o', join(folder, way), source, ...libraries])
      times[way] = []
    }
    for (let round = 0; round < rounds; round++) {
      times.kernel.push(clock(() => run(count)))
      for (const way of Object.keys(WAYS)) times[way].push(secondsOf(join(folder, way), data, kernel.outputs, way))
    }
    const each = (way) => `${((median(times[way]) / count / block) * 1e9).toFixed(0)} ns`
    const version = said(compiler, ['--version']).split('\n')[0]
    console.log(`C on one thread, ${study.plan.equations} equations a scenario (${version}; figures agree to 1e-9)`)
    console.log(
      `  the kernel takes ${ratio(times.kernel, times.scalar)} times as long as a scalar loop (aim: under 1.5)`,
    )
    console.log(
      `  the kernel takes ${ratio(times.kernel, times.compiled)} times as long as -O3 -march=native makes of it`,
    )
    console.log(
      `  the kernel takes ${ratio(times.kernel, times.vector)} times as long as a loop of vectors with libmvec, the limit`,
    )
    const told = ['kernel', 'scalar', 'compiled', 'vector'].map((way) => `${way} ${each(way)}`)
    console.log(`  (a scenario here: ${told.join(', ')})`)
  })
}

/** Seconds that a program's loop takes by its own clock, once its outputs agree with the kernel's. */
function secondsOf(program, data, outputs, way) {
  const bytes = timed(program, [data], 'buffer').text
  const values = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  for (const [j, output] of outputs.entries())
    for (const [i, value] of output.entries()) agree(`output ${j} of ${way} C`, values[j * output.length + i], value)
  return values.at(-1)
}
