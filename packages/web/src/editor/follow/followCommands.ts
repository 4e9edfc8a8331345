import type { EditorView } from 'prosemirror-view'
import { remoteCaretsOf } from '../carets/remoteCarets.ts'
import { commandText as text } from '../commands/commandText.ts'
import type { ScriptCommand } from '../commands/ScriptCommand.ts'
import { follow, followed, stopFollowing } from './following.ts'

const moving = (name: string, run: () => void): ScriptCommand => ({
  name,
  group: 'moving',
  keys: [],
  run: (_state, dispatch) => {
    if (dispatch !== undefined) run()
    return true
  },
  writes: false,
})

/** Following each of those who are in the script, and no longer following who is followed. */
export const followCommands = ({ state }: EditorView): readonly ScriptCommand[] => {
  const people = new Map(remoteCaretsOf(state)?.peers.map(({ user, name }) => [user, name]))
  const now = followed()
  return [
    ...(now === null ? [] : [moving(text.unfollow(now.name), stopFollowing)]),
    ...[...people]
      .filter(([user]) => user !== now?.user)
      .map(([user, name]) => moving(text.follow(name), () => follow({ user, name }))),
  ]
}
