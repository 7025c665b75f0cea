import { I32, unsigned, V128, type VectorCode } from './vector-code.ts'

/** A function of a module: one of two numbers of bytes that answers nothing, or one of a vector that answers a vector. */
export interface ModuleFunction {
  readonly kind: 'block' | 'vector'
  readonly code: VectorCode
}

const BLOCK_TYPE = [0x60, 2, I32, I32, 0]
const VECTOR_TYPE = [0x60, 1, V128, 1, V128]
const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const
const END = 0x0b

/** The bytes of a module that imports a memory, `m.m`, and exports its block functions by their place: `f0`, `f1`, … */
export function moduleBytes(functions: readonly ModuleFunction[]): Uint8Array<ArrayBuffer> {
  const bytes = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]
  const section = (id: number, items: readonly (readonly number[])[]): void => {
    const content: number[] = []
    unsigned(items.length, content)
    for (const item of items) append(content, item)
    bytes.push(id)
    unsigned(content.length, bytes)
    append(bytes, content)
  }
  section(SECTION.type, [BLOCK_TYPE, VECTOR_TYPE])
  section(SECTION.import, [[...text('m'), ...text('m'), 0x02, 0x00, 1]])
  section(
    SECTION.function,
    functions.map(({ kind }) => [kind === 'block' ? 0 : 1]),
  )
  section(
    SECTION.export,
    functions.flatMap(({ kind }, i) => (kind === 'block' ? [[...text(`f${i}`), 0x00, ...number(i)]] : [])),
  )
  section(
    SECTION.code,
    functions.map(({ code }) => {
      const body = code.locals === 0 ? [0] : [1, ...number(code.locals), V128]
      append(body, code.bytes)
      body.push(END)
      const sized = number(body.length)
      append(sized, body)
      return sized
    }),
  )
  return Uint8Array.from(bytes)
}

function number(value: number): number[] {
  const bytes: number[] = []
  unsigned(value, bytes)
  return bytes
}

/** Names of the module are our own, in ASCII. */
const text = (name: string): number[] => [name.length, ...Array.from(name, (letter) => letter.charCodeAt(0))]

/** Spreading a long list into `push` would overflow the stack. */
function append(to: number[], from: readonly number[]): void {
  for (const byte of from) to.push(byte)
}
