/** fabroute as a library: compile a flow, evaluate it, read the result. */

export { Shelf } from './cli/shelf.ts'
export { type Diagnostic, Diagnostics, sayingOf } from './document/diagnostic.ts'
export { renderDiagnostic } from './document/render.ts'
export { type Evaluation, evaluate } from './evaluation/evaluate.ts'
export { type Derivation, explain } from './evaluation/explain.ts'
export { Ledger, type Posted } from './evaluation/ledger.ts'
export { type Result, resultOf, type StepThroughput } from './evaluation/result.ts'
export { type CompileOptions, compileFlow, type Model } from './flow/compile-flow.ts'
export type { DocumentText, Library, LibraryKind } from './flow/library.ts'
export { type Override, type Overrides, readOverrides } from './flow/overrides.ts'
export { runJson } from './report/run-json.ts'
export { runText } from './report/run-text.ts'
