import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pageHeaders } from './SecurityHeaders.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

const notFound = () =>
  new Response('Not found\n', { status: 404, headers: { 'content-type': 'text/plain' } })

/** Answers with the files of the built web app; a path of the app itself gets its page. */
export const staticSite =
  (directory: string, collector: string | null) =>
  async (request: Request): Promise<Response> => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response('Method not allowed\n', { status: 405, headers: { allow: 'GET, HEAD' } })
    const url = new URL(request.url)
    const root = await realpath(directory).catch(() => null)
    if (root === null) return notBuilt()
    const file = await fileFor(root, url.pathname === '/' ? '/index.html' : url.pathname)
    if (file !== null) return send(request, file, pageHeaders(url.host, collector))
    if (
      extname(url.pathname) !== '' ||
      !(request.headers.get('accept') ?? '').includes('text/html')
    )
      return notFound()
    const page = await fileFor(root, '/index.html')
    return page === null ? notBuilt() : send(request, page, pageHeaders(url.host, collector))
  }

interface SiteFile {
  readonly path: string
  readonly size: number
  readonly etag: string
  /** Its name holds a hash of its content, so it never changes. */
  readonly hashed: boolean
}

/** The file a path names inside the root; null for none. Links that lead outside count as none. */
const fileFor = async (root: string, pathname: string): Promise<SiteFile | null> => {
  const segments = decode(pathname)?.split('/')
  if (segments === undefined || segments.some((part) => part === '..' || /[\\\0]/.test(part)))
    return null
  const path = await realpath(join(root, ...segments)).catch(() => null)
  if (path === null || !path.startsWith(root + sep)) return null
  const found = await stat(path)
  if (!found.isFile()) return null
  return {
    path,
    size: found.size,
    etag: `W/"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`,
    hashed: segments[1] === 'assets',
  }
}

const decode = (pathname: string): string | undefined => {
  try {
    return decodeURIComponent(pathname)
  } catch {
    // Malformed escapes name no file.
    return undefined
  }
}

const send = (
  request: Request,
  file: SiteFile,
  forPages: Readonly<Record<string, string>>,
): Response => {
  const type = types[extname(file.path)] ?? 'application/octet-stream'
  const headers = {
    'content-type': type,
    'cache-control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.etag,
    ...(type.startsWith('text/html') ? forPages : {}),
  }
  if (request.headers.get('if-none-match')?.includes(file.etag) === true)
    return new Response(null, { status: 304, headers })
  const sized = { ...headers, 'content-length': String(file.size) }
  if (request.method === 'HEAD') return new Response(null, { headers: sized })
  const body = Readable.toWeb(createReadStream(file.path)) as unknown as ReadableStream<Uint8Array>
  return new Response(body, { headers: sized })
}

const notBuilt = () =>
  new Response('The web app is not built yet. Run `npm start`, which builds it.\n', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
