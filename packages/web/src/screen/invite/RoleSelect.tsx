import type { Role } from '@coldopen/sync/client'
import { For } from 'solid-js'
import { inviteText } from './inviteText.ts'

/** A role that can be given to someone: everything but owner. */
export type GivenRole = Exclude<Role, 'owner'>

const given: readonly GivenRole[] = ['editor', 'commenter', 'viewer']

interface RoleSelectProps {
  readonly label: string
  readonly value: GivenRole
  readonly change: (role: GivenRole) => void
}

/** Chooses one of the roles that can be given. */
export const RoleSelect = (props: RoleSelectProps) => (
  <select
    class="select"
    aria-label={props.label}
    value={props.value}
    onChange={(event) => {
      const role = given.find((one) => one === event.currentTarget.value)
      if (role !== undefined) props.change(role)
    }}
  >
    <For each={given}>
      {(role) => (
        <option value={role} selected={role === props.value}>
          {inviteText.role[role]}
        </option>
      )}
    </For>
  </select>
)
