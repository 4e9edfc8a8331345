import type { Node } from 'prosemirror-model'

/** The same function, asked once per node: nodes never change, and an edit makes new ones of what it touched only. */
export const rememberNode = <A>(of: (node: Node) => A): ((node: Node) => A) => {
  const known = new WeakMap<Node, A>()
  return (node) => {
    const found = known.get(node)
    if (found !== undefined) return found
    const value = of(node)
    known.set(node, value)
    return value
  }
}
