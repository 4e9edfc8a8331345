import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { root } from '../../runner/Step.ts'
import { temporaryFolder } from '../../support/backend.ts'

/** A copy of the built app to serve, which can be replaced by a newer build under the pages that use it. */
export interface Deployment {
  readonly site: string
  /** Puts a build in place whose page says `version` and whose lazy parts all have new names; the old ones are gone. */
  deploy(version: string): void
  remove(): void
}

const hash = (bytes: Buffer, encoding: 'hex' | 'base64') =>
  createHash('sha256').update(bytes).digest(encoding)

/** What a build with one changed part is: new names of the scripts in all files, and a new list of them in the worker. */
const rename = (site: string, version: string): void => {
  const assets = join(site, 'assets')
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))
  const renamed = (text: string): string =>
    scripts.reduce(
      (now, name) => now.replaceAll(name, name.replace(/\.js$/, `-${version}.js`)),
      text,
    )
  for (const name of scripts) {
    const path = join(assets, name)
    writeFileSync(path, renamed(readFileSync(path, 'utf8')))
    renameSync(path, path.replace(/\.js$/, `-${version}.js`))
  }
  const page = join(site, 'index.html')
  writeFileSync(
    page,
    renamed(readFileSync(page, 'utf8')).replace(
      '<div id="app"',
      `<div id="app" data-build="${version}"`,
    ),
  )
  const worker = join(site, 'sw.js')
  const listed = /\{url:`\/([^`]+)`,revision:(null|`\w+`),integrity:`[^`]+`\}/g
  const text = renamed(readFileSync(worker, 'utf8')).replace(listed, (_, url, revision) => {
    const bytes = readFileSync(join(site, url))
    const mark = revision === 'null' ? 'null' : `\`${hash(bytes, 'hex').slice(0, 16)}\``
    return `{url:\`/${url}\`,revision:${mark},integrity:\`sha256-${hash(bytes, 'base64')}\`}`
  })
  writeFileSync(worker, text)
}

/** The app as it is built now, served from a folder of its own. */
export const makeDeployment = (): Deployment => {
  const folder = temporaryFolder()
  const built = join(root, 'packages', 'web', 'dist')
  const site = join(folder.path, 'site')
  cpSync(built, site, { recursive: true })
  return {
    site,
    deploy: (version) => {
      rmSync(site, { recursive: true })
      cpSync(built, site, { recursive: true })
      rename(site, version)
    },
    remove: () => folder.remove(),
  }
}
