/** Characters that are made of bytes at a time: a call takes so many arguments. */
const AT_A_TIME = 0x8000

/** Bytes as base64, in Node and in a page alike. */
export function encoded(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += AT_A_TIME)
    text += String.fromCharCode(...bytes.subarray(from, from + AT_A_TIME))
  return btoa(text)
}

export function decoded(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
