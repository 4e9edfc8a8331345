import * as Y from 'yjs'
import { asTime } from '../project/Shelf.ts'
import { compare } from '../screenplay/Place.ts'
import { type Anchor, parseAnchor } from './Anchor.ts'
import { maxAboutLength, maxNameLength } from './Limits.ts'
import { commentsMap, type RemarkRegisters, textOfRegister } from './Registers.ts'
import { isDeleted, type Remark, remarkOf } from './Remark.ts'

/** Who settled a thread. */
export interface Resolution {
  readonly user: string
  readonly name: string
  /** ISO 8601; null when nobody told. */
  readonly at: string | null
}

/** A comment on the script with its replies. */
export interface Thread {
  readonly id: string
  /** What was said first; null when its author deleted it and replies are left. */
  readonly first: Remark | null
  /** Those not deleted, in the order they were made. */
  readonly replies: readonly Remark[]
  readonly resolved: Resolution | null
  /** The words of the script it is about, as they last were for who anchored it. */
  readonly about: string
  /** Where those words may stand, the likeliest first: see `placeOfThread`. */
  readonly anchors: readonly Anchor[]
}

/** `at|user|name`: one register, so that two who settle a thread at once leave one of both, whole. */
export const formatResolution = ({ user, name, at }: Resolution): string =>
  `${at ?? ''}|${user}|${name}`

const parseResolution = (value: unknown): Resolution | null => {
  const parts = typeof value === 'string' ? /^([^|]*)\|([^|]*)\|(.*)$/s.exec(value) : null
  if (parts === null) return null
  const name = (parts[3] ?? '').slice(0, maxNameLength).toWellFormed()
  return { at: asTime(parts[1]), user: parts[2] ?? '', name }
}

interface Said {
  readonly id: string
  readonly registers: RemarkRegisters
  readonly key: string
}

const keyOf = (registers: RemarkRegisters): string => {
  const key = registers.get('k')
  return typeof key === 'string' ? key : ''
}

/** The thread a remark says it belongs to; its own, if it says none. */
const threadOf = (id: string, registers: RemarkRegisters): string => {
  const thread = registers.get('re')
  return typeof thread === 'string' && thread !== '' ? thread : id
}

/** Everything said in each thread, by the thread's id. */
const saidByThread = (doc: Y.Doc): Map<string, Said[]> => {
  const threads = new Map<string, Said[]>()
  for (const [id, registers] of commentsMap(doc).entries()) {
    if (!(registers instanceof Y.Map)) continue
    const thread = threadOf(id, registers)
    const said = threads.get(thread) ?? []
    threads.set(thread, said)
    said.push({ id, registers, key: keyOf(registers) })
  }
  return threads
}

/** The order keys of a thread's replies, deleted ones too. */
export const replyKeys = (doc: Y.Doc, thread: string): string[] =>
  (saidByThread(doc).get(thread) ?? []).filter(({ id }) => id !== thread).map(({ key }) => key)

const anchorsOf = (registers: RemarkRegisters): Anchor[] =>
  ['a', 'a0'].flatMap((name) => parseAnchor(registers.get(name)) ?? [])

const threadFrom = (id: string, said: readonly Said[]): Thread => {
  const first = said.find((one) => one.id === id)?.registers
  const shown = said.filter(({ registers }) => !isDeleted(registers))
  return {
    id,
    first: first === undefined || isDeleted(first) ? null : remarkOf(id, first),
    replies: shown
      .filter((one) => one.id !== id)
      .toSorted((a, b) => compare(a.key, b.key) || compare(a.id, b.id))
      .map((one) => remarkOf(one.id, one.registers)),
    resolved: first === undefined ? null : parseResolution(first.get('r')),
    about: first === undefined ? '' : textOfRegister(first, 'q', maxAboutLength),
    anchors: first === undefined ? [] : anchorsOf(first),
  }
}

/**
 * Every thread in which something is said, in the order of their ids. A reply whose thread is not there, or not yet, is
 * shown all the same.
 */
export const readThreads = (doc: Y.Doc): Thread[] =>
  [...saidByThread(doc)]
    .map(([id, said]) => threadFrom(id, said))
    .filter(({ first, replies }) => first !== null || replies.length > 0)
    .toSorted((a, b) => compare(a.id, b.id))
