import '../style/editor.css'
import '../style/script.css'
import '../carets/carets.css'
import { exchange, makeDesk } from './Desk.ts'

const script =
  'h1 INT. HOUSE / a1 Rain falls on the roof. / a2 Dust on the road. / a3 Nothing more.'

const ada = makeDesk(script, 1)
const ben = makeDesk(script, 2)
ben.awareness.setLocalStateField('user', { id: 'ben', name: 'Ben' })

/** Two desks on one page, for tests that need a real browser: Ada's is above, Ben's below, and he is told what to do. */
Object.assign(window, {
  desks: {
    ada: () => ada.picture(),
    /** Moves Ada's caret while she is elsewhere, as an undo from the navigator does. */
    move: (id: string, offset: number) => ada.caret(id, offset),
    focus: () => ada.editor.view.focus(),
    /** Ben's caret and what he types there reach Ada at once; his caret is drawn in the next frame. */
    ben: (id: string, offset: number, text = '') => {
      ben.caret(id, offset)
      ben.type(text)
      const { state } = ben.editor.view
      const caret = ben.editor.binding.relative(state, state.selection.head)
      ben.awareness.setLocalStateField('caret', { anchor: caret, head: caret })
      exchange(ben, ada)
    },
  },
})
