import { json } from './Fetch.ts'
import type { Fetch } from './Fetch.ts'

/**
 * Fence FEN-6. Lite's storage signs URLs no client can use, refuses uploads of files and lists wrongly; it is not
 * switched on, and its paths answer clearly instead of half working.
 */
export const noStorage =
  (next: Fetch): Fetch =>
  async (request, peer) =>
    new URL(request.url).pathname.startsWith('/storage/v1')
      ? json(501, {
          statusCode: '501',
          error: 'not_implemented',
          message: 'This backend does not store files yet.',
        })
      : next(request, peer)
