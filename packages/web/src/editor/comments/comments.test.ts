import {
  beginThread,
  openComments,
  placeOfThread,
  readThreads,
  reply,
  resolveThread,
} from '@coldopen/core/comment'
import { hideBlocks } from '@coldopen/core/screenplay'
import { block } from '@coldopen/core/testing'
import { TextSelection } from 'prosemirror-state'
import { createRoot } from 'solid-js'
import { afterEach, describe, expect, it } from 'vitest'
import { toasts } from '../../runtime/Toasts.ts'
import { type Desk, exchange, makeDesk } from '../testing/Desk.ts'
import { commentsOf } from './commentsPlugin.ts'
import { commentsText } from './commentsText.ts'
import { createCommenting } from './createCommenting.ts'
import { inScriptOrder, wordsAt } from './threadList.ts'

const picture = 'h1 INT. HOUSE / a1 Rain on the roof. / c1 ADA / d1 Hear it? / a2 Wind.'
const ada = { id: 'ada', name: 'ada', at: '2026-11-20T12:00:00.000Z' }

const desks: Desk[] = []
const ends: (() => void)[] = []
const desk = (client = 1, editable = true): Desk => {
  const made = makeDesk(picture, client, () => editable)
  desks.push(made)
  return made
}
afterEach(() => {
  for (const end of ends.splice(0)) end()
  for (const open of desks.splice(0)) open.close()
})

/** Selects characters of an element. */
const select = (at: Desk, id: string, from: number, to: number): void => {
  at.caret(id, from)
  const { view } = at.editor
  const anchor = view.state.selection.from
  view.dispatch(
    view.state.tr.setSelection(TextSelection.create(view.state.doc, anchor, anchor + to - from)),
  )
}

const commentingAt = ({ doc, editor }: Desk, editable = true) =>
  createRoot((dispose) => {
    ends.push(dispose)
    return createCommenting({ doc, editor: () => editor, editable: () => editable })
  })

const say = ({ doc, editor }: Desk, commenting: ReturnType<typeof commentingAt>, words: string) => {
  const draft = commenting.draft()
  if (draft === null) throw new Error('Nothing is being commented on')
  const id = beginThread(openComments(editor.binding.script), draft.anchor, { words }, ada)
  commenting.drop()
  expect(readThreads(doc).some((thread) => thread.id === id)).toBe(true)
  return id
}

/** Says something about what is selected. */
const comment = (at: Desk, id: string, from: number, to: number, words = 'Hm.'): string => {
  select(at, id, from, to)
  const commenting = commentingAt(at)
  commenting.begin()
  return say(at, commenting, words)
}

const marked = ({ editor: { view } }: Desk, name = 'co-comment'): string[] =>
  [...view.dom.querySelectorAll(`.${name}`)].map((one) => one.textContent ?? '')

/** What every thread stands on, as the editor shows it, in the order of the panel. */
const shown = ({ editor: { view } }: Desk): (string | null)[] => {
  const { threads = [], placed = [] } = commentsOf(view.state) ?? {}
  return inScriptOrder(threads, placed).map((id) => wordsAt(view.state, id))
}

const shows = (at: Desk, words: readonly (string | null)[]) =>
  expect.poll(() => shown(at)).toEqual(words)

describe('beginning a comment', () => {
  it('CMT-20 is about the selected text, or all of the caret’s element, within one element', () => {
    const at = desk()
    const commenting = commentingAt(at)
    const aboutNow = () => commenting.draft()?.about
    select(at, 'a1', 8, 16)
    commenting.begin()
    expect(aboutNow()).toBe('the roof')
    expect(marked(at, 'co-comment-here')).toEqual(['the roof'])
    at.caret('d1', 3)
    commenting.begin()
    expect(aboutNow()).toBe('Hear it?')
    const { view } = at.editor
    at.caret('a1', 12)
    const { from } = view.state.selection
    view.dispatch(
      view.state.tr.setSelection(
        TextSelection.create(view.state.doc, from, view.state.doc.content.size - 3),
      ),
    )
    commenting.begin()
    expect(aboutNow()).toBe('roof.')
    commenting.drop()
    expect(marked(at, 'co-comment-here')).toEqual([])
  })

  it('CMT-20 says so where there is no text', () => {
    const at = makeDesk('h1 INT. / a1 ')
    desks.push(at)
    at.caret('a1', 0)
    const commenting = commentingAt(at)
    commenting.begin()
    expect(commenting.draft()).toBeNull()
    expect(toasts().at(-1)?.text).toBe(commentsText.nothing)
  })

  it('CMT-26 is not offered to who only reads', () => {
    const at = desk(1, false)
    select(at, 'a1', 8, 16)
    const commenting = commentingAt(at, false)
    commenting.begin()
    expect(commenting.draft()).toBeNull()
  })

  it('CMT-27 survives the closing of the panel, and the deletion of what it is about', async () => {
    const at = desk()
    select(at, 'a1', 8, 16)
    const commenting = commentingAt(at)
    commenting.begin()
    commenting.write('Whose')
    commenting.close()
    expect(commenting.shown()).toBe(false)
    commenting.toggle()
    expect(commenting.draft()?.words).toBe('Whose')
    at.press('Delete')
    const { view } = at.editor
    view.dispatch(view.state.tr.deleteSelection())
    const draft = commenting.draft()
    if (draft === null) throw new Error('The draft is gone')
    beginThread(
      openComments(at.editor.binding.script),
      draft.anchor,
      { words: 'Whose?', about: draft.about },
      ada,
    )
    await shows(at, [null])
    expect(readThreads(at.doc)[0]?.about).toBe('the roof')
  })
})

