import type { NetworkStatus, SyncStatus } from '@coldopen/sync/client'
import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, describe, expect, it } from 'vitest'
import { complain, dismiss, say, toasts } from '../runtime/Toasts.ts'
import { InlineEdit } from './InlineEdit.tsx'
import { Menu } from './Menu.tsx'
import { menuStep } from './menuStep.ts'
import { SyncBadge } from './SyncBadge.tsx'
import { ToastRegion } from './ToastRegion.tsx'

const cleanups: (() => void)[] = []
const draw = (view: Parameters<typeof render>[0]) => {
  const place = document.createElement('div')
  document.body.append(place)
  cleanups.push(render(view, place), () => place.remove())
  return place
}
const press = (element: Element | null, key: string) =>
  element?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))

afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
  for (const toast of toasts()) dismiss(toast.id)
})

describe('the sync badge', () => {
  const [status, setStatus] = createSignal<SyncStatus>('syncing')
  const [network, setNetwork] = createSignal<NetworkStatus>('online')

  it('WEB-6 says saving only while something can be saved', () => {
    const place = draw(() => <SyncBadge status={status()} network={network()} />)
    expect(place.textContent).toBe('Saving…')
    setNetwork('offline')
    expect(place.textContent).toBe('Kept here, will sync')
    setStatus('persisted')
    expect(place.textContent).toBe('Saved')
    expect(place.querySelector('.badge')?.getAttribute('data-status')).toBe('persisted')
  })
})

describe('a menu', () => {
  it('WEB-11 that is open keeps its entries, and the focus, while what it is about changes', () => {
    const entries = () => ['Rename', 'Archive'].map((label) => ({ label, run: () => undefined }))
    const [items, setItems] = createSignal(entries())
    const place = draw(() => <Menu label="Actions" button="…" items={items()} />)
    place.querySelector('button')?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    const opening = Object.assign(new Event('beforetoggle'), { newState: 'open' })
    place.querySelector('[role=menu]')?.dispatchEvent(opening)
    const archive = place.querySelectorAll<HTMLElement>('[role=menuitem]')[1]
    archive?.focus()
    setItems(entries())
    expect(document.activeElement).toBe(archive)
    expect(archive?.textContent).toBe('Archive')
  })
})

describe('a text edited in place', () => {
  const edited = () => {
    const done: (string | null)[] = []
    const place = draw(() => (
      <InlineEdit label="Title" value="Salt" longest={10} done={(text) => done.push(text)} />
    ))
    const field = place.querySelector('input')
    if (field === null) throw new Error('no field')
    return { done, field }
  }

  it('WEB-11 Enter takes the new text, once', () => {
    const { done, field } = edited()
    field.value = 'Pepper'
    press(field, 'Enter')
    field.dispatchEvent(new FocusEvent('blur'))
    expect(done).toEqual(['Pepper'])
  })

  it('WEB-11 Escape leaves everything as it was', () => {
    const { done, field } = edited()
    field.value = 'Pepper'
    press(field, 'Escape')
    field.dispatchEvent(new FocusEvent('blur'))
    expect(done).toEqual([null])
  })
})

describe('walking a menu', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 2, 0],
    ['ArrowUp', 0, 2],
    ['ArrowUp', -1, 2],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['a', 0, null],
    ['toString', 0, null],
  ] as const)('WEB-11 %s from %i leads to %s of three', (key, at, to) => {
    expect(menuStep(key, at, 2)).toBe(to)
  })
})

describe('passing messages', () => {
  it('WEB-3 an undo is offered once and takes its message away', () => {
    const place = draw(() => <ToastRegion />)
    let undone = 0
    say('Archived.', { label: 'Undo', run: () => (undone += 1) })
    place.querySelector<HTMLButtonElement>('.toast-act')?.click()
    expect(undone).toBe(1)
    expect(place.querySelectorAll('.toast')).toHaveLength(0)
  })

  it('WEB-7 bad news is an alert; the newest three messages are kept', () => {
    const place = draw(() => <ToastRegion />)
    for (const text of ['one', 'two', 'three']) say(text)
    complain('It broke.')
    expect(place.querySelectorAll('.toast')).toHaveLength(3)
    expect(place.querySelector('[role=alert]')?.textContent).toBe('It broke.')
  })
})
