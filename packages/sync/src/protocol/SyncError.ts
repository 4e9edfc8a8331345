import { Schema } from 'effect'

const fields = { detail: Schema.String }

/** No answer from the server. The work is kept and sent when the connection is back. */
export class Offline extends Schema.TaggedError<Offline>()('Offline', fields) {}
/** The session is over: sign in, then the work goes on where it stopped. */
export class SignInAgain extends Schema.TaggedError<SignInAgain>()('SignInAgain', fields) {}
/** The account's role does not allow this. Ask the project's owner, or export the work. */
export class Forbidden extends Schema.TaggedError<Forbidden>()('Forbidden', fields) {}
/** One event or one batch is over the limit; the limit stands in `detail`. */
export class TooLarge extends Schema.TaggedError<TooLarge>()('TooLarge', fields) {}
/** The log was restored or reset: the cursor belongs to another epoch; read it again from the start. */
export class WrongEpoch extends Schema.TaggedError<WrongEpoch>()('WrongEpoch', fields) {}
/** The server does not understand this client or this body: update the app, or export the work. */
export class Incompatible extends Schema.TaggedError<Incompatible>()('Incompatible', fields) {}
/** The server is up but cannot take more now; try again with backoff. */
export class ServerBusy extends Schema.TaggedError<ServerBusy>()('ServerBusy', fields) {}

/** Everything that can go wrong between client and log (OUT-4): closed, each says what to do next. */
export type SyncError =
  | Offline
  | SignInAgain
  | Forbidden
  | TooLarge
  | WrongEpoch
  | Incompatible
  | ServerBusy

/** What the caller of a failed call does: wait and retry by itself, ask the writer, or read the log anew. */
export type NextStep = 'retry' | 'sign-in' | 'reread' | 'park'

/** The one next step of each error. */
export const nextStep: { readonly [K in SyncError['_tag']]: NextStep } = {
  Offline: 'retry',
  ServerBusy: 'retry',
  SignInAgain: 'sign-in',
  WrongEpoch: 'reread',
  Forbidden: 'park',
  TooLarge: 'park',
  Incompatible: 'park',
}
