import { writeFdx } from '@coldopen/core/fdx'
import { readFountain } from '@coldopen/core/fountain'
import { Result } from 'effect'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { coldopen } from '../support/backendProcess.ts'

const folder = mkdtempSync(join(tmpdir(), 'coldopen-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

const script = `Title: Rain

INT. HOUSE - DAY #1#

Rain on the *roof*.

BOB
It rains.

ANN ^
It pours.

> CUT TO:

EXT. STREET - NIGHT

Bob walks.
`
const file = join(folder, 'rain.fountain')
writeFileSync(file, script)

describe('files on the command line', () => {
  it('CLI-7 convert writes Fountain as it was, plain pages, and JSON', async () => {
    expect((await coldopen(['convert', file, '--to', 'fountain'])).out).toBe(script)
    const { out } = await coldopen(['convert', file, '--to', 'text'])
    expect(out.split('\n').slice(2)).toEqual([
      '               INT. HOUSE - DAY',
      '',
      '               Rain on the roof.',
      '',
      '                       BOB                              ANN',
      '               It rains.                        It pours.',
      '',
      '                                                                CUT TO:',
      '',
      '',
      '               EXT. STREET - NIGHT',
      '',
      '               Bob walks.',
      '',
    ])
    const target = join(folder, 'rain.json')
    expect((await coldopen(['convert', file, '--to', 'json', '--out', target])).code).toBe(0)
    const { blocks } = JSON.parse(readFileSync(target, 'utf8'))
    expect(blocks[0]).toMatchObject({ kind: 'scene_heading', attrs: { number: '1' } })
  })

  it('CLI-7 convert writes Final Draft files and PDF', async () => {
    const fdx = join(folder, 'rain.fdx')
    expect((await coldopen(['convert', file, '--to', 'fdx', '--out', fdx])).code).toBe(0)
    expect(readFileSync(fdx, 'utf8')).toContain('<DualDialogue>')
    const back = await coldopen(['convert', fdx, '--to', 'fdx'])
    expect(back.out).toBe(readFileSync(fdx, 'utf8'))
    const pdf = join(folder, 'rain.pdf')
    expect((await coldopen(['convert', fdx, '--to', 'pdf', '--out', pdf])).code).toBe(0)
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('CLI-7 pages says where pages break and how long scenes are', async () => {
    const { out } = await coldopen(['pages', file, '--profile', 'fd-a4', '--json'])
    const report = JSON.parse(out)
    expect(report.pages).toMatchObject([{ page: 1, lines: 13, block: 0, offset: 0 }])
    expect(report.scenes).toMatchObject([
      { heading: 'INT. HOUSE - DAY', number: '1', length: '2/8' },
      { heading: 'EXT. STREET - NIGHT', number: null, length: '1/8' },
    ])
  })

  it('CLI-20 merge-fdx merges what came back, and ends with 3 when there is a conflict', async () => {
    const { titlePage, blocks } = Result.getOrThrow(readFountain(script))
    const sent = writeFdx({ titlePage, blocks, form: null })
    const of = (name: string, from = '', to = '') => {
      const path = join(folder, `${name}.fdx`)
      writeFileSync(path, sent.replace(from, to))
      return path
    }
    const base = of('base')
    const theirs = of('theirs', 'Bob walks.', 'Young Bob walks.')
    const merged = await coldopen(['merge-fdx', base, of('ours', 'walks.', 'walks away.'), theirs])
    expect(merged).toMatchObject({ code: 0, err: '' })
    expect(merged.out).toBe(sent.replace('Bob walks.', 'Young Bob walks away.'))
    const ours = of('ours', 'Bob walks.', 'Old Bob walks.')
    const clash = await coldopen(['merge-fdx', base, ours, theirs, '--json'])
    expect(clash.code).toBe(3)
    expect(JSON.parse(clash.out).conflicts).toMatchObject([
      { what: 'text', base: '', ours: 'Old ', theirs: 'Young ', kept: 'both' },
    ])
  })

  it('CLI-21 stats counts pages, scenes, words and speakers', async () => {
    const { out } = await coldopen(['stats', file, '--json'])
    expect(JSON.parse(out)).toMatchObject({
      pages: 1,
      scenes: 2,
      characters: [
        { name: 'ANN', words: 2 },
        { name: 'BOB', words: 2 },
      ],
      locations: [{ name: 'HOUSE' }, { name: 'STREET' }],
    })
  })

  it('CLI-7 says what is wrong with a file, a format or a profile', async () => {
    const binary = join(folder, 'binary.fountain')
    writeFileSync(binary, Buffer.from([0, 1, 2, 0]))
    expect((await coldopen(['pages', binary])).code).toBe(1)
    const format = await coldopen(['convert', file, '--to', 'docx'])
    expect(format).toMatchObject({ code: 2 })
    expect(format.err).toContain('fountain, fdx, pdf, text, json')
    const profile = await coldopen(['pages', file, '--profile', 'a5'])
    expect(profile).toMatchObject({ code: 2 })
    expect(profile.err).toContain('fd-letter, fd-a4, fountain-55')
  })
})
