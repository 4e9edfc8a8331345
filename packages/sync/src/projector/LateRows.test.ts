import type { ScreenplayRow, ScreenplaySectionRow } from '@coldopen/core/projection'
import { it } from '@effect/vitest'
import { Effect, Layer, Logger } from 'effect'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import type { MakeProjection } from './Projection.ts'
import { MemoryProjections } from './ProjectionStore.memory.ts'
import { Projector } from './Projector.ts'
import { defaultConfig } from './ProjectorConfig.ts'

/** A script in miniature: its text is its only section and its whole content. */
const miniature: MakeProjection = (_kind, doc) => ({
  rows: ({ document, owner, createdAt, changedAt, seq }) => {
    const content = doc.getText('script').toJSON()
    return {
      screenplays: [
        {
          id: document,
          user_id: owner,
          title: 'Rope',
          content,
          version: seq,
          created_at: createdAt,
          updated_at: changedAt,
        },
      ],
      screenplay_sections: [
        {
          id: 'section',
          screenplay_id: document,
          heading: '',
          content,
          order_index: 0,
          created_at: createdAt,
        },
      ],
    }
  },
  close: () => {},
})

/** A script somebody types at, and a clock that stands where its log does unless told. */
class Desk {
  now = 0
  readonly store = new MemoryProjections(() => this.now)
  readonly #doc = new Y.Doc()

  constructor() {
    this.store.open('d', 'screenplay')
  }

  type(text: string): void {
    const before = Y.encodeStateVector(this.#doc)
    this.#doc.getText('script').insert(this.#doc.getText('script').length, text)
    const body = Y.encodeStateAsUpdate(this.#doc, before)
    this.now = this.store.append('d', { client: this.#doc.clientID, body })
  }

  /** Content and version of the whole script, and content of the section. */
  get seen(): readonly unknown[] {
    const { screenplays, screenplay_sections: sections } = this.store.rows('d')
    const script = (screenplays?.['d'] ?? {}) as Partial<ScreenplayRow>
    const section = (sections?.['section'] ?? {}) as Partial<ScreenplaySectionRow>
    return [script.content, script.version, section.content]
  }
}

/** Runs a projector that never waits for a ring, and nobody waits for, until `act` is done. */
const beside = (desk: Desk, act: Effect.Effect<void, never, Projector>) =>
  act.pipe(
    Effect.provide(
      Projector.layer({ ...defaultConfig, pollMs: 5, gatherMs: 0 }, miniature).pipe(
        Layer.provide([desk.store.layer, Logger.layer([])]),
      ),
    ),
    Effect.scoped,
  )

/** Waits for something that must come; the test's own time limit is the end of it. */
const until = (holds: () => boolean) =>
  Effect.whileLoop({ while: () => !holds(), body: () => Effect.sleep(2), step: () => {} })

const sectionIs = (desk: Desk, text: string) => until(() => desk.seen[2] === text)
const allIs = (desk: Desk, text: string) => until(() => desk.seen[0] === text)

describe('a whole script', () => {
  it.live('PJR-19 follows its sections when nobody has typed for a while', () =>
    Effect.gen(function* () {
      const desk = new Desk()
      desk.type('a')
      yield* beside(
        desk,
        Effect.gen(function* () {
          yield* allIs(desk, 'a')
          desk.type('b')
          yield* sectionIs(desk, 'ab')
          desk.type('c')
          yield* sectionIs(desk, 'abc')
          expect(desk.seen).toEqual(['a', 1, 'abc'])
          desk.now += defaultConfig.restMs
          yield* allIs(desk, 'abc')
        }),
      )
      expect(desk.seen).toEqual(['abc', 3, 'abc'])
      expect(
        desk.store.applied.map(({ from, to, writes }) => [from, to, Object.keys(writes)]),
      ).toEqual([
        [0, 1, ['screenplays', 'screenplay_sections']],
        [1, 2, ['screenplay_sections']],
        [2, 3, ['screenplay_sections']],
        [3, 3, ['screenplays']],
      ])
    }),
  )

  it.live('PJR-19 follows after five seconds while somebody types without a pause', () =>
    Effect.gen(function* () {
      const desk = new Desk()
      desk.type('a')
      yield* beside(
        desk,
        Effect.gen(function* () {
          yield* allIs(desk, 'a')
          desk.type('b')
          yield* sectionIs(desk, 'ab')
          desk.store.pass(5_000)
          desk.type('c')
          yield* allIs(desk, 'abc')
        }),
      )
      expect(desk.seen).toEqual(['abc', 3, 'abc'])
    }),
  )

  it.live('PJR-19 PJR-1 of a projector that died, the next one writes it', () =>
    Effect.gen(function* () {
      const desk = new Desk()
      desk.type('a')
      yield* beside(
        desk,
        Effect.gen(function* () {
          yield* allIs(desk, 'a')
          desk.type('b')
          yield* sectionIs(desk, 'ab')
        }),
      )
      expect(desk.seen).toEqual(['a', 1, 'ab'])
      yield* beside(
        desk,
        Projector.use(({ idle }) => idle),
      )
      expect(desk.seen).toEqual(['ab', 2, 'ab'])
    }),
  )
})
