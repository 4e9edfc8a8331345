/** Where to go after signing in: a path of this app, or the library. An address of another origin is never followed. */
export const returnPath = (then: string | readonly string[] | undefined): string =>
  typeof then === 'string' && /^\/(?![/\\])/u.test(then) ? then : '/'
