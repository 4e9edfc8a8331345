import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, describe, expect, it } from 'vitest'
import { type Desk, makeDesk } from '../testing/Desk.ts'
import FindBar from './FindBar.tsx'
import { replaceAll } from './findCommands.ts'
import { lookFor } from './findPlugin.ts'
import { emptyQuery } from './FindQuery.ts'

let close = (): void => undefined
afterEach(() => close())

const show = (desk: Desk, editable: boolean): HTMLElement => {
  const root = document.createElement('div')
  document.body.append(root)
  const [state] = createSignal(desk.editor.view.state)
  const request = { text: 'rain', replace: true }
  const dispose = render(
    () => (
      <FindBar
        editor={desk.editor}
        state={state()}
        request={request}
        editable={editable}
        onClose={() => undefined}
      />
    ),
    root,
  )
  close = () => {
    dispose()
    root.remove()
    desk.close()
  }
  return root
}

describe('the find bar', () => {
  it('FIND-12 offers to replace to whoever may write', () => {
    const root = show(makeDesk('a1 Rain.'), true)
    expect(root.querySelector('[aria-label="Replace with"]')).not.toBe(null)
  })

  it('FIND-12 does not to whoever only reads, and nothing is replaced', () => {
    const reader = makeDesk('a1 Rain.', 1, () => false)
    const root = show(reader, false)
    expect(root.textContent).not.toContain('Replace')
    expect(root.querySelector<HTMLInputElement>('[aria-label="Find"]')?.value).toBe('rain')
    const { view } = reader.editor
    view.dispatch(lookFor(view.state, { ...emptyQuery, text: 'rain' }))
    expect(replaceAll(reader.editor, 'snow')).toBe(0)
    expect(reader.picture()[0]).toContain('Rain.')
  })
})
