const refreshes = /\/auth\/v1\/token\?(.*&)?grant_type=refresh_token/
const isAuths = (status: number): boolean => status < 429 && status >= 400

/**
 * A fetch under which a session ends only by auth's own refusal. supabase-js forgets the session on every answer to a
 * refresh that is neither a success nor a 5xx: a rate limit (429) or a proxy's page would sign the writer out for good.
 */
export const patientRefresh =
  (fetcher: typeof fetch): typeof fetch =>
  async (input, init) => {
    const answer = await fetcher(input, init)
    const url = input instanceof Request ? input.url : String(input)
    if (answer.ok || !refreshes.test(url)) return answer
    const json = answer.headers.get('content-type')?.includes('json') ?? false
    if (json && isAuths(answer.status)) return answer
    return answer.status >= 500
      ? answer
      : new Response(answer.body, { status: 503, headers: answer.headers })
  }
