import './spelling.css'
import { canEdit } from '@coldopen/core/document'
import {
  longestWord,
  onWords,
  readLanguage,
  readWords,
  setLanguage,
  setWord,
} from '@coldopen/core/screenplay'
import { createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js'
import type * as Y from 'yjs'
import X from 'lucide-solid/icons/x'
import { Dialog } from '../../part/Dialog.tsx'
import { spelling } from '../../runtime/viewSettings.ts'
import { dictionaryFor, dictionaryLanguages, otherLanguage, spellingModes } from './SpellingMode.ts'
import { spellingText as text } from './spellingText.ts'

interface SpellingDialogProps {
  readonly doc: Y.Doc
  readonly editable: boolean
  readonly onClose: () => void
}

/** What a script says of its spelling, kept current. */
const createSpellingOf = (doc: Y.Doc) => {
  const read = () => ({
    words: readWords(doc).toSorted((a, b) => a.localeCompare(b)),
    said: readLanguage(doc),
  })
  const [shown, setShown] = createSignal(read())
  onCleanup(onWords(doc, () => setShown(read())))
  return shown
}

/** Who checks the spelling, in which language, and the words the script has of its own. */
export const SpellingDialog = (props: SpellingDialogProps) => {
  const shown = createSpellingOf(props.doc)
  const [word, setNewWord] = createSignal('')
  const [told, setTold] = createSignal('')
  const id = createUniqueId()
  const mayWrite = () => props.editable && canEdit(props.doc)
  const language = () => dictionaryFor(shown().said, navigator.language) ?? otherLanguage
  let field: HTMLInputElement | undefined
  const add = (event: SubmitEvent) => {
    event.preventDefault()
    setWord(props.doc, word(), true)
    setNewWord('')
  }
  const remove = (taken: string) => {
    setWord(props.doc, taken, false)
    setTold(text.removed(taken))
    field?.focus()
  }
  return (
    <Dialog title={text.title} close={props.onClose}>
      <div class="co-spelling">
        <fieldset>
          <legend>{text.checker}</legend>
          <p class="soft">{text.checkerHint}</p>
          <For each={spellingModes}>
            {(mode) => (
              <label>
                <input
                  type="radio"
                  name={id}
                  checked={spelling.value() === mode}
                  onChange={() => spelling.set(mode)}
                />
                {text.mode[mode]}
              </label>
            )}
          </For>
        </fieldset>
        <div>
          <label class="co-spelling-label" for={`${id}-language`}>
            {text.language}
          </label>
          <p class="soft">{text.languageHint}</p>
          <select
            id={`${id}-language`}
            disabled={!mayWrite()}
            value={language()}
            onChange={(event) => setLanguage(props.doc, event.currentTarget.value)}
          >
            <For each={[...dictionaryLanguages, otherLanguage]}>
              {(tag) => (
                <option value={tag} selected={tag === language()}>
                  {text.languages[tag]}
                </option>
              )}
            </For>
          </select>
        </div>
        <section aria-labelledby={`${id}-words`}>
          <h3 id={`${id}-words`} class="co-spelling-label">
            {text.words}
          </h3>
          <p class="soft">{text.wordsHint}</p>
          <Show when={mayWrite()}>
            <form class="co-spelling-new" on:submit={add}>
              <input
                ref={(input) => (field = input)}
                aria-label={text.newWord}
                placeholder={text.newWord}
                maxLength={longestWord}
                spellcheck={false}
                autocomplete="off"
                value={word()}
                onInput={(event) => setNewWord(event.currentTarget.value)}
              />
              <button type="submit" class="button quiet" disabled={word().trim() === ''}>
                {text.addWord}
              </button>
            </form>
          </Show>
          <ul class="co-spelling-words">
            <For each={shown().words} fallback={<li class="soft">{text.noWords}</li>}>
              {(own) => (
                <li>
                  <span>{own}</span>
                  <Show when={mayWrite()}>
                    <button
                      type="button"
                      class="icon-button"
                      aria-label={text.remove(own)}
                      onClick={() => remove(own)}
                    >
                      <X size={14} />
                    </button>
                  </Show>
                </li>
              )}
            </For>
          </ul>
          <p class="sr-only" role="status">
            {told()}
          </p>
        </section>
      </div>
    </Dialog>
  )
}
