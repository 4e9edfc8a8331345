/** Sent with everything. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

/**
 * Sent with the app's pages: everything from here, sockets to here, workers and the PDF that is printed from blobs, styles
 * set on elements; never inside a frame. `collector`: where the page may send measurements besides.
 */
export const pageHeaders = (
  host: string,
  collector: string | null,
): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `connect-src 'self' ws://${host} wss://${host}${collector === null ? '' : ` ${new URL(collector).origin}`}`,
    `worker-src 'self' blob:`,
    `frame-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; '),
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
})
