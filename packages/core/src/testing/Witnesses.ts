import type * as Y from 'yjs'
import { readScript } from '../screenplay/Block.ts'
import { hiddenWork } from '../screenplay/HiddenWork.ts'

/** A character that occurs once: from the private use area, inside or outside of the BMP. */
export const witness = (n: number): string =>
  String.fromCodePoint((n % 2 === 0 ? 0xe000 : 0xf0000) + n)

/** How often each witness stands in a script, in shown and in hidden blocks. */
const countIn = (doc: Y.Doc): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { text } of [...readScript(doc), ...hiddenWork(doc)]) {
    for (const [each] of text.matchAll(/[\u{E000}-\u{F8FF}\u{F0000}-\u{FFFFD}]/gu)) {
      counts.set(each, (counts.get(each) ?? 0) + 1)
    }
  }
  return counts
}

/**
 * Follows what writers wrote: what nobody took away must be in the document, shown or hidden. Concurrent splits and
 * undone joins leave copies; two writers may each take one of them away, so taking any copy counts.
 */
export class Witnesses {
  readonly #written = new Set<string>()
  readonly #taken = new Set<string>()

  /** Notes what a writer's own act adds and takes away. */
  during(doc: Y.Doc, act: () => void): void {
    const before = countIn(doc)
    act()
    const after = countIn(doc)
    for (const each of after.keys()) this.#written.add(each)
    for (const [each, count] of before) if ((after.get(each) ?? 0) < count) this.#taken.add(each)
  }

  /** What is gone from a document that has received everything, though nobody took it away. */
  missing(doc: Y.Doc): string[] {
    const there = countIn(doc)
    return [...this.#written].filter((each) => !there.has(each) && !this.#taken.has(each))
  }
}
