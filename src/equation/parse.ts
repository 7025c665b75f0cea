import { nearest } from '../document/nearest.ts'
import { Decimal } from '../quantity/decimal.ts'
import { type BinaryOperator, type Expression, type SyntaxProblem, visit } from './syntax.ts'
import { baseValue, notFinite, syntaxProblem, type Token, tokenize } from './token.ts'

/** Longest expression read, in characters: a bound on the work that one line of a document can ask for. */
export const LONGEST_EXPRESSION = 4000
const DEEPEST_NESTING = 100
/** Float64 must hold every number and the products of a few of them. */
const GREATEST = new Decimal('1e300')
const LEAST = new Decimal('1e-300')

/** Number of arguments each function takes: least and most. One argument that holds `each` makes min and max aggregates. */
export const FUNCTIONS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  min: [1, 100],
  max: [1, 100],
  sum: [1, 1],
  ceil: [1, 1],
  floor: [1, 1],
  sqrt: [1, 1],
  exp: [1, 1],
  ln: [1, 1],
  log10: [1, 1],
  annuity: [2, 2],
  share: [2, 2],
  if: [3, 3],
  is: [2, 2],
  given: [2, 2],
  lookup: [2, 2],
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  '==': 1,
  '!=': 1,
  '+': 2,
  '-': 2,
  '*': 3,
  '/': 3,
  '^': 5,
}
const UNARY_PRECEDENCE = 4

class Trouble extends Error {
  readonly problem: SyntaxProblem
  constructor(problem: SyntaxProblem) {
    super(problem.code)
    this.problem = problem
  }
}

/** Parses an expression by precedence climbing. The answer is a problem with its place where the text is not one. */
export function parseExpression(text: string): Expression | SyntaxProblem {
  if (text.length > LONGEST_EXPRESSION) {
    const facts = { length: String(text.length), most: String(LONGEST_EXPRESSION) }
    return { code: 'EXPRESSION_TOO_LONG', start: 0, end: text.length, facts }
  }
  const tokens = tokenize(text)
  if (!Array.isArray(tokens)) return tokens
  try {
    return new Parser(text, tokens).whole()
  } catch (trouble) {
    if (trouble instanceof Trouble) return trouble.problem
    throw trouble
  }
}

/** True where parseExpression answered with a problem. */
export function isProblem(answer: object): answer is SyntaxProblem {
  return 'code' in answer
}

