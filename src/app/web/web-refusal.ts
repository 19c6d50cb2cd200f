/** A request that is not taken. `message` is a sentence for the person. */
export class WebRefusal extends Error {
  readonly status: 400 | 403 | 404 | 408 | 409 | 411 | 413 | 415 | 429 | 503;

  constructor(status: WebRefusal['status'], message: string) {
    super(message);
    this.name = 'WebRefusal';
    this.status = status;
  }
}