describe('what comments are about, in the editor', () => {
  it('CMT-21 is marked, mapped while one types, and looked up when others write', async () => {
    const [at, ben] = [desk(1), desk(2)]
    const id = comment(at, 'a1', 8, 16)
    await shows(at, ['the roof'])
    exchange(at, ben)
    await shows(ben, ['the roof'])
    expect(marked(ben)).toEqual(['the roof'])
    at.caret('a1', 0)
    at.type('Hard ')
    expect(marked(at)).toEqual(['the roof'])
    ben.caret('a1', 11)
    ben.type(' tin')
    exchange(at, ben)
    expect(marked(at)).toEqual(['the tin roof'])
    expect(marked(ben, 'co-comment-here')).toEqual(['the tin roof'])
    at.caret('a1', 15)
    expect(marked(at, 'co-comment-here')).toEqual(['the tin roof'])
    at.caret('a2', 1)
    expect(marked(at, 'co-comment-here')).toEqual([])
    resolveThread(openComments(at.editor.binding.script), id, ada)
    await expect.poll(() => marked(at)).toEqual([])
  })

  it('CMT-22 goes with the words through a split and a join, for everyone, and back by undo', async () => {
    const [at, ben] = [desk(1), desk(2)]
    comment(at, 'a1', 8, 16)
    await shows(at, ['the roof'])
    at.caret('a1', 5)
    at.press('Enter')
    await shows(at, ['the roof'])
    exchange(at, ben)
    await shows(ben, ['the roof'])
    const placeAt = ({ editor, doc }: Desk) =>
      readThreads(doc).map((thread) => placeOfThread(editor.binding.script, thread)?.block)
    expect(placeAt(at)).not.toEqual(['a1'])
    expect(placeAt(ben)).toEqual(placeAt(at))
    const { view, binding } = at.editor
    binding.undo(view.state, view.dispatch)
    exchange(at, ben)
    await shows(ben, ['the roof'])
    expect(placeAt(ben)).toEqual(['a1'])
    expect(placeAt(at)).toEqual(['a1'])
    at.caret('a2', 0)
    comment(at, 'a2', 0, 4, 'Loud.')
    await shows(at, ['the roof', 'Wind'])
    at.caret('a2', 0)
    at.press('Backspace')
    await shows(at, ['the roof', 'Wind'])
    expect(placeAt(at).toSorted()).toEqual(['a1', 'd1'])
  })

  it('CMT-23 threads stand in the order of the script, then those whose text was deleted', async () => {
    const at = desk()
    comment(at, 'a2', 0, 4)
    comment(at, 'd1', 0, 4)
    comment(at, 'a1', 0, 4)
    await shows(at, ['Rain', 'Hear', 'Wind'])
    hideBlocks(at.editor.binding.script, [block('d1')])
    await shows(at, ['Rain', 'Wind', null])
    const { view, binding } = at.editor
    binding.undo(view.state, view.dispatch)
    await shows(at, ['Rain', 'Hear', 'Wind'])
  })

  it('CMT-21 text that was cut and typed again is found again', async () => {
    const at = desk()
    comment(at, 'a1', 8, 16)
    await shows(at, ['the roof'])
    select(at, 'a1', 8, 16)
    const { view } = at.editor
    view.dispatch(view.state.tr.deleteSelection())
    expect(shown(at)).toEqual([null])
    at.type('the roof')
    await shows(at, ['the roof'])
  })

  it('CMT-8 no undo takes a comment back', async () => {
    const at = desk()
    at.caret('a2', 0)
    at.type('X')
    const id = comment(at, 'a1', 8, 16)
    reply(openComments(at.editor.binding.script), id, { words: 'Yes.' }, ada)
    const { view, binding } = at.editor
    binding.undo(view.state, view.dispatch)
    binding.undo(view.state, view.dispatch)
    expect(readThreads(at.doc)[0]?.replies).toHaveLength(1)
    await shows(at, ['the roof'])
  })
})
