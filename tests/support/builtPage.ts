import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { root } from '../runner/Step.ts'

/** A page built by Vite from one entry of the web package, to be opened without a server. */
export interface BuiltPage {
  readonly address: string
  /** Lets a browser page open the address. */
  serve(page: Page): Promise<void>
}

const types: { readonly [ending: string]: string } = {
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
}

/** Builds a page whose script is `entry`, a path inside of packages/web. */
export const buildPage = async (entry: string): Promise<BuiltPage> => {
  const web = join(root, 'packages', 'web')
  const built = (await build({
    configFile: false,
    root: web,
    logLevel: 'error',
    build: { write: false, target: 'es2023', rolldownOptions: { input: join(web, entry) } },
  })) as Rolldown.RolldownOutput
  const files = new Map(
    built.output.map((file) => [
      `/${file.fileName}`,
      Buffer.from(file.type === 'chunk' ? file.code : file.source),
    ]),
  )
  const names = [...files.keys()]
  const first = built.output.find((file) => file.type === 'chunk' && file.isEntry)
  const styles = names.filter((name) => name.endsWith('.css'))
  const html = `<!doctype html><html lang="en"><title>Page</title>
    ${styles.map((name) => `<link rel="stylesheet" href="${name}">`).join('')}
    <script type="module" src="/${first?.fileName ?? ''}"></script><body>`
  const address = 'http://page.test/'
  return {
    address,
    serve: async (page) => {
      await page.route(`${address}**`, (route) => {
        const { pathname } = new URL(route.request().url())
        const body = files.get(pathname)
        const contentType = types[pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
        if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html })
        return body === undefined
          ? route.fulfill({ status: 404 })
          : route.fulfill({ contentType, body })
      })
    },
  }
}
