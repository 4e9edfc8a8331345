import { PluginKey } from 'prosemirror-state'

/** Marks the transactions the binding makes itself: `remote` follows the registers, `selection` follows undo. */
export const bindingKey = new PluginKey<undefined>('screenplay-binding')
