import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CommitFile } from './CommitFile.ts'
import { lockFolder } from './FolderLock.ts'
import { put, remove } from './LocalStore.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coldopen-file-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = async (...pairs: readonly [string, string][]) => {
  const file = await CommitFile.open(folder)
  for (const [key, value] of pairs) await file.commit([put('kv', [key], value)])
  await file.close()
}

const read = async () => {
  const file = await CommitFile.open(folder)
  const rows = file.tables.list('kv', []).map(({ key, value }) => [key[0], value])
  await file.close()
  return Object.fromEntries(rows)
}

describe('the file of commits', () => {
  it('STO-7 keeps every whole commit and drops a torn one, wherever it was torn', async () => {
    await write(['a', '1'], ['b', '2'])
    const whole = readFileSync(join(folder, 'commits'))
    const two = whole.byteLength
    await write(['c', '3'])
    const three = readFileSync(join(folder, 'commits'))
    for (let end = two; end < three.byteLength; end++) {
      writeFileSync(join(folder, 'commits'), three)
      truncateSync(join(folder, 'commits'), end)
      expect(await read()).toEqual({ a: '1', b: '2' })
    }
    await write(['d', '4'])
    expect(await read()).toEqual({ a: '1', b: '2', d: '4' })
  })

  it('STO-7 does not take garbage after the end for a commit', async () => {
    await write(['a', '1'])
    appendFileSync(join(folder, 'commits'), Buffer.alloc(64, 1))
    expect(await read()).toEqual({ a: '1' })
  })

  it('STO-8 is rewritten when it outgrows what it holds, and holds the same', async () => {
    const file = await CommitFile.open(folder)
    const large = 'x'.repeat(300_000)
    for (let i = 0; i < 40; i++) await file.commit([put('kv', ['large'], large + i)])
    await file.close()
    expect(readFileSync(join(folder, 'commits')).byteLength).toBeLessThan(6_000_000)
    expect(await read()).toEqual({ large: `${large}39` })
  })

  it('STO-8 is left no larger than what it holds, whatever was written to it, and holds the same', async () => {
    const body = new Uint8Array(40_000).fill(1)
    const file = await CommitFile.open(folder)
    await file.commit([put('updates', ['d', 's', 0], { body })])
    for (let n = 1; n < 600; n++) {
      await file.commit([
        put('kv', ['last'], String(n)),
        put('updates', ['d', 's', n], { body: Uint8Array.of(n % 256) }),
        put('journal', ['d', 's', n], { base: n }),
      ])
      await file.commit([remove('updates', ['d', 's', n]), remove('journal', ['d', 's', n])])
    }
    await file.close()
    expect(readFileSync(join(folder, 'commits')).byteLength).toBeLessThan(50_000)
    const again = await CommitFile.open(folder)
    expect(again.tables.get('kv', ['last'])).toBe('599')
    expect(again.tables.list('updates', [])).toEqual([{ key: ['d', 's', 0], value: { body } }])
    expect(again.tables.list('journal', [])).toEqual([])
    await again.close()
  })

  it('STO-9 one process has the folder; a lock left by a dead one is taken over', async () => {
    const unlock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow('open in this process already')
    await unlock()
    writeFileSync(join(folder, 'lock'), '1')
    await expect(lockFolder(folder)).rejects.toThrow('open in process 1')
    writeFileSync(join(folder, 'lock'), '4194305')
    await (
      await lockFolder(folder)
    )()
  })
})
