export { startServer } from './server/main/Server.ts'
export type { Server } from './server/main/Server.ts'
export type { ServerOptions } from './server/main/Options.ts'
export { StartFailed } from './server/main/StartFailed.ts'
