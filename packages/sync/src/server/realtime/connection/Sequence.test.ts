import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { Sequence } from './Sequence.ts'

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

it('RTM-5 runs steps in the order they came, whether they wait or not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('now', 'later', 'fails'), { maxLength: 30 }),
      async (kinds) => {
        const done: number[] = []
        const failures: unknown[] = []
        let idle = 0
        const sequence = new Sequence(
          (cause) => failures.push(cause),
          () => (idle += 1),
        )
        kinds.forEach((kind, index) =>
          sequence.run(() => {
            if (kind === 'now') return void done.push(index)
            if (kind === 'fails') {
              done.push(index)
              throw new Error('step')
            }
            return Promise.resolve().then(() => void done.push(index))
          }),
        )
        for (let turn = 0; turn < 3; turn += 1) await settle()
        expect(done).toEqual(kinds.map((_, index) => index))
        expect(failures).toHaveLength(kinds.filter((kind) => kind === 'fails').length)
        expect(sequence.waiting).toBe(0)
        expect(idle > 0).toBe(kinds.length > 0)
      },
    ),
  )
})

it('RTM-5 runs a step at once when nothing is before it', () => {
  const done: string[] = []
  const sequence = new Sequence(
    () => {},
    () => {},
  )
  sequence.run(() => void done.push('first'))
  expect(done).toEqual(['first'])
})
