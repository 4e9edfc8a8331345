import { isIP } from 'node:net'

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

/** Whether an address to bind, or one that called, is this machine's own. */
export const isLoopback = (address: string): boolean =>
  loopbackNames.has(address) || /^(::ffff:)?127\./.test(address)

/**
 * Whether a request may be for us by its `Host`. On loopback only this machine's names are: a page of a foreign name
 * that resolves here (DNS rebinding) is not let in. Opened to the network, any name is.
 */
export const isOurHost = (host: string | undefined, boundTo: string): boolean => {
  if (host === undefined || host === '') return false
  const name = host.replace(/:\d+$/, '')
  return !isLoopback(boundTo) || loopbackNames.has(name) || (isIP(name) !== 0 && isLoopback(name))
}
