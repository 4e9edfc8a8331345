import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededIds } from '../testing/SeededIds.ts'
import { derivedUuid } from './DerivedUuid.ts'
import { isUuid } from './Id.ts'
import { makeOrderKeys } from './OrderKeys.ts'
import { isShortId, shortId } from './ShortId.ts'
import { uuidV7 } from './UuidV7.ts'

describe('ids', () => {
  it('ID-1 a UUID v7 carries its time and sorts by it', () => {
    const id = uuidV7(0x0123456789ab, new Uint8Array(10).fill(255))
    expect(id).toBe('01234567-89ab-7fff-bfff-ffffffffffff')
    expect(isUuid(id)).toBe(true)
    expect(uuidV7(1000, new Uint8Array(10).fill(255)) < uuidV7(1001, new Uint8Array(10))).toBe(true)
    expect(() => uuidV7(-1, new Uint8Array(10))).toThrow(RangeError)
    expect(() => uuidV7(1, new Uint8Array(9))).toThrow(RangeError)
  })

  it('ID-2 a short id skips the bytes that would bias it', () => {
    const bytes = Uint8Array.from([248, 255, 0, 61, 62, 247, 1, 2, 3, 4, 5, 6, 7])
    expect(shortId(bytes)).toBe('0z0z1234567')
    expect(() => shortId(new Uint8Array(32).fill(250))).toThrow(RangeError)
    expect(isShortId(seededIds(7).short())).toBe(true)
  })

  it('ID-3 a derived UUID depends on the namespace and the name, and on nothing else', () => {
    const id = derivedUuid('screenplay', 'scene 1')
    expect(isUuid(id)).toBe(true)
    expect(id[14]).toBe('8')
    expect(derivedUuid('screenplay', 'scene 1')).toBe(id)
    expect(derivedUuid('screenplays', 'cene 1')).not.toBe(id)
    expect(derivedUuid('screenplay', 'scene 2')).not.toBe(id)
  })
})

describe('order keys', () => {
  it('ID-4 keys sort where they were asked for, whoever made them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat()), { maxLength: 60 }), (steps) => {
        const sources = [
          makeOrderKeys(seededIds(1)),
          makeOrderKeys(seededIds(2)),
          makeOrderKeys(seededIds(3)),
        ]
        const keys: string[] = []
        for (const [who, where] of steps) {
          const at = where % (keys.length + 1)
          const key = sources[who]?.between(keys[at - 1] ?? null, keys[at] ?? null)
          if (key !== undefined) keys.splice(at, 0, key)
        }
        expect(keys.toSorted()).toEqual(keys)
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 200 },
    )
  })

  it('ID-5 runs made at the same place by two writers do not interleave', () => {
    const [a, b] = [makeOrderKeys(seededIds(1)), makeOrderKeys(seededIds(2))]
    const left = a.between(null, null)
    const right = a.between(left, null)
    const mine = a.run(20, left, right)
    const theirs = b.run(20, left, right)
    const owners = [...mine, ...theirs].toSorted().map((key) => (mine.includes(key) ? 'a' : 'b'))
    expect(['a'.repeat(20) + 'b'.repeat(20), 'b'.repeat(20) + 'a'.repeat(20)]).toContain(
      owners.join(''),
    )
  })

  it('ID-6 a bound that is no key, or the wrong way round, is dropped instead of throwing', () => {
    const keys = makeOrderKeys(seededIds(1))
    const first = keys.between(null, null)
    const second = keys.between(first, null)
    for (const bad of ['', '~', '~~', 'A', '.', 'é', '\ud800', 'x.A']) {
      expect(keys.between(first, bad) > first).toBe(true)
      expect(keys.between(bad, second) < second).toBe(true)
    }
    expect(keys.between(second, first) > second).toBe(true)
  })
})
