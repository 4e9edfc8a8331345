import type { Thread } from '@coldopen/core/comment'
import type { Member } from '@coldopen/sync/client'
import { type Accessor, createMemo, createResource } from 'solid-js'
import { nameOfAccount } from '../nameOfAccount.ts'
import type { Speaker } from './createCommenting.ts'
import type { Mentionable } from './mentions.ts'

const ofMember = ({ user, email }: Member): Mentionable[] =>
  email === null ? [] : [{ user, email, name: nameOfAccount({ email }) }]

/** Everyone who said something in the threads, or was mentioned there. */
const inThreads = (threads: readonly Thread[]): Mentionable[] =>
  threads
    .flatMap(({ first, replies }) => (first === null ? replies : [first, ...replies]))
    .flatMap(({ user, name, mentions }) => [{ user, name }, ...mentions])
    .filter(({ user, name }) => user !== '' && name !== '')
    .map(({ user, name }) => ({ user, name, email: '' }))

/**
 * Whom a comment can mention: the members of the project, as the server told last, and whoever speaks in the comments; those
 * alone while the server was never reached. `look` asks the server again.
 */
export const createPeopleToMention = (
  speaker: Speaker,
  threads: Accessor<readonly Thread[]>,
): { readonly people: Accessor<readonly Mentionable[]>; readonly look: () => void } => {
  const [members, { refetch }] = createResource(speaker.members)
  const listed = createMemo<readonly Mentionable[]>(
    (before) => (members.state === 'ready' ? members().flatMap(ofMember) : before),
    [],
  )
  const people = createMemo(() => {
    const known = new Map([...inThreads(threads()), ...listed()].map((one) => [one.user, one]))
    known.delete(speaker.id)
    return [...known.values()].toSorted((a, b) => a.name.localeCompare(b.name))
  })
  return { people, look: () => void refetch() }
}
