import { colourDeclarations, NIGHT, PAPER } from '../drawing/colours.ts'
import { FONT } from '../drawing/svg.ts'

const MONO = 'ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", Menlo, Consolas, "Liberation Mono", monospace'

/** For screens of any width: the contents beside the text where there is room. */
const SCREEN = `
*, ::before, ::after { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem }
body { margin: 0; background: var(--background); color: var(--ink); font: 1rem/1.55 ${FONT}; font-variant-numeric: tabular-nums; overflow-wrap: break-word }
a { color: var(--low); text-decoration-thickness: 1px; text-underline-offset: 2px }
code { font-family: ${MONO}; font-size: 0.875em; overflow-wrap: anywhere }
header, nav, main { max-width: 56rem; margin-inline: auto; padding-inline: 1.25rem }
header { padding-block: 3rem 1.5rem }
.subtitle { margin: 0 0 0.5rem; color: var(--muted); letter-spacing: 0.02em }
h1 { margin: 0 0 1.5rem; font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.25rem); line-height: 1.2; font-weight: 650; text-wrap: balance }
h2 { margin: 3.5rem 0 1rem; padding-top: 0.75rem; border-top: 2px solid var(--ink); font-size: 1.4rem; line-height: 1.25; font-weight: 650 }
h3 { margin: 2.5rem 0 0.75rem; font-size: 1.12rem; line-height: 1.3; font-weight: 650 }
.number { color: var(--muted); font-weight: 500; margin-right: 0.25em }
p { margin: 0 0 1rem }
.skip { position: absolute; left: -100vw; background: var(--background); padding: 0.5rem }
.skip:focus { left: 0.5rem; top: 0.5rem; z-index: 1 }
.cite { text-decoration: none; white-space: nowrap }
nav h2 { margin: 0 0 0.5rem; padding: 0; border: 0; font-size: 0.85rem; text-transform: uppercase; letter-spacing: 0.06em; color: var(--muted) }
nav ol { list-style: none; margin: 0; padding: 0; font-size: 0.9rem; line-height: 1.35 }
nav li { margin: 0.3rem 0 }
nav li > a { display: block; padding-left: 1.9em; text-indent: -1.9em }
nav .number { display: inline-block; min-width: 1.6em; text-indent: 0; margin-right: 0.3em }
nav ol ol { padding-left: 1.9em; font-size: 0.95em }
nav a { color: inherit; text-decoration: none }
nav a:hover { text-decoration: underline }
.facts { margin: 0 0 1.5rem }
.facts div { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: 0 1.25rem; padding: 0.35rem 0; border-bottom: 1px solid var(--line) }
.facts dt { color: var(--muted) }
.facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere }
.scroll { overflow-x: auto; margin: 1.5rem 0 }
.scroll:focus-visible { outline: 2px solid var(--low); outline-offset: 2px }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; line-height: 1.4 }
caption { text-align: left; padding: 0 0 0.5rem; color: var(--ink) }
caption span { position: sticky; left: 0; display: inline-block; max-width: min(54rem, calc(100vw - 2.5rem)) }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; text-align: left; vertical-align: top; font-weight: inherit }
th:last-child, td:last-child { padding-right: 0 }
thead th { border-top: 1.5px solid var(--ink); border-bottom: 1px solid var(--ink); vertical-align: bottom; font-weight: 600 }
tbody tr + tr > * { border-top: 1px solid var(--line) }
tbody tr:last-child > * { border-bottom: 1.5px solid var(--ink) }
.figure { text-align: right }
td.figure { white-space: nowrap }
.total > * { font-weight: 650 }
tbody tr.total > * { border-top: 1px solid var(--ink) }
.group th { padding-top: 0.75rem; font-weight: 600; color: var(--muted) }
.compact { font-size: 0.8rem; line-height: 1.4 }
.slim { width: auto; min-width: min(100%, 30rem) }
.slim th:not(:last-child), .slim td:not(:last-child) { padding-right: 2rem }
.fixed { table-layout: fixed; min-width: 46rem; overflow-wrap: anywhere }
.compact td.figure { white-space: normal }
.many { font-size: 0.8rem }
.note { margin: -1rem 0 1.5rem; font-size: 0.85rem; color: var(--muted) }
figure { margin: 1.75rem 0 }
figure svg { display: block }
figcaption { margin-top: 0.5rem; font-size: 0.875rem }
.wide svg { min-width: 40rem; max-width: none !important; width: 100% }
.narrow { display: none }
.bibliography { padding-left: 2.5rem; font-size: 0.9rem }
.bibliography li { margin: 0.4rem 0; overflow-wrap: anywhere }
.bibliography li::marker { color: var(--muted); content: '[' counter(list-item) ']\\00a0\\00a0' }
:target { scroll-margin-top: 1rem; background: var(--surface) }
section:target { background: none }
details { border-top: 1px solid var(--line) }
details + details { margin-top: 0 }
summary { padding: 0.4rem 0; cursor: pointer }
.entries { list-style: none; margin: 0 0 1rem; padding: 0; font-size: 0.8rem; line-height: 1.45 }
.entries li { padding: 0.25rem 0 0.25rem 1.25rem; text-indent: -1.25rem; overflow-wrap: anywhere }
.entries .name { font-weight: 600 }
.entries span { color: var(--muted) }
.entries small { color: var(--muted); font-family: ${MONO} }
@media screen and (min-width: 75rem) {
  body { display: grid; grid-template: auto 1fr / 17rem minmax(0, 56rem); justify-content: center; column-gap: 2.5rem }
  header { grid-column: 2; grid-row: 1; width: 100% }
  nav { grid-column: 1; grid-row: 1 / 3; position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding-block: 3rem; width: 100%; padding-right: 0 }
  main { grid-column: 2; grid-row: 2; width: 100% }
}
@media screen and (max-width: 40rem) {
  header { padding-block: 1.5rem 1rem }
  .broad { display: none }
  .narrow { display: block }
  .facts div { display: block }
  h2 { margin-top: 2.5rem }
  .scroll table:not(.slim) { min-width: 40rem }
}
`

