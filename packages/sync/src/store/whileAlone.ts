/**
 * Runs what makes or opens a database, under a Web Lock of its name, one page of the origin at a time. A page that is
 * left goes into the browser's back/forward cache as it stands; frozen while it makes the database, it would keep every
 * other page waiting for it. The browser throws a frozen page out when another asks for a lock that it holds: only an
 * exclusive lock does that. A browser without locks opens as it is.
 */
export const whileAlone = <A>(database: string, run: () => Promise<A>): Promise<A> => {
  const locks = navigator.locks as LockManager | undefined
  return locks === undefined
    ? run()
    : Promise.resolve(locks.request(`coldopen:${database}:opening`, run))
}
