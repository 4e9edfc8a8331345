import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scriptDrafts } from '../testing/ScriptArbitrary.ts'
import { block, pictureOf, replica, scriptDoc, sync } from '../testing/ScriptPicture.ts'
import { addScene } from './AddScene.ts'
import { readBlock, readScript } from './Block.ts'
import { hideBlocks, insertBlocks, retypeBlock } from './EditBlocks.ts'
import { readSynopsis, setSynopsis } from './EditSynopsis.ts'
import { formatText, insertText } from './EditText.ts'
import { hiddenWork } from './HiddenWork.ts'
import { lockScenes } from './LockScenes.ts'
import { moveScene } from './MoveScene.ts'
import { moveSection } from './MoveSection.ts'
import { namedScenes } from './NamedScene.ts'
import { outlineItems, outlineRows } from './Outline.ts'
import type { Script } from './Script.ts'
import { setText } from './SetText.ts'

const open = (picture: string): Script => replica(scriptDoc(picture), 7, 'n')
const [h1, h2, h3] = [block('h1'), block('h2'), block('h3')]

const after = (picture: string, act: (script: Script) => unknown): string => {
  const script = open(picture)
  act(script)
  expect(script.index.order()).toEqual(readScript(script.doc).map((each) => each.id))
  return pictureOf(script.doc)
}

