/** The explorer's style sheet; colours are declared apart. */
export const STYLE = `* { box-sizing: border-box; }
html { font: 15px/1.45 var(--font); font-variant-numeric: tabular-nums; color: var(--ink); background: var(--background); }
body { margin: 0; }
body[aria-busy] main { opacity: .6; }
header, main, footer { max-width: 1500px; margin: 0 auto; padding: 0 1.2rem; }
header { padding-top: 1rem; }
h1 { font-size: 1.35rem; margin: 0; }
h1 span { font-weight: 400; color: var(--muted); font-size: 1rem; margin-left: .4rem; }
h2 { font-size: 1.08rem; margin: 0 0 .5rem; }
p { margin: .3rem 0; }
#setting { color: var(--muted); }
main { display: grid; grid-template-columns: minmax(300px, 25rem) minmax(0, 1fr); gap: 1.4rem; align-items: start; padding-top: .8rem; }
.panel { position: sticky; top: .6rem; max-height: calc(100vh - 1.2rem); overflow: auto; padding: .9rem; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; }
.results { outline: none; min-width: 0; }
.results > section { margin: 0 0 1.6rem; }
.summary { max-height: 40vh; overflow-y: auto; position: sticky; top: 0; background: var(--background); padding: .4rem 0; z-index: 1; border-bottom: 1px solid var(--line); }
.scroll { overflow-x: auto; background: linear-gradient(to right, var(--background) 1.5rem, transparent) left / 3rem 100% no-repeat local, linear-gradient(to left, var(--background) 1.5rem, transparent) right / 3rem 100% no-repeat local, linear-gradient(to right, var(--muted), transparent) left / .5rem 100% no-repeat scroll, linear-gradient(to left, var(--muted), transparent) right / .5rem 100% no-repeat scroll; }
table { border-collapse: collapse; width: 100%; }
#per { color: var(--muted); margin: 0; }
th, td { text-align: right; padding: .18rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: bottom; }
th:first-child { text-align: left; padding-left: 0; }
thead th { color: var(--muted); font-weight: 500; white-space: normal; min-width: 5.2rem; }
tbody th { font-weight: 600; }
#cost-table tbody th { font-weight: 400; }
#cost-table th[scope=colgroup] { font-weight: 600; padding-top: .6rem; }
td.cost { font-weight: 700; }
td.refused { text-align: left; color: var(--mark); white-space: normal; }
.tools { display: flex; gap: .5rem; }
.tools input { flex: 1; min-width: 0; }
input, select, button { font: inherit; color: inherit; }
input[type=search], .set input[type=text], select, button { background: var(--background); border: 1px solid var(--muted); border-radius: 4px; padding: .2rem .5rem; }
button { cursor: pointer; }
button:hover { background: var(--surface); border-color: var(--ink); }
select { max-width: 100%; }
:focus-visible { outline: 2px solid var(--low); outline-offset: 1px; }
summary { cursor: pointer; padding: .3rem 0; font-weight: 600; }
.count { color: var(--muted); font-weight: 400; font-size: .9em; }
.row { padding: .45rem 0 .5rem .6rem; border-left: 3px solid transparent; border-top: 1px solid var(--line); }
.row.moved { border-left-color: var(--high); }
.row label { display: block; overflow-wrap: anywhere; }
code { font: .88em ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; color: var(--muted); overflow-wrap: anywhere; }
.set { display: flex; align-items: center; gap: .4rem; flex-wrap: wrap; }
.set input[type=range] { flex: 1 1 8rem; min-width: 7rem; accent-color: var(--low); }
.set input[type=text] { width: 7rem; }
.unit { color: var(--muted); min-width: 2.5rem; }
.back { padding: .1rem .45rem; }
.note { color: var(--mark); font-size: .9rem; }
#left-out { border-left: 4px solid var(--mark); padding: .2rem .8rem; margin: 0 0 .6rem; list-style: none; }
.outside { color: var(--mark); font-size: .88rem; white-space: normal; text-align: left; }
.ground { color: var(--muted); font-size: .84rem; overflow-wrap: anywhere; }
.routes > div { display: flex; flex-wrap: wrap; gap: .4rem 1rem; }
.routes .ground { flex-basis: 100%; }
fieldset { border: 1px solid var(--line); border-radius: 4px; padding: .2rem .7rem .5rem; display: flex; flex-wrap: wrap; gap: .1rem .9rem; min-width: 0; }
legend { color: var(--muted); }
.picture { overflow-x: auto; }
.picture svg { display: block; }
#diagram svg { min-width: 30rem; }
#overlays { list-style: none; padding: 0; }
#overlays li { border-top: 1px solid var(--line); padding: .4rem 0; }
.command, #problems pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--surface); border: 1px solid var(--line); border-radius: 4px; padding: .5rem .7rem; margin: .3rem 0; font: .86rem ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
#problems { border-left: 4px solid var(--mark); padding-left: .8rem; }
.buttons { display: flex; gap: .5rem; flex-wrap: wrap; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: .5rem; top: .5rem; background: var(--background); padding: .4rem; z-index: 2; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
footer { color: var(--muted); font-size: .85rem; padding-bottom: 1.5rem; }
[hidden] { display: none !important; }
@media (max-width: 860px) {
  main { grid-template-columns: minmax(0, 1fr); }
  .panel { position: static; max-height: 60vh; }
  header, main, footer { padding-left: .8rem; padding-right: .8rem; }
}
@media print { .panel, .routes, .buttons, #copy-link, .skip { display: none; } main { display: block; } }
`
