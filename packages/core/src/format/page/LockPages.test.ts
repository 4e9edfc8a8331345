import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import type { BlockId } from '../../id/Id.ts'
import { readBlock } from '../../screenplay/Block.ts'
import { hideBlocks, insertBlocks, splitBlock } from '../../screenplay/EditBlocks.ts'
import { deleteText, insertText } from '../../screenplay/EditText.ts'
import { lockMap } from '../../screenplay/LockMap.ts'
import { lockScenes } from '../../screenplay/LockScenes.ts'
import { moveScene } from '../../screenplay/MoveScene.ts'
import { readPageLock } from '../../screenplay/PageLock.ts'
import { readProductionScript } from '../../screenplay/ProductionScript.ts'
import { openScript } from '../../screenplay/Script.ts'
import { scriptWriter } from '../../testing/ActOnScript.ts'
import { replica, scriptDoc, sync } from '../../testing/ScriptPicture.ts'
import { countedIds } from '../../testing/SeededIds.ts'
import { lockPages, unlockPages } from './LockPages.ts'
import { readLockedStarts } from './LockedPlaces.ts'
import { pageNumbers } from './PageNumbers.ts'
import { profiles } from './PageProfile.ts'
import { makePaginator } from './Paginator.ts'

const letter = profiles['fd-letter']
/** So many lines of action, six sentences of ten columns in each. */
const lines = (count: number): string => 'It rains. '.repeat(count * 6).trim()

/** Scenes of thirty lines: a page begins in every second or third of them. */
const open = (scenes = 6) => {
  const doc = scriptDoc(
    Array.from({ length: scenes }, (_, n) => `h${n} INT. ROOM ${n} / a${n} ${lines(27)}`).join(
      ' / ',
    ),
  )
  return { doc, script: openScript({ doc, ids: countedIds('n') }) }
}

const pagesOf = (doc: Y.Doc) => {
  const { profile, starts } = readLockedStarts(doc)
  return makePaginator(profile === null ? letter : profiles[profile]).update(
    readProductionScript(doc),
    starts,
  )
}

/** Each page with what it begins with. */
const begins = (doc: Y.Doc): readonly string[] => {
  const pages = pagesOf(doc)
  const numbers = pageNumbers(pages)
  return pages.map(({ items, start }, i) => {
    const { unit } = items[0]!
    const block = unit.type === 'single' ? unit.print.block.id : ''
    return `${numbers[i]} ${block}${start.at > 0 ? `+${start.at}` : ''}`
  })
}

const id = (text: string) => text as BlockId

describe('a script whose pages are locked', () => {
  it('LOCK-12 keeps the beginnings of its pages while others write above them and in them', () => {
    const { doc, script } = open()
    const before = begins(doc)
    expect(before).toEqual(['1 h0', '2 a1+1260', '3 a3+780', '4 a5+300'])
    lockPages(doc, letter)
    expect(begins(doc)).toEqual(before)
    deleteText(script, id('a1'), 0, 10)
    insertText(script, id('a3'), 0, 'Snow. ')
    expect(begins(doc)).toEqual(['1 h0', '2 a1+1250', '2A a3+776', '3 a3+786', '4 a5+300'])
    insertBlocks(script, id('a0'), [{ kind: 'action', text: lines(30) }])
    expect(begins(doc).map((page) => page.split(' ')[0])).toEqual(['1', '1A', '2', '2A', '3', '4'])
    const base = readBlock(doc, id('a1'))!.text
    expect(pagesOf(doc)[2]!.start.at).toBe(base.length - lines(27).length + 1260)
  })

  it('LOCK-14 a page whose beginning was removed begins with what follows; an empty one joins the next', () => {
    const { doc, script } = open()
    lockPages(doc, letter)
    hideBlocks(script, [id('a1')])
    expect(begins(doc)).toEqual(['1 h0', '2 h2', '3 a3+780', '4 a5+300'])
    hideBlocks(script, [id('h2'), id('a2'), id('h3'), id('a3')])
    expect(begins(doc)).toEqual(['1 h0', '2-3 h4', '4 a5+300'])
    const { undo } = scriptWriter(script)
    unlockPages(doc)
    expect(readPageLock(doc)).toBeNull()
    expect(begins(doc)).toHaveLength(2)
    undo.undo()
    expect(begins(doc)).toEqual(['1 h0', '2-3 h4', '4 a5+300'])
  })

  it('LOCK-14 the line of an omitted scene begins the page its heading began', () => {
    const { doc, script } = open()
    insertBlocks(script, id('h1'), [{ kind: 'page_break', text: '' }])
    hideBlocks(script, [id('h1')])
    lockScenes(doc, script.index)
    lockPages(doc, letter)
    expect(begins(doc)[1]).toBe('2 a1')
    hideBlocks(script, [id('a1'), id('h2'), id('a2')])
    expect(begins(doc).slice(0, 2)).toEqual(['1 h0', '2 h2-omitted'])
    hideBlocks(script, [id('h0'), id('a0')])
    expect(begins(doc)[0]).toMatch(/^1(-2)? h0-omitted$/u)
  })

  it('LOCK-18 a beginning that is moved out of order is none; what is parted above it begins at the part', () => {
    const { doc, script } = open()
    lockPages(doc, letter)
    moveScene(script, id('h5'), id('h0'))
    expect(begins(doc).map((page) => page.split(' ')[0])).toEqual(['1', '1A', '2', '3'])
    const other = open()
    lockPages(other.doc, letter)
    const tail = splitBlock(other.script, id('a1'), 600)
    expect(begins(other.doc)[1]).toBe(`2 ${tail}`)
  })

  it('LOCK-13 locked once more, the pages that came since are locked too, by the profile they had', () => {
    const { doc, script } = open()
    lockPages(doc, letter)
    insertBlocks(script, id('a0'), [{ kind: 'action', text: lines(30) }])
    lockPages(doc, profiles['fd-a4'])
    expect(readPageLock(doc)?.profile).toBe('fd-letter')
    expect(readPageLock(doc)?.pages.map(({ number }) => number)).toEqual(['1', '1A', '2', '3', '4'])
  })

  it('LOCK-5 two who lock at once have locked the same', () => {
    const { doc } = open()
    const [one, other] = [replica(doc, 11, 'x'), replica(doc, 12, 'yy')]
    lockPages(one.doc, letter)
    insertBlocks(other, id('a0'), [{ kind: 'action', text: lines(30) }])
    lockPages(other.doc, profiles['fd-a4'])
    sync(one.doc, other.doc)
    expect(begins(one.doc)).toEqual(begins(other.doc))
    expect(readPageLock(one.doc)).toEqual(readPageLock(other.doc))
  })

  it('LOCK-6 a lock another program spoilt, or by an unknown profile, is none', () => {
    const { doc } = open(1)
    for (const spoilt of [7, '{', '[]', '{"profile":"fd-letter"}', '{"profile":"x","pages":[]}']) {
      lockMap(doc).set('pages', spoilt)
      expect(begins(doc)).toEqual(['1 h0'])
    }
    lockMap(doc).set(
      'pages',
      '{"profile":"fd-letter","pages":[{"number":"7","block":"h0","at":null},3]}',
    )
    expect(begins(doc)).toEqual(['7 h0'])
  })
})
