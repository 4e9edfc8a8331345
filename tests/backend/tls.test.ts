import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend, temporaryFolder, type TestBackend } from '../support/backend.ts'
import { coldopen } from '../support/backendProcess.ts'
import { selfSigned } from '../support/selfSigned.ts'

const name = 'studio.test'
const folder = temporaryFolder()
const at = (file: string) => join(folder.path, file)
const { cert, key } = selfSigned(name, new Date('2049-01-01T00:00:00Z'))
writeFileSync(at('cert.pem'), cert)
writeFileSync(at('key.pem'), key)
const files = { cert: at('cert.pem'), key: at('key.pem') }

describe('a backend with a certificate', () => {
  let backend: TestBackend
  beforeAll(async () => {
    backend = await startBackend({ host: '0.0.0.0', tls: files })
  })
  afterAll(() => backend.close())

  const get = async (path: string) => {
    const asked = request({
      host: '127.0.0.1',
      port: backend.port,
      path,
      servername: name,
      ca: cert,
    })
    asked.setHeader('host', `${name}:${backend.port}`)
    asked.end()
    const [answer] = await once(asked, 'response')
    return { status: answer.statusCode, text: (await answer.toArray()).join('') }
  }

  it('GATE-12 speaks https, and tells its pages so', async () => {
    expect(backend.url).toBe(`https://127.0.0.1:${backend.port}`)
    expect(JSON.parse((await get('/config.json')).text)).toMatchObject({
      url: `https://${name}:${backend.port}`,
    })
    expect((await get('/')).text).toContain('<div id="app"')
    await expect(fetch(`http://127.0.0.1:${backend.port}/health`)).rejects.toThrow()
  })

  it('GATE-12 takes realtime’s sockets over TLS', async () => {
    const socket = connect({ host: '127.0.0.1', port: backend.port, servername: name, ca: cert })
    await once(socket, 'secureConnect')
    const path = `/realtime/v1/websocket?apikey=${backend.publishableKey}&vsn=2.0.0`
    socket.write(
      `GET ${path} HTTP/1.1\r\nhost: ${name}:${backend.port}\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
        'sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 101 /)
    socket.destroy()
  })

  it('GATE-12 is found by the command line and the projector all the same', async () => {
    await backend.projected()
    const { code, out } = await coldopen(['doctor', '--data', backend.dataDir])
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Projector: \d+ events/),
    })
  })
})

describe('a certificate that cannot be used', () => {
  const other = selfSigned(name, new Date('2049-01-01T00:00:00Z'))
  const ended = selfSigned(name, new Date('2021-01-01T00:00:00Z'))
  writeFileSync(at('other.key'), other.key)
  writeFileSync(at('ended.pem'), ended.cert)
  writeFileSync(at('ended.key'), ended.key)
  afterAll(() => folder.remove())

  it.each([
    ['missing', { ...files, cert: at('none.pem') }, 'none.pem', 'There is no such file.'],
    ['no certificate', { ...files, cert: files.key }, 'key.pem', 'no certificate in PEM form'],
    ['no key', { ...files, key: files.cert }, 'cert.pem', 'no private key'],
    ['another key', { ...files, key: at('other.key') }, 'other.key', 'not the private key of'],
    ['ended', { cert: at('ended.pem'), key: at('ended.key') }, 'ended.pem', 'It ended on Jan  1'],
  ])('GATE-12 %s: nothing is started, and the file is named', async (_what, tls, file, reason) => {
    await expect(startBackend({ tls })).rejects.toMatchObject({
      _tag: 'TlsUnusable',
      message: expect.stringMatching(new RegExp(`${file}: .*${reason}`)),
    })
  })
})
