import { SpellingUnavailable, type OpenChecker } from './SpellChecker.ts'
import type { SpellingAnswer, SpellingQuestion } from './spellingWire.ts'

interface Asked {
  readonly answer: (words: readonly string[]) => void
  readonly fail: (error: SpellingUnavailable) => void
}

/** A checker in a worker of its own, so that no key waits for it. */
export const openWorkerChecker: OpenChecker = (language) => {
  const { port1: port, port2: theirs } = new MessageChannel()
  const worker = new Worker(new URL('./spellingWorker.ts', import.meta.url), {
    type: 'module',
    name: 'spelling',
  })
  const asked = new Map<number, Asked>()
  let last = 0
  let broken: SpellingUnavailable | null = null
  const breakDown = (why: string) => {
    broken = new SpellingUnavailable(why)
    for (const { fail } of asked.values()) fail(broken)
    asked.clear()
  }
  port.addEventListener('message', ({ data }: MessageEvent<SpellingAnswer>) => {
    const question = asked.get(data.id)
    asked.delete(data.id)
    if (data.words === null) question?.fail(new SpellingUnavailable(data.why))
    else question?.answer(data.words)
  })
  worker.addEventListener('error', ({ message }) => breakDown(message))
  port.start()
  worker.postMessage(language, [theirs])
  const ask = (question: Omit<SpellingQuestion, 'id'>): Promise<readonly string[]> =>
    new Promise((answer, fail) => {
      if (broken !== null) {
        fail(broken)
        return
      }
      last += 1
      asked.set(last, { answer, fail })
      port.postMessage({ ...question, id: last } satisfies SpellingQuestion, [])
    })
  return {
    unknown: (words) => ask({ ask: 'unknown', words }),
    suggest: (word) => ask({ ask: 'suggest', words: [word] }),
    close() {
      worker.terminate()
      port.close()
      breakDown('The checker was closed.')
    },
  }
}
