import { DeviceCannotSave } from '@coldopen/sync/client'
import { describe, expect, it } from 'vitest'
import { healthHeadline, type HealthNow } from './healthHeadline.ts'

const at = (now: Partial<HealthNow>) =>
  healthHeadline({
    summary: 'saved',
    network: 'online',
    queued: 0,
    parked: 0,
    error: null,
    ...now,
  })
const busy = { _tag: 'ServerBusy', detail: '' } as NonNullable<HealthNow['error']>

describe('the headline of sync health', () => {
  it.each([
    [{}, 'Everything is on the server.', 'nothing for you to do'],
    [{ summary: 'saving', queued: 2 }, '2 changes are on the way', 'nothing for you to do'],
    [
      { summary: 'saving', queued: 1, error: busy },
      '1 change waits on this device. The server is busy',
      'tried again by itself',
    ],
    [
      { summary: 'offline', queued: 3 },
      '3 changes wait on this device because the server cannot be reached',
      'Keep writing',
    ],
    [{ summary: 'offline' }, 'cannot be reached. What you wrote before is on it', 'Keep writing'],
    [
      { summary: 'lapsed', queued: 1 },
      '1 change waits on this device because your sign-in has expired',
      'Sign in again',
    ],
    [{ summary: 'lapsed' }, 'Your sign-in has expired', 'Sign in again'],
    [
      { summary: 'trouble', parked: 2 },
      'did not take 2 changes of yours; they are kept',
      'Try again, or export',
    ],
    [{ summary: 'trouble', error: busy }, 'The server is busy', 'by itself'],
    [{ summary: 'trouble' }, 'could not be read', 'Reload'],
    [{ summary: 'device' }, 'on this device, and only here', 'Sign in'],
    [{ summary: 'device', network: 'no-server' }, 'only here', 'Export'],
    [{ summary: 'unsaved', error: new DeviceCannotSave({ detail: '' }) }, 'cannot save', 'Export'],
    [{ summary: 'decision' }, 'Two people changed the same words', ''],
  ] satisfies (readonly [Partial<HealthNow>, string, string])[])('WEB-71 %j', (now, what, next) => {
    const said = at(now)
    expect(said.what).toContain(what)
    expect(said.next).toContain(next)
  })
})
