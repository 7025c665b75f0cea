import { colourDeclarations, NIGHT, PAPER } from '../drawing/colours.ts'
import { element, escaped, FONT, type Markup } from '../drawing/svg.ts'
import type { PageData } from './page-data.ts'
import { STYLE } from './page-style.ts'

/** A text that stands in a `script` element of data, where nothing ends it but its own end. */
const inScript = (text: string): string =>
  text.replace(/[<>\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** What the page may do: run its own script and kernels, and ask the server that sent it for routes. */
export function pagePolicy(scriptHash: string): string {
  return [
    "default-src 'none'",
    `script-src '${scriptHash}' 'wasm-unsafe-eval'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** The explorer's page, whole: its script, its style and its data stand in it. `scriptHash` is `sha256-…` of the script. */
export function explorerPage(data: PageData, script: string, scriptHash: string): string {
  const title = data.shown.length === 0 ? 'fabroute' : `fabroute: ${data.shown.join(', ')}`
  const colours = `:root { color-scheme: light dark; ${colourDeclarations(PAPER)} --font: ${FONT}; }
@media (prefers-color-scheme: dark) { :root { ${colourDeclarations(NIGHT)} } }`
  const head: Markup[] = [
    element('meta', { charset: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: pagePolicy(scriptHash) }),
    element('title', {}, escaped(title)),
  ]
  return `<!doctype html>
<html lang="en">
<head>
${head.join('\n')}
<link rel="icon" href="data:,">
<style>
${colours}
${STYLE}
</style>
</head>
<body>
<a class="skip" href="#results">To the results</a>
<header>
<h1>fabroute <span>what a route costs, and what it would cost</span></h1>
<p id="setting"></p>
<details class="routes"><summary>Routes</summary><div id="routes"></div></details>
</header>
<main>
<section class="panel" aria-labelledby="inputs-title">
<h2 id="inputs-title">Inputs</h2>
<p class="tools"><input id="filter" type="search" placeholder="search inputs" aria-label="search inputs">
<button type="button" id="reset">All back</button></p>
<p id="found" class="ground" role="status"></p>
<div id="inputs"></div>
<p id="noted" class="unseen" role="status"></p>
</section>
<div id="results" class="results" tabindex="-1">
<div id="problems" role="alert" hidden></div>
<ul id="left-out" role="status" hidden></ul>
<section class="summary" aria-label="Summary">
<p id="per"></p>
<div class="scroll" tabindex="0" role="region" aria-label="Figures of the routes"><table id="summary"></table></div>
<p id="said" class="unseen" aria-live="polite"></p>
</section>
<section><h2>Cost by category</h2>
<div id="costs" class="picture"></div>
<details><summary>As a table, also by step</summary><div class="scroll" tabindex="0" role="region" aria-label="Costs"><table id="cost-table"></table></div></details>
</section>
<section><h2>Where routes cross</h2>
<p><label for="along">Cost over</label> <select id="along"></select></p>
<div id="along-chart" class="picture"></div>
<p id="crossings"></p>
</section>
<section><h2>What decides the cost</h2>
<p><label for="focus">of</label> <select id="focus"></select></p>
<div id="tornado" class="picture"></div>
</section>
<section><h2>The route</h2>
<div id="diagram" class="picture"></div>
</section>
<section><h2>Take it with you</h2>
<p>The what-if as a document that every command takes in the place of a route, or as a command.
<button type="button" id="copy-link">Copy the address of this page</button> <span id="copied" role="status"></span></p>
<ul id="overlays"></ul>
<details id="warnings" hidden><summary>Warnings of the routes as they stand</summary><ul></ul><p class="ground">The command tells those of the what-if.</p></details>
</section>
</div>
</main>
<footer>fabroute ${escaped(data.version)}. The page computes with the kernel that fabroute generated from the route's equations.</footer>
<noscript>The explorer needs JavaScript; a report without it is made by <code>fabroute report</code>.</noscript>
<script type="application/json" id="fabroute-data">${inScript(JSON.stringify(data))}</script>
<script>${script}</script>
</body>
</html>
`
}
