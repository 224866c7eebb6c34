/** The parts of the Elasticsearch client's errors that are read; errors of other kinds have none but the message. */
interface ResponseError {
  message?: string;
  statusCode?: number;
  meta?: { statusCode?: number; body?: { error?: ErrorCause } };
}

interface ErrorCause {
  reason?: string | null;
  root_cause?: Array<{ reason?: string | null }>;
}

/** One of several searches failed as a whole, and the answer rests on it. */
export class SearchFailedError extends Error {
  override readonly name = 'SearchFailedError';

  constructor(
    reason: string,
    readonly statusCode: number
  ) {
    super(reason);
  }
}

/** Elasticsearch rejects the scope's query and filters. */
export class FilterRejectedError extends Error {
  override readonly name = 'FilterRejectedError';

  /** @param reason Elasticsearch's own; undefined where it gave none */
  constructor(readonly reason: string | undefined) {
    super(`Elasticsearch rejects the scope's query and filters: ${reason ?? 'no reason given'}`);
  }
}

/** The HTTP status that Elasticsearch answered; undefined where it did not answer. */
export function getStatusCode(error: unknown): number | undefined {
  const { meta, statusCode } = error as ResponseError;
  return meta?.statusCode ?? statusCode;
}

/** Why, in Elasticsearch's own words; else the error's message. */
export function getErrorReason(error: unknown): string | undefined {
  const { meta, message } = error as ResponseError;
  return getRootReason(meta?.body?.error) ?? message;
}

/** "all shards failed" is only the outermost reason. */
export const getRootReason = (error: ErrorCause | undefined): string | undefined =>
  error?.root_cause?.[0]?.reason ?? error?.reason ?? undefined;
