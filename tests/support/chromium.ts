import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The flags under which Debian's Chromium runs headless, under whichever user, without calling out. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const find = (): string | undefined =>
  [process.env['COLDOPEN_CHROMIUM'], ...places].find(
    (place) => place !== undefined && existsSync(place),
  )

const aptGet = (...args: string[]): boolean =>
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

/** Finds Chromium or installs Debian's; false, said loudly, only where this system cannot have it. */
export const ensureChromium = async (): Promise<boolean> => {
  if (find() !== undefined) return true
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('installing Chromium (Debian package, once)')
    if (
      aptGet('update', '-qq') &&
      aptGet('install', '-y', '-qq', 'chromium') &&
      find() !== undefined
    )
      return true
    throw new Error('apt-get could not install chromium; the lines above say why')
  }
  console.log('!'.repeat(78))
  console.log('!! BROWSER TESTS SKIPPED: no Chromium found and none can be installed here.')
  console.log(
    '!! Install it (Debian: sudo apt-get install chromium) or set COLDOPEN_CHROMIUM to its path.',
  )
  console.log('!'.repeat(78))
  return false
}

/** The browser to run. */
export const chromiumPath = (): string => {
  const path = find()
  if (path === undefined) throw new Error('no Chromium; run the e2e step through npm test')
  return path
}

/** A fresh browser; each writer gets their own context of it. */
export const launch = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumFlags, ...flags],
    headless: true,
  })
