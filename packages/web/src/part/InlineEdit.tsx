import './InlineEdit.css'
import { onMount } from 'solid-js'

interface InlineEditProps {
  readonly label: string
  readonly value: string
  readonly longest: number
  readonly class?: string
  /** Called once: with the new text on Enter or blur, with `null` on Escape. */
  readonly done: (text: string | null) => void
}

/** A text that is edited where it stands. */
export const InlineEdit = (props: InlineEditProps) => {
  let field!: HTMLInputElement
  let finished = false
  const finish = (text: string | null) => {
    if (finished) return
    finished = true
    props.done(text)
  }
  onMount(() => {
    field.focus()
    field.select()
  })
  return (
    <input
      ref={field}
      class={`inline-edit ${props.class ?? ''}`}
      aria-label={props.label}
      value={props.value}
      maxLength={props.longest}
      autocomplete="off"
      onBlur={() => finish(field.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.isComposing) finish(field.value)
        if (event.key === 'Escape') finish(null)
      }}
    />
  )
}
