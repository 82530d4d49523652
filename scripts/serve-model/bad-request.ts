/** A request that is not as the protocol says. The message is for whoever wrote the request. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  constructor(
    message: string,
    readonly code: string, // machine-readable, as OpenAI's `error.code`
    readonly status = 400,
  ) {
    super(message);
  }
}
