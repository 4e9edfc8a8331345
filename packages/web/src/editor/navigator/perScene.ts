import type { Node } from 'prosemirror-model'

type ReadScenes<A> = (doc: Node, before?: readonly A[]) => readonly A[]

/**
 * What each scene of a script says of itself, in order. What says the same as in `before` is the same object, and when all
 * are, so is the list: nothing is drawn again. The cost is one look-up per scene and the reading of changed scenes.
 */
export const perScene = <A extends { readonly id: string }>(
  read: (scene: Node) => A,
  same: (a: A, b: A) => boolean,
): ReadScenes<A> => {
  const cache = new WeakMap<Node, A>()
  const of = (scene: Node): A => {
    const cached = cache.get(scene)
    if (cached !== undefined) return cached
    const card = read(scene)
    cache.set(scene, card)
    return card
  }
  return (doc, before = []) => {
    let known: Map<string, A> | undefined
    let changed = doc.childCount !== before.length
    const cards: A[] = []
    doc.forEach((scene, _offset, index) => {
      const card = of(scene)
      const at = before[index]
      if (at === card || (at !== undefined && same(at, card))) {
        cards.push(at)
        return
      }
      changed = true
      known ??= new Map(before.map((old) => [old.id, old]))
      const old = known.get(card.id)
      cards.push(old !== undefined && same(old, card) ? old : card)
    })
    return changed ? cards : before
  }
}
