import { Result } from 'effect'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { origins } from '../../document/Origin.ts'
import { receive } from '../../document/Receive.ts'
import { readScript } from '../../screenplay/Block.ts'
import { createScript } from '../../screenplay/CreateScript.ts'
import { createDocument } from '../../document/CreateDocument.ts'
import { hideBlocks, insertBlocks } from '../../screenplay/EditBlocks.ts'
import { insertText } from '../../screenplay/EditText.ts'
import { openScript } from '../../screenplay/Script.ts'
import { readTitlePage, setTitlePage } from '../../screenplay/TitlePage.ts'
import { makeUndo } from '../../screenplay/Undo.ts'
import { scriptDrafts } from '../../testing/ScriptArbitrary.ts'
import { block, pictureOf, replica, scriptDoc, sync } from '../../testing/ScriptPicture.ts'
import { seededIds } from '../../testing/SeededIds.ts'
import { applyMergedFdx, readFdxState } from './ApplyMergedFdx.ts'
import { readScriptFdx } from './ImportFdx.ts'
import { bringBackFdx, mergeFdx } from './MergeFdx.ts'
import { readFdx } from './ReadFdx.ts'
import { writeFdx } from './WriteFdx.ts'

const read = (xml: string) => Result.getOrThrow(readFdx(xml))
const file = (...paragraphs: readonly string[]) =>
  `<FinalDraft DocumentType="Script" Template="No" Version="6">
  <Content>
    ${paragraphs.join('\n    ')}
  </Content>
  <Revisions/>
</FinalDraft>
`
const heading = '<Paragraph id="h1" Type="Scene Heading"><Text>INT. HOUSE</Text></Paragraph>'
const rain = '<Paragraph id="p1" Type="Action"><Text>Rain falls on the roof.</Text></Paragraph>'
const wind = '<Paragraph id="p2" Type="Action"><ScriptNote/><Text>Wind.</Text></Paragraph>'

const doc = 'h1 INT. HOUSE / a1 Rain falls on the old roof. / c1 ANN / d1 It is late. / a2 Thunder.'

/** The script as it was sent, and what came back with some text replaced. */
const cameBack = (live: Y.Doc, ...replaced: readonly (readonly [string, string])[]) => {
  const exported = readFdxState(live)
  const sent = writeFdx(exported)
  const back = replaced.reduce((xml, [from, to]) => {
    expect(xml).toContain(from)
    return xml.replace(from, to)
  }, sent)
  return { exported, file: read(back) }
}

describe('three Final Draft files', () => {
  it('MERGE-20 merge into one that keeps what Final Draft had in each paragraph', () => {
    const base = file(heading, rain, wind)
    const ours = file(heading, rain.replace('Rain', 'Hard rain'), wind)
    const theirs = file(
      heading.replace('Type', 'Number="7" Type'),
      wind.replace('Wind.', 'Wind and hail.'),
      rain.replace('roof', 'street'),
    ).replace('<Revisions/>', '<Revisions><Revision ID="1"/></Revisions>')
    const merged = mergeFdx(read(base), read(ours), read(theirs))
    expect(merged.conflicts).toEqual([])
    expect(writeFdx(merged)).toBe(
      theirs.replace('<Text>Rain falls', '\n      <Text>Hard rain falls'),
    )
  })

  it('MERGE-21 a file nobody changed comes out byte for byte', () => {
    const base = file(heading, rain, wind)
    const theirs = file(heading, rain.replace('falls', 'fell'))
    expect(writeFdx(mergeFdx(read(base), read(base), read(theirs)))).toBe(theirs)
    expect(writeFdx(mergeFdx(read(base), read(theirs), read(base)))).toBe(theirs)
  })
})