class Parser {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text
    this.#tokens = tokens
  }

  whole(): Expression {
    if (this.#tokens.length === 1) this.#fail('nothing is written here', 0, Math.max(1, this.#text.length))
    const expression = this.#binary(0)
    if (this.#token.kind !== 'end') this.#fail(this.#unexpected(this.#token))
    return expression
  }

  #unexpected(token: Token): string {
    const before = this.#tokens[this.#next - 1]
    const words = `"${this.#written(token)}" was not expected here`
    if (token.kind === 'sign' || before === undefined || before.kind === 'sign') return words
    return before.kind === 'quantity' && token.kind === 'name'
      ? `${words}: a unit is written without spaces ("h/yr"), and a product with "*"`
      : `${words}: an operator is missing before it`
  }

  #binary(least: number): Expression {
    if (++this.#depth > DEEPEST_NESTING) this.#fail('brackets are nested too deeply')
    let left = this.#operand()
    for (;;) {
      const token = this.#token
      const precedence = token.kind === 'sign' ? PRECEDENCE[token.sign] : undefined
      if (token.kind !== 'sign' || precedence === undefined || precedence < least) break
      this.#next++
      // ^ binds to the right, the others to the left
      const right = this.#binary(token.sign === '^' ? precedence : precedence + 1)
      if (precedence === 1 && left.kind === 'binary' && PRECEDENCE[left.operator] === 1) {
        this.#fail('comparisons cannot be chained', left.start, right.end)
      }
      const operator = token.sign as BinaryOperator
      left = { kind: 'binary', operator, left, right, start: left.start, end: right.end }
    }
    this.#depth--
    return left
  }

  #operand(): Expression {
    const token = this.#token
    if (token.kind === 'quantity') {
      this.#next++
      return this.#literal(token, false, token.start)
    }
    if (token.kind === 'name') return this.#name(token)
    if (token.kind === 'sign' && (token.sign === '-' || token.sign === '+')) return this.#signed(token)
    if (token.kind === 'sign' && token.sign === '(') {
      this.#next++
      const inner = this.#binary(0)
      const end = this.#expect(')')
      return { ...inner, start: token.start, end }
    }
    return this.#fail(
      token.kind === 'end' ? 'the expression ends too early' : `"${this.#written(token)}" was not expected here`,
    )
  }

  #signed(token: Token & { kind: 'sign' }): Expression {
    this.#next++
    const next = this.#token
    const after = this.#tokens[this.#next + 1]
    const powerFollows = after?.kind === 'sign' && after.sign === '^'
    if (token.sign === '-' && next.kind === 'quantity' && !powerFollows) {
      this.#next++
      return this.#literal(next, true, token.start)
    }
    const of = this.#binary(UNARY_PRECEDENCE)
    return token.sign === '+' ? of : { kind: 'negation', of, start: token.start, end: of.end }
  }

  #literal(token: Token & { kind: 'quantity' }, negative: boolean, start: number): Expression {
    const value = baseValue(token.number, token.unit, negative)
    // what is too small as written, or as converted: -273.15 degC is 0 K and no such thing
    const isTiny = [token.number, value].some((size) => !size.isZero() && size.abs().lt(LEAST))
    if (!value.abs().lte(GREATEST) || isTiny)
      throw new Trouble(notFinite(this.#text.slice(start, token.end), start, token.end))
    return { kind: 'literal', value, dimension: token.unit.dimension, unit: token.unit, start, end: token.end }
  }

  #name(token: Token & { kind: 'name' }): Expression {
    this.#next++
    const open = this.#token
    if (open.kind !== 'sign' || open.sign !== '(') {
      return { kind: 'name', path: token.path, start: token.start, end: token.end }
    }
    const called = token.path.join('.')
    const takes = Object.hasOwn(FUNCTIONS, called) ? FUNCTIONS[called] : undefined
    if (takes === undefined) {
      throw new Trouble({
        code: 'FUNCTION_UNKNOWN',
        start: token.start,
        end: token.end,
        facts: { name: called, known: Object.keys(FUNCTIONS), near: nearest(called, Object.keys(FUNCTIONS)) },
      })
    }
    this.#next++
    const given: Expression[] = []
    if (!this.#at(')')) {
      given.push(this.#binary(0))
      while (this.#at(',')) {
        this.#next++
        given.push(this.#binary(0))
      }
    }
    const end = this.#expect(')')
    const [least, most] = takes
    if (given.length < least || given.length > most) {
      const wanted = least === most ? String(least) : `${least} or more`
      const facts = { name: called, wanted, given: String(given.length) }
      throw new Trouble({ code: 'FUNCTION_ARGUMENTS', start: token.start, end, facts })
    }
    return { kind: 'call', function: called, arguments: given, start: token.start, end }
  }

  get #token(): Token {
    return this.#tokens[this.#next] as Token
  }

  #at(sign: string): boolean {
    const token = this.#token
    return token.kind === 'sign' && token.sign === sign
  }

  #expect(sign: string): number {
    if (!this.#at(sign)) this.#fail(this.#token.kind === 'end' ? `a "${sign}" is missing` : `a "${sign}" was expected`)
    const { end } = this.#token
    this.#next++
    return end
  }

  #written(token: Token): string {
    return this.#text.slice(token.start, token.end)
  }

  #fail(detail: string, start: number = this.#token.start, end: number = Math.max(this.#token.end, start + 1)): never {
    throw new Trouble(syntaxProblem(this.#text, start, end, detail))
  }
}

/** True where the expression holds a name with `each` outside the aggregates in it. */
export function holdsEach(expression: Expression): boolean {
  let found = false
  visit(expression, (part) => {
    if (part.kind === 'name' && part.path.includes('each')) found = true
  })
  return found
}
