import {
  type ProfileName,
  makePaginator,
  noLockedStarts,
  pageText,
  profileNames,
  profiles,
} from '@coldopen/core/page'
import type { EditorState } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import { script } from '../testing/ScriptPicture.ts'
import { makeDesk } from '../testing/Desk.ts'
import { makeLayout } from './makeLayout.ts'
import type { PageView } from './PageChoice.ts'
import type { PageLayout } from './PageLayout.ts'
import { pageAt, pagesOf } from './pagesPlugin.ts'
import { scriptBlocks } from './scriptBlocks.ts'
import { sheetOf } from './Sheet.ts'

const sentence = 'Rain falls on the roof of the house by the river. '

/** Scenes with paragraphs and speeches of growing length. */
const lines = (scenes: number): readonly string[] =>
  Array.from({ length: scenes }, (_, at) => [
    `heading: INT. ROOM ${at} - NIGHT`,
    `action: ${sentence.repeat(1 + (at % 7))}`.trim(),
    'cue: ADA',
    `dialogue: ${sentence.repeat(1 + ((at * 3) % 8))}`.trim(),
    'action: She waits.',
    'cue: ADA',
    'dialogue: Still here.',
  ]).flat()

const layOut = (
  state: EditorState,
  view: PageView = 'page',
  name: ProfileName = 'fd-letter',
): PageLayout =>
  makeLayout()({
    doc: state.doc,
    view,
    profile: profiles[name],
    omitted: [],
    starts: noLockedStarts,
    before: null,
  })

/** What each mark tells of itself, as the screen gets it. */
const shown = (layout: PageLayout): readonly string[] =>
  layout.decorations.find().map((found) => {
    const { type, spec } = found as unknown as {
      type: { attrs?: Record<string, string> }
      spec: { key?: string }
    }
    return JSON.stringify(type.attrs ?? spec.key)
  })

