import { didYouMean, quotedList, type Saying, shortList } from './saying.ts'

const asMegabytes = (length: number): string => `${(length / 1_000_000).toFixed(1)} MB`

/** The text of a document, and its shape against the schema. */
export const yamlSayings = {
  FILE_UNREADABLE: (f: { file: string; reason: string; near: readonly string[] }): Saying => ({
    what: `${f.file} cannot be read: ${f.reason}`,
    fix: didYouMean(f.near),
  }),
  FILE_NOT_TEXT: (f: { file: string }): Saying => ({
    what: `${f.file} is not a text in UTF-8`,
    why: 'documents are written in YAML, which is read as UTF-8',
    fix: 'save it as UTF-8, or check that this is the file you mean',
  }),
  FILE_TOO_LARGE: (f: { file: string; length: number; limit: number }): Saying => ({
    what: `${f.file} holds ${asMegabytes(f.length)} of text, more than the ${asMegabytes(f.limit)} that fabroute reads`,
    why: 'documents are written by people; a file of this size is most likely not one',
    fix: 'check that this is the file you mean, or divide it',
  }),
  FILE_EMPTY: (_: Record<never, never>): Saying => ({
    what: 'the file is empty',
    fix: 'begin it with "format: 1" and "flow:", "operation:", "method:", "plant:" or a section of prices',
  }),
  SEVERAL_DOCUMENTS: (_: Record<never, never>): Saying => ({
    what: 'the file holds more than one YAML document',
    why: 'a line "---" or "..." begins another document, and what follows it would be left out',
    fix: 'give each document a file of its own, or take the line out',
  }),
  NOT_A_MAPPING: (f: { found: string }): Saying => ({
    what: `the document is ${f.found}, and a mapping of keys to values is wanted`,
    fix: 'begin it with "format: 1" and "flow:", "operation:", "method:", "plant:" or a section of prices',
  }),
  YAML_SYNTAX: (f: { rule: string; message: string }): Saying => ({
    what: `this is not YAML: ${f.message}`,
    fix: fixOfSyntax[f.rule],
  }),
  YAML_WARNING: (f: { rule: string; message: string }): Saying => ({
    what: `YAML reads this in an unexpected way: ${f.message}`,
  }),
  DUPLICATE_KEY: (f: { key: string }): Saying => ({
    what: `"${f.key}" is given twice`,
    why: 'only one of the two could hold, and nothing says which',
    fix: 'take one of them out',
  }),
  KEY_NOT_TEXT: (_: Record<never, never>): Saying => ({
    what: 'a key must be a name, and this one is a list, a mapping or an alias',
    fix: 'quote text that begins with "[", "{", "*" or "?"',
  }),
  NAME_RESERVED: (f: { name: string }): Saying => ({
    what: `"${f.name}" cannot be a name`,
    why: 'the word has a fixed meaning in expressions and paths',
    fix: 'choose another name; a "title:" may hold anything',
  }),
  NESTED_TOO_DEEP: (_: Record<never, never>): Saying => ({
    what: 'values are nested more deeply than any document needs',
    fix: 'a "[" or "{" too many may stand here',
  }),
  ALIAS_BOMB: (f: { limit: number }): Saying => ({
    what: `aliases in this document unfold to more than ${f.limit} copies, or to very many values`,
    why: 'a few lines of nested aliases can unfold to more data than any memory holds',
    fix: 'write the values out, or use a parameter that equations refer to',
  }),
  ALIAS_UNKNOWN: (f: { name: string }): Saying => ({
    what: `no anchor "&${f.name}" stands before the alias "*${f.name}"`,
    fix: `quote the value where the "*" is part of it: "*${f.name}"`,
  }),
  ALIAS_IN_ITSELF: (f: { name: string }): Saying => ({
    what: `the alias "*${f.name}" stands inside the value that it repeats`,
    fix: 'write the value out',
  }),
  MERGE_KEY: (_: Record<never, never>): Saying => ({
    what: 'the merge key "<<" is not read',
    why: 'where a value came from would be hidden from the trace to file and line',
    fix: 'write the keys out',
  }),
  KEY_UNKNOWN: (f: { key: string; in: string; near: readonly string[]; allowed: readonly string[] }): Saying => ({
    what: `"${f.key}" is not a key of ${f.in}`,
    why: f.allowed.length > 0 ? `keys here: ${shortList(f.allowed)}` : undefined,
    fix: didYouMean(f.near),
  }),
  MISPLACED: (f: { where: string; noun: string; keys: readonly string[] }): Saying => ({
    what: `${f.where} does not look like ${f.noun}: ${quotedList(f.keys, 'and')} are not keys of one`,
    fix: 'it may stand under the wrong heading, or the heading above it be missing',
  }),
  KEY_MISSING: (f: { key: string; in: string; where: string; near: readonly string[] }): Saying => ({
    what: `${f.in} needs the key "${f.key}"${f.where === 'the document' ? '' : `, and ${f.where} has none`}`,
    fix: f.near.length > 0 ? `did you mean "${f.key}" by ${quotedList(f.near)}?` : `add "${f.key}:"`,
  }),
  NAME_INVALID: (f: { name: string; rule: string }): Saying => ({
    what: `"${f.name}" cannot be a name here`,
    why: f.rule || undefined,
  }),
  TYPE_WRONG: (f: { where: string; wanted: string; found: string }): Saying => ({
    what: `${f.where} is ${f.found}, and ${f.wanted} is wanted`,
  }),
  VALUE_MISSING: (f: { where: string; wanted: string }): Saying => ({
    what: `${f.where} has no value, and ${f.wanted} is wanted`,
    fix: 'write the value after the colon, or take the key out',
  }),
  NOT_ONE_OF: (f: { where: string; found: string; allowed: readonly string[]; near: readonly string[] }): Saying => ({
    what: `"${f.found}" is not a choice for ${f.where}`,
    why: `choices: ${shortList(f.allowed)}`,
    fix: didYouMean(f.near),
  }),
  LENGTH_WRONG: (f: { where: string; wanted: string; found: number }): Saying => ({
    what: `${f.where} has ${f.found === 1 ? '1 entry' : `${f.found} entries`}, and ${f.wanted} is wanted`,
  }),
  PORT_DIRECTION: (f: { where: string; both: boolean }): Saying => ({
    what: f.both ? `${f.where} has both "in" and "out"` : `${f.where} has neither "in" nor "out"`,
    why: 'a port is where one kind of stream either enters or leaves',
    fix: f.both ? 'make two ports of it' : 'give "in: web", "out: bulk" or the like',
  }),
  COMMA_SPLIT: (f: { key: string; rest: string; whole: string; decimal: boolean }): Saying => ({
    what: `a comma split this value: "${f.rest}" was read as a key of its own`,
    why: 'between "{" and "}" a comma ends an entry',
    fix: f.decimal
      ? `write the decimal sign as a point: "${f.key}: ${f.whole.replace(',', '.')}"${
          /,\d{3}(?!\d)/.test(f.whole) ? ', or leave the comma out where it parts thousands' : ''
        }`
      : `quote the value: ${f.key}: "${f.whole}"`,
  }),
  FORMAT_MISSING: (f: { supported: number }): Saying => ({
    what: 'the document does not say which format it is written in',
    why: 'a later fabroute may read a key differently, and the format tells it which meaning holds',
    fix: `add "format: ${f.supported}" as the first line`,
  }),
  FORMAT_UNSUPPORTED: (f: { found: string; supported: number }): Saying => ({
    what: `format ${f.found} is not one that this fabroute reads`,
    why: `it reads format ${f.supported}`,
    fix: 'take a newer fabroute for a newer format',
  }),
  KIND_UNKNOWN: (f: { keys: readonly string[]; near: readonly string[] }): Saying => ({
    what: `nothing says what this document is${f.keys.length > 0 ? `; its keys are ${shortList(f.keys)}` : ''}`,
    why: 'a flow has "flow:", a unit operation "operation:", a costing method "method:", a plant "plant:", prices a section such as "materials:"',
    fix: didYouMean(f.near),
  }),
  KIND_WRONG: (f: { found: string; wanted: string }): Saying => ({
    what: `this is ${f.found}, and ${f.wanted} is wanted`,
  }),
}

/** What mends the commoner mistakes, by the rule of the YAML reader that they break. */
const fixOfSyntax: Readonly<Record<string, string | undefined>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'align the keys of one mapping in one column',
  MISSING_CHAR: 'close the bracket or the quote, or quote the text',
  MULTILINE_IMPLICIT_KEY: 'a key stands on one line; a ":" may be missing on the line before',
  BLOCK_AS_IMPLICIT_KEY: 'quote the text where it holds a ": "',
  BAD_SCALAR_START: 'quote text that begins with one of @ ` % & * ! | >',
  UNEXPECTED_TOKEN: 'quote the text',
}
