import { describe, expect, it } from 'vitest'
import { syncSummary } from './syncSummary.ts'

const at = (part: Partial<Parameters<typeof syncSummary>[0]>) =>
  syncSummary({
    open: true,
    failed: false,
    refused: false,
    lapsed: false,
    signedIn: true,
    network: 'online',
    statuses: [],
    ...part,
  })

describe('the sync summary', () => {
  it.each([
    ['opening', { open: false }],
    ['failed', { open: false, failed: true }],
    ['unsaved', { refused: true, statuses: ['error', 'conflict'], network: 'offline' }],
    ['lapsed', { lapsed: true, statuses: ['error', 'conflict'] }],
    ['trouble', { statuses: ['persisted', 'conflict', 'error'], network: 'offline' }],
    ['decision', { statuses: ['syncing', 'conflict'] }],
    ['device', { signedIn: false, statuses: ['local-only'] }],
    ['device', { network: 'no-server', statuses: ['local-only'] }],
    ['offline', { network: 'offline', statuses: ['syncing'] }],
    ['connecting', { network: 'connecting', statuses: ['persisted'] }],
    ['saving', { statuses: ['persisted', 'syncing'] }],
    ['saving', { statuses: ['local-only'] }],
    ['saved', { statuses: ['persisted', 'persisted'] }],
    ['saved', { statuses: [] }],
  ] as const)('WEB-6 says %s', (summary, part) => {
    expect(at(part)).toBe(summary)
  })
})
