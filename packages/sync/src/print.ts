export { printPdf } from './print/PrintPdf.ts'
export type { Printed, PrintJob } from './print/PrintPdf.ts'
export { PrintCancelled } from './print/PrintCancelled.ts'
export type { FontFiles, Typeface } from './print/Typeface.ts'
