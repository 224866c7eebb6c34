/** Why a route's answer isn't there. */
export interface RequestError {
  /** what the server said, or why it wasn't reached */
  message: string;
  /** HTTP status; absent where there was no answer */
  status?: number;
}

/** Kibana's HttpFetchError carries the server's `{statusCode, message}` as `body`; other errors only a message. */
export function toRequestError(error: unknown): RequestError {
  const { body, response, message } = (error ?? {}) as {
    body?: { message?: unknown; statusCode?: unknown };
    response?: { status?: unknown };
    message?: unknown;
  };
  const status = [body?.statusCode, response?.status].find(
    (value): value is number => typeof value === 'number'
  );
  const text = [body?.message, message].find(
    (value): value is string => typeof value === 'string' && value !== ''
  );
  return { message: text ?? String(error), ...(status !== undefined && { status }) };
}
