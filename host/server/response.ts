/** What a route's handler answers with, as in Kibana's `response` argument. */
export interface KibanaResponse {
  status: number;
  body?: unknown;
  headers?: Record<string, string | string[]>;
}

interface ResponseOptions {
  body?: unknown;
  headers?: Record<string, string | string[]>;
}
type ErrorBody = string | Error | { message: string | Error; attributes?: Record<string, unknown> };
interface ErrorOptions {
  body?: ErrorBody;
  headers?: Record<string, string | string[]>;
}

const STATUS_TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Payload Too Large',
  429: 'Too Many Requests',
  499: 'Client Closed Request',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** Kibana's shape of an error: `{ statusCode, error, message, attributes? }`. */
export function errorResponse(
  status: number,
  body: ErrorBody | undefined,
  headers?: ResponseOptions['headers']
): KibanaResponse {
  const error = STATUS_TITLES[status] ?? 'Error';
  const given = typeof body === 'string' || body instanceof Error ? { message: body } : body;
  const message =
    given?.message instanceof Error ? given.message.message : (given?.message ?? error);
  const attributes = given && 'attributes' in given ? given.attributes : undefined;
  return {
    status,
    body: { statusCode: status, error, message, ...(attributes ? { attributes } : {}) },
    headers,
  };
}

const createSuccess =
  (status: number) =>
  (options: ResponseOptions = {}): KibanaResponse => ({ status, ...options });
const createFailure =
  (status: number) =>
  (options: ErrorOptions = {}): KibanaResponse =>
    errorResponse(status, options.body, options.headers);

export const responseFactory = {
  ok: createSuccess(200),
  created: createSuccess(201),
  accepted: createSuccess(202),
  noContent: (options: ResponseOptions = {}): KibanaResponse => ({
    status: 204,
    headers: options.headers,
  }),
  redirected: createSuccess(302),
  badRequest: createFailure(400),
  unauthorized: createFailure(401),
  forbidden: createFailure(403),
  notFound: createFailure(404),
  conflict: createFailure(409),
  custom: ({
    statusCode,
    ...options
  }: ResponseOptions & { statusCode: number }): KibanaResponse => ({
    status: statusCode,
    ...options,
  }),
  customError: ({
    statusCode,
    body,
    headers,
  }: ErrorOptions & { statusCode: number }): KibanaResponse => {
    if (statusCode < 400 || statusCode > 599)
      throw new Error(
        `Unexpected Http status code. Expected from 400 to 599, but given: ${statusCode}`
      );
    return errorResponse(statusCode, body, headers);
  },
};
