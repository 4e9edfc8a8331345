/** A frame that is not of the protocol; the connection that sent it is closed with `detail` as the reason. */
export class MalformedFrame extends Error {
  override readonly name = 'MalformedFrame'
}
