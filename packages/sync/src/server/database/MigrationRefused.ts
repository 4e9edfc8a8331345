/** The database's migration history does not fit this program's migrations; the message says what to do next. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
  readonly reason: 'unknown' | 'skipped' | 'edited'

  private constructor(reason: MigrationRefused['reason'], message: string) {
    super(message)
    this.reason = reason
  }

  static unknown(version: string): MigrationRefused {
    return new MigrationRefused(
      'unknown',
      `The database has migration ${version}, which this version of Coldopen does not know: it was used with a newer one. Update Coldopen.`,
    )
  }

  static skipped(missing: string, applied: string): MigrationRefused {
    return new MigrationRefused(
      'skipped',
      `The database has ${applied} but not ${missing}, which comes before it. Give the new migration a later number than every applied one.`,
    )
  }

  static edited(file: string): MigrationRefused {
    return new MigrationRefused(
      'edited',
      `${file} was changed after it was applied to this database. Restore the file and write the change as a new migration.`,
    )
  }
}
