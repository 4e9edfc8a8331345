import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { writeFdx } from '../format/fdx/WriteFdx.ts'
import { readFdx } from '../format/fdx/ReadFdx.ts'
import { readScriptFdx } from '../format/fdx/ImportFdx.ts'
import { applyMergedFdx, readFdxState } from '../format/fdx/ApplyMergedFdx.ts'
import { bringBackFdx } from '../format/fdx/MergeFdx.ts'
import { readScriptFountain } from '../format/fountain/ScriptFountain.ts'
import { actOnScript, scriptWriter } from '../testing/ActOnScript.ts'
import { scriptAct, scriptDrafts } from '../testing/ScriptArbitrary.ts'
import { replica, scriptDoc, sync } from '../testing/ScriptPicture.ts'
import { countedIds, seededIds } from '../testing/SeededIds.ts'
import type { BlockId } from '../id/Id.ts'
import { readScript } from './Block.ts'
import { createScript } from './CreateScript.ts'
import { hideBlocks, insertBlocks, joinBlock, restoreBlock, retypeBlock } from './EditBlocks.ts'
import { lockMap } from './LockMap.ts'
import { lockScenes, unlockScenes } from './LockScenes.ts'
import { moveScene } from './MoveScene.ts'
import { numbered } from './NumberedScenes.ts'
import { readProductionScript } from './ProductionScript.ts'
import { readSceneLock } from './SceneLock.ts'
import { openScript } from './Script.ts'

const open = (picture = 'h1 A / a1 One. / h2 B / a2 Two. / h3 C / a3 Three. / h4 D / a4 Four.') => {
  const doc = scriptDoc(picture)
  const script = openScript({ doc, ids: countedIds('n') })
  return { doc, script, ...actsOn(script) }
}

const actsOn = (script: ReturnType<typeof openScript>) => ({
  lock: () => lockScenes(script.doc, script.index),
  unlock: () => unlockScenes(script.doc, script.index),
  hide: (...ids: readonly string[]) => hideBlocks(script, ids as BlockId[]),
  scene: (after: string, text: string) =>
    insertBlocks(script, after as BlockId, [{ kind: 'scene_heading', text }])[0]!,
})

/** The scenes as they are printed: number and heading. */
const scenes = (doc: Y.Doc): readonly string[] =>
  readProductionScript(doc)
    .filter(({ kind }) => kind === 'scene_heading')
    .map(({ attrs, text }) => `${String(attrs['number'] ?? '-')} ${text}`)

describe('numbers between numbers', () => {
  it('NUM-2 7A after 7, A7A between 7 and 7A, A7 before 7, never I or O', () => {
    expect(numbered([null, null])).toEqual(['1', '2'])
    expect(numbered([null, '7', null, '8', null])).toEqual(['A7', '7', '7A', '8', '8A'])
    expect(numbered(['7', null, null, '7A', null])).toEqual(['7', 'A7A', 'B7A', '7A', '7B'])
    expect(numbered(['7', null, '7B', null, '7E'])).toEqual(['7', '7A', '7B', '7C', '7E'])
    expect(numbered(['A7', null, '7'])).toEqual(['A7', 'B7', '7'])
    expect(numbered(['A7A', null, '7A'])).toEqual(['A7A', 'B7A', '7A'])
  })

  it('NUM-2 whatever is given stays, and no two are alike', () => {
    const number = fc.constantFrom('1', '2', '2A', '2B', 'A2', '3', '9Z', 'X', '2-4', 'A2A')
    fc.assert(
      fc.property(fc.array(fc.option(number), { maxLength: 40 }), (some) => {
        const given = some.map((one, i) => (one !== null && some.indexOf(one) === i ? one : null))
        const all = numbered(given)
        expect(new Set(all).size).toBe(all.length)
        given.forEach((own, i) => own !== null && expect(all[i]).toBe(own))
        for (const made of all.filter((_, i) => given[i] === null))
          if (given.some((own) => own !== null)) expect(made.slice(-1)).not.toMatch(/[IO]/u)
      }),
    )
  })
})

