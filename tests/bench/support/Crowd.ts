import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { call } from '../../support/Author.ts'
import type { TestBackend } from '../../support/backend.ts'
import type { EngineRoom } from './Engines.ts'

export interface Crowd {
  /** Carets sent, and carets heard by all of the crowd together. */
  leave(): Promise<{ readonly sent: number; readonly heard: number }>
}

/** Brings so many clients (of one account) into a document from another process, each moving its caret at a rate. */
export const gather = async (
  backend: Pick<TestBackend, 'url' | 'publishableKey' | 'person'>,
  room: EngineRoom,
  people: number,
  hertz: number,
): Promise<Crowd> => {
  const member = await backend.person('crowd')
  const [project] = room.clients[0]?.library.projects.get() ?? []
  const invite = await room.clients[0]?.members.invite(project?.id ?? '', 'editor')
  await call(member.client, 'accept_invite', { p_token: invite?.token })
  const path = fileURLToPath(new URL('caretMovers.ts', import.meta.url))
  const about = [backend.url, backend.publishableKey, member.token, room.document]
  const child = fork(path, [...about, String(people), String(hertz)])
  await Promise.race([once(child, 'message'), once(child, 'exit')])
  if (child.exitCode !== null) throw new Error('the crowd left before it was there')
  return {
    leave: async () => {
      const answer = once(child, 'message') as Promise<[{ sent: number; heard: number }]>
      child.send('leave')
      const [counts] = await answer
      return counts
    },
  }
}
