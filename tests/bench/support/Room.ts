import * as Y from 'yjs'
import { same, textOf } from './Traces.ts'

/** One document open at several places: who writes, and who is to see it. */
export interface Room {
  readonly name: string
  readonly writer: Y.Doc
  readonly readers: readonly Y.Doc[]
  close(): Promise<void>
}

const patience = 20_000

/** Resolves when the text of a document is this long; rejects when it is not for too long. */
const reaches = (doc: Y.Doc, length: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer)
      doc.off('update', look)
    }
    const look = () => {
      if (textOf(doc).length < length) return
      done()
      resolve()
    }
    const timer = setTimeout(() => {
      done()
      reject(new Error(`a reader has ${textOf(doc).length} of ${length} characters`))
    }, patience)
    doc.on('update', look)
    look()
  })

/** Resolves when every reader has the writer's text, as long as it is now. */
export const arrived = async (room: Room): Promise<void> => {
  const { length } = textOf(room.writer)
  await Promise.all(room.readers.map((reader) => reaches(reader, length)))
}

/** A quick hand's time from one key to the next is about twice this, in ms; no key waits for the flush of another. */
export const pause = 60

/** Types one key after another, each a pause after the one before was seen by all; the time of each, ms. */
export const keysSeen = async (room: Room, keys: number): Promise<number[]> => {
  const times: number[] = []
  for (let key = 0; key < keys; key += 1) {
    const started = performance.now()
    textOf(room.writer).insert(textOf(room.writer).length, 'k')
    await arrived(room)
    times.push(performance.now() - started)
    await new Promise((done) => setTimeout(done, pause))
  }
  const expected = textOf(room.writer).toString()
  for (const reader of room.readers) same(room.name, textOf(reader).toString(), expected)
  return times
}
