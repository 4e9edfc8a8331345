import { commandText } from './commandText.ts'
import type { ScriptCommand } from './ScriptCommand.ts'

/**
 * The commands whose name or group holds every word of the query: those whose name begins with it first, and of these those
 * whose name alone holds every word.
 */
export const findCommand = (
  commands: readonly ScriptCommand[],
  query: string,
): readonly ScriptCommand[] => {
  const wanted = query.toLowerCase().split(/\s+/u).filter(Boolean)
  const found = commands.filter(({ name, group, keyOnly }) => {
    const said = `${name} ${commandText.group[group]}`.toLowerCase()
    return keyOnly !== true && wanted.every((word) => said.includes(word))
  })
  const begins = ({ name }: ScriptCommand): number =>
    wanted.length > 0 && name.toLowerCase().startsWith(wanted[0]!) ? 0 : 1
  const told = ({ name }: ScriptCommand): number =>
    wanted.every((word) => name.toLowerCase().includes(word)) ? 0 : 1
  return found.toSorted((a, b) => begins(a) - begins(b) || told(a) - told(b))
}
