import { Data } from 'effect'

/** No visible block has this id: it was deleted, or joined into another. Read the script again. */
export class NoSuchBlock extends Data.TaggedError('NoSuchBlock')<{ readonly id: string }> {}
