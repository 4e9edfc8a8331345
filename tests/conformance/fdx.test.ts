import { importFdx, readFdxBytes, readScriptFdx, writeFdx } from '@coldopen/core/fdx'
import { readFountainBytes, writeFountain } from '@coldopen/core/fountain'
import { readScript } from '@coldopen/core/screenplay'
import { seededIds } from '@coldopen/core/testing'
import { Result } from 'effect'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { screenplays } from '../support/data.ts'

const files = screenplays('**/*.fdx')

describe('sample Final Draft files', () => {
  it('FDX-9 no sample is missing', () => {
    expect(files.length).toBeGreaterThanOrEqual(18)
  })

  for (const { name, bytes } of files)
    it(`FDX-9 ${name} comes out byte for byte, also after it was a document`, () => {
      const script = Result.getOrThrow(readFdxBytes(bytes))
      expect(Buffer.from(writeFdx(script)).equals(bytes)).toBe(true)
      const doc = new Y.Doc()
      Result.getOrThrow(importFdx(bytes, seededIds(1))).write(doc)
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
      expect(Buffer.from(readScriptFdx(copy)).equals(bytes)).toBe(true)
      for (const { text } of readScript(doc))
        for (const word of text.split(/\W+/u)) expect(bytes.toString('utf8')).toContain(word)
    })

  it('FDX-11 what goes to Final Draft and back says the same in Fountain', () => {
    let compared = 0
    for (const { name, bytes } of screenplays('**/*.fountain')) {
      const read = readFountainBytes(bytes)
      if (Result.isFailure(read)) continue
      const { titlePage, blocks } = read.success
      const plain = blocks.map(({ kind, text, attrs = {} }) => {
        const { number, dual } = attrs
        return {
          kind,
          text,
          attrs: { ...(number ? { number } : {}), ...(dual === true ? { dual } : {}) },
        }
      })
      const known = plain.filter(
        ({ kind }) => !['boneyard', 'section', 'page_break'].includes(kind),
      )
      const back = Result.getOrThrow(
        readFdxBytes(Buffer.from(writeFdx({ titlePage, blocks: known, form: null }))),
      )
      const texts = (script: string) => script.replaceAll(/\s+|\^|\(CONT['’]D\)|[()]/giu, '')
      const written = (all: typeof back.blocks) =>
        texts(writeFountain({ titlePage: [], blocks: all, form: {} }))
      expect(written(back.blocks), name).toBe(written(known))
      compared += 1
    }
    expect(compared).toBeGreaterThan(80)
  })
})
