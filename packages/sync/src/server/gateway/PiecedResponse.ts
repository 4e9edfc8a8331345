/** An answer whose body is in pieces that are sent as they are: one piece may be part of many answers at once. */
export class PiecedResponse extends Response {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[]

  constructor(pieces: readonly Uint8Array<ArrayBuffer>[], init: ResponseInit) {
    const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (to) => {
        for (const piece of pieces) to.enqueue(piece)
        to.close()
      },
    })
    super(whole, init)
    this.pieces = pieces
  }
}
