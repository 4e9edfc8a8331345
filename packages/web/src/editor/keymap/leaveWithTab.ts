import { Plugin } from 'prosemirror-state'

/** Escape, then Tab, leaves the script by the keyboard: everywhere else Tab changes or begins an element. */
export const leaveWithTab = (): Plugin => {
  let escaped = false
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown(_view, { key }) {
          if (key === 'Shift') return false
          const leaves = escaped && key === 'Tab'
          escaped = key === 'Escape'
          return leaves
        },
      },
    },
  })
}
