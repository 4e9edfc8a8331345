import { readSceneCard } from '@coldopen/core/scene'
import type { ColdopenClient, DocumentSession, ProjectRow } from '@coldopen/sync/client'
import {
  type Accessor,
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  getOwner,
  mapArray,
  runWithOwner,
} from 'solid-js'
import type { ProductionCards } from '../../editor/cards/ProductionCards.ts'
import { errorLine } from '../../message/errorText.ts'
import { createDocValue } from '../../reactive/createDocValue.ts'
import { createSession } from '../../reactive/createSession.ts'
import { complain } from '../../runtime/Toasts.ts'
import { type Board, makeBoard, shownScenes } from './makeBoard.ts'

/** What is read from a document once it is open. */
const createOpenValue = <A>(
  session: Accessor<DocumentSession | null>,
  read: (doc: DocumentSession['doc']) => A,
  none: A,
): Accessor<A> => {
  const value = createMemo(() => {
    const open = session()
    return open === null ? () => none : createDocValue(() => open.doc, read)
  })
  return () => value()()
}

/**
 * The production cards of a project, each with the scene of the script it was made from. Several may name one scene: the
 * first on the board is its card. Every card is opened while the owner lives.
 */
export const createProductionCards = (
  client: Accessor<ColdopenClient | null>,
  row: Pick<ProjectRow, 'id' | 'screenplay'>,
): ProductionCards => {
  const project = createSession(client, () => row.id)
  const scenes = createOpenValue(project.session, shownScenes, [])
  const cards = mapArray(scenes, (id) => {
    const scene = createSession(client, () => id)
    const from = createOpenValue(scene.session, (doc) => readSceneCard(doc).from, null)
    return { id, from }
  })
  /** Made here just now, until the card itself says so. */
  const [making, setMaking] = createSignal<ReadonlySet<string>>(new Set())
  const byHeading = createMemo(() => {
    const found = new Map<string, string>()
    for (const { id, from } of cards().toReversed()) {
      const source = from()
      if (source !== null && source.screenplay === row.screenplay) found.set(source.heading, id)
    }
    return found
  })
  createComputed(() => {
    const known = byHeading()
    setMaking((before) => new Set([...before].filter((heading) => !known.has(heading))))
  })
  const owner = getOwner()
  /** The board once it is open, which it may still be about to be. */
  const opened = () =>
    new Promise<Board>((resolve, reject) => {
      runWithOwner(owner, () =>
        createEffect(() => {
          const [engine, session, error] = [client(), project.session(), project.error()]
          if (error !== null) reject(error)
          else if (engine !== null && session !== null) resolve(makeBoard(engine, session))
        }),
      )
    })
  const make = async (heading: string) => {
    const { screenplay } = row
    if (screenplay === null || byHeading().has(heading) || making().has(heading)) return
    setMaking(new Set([...making(), heading]))
    try {
      const board = await opened()
      await board.add({ from: { screenplay, heading } })
    } catch (error) {
      setMaking(new Set([...making()].filter((other) => other !== heading)))
      complain(errorLine(error))
    }
  }
  return {
    addressOf: (heading) => {
      const scene = byHeading().get(heading)
      return scene === undefined ? null : `/project/${row.id}/scenes?card=${scene}`
    },
    make: (heading) => void make(heading),
  }
}
