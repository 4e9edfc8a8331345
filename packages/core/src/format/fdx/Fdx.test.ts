import { Result } from 'effect'
import * as fc from 'fast-check'
import { encodeUtf8 } from 'lib0/string'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { BlockDraft } from '../../screenplay/Block.ts'
import { readScript } from '../../screenplay/Block.ts'
import { insertText } from '../../screenplay/EditText.ts'
import { openScript } from '../../screenplay/Script.ts'
import { toRuns } from '../../screenplay/Run.ts'
import { seededIds } from '../../testing/SeededIds.ts'
import { importFdx, readScriptFdx } from './ImportFdx.ts'
import { type FdxScript, fdxAttrs } from './FdxScript.ts'
import { readFdx } from './ReadFdx.ts'
import { writeFdx } from './WriteFdx.ts'

const read = (xml: string): FdxScript => Result.getOrThrow(readFdx(xml))
const around = (paragraphs: string, rest = '') =>
  `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="6">

  <Content>${paragraphs}
  </Content>
${rest}
</FinalDraft>
`
const said = (xml: string) =>
  read(xml).blocks.map(({ kind, text, attrs = {} }) => {
    const { number, dual, level } = attrs
    const known = number === undefined ? {} : { number }
    return {
      kind,
      text: toRuns(text),
      ...known,
      ...(dual ? { dual } : {}),
      ...(level ? { level } : {}),
    }
  })
const plain = (text: string) => [{ text, marks: {} }]

const sample = around(
  `
    <Paragraph id="a1" Number="1" Type="Scene Heading">
      <SceneProperties Length="3/8"><SceneArcBeats><Paragraph><Text>beat</Text></Paragraph></SceneArcBeats></SceneProperties>
      <Text>INT. HOUSE</Text>
    </Paragraph>
    <!-- between -->
    <Paragraph Type='Action' StartsNewPage="Yes" Odd="1 &gt; 0">
      <Text>Rain &amp; </Text>
      <Text Style="Bold+AllCaps" RevisionID="2">wind</Text>
      <ScriptNote ID="7"/>
      <Text>.</Text>
    </Paragraph>
    <Paragraph Type="Action">
      <DualDialogue>
        <Paragraph Type="Character"><Text>ANN</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Hey!</Text></Paragraph>
        <Paragraph Type="Character"><Text>BOB</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Ho!</Text></Paragraph>
      </DualDialogue>
    </Paragraph>
    <Paragraph Type="Cowbell"><Text>Ding.</Text></Paragraph>`,
  '  <Revisions><Revision ID="2" Name="Blue Rev."/></Revisions>',
)

