/** A fetch that counts the bytes of bodies it received. */
export class CountedFetch {
  bytes = 0

  readonly fetch: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init)
    if (answer.body === null) return answer
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, through) => {
        this.bytes += chunk.byteLength
        through.enqueue(chunk)
      },
    })
    const { status, statusText, headers } = answer
    return new Response(answer.body.pipeThrough(counted), { status, statusText, headers })
  }
}
