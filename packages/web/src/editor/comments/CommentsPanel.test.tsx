import {
  anchorOf,
  beginThread,
  openComments,
  readThreads,
  resolveThread,
} from '@coldopen/core/comment'
import type { Member } from '@coldopen/sync/client'
import type { EditorState } from 'prosemirror-state'
import { TextSelection } from 'prosemirror-state'
import { createRoot, createSignal, Show } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, describe, expect, it } from 'vitest'
import { toasts } from '../../runtime/Toasts.ts'
import { type Desk, makeDesk } from '../testing/Desk.ts'
import CommentsPanel from './CommentsPanel.tsx'
import { commentsText } from './commentsText.ts'
import { createCommenting, type Speaker } from './createCommenting.ts'

const picture = 'h1 INT. HOUSE / a1 Rain on the roof. / a2 Wind.'
const members: readonly Member[] = [
  { user: 'u-ada', role: 'owner', email: 'ada@example.org', since: '' },
  { user: 'u-ben', role: 'editor', email: 'ben@example.org', since: '' },
]

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0).toReversed()) end()
})

/** A desk of Ada's with the panel beside it. */
const open = (editable = true, speaker: Partial<Speaker> = {}) => {
  const at: Desk = makeDesk(picture, 1, () => editable)
  const { editor, doc } = at
  const [state, setState] = createSignal<EditorState>(editor.view.state)
  const { dispatchTransaction: original } = editor.view.props
  editor.view.setProps({
    dispatchTransaction(tr) {
      original?.call(editor.view, tr)
      setState(editor.view.state)
    },
  })
  const root = document.createElement('div')
  document.body.append(root)
  const commenting = createRoot((dispose) => {
    ends.push(dispose)
    return createCommenting({ doc, editor: () => editor, editable: () => editable })
  })
  const dispose = render(
    () => (
      <Show when={commenting.shown()}>
        <CommentsPanel
          editor={editor}
          state={state()}
          commenting={commenting}
          speaker={{ id: 'u-ada', name: 'ada', members: async () => members, ...speaker }}
          editable={editable}
          onGo={() => undefined}
        />
      </Show>
    ),
    root,
  )
  ends.push(at.close, () => root.remove(), dispose)
  const find = <E extends HTMLElement>(selector: string): E => {
    const found = root.querySelector<E>(selector)
    if (found === null) throw new Error(`There is no ${selector}`)
    return found
  }
  const button = (name: string): HTMLButtonElement => {
    const found = [...root.querySelectorAll('button')].find((one) => one.textContent === name)
    if (found === undefined) throw new Error(`There is no button ${name}`)
    return found
  }
  const select = (id: string, from: number, to: number) => {
    at.caret(id, from)
    const { view } = editor
    const start = view.state.selection.from
    const selection = TextSelection.create(view.state.doc, start, start + to - from)
    view.dispatch(view.state.tr.setSelection(selection))
  }
  const type = (words: string) => {
    const field = find<HTMLTextAreaElement>('textarea')
    field.value = words
    field.setSelectionRange(words.length, words.length)
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    return field
  }
  const comment = async (id: string, from: number, to: number, words: string) => {
    select(id, from, to)
    commenting.begin()
    type(words)
    button(commentsText.comment).click()
    await expect.poll(() => root.textContent).toContain(words)
  }
  const quotes = () =>
    [...root.querySelectorAll('[data-about]')].map((one) => one.textContent?.trim())
  return { at, root, commenting, find, button, select, type, comment, quotes }
}

const press = (on: Element, key: string, ctrlKey = false) =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }))