describe('the synopsis of a scene', () => {
  it('SCR-33 is written as synopses under the heading, a line each; lines that stay keep their blocks', () => {
    const write = (picture: string, text: string) => after(picture, (s) => setSynopsis(s, h1, text))
    expect(write('h1 INT. / a1 Rain', 'She leaves.')).toBe(
      'h1 INT. / n2:synopsis She leaves. / a1 Rain',
    )
    expect(write('h1 INT. / s1:synopsis One / a1 Rain', 'One\nTwo')).toBe(
      'h1 INT. / s1:synopsis One / n2:synopsis Two / a1 Rain',
    )
    expect(write('h1 INT. / s1:synopsis One / s2:synopsis Two', 'Zero\nOne\nTwo')).toBe(
      'h1 INT. / n2:synopsis Zero / s1:synopsis One / s2:synopsis Two',
    )
    expect(write('h1 INT. / n9:note Ask / s1:synopsis One *more* time / a1 x', 'One *most*')).toBe(
      'h1 INT. / n9:note Ask / s1:synopsis One *most* / a1 x',
    )
    expect(write('h1 INT. / s1:synopsis One / s2:synopsis Two / a1 x', '')).toBe('h1 INT. / a1 x')
    expect(write('h1 INT. / a1 x / s1:synopsis Later', 'Now')).toBe(
      'h1 INT. / n2:synopsis Now / a1 x / s1:synopsis Later',
    )
  })

  it('SCR-33 keeps the marks of what does not change', () => {
    const script = open('h1 INT. / s1:synopsis One two')
    formatText(script, block('s1'), 0, 3, { bold: true })
    setSynopsis(script, h1, 'One two three')
    expect(pictureOf(script.doc)).toBe('h1 INT. / s1:synopsis *One* two three')
    setText(script, block('s1'), 'One 😀 three')
    expect(pictureOf(script.doc)).toBe('h1 INT. / s1:synopsis *One* 😀 three')
  })

  const line = fc.constantFrom('', 'a', 'b', 'rain', '😀', '👩‍👧', 'rain rain')
  const text = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n'))

  it('SCR-33 reads as it was written, whatever was there, and touches nothing else', () => {
    fc.assert(
      fc.property(scriptDrafts, fc.array(text, { maxLength: 5 }), (drafts, texts) => {
        const script = open('h1 INT. HOUSE')
        insertBlocks(script, h1, drafts)
        const others = () =>
          readScript(script.doc).flatMap(({ kind, text }) => (kind === 'synopsis' ? [] : [text]))
        const before = others()
        for (const wanted of texts) {
          setSynopsis(script, h1, wanted)
          expect(readSynopsis(script, h1)).toBe(wanted)
          expect(others()).toEqual(before)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('SCR-34 two writers of one synopsis converge and both keep what they wrote', () => {
    fc.assert(
      fc.property(text, fc.nat(30), fc.nat(30), fc.boolean(), (base, at, to, lines) => {
        const doc = open('h1 INT. HOUSE / a1 Rain')
        setSynopsis(doc, h1, base)
        const [ada, ben] = [replica(doc.doc, 2, 'A'), replica(doc.doc, 3, 'B')]
        const characters = [...base]
        const write = (script: Script, offset: number, word: string) => {
          const cut = offset % (characters.length + 1)
          const joined = [...characters.slice(0, cut), word, ...characters.slice(cut)].join('')
          setSynopsis(script, h1, joined)
        }
        write(ada, at, lines ? '\nADA\n' : 'ADA')
        write(ben, to, 'BEN')
        sync(ada.doc, ben.doc)
        const merged = readSynopsis(ada, h1)
        expect(readSynopsis(ben, h1)).toBe(merged)
        expect(pictureOf(ben.doc)).toBe(pictureOf(ada.doc))
        const kept =
          merged +
          hiddenWork(ada.doc)
            .map((hidden) => hidden.text)
            .join('\n')
        expect(kept).toContain('ADA')
        expect(kept).toContain('BEN')
      }),
      { numRuns: 200 },
    )
  })
})

const acts =
  'x1:section ONE / h1 INT. ONE / a1 Rain / x2:section TWO / y2:synopsis It turns. / h2 INT. TWO / h3 INT. THREE'

describe('scenes among sections', () => {
  it('SCR-32 a scene moves without the section that follows it', () => {
    expect(after(acts, (s) => moveScene(s, h1, null))).toBe(
      'x1:section ONE / x2:section TWO / y2:synopsis It turns. / h2 INT. TWO / h3 INT. THREE / h1 INT. ONE / a1 Rain',
    )
    const four =
      'h1 INT. ONE / h2 INT. TWO / x2:section TWO / y2:synopsis It turns. / h3 INT. THREE / h4 INT. FOUR'
    const later = after(four, (s) => moveScene(s, h1, h3))
    expect(later).toBe(
      'h2 INT. TWO / h1 INT. ONE / x2:section TWO / y2:synopsis It turns. / h3 INT. THREE / h4 INT. FOUR',
    )
    expect(after(four, (s) => moveScene(s, block('h4'), h3))).toBe(
      'h1 INT. ONE / h2 INT. TWO / x2:section TWO / y2:synopsis It turns. / h4 INT. FOUR / h3 INT. THREE',
    )
    const inside = 'h1 INT. ONE / x1:section Beat / a1 Rain / h2 INT. TWO'
    expect(after(inside, (s) => moveScene(s, h1, null))).toBe(
      'h2 INT. TWO / h1 INT. ONE / x1:section Beat / a1 Rain',
    )
  })

  it('SCR-35 a new scene comes after the lines of a scene, before the section that follows', () => {
    expect(after(acts, (s) => addScene(s, h1))).toBe(
      'x1:section ONE / h1 INT. ONE / a1 Rain / n2:h / x2:section TWO / y2:synopsis It turns. / h2 INT. TWO / h3 INT. THREE',
    )
    expect(after('h1 INT. / a1 x', (s) => addScene(s, null))).toBe('h1 INT. / a1 x / n2:h')
    expect(after('', (s) => addScene(s, null))).toBe('n2:h')
  })

  it('SCR-35 while numbers are locked a new scene has its number, and what names scenes is told the locked ones', () => {
    const script = open(acts)
    lockScenes(script.doc, script.index)
    const fresh = addScene(script, h1)
    expect(readBlock(script.doc, fresh)?.attrs).toEqual({ number: '1A' })
    const number = (id: string) => namedScenes(script.doc)(id)
    expect(number(fresh)).toMatchObject({ number: '1A' })
    expect(number('h2')).toMatchObject({ number: '2' })
  })

  it('SCR-36 a section moves with all of its scenes and sections, and back', () => {
    const nested =
      'x1:section ONE / h1 INT. ONE / x2:section TWO / h2 INT. TWO / a2 Dry / x3:section THREE / h3 INT. THREE'
    const script = open(nested)
    moveSection(script, block('x3'), block('x2'))
    expect(pictureOf(script.doc)).toBe(
      'x1:section ONE / h1 INT. ONE / x3:section THREE / h3 INT. THREE / x2:section TWO / h2 INT. TWO / a2 Dry',
    )
    moveSection(script, block('x1'), null)
    expect(pictureOf(script.doc)).toBe(
      'x3:section THREE / h3 INT. THREE / x2:section TWO / h2 INT. TWO / a2 Dry / x1:section ONE / h1 INT. ONE',
    )
    expect(() => moveSection(script, h1, null)).toThrow()
  })

  it('SCR-36 move a section ∥ type in it, move a scene out of it: nothing is lost, all agree', () => {
    const base = scriptDoc(acts)
    const [ada, ben] = [replica(base, 2, 'A'), replica(base, 3, 'B')]
    moveSection(ada, block('x2'), block('x1'))
    insertText(ben, h2, 8, '!')
    moveScene(ben, h3, h1)
    sync(ada.doc, ben.doc)
    expect(pictureOf(ada.doc)).toBe(pictureOf(ben.doc))
    for (const part of ['INT. TWO!', 'INT. THREE', 'ONE', 'It turns.', 'Rain'])
      expect(pictureOf(ada.doc)).toContain(part)
  })
})

describe('what names a scene', () => {
  it('CARD-5 is told its heading and number, and keeps the words of a scene that was removed', () => {
    const script = open('a1 FADE IN: / h1 INT. ONE / h2 INT. TWO')
    const find = (id: string) => namedScenes(script.doc)(id)
    expect(find('h2')).toEqual({ state: 'shown', heading: 'INT. TWO', number: '2' })
    hideBlocks(script, [h1])
    expect(find('h1')).toEqual({ state: 'removed', heading: 'INT. ONE' })
    expect(find('h2')).toEqual({ state: 'shown', heading: 'INT. TWO', number: '1' })
    retypeBlock(script, h2, 'action')
    expect(find('h2')).toEqual({ state: 'removed', heading: 'INT. TWO' })
    expect(find('zz')).toEqual({ state: 'unknown' })
  })
})

describe('the outline', () => {
  it('SCR-37 has sections, scenes and the synopses right below them', () => {
    const items = outlineItems(readScript(scriptDoc(acts)))
    expect(items.map(({ title, synopsis }) => [title, synopsis])).toEqual([
      ['ONE', ''],
      ['INT. ONE', ''],
      ['TWO', 'It turns.'],
      ['INT. TWO', ''],
      ['INT. THREE', ''],
    ])
    expect(outlineRows(items).map(({ depth, leaf }) => `${depth}${leaf ? '' : '+'}`)).toEqual([
      '0+',
      '1',
      '0+',
      '1',
      '1',
    ])
  })

  const levels = fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { maxLength: 30 })

  it('SCR-37 each row stands in the last section above it that is less deep', () => {
    fc.assert(
      fc.property(levels, (given) => {
        const items = given.map((level, at) => ({ id: `${at}`, level, title: '', synopsis: '' }))
        const rows = outlineRows(items)
        rows.forEach((row, at) => {
          const above = rows
            .slice(0, at)
            .findLast(
              ({ level }, i) =>
                level !== null &&
                (row.level === null || level < row.level) &&
                rows.slice(i + 1, at).every((next) => next.level === null || next.level > level),
            )
          expect(row.parent).toBe(above?.id ?? null)
          expect(row.depth).toBe(above === undefined ? 0 : above.depth + 1)
          expect(row.leaf).toBe(!rows.some(({ parent }) => parent === row.id))
        })
      }),
    )
  })
})
