import { hiddenWork, readScript } from '@coldopen/core/screenplay'
import type * as Y from 'yjs'

/** Characters that occur once: from the private use area, inside and outside of the BMP. */
export const witness = (n: number): string =>
  String.fromCodePoint((n % 2 === 0 ? 0xe000 : 0xf0000) + n)

const witnessesIn = (doc: Y.Doc): Set<string> => {
  const texts = [...readScript(doc), ...hiddenWork(doc)].map((block) => block.text)
  return new Set(texts.join('').match(/[\u{E000}-\u{F8FF}\u{F0000}-\u{FFFFD}]/gu))
}

/** Follows what was written in a world: what nobody took away must be in the document, shown or hidden. */
export class Witnesses {
  readonly #written = new Set<string>()
  readonly #taken = new Set<string>()

  /** Notes what a writer's own act adds and takes away. */
  during(doc: Y.Doc, act: () => void): void {
    const before = witnessesIn(doc)
    act()
    const after = witnessesIn(doc)
    for (const each of after) this.#written.add(each)
    for (const each of before) if (!after.has(each)) this.#taken.add(each)
  }

  /** What is gone from a document that has received everything, though nobody took it away. */
  missing(doc: Y.Doc): string[] {
    const there = witnessesIn(doc)
    return [...this.#written].filter((each) => !there.has(each) && !this.#taken.has(each))
  }
}
