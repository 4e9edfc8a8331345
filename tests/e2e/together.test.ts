import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logShape, projected, replay, screenplayOf, tablesOf } from './support/Log.ts'
import { openStudio, type Studio } from './support/Studio.ts'
import type { Line, Writer } from './support/Writer.ts'

const text = (lines: readonly Line[]) => lines.map((line) => line.text)
const words = (lines: readonly Line[]) => text(lines).join(' ')

/** Waits until both read the same script, and returns it. */
const agree = async (a: Writer, b: Writer): Promise<readonly Line[]> => {
  await a.allSaved()
  await b.allSaved()
  await expect
    .poll(async () => [await a.lines(), await b.lines()].map((l) => JSON.stringify(l)))
    .toSatisfy(([left, right]: readonly string[]) => left === right)
  return a.lines()
}

describe('two writers in one screenplay', () => {
  let studio: Studio
  let ada: Writer
  let ben: Writer
  let document: string

  beforeAll(async () => {
    studio = await openStudio()
    ada = await studio.writer('ada')
    ben = await studio.writer('ben')
    await ada.signUp()
    await ben.signUp()
    await ada.startScript('Harbour Lights')
    await ada.type('int. harbour office - night')
    await ada.press('Enter')
    await ada.type('Rain on the window.')
    await ada.press('Enter')
    await ada.type('ext. quay - dawn')
    await ada.press('Enter')
    await ada.type('Gulls wake.')
    const link = await ada.invite()
    await ben.accept(link)
    document = await screenplayOf(studio.backend, ada.project)
  })
  afterAll(() => studio.close())

  it('SHOW-2 the guest sees the script as the host wrote it', async () => {
    await ben.sees([
      { kind: 'scene_heading', text: 'int. harbour office - night' },
      { kind: 'action', text: 'Rain on the window.' },
      { kind: 'scene_heading', text: 'ext. quay - dawn' },
      { kind: 'action', text: 'Gulls wake.' },
    ])
  })

  it('SHOW-2 both type in the same paragraph at once and keep every word', async () => {
    await ada.caretAtEndOf(1)
    await ben.caretAtStartOf(1)
    await Promise.all([ada.type(' The lamp swings.'), ben.type('Hard. ')])
    const lines = await agree(ada, ben)
    expect(lines[1]?.text).toBe('Hard. Rain on the window. The lamp swings.')
  })

  it('SHOW-2 one splits a line while the other types in it, one retypes, one joins', async () => {
    await ada.caretAtEndOf(1)
    await ben.caretAtEndOf(1)
    for (let left = 0; left < ' The lamp swings.'.length; left += 1) await ben.press('ArrowLeft')
    await Promise.all([ada.type(' And goes out.'), ben.press('Enter')])
    const split = await agree(ada, ben)
    for (const word of ['Hard.', 'Rain', 'lamp', 'swings.', 'goes', 'out.'])
      expect(words(split)).toContain(word)
    await ada.caretAtEndOf(split.length - 1)
    await ben.caretAtEndOf(0)
    await Promise.all([ada.press('Shift+Tab'), ben.type('!')])
    const retyped = await agree(ada, ben)
    expect(retyped.at(-1)).toEqual({ kind: 'character', text: 'Gulls wake.' })
    expect(retyped[0]?.text).toBe('int. harbour office - night!')
    await ada.press('Control+2')
    await ben.caretAtStartOf(2)
    await ben.press('Backspace')
    const joined = await agree(ada, ben)
    expect(joined).toHaveLength(split.length - 1)
  })

  it('SHOW-2 one moves a scene while the other writes in it: the words go with the scene', async () => {
    const before = await ada.lines()
    const quay = before.findIndex((line) => line.text.startsWith('ext. quay'))
    await ben.caretAtEndOf(quay + 1)
    await ada.page.getByRole('navigation', { name: 'Scenes' }).getByRole('button').last().focus()
    await Promise.all([ada.press('Alt+ArrowUp'), ben.type(' One of them screams.')])
    const after = await agree(ada, ben)
    expect(text(after).slice(0, 2)).toEqual([
      'ext. quay - dawn',
      'Gulls wake. One of them screams.',
    ])
    expect(words(after)).toContain('Hard. Rain')
  })

  it('SHOW-2 each undoes only their own last change', async () => {
    const quay = (await ada.lines()).findIndex((line) => line.text.startsWith('Gulls'))
    await ben.caretAtEndOf(quay)
    await ben.type(' Ben was here.')
    await agree(ada, ben)
    await ada.press('Control+z')
    await ada.press('Control+z')
    const after = await agree(ada, ben)
    expect(words(after)).toContain('Ben was here.')
    await ada.press('Control+Shift+z')
    await ada.press('Control+Shift+z')
    await agree(ada, ben)
  })

  it("SHOW-2 each sees the other's name and caret", async () => {
    await ben.caretAtEndOf(0)
    await expect.poll(() => ada.page.locator('.co-caret').count()).toBeGreaterThan(0)
  })

  it('SHOW-2 the log is dense, replay agrees, and the tables say what the screen says', async () => {
    const lines = await agree(ada, ben)
    await projected(studio.backend)
    expect(await logShape(studio.backend, document)).toMatchObject({ dense: true, distinct: true })
    expect(await replay(studio.backend, document, ada)).toMatch(/same as the read models/i)
    const { screenplay, sections } = await tablesOf(studio.backend, document)
    expect(screenplay.title).toBe('Harbour Lights')
    const headings = lines.filter((line) => line.kind === 'scene_heading').map((l) => l.text)
    expect(sections.map((section) => section.heading)).toEqual(headings)
    for (const line of lines) expect(screenplay.content).toContain(line.text)
  })

  it('SHOW-2 no page threw', () => expect(studio.faults()).toEqual([]))
})
