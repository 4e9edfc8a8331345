import { createRoot, createSignal } from 'solid-js'
import { describe, expect, it } from 'vitest'
import { createShownRows } from './createShownRows.ts'

const names = (n: number) => Array.from({ length: n }, (_, at) => String(at))

describe('the rows of a long library', () => {
  it('WEB-23 shows a screenful first, keeps room for the rest, and then all of them', async () => {
    const [ids, setIds] = createSignal(names(200))
    const { rows, dispose } = createRoot((dispose) => ({ rows: createShownRows(ids), dispose }))
    const first = rows.shown()
    expect(first.length).toBeGreaterThan(0)
    expect(first.length).toBeLessThan(60)
    expect(first).toEqual(ids().slice(0, first.length))
    expect(rows.coming()).toBe(200 - first.length)
    await expect.poll(() => rows.shown()).toEqual(ids())
    expect(rows.coming()).toBe(0)
    setIds(names(500))
    expect(rows.shown()).toEqual(ids())
    dispose()
  })
})
