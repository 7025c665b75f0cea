/** What is used here of WebAssembly, which Node and browsers have and their common library does not declare. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => CompiledModule
  readonly Instance: new (
    module: CompiledModule,
    imports: Readonly<Record<string, Readonly<Record<string, object>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> }
  readonly Memory: new (size: {
    readonly initial: number
  }) => {
    readonly buffer: ArrayBuffer
    readonly grow: (pages: number) => number
  }
}

/** Compiled code, which threads can hand to each other. */
export type CompiledModule = object

export const webAssembly: WebAssemblyApi = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi })
  .WebAssembly
