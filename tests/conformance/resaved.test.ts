import { bringBackFdx, applyMergedFdx, readFdx, readFdxState, writeFdx } from '@coldopen/core/fdx'
import { createDocument } from '@coldopen/core/document'
import {
  createScript,
  insertText,
  openScript,
  readScript,
  textOf,
  toRuns,
} from '@coldopen/core/screenplay'
import { seededIds } from '@coldopen/core/testing'
import { Result } from 'effect'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { longScript } from './longScript.ts'

/** What Final Draft 13 does to a file it saves: ids, scene properties, run attributes, (CONT'D), its own settings. */
const resaved = (xml: string): string => {
  let id = 0
  let speaker = ''
  return xml
    .replace('Version="5"', 'Version="6"')
    .replaceAll('<Paragraph', () => `<Paragraph id="p${(id += 1)}"`)
    .replaceAll(
      /(Type="Scene Heading"[^>]*>)/gu,
      '$1<SceneProperties Length="1 2/8" Page="1" Title=""><SceneArcBeats/></SceneProperties>',
    )
    .replaceAll('<Text>', '<Text AdornmentStyle="0" Font="Courier Final Draft" Size="12">')
    .replaceAll(
      /Type="(Scene Heading|Character)"[^>]*>[^]*?<Text[^>]*>([^<]*)<\/Text>/gu,
      (all: string, kind: string, name: string) => {
        const goesOn = kind === 'Character' && name === speaker
        speaker = kind === 'Character' ? name : ''
        return goesOn ? all.replace(`>${name}<`, `>${name} (CONT'D)<`) : all
      },
    )
    .replace('</FinalDraft>', '  <LockedPages/><Revisions ActiveSet="1"/>\n</FinalDraft>')
}

describe('a script of 120 pages that Final Draft saved', () => {
  const doc = new Y.Doc()
  createDocument(doc, 'screenplay')
  createScript(doc, longScript(120, 11), seededIds(1))
  const exported = readFdxState(doc)
  const sent = writeFdx(exported)
  const words = () => readScript(doc).map(({ kind, text }) => `${kind} ${text}`)

  it('MERGE-27 no word is taken for changed that only Final Draft wrote anew', () => {
    const file = Result.getOrThrow(readFdx(resaved(sent)))
    const merged = bringBackFdx(exported, exported, file)
    expect(merged.conflicts).toEqual([])
    expect(merged.blocks.map(({ kind, text }) => `${kind} ${textOf(toRuns(text))}`)).toEqual(
      words(),
    )
    expect(merged.blocks.map(({ id }) => id)).toEqual(exported.blocks.map(({ id }) => id))
  })

  it('MERGE-27 what was changed in it comes in beside what was written here, and its settings with it', () => {
    const before = words()
    const [first, second] = readScript(doc).filter(({ kind }) => kind === 'action')
    const file = resaved(sent).replace(`>${first!.text}<`, `>At last. ${first!.text}<`)
    const script = openScript({ doc, ids: seededIds(2) })
    insertText(script, second!.id, 0, 'Meanwhile. ')
    insertText(script, first!.id, first!.text.length, ' And then.')
    const merged = bringBackFdx(exported, readFdxState(doc), Result.getOrThrow(readFdx(file)))
    expect(merged.conflicts).toEqual([])
    applyMergedFdx(doc, merged, seededIds(3))
    const wanted = before
      .with(before.indexOf(`action ${first!.text}`), `action At last. ${first!.text} And then.`)
      .with(before.indexOf(`action ${second!.text}`), `action Meanwhile. ${second!.text}`)
    expect(words()).toEqual(wanted)
    const again = writeFdx(readFdxState(doc))
    expect(again).toContain('<LockedPages/><Revisions ActiveSet="1"/>')
    expect(again.match(/<SceneArcBeats\/>/gu)).toHaveLength(
      exported.blocks.filter(({ kind }) => kind === 'scene_heading').length,
    )
  })
})
