import * as Y from 'yjs'
import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import { blockText } from '../screenplay/BlockText.ts'
import { textOf } from '../screenplay/Run.ts'
import { runsOf } from '../screenplay/TextRegister.ts'
import { aboutOf, type Anchor, anchorOf, formatAnchor, stretchOf } from './Anchor.ts'
import { CommentEmpty, CommentTooLong, NoSuchComment, NotYourComment } from './CommentError.ts'
import type { Author, Comments } from './Comments.ts'
import { maxAboutLength, maxMentions, maxNameLength, maxRemarkLength } from './Limits.ts'
import { commentsMap, type RemarkRegisters, remarkRegisters } from './Registers.ts'
import type { Mention, Remark } from './Remark.ts'
import { formatResolution, replyKeys } from './Thread.ts'

/** What somebody says. Its ends are trimmed; an empty text or one over `maxRemarkLength` is refused. */
interface Saying {
  readonly words: string
  readonly mentions?: readonly Mention[]
}

const nameOf = (name: string): string => name.slice(0, maxNameLength).toWellFormed()

/** The registers that every remark has. Throws `CommentEmpty` or `CommentTooLong`. */
const remark = ({ words, mentions = [] }: Saying, author: Author): [string, unknown][] => {
  const said = words.trim().toWellFormed()
  if (said === '') throw new CommentEmpty()
  if (said.length > maxRemarkLength) {
    throw new CommentTooLong({ length: said.length, most: maxRemarkLength })
  }
  return [
    ['w', said],
    ['u', author.id],
    ['n', nameOf(author.name)],
    ['at', author.at],
    ...mentions
      .slice(0, maxMentions)
      .map(({ user, name }): [string, unknown] => [`@${user}`, nameOf(name)]),
  ]
}

const add = ({ doc, ids }: Comments, registers: [string, unknown][]): string => {
  const id = ids.short()
  edit(doc, origins.comment, () => commentsMap(doc).set(id, new Y.Map(registers)))
  return id
}

const change = (
  { doc }: Comments,
  id: string,
  write: (registers: RemarkRegisters) => unknown,
): void => {
  const registers = remarkRegisters(doc, id)
  if (registers === undefined) throw new NoSuchComment({ id })
  edit(doc, origins.comment, () => write(registers))
}

/** An anchor on what is left of its stretch, with the words there; null when nothing is. */
const anchorNow = (
  doc: Y.Doc,
  anchor: Anchor,
): { readonly anchor: Anchor; readonly about: string } | null => {
  const text = blockText(doc, anchor.block)
  const stretch = text === null ? null : stretchOf(text, anchor)
  if (text === null || stretch === null) return null
  const now = anchorOf(doc, anchor.block, stretch.from, stretch.to)
  return now === null ? null : { anchor: now, about: aboutOf(textOf(runsOf(text)), stretch) }
}

/**
 * Says something about a stretch of the script, and returns the thread's id. `about` is what stood there when its author
 * began to write, for a text that was deleted meanwhile.
 */
export const beginThread = (
  comments: Comments,
  anchor: Anchor,
  saying: Saying & { readonly about?: string },
  author: Author,
): string => {
  const before = { from: 0, to: maxAboutLength }
  const now = anchorNow(comments.doc, anchor) ?? {
    anchor,
    about: aboutOf(saying.about ?? '', before),
  }
  return add(comments, [
    ...remark(saying, author),
    ['q', now.about],
    ['a0', formatAnchor(now.anchor)],
  ])
}

/** Answers in a thread, after everything that is in it here. Throws `NoSuchComment` for a thread that never was. */
export const reply = (
  comments: Comments,
  thread: string,
  saying: Saying,
  author: Author,
): string => {
  const { doc, keys } = comments
  const before = replyKeys(doc, thread)
  if (before.length === 0 && remarkRegisters(doc, thread) === undefined) {
    throw new NoSuchComment({ id: thread })
  }
  const last = before.toSorted().at(-1) ?? null
  const key = keys.between(last, null)
  return add(comments, [...remark(saying, author), ['re', thread], ['k', key]])
}

/** Settles a thread; it can be reopened. */
export const resolveThread = (comments: Comments, thread: string, by: Author): void => {
  const resolution = { user: by.id, name: nameOf(by.name), at: by.at }
  change(comments, thread, (registers) => registers.set('r', formatResolution(resolution)))
}

export const reopenThread = (comments: Comments, thread: string): void =>
  change(comments, thread, (registers) => registers.set('r', ''))

/** True for what this person said, and for what was said without an account: that is anybody's. */
export const isOwn = ({ user }: Pick<Remark, 'user'>, person: string): boolean =>
  user === '' || user === person

const hide = (comments: Comments, id: string, person: string, hidden: 0 | 1): void =>
  change(comments, id, (registers) => {
    if (!isOwn({ user: String(registers.get('u') ?? '') }, person)) throw new NotYourComment({ id })
    registers.set('x', hidden)
  })

/** Takes back what one said oneself; replies to it stay. It is hidden, not gone. Throws `NotYourComment`. */
export const deleteRemark = (comments: Comments, id: string, person: string): void =>
  hide(comments, id, person, 1)

/** Shows a deleted remark of one's own again. Throws `NotYourComment`. */
export const restoreRemark = (comments: Comments, id: string, person: string): void =>
  hide(comments, id, person, 0)

/**
 * Notes where the words of a thread went: splits and joins write them anew elsewhere. Where they were at first is kept,
 * for a split that is undone.
 */
export const followText = (comments: Comments, thread: string, anchor: Anchor): void => {
  const now = anchorNow(comments.doc, anchor)
  if (now === null) return
  change(comments, thread, (registers) => {
    registers.set('a', formatAnchor(now.anchor))
    registers.set('q', now.about)
  })
}
