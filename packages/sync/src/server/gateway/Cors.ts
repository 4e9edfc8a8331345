const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'

/**
 * Whether a browser page of `origin` may call: the page this server served, or one the owner allowed. Requests
 * without an origin do not come from another page.
 */
export const isAllowedOrigin = (
  origin: string | undefined,
  host: string,
  allowed: readonly string[],
): boolean => {
  if (origin === undefined) return true
  if (allowed.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Headers that let an allowed page of another origin read the answer. Same-origin answers need none. */
export const corsHeaders = (
  origin: string | undefined,
  allowed: readonly string[],
): Readonly<Record<string, string>> =>
  origin !== undefined && allowed.includes(origin)
    ? {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': methods,
        'access-control-allow-headers':
          'authorization, apikey, content-type, prefer, x-client-info, x-supabase-api-version, accept-profile, content-profile, range',
        'access-control-expose-headers': 'content-range, content-location, x-supabase-api-version',
        'access-control-max-age': '600',
        vary: 'origin',
      }
    : { vary: 'origin' }
