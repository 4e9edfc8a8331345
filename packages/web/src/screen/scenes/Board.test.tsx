import { edit, metaMap, origins } from '@coldopen/core/document'
import { readSceneCard } from '@coldopen/core/scene'
import {
  type ColdopenClient,
  type DocumentSession,
  memoryStore,
  openClient,
  type Role,
} from '@coldopen/sync/client'
import { render } from 'solid-js/web'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectText } from '../project/projectText.ts'
import { ReadingNotice } from '../project/ReadingNotice.tsx'
import { type Board, makeBoard, shownScenes } from './makeBoard.ts'
import { SceneFields } from './SceneFields.tsx'

const cleanups: (() => unknown)[] = []
const draw = (view: Parameters<typeof render>[0]) => {
  const place = document.createElement('div')
  document.body.append(place)
  cleanups.push(render(view, place), () => place.remove())
  return place
}

let client: ColdopenClient
let session: DocumentSession
let board: Board
const shown = () => shownScenes(session.doc)

beforeEach(async () => {
  client = await openClient({ server: null, store: memoryStore() })
  const row = await client.library.create({ title: 'Salt' })
  session = await client.documents.open(row.id)
  board = makeBoard(client, session)
})
afterEach(async () => {
  for (const clean of cleanups.splice(0)) clean()
  await session.close()
  await client.close()
})

describe('the scene cards', () => {
  it('WEB-17 a card is there at once, without a server', async () => {
    const first = await board.add()
    const second = await board.add()
    expect(shown()).toEqual([first, second])
  })

  it('WEB-17 a card moves, is removed, and comes back to its place', async () => {
    const [a, b, c] = [await board.add(), await board.add(), await board.add()]
    expect(board.move(c, 0)).toBe(0)
    expect(shown()).toEqual([c, a, b])
    expect(board.move(c, 1)).toBeNull()
    board.remove(a)
    expect(shown()).toEqual([c, b])
    board.restore(a)
    expect(shown()).toEqual([c, a, b])
  })

  it('WEB-17 what is written on a card is in its document, and what others write is on the card', async () => {
    const scene = await client.documents.open(await board.add())
    const place = draw(() => <SceneFields session={scene} number={1} writable fresh={false} />)
    const prompt = place.querySelector('textarea')
    if (prompt === null) throw new Error('no prompt')
    prompt.value = 'A lamp sways.'
    prompt.dispatchEvent(new InputEvent('input', { bubbles: true }))
    expect(readSceneCard(scene.doc).prompt).toBe('A lamp sways.')
    scene.doc.getText('prompt').insert(0, 'Fog. ')
    expect(prompt.value).toBe('Fog. A lamp sways.')
    await scene.close()
  })
})

describe('reading without writing', () => {
  const as = (role: Role): DocumentSession => ({
    ...session,
    role: { get: () => role, subscribe: () => () => undefined },
    state: {
      get: () => ({ ...session.state.get(), pending: 0 }),
      subscribe: () => () => undefined,
    },
  })

  it('WEB-18 a viewer and a commenter are told why they cannot write; an editor is told nothing', () => {
    const text = (role: Role) => draw(() => <ReadingNotice session={as(role)} />).textContent
    expect(text('viewer')).toBe(projectText.readOnly.viewer)
    expect(text('commenter')).toBe(projectText.readOnly.commenter)
    expect(text('editor')).toBe('')
  })

  it('WEB-18 a document of a newer version is read only from the moment it is one', () => {
    const place = draw(() => <ReadingNotice session={session} />)
    expect(place.textContent).toBe('')
    edit(session.doc, origins.migrate, () => metaMap(session.doc).set('schema.version', 99))
    expect(place.textContent).toContain(projectText.tooNew)
  })

  it('WEB-18 a card that may not be written can be read and selected', async () => {
    const scene = await client.documents.open(await board.add())
    const place = draw(() => (
      <SceneFields session={scene} number={1} writable={false} fresh={false} />
    ))
    const fields = [...place.querySelectorAll<HTMLInputElement>('input, textarea')]
    expect(fields).toHaveLength(4)
    expect(fields.every((field) => field.readOnly && !field.disabled)).toBe(true)
    await scene.close()
  })
})
