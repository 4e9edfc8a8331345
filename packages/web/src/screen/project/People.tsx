import type { DocumentSession } from '@coldopen/sync/client'
import { For, Show } from 'solid-js'
import { follow, followed, stopFollowing } from '../../editor/follow/following.ts'
import { Menu, type MenuItem } from '../../part/Menu.tsx'
import { createPeople, type Person } from '../../reactive/createPeople.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { projectText } from './projectText.ts'

const most = 4

const followItem = ({ id, name }: Person): MenuItem =>
  followed()?.user === id
    ? { label: projectText.unfollow(name), run: stopFollowing }
    : { label: projectText.follow(name), run: () => follow({ user: id, name }) }

/** The others in this script, by their initials; each can be followed. */
export const People = (props: { readonly session: DocumentSession | null }) => {
  const studio = useStudio()
  const people = createPeople(
    () => props.session,
    () => studio.account()?.id ?? null,
  )
  const rest = () => people().slice(most)
  return (
    <Show when={people().length > 0}>
      <ul class="people" aria-label={projectText.people(people().length)}>
        <For each={people().slice(0, most)}>
          {(person) => (
            <li style={{ '--person': person.colour }}>
              <Menu
                label={person.name}
                button={person.name.slice(0, 1)}
                buttonClass="avatar"
                items={[followItem(person)]}
              />
            </li>
          )}
        </For>
        <Show when={rest().length > 0}>
          <li>
            <Menu
              label={projectText.others(rest().length)}
              button={`+${rest().length}`}
              buttonClass="avatar"
              items={rest().map(followItem)}
            />
          </li>
        </Show>
      </ul>
    </Show>
  )
}
