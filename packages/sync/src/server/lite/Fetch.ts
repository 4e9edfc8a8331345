/** Answers a request; `peer` is the address it came from. */
export type Fetch = (request: Request, peer: string | null) => Promise<Response>

/** A JSON answer in the manner of Supabase's services. */
export const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })
