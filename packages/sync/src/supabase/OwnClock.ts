const grants = /\/auth\/v1\/(token|signup|verify)\b/

/**
 * A fetch under which a token lasts as long as the server gives it, counted on this device's clock. Auth also names the
 * end by its own clock (`expires_at`), and supabase-js compares that with this one's: on a device that is an hour ahead
 * every token is over when it comes, and is renewed before every call. Without that field it counts from `expires_in`.
 */
export const ownClock =
  (fetcher: typeof fetch): typeof fetch =>
  async (input, init) => {
    const answer = await fetcher(input, init)
    const url = input instanceof Request ? input.url : String(input)
    const json = answer.headers.get('content-type')?.includes('json') ?? false
    if (!answer.ok || !json || !grants.test(url)) return answer
    const body: unknown = await answer.json()
    const { status, headers } = answer
    if (typeof body !== 'object' || body === null || !('expires_in' in body))
      return Response.json(body, { status, headers: kept(headers) })
    return Response.json({ ...body, expires_at: undefined }, { status, headers: kept(headers) })
  }

/** The headers that are still true of the body as it is given on. */
const kept = (headers: Headers): Headers => {
  const rest = new Headers(headers)
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) rest.delete(name)
  return rest
}
