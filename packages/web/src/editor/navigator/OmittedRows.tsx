import { For } from 'solid-js'
import { lockText } from '../numbers/lockText.ts'

/** Omitted scenes that stand between two, or at the end. */
export const OmittedRows = (props: { readonly numbers: readonly string[] }) => (
  <For each={props.numbers}>
    {(number) => (
      <p class="co-row-omitted">
        <span class="co-row-number">{number}</span>
        {lockText.omitted}
      </p>
    )}
  </For>
)
