import type { DocumentSession } from '@coldopen/sync/client'
import { caretColour, cssColour } from '../editor/carets/CaretColour.ts'
import { type Accessor, createComputed, createSignal, onCleanup } from 'solid-js'

/** Someone else in the document. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly colour: string
}

const longestName = 80

/** What someone sends of themselves is checked; their colour follows from their id, whatever they send. */
const personOf = (state: unknown): Person | null => {
  if (typeof state !== 'object' || state === null || !('user' in state)) return null
  const { user } = state
  if (typeof user !== 'object' || user === null) return null
  if (!('id' in user) || !('name' in user)) return null
  const { id, name } = user
  if (typeof id !== 'string' || typeof name !== 'string' || name.trim() === '') return null
  return { id, name: name.trim().slice(0, longestName), colour: cssColour(caretColour(id)) }
}

/** The others in a document, each once however many windows they have open. */
export const peopleIn = (
  session: Pick<DocumentSession, 'awareness'>,
  self: string | null,
): readonly Person[] => {
  const { awareness } = session
  const people = new Map<string, Person>()
  for (const [client, state] of awareness.getStates()) {
    const person = client === awareness.clientID ? null : personOf(state)
    if (person !== null && person.id !== self) people.set(person.id, person)
  }
  return [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}

/** The people of now, each as the object of before where they are the same: what is drawn for them stays. */
const kept = (before: readonly Person[], now: readonly Person[]): readonly Person[] =>
  now.map(
    (person) => before.find(({ id, name }) => id === person.id && name === person.name) ?? person,
  )

/** `peopleIn`, kept current; a caret that moves changes nobody. */
export const createPeople = (
  session: Accessor<DocumentSession | null>,
  self: Accessor<string | null>,
): Accessor<readonly Person[]> => {
  const [people, setPeople] = createSignal<readonly Person[]>([])
  createComputed(() => {
    const current = session()
    const me = self()
    if (current === null) {
      setPeople([])
      return
    }
    const look = () => setPeople((before) => kept(before, peopleIn(current, me)))
    current.awareness.on('change', look)
    onCleanup(() => current.awareness.off('change', look))
    look()
  })
  return people
}
