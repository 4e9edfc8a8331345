import type { Node } from 'prosemirror-model'
import type { PlacedCaret } from '../carets/caretDecorations.ts'

/** Someone in a scene, as the navigator shows them. */
export type ScenePerson = Pick<PlacedCaret, 'client' | 'name' | 'colour'>

/** Who is in which scene, by the id of the scene's first block. */
export type PeopleByScene = ReadonlyMap<string, readonly ScenePerson[]>

export const peopleByScene = (doc: Node, carets: readonly PlacedCaret[]): PeopleByScene => {
  const people = new Map<string, ScenePerson[]>()
  for (const { client, name, colour, head } of carets) {
    const scene = doc.nodeAt(doc.resolve(Math.min(head, doc.content.size)).before(1))
    const id = String(scene?.firstChild?.attrs.id ?? '')
    const here = people.get(id)
    if (here === undefined) people.set(id, [{ client, name, colour }])
    else here.push({ client, name, colour })
  }
  return people
}

const key = (people: PeopleByScene): string =>
  [...people]
    .map(
      ([scene, here]) => `${scene}:${here.map(({ client, name }) => `${client} ${name}`).join()}`,
    )
    .join('\n')

/** True when both say the same people are in the same scenes. */
export const samePeople = (a: PeopleByScene, b: PeopleByScene): boolean =>
  a === b || (a.size === b.size && key(a) === key(b))
