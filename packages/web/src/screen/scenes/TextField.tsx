import { createEffect } from 'solid-js'
import { caretAfter } from './caretAfter.ts'

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly readOnly: boolean
  readonly change: (text: string) => void
  readonly ref?: (field: HTMLTextAreaElement) => void
}

/** A growing text that several people can be in: what others write appears around the caret, not under it. */
export const TextField = (props: TextFieldProps) => {
  let field!: HTMLTextAreaElement
  let composing = false
  const follow = (text: string) => {
    if (composing || field.value === text) return
    const { selectionStart, selectionEnd, value } = field
    field.value = text
    if (document.activeElement !== field) return
    field.setSelectionRange(
      caretAfter(value, text, selectionStart),
      caretAfter(value, text, selectionEnd),
    )
  }
  createEffect(() => follow(props.value))
  return (
    <textarea
      ref={(element) => {
        field = element
        props.ref?.(element)
      }}
      class="card-prompt"
      rows={2}
      aria-label={props.label}
      placeholder={props.readOnly ? '' : props.placeholder}
      readOnly={props.readOnly}
      onInput={() => props.change(field.value)}
      onCompositionStart={() => (composing = true)}
      onCompositionEnd={() => {
        composing = false
        props.change(field.value)
      }}
    />
  )
}