describe('locked scene numbers', () => {
  it('LOCK-1 every scene gets its number and keeps it wherever it moves', () => {
    const { doc, script, lock } = open()
    expect(readSceneLock(doc)).toBeNull()
    expect(scenes(doc)).toEqual(['- A', '- B', '- C', '- D'])
    lock()
    expect(readSceneLock(doc)?.size).toBe(4)
    moveScene(script, 'h4' as BlockId, 'h2' as BlockId)
    expect(scenes(doc)).toEqual(['1 A', '4 D', '2 B', '3 C'])
    expect(readScript(doc).map(({ attrs }) => attrs['number'] ?? '')).toContain('4')
  })

  it('LOCK-2 a new scene is named after the one it stands behind, and no other changes', () => {
    const { doc, lock, scene } = open()
    lock()
    scene('a2', 'NEW')
    expect(scenes(doc)).toEqual(['1 A', '2 B', '2A NEW', '3 C', '4 D'])
    lock()
    scene('a2', 'OTHER')
    expect(scenes(doc)).toEqual(['1 A', '2 B', 'A2A OTHER', '2A NEW', '3 C', '4 D'])
  })

  it('LOCK-3 a removed scene leaves its number and OMITTED at its place', () => {
    const { doc, script, lock, hide, scene } = open()
    lock()
    hide('h2', 'a2')
    expect(scenes(doc)).toEqual(['1 A', '2 OMITTED', '3 C', '4 D'])
    scene('a1', 'NEW')
    expect(scenes(doc)).toEqual(['1 A', '1A NEW', '2 OMITTED', '3 C', '4 D'])
    hide('h4', 'a4', 'h3', 'a3')
    expect(scenes(doc)).toEqual(['1 A', '1A NEW', '2 OMITTED', '3 OMITTED', '4 OMITTED'])
    restoreBlock(script, 'h3' as BlockId)
    expect(scenes(doc)).toEqual(['1 A', '1A NEW', '2 OMITTED', '3 C', '4 OMITTED'])
  })

  it('LOCK-3 one that is joined or no heading any more is omitted behind what it ran into', () => {
    const joined = open()
    joined.lock()
    joinBlock(joined.script, 'h2' as BlockId)
    expect(scenes(joined.doc)).toEqual(['1 A', '2 OMITTED', '3 C', '4 D'])
    const order = readProductionScript(joined.doc).map(({ text }) => text)
    expect(order).toEqual(['A', 'One.B', 'Two.', 'OMITTED', 'C', 'Three.', 'D', 'Four.'])
    const retyped = open()
    retyped.lock()
    retypeBlock(retyped.script, 'h4' as BlockId, 'action')
    expect(scenes(retyped.doc)).toEqual(['1 A', '2 B', '3 C', '4 OMITTED'])
  })

  it('LOCK-3 a scene that came after the lock leaves nothing', () => {
    const { doc, lock, scene, hide } = open()
    lock()
    const fresh = scene('a2', 'NEW')
    hide(fresh)
    expect(scenes(doc)).toEqual(['1 A', '2 B', '3 C', '4 D'])
  })

  it('LOCK-4 unlocked, scenes count anew and none is omitted; both are one step of undo', () => {
    const { doc, script, lock, unlock, hide } = open()
    const { undo } = scriptWriter(script)
    hide('h2', 'a2')
    lock()
    undo.undo()
    expect(readSceneLock(doc)).toBeNull()
    expect(scenes(doc)).toEqual(['- A', '- C', '- D'])
    undo.redo()
    hide('h3', 'a3')
    expect(scenes(doc)).toEqual(['1 A', '2 OMITTED', '3 D'])
    unlock()
    expect(scenes(doc)).toEqual(['1 A', '2 D'])
    undo.undo()
    expect(scenes(doc)).toEqual(['1 A', '2 OMITTED', '3 D'])
  })

  it('LOCK-5 two who lock at once have locked the same, no number twice', () => {
    const act = fc.array(scriptAct, { maxLength: 12 })
    fc.assert(
      fc.property(scriptDrafts, act, act, act, (drafts, before, ours, theirs) => {
        const doc = new Y.Doc()
        doc.clientID = 1
        createScript(doc, drafts, seededIds(1))
        const peers = [11, 12].map((client) => scriptWriter(replica(doc, client, `p${client}`)))
        const [one, other] = [peers[0]!, peers[1]!]
        for (const each of before) actOnScript(one, each)
        for (const { script } of peers) lockScenes(script.doc, script.index)
        for (const each of ours) actOnScript(one, each)
        for (const each of theirs) actOnScript(other, each)
        sync(one.script.doc, other.script.doc)
        const printed = scenes(one.script.doc)
        expect(scenes(other.script.doc)).toEqual(printed)
        const lock = readSceneLock(one.script.doc)
        if (lock === null) return
        const numbers = printed.map((line) => line.slice(0, line.indexOf(' ')))
        expect(new Set(numbers).size).toBe(numbers.length)
        for (const number of lock.values()) expect(numbers).toContain(number)
      }),
      { numRuns: 150 },
    )
  })

  it('LOCK-6 a lock another program spoilt is none', () => {
    const { doc } = open()
    for (const spoilt of [7, '', '{', '{"h1":"1"}', null]) {
      lockMap(doc).set('scenes', spoilt)
      expect(readSceneLock(doc)).toBeNull()
    }
    lockMap(doc).set('scenes', '[["h1","7"],["h2"],4]')
    expect(scenes(doc)).toEqual(['7 A', '7A B', '7B C', '7C D'])
  })
})

describe('omitted scenes in files', () => {
  const omitted = () => {
    const made = open('h1 INT. A / a1 One. / h2 INT. B / a2 Two. / h3 INT. C / a3 Three.')
    made.lock()
    made.hide('h2', 'a2')
    return made
  }

  it('LOCK-7 in Fountain they are forced headings with their number', () => {
    expect(readScriptFountain(omitted().doc)).toBe(
      'INT. A #1#\n\nOne.\n\n.OMITTED #2#\n\nINT. C #3#\n\nThree.\n',
    )
  })

  it('LOCK-7 in Final Draft files they are numbered headings like any other', () => {
    const fdx = readScriptFdx(omitted().doc)
    expect(fdx).toMatch(/<Paragraph Type="Scene Heading" Number="2">\s*<Text>OMITTED<\/Text>/u)
    const read = readFdx(fdx)
    expect(read._tag === 'Success' && writeFdx(read.success)).toBe(fdx)
  })

  it('LOCK-7 a file that comes back from Final Draft makes no scene of them', () => {
    const { doc, script, hide } = omitted()
    const sent = readFdxState(doc)
    const file = readFdx(readScriptFdx(doc).replace('Three.', 'Three!'))
    if (file._tag === 'Failure') throw file.failure
    hide('a1')
    applyMergedFdx(doc, bringBackFdx(sent, readFdxState(doc), file.success), script.ids)
    expect(readScript(doc).map(({ text }) => text)).toEqual(['INT. A', 'INT. C', 'Three!'])
    expect(scenes(doc)).toEqual(['1 INT. A', '2 OMITTED', '3 INT. C'])
  })
})
