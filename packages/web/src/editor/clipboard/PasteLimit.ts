/**
 * Most characters one paste may bring: a long feature. One paste is one event of the log, and an event is at most
 * 1 MiB; larger texts come in as files.
 */
export const maxPasteCharacters = 200_000

/** Most elements one paste may bring: each costs about 150 bytes of the event besides its text. */
export const maxPasteBlocks = 4_000

/** Most characters of HTML that are looked at; its mark-up is many times its text. */
export const maxPasteHtml = 4_000_000
