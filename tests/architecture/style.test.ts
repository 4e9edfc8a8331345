import { describe, expect, it } from 'vitest'
import { isTest, lineCount, projectFiles, read, sources } from './Sources.ts'

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0

const sql = projectFiles.filter((file) => file.endsWith('.sql'))
const styles = projectFiles.filter((file) => file.endsWith('.css'))

describe('how the code reads', () => {
  it('STYLE-1 no file is over the ceiling: 300 lines of source, 400 of test or SQL', () => {
    const over = [...sources, ...sql, ...styles]
      .map((file) => ({
        file,
        lines: lineCount(file),
        most: isTest(file) || file.endsWith('.sql') ? 400 : 300,
      }))
      .filter(({ lines, most }) => lines > most)
      .map(({ file, lines }) => `${file}: ${lines}`)
    expect(over).toEqual([])
  })

  it('STYLE-2 source files have a median of at most 80 lines and a 90th percentile of at most 200', () => {
    const lines = sources
      .filter((file) => !isTest(file))
      .map(lineCount)
      .sort((a, b) => a - b)
    expect(quantile(lines, 0.5)).toBeLessThanOrEqual(80)
    expect(quantile(lines, 0.9)).toBeLessThanOrEqual(200)
  })

  it('STYLE-3 nothing unfinished or silenced stands in the code', () => {
    const pattern =
      /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|nocheck|expect-error)|\bas any\b|(eslint|oxlint)-disable|\.(skip|only|todo)\(/
    const found = sources
      .filter((file) => file.startsWith('packages/') || file.startsWith('tests/'))
      .filter((file) => !file.startsWith('tests/architecture/'))
      .flatMap((file) =>
        read(file)
          .split('\n')
          .flatMap((line, index) =>
            pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [],
          ),
      )
    expect(found).toEqual([])
  })

  it('STYLE-4 no grab-bags and no star exports', () => {
    const bags = projectFiles.filter((file) =>
      /(^|\/)(utils?|helpers?|misc|common)(\/|\.tsx?$)/i.test(file),
    )
    const stars = sources.filter((file) => /^\s*export \*/m.test(read(file)))
    expect([...bags, ...stars]).toEqual([])
  })

  it('STYLE-5 no path of a build machine and no registry host stands in the project', () => {
    const machine = new RegExp(
      ['(^|[^A-Za-z0-9_.])/wor', 'k/|regist', 'ry\\.npm|deb\\.deb', 'ian'].join(''),
    )
    const found = projectFiles
      .filter((file) => !/\.(png|woff2?|ico|gz)$/.test(file))
      .filter((file) => machine.test(read(file)))
    expect(found).toEqual([])
  })
})
