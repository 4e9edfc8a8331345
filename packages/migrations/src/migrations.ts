export { type Migration, migrations } from './Migration.ts'
export { type Column, type DirectorTable, directorTables } from './DirectorTables.ts'
