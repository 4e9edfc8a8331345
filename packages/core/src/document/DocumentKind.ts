/** The kinds of document, each with its own event stream. */
export type DocumentKind = 'project' | 'screenplay' | 'scene' | 'timeline'

export const documentKinds: readonly DocumentKind[] = ['project', 'screenplay', 'scene', 'timeline']

export const isDocumentKind = (value: unknown): value is DocumentKind =>
  documentKinds.some((kind) => kind === value)
