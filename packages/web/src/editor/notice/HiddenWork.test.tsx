import { block, pictureOf, replica, scriptDoc, sync } from '@coldopen/core/testing'
import { hideBlocks, insertText, restoreBlock } from '@coldopen/core/screenplay'
import { render } from 'solid-js/web'
import { afterEach, describe, expect, it } from 'vitest'
import { HiddenWork } from './HiddenWork.tsx'

let dispose = (): void => undefined
afterEach(() => dispose())

/** Ada takes a line out while Bob writes in it; Ada's window shows what came of it. */
const removedWhileWritten = () => {
  const base = scriptDoc('h1 INT. HOUSE / a1 Rain. / a2 Wind.')
  const [ada, bob] = [replica(base, 2, 'A'), replica(base, 3, 'B')]
  hideBlocks(ada, [block('a1'), block('a2')])
  insertText(bob, block('a1'), 5, ' And hail.')
  const root = document.createElement('div')
  document.body.append(root)
  const undo = render(
    () => <HiddenWork doc={ada.doc} onRestore={(id) => restoreBlock(ada, id)} />,
    root,
  )
  dispose = () => {
    undo()
    root.remove()
  }
  return { ada, bob, root }
}

const button = (root: HTMLElement, name: string): HTMLButtonElement => {
  const found = [...root.querySelectorAll('button')].find((one) => one.textContent === name)
  if (found === undefined) throw new Error(`There is no button ${name}`)
  return found
}

describe('lines removed while someone wrote in them', () => {
  it('EDIT-50 are told of when the words arrive, and only those', () => {
    const { ada, bob, root } = removedWhileWritten()
    expect(root.textContent).toBe('')
    sync(ada.doc, bob.doc)
    expect(root.textContent).toContain('1 line was removed while someone wrote in it.')
    button(root, 'Show').click()
    expect([...root.querySelectorAll('q')].map((line) => line.textContent)).toEqual([
      'Rain. And hail.',
    ])
  })

  it('EDIT-50 come back with one click, with every word', () => {
    const { ada, bob, root } = removedWhileWritten()
    sync(ada.doc, bob.doc)
    button(root, 'Show').click()
    button(root, 'Restore').click()
    expect(pictureOf(ada.doc)).toBe('h1 INT. HOUSE / a1 Rain. And hail.')
    expect(root.textContent).toBe('')
  })
})
