import { edit, metaMap, origins } from '@coldopen/core/document'
import { readSceneCard, type SceneSource } from '@coldopen/core/scene'
import type { NamedScene } from '@coldopen/core/screenplay'
import {
  type ColdopenClient,
  type DocumentSession,
  memoryStore,
  openClient,
  type Role,
} from '@coldopen/sync/client'
import { MemoryRouter, Route } from '@solidjs/router'
import { type Accessor, createRoot, createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectText } from '../project/projectText.ts'
import { ReadingNotice } from '../project/ReadingNotice.tsx'
import { CardSource, type SceneScript } from './CardSource.tsx'
import { createProductionCards } from './createProductionCards.ts'
import { type Board, makeBoard, shownScenes } from './makeBoard.ts'
import { SceneFields } from './SceneFields.tsx'
import { scenesText } from './scenesText.ts'

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

describe('cards of scenes of the script', () => {
  const script = (scene: NamedScene): SceneScript => ({
    project: 'p',
    screenplay: 's',
    find: () => scene,
  })
  const drawSource = async (from: SceneSource, scene: Accessor<NamedScene>) => {
    const card = await client.documents.open(await board.add({ from }))
    cleanups.push(() => card.close())
    return draw(() => (
      <MemoryRouter>
        <Route path="*" component={() => <CardSource session={card} script={script(scene())} />} />
      </MemoryRouter>
    ))
  }
  const [scene, setScene] = createSignal<NamedScene>({ state: 'unknown' })

  it('CARDS-6 CARDS-7 show the heading as it is now and lead to it, and say when it is gone', async () => {
    setScene({ state: 'shown', heading: 'INT. HOUSE', number: '7A' })
    const place = await drawSource({ screenplay: 's', heading: 'h1' }, scene)
    expect(place.querySelector('a')?.getAttribute('href')).toBe('/project/p?scene=h1')
    expect(place.textContent).toContain('7AINT. HOUSE')
    setScene({ state: 'shown', heading: 'INT. HUT', number: '8' })
    expect(place.textContent).toContain('8INT. HUT')
    setScene({ state: 'removed', heading: 'INT. HUT' })
    expect(place.querySelector('a')).toBeNull()
    expect(place.textContent).toBe(scenesText.gone('INT. HUT'))
  })

  it('CARDS-6 a scene of another script is not looked for in this one', async () => {
    setScene({ state: 'shown', heading: 'INT. HOUSE', number: '1' })
    const place = await drawSource({ screenplay: 'other', heading: 'h1' }, scene)
    expect(place.textContent).toBe(scenesText.elsewhere)
  })

  it('CARDS-5 a production card is made once, names its scene, and is found by it', async () => {
    const row = { id: session.id, screenplay: 's' }
    const production = createRoot((dispose) => {
      cleanups.push(dispose)
      return createProductionCards(() => client, row)
    })
    production.make('h1')
    production.make('h1')
    await expect.poll(() => production.addressOf('h1')).not.toBeNull()
    production.make('h1')
    expect(shown()).toHaveLength(1)
    expect(production.addressOf('h1')).toBe(`/project/${row.id}/scenes?card=${shown()[0]}`)
    expect(production.addressOf('h2')).toBeNull()
    const card = await client.documents.open(shown()[0]!)
    expect(readSceneCard(card.doc).from).toEqual({ screenplay: 's', heading: 'h1' })
    await card.close()
    const second = await board.add({ from: { screenplay: 's', heading: 'h1' } })
    const moved = createRoot((dispose) => {
      cleanups.push(dispose)
      return createProductionCards(() => client, row)
    })
    board.move(second, 0)
    await expect.poll(() => moved.addressOf('h1')).toContain(second)
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
