import type { Mention } from '@coldopen/core/comment'

/** Somebody who can be mentioned. */
export interface Mentionable extends Mention {
  /** Tells two of the same name apart; may be empty. */
  readonly email: string
}

/** A stretch of a remark; one that mentions somebody says whom. */
export interface RemarkPart {
  readonly text: string
  readonly user: string | null
}

/** What stands behind an `@` right before the caret, and where the `@` is. */
export interface MentionQuery {
  readonly at: number
  readonly text: string
}

const most = 6

/** What the writer begins to mention at the caret; null where that is not what they do. */
export const mentionQuery = (words: string, caret: number): MentionQuery | null => {
  const found = /(^|[\s(])@([^\s@]{0,40})$/u.exec(words.slice(0, caret))
  if (found === null) return null
  const text = found[2] ?? ''
  return { at: caret - text.length - 1, text }
}

/** Whom that may mean: names that begin so, then addresses that do. */
export const mentionOptions = <A extends Mentionable>(
  people: readonly A[],
  query: string,
): readonly A[] => {
  const wanted = query.toLowerCase()
  const begins = (text: string) => text.toLowerCase().startsWith(wanted)
  const named = people.filter(({ name }) => begins(name))
  const others = people.filter((one) => !named.includes(one) && begins(one.email))
  return [...named, ...others].slice(0, most)
}

const inName = /[\p{L}\p{M}\p{N}_]/u

/** The person whose name stands behind the `@` at an offset, the longest name if several do. */
const mentionAt = (words: string, at: number, people: readonly Mention[]): Mention | undefined => {
  const before = words[at - 1]
  if (before !== undefined && inName.test(before)) return undefined
  return people
    .filter(({ name }) => {
      const end = at + 1 + name.length
      const next = words[end]
      return words.slice(at + 1, end) === name && (next === undefined || !inName.test(next))
    })
    .toSorted((a, b) => b.name.length - a.name.length)[0]
}

/** A remark's words cut at its mentions. */
export const partsOf = (words: string, people: readonly Mention[]): readonly RemarkPart[] => {
  const parts: RemarkPart[] = []
  let done = 0
  for (let at = words.indexOf('@'); at >= 0; at = words.indexOf('@', at + 1)) {
    const found = at < done ? undefined : mentionAt(words, at, people)
    if (found === undefined) continue
    const end = at + 1 + found.name.length
    if (at > done) parts.push({ text: words.slice(done, at), user: null })
    parts.push({ text: words.slice(at, end), user: found.user })
    done = end
  }
  if (done < words.length) parts.push({ text: words.slice(done), user: null })
  return parts
}

/** Whom words mention: those chosen from the list, and who alone has a name that was written out. */
export const mentionsIn = (
  words: string,
  people: readonly Mentionable[],
  chosen: readonly Mentionable[],
): readonly Mention[] => {
  const only = people.filter(({ name }) => people.filter((one) => one.name === name).length === 1)
  const users = new Map([...only, ...chosen].map((one) => [one.name, one]))
  const found = new Set(partsOf(words, [...users.values()]).map(({ user }) => user))
  return [...users.values()]
    .filter(({ user }) => found.has(user))
    .map(({ user, name }) => ({ user, name }))
}
