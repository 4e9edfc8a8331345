import { describe, expect, it } from 'vitest'
import { cardMove } from './cardMove.ts'
import { caretAfter } from './caretAfter.ts'

const order = ['a', 'b', 'c']

/** The order after a move, as the project document makes it. */
const moved = (scene: string, to: number) => {
  const move = cardMove(order, scene, to)
  if (move === undefined) return order.join('')
  const rest = order.filter((one) => one !== scene)
  const at = move.before === null ? rest.length : rest.indexOf(move.before)
  const after = rest.toSpliced(at, 0, scene)
  expect(after.indexOf(scene)).toBe(move.place)
  return after.join('')
}

describe('moving a scene card', () => {
  it.each([
    ['a', 0, 'abc'],
    ['a', 1, 'abc'],
    ['a', 2, 'bac'],
    ['a', 3, 'bca'],
    ['a', 9, 'bca'],
    ['c', 0, 'cab'],
    ['c', -1, 'cab'],
    ['c', 1, 'acb'],
    ['c', 2, 'abc'],
    ['b', 0, 'bac'],
    ['x', 0, 'abc'],
  ])('WEB-17 %s to gap %i gives %s', (scene, to, after) => {
    expect(moved(scene, to)).toBe(after)
  })
})

/** `|` is the caret. */
const caret = (before: string, after: string) => {
  const at = before.indexOf('|')
  const place = caretAfter(before.replace('|', ''), after, at)
  return `${after.slice(0, place)}|${after.slice(place)}`
}

describe('a caret while others write', () => {
  it.each([
    ['hello wo|rld', 'oh hello world', 'oh hello wo|rld'],
    ['hello| world', 'hello world!', 'hello| world!'],
    ['hello wor|ld', 'help world', 'help wor|ld'],
    ['he|llo', 'he', 'he|'],
    ['abc|', 'abXc', 'abXc|'],
    ['a|', '', '|'],
    ['|x', 'yx', '|yx'],
  ])('WEB-17 %s becomes %s: %s', (before, after, shown) => {
    expect(caret(before, after)).toBe(shown)
  })
})
