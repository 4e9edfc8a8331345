import { describe, expect, it } from 'vitest'
import { askForServer, parseServerConfig, sameServer } from './ServerConfig.ts'

const config = { url: 'http://127.0.0.1:4000', key: 'sb_publishable_x', protocol: 1 }
const answering = (body: string, status = 200): typeof fetch =>
  (() => Promise.resolve(new Response(body, { status }))) as typeof fetch
const unreachable: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'))

describe('finding the server', () => {
  it('WEB-1 reads the configuration the origin gives', async () => {
    expect(await askForServer(answering(JSON.stringify({ ...config, more: true })))).toEqual(config)
  })

  it.each([
    ['a page instead of JSON', '<!doctype html><title>Coldopen</title>'],
    ['no key', JSON.stringify({ url: config.url, protocol: 1 })],
    ['a url that is none', JSON.stringify({ ...config, url: 'not a url' })],
    ['a list', '[]'],
    ['null', 'null'],
    ['more than a configuration needs', JSON.stringify({ ...config, key: 'x'.repeat(5_000) })],
  ])('WEB-1 takes %s for no server', (_, text) => {
    expect(parseServerConfig(text)).toBeNull()
  })

  it('OBS-11 takes a collector that is an address, and does without any other', () => {
    const telemetry = 'http://collector.example:4318'
    expect(parseServerConfig(JSON.stringify({ ...config, telemetry }))).toEqual({
      ...config,
      telemetry,
    })
    expect(parseServerConfig(JSON.stringify({ ...config, telemetry: 'nowhere' }))).toEqual(config)
    expect(sameServer(config, { ...config, telemetry })).toBe(false)
  })

  it('WEB-1 takes an error or no answer for no server', async () => {
    expect(await askForServer(answering('{}', 404))).toBeNull()
    expect(await askForServer(unreachable)).toBeNull()
  })

  it('WEB-1 knows one server from another', () => {
    expect(sameServer(config, { ...config })).toBe(true)
    expect(sameServer(config, { ...config, key: 'other' })).toBe(false)
    expect(sameServer(config, null)).toBe(false)
  })
})
