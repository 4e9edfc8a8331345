import { EditorState, type PluginView, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { ScreenplayBinding } from '../ScreenplayBinding.ts'

/** An editor without a DOM: a state, a dispatch, and the plugins' views, which is all a binding may rely on. */
export class HeadlessView {
  state: EditorState
  readonly #views: PluginView[]

  constructor(binding: ScreenplayBinding, state?: EditorState) {
    const { initialDoc: doc, plugins } = binding
    this.state = state ?? EditorState.create({ doc, plugins: [...plugins] })
    this.#views = []
    // Plugin views are typed for a whole EditorView; the binding's use `state` and `dispatch` alone.
    const whole = this as unknown as EditorView
    for (const plugin of this.state.plugins) {
      const view = plugin.spec.view?.(whole)
      if (view !== undefined) this.#views.push(view)
    }
  }

  dispatch = (tr: Transaction): void => {
    const before = this.state
    this.state = this.state.apply(tr)
    for (const view of this.#views) view.update?.(this as unknown as EditorView, before)
  }

  destroy(): void {
    for (const view of this.#views) view.destroy?.()
  }
}
