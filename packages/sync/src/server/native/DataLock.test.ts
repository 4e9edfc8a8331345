import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DataDirectoryInUse, holderOf, lockData } from './DataLock.ts'
import { startVictim } from './testing/Victim.ts'

const script = new URL('./testing/locker.ts', import.meta.url)
let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'coldopen-lock-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

it('DATA-1 a second holder is refused with the pid of the first, until it lets go', () => {
  const lock = lockData(directory)
  expect(() => lockData(directory)).toThrow(DataDirectoryInUse)
  expect(() => lockData(directory)).toThrow(String(process.pid))
  expect(holderOf(directory)).toBe(process.pid)
  lock.verify()
  lock.release()
  expect(readdirSync(directory)).toEqual([])
  lockData(directory).release()
})

it('DATA-1 whoever lost the lock notices, and does not take the one of another away', () => {
  const lock = lockData(directory)
  writeFileSync(join(directory, 'lock'), JSON.stringify({ pid: 1, start: 'x', token: 'another' }))
  expect(() => lock.verify()).toThrow(DataDirectoryInUse)
  lock.release()
  expect(existsSync(join(directory, 'lock'))).toBe(true)
})

it('DATA-2 the lock of a killed process is taken over', async () => {
  const victim = startVictim(script, [directory])
  await victim.until((line) => line === 'locked')
  expect(() => lockData(directory)).toThrow(String(victim.pid))
  await victim.kill()
  expect(holderOf(directory)).toBeNull()
  lockData(directory).release()
})

it('DATA-2 a recycled pid is not the holder', () => {
  const lock = lockData(directory)
  const kept = JSON.parse(readFileSync(join(directory, 'lock'), 'utf8')) as object
  writeFileSync(join(directory, 'lock'), JSON.stringify({ ...kept, start: 'an earlier process' }))
  lockData(directory).release()
  lock.release()
})

it('DATA-2 half a lock file, or another file in its place, bars nothing', () => {
  for (const content of ['', '{"pid":', '[]']) {
    writeFileSync(join(directory, 'lock'), content)
    lockData(directory).release()
  }
})

it('DATA-2 of several that take over at once exactly one gets it', async () => {
  for (let round = 0; round < 3; round += 1) {
    writeFileSync(
      join(directory, 'lock'),
      JSON.stringify({ pid: 999_999, start: 'x', token: 'dead' }),
    )
    const victims = Array.from({ length: 6 }, () => startVictim(script, [directory]))
    const said = await Promise.all(
      victims.map((victim) => victim.until((line) => line === 'locked' || line === 'refused')),
    )
    expect(said.filter((line) => line === 'locked')).toHaveLength(1)
    await Promise.all(victims.map((victim) => victim.kill()))
  }
})
