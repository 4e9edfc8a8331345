import type { Awareness } from 'y-protocols/awareness'
import { caretColour, cssColour } from './CaretColour.ts'

/** Another writer in this document, as far as what they sent can be trusted: types and lengths are checked. */
export interface Peer {
  readonly client: number
  readonly user: string
  readonly name: string
  /** A CSS value. Never what the peer sent: it follows from the user's id. */
  readonly colour: string
  /** Relative positions of the selection, not yet looked up; null while the peer has no caret in the script. */
  readonly caret: { readonly anchor: unknown; readonly head: unknown } | null
}

const longestName = 40

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, longestName) : otherwise

/** Everyone else in the document, in a stable order. */
export const peersOf = (awareness: Awareness, nameless: string): readonly Peer[] =>
  [...awareness.getStates()]
    .filter(([client]) => client !== awareness.clientID)
    .sort(([a], [b]) => a - b)
    .map(([client, state]) => {
      const { user: userValue, caret: caretValue } = record(state)
      const user = record(userValue)
      const caret = record(caretValue)
      const id = typeof user.id === 'string' ? user.id : String(client)
      return {
        client,
        user: id,
        name: text(user.name, nameless),
        colour: cssColour(caretColour(id)),
        caret:
          'anchor' in caret && 'head' in caret ? { anchor: caret.anchor, head: caret.head } : null,
      }
    })
