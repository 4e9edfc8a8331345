import { For } from 'solid-js'
import { editorText } from './editorText.ts'

/** On an empty script: what a first line looks like, and the three keys to begin with. */
export const Placeholder = () => (
  <div class="co-begin" aria-hidden="true">
    <p>{editorText.placeholder}</p>
    <dl>
      <For each={editorText.hints}>
        {([key, meaning]) => (
          <>
            <dt>{key}</dt>
            <dd>{meaning}</dd>
          </>
        )}
      </For>
    </dl>
  </div>
)
