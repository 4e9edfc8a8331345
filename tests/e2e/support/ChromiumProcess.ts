import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'
import { chromiumFlags, chromiumPath } from '../../support/chromium.ts'

/** A browser that is a process of ours with a profile on disk: it can be killed and started again with what it stored. */
export interface ChromiumProcess {
  readonly context: BrowserContext
  /** Kills every process that renders pages, as the system does when memory runs out. */
  killRenderers(): Promise<void>
  /** Kills the whole process group as a power cut would: no unload event, no flush. */
  kill(): Promise<void>
}

const portOf = async (profile: string, child: ChildProcess): Promise<string> => {
  const file = join(profile, 'DevToolsActivePort')
  for (let tries = 0; tries < 1_200; tries += 1) {
    const text = await readFile(file, 'utf8').catch(() => '')
    const port = text.split('\n')[0]
    if (port !== undefined && port !== '') return port
    if (child.exitCode !== null) throw new Error(`Chromium ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Chromium opened no debugging port in 120 s')
}

export const startChromium = async (
  profile: string,
  flags: readonly string[] = [],
): Promise<ChromiumProcess> => {
  await rm(join(profile, 'DevToolsActivePort'), { force: true })
  const child = spawn(
    chromiumPath(),
    [
      ...chromiumFlags,
      ...flags,
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { detached: true, stdio: 'ignore' },
  )
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portOf(profile, child)}`)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('Chromium has no default context')
  return {
    context,
    killRenderers: async () => {
      const session = await browser.newBrowserCDPSession()
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL')
      await session.detach()
    },
    kill: async () => {
      const gone = once(child, 'exit')
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      await gone
      await browser.close().catch((error: unknown) => {
        if (!/closed|disconnected/i.test(String(error))) throw error
      })
    },
  }
}
