import { origins, receive } from '@coldopen/core/document'
import { displayOrder } from '@coldopen/core/screenplay'
import { type Dice, makeDice, witness, Witnesses } from '@coldopen/core/testing'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  joinWriter,
  newScript,
  shown,
  type Writer,
  written,
  wrongWrappers,
} from './testing/EditorPicture.ts'
import { randomEdit, typeAnywhere } from './testing/RandomEdits.ts'

declare const process: { readonly env: Readonly<Record<string, string | undefined>> }

const long = process.env.COLDOPEN_LONG === '1'
const worlds = long ? 2_000 : 100
const stepsPerWorld = 60

const start = (dice: Dice): Y.Doc =>
  newScript(
    Array.from({ length: dice.below(30) }, (_, i) => ({
      kind: i % 4 === 0 ? 'scene_heading' : dice.pick(['action', 'dialogue', 'character']),
      text: dice.pick(['One line of it.', 'Two 😀 words', '', 'INT. HOUSE']),
    })),
  )

const check = (writer: Writer, complaint: string): void => {
  const { doc, view, binding } = writer
  const script = written(doc)
  if (script.length > 0) expect(shown(view.state.doc), complaint).toEqual(script)
  else expect(shown(view.state.doc), complaint).toHaveLength(1)
  expect(binding.script.index.order(), complaint).toEqual(displayOrder(doc))
  expect(wrongWrappers(view.state.doc), complaint).toEqual([])
  view.state.doc.check()
}

const exchange = (writers: readonly Writer[], dice: Dice): void => {
  for (const to of writers) {
    for (const from of writers) {
      if (from === to || dice.next() < 0.3) continue
      receive(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), origins.remote)
    }
  }
}

const runWorld = (seed: number): void => {
  const dice = makeDice(seed)
  const doc = start(dice)
  const writers = [11, 12, 13].map((client) => joinWriter(doc, client))
  const witnesses = new Witnesses()
  const always: Dice = { ...dice, next: () => 1 }
  for (let step = 0; step < stepsPerWorld; step++) {
    const writer = writers[dice.below(writers.length)]
    if (writer === undefined) return
    witnesses.during(writer.doc, () => {
      if (dice.next() < 0.4) typeAnywhere(writer, dice, witness(step))
    })
    witnesses.during(writer.doc, () => randomEdit(writer, dice))
    check(writer, `world ${seed}, step ${step}`)
    if (dice.next() < 0.08) {
      exchange(writers, dice)
      for (const each of writers) check(each, `world ${seed}, exchange after step ${step}`)
    }
  }
  exchange(writers, always)
  exchange(writers, always)
  const [first, ...others] = writers.map((writer) => written(writer.doc))
  for (const other of others) expect(other, `world ${seed} diverged`).toEqual(first)
  for (const writer of writers) {
    check(writer, `world ${seed}, at the end`)
    const ids = displayOrder(writer.doc)
    expect(witnesses.missing(writer.doc), `world ${seed} lost text`).toEqual([])
    expect(new Set(ids).size, `world ${seed}`).toBe(ids.length)
    expect(shown(writer.view.state.doc).join('')).not.toContain('\uFFFD')
    writer.view.destroy()
    writer.binding.destroy()
  }
}

const from = Number(process.env.COLDOPEN_SEED ?? 1)

it(`BIND-20 three writers, ${worlds} worlds of ${stepsPerWorld} random edits: editors always equal registers, converge, and lose no text`, () => {
  for (let seed = from; seed < from + worlds; seed++) runWorld(seed)
}, 3_600_000)
