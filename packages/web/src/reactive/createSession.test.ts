import type { ColdopenClient, DocumentSession } from '@coldopen/sync/client'
import { createRoot } from 'solid-js'
import { expect, it } from 'vitest'
import { createSession } from './createSession.ts'

/** A documents room that hands out sessions which can be made to lapse. */
class Sessions {
  readonly opened: { lapse(): void; closed: boolean }[] = []

  readonly client = { documents: { open: () => this.#open() } } as unknown as ColdopenClient

  #open(): Promise<DocumentSession> {
    let listener: (lapsed: boolean) => void = () => {}
    const record = { lapse: () => listener(true), closed: false }
    this.opened.push(record)
    const session = {
      lapsed: {
        get: () => false,
        subscribe: (told: typeof listener) => {
          listener = told
          return () => {
            listener = () => {}
          }
        },
      },
      close: () => {
        record.closed = true
        return Promise.resolve()
      },
    }
    return Promise.resolve(session as unknown as DocumentSession)
  }
}

it('WEB-30 a session that lapsed is closed and its document opened again', async () => {
  const sessions = new Sessions()
  const { opened, dispose } = createRoot((dispose) => ({
    opened: createSession(
      () => sessions.client,
      () => 'document',
    ),
    dispose,
  }))
  await expect.poll(() => opened.session()).not.toBeNull()
  const first = opened.session()
  sessions.opened[0]?.lapse()
  await expect.poll(() => opened.session()).not.toBeNull()
  expect(opened.session()).not.toBe(first)
  expect(sessions.opened.map(({ closed }) => closed)).toEqual([true, false])
  dispose()
  await expect.poll(() => sessions.opened.map(({ closed }) => closed)).toEqual([true, true])
})
