/** Values added plainly before their total is added with its rounding: a longer block is faster, a shorter one is more exact. */
export const BLOCK = 256

/** A sum that carries the rounding of each addition along (Neumaier 1974, doi:10.1002/zamm.19740540106). */
export class Sum {
  #total = 0
  #lost = 0

  add(value: number): void {
    const total = this.#total + value
    this.#lost += Math.abs(this.#total) >= Math.abs(value) ? this.#total - total + value : value - total + this.#total
    this.#total = total
  }

  /** Not finite where an addition overflowed. */
  get value(): number {
    return this.#total + this.#lost
  }
}
