import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, isIP } from 'node:net'
import { hostname } from 'node:os'
import { routeAddress } from '../report/explorer/page-data.ts'
import { catalogueOf } from './catalogue-of-routes.ts'
import { type CostingOptions, EXIT, refuse } from './costing.ts'
import { entryOf, explored, exploredNamed, type Page, pageOf } from './explorer.ts'
import { Shelf } from './shelf.ts'

export interface ServeOptions extends CostingOptions {
  readonly port: number
  readonly host: string
}

/** A server that runs. */
export interface Serving {
  readonly address: string
  /** Fulfilled when it has ended. */
  readonly ended: Promise<void>
  close(): void
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1']

/** `fabroute serve`: the explorer's page on this machine, until it is interrupted. */
export async function serveCommand(flows: readonly string[], options: ServeOptions): Promise<void> {
  const serving = await serve(flows, options)
  process.stdout.write(`fabroute explorer on ${serving.address}; ctrl-c ends\n`)
  const end = (): void => serving.close()
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  await serving.ended
  process.off('SIGINT', end)
  process.off('SIGTERM', end)
}

/** Starts the server; flows that are named are shown at first, and their problems told before. */
export async function serve(flows: readonly string[], options: ServeOptions): Promise<Serving> {
  const routes = explored(flows, options)
  const { entries, first } = catalogueOf(new Shelf())
  const own = routes.filter(({ argument }) => !entries.some(({ name }) => name === argument))
  const catalogue = [...own.map((route) => entryOf(route, 'of your own')), ...entries]
  const page = pageOf({
    isServed: true,
    catalogue,
    shown: routes.length > 0 ? routes.map(({ argument }) => argument) : first,
    routes: [],
  })
  const known = new Map<string, Answer>(routes.map((route) => [route.argument, jsonAnswer(200, route)]))
  const answerOf = (name: string): Answer => {
    let answer = known.get(name)
    if (answer === undefined) {
      const found = exploredNamed(name, options)
      answer = 'route' in found ? jsonAnswer(200, found.route) : jsonAnswer(422, found)
      known.set(name, answer)
    }
    return answer
  }
  const paths = new Map(catalogue.map(({ name }) => [`/${routeAddress(name)}`, name]))
  const server = createServer((request, response) => {
    try {
      respond(request, response, pathAnswer(request, server, options.host, page, paths, answerOf))
    } catch (error) {
      process.stderr.write(`fabroute: a request could not be answered: ${(error as Error).stack}\n`)
      respond(request, response, jsonAnswer(500, { problem: 'a defect in fabroute' }))
    }
  })
  await listening(server, options)
  const { port } = server.address() as AddressInfo
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()))
  const shownHost = options.host.includes(':') ? `[${options.host}]` : options.host
  return {
    address: `http://${shownHost}:${port}/`,
    ended,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function listening(server: Server, { host, port }: ServeOptions): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  }).catch((error: NodeJS.ErrnoException) => {
    const reason = REASONS[error.code ?? ''] ?? `the system answers ${error.code ?? error.message}`
    refuse('SERVER_NOT_STARTED', { host, port, reason }, EXIT.input)
  })
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken',
  EACCES: 'permission is denied',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'no machine has this name',
  EAI_AGAIN: 'the name cannot be looked up',
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

const jsonAnswer = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
})

const textAnswer = (status: number, body: string, headers?: Answer['headers']): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${body}\n`,
  ...(headers && { headers }),
})

function pathAnswer(
  { method, url = '/', headers }: IncomingMessage,
  server: Server,
  host: string,
  page: Page,
  paths: ReadonlyMap<string, string>,
  answerOf: (name: string) => Answer,
): Answer {
  // a page of another site must not read this one by giving its own name this machine's address
  if (!isOwnHost(headers.host, (server.address() as AddressInfo | null)?.port, host))
    return textAnswer(421, 'fabroute answers only to the address that it was started on')
  if (method !== 'GET' && method !== 'HEAD') return textAnswer(405, 'only GET is answered', { allow: 'GET, HEAD' })
  const path = url.split(/[?#]/)[0] as string
  if (path === '/')
    return {
      status: 200,
      type: 'text/html; charset=utf-8',
      body: page.html,
      headers: { 'content-security-policy': page.policy },
    }
  const name = paths.get(path)
  return name === undefined ? textAnswer(404, 'there is nothing of this name') : answerOf(name)
}

/** Whether a request was meant for this server: names that others can point at it are refused, addresses are not. */
export function isOwnHost(header: string | undefined, port: number | undefined, host: string): boolean {
  const [, name, given] = /^(\[[\da-f:.]+\]|[^:]+)(?::(\d+))?$/i.exec(header ?? '') ?? []
  if (name === undefined || Number(given ?? 80) !== port) return false
  const plain = name.replace(/^\[|\]$/g, '').toLowerCase()
  if (LOOPBACK.includes(plain) || plain === host.toLowerCase()) return true
  return !LOOPBACK.includes(host) && (isIP(plain) !== 0 || plain === hostname().toLowerCase())
}

function respond({ method }: IncomingMessage, response: ServerResponse, { status, type, body, headers }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
    ...headers,
  })
  response.end(method === 'HEAD' ? undefined : body)
}
