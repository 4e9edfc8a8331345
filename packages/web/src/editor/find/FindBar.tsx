import './find.css'
import type { EditorState } from 'prosemirror-state'
import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { Button } from '../../part/Button.tsx'
import { CloseGlyph } from '../../part/glyphs.tsx'
import { IconButton } from '../../part/IconButton.tsx'
import { say } from '../../runtime/Toasts.ts'
import { editorText } from '../editorText.ts'
import { elementKinds, isElementKind } from '../elements/ElementKind.ts'
import type { OpenEditor } from '../openScriptEditor.ts'
import { goToPlace, replaceAll, replaceOne } from './findCommands.ts'
import type { FindRequest } from './findRequest.ts'
import { lookFor, placesOf, selectedPlace } from './findPlugin.ts'
import { emptyQuery, type FindQuery, longestQuery } from './FindQuery.ts'
import { findText } from './findText.ts'
import { NextGlyph, PreviousGlyph } from './findGlyphs.tsx'

interface FindBarProps {
  readonly editor: OpenEditor
  readonly state: EditorState
  /** What the writer asked for last; each asking puts the caret into the field. */
  readonly request: FindRequest
  readonly editable: boolean
  readonly onClose: () => void
}

/** Looks for words in the script, and replaces them. */
const FindBar = (props: FindBarProps) => {
  const [query, setQuery] = createSignal<FindQuery>(emptyQuery)
  const [text, setText] = createSignal('')
  const [replacing, setReplacing] = createSignal(false)
  let field!: HTMLInputElement

  const ask = (part: Partial<FindQuery>) => {
    const next = { ...query(), ...part }
    setQuery(next)
    props.editor.view.dispatch(lookFor(props.editor.view.state, next))
  }
  createEffect(
    on(
      () => props.request,
      (request) => {
        if (request.replace) setReplacing(true)
        if (request.text !== '') ask({ text: request.text })
        field.focus()
        field.select()
      },
    ),
  )
  onCleanup(() => {
    if (!props.editor.view.isDestroyed)
      props.editor.view.dispatch(lookFor(props.editor.view.state, emptyQuery))
  })

  const places = createMemo(() => placesOf(props.state))
  const standing = () => {
    if (query().text === '') return findText.nothingAsked
    if (places().length === 0) return findText.nothing
    const at = selectedPlace(props.state, places())
    return at < 0 ? findText.places(places().length) : findText.place(at + 1, places().length)
  }
  const none = () => places().length === 0
  const close = () => {
    props.onClose()
    props.editor.view.focus()
  }
  /** A button that has nothing left to do lets go of the focus: the field takes it. */
  const stay = () => {
    if (none()) field.focus()
  }
  const one = () => {
    replaceOne(props.editor, text())
    stay()
  }
  const everywhere = () => {
    const n = replaceAll(props.editor, text())
    say(n === 0 ? findText.noneReplaced : findText.replaced(n))
    stay()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
    else if (event.key === 'F3' || (event.key === 'Enter' && event.target === field))
      goToPlace(props.editor.view, event.shiftKey ? -1 : 1)
    else if (
      event.key === 'Enter' &&
      event.target instanceof HTMLInputElement &&
      event.target.type === 'text'
    )
      one()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <search class="co-find-place" aria-label={findText.bar} on:keydown={keys}>
      <div class="co-find">
        <div class="co-find-row">
          <input
            ref={field}
            class="co-find-field"
            type="text"
            aria-label={findText.find}
            placeholder={findText.find}
            maxLength={longestQuery}
            value={query().text}
            onInput={(event) => ask({ text: event.currentTarget.value })}
          />
          <span class="co-find-count" role="status">
            {standing()}
          </span>
          <IconButton
            label={findText.previous}
            disabled={none()}
            onClick={() => goToPlace(props.editor.view, -1)}
          >
            <PreviousGlyph />
          </IconButton>
          <IconButton
            label={findText.next}
            disabled={none()}
            onClick={() => goToPlace(props.editor.view, 1)}
          >
            <NextGlyph />
          </IconButton>
          <IconButton label={findText.close} onClick={close}>
            <CloseGlyph />
          </IconButton>
        </div>
        <Show when={props.editable && replacing()}>
          <div class="co-find-row">
            <input
              class="co-find-field"
              type="text"
              aria-label={findText.replace}
              placeholder={findText.replace}
              maxLength={longestQuery}
              value={text()}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <Button disabled={none()} onClick={one}>
              {findText.replaceOne}
            </Button>
            <Button disabled={none()} onClick={everywhere}>
              {findText.replaceAll}
            </Button>
          </div>
        </Show>
        <div class="co-find-row co-find-choices">
          <label>
            <input
              type="checkbox"
              checked={query().matchCase}
              onChange={(event) => ask({ matchCase: event.currentTarget.checked })}
            />
            {findText.matchCase}
          </label>
          <label>
            <input
              type="checkbox"
              checked={query().wholeWords}
              onChange={(event) => ask({ wholeWords: event.currentTarget.checked })}
            />
            {findText.wholeWords}
          </label>
          <select
            aria-label={findText.element}
            onChange={(event) => {
              const { value } = event.currentTarget
              ask({ kind: isElementKind(value) ? value : null })
            }}
          >
            <option value="">{findText.everyElement}</option>
            <For each={elementKinds}>
              {(kind) => <option value={kind}>{editorText.element[kind]}</option>}
            </For>
          </select>
          <Show when={props.editable && !replacing()}>
            <Button look="bare" class="co-find-more" onClick={() => setReplacing(true)}>
              {findText.showReplace}
            </Button>
          </Show>
        </div>
      </div>
    </search>
  )
}

export default FindBar
