import { detailOf, errorLine } from '../../message/errorText.ts'
import { accountText } from './accountText.ts'

/** Which of the two forms failed. */
export type AccountAction = 'sign-in' | 'sign-up'

const tagOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && '_tag' in error ? error._tag : null

/** Says a failed sign-in or sign-up so that the writer knows which field to change, or that it is not theirs to change. */
export const accountError = (action: AccountAction, error: unknown): string => {
  const tag = tagOf(error)
  const detail = detailOf(error).toLowerCase()
  if (tag === 'Offline') return accountText.offline
  if (tag === 'ServerBusy') {
    return /rate|too many|often/u.test(detail) ? accountText.tooOften : errorLine(error)
  }
  if (/confirm/u.test(detail)) return accountText.confirm
  if (/already|taken|exists|registered/u.test(detail)) return accountText.taken
  if (/weak|at least|characters|password should/u.test(detail)) return accountText.weak
  if (/e-?mail/u.test(detail) && /invalid|valid|format/u.test(detail) && action === 'sign-up') {
    return accountText.badEmail
  }
  if (action === 'sign-in' && (tag === 'Forbidden' || tag === 'SignInAgain'))
    return accountText.wrong
  return errorLine(error)
}