describe('pages in the editor', () => {
  it('VIEW-1 begin where the paginator begins them, by every profile and in both views', () => {
    const state = script(lines(40))
    for (const name of profileNames)
      for (const view of ['draft', 'page'] as const) {
        const pages = makePaginator(profiles[name]).update(scriptBlocks(state.doc))
        const { starts } = layOut(state, view, name)
        expect(starts).toHaveLength(pages.length)
        pages.slice(1).forEach((page, i) => {
          const first = page.items[0]!
          const print = first.unit.type === 'single' ? first.unit.print : null
          const at = state.doc.resolve(starts[i + 1]!)
          const text =
            at.depth === 2
              ? at.parent.textContent.slice(at.parentOffset)
              : at.nodeAfter!.textContent
          expect(text).toBe(print!.block.text.slice(page.start.at))
        })
      }
  })

  it('VIEW-4 a sheet is as long as the paper and carries its number at the upper right', () => {
    const state = script(lines(12))
    const profile = profiles['fd-letter']
    const gaps = shown(layOut(state)).filter((mark) => mark.includes('data-gap'))
    expect(gaps.length).toBeGreaterThan(0)
    for (const gap of gaps) {
      const { 'data-gap': text = '', style = '' } = JSON.parse(gap) as Record<string, string>
      const rows = text.split('\n')
      const foot = Number(/--co-foot: (\d+)/.exec(style)?.[1])
      const number = rows[foot + 2 + 3] ?? ''
      expect(number).toMatch(/^ +\d+\.$/)
      expect(number).toHaveLength(75)
      expect(rows.length).toBeGreaterThanOrEqual(foot + 2 + sheetOf(profile).top)
    }
  })

  it("VIEW-5 (MORE), the cue and (CONT'D) stand where they are printed", () => {
    const state = script(lines(40))
    const profile = profiles['fd-letter']
    const pages = makePaginator(profile).update(scriptBlocks(state.doc))
    const at = pages.findIndex(({ more }) => more !== null)
    expect(at).toBeGreaterThan(-1)
    const more = pageText(pages[at]!, profile).at(-1)
    const goesOn = pageText(pages[at + 1]!, profile)[0]
    const gap = shown(layOut(state)).find((mark) => mark.includes('(MORE)')) ?? ''
    const rows = gap.split('\\n')
    expect(rows[0]?.endsWith(`${more}`)).toBe(true)
    expect(rows.at(-1)?.startsWith(`${goesOn}`)).toBe(true)
    expect(shown(layOut(state)).filter((mark) => mark.includes('co-goes-on'))).toHaveLength(40)
  })

  it('VIEW-3 draft view marks the end of each page once, with the number of the next', () => {
    const state = script(lines(40))
    const layout = layOut(state, 'draft')
    const labels = shown(layout).filter((mark) => mark.includes('data-label'))
    const numbers = labels.map((label) => Number(/(\d+)\./.exec(label)?.[1]))
    expect(numbers).toEqual(Array.from({ length: layout.pages - 1 }, (_, i) => i + 2))
    expect(layout.tail).toBe(0)
  })

  it('VIEW-4 what is not printed moves no break', () => {
    const with_ = script(lines(30))
    const { pages } = layOut(with_)
    const noted = [...lines(30)]
    noted.splice(20, 0, 'note: A note that nobody prints.')
    expect(layOut(script(noted)).pages).toBe(pages)
  })

  it('VIEW-2 what was laid out before is the same object as long as nothing differs', () => {
    const state = script(lines(30))
    const again = makeLayout()
    const job = {
      doc: state.doc,
      view: 'page',
      profile: profiles['fd-letter'],
      omitted: [],
      starts: noLockedStarts,
    } as const
    const first = again({ ...job, before: null })
    expect(again({ ...job, before: first })).toBe(first)
  })

  it.each(['draft', 'page'] as const)(
    'VIEW-2 whatever is changed, in the end it is as if made anew (%s view)',
    async (view) => {
      const long = sentence.repeat(25).trim()
      const scene = (n: number) => `h${n} INT. ROOM / a${n} ${long} / c${n} ADA / d${n} ${long}`
      const desk = makeDesk(Array.from({ length: 12 }, (_, n) => scene(n)).join(' / '))
      const { editor } = desk
      editor.showPages({ view, profile: profiles['fd-letter'] })
      const settled = () =>
        expect
          .poll(() => {
            const layout = pagesOf(editor.view.state).layout
            const anew = layOut(editor.view.state, view)
            const same = layout !== null && shown(layout).join() === shown(anew).join()
            return same && layout.starts.join() === anew.starts.join()
          })
          .toBe(true)
      const insert = (id: string, text: string) => {
        desk.caret(id, 9)
        editor.view.dispatch(editor.view.state.tr.insertText(text))
      }
      const edits = [
        () => insert('a2', 'x'),
        () => insert('a5', long),
        () => desk.press('Enter'),
        () => editor.binding.moveScene('h9', 'h1'),
        () => desk.press('z', { ctrl: true }),
        () => {
          desk.caret('h3', 0)
          const { from } = editor.view.state.selection
          editor.view.dispatch(editor.view.state.tr.delete(from, from + 2000))
        },
        () => editor.showPages({ view, profile: profiles['fd-letter'] }),
      ]
      await settled()
      for (const edit of edits) {
        edit()
        await settled()
      }
      desk.close()
    },
  )

  it('VIEW-8 tells pages, minutes, and the eighths of each scene by its heading', () => {
    const state = script([
      'heading: INT. HOUSE',
      'action: Rain.',
      'heading: EXT. ROAD',
      'action: Dust.',
    ])
    const layout = layOut(state)
    expect([layout.pages, layout.minutes]).toEqual([1, 1])
    expect([...layout.lengths]).toEqual([
      ['a', '1/8'],
      ['c', '1/8'],
    ])
  })

  it('VIEW-2 VIEW-8 pages come once the script is painted, follow what is typed, and say where the caret is', async () => {
    const desk = makeDesk(`h1 INT. HOUSE / a1 ${sentence.repeat(80).trim()}`)
    const { view } = desk.editor
    await expect.poll(() => pagesOf(view.state).layout?.pages).toBe(2)
    expect(pageAt(view.state, view.state.doc.content.size - 2)).toBe(2)
    expect(pageAt(view.state, 3)).toBe(1)
    desk.caret('a1', 0)
    desk.editor.view.dispatch(desk.editor.view.state.tr.insertText(sentence.repeat(70)))
    await expect.poll(() => pagesOf(view.state).layout?.pages).toBe(3)
    desk.close()
  })
})