describe('the panel of comments', () => {
  it('CMT-23 says how to begin, then lists threads in script order, and says how many are open', async () => {
    const { root, commenting, comment, quotes, button } = open()
    commenting.toggle()
    expect(root.textContent).toContain(commentsText.emptyTitle)
    await comment('a2', 0, 4, 'Louder?')
    await comment('a1', 8, 16, 'Whose roof?')
    expect(quotes()).toEqual(['the roof', 'Wind'])
    expect(root.textContent).not.toContain(commentsText.emptyTitle)
    expect(button(commentsText.open(2)).getAttribute('aria-pressed')).toBe('true')
    button(commentsText.resolve).click()
    await expect.poll(quotes).toEqual(['Wind'])
    button(commentsText.resolved(1)).click()
    expect(quotes()).toEqual(['the roof'])
    expect(root.textContent).toContain(commentsText.resolvedBy(commentsText.you))
    button(commentsText.reopen).click()
    await expect.poll(() => root.textContent).toContain(commentsText.noneResolved)
    button(commentsText.open(2)).click()
    expect(quotes()).toEqual(['the roof', 'Wind'])
  })

  it('CMT-23 shows a thread without its text last, with the words it was about', async () => {
    const { at, comment, quotes, select } = open()
    await comment('a1', 8, 16, 'Whose roof?')
    await comment('a2', 0, 4, 'Louder?')
    select('a1', 8, 16)
    const { view } = at.editor
    view.dispatch(view.state.tr.deleteSelection())
    expect(quotes()).toEqual(['Wind', `${commentsText.lost} the roof`])
  })

  it('CMT-24 words lead to their place; arrows go from thread to thread; Escape gives the focus back', async () => {
    const { at, root, commenting, comment, find } = open()
    const { view } = at.editor
    view.focus()
    await comment('a1', 8, 16, 'Whose roof?')
    await comment('a2', 0, 4, 'Louder?')
    at.caret('a1', 9)
    expect(find('[aria-current="true"]').textContent).toContain('Whose roof?')
    commenting.visit()
    expect(document.activeElement?.textContent).toBe('the roof')
    press(find('[data-about]'), 'ArrowDown')
    expect(document.activeElement?.textContent).toBe('Wind')
    ;(document.activeElement as HTMLElement).click()
    expect(at.picture()[2]).toBe('action: |Wind|.')
    expect(view.hasFocus()).toBe(true)
    expect(find('[aria-current="true"]').textContent).toContain('Louder?')
    commenting.visit()
    press(find('[data-about]'), 'Escape')
    expect(root.querySelector('aside')).toBeNull()
    expect(view.hasFocus()).toBe(true)
  })

  it('CMT-4 replies are added, and one’s own deleted and brought back', async () => {
    const { at, root, comment, button, type, find } = open()
    await comment('a1', 8, 16, 'Whose roof?')
    button(commentsText.reply).click()
    press(type('Ours.'), 'Enter', true)
    await expect.poll(() => root.textContent).toContain('Ours.')
    expect(root.querySelector('textarea')).toBeNull()
    find(`[aria-label="${commentsText.deleteWhat('Whose roof?')}"]`).click()
    await expect.poll(() => root.textContent).toContain(commentsText.deletedFirst)
    expect(root.textContent).toContain('Ours.')
    toasts().at(-1)?.act?.run()
    await expect.poll(() => root.textContent).toContain('Whose roof?')
    expect(readThreads(at.doc)[0]?.replies.map(({ name }) => name)).toEqual(['ada'])
  })

  it('CMT-25 @ offers the members; the keyboard chooses; the mention is kept with the account', async () => {
    const { at, root, commenting, select, type, button, find } = open()
    select('a1', 8, 16)
    commenting.begin()
    const offered = () => {
      type('Ask @b')
      return root.querySelectorAll('[role=option]').length
    }
    await expect.poll(offered).toBe(1)
    const field = find<HTMLTextAreaElement>('textarea')
    expect(field.getAttribute('aria-activedescendant')).toBe(find('[role=option]').id)
    press(field, 'Enter')
    expect(field.value).toBe('Ask @ben ')
    expect(root.querySelector('[role=option]')).toBeNull()
    button(commentsText.comment).click()
    await expect.poll(() => root.querySelector('.co-mention')?.textContent).toBe('@ben')
    expect(readThreads(at.doc)[0]?.first?.mentions).toEqual([{ user: 'u-ben', name: 'ben' }])
  })

  it('CMT-26 who only reads sees it all, is told so, and is offered nothing to write with', () => {
    const { root, commenting } = open(false)
    commenting.toggle()
    expect(root.textContent).toContain(commentsText.reading)
    expect(root.textContent).toContain(commentsText.emptyReading)
    expect(root.querySelector('textarea')).toBeNull()
  })

  it('CMT-27 leaves what was written in the field until it is opened again', () => {
    const { commenting, select, type, find } = open()
    select('a1', 8, 16)
    commenting.begin()
    press(type('Half a thou'), 'Escape')
    expect(commenting.shown()).toBe(false)
    commenting.toggle()
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('Half a thou')
  })

  it('CMT-27 nor is a reply lost by closing, or when somebody resolves its thread meanwhile', async () => {
    const { at, root, commenting, comment, type, button, find } = open()
    await comment('a1', 8, 16, 'Whose roof?')
    button(commentsText.reply).click()
    press(type('Ours, I thi'), 'Escape')
    commenting.toggle()
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('Ours, I thi')
    const { script } = at.editor.binding
    const [thread] = readThreads(at.doc)
    resolveThread(openComments(script), thread?.id ?? '', { id: 'u-ben', name: 'ben', at: '' })
    await expect.poll(() => root.textContent).toContain(commentsText.resolvedBy('ben'))
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('Ours, I thi')
    press(find('textarea'), 'Enter', true)
    await expect.poll(() => root.textContent).toContain(commentsText.noneOpen)
    expect(readThreads(at.doc)[0]?.replies.map(({ words }) => words)).toEqual(['Ours, I thi'])
  })

  it('CMT-25 without a server those who speak in the comments can be mentioned', async () => {
    const members = () => Promise.reject(new Error('no server'))
    const { at, root, commenting, select, type } = open(true, { members })
    const { script } = at.editor.binding
    const anchor = anchorOf(at.doc, script.index.order()[2]!, 0, 4)
    if (anchor === null) throw new Error('There is no text')
    const cy = { id: 'u-cy', name: 'cy', at: '2026-11-20T12:00:00.000Z' }
    beginThread(openComments(script), anchor, { words: 'Loud.' }, cy)
    select('a1', 8, 16)
    commenting.begin()
    const offered = () => {
      type('Ask @c')
      return [...root.querySelectorAll('[role=option]')].map((one) => one.textContent?.trim())
    }
    await expect.poll(offered).toEqual(['cy'])
  })
})
