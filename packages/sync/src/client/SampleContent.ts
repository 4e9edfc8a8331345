import { sampleProject } from '@coldopen/core/project'
import { Effect } from 'effect'
import type { Ids } from '../identity/Ids.ts'
import { Incompatible, Offline, type SyncError } from '../protocol/SyncError.ts'
import type { ProjectContent } from './ProjectMaking.ts'

/** The sample project: a short screenplay of our own and one scene. The reader of its format is loaded for it. */
export const sampleContent = (ids: Ids): Effect.Effect<ProjectContent, SyncError> =>
  Effect.gen(function* () {
    const { importFountain } = yield* Effect.tryPromise({
      try: () => import('@coldopen/core/fountain'),
      catch: (cause) => new Offline({ detail: `The app is not all here: ${String(cause)}` }),
    })
    const { title, fountain, scene } = sampleProject
    const script = yield* Effect.fromResult(importFountain(fountain, ids)).pipe(
      Effect.mapError(({ message }) => new Incompatible({ detail: message })),
    )
    return {
      title,
      scripts: [script],
      scenes: [
        {
          prompt: scene.prompt,
          duration: scene.duration,
          sceneType: scene.scene_type,
          shotType: scene.shot_type,
        },
      ],
    }
  })