describe('a file that comes back into the script', () => {
  it('MERGE-22 what Final Draft cannot say is no change of theirs', () => {
    fc.assert(
      fc.property(scriptDrafts, (drafts) => {
        const live = new Y.Doc()
        createDocument(live, 'screenplay')
        createScript(live, drafts, seededIds(1))
        const { exported, file: back } = cameBack(live)
        const merged = bringBackFdx(exported, exported, back)
        expect(merged.conflicts).toEqual([])
        const before = JSON.stringify(readScript(live))
        let writes = 0
        live.on('update', () => (writes += 1))
        applyMergedFdx(live, merged, seededIds(2))
        expect(JSON.stringify(readScript(live))).toBe(before)
        expect(writes).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  it('MERGE-23 their words, lines and title page come in beside what was written meanwhile', () => {
    const live = scriptDoc(doc)
    setTitlePage(live, [{ key: 'Title', text: 'Rain' }], seededIds(3))
    const { exported, file: back } = cameBack(
      live,
      ['old roof.', 'old, dark roof.'],
      [
        '<Text>Thunder.</Text>',
        '<Text>Thunder.</Text>\n    </Paragraph>\n    <Paragraph Type="Action">\n      <Text>Hail.</Text>',
      ],
      ['>Rain</Text>', '>Hard Rain</Text>'],
    )
    const script = openScript({ doc: live, ids: seededIds(4) })
    insertText(script, block('a1'), 0, 'Soft ')
    hideBlocks(script, [block('c1'), block('d1')])
    const merged = bringBackFdx(exported, readFdxState(live), back)
    expect(merged.conflicts).toEqual([])
    applyMergedFdx(live, merged, seededIds(5))
    expect(readScript(live).map(({ text }) => text)).toEqual([
      'INT. HOUSE',
      'Soft Rain falls on the old, dark roof.',
      'Thunder.',
      'Hail.',
    ])
    expect(readTitlePage(live)).toEqual([{ key: 'Title', text: 'Hard Rain' }])
    expect(read(readScriptFdx(live)).blocks).toHaveLength(4)
  })

  it('MERGE-24 what others write in the same paragraph at the same time stays', () => {
    const base = scriptDoc(doc)
    const [ann, bob] = [replica(base, 2, 'A'), replica(base, 3, 'B')]
    const { exported, file: back } = cameBack(base, ['Rain falls', 'Snow fell'], ['roof.', 'barn.'])
    applyMergedFdx(ann.doc, bringBackFdx(exported, readFdxState(ann.doc), back), seededIds(6))
    insertText(bob, block('a1'), 18, 'very ')
    sync(ann.doc, bob.doc)
    expect(readScript(ann.doc)[1]?.text).toBe('Snow fell on the very old barn.')
    expect(pictureOf(bob.doc)).toBe(pictureOf(ann.doc))
  })

  it('MERGE-25 one undo takes all of it back, and nothing that was written right before', () => {
    const live = scriptDoc(doc)
    const script = openScript({ doc: live, ids: seededIds(7) })
    const stepMillis = 60_000
    const undo = makeUndo(script, { capture: () => null, restore: () => undefined, stepMillis })
    const { exported, file: back } = cameBack(
      live,
      ['Rain', 'Snow'],
      ['It is late.', 'Late it is.'],
    )
    insertText(script, block('a1'), 0, 'Soft ')
    const before = JSON.stringify(readFdxState(live))
    applyMergedFdx(live, bringBackFdx(exported, readFdxState(live), back), seededIds(8))
    expect(pictureOf(live)).toContain('Snow')
    expect(undo.undo()).toBe(true)
    expect(JSON.stringify(readFdxState(live))).toBe(before)
    expect(undo.undo()).toBe(true)
    expect(undo.canUndo()).toBe(false)
  })

  it('MERGE-26 a line the writer took out comes back when they edited it, and says so', () => {
    const live = scriptDoc(doc)
    const { exported, file: back } = cameBack(live, ['Thunder.', 'Thunder rolls.'])
    const script = openScript({ doc: live, ids: seededIds(9) })
    hideBlocks(script, [block('a2')])
    insertBlocks(script, block('d1'), [{ kind: 'action', text: 'Silence.' }])
    const merged = bringBackFdx(exported, readFdxState(live), back)
    applyMergedFdx(live, merged, seededIds(10))
    expect(pictureOf(live)).toContain('a2 Thunder rolls.')
    expect(pictureOf(live)).toContain('Silence.')
    expect(merged.conflicts).toMatchObject([
      { what: 'delete', base: 'Thunder.', ours: null, theirs: 'Thunder rolls.', kept: 'theirs' },
    ])
    const copy = new Y.Doc()
    receive(copy, Y.encodeStateAsUpdate(live), origins.load)
    expect(pictureOf(copy)).toBe(pictureOf(live))
  })
})
