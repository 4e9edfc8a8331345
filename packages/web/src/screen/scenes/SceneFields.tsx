import { canEdit } from '@coldopen/core/document'
import { editSceneCard, maxFieldLength, readSceneCard, type SceneCard } from '@coldopen/core/scene'
import { type DocumentSession, randomIds } from '@coldopen/sync/client'
import { createEffect, createSignal, createUniqueId, For } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import { createDocValue } from '../../reactive/createDocValue.ts'
import { complain } from '../../runtime/Toasts.ts'
import { scenesText } from './scenesText.ts'
import { TextField } from './TextField.tsx'

interface SceneFieldsProps {
  readonly session: DocumentSession
  readonly number: number
  readonly writable: boolean
  readonly fresh: boolean
}

/** Longest scene, in seconds: a day. */
const longest = 86_400

/** Seconds out of a field; an empty or impossible number is none. */
const secondsOf = (text: string): number => Math.min(Math.max(Number(text) || 0, 0), longest)

/** What is on a scene card, each field written as it changes. */
export const SceneFields = (props: SceneFieldsProps) => {
  const ids = { scene: createUniqueId(), shot: createUniqueId() }
  const card = createDocValue(() => props.session.doc, readSceneCard)
  const known = createDocValue(
    () => props.session.doc,
    (doc) => canEdit(doc),
  )
  const [prompt, setPrompt] = createSignal<HTMLTextAreaElement | null>(null)
  createEffect(() => {
    if (props.fresh) prompt()?.focus()
  })
  const readOnly = () => !props.writable || !known()
  const change = (part: Partial<SceneCard>) => {
    try {
      editSceneCard(props.session.doc, part, randomIds)
    } catch (error) {
      complain(errorLine(error))
    }
  }
  const choice = (key: 'sceneType' | 'shotType', list: string, options: readonly string[]) => (
    <label class="card-field">
      <span class="small soft">{scenesText[key]}</span>
      <input
        list={list}
        value={card()[key]}
        maxLength={maxFieldLength}
        readOnly={readOnly()}
        autocomplete="off"
        onChange={(event) => change({ [key]: event.currentTarget.value.trim() })}
      />
      <datalist id={list}>
        <For each={options}>{(option) => <option value={option} />}</For>
      </datalist>
    </label>
  )

  return (
    <div class="card-fields">
      <TextField
        ref={setPrompt}
        label={scenesText.prompt(props.number)}
        placeholder={scenesText.promptPlaceholder}
        value={card().prompt}
        readOnly={readOnly()}
        change={(prompt) => change({ prompt })}
      />
      <div class="card-row">
        <label class="card-field card-seconds">
          <span class="small soft">{scenesText.duration}</span>
          <input
            type="number"
            inputMode="decimal"
            min="0"
            max={longest}
            step="any"
            value={card().duration}
            readOnly={readOnly()}
            onChange={(event) => change({ duration: secondsOf(event.currentTarget.value) })}
          />
        </label>
        {choice('sceneType', ids.scene, scenesText.sceneTypes)}
        {choice('shotType', ids.shot, scenesText.shotTypes)}
      </div>
    </div>
  )
}
