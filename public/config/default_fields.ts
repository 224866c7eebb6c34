/** The fields in which an ID is looked for until the server's configuration is known; the server's own defaults. */
export const DEFAULT_ID_FIELDS: readonly string[] = [
  'request.id',
  'reqID',
  'kubernetes.audit.auditID',
  'auditID',
  'trace.id',
  'trace_id',
];

/** The fields that hold a record's text, in the order of how collectors prefer them. */
export const MESSAGE_FIELDS: readonly string[] = [
  'message',
  'log',
  'body.text',
  'event.original',
  'MESSAGE',
];
