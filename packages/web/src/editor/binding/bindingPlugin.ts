import { Plugin } from 'prosemirror-state'
import { bindingKey } from './BindingKey.ts'
import type { Mirror } from './Mirror.ts'

/** Carries the editor's changes to the script and the script's to the editor, and refuses to edit what is read-only. */
export const bindingPlugin = (mirror: Mirror, editable: () => boolean): Plugin =>
  new Plugin({
    key: bindingKey,
    props: { editable },
    filterTransaction: (tr) => !tr.docChanged || tr.getMeta(bindingKey) === 'remote' || editable(),
    view: (view) => {
      mirror.attach(view)
      return {
        update: (_, before) => mirror.follow(before),
        destroy: () => mirror.detach(),
      }
    },
  })
