import { describe, expect, it } from 'vitest'
import { bytesText } from './bytesText.ts'

describe('amounts of data', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [340_400, '340 kB'],
    [1_240_000, '1.2 MB'],
    [27_400_000_000, '27 GB'],
  ])('WEB-63 says %d as %s', (bytes, said) => {
    expect(bytesText(bytes)).toBe(said)
  })
})
