import { expect, it } from 'vitest'
import { paperOf } from './paperOf.ts'

it('PDF-7 the paper is the one common where the writer is', () => {
  expect(['en-US', 'en', 'es-MX', 'en-GB', 'de', 'zh-Hans-CN'].map(paperOf)).toEqual([
    'fd-letter',
    'fd-letter',
    'fd-letter',
    'fd-a4',
    'fd-a4',
    'fd-a4',
  ])
})
