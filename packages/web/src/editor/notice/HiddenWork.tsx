import './notice.css'
import type { BlockId } from '@coldopen/core/id'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type * as Y from 'yjs'
import { editorText } from '../editorText.ts'
import { createLostLines } from './createLostLines.ts'

interface HiddenWorkProps {
  readonly doc: Y.Doc
  readonly onRestore: (id: BlockId) => void
}

/** Says that lines were removed while someone wrote in them, and gives each back with one click. */
export const HiddenWork = (props: HiddenWorkProps) => {
  const { lines, look } = createLostLines(props.doc)
  const [shown, setShown] = createSignal(false)
  const list = createUniqueId()
  return (
    <div class="co-notices" role="status">
      <Show when={lines().length > 0}>
        <div class="co-notice">
          <p>{editorText.hidden(lines().length)}</p>
          <button
            type="button"
            aria-expanded={shown()}
            aria-controls={list}
            onClick={() => setShown((now) => !now)}
          >
            {shown() ? editorText.hiddenHide : editorText.hiddenShow}
          </button>
          <Show when={shown()}>
            <ul id={list} class="co-hidden">
              <For each={lines()}>
                {(line) => (
                  <li>
                    <q>{line.text}</q>
                    <button
                      type="button"
                      aria-label={editorText.restoreLine(line.text.slice(0, 80))}
                      onClick={() => {
                        props.onRestore(line.id)
                        look()
                      }}
                    >
                      {editorText.restore}
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </div>
      </Show>
    </div>
  )
}
