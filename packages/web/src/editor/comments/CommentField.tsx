import { type Mention, maxRemarkLength } from '@coldopen/core/comment'
import { createMemo, createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { menuStep } from '../../part/menuStep.ts'
import { commentsText } from './commentsText.ts'
import {
  type Mentionable,
  mentionOptions,
  type MentionQuery,
  mentionQuery,
  mentionsIn,
} from './mentions.ts'

interface CommentFieldProps {
  readonly label: string
  readonly submit: string
  readonly people: readonly Mentionable[]
  /** The writer begins to mention someone. */
  readonly onMention: () => void
  /** What was written before, when the field was left. */
  readonly words: string
  readonly onWords: (words: string) => void
  readonly onSubmit: (words: string, mentions: readonly Mention[]) => void
  readonly onCancel: () => void
}

/** From here on it is said how much more fits. */
const nearlyFull = 200

/** Where a comment is written: Ctrl or Cmd with Return sends it, `@` offers names. */
export const CommentField = (props: CommentFieldProps) => {
  const id = createUniqueId()
  const [query, setQuery] = createSignal<MentionQuery | null>(null)
  const [at, setAt] = createSignal(0)
  const [chosen, setChosen] = createSignal<readonly Mentionable[]>([])
  const options = createMemo(() => {
    const asked = query()
    return asked === null ? [] : mentionOptions(props.people, asked.text)
  })
  const left = () => maxRemarkLength - props.words.length
  let field!: HTMLTextAreaElement

  const look = () => {
    const asked = mentionQuery(field.value, field.selectionStart)
    if (asked !== null && query() === null) props.onMention()
    if (asked?.text !== query()?.text) setAt(0)
    setQuery(asked)
  }
  const take = (person: Mentionable | undefined) => {
    const asked = query()
    if (person === undefined || asked === null) return
    const end = asked.at + 1 + asked.text.length
    field.setRangeText(`@${person.name} `, asked.at, end, 'end')
    setChosen((before) => [...before.filter(({ name }) => name !== person.name), person])
    setQuery(null)
    props.onWords(field.value)
    field.focus()
  }
  const send = () => {
    if (props.words.trim() === '') return
    props.onSubmit(props.words, mentionsIn(props.words, props.people, chosen()))
  }
  const onListKey = (event: KeyboardEvent): boolean => {
    if (options().length === 0) return false
    if (event.key === 'Escape') setQuery(null)
    else if (event.key === 'Enter' || event.key === 'Tab') take(options()[at()])
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      setAt(menuStep(event.key, at(), options().length - 1) ?? at())
    } else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    else if (!onListKey(event)) return
    event.preventDefault()
    event.stopPropagation()
  }
  onMount(() => field.focus())

  return (
    <div class="co-comment-field">
      <textarea
        ref={field}
        rows={3}
        maxLength={maxRemarkLength}
        aria-label={props.label}
        aria-autocomplete="list"
        aria-controls={options().length > 0 ? id : undefined}
        aria-activedescendant={options().length > 0 ? `${id}-${at()}` : undefined}
        placeholder={commentsText.hint}
        value={props.words}
        onInput={(event) => {
          props.onWords(event.currentTarget.value)
          look()
        }}
        onClick={look}
        onKeyUp={(event) => event.key.startsWith('Arrow') && options().length === 0 && look()}
        on:keydown={onKeyDown}
        onBlur={() => setQuery(null)}
      />
      <Show when={options().length > 0}>
        <ul id={id} class="co-mentions" role="listbox" aria-label={commentsText.people}>
          <For each={options()}>
            {(person, index) => (
              <li
                id={`${id}-${index()}`}
                role="option"
                aria-selected={index() === at()}
                on:pointerdown={(event: PointerEvent) => {
                  event.preventDefault()
                  take(person)
                }}
              >
                {person.name} <span class="soft">{person.email}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={left() < nearlyFull}>
        <p class="small soft" role="status">
          {commentsText.left(left())}
        </p>
      </Show>
      <div class="co-comment-acts">
        <Button look="main" disabled={props.words.trim() === ''} onClick={send}>
          {props.submit}
        </Button>
        <Button look="bare" onClick={() => props.onCancel()}>
          {commentsText.cancel}
        </Button>
      </div>
    </div>
  )
}
