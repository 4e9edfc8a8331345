import { describe, expect, it } from 'vitest'
import { makeDesk } from '../testing/Desk.ts'

describe('elements copied from a script', () => {
  const copyTo = (id: string, offset: number) => {
    const ada = makeDesk('h1 INT. HOUSE / a1 Rain. / c1 MARY / d1 Yes. / a2 ')
    const { view } = ada.editor
    const copied = view.state.doc.slice(20, 28)
    ada.caret(id, offset)
    view.someProp('handlePaste', (handle) => handle(view, new ClipboardEvent('paste'), copied))
    const picture = ada.picture()
    const ids = new Set(
      [...view.dom.querySelectorAll('[data-id]')].map((one) => one.getAttribute('data-id')),
    )
    ada.close()
    return { picture, elements: picture.length, ids: ids.size }
  }

  it('EDIT-18 stay what they were in an empty element, each with an id of its own', () => {
    const { picture, elements, ids } = copyTo('a2', 0)
    expect(picture.slice(-2)).toEqual(['cue: MARY', 'dialogue: Y|'])
    expect(ids).toBe(elements)
  })

  it('EDIT-18 go between the halves of another kind of element', () => {
    expect(copyTo('h1', 4).picture.slice(0, 4)).toEqual([
      'heading: INT.',
      'cue: MARY',
      'dialogue: Y|',
      'heading:  HOUSE',
    ])
  })
})
