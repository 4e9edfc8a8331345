import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../runner/Step.ts'
import { formatTable } from './formatTable.ts'

const file = join(root, 'docs', 'formats.md')

describe('the table of formats', () => {
  it('FMT-1 docs/formats.md says what is so; COLDOPEN_WRITE_DOCS=1 writes it anew', () => {
    const found = formatTable()
    if (process.env['COLDOPEN_WRITE_DOCS'] === '1') writeFileSync(file, found)
    expect(found).not.toMatch(/WRONG|OTHER|DIFFER/u)
    expect(readFileSync(file, 'utf8')).toBe(found)
  })
})
