import * as Y from 'yjs'
import { objectCharacter } from './Run.ts'
import type { CharacterId } from './SplitMark.ts'

/** A piece of a shared text as Yjs keeps it, deleted pieces included. */
interface Piece {
  readonly client: number
  readonly clock: number
  readonly length: number
  /** How many characters, deleted ones included, stand before it. */
  readonly rank: number
  /** Empty for a deleted piece. */
  readonly text: string
}

/** Every character a shared text ever had, in order: deleted ones keep their rank. */
export interface TextCharacters {
  /** How many characters stand before this one, deleted ones included; undefined for one of another text. */
  rankOf(character: CharacterId): number | undefined
  /** The visible text behind a rank, with the rank of each stretch. */
  visibleFrom(rank: number): readonly { readonly rank: number; readonly text: string }[]
}

const textOfItem = (item: Y.Item): string => {
  if (item.deleted) return ''
  if (item.content instanceof Y.ContentString) return item.content.str
  return objectCharacter.repeat(item.length)
}

export const charactersOf = (text: Y.Text): TextCharacters => {
  const pieces: Piece[] = []
  let rank = 0
  for (let item = text._start; item !== null; item = item.right) {
    if (item.countable || item.deleted) {
      const { client, clock } = item.id
      pieces.push({ client, clock, length: item.length, rank, text: textOfItem(item) })
      rank += item.length
    }
  }
  return {
    rankOf: ({ client, clock }) => {
      const piece = pieces.find(
        (each) => each.client === client && each.clock <= clock && clock < each.clock + each.length,
      )
      return piece === undefined ? undefined : piece.rank + clock - piece.clock
    },
    visibleFrom: (from) =>
      pieces.flatMap((piece) => {
        const text = piece.text.slice(Math.max(0, from - piece.rank))
        return text === '' ? [] : [{ rank: Math.max(from, piece.rank), text }]
      }),
  }
}
