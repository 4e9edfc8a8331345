import { migrations } from '@coldopen/migrations'
import { describe, expect, it } from 'vitest'
import { bans, withoutComments } from './support/HostedLegal.ts'

describe('hosted-legal SQL', () => {
  it.each(bans)('MIG-4 is looked for: $why', ({ pattern, examples }) => {
    expect(examples.filter((example) => !pattern.test(example))).toEqual([])
  })

  it.each(migrations)('MIG-4 $file is allowed', ({ sql }) => {
    const found = bans.flatMap(({ why, pattern }) => {
      const match = pattern.exec(withoutComments(sql))
      return match === null ? [] : [`${match[0]}: ${why}`]
    })
    expect(found).toEqual([])
  })

  it('MIG-4 every function that runs with its owner’s rights fixes its search path', () => {
    const loose = migrations.flatMap(({ file, sql }) =>
      [...withoutComments(sql).matchAll(/create function ([\w.]+)[\s\S]*?\bas \$\$/g)]
        .filter(([head]) => /security definer/.test(head) && !/set search_path = ''/.test(head))
        .map(([, name]) => `${file}: ${name}`),
    )
    expect(loose).toEqual([])
  })

  it('MIG-4 every function is taken from everybody before it is given to anybody', () => {
    const all = migrations.map(({ sql }) => withoutComments(sql)).join('\n')
    const revoked = [
      ...all.matchAll(
        /revoke all on function([\s\S]*?)from public, anon, authenticated, service_role/g,
      ),
    ]
      .map(([, list]) => list)
      .join('\n')
    const made = [...all.matchAll(/create function (public\.\w+)\(/g)].map(([, name]) => name!)
    expect(made.length).toBeGreaterThan(15)
    expect(made.filter((name) => !revoked.includes(`${name}(`))).toEqual([])
  })

  it('MIG-1 files are named and numbered upwards, and stay readable', () => {
    expect(migrations.length).toBeGreaterThan(10)
    const versions = migrations.map(({ version }) => version)
    expect(versions).toEqual([...new Set(versions)].sort())
    expect(migrations.filter(({ sql }) => sql.split('\n').length > 400)).toEqual([])
  })
})
