import { memoryStore, openClient } from '@coldopen/sync/client'
import { render } from 'solid-js/web'
import { afterEach, describe, expect, it } from 'vitest'
import { type Studio, StudioProvider } from '../../runtime/Studio.ts'
import { frameText } from './frameText.ts'
import SignOutDialog from './SignOutDialog.tsx'

describe('before signing out', () => {
  const closing: (() => unknown)[] = []
  const click = HTMLAnchorElement.prototype.click
  afterEach(async () => {
    HTMLAnchorElement.prototype.click = click
    for (const close of closing.splice(0)) await close()
  })

  it('WEB-61 offers what the server does not have as a file', async () => {
    const client = await openClient({ server: null, store: memoryStore() })
    closing.push(() => client.close())
    await client.library.create({ title: 'Salt' })
    const studio = {
      client: () => client,
      device: client.device.get,
      projects: client.library.projects.get,
      ready: () => Promise.resolve(client),
    } as Partial<Studio> as Studio
    const files: string[] = []
    HTMLAnchorElement.prototype.click = function () {
      files.push(this.download)
    }
    const page = document.body.appendChild(document.createElement('div'))
    closing.push(
      render(
        () => (
          <StudioProvider value={studio}>
            <SignOutDialog unsynced={3} stay={() => undefined} leave={() => undefined} />
          </StudioProvider>
        ),
        page,
      ),
    )
    const button = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === frameText.export,
    )
    button?.click()
    await expect.poll(() => files).toHaveLength(1)
    expect(files[0]).toMatch(/^Salt .*\.coldopen\.json$/u)
  })
})
