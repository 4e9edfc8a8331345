import type { DocumentSession } from '@coldopen/sync/client'
import { For, Show } from 'solid-js'
import { createPeople } from '../../reactive/createPeople.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { projectText } from './projectText.ts'

const most = 4

/** The others in this script, by their initials. */
export const People = (props: { readonly session: DocumentSession | null }) => {
  const studio = useStudio()
  const people = createPeople(
    () => props.session,
    () => studio.account()?.id ?? null,
  )
  return (
    <Show when={people().length > 0}>
      <ul class="people" aria-label={projectText.people(people().length)}>
        <For each={people().slice(0, most)}>
          {(person) => (
            <li
              class="avatar"
              style={{ '--person': person.colour }}
              title={person.name}
              aria-label={person.name}
            >
              {person.name.slice(0, 1)}
            </li>
          )}
        </For>
        <Show when={people().length > most}>
          <li class="avatar">+{people().length - most}</li>
        </Show>
      </ul>
    </Show>
  )
}
