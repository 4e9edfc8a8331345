import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DeskPage } from './support/DeskPage.ts'

const untouched = [
  'heading: INT. HOUSE',
  'action: Rain falls on the roof.',
  'action: Dust on the road.',
  'action: Nothing more.',
]

/** The script with some lines written otherwise. */
const but = (lines: { readonly [line: number]: string }) =>
  untouched.map((line, at) => lines[at] ?? line)

describe('the caret of a writer, while the browser has not yet told where it is', () => {
  let desk: DeskPage
  beforeAll(async () => {
    desk = await DeskPage.open()
  })
  afterAll(() => desk.close())
  beforeEach(() => desk.anew())

  /** Ada's focus goes to a button, and her caret moves meanwhile. */
  const elsewhere = () =>
    desk.page.evaluate(() => {
      const button = document.createElement('button')
      document.body.prepend(button)
      button.focus()
      window.desks.move('a3', 3)
    })
  const startInRain = async () => {
    await desk.click(1, 5)
    await expect.poll(() => desk.picture()).toContain('action: Rain |falls on the roof.')
  }

  const moves = [
    { name: 'a click', act: () => desk.click(2, 5), now: { 2: 'action: Dust X|on the road.' } },
    {
      name: 'ArrowLeft',
      act: () => desk.press('ArrowLeft'),
      now: { 1: 'action: RainX| falls on the roof.' },
    },
    {
      name: 'End',
      act: () => desk.press('End'),
      now: { 1: 'action: Rain falls on the roof.X|' },
    },
    {
      name: 'Home',
      act: () => desk.press('Home'),
      now: { 1: 'action: X|Rain falls on the roof.' },
    },
  ]
  const others = [
    { name: 'a caret is drawn', act: () => desk.ben('a3', 3), from: '', to: '' },
    {
      name: 'others write elsewhere',
      act: () => desk.ben('a3', 3, 'zz'),
      from: 'Not',
      to: 'Notzz',
    },
    {
      name: 'others write in the line',
      act: () => desk.ben('a1', 2, 'zz'),
      from: 'Ra',
      to: 'Razz',
    },
  ]
  for (const move of moves)
    for (const other of others)
      it(`EDIT-45 ${move.name} counts although ${other.name}`, async () => {
        await startInRain()
        await desk.hold()
        await move.act()
        await other.act()
        await desk.release()
        await desk.page.keyboard.type('X')
        const expected = but(move.now).map((line) => line.replace(other.from, other.to))
        await expect.poll(() => desk.picture()).toEqual(expected)
      })

  it('EDIT-45 a selection drawn with the mouse goes on while others write and move', async () => {
    const [from, over, to] = [await desk.at(1, 5), await desk.at(2, 2), await desk.at(2, 9)]
    await desk.page.mouse.move(from.x, from.y)
    await desk.page.mouse.down()
    await desk.page.mouse.move(over.x, over.y, { steps: 3 })
    await desk.ben('a3', 3, 'zz')
    await desk.ben('a1', 2, 'yy')
    await desk.page.mouse.move(to.x, to.y, { steps: 3 })
    await desk.page.mouse.up()
    await expect
      .poll(() => desk.picture())
      .toEqual(
        but({
          1: 'action: Rayyin |falls on the roof.',
          2: 'action: Dust on t|he road.',
          3: 'action: Notzzhing more.',
        }),
      )
  })

  it('EDIT-45 an input method goes on composing while others write elsewhere and move', async () => {
    await startInRain()
    await desk.compose('に')
    await desk.ben('a1', 2)
    await desk.compose('にほ')
    await desk.ben('a3', 3, 'zz')
    await desk.commit('日本')
    await expect
      .poll(() => desk.picture())
      .toEqual(but({ 1: 'action: Rain 日本|falls on the roof.', 3: 'action: Notzzhing more.' }))
  })

  it('EDIT-46 Return splits the line where the click was', async () => {
    await startInRain()
    await desk.hold()
    await desk.click(2, 5)
    await desk.press('Enter')
    await desk.release()
    await expect
      .poll(() => desk.picture())
      .toEqual([
        ...untouched.slice(0, 2),
        'action: Dust',
        'action: |on the road.',
        'action: Nothing more.',
      ])
  })

  it('EDIT-46 Tab after End begins the next element', async () => {
    await startInRain()
    await desk.hold()
    await desk.press('End')
    await desk.press('Tab')
    await desk.release()
    await expect
      .poll(() => desk.picture())
      .toEqual([...untouched.slice(0, 2), 'cue: |', ...untouched.slice(2)])
  })

  it('EDIT-47 a click right after the focus counts', async () => {
    await desk.page.evaluate(() => window.desks.move('a3', 3))
    const { x, y } = await desk.at(0, 0)
    await desk.page.mouse.move(x, y)
    await desk.hold()
    await desk.page.evaluate(() => window.desks.focus())
    await desk.page.mouse.click(x, y)
    // ProseMirror looks at the selection again 20 ms after the focus: timers come in the order of their times.
    await desk.page.evaluate(() => new Promise((later) => setTimeout(later, 50)))
    await desk.release()
    await expect.poll(() => desk.picture()).toContain('heading: |INT. HOUSE')
  })

  it('EDIT-47 the caret moved by an undo from elsewhere is drawn when the focus comes back by the keyboard', async () => {
    await startInRain()
    await elsewhere()
    await desk.press('Tab')
    await desk.page.keyboard.type('X')
    await expect.poll(() => desk.picture()).toEqual(but({ 3: 'action: NotX|hing more.' }))
  })

  it('EDIT-47 so does a click where the caret was before', async () => {
    await startInRain()
    await elsewhere()
    await desk.click(1, 5)
    await desk.press('Enter')
    await expect.poll(() => desk.picture()).toContain('action: |falls on the roof.')
  })
})
