import type * as Y from 'yjs'
import { readProductionScript } from '../../screenplay/ProductionScript.ts'
import { readTitlePage } from '../../screenplay/TitlePage.ts'
import { readForm } from './FormMap.ts'
import { toElement } from './Fountain.ts'
import { writeScript } from './Writer.ts'

/** A screenplay document as a Fountain file: an import that nobody edited gives its file back, byte for byte. */
export const readScriptFountain = (doc: Y.Doc): string =>
  writeScript({
    titlePage: readTitlePage(doc),
    elements: readProductionScript(doc).map(toElement),
    form: readForm(doc),
  })
