import { dictionaryOf } from './dictionaryOf.ts'
import { makeSpeller, type Speller } from './Speller.ts'
import type { SpellingAnswer, SpellingQuestion, SpellingStart } from './spellingWire.ts'

const answer = (speller: Speller, { ask, words }: SpellingQuestion): readonly string[] =>
  ask === 'unknown'
    ? words.filter((word) => !speller.knows(word))
    : words.flatMap((word) => speller.suggest(word))

const serve = (language: SpellingStart, port: MessagePort): void => {
  const speller = dictionaryOf(language).then(makeSpeller)
  const reply = (message: SpellingAnswer) => port.postMessage(message, [])
  port.addEventListener('message', ({ data }: MessageEvent<SpellingQuestion>) => {
    void speller.then(
      (ready) => reply({ id: data.id, words: answer(ready, data) }),
      (cause: unknown) => reply({ id: data.id, words: null, why: String(cause) }),
    )
  })
  port.start()
}

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<SpellingStart>) => {
  if (port !== undefined) serve(data, port)
})
