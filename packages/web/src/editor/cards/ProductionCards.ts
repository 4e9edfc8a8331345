/** The production cards of the project the script belongs to, found by the scene they were made from. */
export interface ProductionCards {
  /** The address of a scene's production card; null where it has none, or none is known yet. */
  addressOf(heading: string): string | null
  /** Makes a production card of a scene. */
  make(heading: string): void
}