/** On paper, A4 or Letter: light, nothing cut off, heads of tables on every page. */
const PRINT = `
@page { margin: 17mm 15mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt ${FONT}; color: #565f68 } }
@media print {
  html { font-size: 9.5pt }
  body { line-height: 1.45; background: none }
  header, nav, main { max-width: none; padding: 0 }
  header { padding-bottom: 6mm }
  .skip { display: none }
  nav { margin-bottom: 6mm }
  nav > ol { columns: 2; column-gap: 10mm }
  nav li { break-inside: avoid }
  nav li:has(ol) { break-inside: auto }
  h2 { margin-top: 9mm }
  h2, h3, caption, summary { break-after: avoid }
  .appendix { break-before: page }
  .appendix h2 { margin-top: 0 }
  p, li, figure, dl div { break-inside: avoid }
  p, li { orphans: 3; widows: 3 }
  .scroll { overflow: visible; margin: 4mm 0 }
  table { font-size: 8pt }
  th, td { padding: 0.9mm 2.2mm 0.9mm 0 }
  thead { display: table-header-group }
  tr { break-inside: avoid }
  caption { break-inside: avoid }
  caption span { position: static; max-width: none }
  .compact { font-size: 6.8pt; line-height: 1.3 }
  .fixed { min-width: 0 }
  .short { break-inside: avoid }
  thead { break-after: avoid }
  tbody tr:first-child { break-before: avoid }
  tbody tr:last-child { break-before: avoid }
  .compact th, .compact td { padding-block: 0.6mm }
  .many { font-size: 6.6pt }
  .many th, .many td { padding-right: 1.4mm }
  .note { margin-top: -2mm; font-size: 7.5pt }
  figcaption { font-size: 8.5pt }
  figure svg, .wide svg { min-width: 0; max-width: 100% !important; max-height: 212mm; width: auto; margin-inline: auto; print-color-adjust: exact; -webkit-print-color-adjust: exact }
  .bibliography { font-size: 7.5pt }
  .entries { font-size: 6.3pt; line-height: 1.3; columns: 2; column-gap: 7mm }
  .entries li { padding: 0.3mm 0 0.3mm 2.5mm; text-indent: -2.5mm }
  summary { font-weight: 600; list-style: none; padding: 2mm 0 1mm }
  summary::marker { content: '' }
  .printed::details-content { content-visibility: visible; block-size: auto; display: block }
  a { color: inherit; text-decoration: none }
}
`

/** The page's style sheet: the same colours as the pictures, by theme. */
export const STYLE: string = [
  `:root { color-scheme: light dark; ${colourDeclarations(PAPER)} }`,
  `@media screen and (prefers-color-scheme: dark) { :root { ${colourDeclarations(NIGHT)} } }`,
  '@media print { :root { color-scheme: light } }',
  SCREEN,
  PRINT,
].join('\n')
