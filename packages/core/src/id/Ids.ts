/** Where new ids come from. `core` has no clock and no randomness, so whoever makes ids passes a source. */
export interface Ids {
  /** A UUID v7: documents, projects, sessions, events. */
  uuid(): string
  /** Eleven base62 characters (about 65 random bits): blocks, segments, order keys. */
  short(): string
}
