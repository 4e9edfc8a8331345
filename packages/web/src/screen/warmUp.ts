import { idle } from '../runtime/idle.ts'

/** Everything the app loads when it is first used, most wanted first. */
const later: readonly (() => Promise<unknown>)[] = [
  () => import('./project/ProjectScreen.tsx'),
  () => import('../editor/ScreenplayEditor.tsx'),
  () => import('./scenes/SceneBoard.tsx'),
  () => import('../runtime/exportWork.ts'),
  () => import('./library/importScripts.ts'),
  () => import('./library/readScriptFile.ts'),
  () => import('./library/readFountainScript.ts'),
  () => import('./library/readFdxScript.ts'),
  () => import('./library/ImportReport.tsx'),
  () => import('./invite/ShareDialog.tsx'),
  () => import('./frame/SignOutDialog.tsx'),
  () => import('./health/SyncHealth.tsx'),
  () => import('./project/ScriptScreen.tsx'),
  () => import('./account/SignInScreen.tsx'),
  () => import('./account/SignUpScreen.tsx'),
  () => import('./invite/InviteScreen.tsx'),
  () => import('./frame/NotFoundScreen.tsx'),
]

/** Loads what is still missing while nothing else is to do, so that a lost connection takes no screen away. */
export const warmUp = async (): Promise<void> => {
  for (const load of later) {
    await idle()
    try {
      await load()
    } catch {
      // Offline already: what is missing is asked for again when it is used.
      return
    }
  }
}
