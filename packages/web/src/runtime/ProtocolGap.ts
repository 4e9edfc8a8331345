/** Which of the two is the older when app and server speak different versions of the wire contract; `null`: neither. */
export type ProtocolGap = 'app' | 'server' | null

export const protocolGap = (app: number, server: number | undefined): ProtocolGap => {
  if (server === undefined || server === app) return null
  return server > app ? 'app' : 'server'
}
