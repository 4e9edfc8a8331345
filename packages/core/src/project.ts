export { maxTitleLength, openProject, readProject } from './project/Project.ts'
export type { Project, ProjectModel } from './project/Project.ts'
export type { ShelfEntry, ShelfName } from './project/Shelf.ts'
export {
  addCard,
  addScreenplay,
  archiveProject,
  createProject,
  moveCard,
  removeCard,
  removeScreenplay,
  renameProject,
  restoreCard,
  restoreScreenplay,
} from './project/EditProject.ts'
export type { NewProject } from './project/EditProject.ts'
export { NotOnShelf } from './project/NotOnShelf.ts'
export { slugOf } from './project/Slug.ts'
export { sampleProject } from './project/sample.ts'
export type { SampleProject } from './project/sample.ts'