describe('reading Final Draft files', () => {
  it('FDX-1 FDX-2 FDX-3 FDX-4 paragraphs become blocks', () => {
    expect(said(sample)).toEqual([
      { kind: 'scene_heading', text: plain('INT. HOUSE'), number: '1' },
      { kind: 'page_break', text: [] },
      {
        kind: 'action',
        text: [
          { text: 'Rain & ', marks: {} },
          { text: 'wind', marks: { bold: true, fdx: { RevisionID: '2', Style: 'AllCaps' } } },
          { text: '.', marks: {} },
        ],
      },
      { kind: 'character', text: plain('ANN') },
      { kind: 'dialogue', text: plain('Hey!') },
      { kind: 'character', text: plain('BOB'), dual: true },
      { kind: 'dialogue', text: plain('Ho!') },
      { kind: 'action', text: plain('Ding.') },
    ])
    expect(said(around('<Paragraph Type="Outline 2"><Text>Act</Text></Paragraph>'))).toEqual([
      { kind: 'section', text: plain('Act'), level: 2 },
    ])
  })

  it('FDX-5 baked-in continueds go, parentheses come', () => {
    const paragraph = (type: string, text: string) =>
      `<Paragraph Type="${type}"><Text>${text}</Text></Paragraph>`
    const xml = around(
      paragraph('Character', 'BOB (V.O.)') +
        paragraph('Parenthetical', 'softly') +
        paragraph('Dialogue', 'Yes.') +
        paragraph('Action', 'Rain.') +
        paragraph('Character', "BOB (V.O.) (CONT'D)") +
        paragraph('Dialogue', 'Yes.') +
        paragraph('Character', "ANN (CONT'D)"),
    )
    const texts = read(xml).blocks.map(({ text }) => toRuns(text)[0]?.text)
    expect(texts.filter((_text, i) => [0, 1, 4, 6].includes(i))).toEqual([
      'BOB (V.O.)',
      '(softly)',
      'BOB (V.O.)',
      "ANN (CONT'D)",
    ])
    expect(writeFdx(read(xml))).toBe(xml)
  })

  it('FDX-6 FDX-12 title pages', () => {
    const line = (text: string, alignment = 'Center') =>
      `<Paragraph Alignment="${alignment}"><Text>${text}</Text></Paragraph>`
    const page = `  <TitlePage>
    <HeaderAndFooter/>
    <Content>${line('RAIN') + line('Written by') + line('Ann') + line('Bob')}${line('555-0100', 'Left')}</Content>
  </TitlePage>`
    const script = read(around('', page))
    expect(script.titlePage).toEqual([
      { key: 'Title', text: 'RAIN' },
      { key: 'Credit', text: 'Written by' },
      { key: 'Author', text: 'Ann\nBob' },
      { key: 'Contact', text: '555-0100' },
    ])
    const titlePage = [{ key: 'Title', text: 'SNOW & ICE' }, ...script.titlePage.slice(1)]
    const changed = writeFdx({ ...script, titlePage })
    expect(changed).toContain('<HeaderAndFooter/>')
    expect(read(changed).titlePage).toEqual(titlePage)
    expect(read(writeFdx({ ...read(around('')), titlePage })).titlePage).toEqual(titlePage)
  })

  it('FDX-7 what is no script is refused, with what to do', () => {
    const why = (xml: string) => Result.getOrThrow(Result.flip(readFdx(xml))).message
    expect(why('<FinalDraft><Content>')).toContain('save it again')
    expect(why('<html/>')).toContain('XML of another kind')
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><FinalDraft><Content>&a;</Content></FinalDraft>`
    expect(why(bomb)).toContain('document type')
    expect(
      why('<FinalDraft><Content><Paragraph>&bomb;</Paragraph></Content></FinalDraft>'),
    ).toContain('well-formed')
    expect(why('x'.repeat(16 * 1024 * 1024 + 1))).toContain('limit')
  })

  it('FDX-8 an unknown type is told', () => {
    expect(read(sample).problems.map(({ message }) => message)).toEqual([
      'Paragraphs of type "Cowbell" are shown as action and stay what they are in an export.',
    ])
  })
})

const edited = (change: (blocks: readonly BlockDraft[]) => readonly BlockDraft[]): string[] => {
  const script = read(sample)
  const before = sample.split('\n')
  const after = writeFdx({ ...script, blocks: change(script.blocks) }).split('\n')
  return after.filter((line) => !before.includes(line))
}

describe('writing Final Draft files', () => {
  it('FDX-9 byte for byte, through a document too', () => {
    for (const xml of [sample, `\uFEFF${sample}`, sample.replaceAll('\n', '\r\n')]) {
      expect(writeFdx(read(xml))).toBe(xml)
      const doc = new Y.Doc()
      const bytes = encodeUtf8(xml)
      Result.getOrThrow(importFdx(bytes, seededIds(1))).write(doc)
      expect(readScriptFdx(doc)).toBe(xml)
    }
    const empty = '<FinalDraft Version="5"><Content/></FinalDraft>'
    expect(read(writeFdx(read(empty))).blocks).toEqual([])
  })

  it('FDX-9 a file whose settings are larger than an event', () => {
    const xml = around('', `<Images>${'😀x'.repeat(150_000)}</Images>`)
    const doc = new Y.Doc()
    Result.getOrThrow(importFdx(encodeUtf8(xml), seededIds(1))).write(doc)
    expect(readScriptFdx(doc)).toBe(xml)
  })

  it('FDX-10 only what changed is written anew', () => {
    const ding = (blocks: readonly BlockDraft[]) =>
      blocks.map((block) =>
        toRuns(block.text)[0]?.text === 'Ding.' ? { ...block, text: 'Dong.' } : block,
      )
    expect(edited(ding)).toEqual([
      '    <Paragraph Type="Cowbell">',
      '      <Text>Dong.</Text></Paragraph>',
    ])
    const doc = new Y.Doc()
    Result.getOrThrow(importFdx(encodeUtf8(sample), seededIds(1))).write(doc)
    const script = openScript({ doc, ids: seededIds(2) })
    const action = readScript(doc).find(({ text }) => text.startsWith('Rain'))!
    insertText(script, action.id, 8, 'est')
    const lines = readScriptFdx(doc).split('\n')
    const before = sample.split('\n')
    const [changed, ...others] = lines.filter((line) => !before.includes(line))
    expect(changed).toContain('RevisionID="2"')
    expect(changed).toContain('>westind</Text>')
    expect(others).toEqual([])
    expect(before.filter((line) => !lines.includes(line))).toHaveLength(1)
  })

  it('FDX-10 types, numbers and page breaks are patched into the paragraph', () => {
    const retyped = edited((blocks) =>
      blocks
        .with(0, { ...blocks[0]!, attrs: { ...blocks[0]!.attrs, number: '1A' } })
        .filter(({ kind }) => kind !== 'page_break')
        .map((block) => (block.kind === 'action' ? { ...block, kind: 'shot' } : block)),
    )
    expect(retyped[0]).toBe('    <Paragraph id="a1" Number="1A" Type="Scene Heading">')
    expect(retyped[1]).toBe('    <Paragraph Type="Shot" StartsNewPage="No" Odd="1 &gt; 0">')
    expect(retyped.join('\n')).not.toContain('Cowbell')
  })

  it('FDX-11 what is written is read back', () => {
    const kind = fc.constantFrom(
      'scene_heading',
      'action',
      'character',
      'dialogue',
      'transition',
      'shot',
      'general',
      'lyrics',
      'centered',
      'synopsis',
      'note',
      'section',
      'page_break',
    )
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '<', '&', '"', '\n', 'é', '😀', ']]>', '\t'),
      maxLength: 12,
    })
    const marks = fc.constantFrom(
      {},
      { bold: true },
      { italic: true, underline: true },
      { strikeout: true },
      { fdx: { RevisionID: '3', Font: 'A "B"' } },
    )
    const draft = fc
      .tuple(kind, fc.array(fc.record({ text, marks }), { maxLength: 3 }), fc.boolean())
      .map(([kind, runs, dual]): BlockDraft => ({
        kind,
        text: kind === 'page_break' ? '' : toRuns(runs),
        attrs: {
          ...(kind === 'scene_heading' && dual ? { number: '4A' } : {}),
          ...(kind === 'character' && dual ? { dual: true } : {}),
          ...(kind === 'section' ? { level: 2 } : {}),
        },
      }))
    const shown = (blocks: readonly BlockDraft[]) =>
      blocks.map(({ kind, text, attrs = {} }) => [
        kind,
        toRuns(text),
        attrs['number'],
        attrs['level'],
      ])
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 12 }), (blocks) => {
        const breaks = blocks.filter(
          ({ kind }, i) =>
            kind !== 'page_break' ||
            (i + 1 < blocks.length && blocks[i + 1]!.kind !== 'page_break'),
        )
        const xml = writeFdx({ titlePage: [], blocks: breaks, form: null })
        expect(shown(read(xml).blocks)).toEqual(shown(breaks))
        expect(writeFdx(read(xml))).toBe(xml)
      }),
      { numRuns: 1500 },
    )
  })

  it('FDX-11 an edited script is well-formed and says what the script says', () => {
    const { blocks, ...rest } = read(sample)
    fc.assert(
      fc.property(fc.shuffledSubarray([...blocks]), fc.nat(9), (some, at) => {
        const mixed = some.map((block, i) =>
          i === at && block.kind !== 'page_break' ? { ...block, text: 'New & <old>' } : block,
        )
        const xml = writeFdx({ ...rest, blocks: mixed })
        const texts = (all: readonly BlockDraft[]) =>
          all.flatMap(({ kind, text }) => (kind === 'page_break' ? [] : [toRuns(text)]))
        expect(texts(read(xml).blocks).filter((runs) => runs.length > 0)).toEqual(texts(mixed))
      }),
      { numRuns: 300 },
    )
  })

  it('FDX-11 a page that begins with a pair of speeches', () => {
    const cue = (text: string, attrs: BlockDraft['attrs'] = {}) => ({
      kind: 'character',
      text,
      attrs,
    })
    const blocks = [{ kind: 'page_break', text: '' }, cue('ANN'), cue('BOB', { dual: true })]
    const xml = writeFdx({ titlePage: [], blocks, form: null })
    expect(said(xml).map(({ kind }) => kind)).toEqual(['page_break', 'character', 'character'])
    expect(writeFdx(read(xml))).toBe(xml)
  })

  it('FDX-13 a script from elsewhere', () => {
    const xml = writeFdx({ titlePage: [], blocks: [{ kind: 'action', text: 'Rain.' }], form: null })
    expect(xml).toContain('<Paragraph Type="Action">\n      <Text>Rain.</Text>\n    </Paragraph>')
    expect(read(xml).blocks[0]?.attrs).toHaveProperty(fdxAttrs.source)
  })
})
