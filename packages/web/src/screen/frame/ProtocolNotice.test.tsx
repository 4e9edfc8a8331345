import { memoryStore, openClient } from '@coldopen/sync/client'
import { protocolVersion } from '@coldopen/sync/protocol'
import { render } from 'solid-js/web'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { protocolGap } from '../../runtime/ProtocolGap.ts'
import { rememberServer } from '../../runtime/ServerConfig.ts'
import { type Studio, StudioProvider } from '../../runtime/Studio.ts'
import { ProtocolNotice } from './ProtocolNotice.tsx'

describe('app and server of different versions', () => {
  const closing: (() => unknown)[] = []
  beforeEach(() => localStorage.clear())
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  const shown = async (protocol: number | null) => {
    if (protocol !== null)
      rememberServer(localStorage, { url: 'http://127.0.0.1:9', key: 'k', protocol })
    const client = await openClient({ server: null, store: memoryStore() })
    closing.push(() => client.close())
    const studio = { client: () => client } as Partial<Studio> as Studio
    const page = document.createElement('div')
    closing.push(
      render(
        () => (
          <StudioProvider value={studio}>
            <ProtocolNotice />
          </StudioProvider>
        ),
        page,
      ),
    )
    return page.textContent
  }

  it('WEB-40 says which of the two is older and what to do', async () => {
    expect(await shown(protocolVersion + 1)).toMatch(/This app is older than its server\..*Close/)
    expect(await shown(protocolVersion - 1)).toMatch(/server is older than this app\..*update/)
  })

  it('WEB-40 says nothing when they speak the same, or when there is no server', async () => {
    expect(await shown(protocolVersion)).toBe('')
    localStorage.clear()
    expect(await shown(null)).toBe('')
    expect(protocolGap(2, 2)).toBeNull()
  })
})
