/** The parts of the Elasticsearch client's errors that are read; errors of other kinds have none but the message. */
interface ResponseError {
  message?: string;
  statusCode?: number;
  meta?: { statusCode?: number; body?: { error?: { reason?: string; root_cause?: Array<{ reason?: string }> } } };
}

/** The HTTP status that Elasticsearch answered; undefined where it did not answer. */
export function statusOf(error: unknown): number | undefined {
  const { meta, statusCode } = error as ResponseError;
  return meta?.statusCode ?? statusCode;
}

/** Why, in Elasticsearch's own words; else the error's message. */
export function reasonOf(error: unknown): string | undefined {
  const { meta, message } = error as ResponseError;
  return meta?.body?.error?.root_cause?.[0]?.reason ?? meta?.body?.error?.reason ?? message;
}
