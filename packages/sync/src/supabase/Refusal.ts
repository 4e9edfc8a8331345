import { ClientIdTaken } from '../log/EventLog.ts'
import {
  Forbidden,
  Incompatible,
  Offline,
  ServerBusy,
  SignInAgain,
  type SyncError,
  TooLarge,
  WrongEpoch,
} from '../protocol/SyncError.ts'

/** An answer of PostgREST that is no success: `docs/spec/seams.md`, Refusals. */
export interface PostgrestFailure {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly details: string
}

const byCode: { readonly [code: string]: (detail: string) => SyncError } = {
  PT401: (detail) => new SignInAgain({ detail }),
  PGRST301: (detail) => new SignInAgain({ detail }),
  PGRST302: (detail) => new SignInAgain({ detail }),
  PGRST303: (detail) => new SignInAgain({ detail }),
  PT403: (detail) => new Forbidden({ detail }),
  '42501': (detail) => new Forbidden({ detail }),
  PT409: (detail) => new WrongEpoch({ detail }),
  PT413: (detail) => new TooLarge({ detail }),
  PT422: (detail) => new Incompatible({ detail }),
  PT426: (detail) => new Incompatible({ detail }),
  PT503: (detail) => new ServerBusy({ detail }),
}

const byStatus = (status: number, detail: string): SyncError => {
  if (status === 401) return new SignInAgain({ detail })
  if (status === 403) return new Forbidden({ detail })
  if (status === 413) return new TooLarge({ detail })
  if (status === 429 || status >= 500) return new ServerBusy({ detail })
  return new Incompatible({ detail })
}

/** The error of a refused or unanswered call. No status: there was no HTTP answer. */
export const toSyncError = (failure: PostgrestFailure): SyncError | ClientIdTaken => {
  const { status, code, message, details } = failure
  const detail = details === '' ? message : details
  if (status === 0) return new Offline({ detail })
  if (code === 'PT409' && message === 'client_id_taken') return new ClientIdTaken({ detail })
  return byCode[code]?.(detail) ?? byStatus(status, detail)
}
