import type { DocumentSession } from '@coldopen/sync/client'
import { describe, expect, it } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createRoot } from 'solid-js'
import { createPeople, peopleIn } from './createPeople.ts'

const here = (...states: readonly unknown[]): Pick<DocumentSession, 'awareness'> => {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState({ user: { id: 'me', name: 'Me' } })
  states.forEach((state, at) => awareness.states.set(at + 1, state as { [key: string]: unknown }))
  return { awareness }
}

describe('the people in a document', () => {
  it('WEB-13 shows each of the others once, by name', () => {
    const user = (id: string, name: string) => ({ user: { id, name } })
    const people = peopleIn(here(user('b', 'Nora'), user('a', 'Lillian'), user('b', 'Nora')), 'me')
    expect(people.map(({ name }) => name)).toEqual(['Lillian', 'Nora'])
  })

  it('WEB-13 does not show the writer’s own other window', () => {
    expect(peopleIn(here({ user: { id: 'me', name: 'Me' } }), 'me')).toEqual([])
  })

  it('WEB-13 a caret that moves changes nobody: what is drawn for them stays', () => {
    const session = here({ user: { id: 'a', name: 'Lillian' } }) as DocumentSession
    createRoot((dispose) => {
      const people = createPeople(
        () => session,
        () => 'me',
      )
      const [before] = people()
      session.awareness.setLocalStateField('caret', { anchor: 1, head: 1 })
      expect(people()[0]).toBe(before)
      dispose()
    })
  })

  it('WEB-13 believes nothing it cannot check', () => {
    const long = 'x'.repeat(10_000)
    const people = peopleIn(
      here(
        null,
        {},
        { user: 'Nora' },
        { user: { id: 7, name: 'Nora' } },
        { user: { id: 'c', name: ' ' } },
        { user: { id: 'd', name: long, colour: 'url(https://evil.example)' } },
      ),
      'me',
    )
    expect(people).toHaveLength(1)
    expect(people[0]?.name.length).toBeLessThan(100)
    expect(people[0]?.colour).toMatch(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/u)
  })
})
