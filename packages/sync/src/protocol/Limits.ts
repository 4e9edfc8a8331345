/** The version of the wire contract; a client and a server of different versions refuse each other clearly. */
export const protocolVersion = 2

/** Largest decoded body of one event, in bytes. Held by `append_events`. */
export const maxEventBytes = 1_048_576

/** Largest number of events in one append call. Held by `append_events`. */
export const maxBatchEvents = 1_000

/** Largest sum of decoded bodies in one append call, in bytes. Held by `append_events`. */
export const maxBatchBytes = 4_194_304

/** Largest page `read_events` returns, in events. A page also ends at about 1 MiB of bodies. */
export const maxPageEvents = 1_000

/** Largest number of sessions one `list_sessions` names. */
export const maxListedSessions = 1_000

/** A doorbell message carries its events only up to this many base64 characters; beyond, the reader pages the log. */
export const maxDoorbellBody = 16_384
