export { Duration, maxFieldLength, promptText, readSceneCard } from './scene/SceneCard.ts'
export type { SceneCard, SceneSource } from './scene/SceneCard.ts'
export { createSceneCard, editSceneCard } from './scene/EditSceneCard.ts'
